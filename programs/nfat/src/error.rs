use anchor_lang::prelude::*;
use configurator::state::BeamRefusal;
use halo_common::{mint::MintRefusal, token::TokenRefusal};
use halo_math::{LossError, TermsError};

#[error_code(offset = 6300)]
#[derive(PartialEq, Eq)]
pub enum NfatError {
    #[msg("The signer is not the facility of this collection")]
    NotFacility,
    #[msg("The account belongs to another collection's configuration")]
    WrongConfig,
    #[msg("The collection is not the one of this configuration")]
    WrongCollection,
    #[msg("The redeem vault is of another Book than the NFAT's")]
    WrongBook,
    #[msg("The token account is not the redeem vault's")]
    WrongRedeemVault,
    #[msg("The mint is not the facility's asset")]
    WrongMint,
    #[msg("The token program is not the asset's")]
    WrongTokenProgram,
    #[msg("The PAU is not the facility's")]
    WrongPau,
    #[msg("The program at this address is not Metaplex Core")]
    WrongCoreProgram,
    #[msg("The record is of another asset")]
    WrongAsset,
    #[msg("The asset is burnt, or no asset of Metaplex Core")]
    AssetUnreadable,
    #[msg("The signer does not own the asset")]
    NotHolder,
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
    #[msg("The amount must be above zero")]
    ZeroAmount,
    #[msg("Principal credited would exceed the principal outstanding")]
    PrincipalOverfunded,
    #[msg("What the Book paid this NFAT would exceed the cap fixed at its claim")]
    PayoutCapExceeded,
    #[msg("The outstanding principal is not fully funded")]
    NotFunded,
    #[msg("The payout is below the minimum that the holder asked for")]
    PayoutBelowMinimum,
    #[msg("The NFAT's state is not the one given")]
    StateChanged,
    #[msg("A sum left the range of base units")]
    Overflow,
    #[msg("The name or uri is empty or too long")]
    InvalidMetadata,
    #[msg("The terms' hash must not be zero")]
    InvalidTerms,
    #[msg("The redeem vault holds less than it owes")]
    Insolvent,
    #[msg("The rent goes back to the account that paid it")]
    WrongRentPayer,
    #[msg("The Book is not the NFAT's")]
    BookUnreadable,
    #[msg("A Book pays interest and penalties only at rest and when it unwinds")]
    BookNotAtRest,
    #[msg("The mint is not admitted as cash")]
    MintRefused,
    #[msg("The token account or the amount received is not what the movement needs")]
    TokenRefused,
    #[msg("The Beam was granted under another PAU than the one that holds the Book")]
    BeamWrongPau,
    #[msg("The Beam fell with the cBEAM of its PAU")]
    BeamWrongEpoch,
    #[msg("The vault is not the one that holds the Book now")]
    WrongBookVault,
    #[msg("No principal is credited: interest alone is claimed with claim_interest")]
    NoPrincipalFunded,
    #[msg("The last payment is a redemption, which burns the NFAT")]
    LastPaymentRedeems,
    #[msg("Nothing of that kind is credited")]
    NothingFunded,
    #[msg("The Book would pay more interest than is scheduled")]
    InterestAboveSchedule,
    #[msg("The Book would pay more penalty than has accrued")]
    PenaltyNotAccrued,
    #[msg("Scheduled interest is neither credited nor paid: accept the shortfall to redeem all the same")]
    YieldUnpaid,
    #[msg("Accrued penalty is neither credited nor paid: accept the shortfall to redeem all the same")]
    PenaltyUnpaid,
    #[msg("The present holder has not asked for this")]
    NotRequested,
    #[msg("What is credited is less than the holder asked for")]
    BelowRequest,
    #[msg("The rank is not one of a Book's")]
    InvalidRank,
    #[msg("The Book's loss is fixed: its units share what was recovered")]
    WrittenDown,
    #[msg("No unit is in default: none is overdue beyond its grace")]
    NotInDefault,
    #[msg("The default is declared already")]
    AlreadyInDefault,
    #[msg("A unit of this Book is in default: the Book pays no other")]
    BookInDefault,
    #[msg("The attestor does not vouch now that the Book's other units stay covered")]
    NotCovered,
    #[msg("The terms are known already")]
    AlreadyRevealed,
    #[msg("The terms and salt do not hash to the NFAT's commitment")]
    WrongTerms,
    #[msg("The holder has not asked for payments to be pushed to it")]
    PushNotWanted,
    #[msg("The token account is not the holder's associated one")]
    NotHoldersAccount,
    #[msg("The loss cannot be shared")]
    InvalidLoss,
    #[msg("The receiver owns the asset already")]
    ReceiverIsHolder,
    #[msg("The facility's whitelist mode is on and the receiver is not admitted")]
    ReceiverNotAdmitted,
    #[msg("The admission is another address's than the receiver's")]
    WrongEntry,
    #[msg("The receiver's admission has expired")]
    AdmissionExpired,
    #[msg("An admission must end in the future")]
    AdmissionInPast,
    #[msg("The whitelist mode is what was asked for already")]
    WhitelistModeUnchanged,
    #[msg("The asset is not burnt: whoever owns it has what its record is owed")]
    AssetNotBurnt,
    #[msg("The scope is not the facility's")]
    WrongScope,
    #[msg("The terms are not known on chain: accept the shortfall to say that what is credited is enough")]
    TermsUnknown,
    #[msg("Who vouches for the Book's other units cannot be who pays")]
    CoverNotIndependent,
}

impl From<BeamRefusal> for NfatError {
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

impl From<MintRefusal> for NfatError {
    fn from(_: MintRefusal) -> Self {
        Self::MintRefused
    }
}

impl From<TokenRefusal> for NfatError {
    fn from(_: TokenRefusal) -> Self {
        Self::TokenRefused
    }
}

impl From<LossError> for NfatError {
    fn from(_: LossError) -> Self {
        Self::InvalidLoss
    }
}

impl From<TermsError> for NfatError {
    fn from(_: TermsError) -> Self {
        Self::InvalidTerms
    }
}
