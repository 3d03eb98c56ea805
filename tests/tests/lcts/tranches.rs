//! Two units over one holding: the junior one bears a loss first, and no other Book notices.

use super::desk::*;
use halo_sdk::{
    addresses::{LctsAddresses, Tranche},
    instructions::lcts as ix,
    lcts::{events::TranchesCut, state::Unit},
    token::TokenProgram,
    transport::Transport,
};
use halo_tests::{
    chain::Chain,
    events::event,
    world::{million, ONE},
};
use solana_pubkey::Pubkey;

/// A senior unit with 50M of Alice's and its junior with 25M of Bob's, one base unit a share. The desk acts on the senior.
struct Pair {
    desk: Desk,
    senior: LctsAddresses,
    junior: LctsAddresses,
}

impl Pair {
    /// The junior exists and stands over the senior's holding; nobody is in either.
    async fn new() -> Self {
        let mut desk = Desk::new().await;
        let alone = desk.at;
        desk.turn_to_new("junior unit", Tranche::JuniorOf(alone.unit)).await;
        desk.open_without_holding(PAR).await;
        desk.ok(&[ix::subordinate(&desk.at, &alone.unit)], &[]).await;
        desk.let_hold(&desk.bob).await;
        let senior = LctsAddresses { tranche: Tranche::SeniorOf(desk.at.unit), ..alone };
        let junior = desk.turn_to(senior);
        Self { desk, senior, junior }
    }

    async fn funded() -> Self {
        let mut pair = Self::new().await;
        pair.buy(pair.senior, pair.desk.alice, million(50)).await;
        pair.buy(pair.junior, pair.desk.bob, million(25)).await;
        assert_eq!(pair.figures().await, [million(50), million(25), million(75)]);
        pair
    }

    /// `owner` subscribes to a unit and claims its shares; ends at the next midnight.
    async fn buy(&mut self, at: LctsAddresses, owner: Pubkey, amount: u64) {
        let desk = &mut self.desk;
        let before = desk.turn_to(at);
        desk.subscribe(&owner, amount).await;
        desk.locked().await;
        desk.settle(Subscribe, u64::MAX).await.unwrap();
        desk.claim(Subscribe, &owner).await.unwrap();
        desk.next_day().await;
        desk.turn_to(before);
    }

    /// `owner` gives `amount` shares of a unit back and claims what they bring.
    async fn redeem(&mut self, at: LctsAddresses, owner: Pubkey, amount: u64) {
        let desk = &mut self.desk;
        let before = desk.turn_to(at);
        desk.enter(Redeem, &owner, amount).await.unwrap();
        desk.locked().await;
        desk.settle_pair(0, u64::MAX).await.unwrap();
        desk.claim(Redeem, &owner).await.unwrap();
        desk.next_day().await;
        desk.turn_to(before);
    }

    async fn record(&self, at: &LctsAddresses) -> Unit {
        self.desk.client.fetch(&at.unit).await.expect("a unit")
    }

    /// What the senior's shares and the junior's are worth, and what the one holding has; which is all that is there.
    async fn figures(&self) -> [u64; 3] {
        let (senior, junior) = (self.record(&self.senior).await, self.record(&self.junior).await);
        assert_eq!(self.desk.tokens(&self.senior.holding()).await, senior.holding);
        assert_eq!((junior.holding, junior.vault), (0, Pubkey::default()));
        [senior.worth().unwrap(), junior.worth().unwrap(), senior.holding]
    }

    fn cutting(&self, loss: u64) -> solana_instruction::Instruction {
        ix::haircut(&self.desk.beacon, &self.senior, &self.junior.unit, loss)
    }

    async fn cut(&self, loss: u64) -> TranchesCut {
        event(&self.desk.ok(&[self.cutting(loss)], &[self.desk.beacon]).await)
    }

    async fn refused_cut(&self, loss: u64, refusal: LctsError) {
        self.desk.refused(&[self.cutting(loss)], &[self.desk.beacon], refusal).await;
    }
}

#[tokio::test]
async fn ten_million_are_the_juniors_loss_alone() {
    let pair = Pair::funded().await;
    let senior = pair.record(&pair.senior).await.rate;
    let cut = pair.cut(million(10)).await;
    assert_eq!((cut.senior_lost, cut.junior_lost, cut.worth), (0, million(10), million(65)));
    assert_eq!(pair.figures().await, [million(50), million(15), million(75)]);
    assert_eq!(pair.record(&pair.senior).await.rate, senior, "to the last digit");
    assert_eq!(pair.record(&pair.junior).await.rate.rate(), PAR / 10 * 6);
}

