use anchor_lang::prelude::*;
use configurator::state::BeamRefusal;
use halo_common::{mint::MintRefusal, token::TokenRefusal};
use halo_math::{BuyboxError, ConsentError, PhaseError, QueueError, RateLimitError, TermsError};

#[error_code(offset = 6200)]
#[derive(PartialEq, Eq)]
pub enum FacilityError {
    #[msg("The signer is not the council of the facility's scope")]
    NotCouncil,
    #[msg("The account belongs to another facility")]
    WrongFacility,
    #[msg("The PAU is not the facility's")]
    WrongPau,
    #[msg("The mint is not the facility's asset")]
    WrongMint,
    #[msg("The token program is not the asset's")]
    WrongTokenProgram,
    #[msg("The token account is not the queue's vault")]
    WrongQueueVault,
    #[msg("The token account is not the Book's vault")]
    WrongBookVault,
    #[msg("The collection's configuration is not the facility's")]
    WrongNfatConfig,
    #[msg("The redeem vault is not the Book's")]
    WrongRedeemVault,
    #[msg("The position or the approval belongs to another Prime")]
    WrongPrime,
    #[msg("The Prime is not approved for this facility")]
    PrimeNotApproved,
    #[msg("The Beam was granted by another scope")]
    BeamWrongScope,
    #[msg("The Beam's holder is not the signer")]
    BeamWrongHolder,
    #[msg("The Beam is for another target than this facility")]
    BeamWrongTarget,
    #[msg("The Beam lacks the permission that this instruction needs")]
    BeamMissingPermission,
    #[msg("The Beam has expired")]
    BeamExpired,
    #[msg("This action is halted")]
    Halted,
    #[msg("Unknown or empty halt bits")]
    InvalidHalt,
    #[msg("The amount must be above zero")]
    ZeroAmount,
    #[msg("The queue holds nothing of this Prime")]
    NothingQueued,
    #[msg("More than the Prime has in the queue")]
    InsufficientQueued,
    #[msg("The queue's shares and underlying no longer agree")]
    QueueInvariant,
    #[msg("The claim would burn more shares than the beacon agreed to")]
    SharesAboveMaximum,
    #[msg("The position has changed since the beacon read it")]
    PositionChanged,
    #[msg("The terms are malformed")]
    InvalidTerms,
    #[msg("The terms start over 31 days from now, or have matured")]
    TermsNotCurrent,
    #[msg("The terms' principal is not the amount claimed")]
    PrincipalMismatch,
    #[msg("The facility takes terms in the other form")]
    WrongTermsMode,
    #[msg("Sealed terms need the Prime's consent to exactly these, a shared Book its consent to share")]
    ConsentRequired,
    #[msg("The Prime's consent has expired")]
    ConsentExpired,
    #[msg("The Prime consented to other terms")]
    ConsentMismatch,
    #[msg("The amount is outside what the Prime consented to")]
    ConsentAmount,
    #[msg("The consent is malformed or expires in the past")]
    InvalidConsent,
    #[msg("The buybox has a bound out of order or admits nothing")]
    InvalidBuybox,
    #[msg("The amount is below the buybox")]
    SizeBelowBuybox,
    #[msg("The amount is above the buybox")]
    SizeAboveBuybox,
    #[msg("The term is shorter than the buybox allows")]
    DurationBelowBuybox,
    #[msg("The term is longer than the buybox allows")]
    DurationAboveBuybox,
    #[msg("The yield is below the buybox")]
    YieldBelowBuybox,
    #[msg("The yield is above the buybox")]
    YieldAboveBuybox,
    #[msg("The penalty cap is above the buybox")]
    PenaltyAboveBuybox,
    #[msg("The risk tier is not in the buybox")]
    TierOutsideBuybox,
    #[msg("The asset type is not in the buybox")]
    AssetTypeOutsideBuybox,
    #[msg("The jurisdiction is not in the buybox")]
    JurisdictionOutsideBuybox,
    #[msg("The amount exceeds what the Prime's limit has available")]
    PrimeLimitExceeded,
    #[msg("The Book is not in the phase that this needs")]
    WrongPhase,
    #[msg("The Book is shared where the claim is not, or the other way round, or has a unit of its own")]
    BookNotEmpty,
    #[msg("The re-attestation cadence must be above zero")]
    InvalidCadence,
    #[msg("The attestation is of another Book")]
    WrongBook,
    #[msg("The attestation is of another kind")]
    WrongAttestationKind,
    #[msg("The attestation is not the Book's latest, or older than the attestor's Beam")]
    StaleAttestation,
    #[msg("The attestation has been used")]
    AttestationConsumed,
    #[msg("The attestation has expired")]
    AttestationExpired,
    #[msg("The Book has changed since the attestation")]
    ScopeChanged,
    #[msg("The attestor must be neither the beacon nor whoever granted the beacon its Beam")]
    AttestorNotIndependent,
    #[msg("The attestation's validity, timeframe, amount or address is out of range")]
    InvalidAttestation,
    #[msg("The time for deploying that the attestor set has passed")]
    DeployWindowClosed,
    #[msg("The Book still has units, or holds some")]
    BookNotEmptied,
    #[msg("The queue's vault holds less than it owes")]
    Insolvent,
    #[msg("A sum left the range of base units")]
    Overflow,
    #[msg("The mint is not admitted as cash")]
    MintRefused,
    #[msg("The token account or the amount received is not what the movement needs")]
    TokenRefused,
    #[msg("The scope is not the facility's")]
    WrongScope,
    #[msg("The signer is neither a warden with a Beam nor council, mom or freezer of the scope")]
    NotGuardian,
    #[msg("The signer is not the conserver of the facility's scope")]
    NotConserver,
    #[msg("The conserver has not taken over this PAU")]
    NotConserved,
    #[msg("This action is halted for this Book")]
    BookHalted,
    #[msg("The administrator of the PAU is not this scope")]
    PauNotGoverned,
    #[msg("The Beam was granted under another PAU than the one that holds the money")]
    BeamWrongPau,
    #[msg("The Beam fell with the cBEAM of its PAU")]
    BeamWrongEpoch,
    #[msg("The Prime did not consent to a unit of so junior a rank")]
    ConsentRank,
    #[msg("The rank is not one of a Book's")]
    InvalidRank,
    #[msg("A unit that is not of the most senior rank needs a shared Book")]
    RankNotShared,
    #[msg("The accord's amounts, payout cap or hash are out of range")]
    InvalidAccord,
    #[msg("The figures are not those of the accord")]
    AccordDiffers,
    #[msg("The Prime has accepted the accord already")]
    AccordAccepted,
    #[msg("The Prime has not accepted the accord")]
    AccordNotAccepted,
    #[msg("The accord has expired")]
    AccordExpired,
    #[msg("The amount is outside what is left of the accord")]
    AccordAmount,
    #[msg("An accord goes with a claim under it, and with no other")]
    AccordMisplaced,
    #[msg("The signer is neither the accord's Prime nor accordant to the facility's PAU")]
    NotParty,
    #[msg("The rent goes back to the account that paid it")]
    WrongRentPayer,
    #[msg("The level is above the highest")]
    InvalidLevel,
    #[msg("A Book holds units of Books of a lower level only")]
    LevelNotBelow,
    #[msg("The asset is burnt, unreadable, or of another collection")]
    AssetUnreadable,
    #[msg("The Book does not own the asset")]
    NotHeld,
    #[msg("The record is of another asset, Book or facility")]
    WrongNfat,
    #[msg("In a shared Book an accord pays at most what the buybox allows on its amount")]
    AccordAboveBuybox,
}

