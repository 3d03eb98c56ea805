//! What holders ask for and Halos fulfil.

use super::{build, fund_accounts};
use crate::addresses::{self, BookAddresses, FacilityAddresses};
use nfat::{
    accounts, instruction,
    instructions::{PaymentArgs, RequestArgs, SetPushArgs},
    state::Payment,
    ID,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

fn holder_action(holder: &Pubkey, facility: &FacilityAddresses, asset: &Pubkey) -> accounts::HolderAction {
    accounts::HolderAction {
        holder: *holder,
        config: facility.nfat_config(),
        nfat: addresses::nfat(asset),
        asset: *asset,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    }
}

/// Offers an NFAT for redemption at `amount` base units. Signer: holder.
pub fn request_redeem(
    holder: &Pubkey,
    facility: &FacilityAddresses,
    asset: &Pubkey,
    amount: u64,
) -> Instruction {
    let args = RequestArgs { amount };
    build(ID, holder_action(holder, facility, asset), instruction::RequestRedeem { args })
}

/// Asks for `amount` base units of interest. Signer: holder.
pub fn request_interest(
    holder: &Pubkey,
    facility: &FacilityAddresses,
    asset: &Pubkey,
    amount: u64,
) -> Instruction {
    let args = RequestArgs { amount };
    build(ID, holder_action(holder, facility, asset), instruction::RequestInterest { args })
}

/// Takes a request back. Signer: holder.
pub fn cancel_request(holder: &Pubkey, facility: &FacilityAddresses, asset: &Pubkey) -> Instruction {
    build(ID, holder_action(holder, facility, asset), instruction::CancelRequest {})
}

/// Lets payments be sent to the holder without its doing, or ends that. Signer: holder.
pub fn set_push(holder: &Pubkey, facility: &FacilityAddresses, asset: &Pubkey, enabled: bool) -> Instruction {
    let args = SetPushArgs { enabled };
    build(ID, holder_action(holder, facility, asset), instruction::SetPush { args })
}

fn fulfil(
    beacon: &Pubkey,
    facility: &FacilityAddresses,
    book: &BookAddresses,
    asset: &Pubkey,
) -> accounts::Fulfil {
    let fund = fund_accounts(beacon, facility, book, &addresses::nfat(asset));
    accounts::Fulfil { fund, asset: *asset }
}

/// Pays what the holder asked to be redeemed for. Signer: beacon with FUND.
pub fn fulfil_redeem(
    beacon: &Pubkey,
    facility: &FacilityAddresses,
    book: &BookAddresses,
    asset: &Pubkey,
    payment: Payment,
) -> Instruction {
    let accounts = fulfil(beacon, facility, book, asset);
    build(ID, accounts, instruction::FulfilRedeem { args: PaymentArgs { payment } })
}

/// Pays the interest that the holder asked for. Signer: beacon with FUND.
pub fn fulfil_interest(
    beacon: &Pubkey,
    facility: &FacilityAddresses,
    book: &BookAddresses,
    asset: &Pubkey,
    payment: Payment,
) -> Instruction {
    let accounts = fulfil(beacon, facility, book, asset);
    build(ID, accounts, instruction::FulfilInterest { args: PaymentArgs { payment } })
}