#[tokio::test]
async fn thirty_million_leave_the_junior_nothing_and_the_senior_45() {
    let pair = Pair::funded().await;
    let cut = pair.cut(million(30)).await;
    assert_eq!((cut.senior_lost, cut.junior_lost, cut.worth), (million(5), million(25), million(45)));
    assert_eq!(pair.figures().await, [million(45), 0, million(75)]);
    assert_eq!(pair.record(&pair.senior).await.rate.rate(), PAR / 10 * 9);
    pair.refused_cut(million(45) + 1, LctsError::InsufficientHolding).await;
    pair.refused_cut(0, LctsError::ZeroAmount).await;
    pair.cut(million(45)).await;
    assert_eq!(pair.figures().await, [0, 0, million(75)]);
}

#[tokio::test]
async fn the_seniors_rate_falls_only_when_the_junior_is_worth_nothing() {
    let pair = Pair::funded().await;
    let (desk, beacon) = (&pair.desk, pair.desk.beacon);
    let lower = ix::set_rate(&beacon, &pair.senior, PAR - 1);
    desk.refused(std::slice::from_ref(&lower), &[beacon], LctsError::JuniorFirst).await;
    let unnamed = ix::set_rate(&beacon, &LctsAddresses { tranche: Tranche::Sole, ..pair.senior }, PAR - 1);
    desk.refused(&[unnamed], &[beacon], LctsError::WrongPartner).await;
    let itself = LctsAddresses { tranche: Tranche::SeniorOf(pair.senior.unit), ..pair.senior };
    desk.refused(&[ix::set_rate(&beacon, &itself, PAR - 1)], &[beacon], LctsError::WrongPartner).await;
    // The junior's own rate may fall alone.
    desk.ok(&[ix::set_rate(&beacon, &pair.junior, PAR / 5)], &[beacon]).await;
    assert_eq!(pair.figures().await, [million(50), million(5), million(75)]);
    desk.refused(std::slice::from_ref(&lower), &[beacon], LctsError::JuniorFirst).await;
    desk.ok(&[ix::set_rate(&beacon, &pair.junior, 0), lower], &[beacon]).await;
    assert_eq!(pair.record(&pair.senior).await.rate.rate(), PAR - 1);
}

#[tokio::test]
async fn either_is_redeemed_out_of_the_one_holding() {
    let mut pair = Pair::funded().await;
    let (alice, bob) = (pair.desk.alice, pair.desk.bob);
    pair.cut(million(5)).await;
    pair.redeem(pair.junior, bob, million(10)).await;
    assert_eq!(pair.desk.balance(&bob).await, million(8));
    assert_eq!(pair.figures().await, [million(50), million(12), million(67)]);
    pair.redeem(pair.senior, alice, million(50)).await;
    assert_eq!(pair.desk.balance(&alice).await, million(50));
    assert_eq!(pair.figures().await, [0, million(12), million(17)]);
    pair.redeem(pair.junior, bob, million(15)).await;
    // The 5 that were lost are still in the holding here: nothing pays them out.
    assert_eq!((pair.desk.balance(&bob).await, pair.figures().await), (million(20), [0, 0, million(5)]));
}

#[tokio::test]
async fn a_loss_is_written_down_where_it_was_made() {
    let mut pair = Pair::funded().await;
    let (beacon, endpoint) = (pair.desk.beacon, pair.desk.endpoint);
    pair.desk.ok(&[ix::deploy(&beacon, &pair.senior, &endpoint, million(60))], &[beacon]).await;
    assert_eq!(pair.cut(million(30)).await.recorded, million(45));
    assert_eq!(pair.record(&pair.senior).await.out, million(30));
    // What is left of the junior's Beam and holding deploys nothing, and takes nothing back.
    let deploy = ix::deploy(&beacon, &pair.junior, &endpoint, 1);
    pair.desk.refused(&[deploy], &[beacon], LctsError::WrongHolding).await;
    let borrower = pair.desk.borrower;
    let back = ix::return_funds(&borrower, &pair.junior, &endpoint, ONE);
    pair.desk.refused(&[back], &[borrower], LctsError::WrongHolding).await;
    pair.desk.ok(&[ix::return_funds(&borrower, &pair.senior, &endpoint, million(40))], &[borrower]).await;
    // 10 more came home than were believed: it is cash, and worth nothing before the rate says so.
    let senior = pair.record(&pair.senior).await;
    assert_eq!((senior.out, senior.holding, senior.worth().unwrap()), (0, million(55), million(45)));
    let alice = pair.desk.alice;
    pair.redeem(pair.senior, alice, million(50)).await;
    assert_eq!(pair.desk.balance(&alice).await, million(45));
}

