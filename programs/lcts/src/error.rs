use anchor_lang::prelude::*;
use configurator::state::BeamRefusal;
use halo_common::{mint::MintRefusal, token::TokenRefusal};
use halo_math::LctsError as Rule;

#[error_code(offset = 6400)]
#[derive(PartialEq, Eq)]
pub enum LctsError {
    #[msg("The record is of another unit")]
    WrongUnit,
    #[msg("The PAU is not the unit's")]
    WrongPau,
    #[msg("The scope is not the unit's")]
    WrongScope,
    #[msg("The PAU has another administrator than the scope")]
    PauNotGoverned,
    #[msg("The queue is the other one of the unit, or another unit's")]
    WrongQueue,
    #[msg("The generation is not the one that the operation needs")]
    WrongGeneration,
    #[msg("The signer does not own the position")]
    NotOwner,
    #[msg("The mint is not the one of the unit or the queue")]
    WrongMint,
    #[msg("The token program is not the mint's")]
    WrongTokenProgram,
    #[msg("The token account is not the queue's")]
    WrongQueueVault,
    #[msg("The token account or its record is not the unit's holding")]
    WrongHolding,
    #[msg("The rent goes back to the account that paid it")]
    WrongRentPayer,
    #[msg("The Beam does not give the signer this right over the unit")]
    BeamRefused,
    #[msg("The holding is open already")]
    HoldingOpen,
    #[msg("The queue has a current generation, which must be named")]
    GenerationMissing,
    #[msg("The position is in a finalized generation, which must be named")]
    FinalizedGenerationMissing,
    #[msg("The generation is locked until it is settled, or until 16:00 UTC")]
    GenerationLocked,
    #[msg("The generation is finalized: there is nothing in it but rewards")]
    GenerationFinalized,
    #[msg("The generation is not active")]
    GenerationNotActive,
    #[msg("The generation is not locked")]
    GenerationNotLocked,
    #[msg("The generation is not finalized")]
    GenerationNotFinalized,
    #[msg("The position has no shares")]
    NoShares,
    #[msg("There is nothing to claim")]
    NothingToClaim,
    #[msg("The amount must be above zero")]
    ZeroAmount,
    #[msg("The amount does not buy one share of the queue")]
    EntryTooSmall,
    #[msg("The generation takes no entries until everything in it is converted")]
    GenerationTooDiluted,
    #[msg("Queues are locked from 13:00 to 16:00 UTC")]
    OutsideLockWindow,
    #[msg("The unit was locked today already")]
    AlreadyLocked,
    #[msg("The time to settle is over: anybody may unlock")]
    SettlementOverdue,
    #[msg("The lock is not overdue: it is settled until 16:00 UTC")]
    NotOverdue,
    #[msg("The exchange rate rises between lock and 16:00 UTC only")]
    RateOutsideLock,
    #[msg("The exchange rate would rise by more than the unit's yield cap")]
    RateTooHigh,
    #[msg("The shares are worth nothing and cannot be bought")]
    NoRate,
    #[msg("The yield cap is above what any unit may have")]
    YieldCapTooHigh,
    #[msg("The holding has less than that on record")]
    InsufficientHolding,
    #[msg("The account still counts for somebody and stays")]
    NotEmpty,
    #[msg("A vault holds less than it should")]
    Insolvent,
    #[msg("A sum left the range of base units")]
    Overflow,
    #[msg("The totals of a generation contradict each other")]
    Inconsistent,
    #[msg("The mint cannot serve as cash")]
    MintRefused,
    #[msg("The token account or the amount received is not what the movement needs")]
    TokenRefused,
    #[msg("Money of the unit is missing: nothing goes on but claims and exits, until the council lifts the halt")]
    Halted,
    #[msg("The PAU is frozen: nothing goes on but claims and exits")]
    PauFrozen,
    #[msg("The action is another PAU's")]
    WrongAction,
    #[msg("The action converts nothing for a member: it is for one call, or asks for more than the two token accounts")]
    NotAConverter,
    #[msg("The converter may not be this program, or would be given what is not the member's to be written")]
    ConverterForbidden,
    #[msg("The program is not the one that the action calls")]
    WrongConverter,
    #[msg("The accounts are not the ones that the action names")]
    WrongConverterAccount,
    #[msg("The transit account is not as it was before the conversion")]
    TransitChanged,
    #[msg("The conversion brought less than the minimum asked for")]
    ConvertedTooLittle,
    #[msg("The other unit over the holding must be named, and no other")]
    WrongPartner,
    #[msg("The senior unit loses nothing while the junior one is worth something")]
    JuniorFirst,
    #[msg("The shares would be worth too much more than what is on record for them")]
    RateUnbacked,
    #[msg("The unit cannot become the junior of that one")]
    NotSubordinate,
    #[msg("A name, symbol or address of the shares' metadata is too long, or their token program has no metadata")]
    MetadataRefused,
    #[msg("The signer is not the council of the unit's scope")]
    NotCouncil,
    #[msg("No shares are sold for a day after the rate was cut by more than a twentieth; settle the redeem queue alone")]
    SaleAfterCut,
}

impl From<Rule> for LctsError {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::Locked { .. } => Self::GenerationLocked,
            Rule::Finalized { .. } => Self::GenerationFinalized,
            Rule::NotActive { .. } => Self::GenerationNotActive,
            Rule::NotLocked { .. } => Self::GenerationNotLocked,
            Rule::NotFinalized { .. } => Self::GenerationNotFinalized,
            Rule::OtherGeneration { .. } => Self::WrongGeneration,
            Rule::NoShares => Self::NoShares,
            Rule::ZeroAmount => Self::ZeroAmount,
            Rule::EntryTooSmall { .. } => Self::EntryTooSmall,
            Rule::GenerationTooDiluted { .. } => Self::GenerationTooDiluted,
            Rule::OutsideLockWindow { .. } => Self::OutsideLockWindow,
            Rule::AlreadyLocked { .. } => Self::AlreadyLocked,
            Rule::SettlementOverdue { .. } => Self::SettlementOverdue,
            Rule::RateTooHigh { .. } => Self::RateTooHigh,
            Rule::NoRate => Self::NoRate,
            Rule::Unbacked { .. } => Self::RateUnbacked,
            Rule::LossExceedsClaims { .. } => Self::InsufficientHolding,
            Rule::TotalOverflow { .. } | Rule::IndexOverflow { .. } | Rule::Math(_) => Self::Overflow,
            _ => Self::Inconsistent,
        }
    }
}

impl From<BeamRefusal> for LctsError {
    fn from(_: BeamRefusal) -> Self {
        Self::BeamRefused
    }
}

impl From<MintRefusal> for LctsError {
    fn from(_: MintRefusal) -> Self {
        Self::MintRefused
    }
}

impl From<TokenRefusal> for LctsError {
    fn from(_: TokenRefusal) -> Self {
        Self::TokenRefused
    }
}
