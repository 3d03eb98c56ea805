use anchor_lang::prelude::*;
use configurator::state::BeamRefusal;
use halo_common::{mint::MintRefusal, token::TokenRefusal};
use halo_math::amm::{AmmError as Rule, PriceError};

#[error_code(offset = 6500)]
#[derive(PartialEq, Eq)]
pub enum AmmError {
    #[msg("The record is of another pool")]
    WrongPool,
    #[msg("The PAU is not the one of the pool or the feed")]
    WrongPau,
    #[msg("The scope is not the one of the pool or the feed")]
    WrongScope,
    #[msg("The PAU has another administrator than the scope")]
    PauNotGoverned,
    #[msg("The mint is not the pool's")]
    WrongMint,
    #[msg("The token program is not the mint's")]
    WrongTokenProgram,
    #[msg("The token account or its record is not the pool's")]
    WrongPoolAccount,
    #[msg("The feed is not the pool's")]
    WrongFeed,
    #[msg("The signer does not own the position or the withdrawal")]
    NotOwner,
    #[msg("The rent goes back to the account that paid it")]
    WrongRentPayer,
    #[msg("The signer is not the council")]
    NotCouncil,
    #[msg("The signer may not stop the pool")]
    NotGuardian,
    #[msg("The signer is not a reporter of the feed")]
    NotReporter,
    #[msg("A reporter has one place")]
    ReporterTwice,
    #[msg("The Beam does not give the signer this right over the pool")]
    BeamRefused,
    #[msg("What loosens a rule needs a permit that has waited behind the timelock")]
    PermitMissing,
    #[msg("The council has approved no limit of this PAU in the asset")]
    AssetNotOnboarded,
    #[msg("The powers of the asset's issuer are not permitted")]
    IssuerNotTrusted,
    #[msg("Cash and asset are the same token")]
    SameMint,
    #[msg("The mint cannot serve as cash, or not as an asset")]
    MintRefused,
    #[msg("The token account or the amount received is not what the movement needs")]
    TokenRefused,
    #[msg("The vaults are open already")]
    CustodyOpen,
    #[msg("The vaults are not open yet")]
    CustodyNotOpen,
    #[msg("A source of the pool's price is missing")]
    SourceMissing,
    #[msg("A feed that is held against a second source needs one, and only such a feed has one")]
    SecondSourceMismatch,
    #[msg("The account is no price of the Pyth receiver")]
    WrongPriceAccount,
    #[msg("The price is not verified by enough guardians")]
    PriceNotVerified,
    #[msg("The price is another feed's")]
    WrongPriceFeed,
    #[msg("The price is too old")]
    StalePrice,
    #[msg("The price is from the future")]
    FuturePrice,
    #[msg("The price is too far from the last one")]
    PriceDeviates,
    #[msg("The two sources of the price contradict each other")]
    SourcesDiffer,
    #[msg("The price is not certain enough")]
    PriceUncertain,
    #[msg("The price is outside what the asset can be worth")]
    PriceOutOfBounds,
    #[msg("There is no price: too few fresh reports, or none yet")]
    NoPrice,
    #[msg("The price has just jumped: trading waits some slots")]
    PriceCooldown,
    #[msg("The report is refused: older than the last, too soon after it, or growing too fast")]
    ReportRefused,
    #[msg("The price is not a number that can be traded at")]
    InvalidPrice,
    #[msg("The deadline of the trade has passed")]
    DeadlinePassed,
    #[msg("The trade is worse than the trader's limit")]
    Slippage,
    #[msg("The amount must be above zero")]
    ZeroAmount,
    #[msg("The trade is too small or too large for the pool")]
    TradeSize,
    #[msg("The pool would hold more of the asset than it may")]
    InventoryFull,
    #[msg("The pool has not that much that is free")]
    InsufficientLiquidity,
    #[msg("The pool takes no more of the asset")]
    BuysHalted,
    #[msg("The pool gives no more of the asset")]
    SalesHalted,
    #[msg("The pool takes no deposits while its breaker is latched")]
    DepositsHalted,
    #[msg("The pool would be worth more than its capacity")]
    PoolFull,
    #[msg("The deposit gives fewer shares than asked for")]
    SharesBelowMinimum,
    #[msg("There are not that many shares")]
    NotEnoughShares,
    #[msg("Other withdrawals come first")]
    OthersWait,
    #[msg("No cash is free for withdrawals")]
    NothingFree,
    #[msg("The withdrawal has nothing left that waits")]
    NothingWaits,
    #[msg("There is nothing to claim")]
    NothingToClaim,
    #[msg("The redemption is closed")]
    RedemptionIsClosed,
    #[msg("The expected proceeds are more than the asset is worth")]
    ExpectedTooHigh,
    #[msg("The redemption is not overdue")]
    NotOverdue,
    #[msg("The redemption was flagged before")]
    AlreadyFlagged,
    #[msg("The price gives no reason to latch")]
    NothingToLatch,
    #[msg("The sides are 1 for what the pool takes, 2 for what it gives, or both")]
    InvalidSides,
    #[msg("The vaults lack nothing")]
    NothingLost,
    #[msg("The account still counts for somebody and stays")]
    NotEmpty,
    #[msg("The settlement of a redemption takes more than nothing and at most 30 days")]
    SettlementOutOfRange,
    #[msg("The tolerance is above 100 %")]
    ToleranceTooHigh,
    #[msg("The parameters contradict each other or the bounds of what a pool may have")]
    InvalidParameters,
    #[msg("The spread is outside the bounds that governance has set")]
    SpreadOutOfBounds,
    #[msg("A vault holds less than it should")]
    Insolvent,
    #[msg("A sum left the range of base units")]
    Overflow,
    #[msg("The PAU is frozen: nobody enters")]
    PauFrozen,
    #[msg("The expected proceeds are less than the asset is worth less the pool's widest discount")]
    ExpectedTooLow,
    #[msg("The sources of the price change only while both sides of the pool are stopped")]
    PoolNotStopped,
    #[msg("The pool has these sources already")]
    SourcesUnchanged,
    #[msg("A reporter of the price has lost its place: trading waits for the next price")]
    PriceInDoubt,
    #[msg("The price is none of those that the council has agreed to accept")]
    PriceNotAgreed,
    #[msg("A position stays for an hour after each deposit")]
    StaysYet,
    #[msg("A withdrawal is of all that is left, or of what the smallest trade bought when the pool was new")]
    WithdrawalTooSmall,
    #[msg("The spread of the pool is narrower than the prices of its source allow")]
    SpreadBelowSource,
}

