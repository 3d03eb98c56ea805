//! Arithmetic and rules of the Halo programs, as small pure types.
//!
//! Nothing here knows Solana: no accounts, no clock (time is an argument), no hashing syscall (the hash is an
//! argument). The programs load accounts, check authority, call these functions and write the result back;
//! the SDK previews with the same functions, so a preview cannot disagree with the chain.
//!
//! Conventions, for every module:
//! * amounts are `u64` in the mint's base units, times are Unix seconds (`i64`), windows are half-open
//!   `[from, to)`;
//! * each function documents its formula, its units and its rounding direction;
//! * nothing panics: what can fail returns an error that names what was expected and what came;
//! * a method that takes `&mut self` and fails leaves the value unchanged;
//! * the `#[repr(C)]` structs have no padding and are embedded as they are in zero-copy accounts. Their borsh
//!   encoding is byte for byte their memory on the little-endian targets we build for.

pub mod amm;
mod buybox;
mod consent;
mod lcts;
mod long_division;
mod mul_div;
mod overdue;
mod phase;
mod psm;
mod queue;
mod rate_limit;
mod reward;
mod sorl;
mod terms;
mod timelock;
mod waterfall;

pub use buybox::{Buybox, BuyboxError, BPS_PER_UNIT, BUYBOX_SLOTS, YEAR_SECONDS};
pub use consent::{Consent, ConsentError};
pub use lcts::{
    haircut_tranches, net, settle_pair, settle_redeem, settle_subscribe, Backing, ExchangeRate, Exit,
    Generation, GenerationState, LctsError, LockCycle, Netting, PairSettlement, Position, Settlement,
    LOCK_SECOND, MAX_DILUTION, MIN_RESIDUAL, RATE_SCALE, REWARD_SCALE, SETTLE_GRACE_SECONDS, SETTLE_SECOND,
    UNPAID_YIELD_DAYS,
};
pub use mul_div::{mul_div, mul_div_u128, MathError, Rounding};
pub use overdue::{unit_status, Accrual, UnitStatus};
pub use phase::{crr_class, CrrClass, Phase, PhaseError};
pub use psm::{PegDecimals, PegError, PegRate, MAX_SSR, RAY};
pub use queue::{QueueError, QueueTotals};
pub use rate_limit::{Charge, RateLimit, RateLimitError, DAY_SECONDS, UNLIMITED};
pub use reward::{RewardError, RewardIndex, INDEX_SCALE};
pub use sorl::{LimitInit, Sorl, SorlError};
pub use terms::{DealTerms, Payment, Salt, TermsError, TermsSummary, MAX_PAYMENTS, MAX_RISK_TIERS};
pub use timelock::{Standstill, TimelockError, Window, GRACE_SECONDS};
pub use waterfall::{waterfall, LossError, LossPool, RANKS};
