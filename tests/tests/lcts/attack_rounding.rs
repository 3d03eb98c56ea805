//! Ten thousand operations of one base unit: rounding is against whoever does them.

use super::desk::*;
use halo_tests::world::ONE;
use solana_instruction::Instruction;

/// Operations of one base unit.
const OPERATIONS: usize = 10_000;
/// How many of them fit into a transaction.
const AT_ONCE: usize = 16;
/// A share is worth a little more than one underlying, and no decimal number of it.
const ODD_RATE: u128 = 1_070_707_070_707_070_707;

/// Alice waits, and two settlements have left a number of shares that no number of base units divides.
async fn awkward() -> Desk {
    let mut desk = Desk::at_rate(ODD_RATE).await;
    desk.subscribe(&desk.alice, 1_000 * ONE + 7).await;
    for capacity in [333 * ONE + 1, 123_456_789] {
        desk.day(Subscribe, capacity).await;
        desk.next_day().await;
    }
    desk
}

/// Sends `acts` over and over, `times` in all.
async fn repeat(desk: &Desk, acts: &[Instruction], times: usize) {
    let together: Vec<Instruction> =
        acts.iter().cycle().take(AT_ONCE / acts.len() * acts.len()).cloned().collect();
    let mallory = desk.carol;
    assert_eq!(times % together.len(), 0);
    for _ in 0..times / together.len() {
        desk.ok(&together, &[mallory]).await;
    }
}

#[tokio::test]
async fn entering_with_one_base_unit_again_and_again_buys_no_more_than_entering_once() {
    let desk = awkward().await;
    let (mallory, alice) = (desk.carol, desk.alice);
    desk.give(&mallory, OPERATIONS as u64).await;
    let (before, of_alice) = (desk.worth(&mallory).await, desk.worth(&alice).await);
    let total = desk.generation(Subscribe, 1).await.expect("a generation");
    let at_once = OPERATIONS as u128 * total.shares() / u128::from(total.underlying);
    let enter = desk.entering(Subscribe, &mallory, 1).await;
    repeat(&desk, &[enter], OPERATIONS).await;
    assert!(desk.view(Subscribe, &mallory).await.shares <= at_once);
    desk.leave(&mallory).await;
    assert!(desk.profit(&mallory, before).await <= 0);
    assert!(desk.worth(&alice).await >= of_alice, "what rounding takes stays with the others");
    desk.assert_sound().await;
}

#[tokio::test]
async fn coming_and_going_with_one_base_unit_costs_what_it_rounds() {
    let desk = awkward().await;
    let (mallory, alice) = (desk.carol, desk.alice);
    desk.give(&mallory, OPERATIONS as u64 / 2).await;
    let (before, of_alice) = (desk.worth(&mallory).await, desk.worth(&alice).await);
    let coming_and_going =
        [desk.entering(Subscribe, &mallory, 1).await, desk.leaving(Subscribe, &mallory, 1)];
    repeat(&desk, &coming_and_going, OPERATIONS).await;
    let profit = desk.profit(&mallory, before).await;
    assert!(profit <= 0, "{profit}");
    assert!(desk.worth(&alice).await >= of_alice);
    assert_eq!(i128::from(desk.worth(&alice).await - of_alice), -profit, "what one loses the other has");
    desk.assert_sound().await;
}

/// Fifty positions of one share each, between members who leave fractions of a base unit behind: each of them is paid a
/// neighbour of its part, never more.
#[tokio::test]
async fn fractions_that_others_leave_are_worth_a_base_unit_a_position_at_most() {
    const PAIRS: usize = 50;
    let mut desk = Desk::at_rate(ODD_RATE).await;
    let (mut crumbs, mut honest) = (Vec::new(), Vec::new());
    for number in 0..PAIRS {
        let [crumb, member] = [
            desk.world.person(&format!("crumb {number}")).await,
            desk.world.person(&format!("honest {number}")).await,
        ];
        for owner in [crumb, member] {
            desk.let_in(&owner).await;
        }
        desk.subscribe(&member, 100 * ONE + number as u64).await;
        desk.subscribe(&crumb, 2).await;
        crumbs.push(crumb);
        honest.push(member);
    }
    let minted = {
        desk.day(Subscribe, u64::MAX).await;
        desk.queue(Subscribe).await.owed
    };
    let mut paid = 0;
    for (member, crumb) in honest.iter().zip(&crumbs) {
        desk.claim(Subscribe, member).await.unwrap();
        desk.claim(Subscribe, crumb).await.unwrap();
        // Two base units buy 1.87 shares: two at the most.
        let got = desk.shares(crumb).await;
        assert!(got <= 2, "{got}");
        paid += got + desk.shares(member).await;
    }
    assert_eq!((paid, desk.queue(Subscribe).await.owed), (minted, 0), "all of it, and no more");
    let at_par = u128::from(minted) * ODD_RATE / PAR;
    assert!(at_par <= u128::from(desk.unit().await.holding), "shares cost what they are worth");
    desk.assert_sound().await;
}
