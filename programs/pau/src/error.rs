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
    #[msg("The rate limit is paused")]
    LimitPaused,
    #[msg("The rate limit is not paused")]
    LimitNotPaused,
    #[msg("The administrator must not be the default key")]
    InvalidAdmin,
    #[msg("The administrator opens a vault only with the signature of the Book's key")]
    BookUnsigned,
    #[msg("An action passes on at most twenty accounts")]
    TooManyActionAccounts,
    #[msg("An action's data prefix has 1 to 64 bytes")]
    InvalidDataPrefix,
    #[msg("An action may not call this program")]
    ProgramForbidden,
    #[msg("Of a token program an action may transfer, burn and sync, nothing else")]
    TokenInstructionForbidden,
    #[msg("In an action only the proxy and the relayer may sign")]
    SignerForbidden,
    #[msg("The action is for one call and has been used")]
    ActionUsed,
    #[msg("The program is not the one the action names, or is not executable")]
    WrongProgram,
    #[msg("The data does not start with the action's prefix")]
    WrongData,
    #[msg("The number of accounts is not that of the tracked vaults and of the action")]
    WrongAccountCount,
    #[msg("The account is not the one the action names at this place")]
    WrongAccount,
    #[msg("The action writes to this account, which was passed read-only")]
    AccountReadOnly,
    #[msg("A call may not write to an account of the PAU or of the configurator")]
    AccountForbidden,
    #[msg("A call tracks at least one vault")]
    NothingTracked,
    #[msg("The vault is tracked twice")]
    VaultTrackedTwice,
    #[msg("The tracked vault's token account is not among the accounts of the call")]
    VaultNotCalled,
    #[msg("The call may write to a token account of the proxy that is not a tracked vault")]
    VaultNotTracked,
    #[msg("The vault's balance fell and no limit was passed for it")]
    LimitMissing,
    #[msg("The call changed more of the vault's token account than its balance")]
    VaultChanged,
    #[msg("The call took lamports of the proxy, its owner or its emptiness")]
    ProxyChanged,
    #[msg("Source and destination are in the same PAU")]
    SamePau,
    #[msg("The new PAU has another administrator")]
    AdminDiffers,
    #[msg("The vault is guarded and the new one is not")]
    GuardLost,
    #[msg("There is no such limit: nobody has allowed this movement")]
    NoLimit,
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