impl From<BeamRefusal> for FacilityError {
    fn from(refusal: BeamRefusal) -> Self {
        match refusal {
            BeamRefusal::Scope => Self::BeamWrongScope,
            BeamRefusal::Holder => Self::BeamWrongHolder,
            BeamRefusal::Target => Self::BeamWrongTarget,
            BeamRefusal::Pau => Self::BeamWrongPau,
            BeamRefusal::Epoch { .. } => Self::BeamWrongEpoch,
            BeamRefusal::Permission { .. } => Self::BeamMissingPermission,
            BeamRefusal::Expired { .. } => Self::BeamExpired,
        }
    }
}

impl From<MintRefusal> for FacilityError {
    fn from(_: MintRefusal) -> Self {
        Self::MintRefused
    }
}

impl From<TokenRefusal> for FacilityError {
    fn from(_: TokenRefusal) -> Self {
        Self::TokenRefused
    }
}

impl From<QueueError> for FacilityError {
    fn from(error: QueueError) -> Self {
        match error {
            QueueError::ZeroAmount | QueueError::ZeroShares | QueueError::DepositTooSmall { .. } => {
                Self::ZeroAmount
            }
            QueueError::ExceedsTotalShares { .. }
            | QueueError::ExceedsTotalUnderlying { .. }
            | QueueError::InsufficientShares { .. } => Self::InsufficientQueued,
            QueueError::TotalOverflow { .. } | QueueError::Math(_) => Self::Overflow,
            QueueError::UnderlyingWithoutShares { .. }
            | QueueError::SharesWithoutUnderlying { .. }
            | QueueError::StrandsUnderlying { .. }
            | QueueError::NotOneToOne { .. } => Self::QueueInvariant,
        }
    }
}