impl From<PriceError> for AmmError {
    fn from(refusal: PriceError) -> Self {
        match refusal {
            PriceError::Stale { .. } | PriceError::StaleSlots { .. } => Self::StalePrice,
            PriceError::Future { .. } => Self::FuturePrice,
            PriceError::Deviates { .. } => Self::PriceDeviates,
            PriceError::InDoubt { .. } => Self::PriceInDoubt,
            PriceError::NotAgreed { .. } => Self::PriceNotAgreed,
            PriceError::SecondSource { .. } => Self::SourcesDiffer,
            PriceError::Confidence { .. } => Self::PriceUncertain,
            PriceError::OutOfBounds { .. } => Self::PriceOutOfBounds,
            PriceError::NoQuorum { .. } | PriceError::NoPrice => Self::NoPrice,
            PriceError::Cooldown { .. } => Self::PriceCooldown,
            PriceError::NotNewer { .. }
            | PriceError::TooSoon { .. }
            | PriceError::SameSlot { .. }
            | PriceError::Backdated { .. }
            | PriceError::AccrualTooHigh { .. } => Self::ReportRefused,
            PriceError::UnknownReporter { .. } => Self::NotReporter,
            _ => Self::InvalidPrice,
        }
    }
}

impl From<Rule> for AmmError {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::ZeroAmount => Self::ZeroAmount,
            Rule::ZeroPrice => Self::InvalidPrice,
            Rule::TradeTooSmall { .. } | Rule::TradeSize { .. } | Rule::Unsolved { .. } => Self::TradeSize,
            Rule::PaysLess { .. } | Rule::TakesMore { .. } => Self::Slippage,
            Rule::InventoryFull { .. } => Self::InventoryFull,
            Rule::NotEnoughUsds { .. } | Rule::NotEnoughInventory { .. } => Self::InsufficientLiquidity,
            Rule::BuysHalted => Self::BuysHalted,
            Rule::SalesHalted => Self::SalesHalted,
            Rule::SpreadOutOfBounds { .. } => Self::SpreadOutOfBounds,
            Rule::DepositTooSmall { .. } => Self::SharesBelowMinimum,
            Rule::NotEnoughShares { .. } => Self::NotEnoughShares,
            Rule::SpreadBelowFeed { .. } => Self::SpreadBelowSource,
            Rule::StaysYet { .. } => Self::StaysYet,
            Rule::WithdrawalTooSmall { .. } => Self::WithdrawalTooSmall,
            Rule::OthersWait { .. } | Rule::NotNext { .. } => Self::OthersWait,
            Rule::NothingWaits { .. } => Self::NothingWaits,
            Rule::NothingFree { .. } => Self::NothingFree,
            Rule::ExpectedTooHigh { .. } => Self::ExpectedTooHigh,
            Rule::ExpectedTooLow { .. } => Self::ExpectedTooLow,
            Rule::RedemptionClosed => Self::RedemptionIsClosed,
            Rule::RecordsFallShort { .. } => Self::Insolvent,
            Rule::TotalOverflow { .. } | Rule::Math(_) => Self::Overflow,
            _ => Self::InvalidParameters,
        }
    }
}

impl From<BeamRefusal> for AmmError {
    fn from(_: BeamRefusal) -> Self {
        Self::BeamRefused
    }
}

impl From<MintRefusal> for AmmError {
    fn from(_: MintRefusal) -> Self {
        Self::MintRefused
    }
}

impl From<TokenRefusal> for AmmError {
    fn from(_: TokenRefusal) -> Self {
        Self::TokenRefused
    }
}
