//! Three instructions are the facility's own; in these stages a key signs for it, over a collection of its own.

use super::super::cast::{Cast, PROCEEDS, UNIT};
use anchor_lang::{InstructionData, ToAccountMetas};
use halo_sdk::{
    addresses,
    instructions::nfat as ix,
    nfat::{accounts, instruction, instructions::*, ID},
    programs,
};
use halo_tests::{
    matrix::Stage,
    world::{payment, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

pub fn stages(cast: &Cast) -> Vec<Stage> {
    let mut stages = facilitys_own(cast);
    stages.extend(payments(cast));
    stages
}

fn build(accounts: impl ToAccountMetas, data: impl InstructionData) -> Instruction {
    Instruction { program_id: ID, accounts: accounts.to_account_metas(None), data: data.data() }
}

fn initialize_collection(cast: &Cast, facility: Pubkey) -> Instruction {
    let (a, config) = (&cast.a.world.facility, addresses::nfat_config(&facility));
    let accounts = accounts::InitializeCollection {
        payer: cast.a.world.roles().payer,
        facility,
        config,
        collection: addresses::collection(&config),
        mint: a.mint,
        token_program: a.token_program,
        core_program: programs::CORE,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    let args = InitializeCollectionArgs {
        scope: a.scope,
        pau: a.pau,
        name: "Minter's".into(),
        uri: "https://example.com".into(),
    };
    build(accounts, instruction::InitializeCollection { args })
}

fn open_redeem_vault(cast: &Cast, facility: Pubkey, book: Pubkey) -> Instruction {
    let (a, config) = (&cast.a.world.facility, addresses::nfat_config(&facility));
    let redeem_vault = addresses::redeem_vault(&config, &book);
    let accounts = accounts::OpenRedeemVault {
        payer: cast.a.world.roles().payer,
        facility,
        config,
        redeem_vault,
        token_account: a.token_account(&redeem_vault),
        mint: a.mint,
        token_program: a.token_program,
        associated_token_program: anchor_spl::associated_token::ID,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(accounts, instruction::OpenRedeemVault { args: OpenRedeemVaultArgs { book } })
}

fn mint(cast: &Cast, facility: Pubkey, book: Pubkey) -> Instruction {
    let config = addresses::nfat_config(&facility);
    let asset = addresses::asset(&config, 1);
    let accounts = accounts::Mint {
        payer: cast.a.world.roles().payer,
        facility,
        config,
        redeem_vault: addresses::redeem_vault(&config, &book),
        nfat: addresses::nfat(&asset),
        asset,
        collection: addresses::collection(&config),
        depositor: cast.a.primes[0],
        core_program: programs::CORE,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    let args = MintArgs { principal: UNIT, payout_cap: PROCEEDS, terms_hash: [1; 32] };
    build(accounts, instruction::Mint { args })
}

/// What the minter needs before it can mint: the vault is for a Book whose address is the stranger's.
pub async fn open_minters_collection(cast: &Cast) {
    let steps =
        [initialize_collection(cast, cast.minter), open_redeem_vault(cast, cast.minter, cast.stranger)];
    cast.a.world.ok(&steps, &[cast.minter]).await;
}

fn facilitys_own(cast: &Cast) -> Vec<Stage> {
    vec![
        Stage::new("nfat.initialize_collection", initialize_collection(cast, cast.controller)),
        Stage::new("nfat.open_redeem_vault", open_redeem_vault(cast, cast.minter, cast.controller)),
        Stage::new("nfat.mint", mint(cast, cast.minter, cast.stranger)),
    ]
}

fn payments(cast: &Cast) -> Vec<Stage> {
    let (world, x) = (&cast.a.world, cast.a.primes[0]);
    let (facility, beacon) = (&world.facility, world.roles().beacon);
    let (unwinding, funded) = (&cast.a.unwinding, &cast.a.funded);
    let (book, nfat) = (&unwinding.book, &unwinding.unit.nfat);
    let source = facility.token_account(&x);
    let redemption = ix::Redemption {
        holder: x,
        destination: source,
        asset: funded.unit.asset,
        rent_payer: beacon,
        min_payout: PROCEEDS,
    };
    let state = AssertUnitArgs { principal: UNIT, funded: ONE, sequence: 2 };
    vec![
        Stage::new("nfat.fund", ix::fund(&beacon, facility, book, nfat, payment(ONE, 0))),
        Stage::new("nfat.top_up", ix::top_up(&x, &source, facility, book, nfat, payment(ONE, 0))),
        Stage::new("nfat.redeem", ix::redeem(facility, &funded.book, &redemption)),
        Stage::new("nfat.assert_unit", ix::assert_unit(nfat, state)),
        Stage::new("nfat.unit_state", ix::unit_state(nfat)),
    ]
}
