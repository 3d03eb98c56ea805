//! What attestors say of a Book that is out, what anybody checks, and how the council fixes a loss.

use super::super::super::cast::Cast;
use halo_sdk::{facility::state::AttestationKind, instructions::facility as ix};
use halo_tests::{matrix::Stage, world::ONE};

pub async fn stages(cast: &Cast) -> Vec<Stage> {
    let (world, trouble) = (&cast.a.world, &cast.estate.trouble);
    let (facility, roles) = (&world.facility, world.roles());
    let book = &cast.a.at_rest.book;
    let mut stages = Vec::new();
    for (name, kind, amount) in [
        ("re-attestation", AttestationKind::Reattestation, 0),
        ("coverage", AttestationKind::Coverage, 0),
        ("default", AttestationKind::Default, ONE),
    ] {
        let mut args = world.attest_args(book, kind).await;
        args.amount = amount;
        let attest = ix::attest(&roles.attestor, facility, &book.book, 3, args);
        stages.push(Stage::new(format!("facility.attest ({name})"), attest));
    }
    let write_down =
        ix::write_down(&roles.council, &roles.attestor, facility, &trouble.book, trouble.attested);
    stages.extend([
        Stage::new("facility.write_down", write_down),
        Stage::new("facility.check_queue", ix::check_queue(facility)),
        Stage::new("facility.check_book", ix::check_book(book)),
        Stage::new("facility.book_state", ix::book_state(book)),
    ]);
    stages
}
