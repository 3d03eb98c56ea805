//! What an attestor sees: which Book waits for which word of it, and what it has said.

use crate::{share, world};
use halo_sdk::{
    facility::state::AttestationKind,
    view::{Attestor, Kind, Task, Wait},
};
use halo_tests::{
    chain::Chain,
    world::{half_year, million, World, CADENCE, DAY, MATURITY},
};

async fn seen<C: Chain>(world: &World<C>) -> Attestor {
    let attestor = world.roles().attestor;
    Attestor::read(&world.client, &world.facility.facility, &attestor).await.unwrap()
}

/// The only Book and what it waits for.
async fn task<C: Chain>(world: &World<C>) -> Task {
    let mut tasks = seen(world).await.tasks;
    assert_eq!(tasks.len(), 1, "{tasks:#?}");
    tasks.remove(0)
}

fn stands(kind: Kind) -> Vec<Wait> {
    vec![Wait { kind, due_at: None, overdue: true }]
}

#[tokio::test]
async fn each_phase_waits_for_its_word() {
    let mut world = world().await;
    let prime = world.prime("Prime X", million(50)).await;
    let book = world.open_book().await;
    assert_eq!(task(&world).await.waits_for, [], "nothing is claimed into it");

    share(&world, &prime, &book, half_year(million(25))).await;
    let filling = task(&world).await;
    assert_eq!(filling.waits_for, stands(Kind::PreDeployment));
    assert_eq!(filling.book.scope_hash, world.book(&book).await.scope_hash(&book.book));
    world.attest(&book, AttestationKind::PreDeployment).await.unwrap();
    assert_eq!(task(&world).await.waits_for, [], "the word is there");

    // Another unit: the word was about less.
    share(&world, &prime, &book, half_year(million(10))).await;
    let changed = seen(&world).await;
    assert_eq!(changed.tasks[0].waits_for, stands(Kind::PreDeployment));
    assert_ne!(changed.tasks[0].book.scope_hash, filling.book.scope_hash);
    assert!(!changed.posted[0].live && !changed.posted[0].consumed);

    world.start_deploying(&book).await;
    assert_eq!(task(&world).await.waits_for, stands(Kind::AtRest));
    world.deploy(&book, million(35)).await.unwrap();
    world.settle_at_rest(&book).await;
    let now = world.client.unix_time().await.unwrap();
    let again = |overdue| Wait { kind: Kind::Reattestation, due_at: Some(now + CADENCE), overdue };
    let uncovered = Wait { kind: Kind::Coverage, due_at: Some(now), overdue: true };
    assert_eq!(task(&world).await.waits_for, [again(false), uncovered]);

    world.cover(&book, now + 5 * DAY).await.unwrap();
    let covered = Wait { kind: Kind::Coverage, due_at: Some(now + 5 * DAY), overdue: false };
    assert_eq!(task(&world).await.waits_for, [again(false), covered]);
    world.wait_until(now + CADENCE).await;
    assert_eq!(task(&world).await.waits_for[0], again(false), "its last second");
    world.wait_until(now + CADENCE + 1).await;
    let late = task(&world).await.waits_for;
    assert_eq!(late, [again(true), Wait { overdue: true, ..covered }]);

    let posted = seen(&world).await.posted;
    assert_eq!(
        posted.iter().map(|one| (one.number, one.kind, one.consumed, one.live)).collect::<Vec<_>>(),
        [
            (4, Kind::Coverage, false, false),
            (3, Kind::AtRest, true, false),
            (2, Kind::PreDeployment, true, false),
            (1, Kind::PreDeployment, false, false)
        ]
    );
    let nobody = Attestor::read(&world.client, &world.facility.facility, &prime).await.unwrap();
    assert_eq!(nobody.posted, []);
    assert_eq!(nobody.tasks, seen(&world).await.tasks);
}

#[tokio::test]
async fn a_default_waits_for_what_is_recovered() {
    let mut world = world().await;
    let prime = world.prime("Prime X", million(50)).await;
    world.deposit(&prime, million(50)).await.unwrap();
    let (book, unit) = world.deal(&prime, half_year(million(25))).await;
    world.start_deploying(&book).await;
    world.deploy(&book, million(25)).await.unwrap();
    world.settle_at_rest(&book).await;
    world.wait_until(MATURITY + 10 * DAY).await;
    world.declare_default(&book, &unit).await.unwrap();
    let kinds = |task: Task| task.waits_for.into_iter().map(|wait| wait.kind).collect::<Vec<_>>();
    assert_eq!(kinds(task(&world).await), [Kind::Reattestation, Kind::Default]);

    world.come_home(&book, million(10)).await;
    let number = world.attest_default(&book, million(10)).await.unwrap();
    let said = seen(&world).await;
    assert_eq!((said.posted[0].amount, said.posted[0].live), (million(10), true));
    assert_eq!(kinds(said.tasks[0].clone()), [Kind::Reattestation]);
    world.write_down(&book, number).await.unwrap();
    let after = seen(&world).await;
    assert_eq!(kinds(after.tasks[0].clone()), [], "it unwinds now");
    assert!(after.posted[0].consumed);
}
