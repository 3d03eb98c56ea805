//! Accounts of another wrapper in the place of this one's, one at a time; then the unmodified instruction succeeds.

use super::desk::*;
use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses, WrapperAddresses},
    nfat::error::NfatError,
    wrapper::{
        error::WrapperError,
        instructions::{BurnFractionsArgs, CollectKind::Interest},
    },
};
use halo_tests::world::{half_year, million, ONE};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Two wrapped NFATs of X's, both with a stake and something to collect.
struct Twins {
    desk: Desk,
    other: Other,
}

struct Other {
    book: BookAddresses,
    unit: UnitAddresses,
    at: WrapperAddresses,
}

impl Twins {
    async fn new() -> Self {
        let mut desk = Desk::wrapped().await;
        let x = desk.x;
        desk.give(&x, million(5)).await;
        desk.deposit(&x, million(5)).await.unwrap();
        desk.world.wait(halo_tests::world::DAY).await;
        let (book, unit) = desk.deal(&x, half_year(million(5))).await;
        desk.run_book(&book, million(5), million(6)).await;
        let other = Other { book, unit, at: WrapperAddresses::of(&unit.asset) };
        let mut twins = Self { desk, other };
        twins.swap();
        let desk = &twins.desk;
        desk.ok(&[desk.opening(&x)], &[x]).await;
        desk.fraction_account(&x).await;
        desk.ok(&[desk.wrapping(&x)], &[x]).await;
        twins.prepare().await;
        twins.swap();
        twins.prepare().await;
        twins
    }

    fn swap(&mut self) {
        std::mem::swap(&mut self.desk.book, &mut self.other.book);
        std::mem::swap(&mut self.desk.unit, &mut self.other.unit);
        std::mem::swap(&mut self.desk.at, &mut self.other.at);
    }

    async fn prepare(&self) {
        let desk = &self.desk;
        desk.stake(&desk.x, million(1)).await.unwrap();
        desk.credit(0, ONE).await;
        desk.collect(Interest).await.unwrap();
        desk.credit(0, ONE).await;
    }

    /// `instruction` with each account in turn of the other wrapper; `accounts` names mine, the other's and the refusal.
    async fn refuse(
        &self,
        instruction: &Instruction,
        signers: &[Pubkey],
        accounts: &[(Pubkey, Pubkey, u32)],
    ) {
        for (mine, other, refusal) in accounts {
            let wrong = with_account(instruction.clone(), mine, *other);
            self.desk.refused(&[wrong], signers, *refusal).await;
        }
    }

    fn pair(&self, pick: fn(&WrapperAddresses) -> Pubkey, refusal: impl Into<u32>) -> (Pubkey, Pubkey, u32) {
        (pick(&self.desk.at), pick(&self.other.at), refusal.into())
    }

    fn mint(&self) -> (Pubkey, Pubkey, u32) {
        self.pair(|at| at.fraction_mint, WrapperError::WrongFractionMint)
    }

    fn vault(&self) -> (Pubkey, Pubkey, u32) {
        self.pair(|at| at.vault, WrapperError::WrongVault)
    }

    fn escrow(&self) -> (Pubkey, Pubkey, u32) {
        self.pair(|at| at.escrow, WrapperError::WrongEscrow)
    }

    fn record(&self) -> (Pubkey, Pubkey, u32) {
        self.pair(|at| at.nfat, WrapperError::WrongNfat)
    }

    fn asset(&self) -> (Pubkey, Pubkey, u32) {
        self.pair(|at| at.asset, WrapperError::WrongAsset)
    }

    /// Another token in the place of the cash.
    fn cash(&self) -> (Pubkey, Pubkey, u32) {
        (self.desk.facility.mint, self.desk.at.fraction_mint, WrapperError::WrongMint.into())
    }

    fn token_program(&self) -> (Pubkey, Pubkey, u32) {
        let (token, other) = (anchor_spl::token::ID, anchor_spl::token_2022::ID);
        (token, other, WrapperError::WrongTokenProgram.into())
    }

    fn config(&self) -> (Pubkey, Pubkey, u32) {
        (self.desk.facility.nfat_config(), self.desk.at.wrapped, WrapperError::WrongConfig.into())
    }
}