#[tokio::test]
async fn no_other_book_notices() {
    let mut pair = Pair::funded().await;
    let senior = pair.desk.turn_to_new("another unit", Tranche::Sole).await;
    pair.desk.open_without_holding(PAR).await;
    pair.desk.open_holding().await;
    pair.desk.let_hold(&pair.desk.carol).await;
    let other = pair.desk.turn_to(senior);
    pair.buy(other, pair.desk.carol, million(30)).await;
    let queues = BOTH.map(|direction| other.queue(direction));
    let watched = [
        vec![other.unit, other.holding(), other.vault(), other.share_mint(), other.redeem_limit()],
        queues.iter().flat_map(|queue| [queue.queue, queue.input.vault, queue.reward.vault]).collect(),
        vec![queues[0].generation(1), queues[0].position(&pair.desk.carol)],
    ]
    .concat();
    let before = pair.desk.client.transport().get_multiple_accounts(&watched).await.unwrap();
    assert!(before.iter().all(Option::is_some), "all of them are there");
    pair.cut(million(30)).await;
    let (alice, half) = (pair.desk.alice, million(25));
    pair.redeem(pair.senior, alice, half).await;
    assert_eq!(pair.desk.client.transport().get_multiple_accounts(&watched).await.unwrap(), before);
}

#[tokio::test]
async fn a_haircut_is_of_a_senior_with_its_own_junior() {
    let pair = Pair::new().await;
    let (desk, beacon) = (&pair.desk, pair.desk.beacon);
    let upside_down = ix::haircut(&beacon, &pair.junior, &pair.senior.unit, 1);
    desk.refused(&[upside_down], &[beacon], LctsError::WrongPartner).await;
    let itself = ix::haircut(&beacon, &pair.senior, &pair.senior.unit, 1);
    desk.refused(&[itself], &[beacon], LctsError::WrongPartner).await;
    let bob = desk.bob;
    let mut forged = pair.cutting(1);
    forged.accounts.iter_mut().filter(|meta| meta.pubkey == beacon).for_each(|meta| meta.pubkey = bob);
    desk.refused(&[forged], &[bob], LctsError::BeamRefused).await;
}

#[tokio::test]
async fn nobody_stands_over_a_holding_unbidden() {
    let mut pair = Pair::new().await;
    let (senior, junior) = (pair.senior, pair.junior);
    // Neither twice, nor over a junior, nor with a holding of one's own.
    pair.desk.refused(&[ix::subordinate(&junior, &senior.unit)], &[], LctsError::NotSubordinate).await;
    let own = ix::open_holding(&pair.desk.roles().payer, &junior);
    pair.desk.refused(&[own], &[], LctsError::WrongHolding).await;
    let second = Tranche::JuniorOf(senior.unit);
    pair.desk.turn_to_new("second junior", second).await;
    pair.desk.open_without_holding(PAR).await;
    let at = pair.desk.at;
    pair.desk.refused(&[ix::subordinate(&at, &senior.unit)], &[], LctsError::NotSubordinate).await;
    // A unit that the council lets draw on its own Book only.
    pair.desk.turn_to_new("sole unit", Tranche::Sole).await;
    pair.desk.open_without_holding(PAR).await;
    let sole = pair.desk.at;
    pair.desk.refused(&[ix::subordinate(&sole, &senior.unit)], &[], LctsError::NotSubordinate).await;
    pair.desk.refused(&[ix::subordinate(&sole, &sole.unit)], &[], LctsError::NotSubordinate).await;
    assert_eq!(sole.share_program, TokenProgram::Token2022.id());
}

#[tokio::test]
async fn money_that_is_missing_stops_both_and_each_is_told_so() {
    let mut pair = Pair::funded().await;
    let (beacon, bob) = (pair.desk.beacon, pair.desk.bob);
    // Before anybody has looked.
    let before = pair.desk.turn_to(pair.junior);
    pair.desk.enter(Redeem, &bob, ONE).await.unwrap();
    pair.desk.locked().await;
    let holding = pair.senior.holding();
    let mut account = pair.desk.account(&holding).await;
    account.data[64..72].copy_from_slice(&(million(75) - 1).to_le_bytes());
    pair.desk.world.chain.set_account(&holding, account);
    // Who looks at the senior stops what the junior takes out of its holding.
    pair.desk.ok(&[ix::check_unit(&pair.senior)], &[]).await;
    let settle = pair.desk.settling_pair(0, ONE).await;
    pair.desk.refused(&[settle], &[beacon], LctsError::Halted).await;
    pair.desk.refused(&[pair.desk.rating(PAR + 1)], &[beacon], LctsError::Halted).await;
    let entering = pair.desk.entering(Redeem, &bob, ONE).await;
    pair.desk.refused(&[entering], &[bob], LctsError::GenerationLocked).await;
    // And who looks at the junior closes its queues.
    pair.desk.ok(&[ix::check_unit(&pair.junior)], &[]).await;
    let entering = pair.desk.entering(Redeem, &bob, ONE).await;
    pair.desk.refused(&[entering], &[bob], LctsError::Halted).await;
    pair.desk.at_second(halo_sdk::halo_math::SETTLE_SECOND).await;
    pair.desk.ok(&[pair.desk.unlocking(Redeem).await], &[]).await;
    pair.desk.exit(Redeem, &bob).await.unwrap();
    assert_eq!(pair.desk.shares(&bob).await, million(25));
    pair.desk.turn_to(before);
}
