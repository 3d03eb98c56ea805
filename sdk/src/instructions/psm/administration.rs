//! What creates a PSM and what its administrator sets.

use crate::{
    addresses::{self, PsmAddresses},
    instructions::build,
};
use psm::{accounts, instruction, instructions::*, state::Side, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Creates the PSM at `addresses::psm(base)`, which `psm` must name. Signers: payer, base.
pub fn initialize_psm(
    payer: &Pubkey,
    base: &Pubkey,
    psm: &PsmAddresses,
    args: InitializePsmArgs,
) -> Instruction {
    let accounts = accounts::InitializePsm {
        payer: *payer,
        base: *base,
        psm: psm.psm,
        stable_mint: psm.stable.mint,
        stable_program: psm.stable.token_program,
        stable_vault: psm.vault(Side::Stable),
        savings_mint: psm.savings.mint,
        savings_program: psm.savings.token_program,
        savings_vault: psm.vault(Side::Savings),
        associated_token_program: anchor_spl::associated_token::ID,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::InitializePsm { args })
}

fn administer(admin: &Pubkey, psm: &PsmAddresses) -> accounts::Administer {
    accounts::Administer {
        admin: *admin,
        psm: psm.psm,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    }
}

/// Lets the rate grow by `ssr` (ray) a second from now on. Signer: admin.
pub fn set_rate(admin: &Pubkey, psm: &PsmAddresses, ssr: u128) -> Instruction {
    build(ID, administer(admin, psm), instruction::SetRate { args: SetRateArgs { ssr } })
}

/// Sets what swaps may pay out of a reserve. Signer: admin.
pub fn set_limit(admin: &Pubkey, psm: &PsmAddresses, args: SetLimitArgs) -> Instruction {
    build(ID, administer(admin, psm), instruction::SetLimit { args })
}

/// Stops swaps. Signer: admin.
pub fn pause(admin: &Pubkey, psm: &PsmAddresses) -> Instruction {
    build(ID, administer(admin, psm), instruction::Pause {})
}

/// Lets swaps go on. Signer: admin.
pub fn unpause(admin: &Pubkey, psm: &PsmAddresses) -> Instruction {
    build(ID, administer(admin, psm), instruction::Unpause {})
}

/// Takes `amount` out of a reserve to `destination`. Signer: admin.
pub fn withdraw(
    admin: &Pubkey,
    psm: &PsmAddresses,
    side: Side,
    destination: &Pubkey,
    amount: u64,
) -> Instruction {
    let token = psm.token(side);
    let accounts = accounts::Withdraw {
        admin: *admin,
        psm: psm.psm,
        vault: psm.vault(side),
        destination: *destination,
        mint: token.mint,
        token_program: token.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Withdraw { args: WithdrawArgs { side, amount } })
}
