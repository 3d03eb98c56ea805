//! One builder an instruction. Each takes what a person knows (roles, the facility, amounts) and fills in
//! every derived account. Amounts are base units, times Unix seconds.

pub mod amm;
pub mod configurator;
pub mod facility;
pub mod lcts;
pub mod nfat;
pub mod pau;
pub mod psm;
pub mod wrapper;

use anchor_lang::{InstructionData, ToAccountMetas};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

fn build(program: Pubkey, accounts: impl ToAccountMetas, data: impl InstructionData) -> Instruction {
    Instruction { program_id: program, accounts: accounts.to_account_metas(None), data: data.data() }
}
