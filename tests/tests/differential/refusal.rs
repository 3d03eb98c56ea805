//! Every answer to an attempt but success.

use anchor_lang::error::ErrorCode;
use halo_sdk::{configurator::error::ConfiguratorError, pau::error::PauError};
use solana_instruction::error::InstructionError;
use solana_system_interface::error::SystemError;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    NoLimit,
    LimitExists,
    NotAdmin,
    NotGuardian,
    NotController,
    Frozen,
    Zero,
    Paused,
    NotPaused,
    Exceeded,
    MoreThanCharged,
    /// The init that is shown is not there (any more).
    InitGone,
    /// No init is shown to what cannot be done without.
    InitOmitted,
    /// A raise without an init.
    InitRequired,
    WrongInit,
    NotAccordant,
    /// By the scope.
    NotScopesGuardian,
    NotCouncil,
    PauFrozen,
    /// Paused, it is raised by nobody and removed by the council alone.
    PausedUnderScope,
    TooSoon,
    UnlimitedNotApproved,
    MaxTooHigh,
    SlopeTooHigh,
}

/// What comes of an attempt.
pub type Outcome = Result<(), Refusal>;

impl Refusal {
    pub fn error(self) -> InstructionError {
        use ConfiguratorError as Scope;
        InstructionError::Custom(match self {
            Self::NoLimit | Self::InitOmitted => ErrorCode::AccountOwnedByWrongProgram.into(),
            Self::LimitExists => SystemError::AccountAlreadyInUse as u32,
            Self::NotAdmin => PauError::NotAdmin.into(),
            Self::NotGuardian => PauError::NotGuardian.into(),
            Self::NotController => PauError::NotController.into(),
            Self::Frozen => PauError::Frozen.into(),
            Self::Zero => PauError::ZeroAmount.into(),
            Self::Paused => PauError::LimitPaused.into(),
            Self::NotPaused => PauError::LimitNotPaused.into(),
            Self::Exceeded => PauError::RateLimitExceeded.into(),
            Self::MoreThanCharged => PauError::RestoreExceedsCharged.into(),
            Self::InitGone => ErrorCode::AccountNotInitialized.into(),
            Self::InitRequired => Scope::InitRequired.into(),
            Self::WrongInit => Scope::WrongInit.into(),
            Self::NotAccordant => Scope::NotAccordant.into(),
            Self::NotScopesGuardian => Scope::NotGuardian.into(),
            Self::NotCouncil => Scope::NotCouncil.into(),
            Self::PauFrozen => Scope::PauFrozen.into(),
            Self::PausedUnderScope => Scope::LimitPaused.into(),
            Self::TooSoon => Scope::RaisedTooRecently.into(),
            Self::UnlimitedNotApproved => Scope::UnlimitedNotApproved.into(),
            Self::MaxTooHigh | Self::SlopeTooHigh => Scope::RaiseTooLarge.into(),
        })
    }
}
