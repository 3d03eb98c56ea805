//! Paying and redeeming NFATs. Minting is part of a facility's claim.

mod lateness;
mod requests;
mod transfers;

pub use lateness::*;
pub use requests::*;
pub use transfers::*;

use super::build;
use crate::addresses::{self, BookAddresses, FacilityAddresses};
use nfat::{
    accounts, instruction,
    instructions::{AssertUnitArgs, PaymentArgs, PayoutArgs, PushArgs, PushKind, RedeemArgs},
    state::Payment,
    ID,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Credits an NFAT with money of its Book. Signer: beacon with FUND.
pub fn fund(
    beacon: &Pubkey,
    facility: &FacilityAddresses,
    book: &BookAddresses,
    nfat: &Pubkey,
    payment: Payment,
) -> Instruction {
    let accounts = fund_accounts(beacon, facility, book, nfat);
    build(ID, accounts, instruction::Fund { args: PaymentArgs { payment } })
}

fn fund_accounts(
    beacon: &Pubkey,
    facility: &FacilityAddresses,
    book: &BookAddresses,
    nfat: &Pubkey,
) -> accounts::Fund {
    accounts::Fund {
        beacon: *beacon,
        beam: facility.beam(beacon),
        config: facility.nfat_config(),
        nfat: *nfat,
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
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    }
}

/// Credits an NFAT with the funder's own money, from the token account `source`. Signer: funder.
pub fn top_up(
    funder: &Pubkey,
    source: &Pubkey,
    facility: &FacilityAddresses,
    book: &BookAddresses,
    nfat: &Pubkey,
    payment: Payment,
) -> Instruction {
    let accounts = accounts::TopUp {
        funder: *funder,
        config: facility.nfat_config(),
        nfat: *nfat,
        redeem_vault: book.redeem_vault,
        token_account: book.redeem_token_account,
        source: *source,
        mint: facility.mint,
        token_program: facility.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::TopUp { args: PaymentArgs { payment } })
}

/// What a redemption names.
#[derive(Debug, Clone, Copy)]
pub struct Redemption {
    /// Owner of the asset now.
    pub holder: Pubkey,
    /// Token account that is paid.
    pub destination: Pubkey,
    /// The Metaplex Core asset, which is burnt.
    pub asset: Pubkey,
    /// Account that paid the record's rent: `Nfat::rent_payer`.
    pub rent_payer: Pubkey,
    /// Base units expected at least.
    pub min_payout: u64,
    /// Whether the holder does without scheduled interest and penalty that are not credited.
    pub accept_shortfall: bool,
}

/// Burns an NFAT for everything credited to it. Signer: holder.
pub fn redeem(facility: &FacilityAddresses, book: &BookAddresses, redemption: &Redemption) -> Instruction {
    let accounts = accounts::Redeem {
        holder: redemption.holder,
        config: facility.nfat_config(),
        nfat: addresses::nfat(&redemption.asset),
        redeem_vault: book.redeem_vault,
        token_account: book.redeem_token_account,
        destination: redemption.destination,
        asset: redemption.asset,
        collection: facility.collection(),
        rent_payer: redemption.rent_payer,
        mint: facility.mint,
        token_program: facility.token_program,
        core_program: mpl_core::ID,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    let args =
        RedeemArgs { min_payout: redemption.min_payout, accept_shortfall: redemption.accept_shortfall };
    build(ID, accounts, instruction::Redeem { args })
}

/// What a payment that leaves the NFAT alive names.
#[derive(Debug, Clone, Copy)]
pub struct Payout {
    /// Owner of the asset now.
    pub holder: Pubkey,
    /// Token account that is paid.
    pub destination: Pubkey,
    /// The Metaplex Core asset, which stays.
    pub asset: Pubkey,
    /// Base units expected at least.
    pub min_payout: u64,
}

impl Payout {
    fn accounts(&self, facility: &FacilityAddresses, book: &BookAddresses) -> accounts::Payout {
        accounts::Payout {
            holder: self.holder,
            config: facility.nfat_config(),
            nfat: addresses::nfat(&self.asset),
            redeem_vault: book.redeem_vault,
            token_account: book.redeem_token_account,
            destination: self.destination,
            asset: self.asset,
            collection: facility.collection(),
            mint: facility.mint,
            token_program: facility.token_program,
            event_authority: addresses::event_authority(&ID),
            program: ID,
        }
    }

    fn args(&self) -> PayoutArgs {
        PayoutArgs { min_payout: self.min_payout }
    }
}

/// Pays a tranche of an amortising NFAT: everything credited, short of the last principal. Signer: holder.
pub fn spend(facility: &FacilityAddresses, book: &BookAddresses, payout: &Payout) -> Instruction {
    build(ID, payout.accounts(facility, book), instruction::Spend { args: payout.args() })
}

/// Pays the interest and penalties credited to an NFAT. Signer: holder.
pub fn claim_interest(facility: &FacilityAddresses, book: &BookAddresses, payout: &Payout) -> Instruction {
    build(ID, payout.accounts(facility, book), instruction::ClaimInterest { args: payout.args() })
}

/// Sends a holder what is credited to its NFAT, to its own token account `destination`. No signer.
pub fn push_payment(
    facility: &FacilityAddresses,
    book: &BookAddresses,
    asset: &Pubkey,
    destination: &Pubkey,
    kind: PushKind,
) -> Instruction {
    let accounts = accounts::Push {
        config: facility.nfat_config(),
        nfat: addresses::nfat(asset),
        redeem_vault: book.redeem_vault,
        token_account: book.redeem_token_account,
        destination: *destination,
        asset: *asset,
        collection: facility.collection(),
        mint: facility.mint,
        token_program: facility.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::PushPayment { args: PushArgs { kind } })
}

/// Fails unless the NFAT is in this state: put before a purchase. No signer.
pub fn assert_unit(nfat: &Pubkey, args: AssertUnitArgs) -> Instruction {
    build(ID, accounts::ViewUnit { nfat: *nfat }, instruction::AssertUnit { args })
}

/// View: outstanding principal, what is funded, sequence. Returns `UnitState`.
pub fn unit_state(nfat: &Pubkey) -> Instruction {
    build(ID, accounts::ViewUnit { nfat: *nfat }, instruction::UnitState {})
}

/// Transfers the asset as any wallet does: Metaplex Core, owner's signature, no program of this suite.
pub fn wallet_transfer(
    owner: &Pubkey,
    facility: &FacilityAddresses,
    asset: &Pubkey,
    to: &Pubkey,
) -> Instruction {
    mpl_core::instructions::TransferV1Builder::new()
        .asset(*asset)
        .collection(Some(facility.collection()))
        .payer(*owner)
        .authority(Some(*owner))
        .new_owner(*to)
        .instruction()
}
