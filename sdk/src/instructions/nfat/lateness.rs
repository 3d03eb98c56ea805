//! Terms made known, and what follows when they are not kept.

use super::build;
use crate::addresses::{self, BookAddresses};
use halo_math::{DealTerms, Salt};
use nfat::{accounts, instruction, instructions::RevealArgs, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Puts sealed terms on the record. Signer: anyone who knows them.
pub fn reveal(actor: &Pubkey, nfat: &Pubkey, terms: DealTerms, salt: Salt) -> Instruction {
    let accounts = accounts::Reveal {
        actor: *actor,
        nfat: *nfat,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Reveal { args: RevealArgs { terms, salt } })
}

/// Declares an overdue NFAT in default. Signer: anyone.
pub fn declare_default(actor: &Pubkey, book: &BookAddresses, nfat: &Pubkey) -> Instruction {
    let accounts = accounts::DeclareDefault {
        actor: *actor,
        nfat: *nfat,
        redeem_vault: book.redeem_vault,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::DeclareDefault {})
}
