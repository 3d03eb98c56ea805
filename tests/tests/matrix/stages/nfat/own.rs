//! Instructions that are the facility's own; in these stages a key signs for it, over a collection of its own.

use super::super::super::cast::{Cast, PROCEEDS, UNIT};
use anchor_lang::{InstructionData, ToAccountMetas};
use halo_sdk::{
    addresses,
    nfat::{accounts, instruction, instructions::WriteDownArgs, ID},
    programs,
};
use halo_tests::{
    matrix::Stage,
    minter::{sealed_unit, Minter},
    world::ONE,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

pub fn stages(cast: &Cast) -> Vec<Stage> {
    let own = minter(cast, cast.minter);
    let args = sealed_unit(UNIT, PROCEEDS, [1; 32]);
    vec![
        Stage::new("nfat.initialize_collection", initialize(&minter(cast, cast.fresh))),
        Stage::new("nfat.open_redeem_vault", own.open_redeem_vault(cast.controller)),
        Stage::new("nfat.mint", own.mint(cast.stranger, cast.a.primes[0], args)),
        Stage::new("nfat.write_down", write_down(cast)),
    ]
}

fn minter(cast: &Cast, signer: Pubkey) -> Minter {
    Minter::new(cast.a.world.roles().payer, signer, &cast.a.world.facility)
}

fn initialize(minter: &Minter) -> Instruction {
    minter.initialize_collection("Minter's", "https://example.com")
}

/// What the minter needs before it can mint: the vault is for a Book whose address is the stranger's.
pub async fn open_minters_collection(cast: &Cast) {
    let minter = minter(cast, cast.minter);
    let steps = [initialize(&minter), minter.open_redeem_vault(cast.stranger)];
    cast.a.world.ok(&steps, &[cast.minter]).await;
}

fn write_down(cast: &Cast) -> Instruction {
    let (facility, book) = (&cast.stranded.0, cast.stranded.book());
    let accounts = accounts::WriteDown {
        facility: facility.facility,
        config: facility.nfat_config(),
        redeem_vault: book.redeem_vault,
        token_account: book.redeem_token_account,
        pau: facility.pau,
        controller: facility.nfat_controller(),
        limit: facility.withdraw_limit(),
        book: book.book,
        book_vault: book.vault,
        proxy: book.proxy,
        book_token_account: book.token_account,
        mint: facility.mint,
        token_program: facility.token_program,
        pau_event_authority: addresses::event_authority(&programs::PAU),
        pau_program: programs::PAU,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    let data = instruction::WriteDown { args: WriteDownArgs { recovered: ONE } }.data();
    Instruction { program_id: ID, accounts: accounts.to_account_metas(None), data }
}
