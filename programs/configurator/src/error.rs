use anchor_lang::prelude::*;
use halo_math::{SorlError, TimelockError};

#[error_code(offset = 6000)]
#[derive(PartialEq, Eq)]
pub enum ConfiguratorError {
    #[msg("The signer is not the council of this scope")]
    NotCouncil,
    #[msg("The account belongs to another scope")]
    WrongScope,
    #[msg("A Beam holds ATTEST alone, HALT alone, or at least one of a beacon's permissions, and no unknown bit")]
    InvalidPermissions,
    #[msg("An attestor is neither council, mom, freezer nor conserver")]
    AttestorNotIndependent,
    #[msg("The expiry must lie in the future")]
    ExpiryInPast,
    #[msg("The rent goes back to the account that paid it")]
    WrongRentPayer,
    #[msg("The timelock is paused")]
    Paused,
    #[msg("The timelock is not paused")]
    NotPaused,
    #[msg("Roles or parameters have changed since this was signed or scheduled")]
    ConfigVersionChanged,
    #[msg("A parameter is outside its bounds")]
    InvalidParameters,
    #[msg("The default key stands for nobody")]
    DefaultKey,
    #[msg("The grant could never be used as it is")]
    InvalidGrant,
    #[msg("The operation was executed before")]
    AlreadyExecuted,
    #[msg("The operation was cancelled")]
    Cancelled,
    #[msg("The operation is not due yet")]
    NotDue,
    #[msg("The operation has expired")]
    Expired,
    #[msg("The operation that must come before was not passed or has not been executed")]
    PredecessorNotExecuted,
    #[msg("No operation of that number has been scheduled before this one")]
    UnknownPredecessor,
    #[msg("A pending operation can be closed only when it has expired")]
    StillPending,
    #[msg("The record is not the one that this operation creates")]
    WrongRecord,
    #[msg("The administrator of the PAU is not this scope")]
    PauNotGoverned,
    #[msg("The signer is neither council nor mom of this scope")]
    NotRemover,
    #[msg("The signer is neither council, mom nor freezer of this scope")]
    NotABeam,
    #[msg("The signer may not act for this PAU in an emergency")]
    NotGuardian,
    #[msg("The registration is of another scope or another PAU")]
    WrongRegistration,
    #[msg("The signer holds no cBEAM for this PAU")]
    NotAccordant,
    #[msg("The cBEAM was scheduled before the PAU was registered")]
    CBeamOutdated,
    #[msg("The conserver has taken over this PAU; its GovOps have no say")]
    Conserved,
    #[msg("The conserver has not taken over this PAU")]
    NotConserved,
    #[msg("The signer is not the conserver of this scope")]
    NotConserver,
    #[msg("The PAU is frozen: only what takes power away is possible")]
    PauFrozen,
    #[msg("Only a frozen PAU can be taken over")]
    PauNotFrozen,
    #[msg("The init approves something else, or for another PAU")]
    WrongInit,
    #[msg("A raise needs an init that approves this limit")]
    InitRequired,
    #[msg("The limit was raised too recently")]
    RaisedTooRecently,
    #[msg("The raise is larger than one step allows")]
    RaiseTooLarge,
    #[msg("Only an init that says unlimited allows an unlimited limit")]
    UnlimitedNotApproved,
    #[msg("The Beam was granted under another PAU")]
    WrongPau,
    #[msg("The permit is for another target")]
    WrongPermit,
    #[msg("A limit that is paused is neither raised, nor removed by anyone but the council")]
    LimitPaused,
    #[msg("For a day after a resumption only the council may pause")]
    PausedTooRecently,
    #[msg("Mom does not cancel its own replacement")]
    OwnReplacement,
}

impl From<SorlError> for ConfiguratorError {
    fn from(error: SorlError) -> Self {
        match error {
            SorlError::NoHop => Self::InvalidParameters,
            SorlError::TooSoon { .. } => Self::RaisedTooRecently,
            SorlError::MaxTooHigh { .. } | SorlError::SlopeTooHigh { .. } => Self::RaiseTooLarge,
            SorlError::UnlimitedNotApproved => Self::UnlimitedNotApproved,
            SorlError::NoInit => Self::InitRequired,
        }
    }
}

impl From<TimelockError> for ConfiguratorError {
    fn from(error: TimelockError) -> Self {
        match error {
            TimelockError::NotDue { .. } => Self::NotDue,
            TimelockError::Expired { .. } => Self::Expired,
        }
    }
}
