//! A rate limit as a person sees it now: what may pass, when it is full, and how far it may be raised.

use configurator::state::{Init, Scope};
use facility::state::PrimeApproval;
use halo_math::{LimitInit, RateLimit, DAY_SECONDS, UNLIMITED};
use pau::state::LimitKind;
use solana_pubkey::Pubkey;

/// A rate limit at a moment. Amounts in base units, times in Unix seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LimitView {
    /// `u64::MAX` is unlimited.
    pub max: u64,
    /// Base units a day.
    pub slope: u64,
    /// What would pass now, base units.
    pub available_now: u64,
    /// When everything is available again if nothing passes; none when it never is: paused, or without a refill.
    pub full_at: Option<i64>,
    /// Whether it is stopped with its values.
    pub paused: bool,
    /// Highest max that the next step may reach; none without an init that approves raises, and while a PAU's limit
    /// is paused.
    pub sorl_ceiling_max: Option<u64>,
    /// The same for the slope.
    pub sorl_ceiling_slope: Option<u64>,
    /// First second of the next raise; may have passed.
    pub next_raise_at: i64,
}

impl LimitView {
    /// A limit of a PAU at `now`. An init of something else approves nothing.
    pub fn new(scope: &Scope, limit: &pau::state::RateLimit, init: Option<&Init>, now: i64) -> Self {
        let fits = |init: &Init| init.limit(limit.kind, &limit.target, &limit.mint).ok();
        let paused = limit.paused != 0;
        let init = init.filter(|_| !paused).and_then(fits);
        Self::of_bucket(scope, &limit.bucket_at(now), paused, init.as_ref(), now)
    }

    /// What a Prime may have claimed of `mint` at `now`, under an init of DEPOSIT limits to its facility. Paused means
    /// that the approval has ended.
    pub fn of_prime(
        scope: &Scope,
        approval: &PrimeApproval,
        mint: &Pubkey,
        init: Option<&Init>,
        now: i64,
    ) -> Self {
        let fits = |init: &Init| init.limit(LimitKind::Deposit.seed(), &approval.facility, mint).ok();
        Self::of_bucket(scope, &approval.limit, approval.active == 0, init.and_then(fits).as_ref(), now)
    }

    fn of_bucket(
        scope: &Scope,
        bucket: &RateLimit,
        paused: bool,
        init: Option<&LimitInit>,
        now: i64,
    ) -> Self {
        let sorl = scope.sorl();
        Self {
            max: bucket.max,
            slope: bucket.slope,
            available_now: if paused { 0 } else { bucket.available_at(now) },
            full_at: if paused { None } else { full_at(bucket, now) },
            paused,
            sorl_ceiling_max: init.map(|init| sorl.ceiling(bucket.max, init.max)),
            sorl_ceiling_slope: init.map(|init| sorl.ceiling(bucket.slope, init.slope)),
            next_raise_at: sorl.next_raise_at(bucket.last_increased),
        }
    }
}

