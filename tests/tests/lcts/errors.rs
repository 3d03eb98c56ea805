//! Errors that need an account of another unit, or one that no program would have written.

use super::desk::{forge::changed, *};
use halo_sdk::{
    halo_math::{GenerationState, LOCK_SECOND},
    instructions::lcts as ix,
    lcts::state::{LctsGeneration, LctsPosition, LctsQueue},
    pau::state::Pau,
    token::{MintConfig, MintExtension, TokenProgram},
};
use halo_tests::{
    chain::Chain,
    refusal::with_account,
    world::{DECIMALS, ONE},
};
use solana_account::Account;
use solana_pubkey::Pubkey;

impl Desk {
    /// A copy of the account at `address` elsewhere, with its record changed.
    async fn copied<T: bytemuck::Pod>(&mut self, address: &Pubkey, change: impl FnOnce(&mut T)) -> Pubkey {
        let account = changed(self.account(address).await, change);
        self.elsewhere(account)
    }

    fn elsewhere(&mut self, account: Account) -> Pubkey {
        let address = Pubkey::new_unique();
        self.world.chain.set_account(&address, account);
        address
    }
}

/// Alice waits with 10 in the first generation, of which 4 are converted.
async fn waiting() -> Desk {
    let mut desk = Desk::new().await;
    desk.subscribe(&desk.alice, 10 * ONE).await;
    desk.day(Subscribe, 4 * ONE).await;
    desk.next_day().await;
    desk
}

#[tokio::test]
async fn records_of_another_unit_scope_or_pau_are_refused() {
    let mut desk = waiting().await;
    let (beacon, govops) = (desk.beacon, desk.roles().govops);
    desk.at_second(LOCK_SECOND).await;
    let queue = desk.side(Subscribe).queue;
    let of_another_unit =
        desk.copied(&queue, |queue: &mut LctsQueue| queue.unit = Pubkey::new_unique()).await;
    let lock = with_account(desk.locking().await, &queue, of_another_unit);
    desk.refused(&[lock], &[beacon], LctsError::WrongUnit).await;
    let (pau, scope) = (desk.at.pau, desk.at.scope);
    let other_pau = desk.copied(&pau, |_: &mut Pau| ()).await;
    let lock = with_account(desk.locking().await, &pau, other_pau);
    desk.refused(&[lock], &[beacon], LctsError::WrongPau).await;
    let account = desk.account(&scope).await;
    let other_scope = desk.elsewhere(account);
    let set = ix::set_guardrails(&desk.configurer(), &desk.at, GUARDRAILS);
    desk.refused(&[with_account(set, &scope, other_scope)], &[govops], LctsError::WrongScope).await;
}

#[tokio::test]
async fn a_unit_is_created_under_a_governed_pau_and_over_cash_only() {
    let mut desk = Desk::governed(TokenProgram::Token2022).await;
    let (base, govops, payer, pau) = (desk.base, desk.roles().govops, desk.roles().payer, desk.at.pau);
    let create = desk.initializing(PAR);
    let config = MintConfig::new(TokenProgram::Token2022, DECIMALS, payer)
        .with_extension(MintExtension::PermanentDelegate(payer));
    let seizable = desk.world.chain.0.create_mint_with(&config).expect("a mint");
    let over_it = with_account(create.clone(), &desk.at.mint, seizable);
    let over_it = with_account(over_it, &desk.at.token_program, TokenProgram::Token2022.id());
    desk.refused(&[over_it], &[base, govops], LctsError::MintRefused).await;
    desk.rewrite(&pau, |pau: &mut Pau| pau.admin = payer).await;
    desk.refused(&[create], &[base, govops], LctsError::PauNotGoverned).await;
}

#[tokio::test]
async fn a_state_that_no_operation_leaves_is_refused() {
    let mut desk = waiting().await;
    let (alice, queue) = (desk.alice, desk.side(Subscribe));
    let (generation, position) = (queue.generation(1), queue.position(&alice));
    let (real, held) = (desk.account(&generation).await, desk.account(&position).await);
    let leave = desk.leaving(Subscribe, &alice, 1);

    // A member of a generation that says that nobody is in it.
    desk.rewrite(&generation, |record: &mut LctsGeneration| {
        record.totals.state = GenerationState::Dormant.number();
    })
    .await;
    desk.refused(std::slice::from_ref(&leave), &[alice], LctsError::GenerationNotActive).await;

    // One that has underlying and no shares, and one with fewer shares than its member.
    for shares in [0, 1] {
        let change = |record: &mut LctsGeneration| record.totals.shares = [shares, 0];
        desk.world.chain.set_account(&generation, changed(real.clone(), change));
        desk.refused(std::slice::from_ref(&leave), &[alice], LctsError::Inconsistent).await;
    }
    desk.world.chain.set_account(&generation, real.clone());

    // Less than a share for a base unit: conversions and exits leave at least one.
    let change = |record: &mut LctsGeneration| record.totals.underlying = 30 * ONE;
    desk.world.chain.set_account(&generation, changed(real.clone(), change));
    desk.give(&desk.bob, 1).await;
    let enter = desk.entering(Subscribe, &desk.bob, 1).await;
    desk.refused(&[enter], &[desk.bob], LctsError::EntryTooSmall).await;
    desk.world.chain.set_account(&generation, real.clone());

    // A position in an older generation, which is still active.
    let older = changed(real, |record: &mut LctsGeneration| record.totals.number = 7);
    desk.world.chain.set_account(&queue.generation(7), older);
    desk.rewrite(&position, |record: &mut LctsPosition| record.held.generation = 7).await;
    desk.give(&alice, ONE).await;
    let enter = desk.entering(Subscribe, &alice, ONE).await;
    desk.refused(&[enter], &[alice], LctsError::GenerationNotFinalized).await;

    desk.world.chain.set_account(&position, held);
    desk.ok(&[leave], &[alice]).await;
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_vault_that_somebody_has_robbed_pays_nobody_out_of_the_others_part() {
    let mut desk = Desk::new().await;
    let (alice, bob, queue) = (desk.alice, desk.bob, desk.side(Subscribe));
    for member in [alice, bob] {
        desk.subscribe(&member, 10 * ONE).await;
    }
    desk.day(Subscribe, 20 * ONE).await;
    // Bytes 64 to 71 of a token account are its amount.
    let mut robbed = desk.account(&queue.reward.vault).await;
    robbed.data[64..72].copy_from_slice(&(15 * ONE).to_le_bytes());
    desk.world.chain.set_account(&queue.reward.vault, robbed);
    let claim = desk.claiming(Subscribe, &alice).await;
    desk.refused(&[claim], &[alice], LctsError::Insolvent).await;
}

#[tokio::test]
async fn a_sum_that_leaves_its_range_is_refused() {
    let mut desk = waiting().await;
    let (beacon, queue) = (desk.beacon, desk.side(Subscribe).queue);
    desk.rewrite(&queue, |record: &mut LctsQueue| record.owed = u64::MAX).await;
    desk.locked().await;
    let settle = desk.settling(Subscribe, ONE).await;
    desk.refused(&[settle], &[beacon], LctsError::Overflow).await;
}
