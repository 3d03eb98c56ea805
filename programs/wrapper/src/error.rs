use anchor_lang::prelude::*;
use halo_common::token::TokenRefusal;
use halo_math::{MathError, RewardError};

#[error_code(offset = 6600)]
#[derive(PartialEq, Eq)]
pub enum WrapperError {
    #[msg("The configuration is of another collection than the wrapped NFAT's")]
    WrongConfig,
    #[msg("The collection is not the one of this configuration")]
    WrongCollection,
    #[msg("The record is of another asset")]
    WrongAsset,
    #[msg("The record is not the wrapped NFAT's")]
    WrongNfat,
    #[msg("The mint is not the facility's asset")]
    WrongMint,
    #[msg("The token program is not the asset's")]
    WrongTokenProgram,
    #[msg("The mint is not the one of the NFAT's fractions")]
    WrongFractionMint,
    #[msg("The token account is not the wrapper's vault")]
    WrongVault,
    #[msg("The token account is not the one that holds staked fractions")]
    WrongEscrow,
    #[msg("The stake is in another wrapper")]
    WrongWrapped,
    #[msg("The signer does not own the stake")]
    NotStaker,
    #[msg("The rent goes back to the account that paid it")]
    WrongRentPayer,
    #[msg("The asset is burnt, or no asset of this collection")]
    AssetUnreadable,
    #[msg("The signer does not own the NFAT")]
    NotHolder,
    #[msg("There is an NFAT in the wrapper, or it has been redeemed")]
    NotOpen,
    #[msg("There is no NFAT in the wrapper")]
    NotWrapped,
    #[msg("Fractions are still held by somebody")]
    FractionsOutstanding,
    #[msg("Fractions are still staked")]
    StillStaked,
    #[msg("The facility admits receivers, and the fractions would go to anybody")]
    FractionsUnrestricted,
    #[msg("The fractions go to anybody: no account of theirs is frozen")]
    NotRestricted,
    #[msg("The owner of the token account is not admitted as a receiver of NFATs")]
    NotAdmitted,
    #[msg("The token account could be given to another owner: use an associated one")]
    OwnerNotFixed,
    #[msg("The amount must be above zero")]
    ZeroAmount,
    #[msg("There are fewer fractions than that")]
    TooFewFractions,
    #[msg("The last fractions before the end are burnt by unwrapping, which gives the NFAT back")]
    LastFractions,
    #[msg("Burning before the end gives up what arrives later: it must be accepted")]
    ForfeitNotAccepted,
    #[msg("The payout is below the minimum asked for")]
    PayoutBelowMinimum,
    #[msg("What must be put back is above the maximum allowed")]
    PaybackAboveMaximum,
    #[msg("The stake has earned nothing that is not taken out")]
    NothingEarned,
    #[msg("The vault holds less than it should")]
    Insolvent,
    #[msg("A sum left the range of base units")]
    Overflow,
    #[msg("The token account or the amount received is not what the movement needs")]
    TokenRefused,
    #[msg("The NFAT has no principal left to own a part of: redeem it instead")]
    NothingToWrap,
}

impl From<TokenRefusal> for WrapperError {
    fn from(_: TokenRefusal) -> Self {
        Self::TokenRefused
    }
}

impl From<MathError> for WrapperError {
    fn from(_: MathError) -> Self {
        Self::Overflow
    }
}

impl From<RewardError> for WrapperError {
    fn from(_: RewardError) -> Self {
        Self::Overflow
    }
}
