use anchor_lang::prelude::*;
use halo_common::{mint::MintRefusal, token::TokenRefusal};
use halo_math::RateLimitError;

#[error_code(offset = 6100)]
#[derive(PartialEq, Eq)]
pub enum PauError {
    #[msg("The signer is not the administrator of this PAU")]
    NotAdmin,
    #[msg("The signer is neither the freezer nor the administrator of this PAU")]
    NotGuardian,
    #[msg("The signer is not a relayer of this PAU")]
    NotRelayer,
    #[msg("The signer is neither the administrator nor the controller that was passed")]
    NotController,
    #[msg("The account belongs to another PAU")]
    WrongPau,
    #[msg("The controller may not touch this Book")]
    WrongBook,
    #[msg("The controller may not use limits of this kind")]
    KindNotAllowed,
    #[msg("The limit's kind or target is not the one of this movement")]
    WrongLimit,
    #[msg("The limit or the vault is for another mint")]
    WrongMint,
    #[msg("The proxy is not the signer of this Book")]
    WrongProxy,
    #[msg("The token account is not the vault of this Book")]
    WrongVault,
    #[msg("The destination is not the endpoint that the limit names")]
    WrongEndpoint,
    #[msg("The PAU is frozen")]
    Frozen,
    #[msg("The PAU is not frozen")]
    NotFrozen,
    #[msg("The amount must be above zero")]
    ZeroAmount,
    #[msg("The amount exceeds what the rate limit has available")]
    RateLimitExceeded,
    #[msg("No more can be restored than was charged")]
    RestoreExceedsCharged,
    #[msg("Unknown limit kind")]
    UnknownKind,
    #[msg("The key is a relayer already, or the default key")]
    InvalidRelayer,
    #[msg("A PAU has at most eight relayers")]
    TooManyRelayers,
    #[msg("The key is not a relayer")]
    RelayerNotFound,
    #[msg("Only controllers may move the money of a guarded vault")]
    VaultGuarded,
    #[msg("The vault is not guarded")]
    VaultNotGuarded,
    #[msg("The rent goes back to the account that paid it")]
    WrongRentPayer,
    #[msg("The token program is not the vault's")]
    WrongTokenProgram,
    #[msg("The mint is not admitted as cash")]
    MintRefused,
    #[msg("The token account or the amount received is not what the movement needs")]
    TokenRefused,
}

impl From<RateLimitError> for PauError {
    fn from(error: RateLimitError) -> Self {
        match error {
            RateLimitError::ZeroAmount => Self::ZeroAmount,
            RateLimitError::Blocked { .. } | RateLimitError::Exceeded { .. } => Self::RateLimitExceeded,
            RateLimitError::ExceedsOutstanding { .. } => Self::RestoreExceedsCharged,
        }
    }
}

impl From<MintRefusal> for PauError {
    fn from(_: MintRefusal) -> Self {
        Self::MintRefused
    }
}

impl From<TokenRefusal> for PauError {
    fn from(_: TokenRefusal) -> Self {
        Self::TokenRefused
    }
}
