//! What anybody does with a PSM: swap, ask what a swap pays, add to a reserve.

use crate::{
    addresses::{self, PsmAddresses},
    instructions::build,
};
use psm::{accounts, instruction, instructions::*, state::Side, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Bytes of a swap's data that say what is sold: what an action pins of it. The two amounts follow.
pub const SWAP_PREFIX: usize = 9;

/// Who swaps, from where to where.
#[derive(Debug, Clone, Copy)]
pub struct Trader {
    /// Owner of `source`.
    pub trader: Pubkey,
    /// Token account that pays.
    pub source: Pubkey,
    /// Token account that is paid.
    pub destination: Pubkey,
}

impl Trader {
    /// With the associated token accounts of `trader` for what is sold and what is bought.
    pub fn of(trader: &Pubkey, psm: &PsmAddresses, sold: Side) -> Self {
        let [source, destination] = [sold, sold.other()].map(|side| psm.token(side).account(trader));
        Self { trader: *trader, source, destination }
    }
}

/// Swaps one token for the other. Signer: the trader.
pub fn swap(trader: &Trader, psm: &PsmAddresses, args: SwapArgs) -> Instruction {
    let (sold, bought) = (args.sold, args.sold.other());
    let accounts = accounts::Swap {
        trader: trader.trader,
        psm: psm.psm,
        source: trader.source,
        destination: trader.destination,
        vault_in: psm.vault(sold),
        vault_out: psm.vault(bought),
        mint_in: psm.token(sold).mint,
        mint_out: psm.token(bought).mint,
        program_in: psm.token(sold).token_program,
        program_out: psm.token(bought).token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Swap { args })
}

/// What a swap of `amount_in` of the token `sold` would pay now: a `Quote`.
pub fn quote(psm: &PsmAddresses, sold: Side, amount_in: u64) -> Instruction {
    let args = QuoteArgs { sold, amount_in };
    build(ID, accounts::QuoteSwap { psm: psm.psm }, instruction::Quote { args })
}

/// Adds `amount` to a reserve; nothing is given back for it. Signer: depositor.
pub fn deposit(
    depositor: &Pubkey,
    psm: &PsmAddresses,
    side: Side,
    source: &Pubkey,
    amount: u64,
) -> Instruction {
    let token = psm.token(side);
    let accounts = accounts::Deposit {
        depositor: *depositor,
        psm: psm.psm,
        source: *source,
        vault: psm.vault(side),
        mint: token.mint,
        token_program: token.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Deposit { args: DepositArgs { side, amount } })
}
