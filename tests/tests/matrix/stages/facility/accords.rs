//! Accords: one is accepted, one only proposed; in the second house the conserver stands in the GovOps' place.

use super::super::super::cast::{agreed, proposed, Cast};
use halo_sdk::{
    facility::state::AccordTerms,
    instructions::facility::{self as ix, AccordParty},
};
use halo_tests::matrix::Stage;

pub fn stages(cast: &Cast) -> Vec<Stage> {
    let (a, b) = (&cast.a.world, &cast.b.world);
    let (payer, govops, conserver) = (&a.roles().payer, &a.configurer(), &b.conserver());
    let x = &cast.a.primes[0];
    let new = AccordTerms { terms_hash: [3; 32], ..agreed() };
    let hash = agreed().terms_hash;
    let cancel = |by| ix::cancel_accord(by, &a.facility, x, &hash, payer);
    let conserved = AccordParty::Configurer(conserver);
    vec![
        Stage::new("facility.propose_accord", ix::propose_accord(payer, govops, &a.facility, x, new)),
        Stage::new(
            "facility.propose_accord (conserver)",
            ix::propose_accord(payer, conserver, &b.facility, &cast.b.primes[0], new),
        ),
        Stage::new("facility.accept_accord", ix::accept_accord(x, &a.facility, proposed())),
        Stage::new("facility.cancel_accord", cancel(AccordParty::Prime)),
        Stage::new("facility.cancel_accord (govops)", cancel(AccordParty::Configurer(govops))),
        Stage::new(
            "facility.cancel_accord (conserver)",
            ix::cancel_accord(conserved, &b.facility, &cast.b.primes[0], &hash, payer),
        ),
    ]
}