/// First second from `now` at which `max` is available; the refill of a second is rounded down, so this is up.
fn full_at(bucket: &RateLimit, now: i64) -> Option<i64> {
    if bucket.max == UNLIMITED || bucket.available_at(now) >= bucket.max {
        return Some(now);
    }
    let mut bucket = *bucket;
    bucket.refill(now);
    // In 1/86 400ths of a base unit, the unit of the remainder. Exact: u64 * 86 400 is far below u128's range.
    let missing = u128::from(bucket.max.saturating_sub(bucket.available))
        .saturating_mul(DAY_SECONDS.into())
        .saturating_sub(bucket.remainder.into());
    if bucket.slope == 0 {
        return None;
    }
    let seconds = missing.div_ceil(bucket.slope.into());
    // A refill counts from `last_updated`, which is `now` unless the clock went back.
    Some(bucket.last_updated.saturating_add(i64::try_from(seconds).unwrap_or(i64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use configurator::state::Grant;
    use proptest::prelude::*;

    const NOW: i64 = 1_700_000_000;

    fn scope() -> Scope {
        Scope::new(Pubkey::default(), 255, Pubkey::default())
    }

    fn limit(max: u64, slope: u64) -> pau::state::RateLimit {
        let mut limit: pau::state::RateLimit = bytemuck::Zeroable::zeroed();
        limit.kind = LimitKind::Claim.seed();
        limit.store(RateLimit::new(max, slope, NOW));
        limit
    }

    fn init(kind: LimitKind, max: u64, slope: u64) -> Init {
        let nobody = Pubkey::default();
        Init {
            version: 1,
            bump: 255,
            scope: nobody,
            pau: nobody,
            operation: 1,
            rent_payer: nobody,
            reserved: [0; 32],
            grant: Grant::RateLimit { kind, target: nobody, mint: nobody, max, slope },
        }
    }

    #[test]
    fn a_fresh_limit_fills_within_a_day() {
        let init = init(LimitKind::Claim, 100, 100);
        let view = LimitView::new(&scope(), &limit(1_000, 1_000), Some(&init), NOW);
        assert_eq!((view.available_now, view.full_at), (0, Some(NOW + 86_400)));
        assert_eq!((view.sorl_ceiling_max, view.sorl_ceiling_slope), (Some(1_250), Some(1_250)));
        assert_eq!(view.next_raise_at, NOW + 64_800);
    }

    #[test]
    fn an_init_of_something_else_approves_nothing() {
        let other = init(LimitKind::Withdraw, 100, 100);
        for init in [None, Some(&other)] {
            let view = LimitView::new(&scope(), &limit(1_000, 1_000), init, NOW);
            assert_eq!((view.sorl_ceiling_max, view.sorl_ceiling_slope), (None, None));
        }
    }

    #[test]
    fn what_is_paused_gives_nothing_never_fills_and_cannot_be_raised() {
        let mut limit = limit(1_000, 1_000);
        limit.pause(NOW + 86_400).unwrap();
        let init = init(LimitKind::Claim, 2_000, 2_000);
        let view = LimitView::new(&scope(), &limit, Some(&init), NOW + 86_400);
        assert_eq!((view.available_now, view.full_at, view.paused), (0, None, true));
        assert_eq!((view.sorl_ceiling_max, view.sorl_ceiling_slope), (None, None));
    }

    #[test]
    fn a_prime_is_seen_under_its_facilitys_init() {
        let mut approval: PrimeApproval = bytemuck::Zeroable::zeroed();
        approval.limit = RateLimit::new(800, 800, NOW);
        let (mint, deposit) = (Pubkey::default(), init(LimitKind::Deposit, 2_000, 0));
        let view = |approval: &PrimeApproval| {
            LimitView::of_prime(&scope(), approval, &mint, Some(&deposit), NOW + 43_200)
        };
        assert_eq!((view(&approval).available_now, view(&approval).paused), (0, true), "not approved");
        approval.active = 1;
        assert_eq!((view(&approval).available_now, view(&approval).sorl_ceiling_max), (400, Some(2_000)));
        assert_eq!(view(&approval).sorl_ceiling_slope, Some(1_000), "a step from the slope that it has");
        approval.facility = Pubkey::new_unique();
        assert_eq!(view(&approval).sorl_ceiling_max, None, "another facility's init");
    }

    #[test]
    fn some_never_fill_and_some_are_always_full() {
        assert_eq!(LimitView::new(&scope(), &limit(1_000, 0), None, NOW).full_at, None);
        assert_eq!(LimitView::new(&scope(), &limit(0, 0), None, NOW).full_at, Some(NOW));
        let unlimited = LimitView::new(&scope(), &limit(UNLIMITED, 0), None, NOW);
        assert_eq!((unlimited.full_at, unlimited.available_now), (Some(NOW), UNLIMITED));
    }

    proptest! {
        /// The second named is the first at which the limit is full, whatever it holds.
        #[test]
        fn full_at_is_the_first_full_second(
            max in 1_u64..1 << 40,
            slope in 1_u64..1 << 40,
            spent in 0_u64..1 << 40,
            elapsed in 0_i64..1_000_000,
        ) {
            let mut bucket = RateLimit::new(max, slope, NOW);
            let now = NOW.saturating_add(elapsed);
            let spent = spent.min(bucket.available_at(now));
            if spent > 0 {
                bucket.charge(spent, now).unwrap();
            }
            let full = full_at(&bucket, now).unwrap();
            prop_assert_eq!(bucket.available_at(full), max);
            prop_assert!(full == now || bucket.available_at(full.saturating_sub(1)) < max);
        }
    }
}