impl From<RateLimitError> for FacilityError {
    fn from(error: RateLimitError) -> Self {
        match error {
            RateLimitError::ZeroAmount => Self::ZeroAmount,
            RateLimitError::Blocked { .. }
            | RateLimitError::Exceeded { .. }
            | RateLimitError::ExceedsOutstanding { .. } => Self::PrimeLimitExceeded,
        }
    }
}

impl From<TermsError> for FacilityError {
    fn from(_: TermsError) -> Self {
        Self::InvalidTerms
    }
}

impl From<BuyboxError> for FacilityError {
    fn from(error: BuyboxError) -> Self {
        match error {
            BuyboxError::SizeBelowMinimum { .. } => Self::SizeBelowBuybox,
            BuyboxError::SizeAboveMaximum { .. } => Self::SizeAboveBuybox,
            BuyboxError::AssetTypeNotAllowed { .. } => Self::AssetTypeOutsideBuybox,
            BuyboxError::JurisdictionNotAllowed { .. } => Self::JurisdictionOutsideBuybox,
            BuyboxError::RiskTierNotAllowed { .. } => Self::TierOutsideBuybox,
            BuyboxError::TermBelowMinimum { .. } => Self::DurationBelowBuybox,
            BuyboxError::TermAboveMaximum { .. } => Self::DurationAboveBuybox,
            BuyboxError::ApyBelowMinimum { .. } => Self::YieldBelowBuybox,
            BuyboxError::ApyAboveMaximum { .. } => Self::YieldAboveBuybox,
            BuyboxError::PenaltyAboveMaximum { .. } => Self::PenaltyAboveBuybox,
            BuyboxError::ApyUndefined => Self::InvalidTerms,
            BuyboxError::ZeroMinimumSize
            | BuyboxError::SizeRange { .. }
            | BuyboxError::DurationRange { .. }
            | BuyboxError::ApyRange { .. }
            | BuyboxError::NoRiskTier
            | BuyboxError::NoAssetType
            | BuyboxError::NoJurisdiction => Self::InvalidBuybox,
        }
    }
}

impl From<ConsentError> for FacilityError {
    fn from(error: ConsentError) -> Self {
        match error {
            ConsentError::AccordMissing
            | ConsentError::ZeroMaximum
            | ConsentError::AmountRange { .. }
            | ConsentError::UnknownRank { .. }
            | ConsentError::UnknownSharing { .. }
            | ConsentError::ReservedNotZero { .. } => Self::InvalidConsent,
            ConsentError::SharingWithoutConsent => Self::ConsentRequired,
            ConsentError::Expired { .. } => Self::ConsentExpired,
            ConsentError::OtherTerms { .. } => Self::ConsentMismatch,
            ConsentError::AmountBelowMinimum { .. } | ConsentError::AmountAboveMaximum { .. } => {
                Self::ConsentAmount
            }
            ConsentError::RankWithoutConsent { .. } | ConsentError::RankAboveMaximum { .. } => {
                Self::ConsentRank
            }
        }
    }
}

impl From<PhaseError> for FacilityError {
    fn from(_: PhaseError) -> Self {
        Self::WrongPhase
    }
}
