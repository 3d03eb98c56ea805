//! What the shares stand for: sent to endpoints, and back.

use crate::{
    addresses::{self, LctsAddresses},
    instructions::build,
};
use lcts::{accounts, instruction, instructions::*, ID};
use pau::state::LimitKind;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Sends `amount` of the holding to `endpoint`, for which the PAU has a TRANSFER limit. Signer: beacon with DEPLOY.
pub fn deploy(beacon: &Pubkey, unit: &LctsAddresses, endpoint: &Pubkey, amount: u64) -> Instruction {
    let accounts = accounts::Deploy {
        beacon: *beacon,
        beam: unit.beam(beacon),
        unit: unit.unit,
        pau: unit.pau,
        controller: unit.controller(),
        limit: addresses::limit(&unit.pau, LimitKind::Transfer, endpoint, &unit.mint),
        vault: unit.vault(),
        proxy: unit.proxy(),
        token_account: unit.holding(),
        endpoint: *endpoint,
        mint: unit.mint,
        token_program: unit.token_program,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Deploy { args: DeployArgs { amount } })
}

/// Brings `amount` from the payer's token account `source` to the holding. Signer: payer, who may be anybody.
pub fn return_funds(payer: &Pubkey, unit: &LctsAddresses, source: &Pubkey, amount: u64) -> Instruction {
    let accounts = accounts::ReturnFunds {
        payer: *payer,
        unit: unit.unit,
        source: *source,
        token_account: unit.holding(),
        mint: unit.mint,
        token_program: unit.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ReturnFunds { args: ReturnFundsArgs { amount } })
}
