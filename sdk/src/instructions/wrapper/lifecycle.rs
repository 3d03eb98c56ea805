//! The wrapper itself: open, wrap, collect, unwrap, close.

use crate::{
    addresses::{self, BookAddresses, FacilityAddresses, WrapperAddresses},
    instructions::build,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;
use wrapper::{
    accounts, instruction,
    instructions::{CollectArgs, CollectKind, UnwrapArgs},
    ID,
};

/// Makes the wrapper of an NFAT. Signer: its holder, which pays the rent.
pub fn open_wrapper(
    holder: &Pubkey,
    facility: &FacilityAddresses,
    wrapper: &WrapperAddresses,
) -> Instruction {
    let accounts = accounts::OpenWrapper {
        holder: *holder,
        config: facility.nfat_config(),
        nfat: wrapper.nfat,
        asset: wrapper.asset,
        collection: facility.collection(),
        wrapped: wrapper.wrapped,
        fraction_mint: wrapper.fraction_mint,
        vault: wrapper.vault,
        escrow: wrapper.escrow,
        mint: facility.mint,
        token_program: facility.token_program,
        fraction_program: anchor_spl::token_2022::ID,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::OpenWrapper {})
}

/// Whether the receiver of an NFAT shows that the facility admits it, as its whitelist mode asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// The mode is off.
    None,
    /// By its entry in the whitelist.
    Entry,
}

impl Admission {
    fn entry(self, facility: &FacilityAddresses, receiver: &Pubkey) -> Option<Pubkey> {
        (self == Self::Entry).then(|| facility.whitelist_entry(receiver))
    }
}

/// Wraps an NFAT; its fractions go to the token account `destination`. Signer: its holder.
pub fn wrap(
    holder: &Pubkey,
    destination: &Pubkey,
    facility: &FacilityAddresses,
    wrapper: &WrapperAddresses,
    admission: Admission,
) -> Instruction {
    let accounts = accounts::Wrap {
        holder: *holder,
        wrapped: wrapper.wrapped,
        fraction_mint: wrapper.fraction_mint,
        destination: *destination,
        config: facility.nfat_config(),
        nfat: wrapper.nfat,
        asset: wrapper.asset,
        collection: facility.collection(),
        entry: admission.entry(facility, &wrapper.wrapped),
        fraction_program: anchor_spl::token_2022::ID,
        core_program: mpl_core::ID,
        system_program: system_program::ID,
        nfat_event_authority: addresses::event_authority(&nfat::ID),
        nfat_program: nfat::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Wrap {})
}

/// Has a wrapped NFAT pay what it can be paid; `rent_payer` is who paid for its record. No signer.
pub fn collect(
    facility: &FacilityAddresses,
    book: &BookAddresses,
    wrapper: &WrapperAddresses,
    rent_payer: &Pubkey,
    kind: CollectKind,
) -> Instruction {
    let accounts = accounts::Collect {
        wrapped: wrapper.wrapped,
        fraction_mint: wrapper.fraction_mint,
        vault: wrapper.vault,
        config: facility.nfat_config(),
        nfat: wrapper.nfat,
        redeem_vault: book.redeem_vault,
        redeem_token_account: book.redeem_token_account,
        asset: wrapper.asset,
        collection: facility.collection(),
        rent_payer: *rent_payer,
        mint: facility.mint,
        token_program: facility.token_program,
        core_program: mpl_core::ID,
        system_program: system_program::ID,
        nfat_event_authority: addresses::event_authority(&nfat::ID),
        nfat_program: nfat::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Collect { args: CollectArgs { kind } })
}

/// What unwrapping names.
#[derive(Debug, Clone, Copy)]
pub struct Unwrapping {
    /// Owner of every fraction: gets the NFAT.
    pub holder: Pubkey,
    /// Token account with every fraction.
    pub source: Pubkey,
    /// Token account that is paid what has arrived.
    pub destination: Pubkey,
    pub admission: Admission,
    /// Base units expected at least.
    pub min_payout: u64,
}

/// Burns every fraction and gives the NFAT back. Signer: holder.
pub fn unwrap(
    facility: &FacilityAddresses,
    wrapper: &WrapperAddresses,
    unwrapping: &Unwrapping,
) -> Instruction {
    let Unwrapping { holder, source, destination, admission, min_payout } = *unwrapping;
    let accounts = accounts::Unwrap {
        holder,
        wrapped: wrapper.wrapped,
        source,
        fraction_mint: wrapper.fraction_mint,
        fraction_program: anchor_spl::token_2022::ID,
        vault: wrapper.vault,
        destination,
        mint: facility.mint,
        token_program: facility.token_program,
        config: facility.nfat_config(),
        nfat: wrapper.nfat,
        asset: wrapper.asset,
        collection: facility.collection(),
        entry: admission.entry(facility, &holder),
        core_program: mpl_core::ID,
        system_program: system_program::ID,
        nfat_event_authority: addresses::event_authority(&nfat::ID),
        nfat_program: nfat::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Unwrap { args: UnwrapArgs { min_payout } })
}

/// Lets the token account `token_account` of `owner`, whom the facility admits, hold restricted fractions. No signer.
pub fn thaw_holder(
    facility: &FacilityAddresses,
    wrapper: &WrapperAddresses,
    owner: &Pubkey,
    token_account: &Pubkey,
) -> Instruction {
    let accounts = accounts::ThawHolder {
        wrapped: wrapper.wrapped,
        fraction_mint: wrapper.fraction_mint,
        token_account: *token_account,
        entry: facility.whitelist_entry(owner),
        fraction_program: anchor_spl::token_2022::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ThawHolder {})
}

/// Closes an empty wrapper; what is left in its vault goes to `destination`. Signer: whoever paid its rent.
pub fn close_wrapper(
    rent_payer: &Pubkey,
    destination: &Pubkey,
    facility: &FacilityAddresses,
    wrapper: &WrapperAddresses,
) -> Instruction {
    let accounts = accounts::CloseWrapper {
        rent_payer: *rent_payer,
        wrapped: wrapper.wrapped,
        fraction_mint: wrapper.fraction_mint,
        escrow: wrapper.escrow,
        vault: wrapper.vault,
        destination: *destination,
        mint: facility.mint,
        token_program: facility.token_program,
        fraction_program: anchor_spl::token_2022::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::CloseWrapper {})
}
