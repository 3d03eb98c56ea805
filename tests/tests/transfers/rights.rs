//! Who keeps the whitelist: a beacon with WHITELIST over this facility, under its PAU, in its present epoch.

use super::desk::*;
use halo_sdk::{
    addresses,
    configurator::{
        instructions::{GrantBeamArgs, InitializeScopeArgs},
        state::permission::{ATTEST, HALT, OPERATIONS, WHITELIST},
    },
    instructions::{
        self as ix,
        configurator::BeamAuthority,
        nfat::{admit_receiver, remove_receiver, set_whitelist_mode},
    },
    nfat::error::NfatError,
};
use halo_tests::{
    chain::Chain,
    minter::Minter,
    world::{DAY, MATURITY},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl Desk {
    /// The three things that only a keeper of the whitelist does, each of which would succeed; Y is admitted.
    fn keeping(&self, keeper: &Pubkey) -> [Instruction; 3] {
        [
            admit_receiver(keeper, &self.facility, &self.stranger, MATURITY),
            remove_receiver(keeper, &self.facility, &self.y, &self.roles().beacon),
            set_whitelist_mode(keeper, &self.facility, true),
        ]
    }

    /// Expects that none of them is done.
    async fn keeps_nothing(&self, keeper: &Pubkey, expected: NfatError) {
        for action in self.keeping(keeper) {
            self.refused(&[action], &[*keeper], expected).await;
        }
    }

    /// The same with `other` in the place of an account.
    async fn keeps_nothing_with(&self, address: &Pubkey, other: Pubkey, expected: NfatError) {
        let beacon = self.roles().beacon;
        for action in self.keeping(&beacon) {
            self.refused(&[with_account(action, address, other)], &[beacon], expected).await;
        }
    }
}

async fn with_y_admitted() -> Desk {
    let desk = Desk::new().await;
    desk.admit(&desk.y, MATURITY).await.unwrap();
    desk
}

#[tokio::test]
async fn the_whitelist_needs_whitelist() {
    let mut desk = with_y_admitted().await;
    let facility = desk.facility.facility;
    let keeper = desk.world.person("keeper").await;
    for permissions in [OPERATIONS & !WHITELIST, ATTEST, HALT] {
        desk.beam(&keeper, &facility, permissions, MATURITY).await;
        desk.keeps_nothing(&keeper, NfatError::BeamMissingPermission).await;
    }
    desk.beam(&keeper, &facility, WHITELIST, MATURITY).await;
    for action in desk.keeping(&keeper) {
        desk.ok(&[action], &[keeper]).await;
    }
}

#[tokio::test]
async fn the_beam_is_the_signers_and_live_and_over_this_facility() {
    let mut desk = with_y_admitted().await;
    let (facility, beacon) = (desk.facility.facility, desk.roles().beacon);
    let own = desk.facility.beam(&beacon);
    let keeper = desk.doorkeeper().await;
    desk.keeps_nothing_with(&own, desk.facility.beam(&keeper), NfatError::BeamWrongHolder).await;
    let target = desk.facility.pau;
    desk.beam(&beacon, &target, WHITELIST, MATURITY).await;
    let elsewhere = addresses::beam(&desk.facility.scope, &target, &beacon);
    desk.keeps_nothing_with(&own, elsewhere, NfatError::BeamWrongTarget).await;

    let expires_at = desk.now().await + DAY;
    desk.beam(&keeper, &facility, WHITELIST, expires_at).await;
    desk.world.chain.warp_to(expires_at).await;
    desk.keeps_nothing(&keeper, NfatError::BeamExpired).await;
    desk.beam(&keeper, &facility, WHITELIST, expires_at + 2).await;
    desk.world.chain.warp_to(expires_at + 1).await;
    for action in desk.keeping(&keeper) {
        desk.ok(&[action], &[keeper]).await;
    }
}

#[tokio::test]
async fn a_beam_of_another_pau_or_an_earlier_epoch_gives_nothing() {
    let mut desk = with_y_admitted().await;
    let other = desk.world.open_another_pau().await;
    let beacon = desk.roles().beacon;
    desk.keeps_nothing_with(&desk.facility.pau, other, NfatError::WrongPau).await;

    let keeper = desk.world.person("keeper").await;
    let (payer, council) = (desk.roles().payer, desk.roles().council);
    let under = BeamAuthority::ABeam { signer: council, scope: desk.facility.scope, pau: Some(other) };
    let args = GrantBeamArgs {
        target: desk.facility.facility,
        holder: keeper,
        permissions: WHITELIST,
        expires_at: MATURITY,
    };
    desk.ok(&[ix::configurator::grant_beam(&payer, &under, args)], &[council]).await;
    desk.keeps_nothing(&keeper, NfatError::BeamWrongPau).await;

    let (scope, pau, govops) = (desk.facility.scope, desk.facility.pau, desk.roles().govops);
    let revoke = ix::configurator::revoke_cbeam(&council, &scope, &pau, &govops, &payer);
    desk.ok(&[revoke], &[council]).await;
    desk.keeps_nothing(&beacon, NfatError::BeamWrongEpoch).await;
}

#[tokio::test]
async fn a_beam_of_another_scope_gives_nothing() {
    let mut desk = with_y_admitted().await;
    let (payer, stranger) = (desk.roles().payer, desk.stranger);
    let base = desk.world.keys.add_named("stranger's scope");
    let roles = InitializeScopeArgs { mom: stranger, freezer: stranger, conserver: stranger };
    let by = BeamAuthority::ABeam { signer: stranger, scope: addresses::scope(&base), pau: None };
    let (target, expires_at) = (desk.facility.facility, MATURITY);
    let args = GrantBeamArgs { target, holder: stranger, permissions: HALT, expires_at };
    let steps = [
        ix::configurator::initialize_scope(&payer, &base, &stranger, roles),
        ix::configurator::grant_beam(&payer, &by, args),
    ];
    desk.ok(&steps, &[base, stranger]).await;
    let own = addresses::beam(&addresses::scope(&base), &target, &stranger);
    for action in desk.keeping(&stranger) {
        let borrowed = with_account(action, &desk.facility.beam(&stranger), own);
        desk.refused(&[borrowed], &[stranger], NfatError::BeamWrongScope).await;
    }
}

#[tokio::test]
async fn each_facility_has_its_own_whitelist() {
    let desk = with_y_admitted().await;
    let beacon = desk.roles().beacon;
    let (config, collection) = (desk.facility.nfat_config(), desk.facility.collection());
    let mode = set_whitelist_mode(&beacon, &desk.facility, true);
    let wrong_collection = with_account(mode.clone(), &collection, desk.unit.asset);
    desk.refused(&[wrong_collection], &[beacon], NfatError::WrongCollection).await;
    let wrong_core = with_account(mode, &mpl_core::ID, hostile::ID);
    desk.refused(&[wrong_core], &[beacon], NfatError::WrongCoreProgram).await;

    // Another collection of the same scope and PAU, in the place of the one that admitted Y.
    let mut desk = desk;
    let signer = desk.world.person("minter").await;
    let minter = Minter::new(desk.roles().payer, signer, &desk.facility);
    desk.ok(&[minter.initialize_collection("Halo", "https://example.com")], &[signer]).await;
    let there = minter.facility.nfat_config();
    let remove = remove_receiver(&beacon, &desk.facility, &desk.y, &beacon);
    desk.beam(&beacon, &signer, WHITELIST, MATURITY).await;
    let borrowed = with_account(remove, &config, there);
    let borrowed = with_account(borrowed, &desk.facility.beam(&beacon), minter.facility.beam(&beacon));
    desk.refused(&[borrowed], &[beacon], NfatError::WrongConfig).await;
}

#[tokio::test]
async fn a_keeper_that_does_not_sign_keeps_nothing() {
    let desk = with_y_admitted().await;
    for mut action in desk.keeping(&desk.roles().beacon) {
        action.accounts[0].is_signer = false;
        desk.refused(&[action], &[], NOT_SIGNED).await;
    }
}

#[tokio::test]
async fn nobody_without_a_beam_keeps_the_whitelist() {
    let desk = with_y_admitted().await;
    let roles = desk.roles();
    for nobody in [desk.x, desk.stranger, roles.council, roles.mom, roles.govops, roles.relayer] {
        desk.world.chain.0.airdrop(&nobody, 1_000_000_000).unwrap();
        for action in desk.keeping(&nobody) {
            desk.refused(&[action], &[nobody], ACCOUNT_NOT_INITIALIZED).await;
        }
    }
}