#[tokio::test]
async fn what_owners_of_fractions_do_stays_in_their_wrapper() {
    let twins = Twins::new().await;
    let (desk, x) = (&twins.desk, twins.desk.x);
    let stakes = (desk.at.stake(&x), twins.other.at.stake(&x));
    let wrong_stake = (stakes.0, stakes.1, WrapperError::WrongWrapped.into());

    let stake = desk.staking(&x, 1);
    let seeds = (stakes.0, stakes.1, SEEDS);
    twins.refuse(&stake, &[x], &[twins.mint(), twins.escrow(), seeds]).await;
    let unstake = desk.unstaking(&x, 1, u64::MAX);
    let common =
        [twins.mint(), twins.vault(), twins.escrow(), wrong_stake, twins.cash(), twins.token_program()];
    twins.refuse(&unstake, &[x], &common).await;
    let claim = desk.claiming(&x);
    twins.refuse(&claim, &[x], &common).await;
    let args = BurnFractionsArgs { amount: 1, accept_forfeit: true, min_payout: 0 };
    let burn = desk.burning(&x, args);
    let common = [twins.mint(), twins.vault(), twins.cash(), twins.token_program()];
    twins.refuse(&burn, &[x], &common).await;
    desk.ok(&[stake, claim, unstake, burn], &[x]).await;
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_wrapper_collects_its_own_nfat_only() {
    let twins = Twins::new().await;
    let (desk, other) = (&twins.desk, &twins.other);
    let collect = desk.collecting(Interest);
    let redeem_vault = (desk.book.redeem_vault, other.book.redeem_vault);
    let tokens = (desk.book.redeem_token_account, other.book.redeem_token_account);
    let wrong = [
        twins.mint(),
        twins.vault(),
        twins.record(),
        twins.asset(),
        twins.config(),
        (redeem_vault.0, redeem_vault.1, NfatError::WrongRedeemVault.into()),
        (tokens.0, tokens.1, NfatError::WrongRedeemVault.into()),
        (desk.facility.mint, desk.at.fraction_mint, NfatError::WrongMint.into()),
        (desk.facility.collection(), desk.at.wrapped, NfatError::WrongCollection.into()),
    ];
    twins.refuse(&collect, &[], &wrong).await;
    desk.ok(&[collect], &[]).await;
    desk.assert_sound().await;
}

#[tokio::test]
async fn the_nfat_goes_in_and_out_of_its_own_wrapper_only() {
    let mut twins = Twins::new().await;
    for _ in 0..2 {
        let (desk, x) = (&twins.desk, twins.desk.x);
        desk.unstake(&x, million(1), u64::MAX).await.unwrap();
        twins.swap();
    }
    let (desk, x) = (&twins.desk, twins.desk.x);
    let collection = (desk.facility.collection(), desk.at.wrapped, NfatError::WrongCollection.into());
    let nfat_side = [twins.record(), twins.asset(), twins.mint(), collection];
    let unwrap = desk.unwrapping(&x, 0);
    twins.refuse(&unwrap, &[x], &nfat_side).await;
    let cash_side = [twins.vault(), twins.cash(), twins.token_program(), twins.config()];
    twins.refuse(&unwrap, &[x], &cash_side).await;
    desk.ok(&[unwrap], &[x]).await;
    let wrap = desk.wrapping(&x);
    twins.refuse(&wrap, &[x], &nfat_side).await;
    desk.ok(&[wrap, desk.unwrapping(&x, 0)], &[x]).await;
    let close = desk.closing(&x);
    let common = [twins.mint(), twins.vault(), twins.escrow(), twins.cash(), twins.token_program()];
    twins.refuse(&close, &[x], &common).await;
    desk.ok(&[close], &[x]).await;
}

#[tokio::test]
async fn a_wrapper_is_opened_for_what_its_nfat_names() {
    let desk = Desk::new().await;
    let x = desk.x;
    let open = desk.opening(&x);
    let facility = desk.facility;
    for (mine, other, refusal) in [
        (facility.mint, desk.at.wrapped, WrapperError::WrongMint),
        (facility.collection(), desk.at.wrapped, WrapperError::WrongCollection),
        (facility.token_program, anchor_spl::token_2022::ID, WrapperError::WrongTokenProgram),
    ] {
        // The other program is named for the fractions as well: only the first place is replaced.
        let mut wrong = open.clone();
        let place = wrong.accounts.iter().position(|meta| meta.pubkey == mine).unwrap();
        wrong.accounts[place].pubkey = other;
        desk.refused(&[wrong], &[x], refusal).await;
    }
    // The addresses of another asset's wrapper, and this asset's record.
    let mixed = WrapperAddresses { nfat: desk.at.nfat, ..WrapperAddresses::of(&facility.collection()) };
    let wrong = halo_sdk::instructions::wrapper::open_wrapper(&x, &facility, &mixed);
    desk.refused(&[wrong], &[x], WrapperError::WrongAsset).await;
    for address in [desk.at.fraction_mint, desk.at.vault, desk.at.escrow] {
        let wrong = with_account(open.clone(), &address, desk.at.nfat);
        desk.refused(&[wrong], &[x], SEEDS).await;
    }
    desk.ok(&[open], &[x]).await;
}
