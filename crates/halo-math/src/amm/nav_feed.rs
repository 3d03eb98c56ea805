//! The price of an asset from those who report its NAV.

use super::limits::{at_least, at_most, elapsed, exceeds, PriceLimits};
use super::mark::{grown, Mark, Sighting};
use super::median::{median, middle, reached_by};
use super::{AmmError, Price, PriceError, PriceRange};
use crate::buybox::BPS_PER_UNIT;
use borsh::{BorshDeserialize, BorshSerialize};

/// Reporters of one feed.
pub const REPORTERS: usize = 5;

/// Longest time for which a price may be taken to grow without another report: ten days, in seconds.
pub const MAX_ACCRUAL_SECONDS: u64 = 864_000;

/// Most that a price may grow by in a day: 17 USDS a token. Keeps growth over [`MAX_ACCRUAL_SECONDS`] below 2^64.
pub const MAX_ACCRUAL_PER_DAY: u64 = (1 << 44) - 1;

/// Rules for the reports of one feed.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct NavLimits {
    /// Reporters whose reports must be fresh, from 1 to [`REPORTERS`].
    pub quorum: u64,
    /// Seconds from the publication of one report to that of the same reporter's next one, at least; 0 counts as 1.
    pub min_interval_seconds: u64,
    /// Seconds for which a price grows after it was effective, at most [`MAX_ACCRUAL_SECONDS`].
    pub accrual_seconds: u64,
    /// Most that a price may be said to grow by in a day, in basis points of it.
    pub max_accrual_bps: u64,
}

/// The last report of one reporter; `sequence` 0 is none.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Report {
    /// The price at `effective_at`, as [`Price`] counts it.
    pub price: u64,
    /// What the price grows by in a day from then on.
    pub accrual_per_day: u64,
    /// The time whose NAV this is.
    pub effective_at: i64,
    /// When the NAV was published.
    pub published_at: i64,
    /// The slot in which it was posted.
    pub slot: u64,
    /// The reporter's number for it.
    pub sequence: u64,
}

/// A feed: its limits, the accepted mark and each reporter's last report. Who the reporters are is the program's.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct NavFeed {
    pub limits: PriceLimits,
    pub nav: NavLimits,
    pub mark: Mark,
    pub reports: [Report; REPORTERS],
}

/// What a reporter says.
#[cfg_attr(feature = "idl-build", derive(anchor_lang::AnchorSerialize, anchor_lang::AnchorDeserialize))]
#[cfg_attr(not(feature = "idl-build"), derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    /// The price at `effective_at`, as [`Price`] counts it.
    pub price: u64,
    /// What the price grows by in a day from then on; 0 if it does not.
    pub accrual_per_day: u64,
    /// The time whose NAV this is, Unix seconds; not before the reporter's last one.
    pub effective_at: i64,
    /// When the NAV was published, Unix seconds.
    pub published_at: i64,
    /// Above the reporter's last number.
    pub sequence: u64,
}

/// What a report did to the mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// The median is the mark now; `previous` is what it was at that moment, 0 if there was none.
    Accepted { price: Price, previous: u64 },
    /// Too few reports are fresh; the mark stays.
    NoQuorum { fresh: u64, quorum: u64 },
    /// The median `price` is too far from the `mark`, which stays; nobody trades until they agree.
    Deviates { price: u64, mark: u64 },
}

impl NavFeed {
    /// A feed without reports.
    pub fn new(limits: PriceLimits, nav: NavLimits) -> Result<Self, AmmError> {
        let mut feed = Self::default();
        feed.set_limits(limits, nav)?;
        Ok(feed)
    }

    /// Replaces the limits. Reports and mark stay, and are judged by the new ones from now on.
    pub fn set_limits(&mut self, limits: PriceLimits, nav: NavLimits) -> Result<(), AmmError> {
        limits.check()?;
        at_least(1, nav.quorum)?;
        at_most(REPORTERS as u64, nav.quorum)?;
        at_most(MAX_ACCRUAL_SECONDS, nav.accrual_seconds)?;
        at_most(BPS_PER_UNIT, nav.max_accrual_bps)?;
        (self.limits, self.nav) = (limits, nav);
        Ok(())
    }

    /// Forgets the report of a reporter who is replaced. The mark may rest on it: nobody trades at it any more, until
    /// another one is accepted. A place from which nothing was reported puts nothing in doubt.
    pub fn remove_reporter(&mut self, index: usize) -> Result<(), PriceError> {
        let report = self.report_mut(index)?;
        let counted = report.sequence != 0;
        *report = Report::default();
        if counted {
            self.mark.doubt();
        }
        Ok(())
    }

    /// Records a report at `now` in `slot` and moves the mark to the median of those that are fresh.
    ///
    /// A report that is late, early, backdated, of no price or grows too fast is refused and leaves no trace. A median
    /// out of step or out of bounds is recorded and keeps the mark: that it happened must be there for the breaker to
    /// find, and nobody trades in the meantime. So a report itself may be out of bounds: were a crash below the floor
    /// refused, the last price above it would go on. Reports count with their growth up to `now`.
    pub fn post(
        &mut self,
        index: usize,
        posting: &Posting,
        now: i64,
        slot: u64,
    ) -> Result<Posted, PriceError> {
        self.check_posting(index, posting, now, slot)?;
        *self.report_mut(index)? = Report {
            price: posting.price,
            accrual_per_day: posting.accrual_per_day,
            effective_at: posting.effective_at,
            published_at: posting.published_at,
            slot,
            sequence: posting.sequence,
        };
        let sighting = match self.sighting(now, slot) {
            Ok(sighting) => sighting,
            Err(PriceError::NoQuorum { fresh, quorum }) => return Ok(Posted::NoQuorum { fresh, quorum }),
            Err(error) => return Err(error),
        };
        let (mark, price) = (self.mark.price_at(now), sighting.price);
        let fits = self.limits.check_step(price, mark).is_ok() && self.limits.check_bounds(price).is_ok();
        match Price::new(price) {
            Ok(price) if fits => {
                self.mark = self.mark.after(&sighting, mark, &self.limits, now, slot);
                Ok(Posted::Accepted { price, previous: mark })
            }
            _ => {
                self.mark.deviate(price);
                Ok(Posted::Deviates { price, mark })
            }
        }
    }

    /// The price to trade at, with its growth up to `now`. Refuses one that is stale, out of step, out of bounds, or
    /// that jumped so recently that a trade could have waited for it.
    pub fn price(&self, now: i64, slot: u64) -> Result<Price, PriceError> {
        self.mark.trade_price(&self.limits, now, slot)
    }

    /// Accepts the median of the fresh reports whatever its step, if it is one of those `agreed`: for those who have
    /// looked why it is so far off, and at what. Quorum and bounds still hold, and a jump still needs its cooldown.
    pub fn rebase(&mut self, agreed: &PriceRange, now: i64, slot: u64) -> Result<Price, PriceError> {
        let sighting = self.sighting(now, slot)?;
        self.limits.check_bounds(sighting.price)?;
        agreed.check(sighting.price)?;
        let price = Price::new(sighting.price).map_err(|_| PriceError::NoPrice)?;
        self.mark = self.mark.after(&sighting, self.mark.price_at(now), &self.limits, now, slot);
        Ok(price)
    }

    /// Refuses a report by itself, before any other is looked at.
    fn check_posting(&self, index: usize, posting: &Posting, now: i64, slot: u64) -> Result<(), PriceError> {
        let last = self.reports.get(index).ok_or_else(|| unknown(index))?;
        if posting.sequence <= last.sequence {
            return Err(PriceError::NotNewer { sequence: posting.sequence, last: last.sequence });
        }
        self.limits.check_age(posting.published_at, slot, now, slot)?;
        PriceLimits::check_time(posting.effective_at, now)?;
        if last.sequence != 0 {
            if slot <= last.slot {
                return Err(PriceError::SameSlot { slot, last: last.slot });
            }
            let (published_at, interval) = (posting.published_at, self.nav.min_interval_seconds.max(1));
            if elapsed(last.published_at, published_at) < interval {
                let earliest = last.published_at.saturating_add_unsigned(interval);
                return Err(PriceError::TooSoon { published_at, earliest });
            }
            if posting.effective_at < last.effective_at {
                return Err(PriceError::Backdated { time: posting.effective_at, last: last.effective_at });
            }
        }
        let (accrual, max_bps) = (posting.accrual_per_day, self.nav.max_accrual_bps);
        if accrual > MAX_ACCRUAL_PER_DAY || exceeds(accrual, max_bps, posting.price) {
            let share = posting.price.saturating_mul(max_bps).checked_div(BPS_PER_UNIT).unwrap_or(0);
            return Err(PriceError::AccrualTooHigh { accrual, max: share.min(MAX_ACCRUAL_PER_DAY) });
        }
        match posting.price {
            0 => Err(PriceError::NotPositive { price: 0 }),
            _ => Ok(()),
        }
    }

    /// The median of the fresh reports: of the prices at `now`, and of growth and time each by itself.
    ///
    /// It is as fresh as the report that completes the quorum: published and posted when the last of the newest
    /// `quorum` reports was.
    fn sighting(&self, now: i64, slot: u64) -> Result<Sighting, PriceError> {
        let mut fresh = [&NEVER; REPORTERS];
        let mut len: usize = 0;
        for report in &self.reports {
            if report.sequence != 0 && self.limits.is_fresh(report.published_at, report.slot, now, slot) {
                if let Some(next) = fresh.get_mut(len) {
                    *next = report;
                }
                len = len.wrapping_add(1);
            }
        }
        let quorum = self.nav.quorum.max(1);
        if (len as u64) < quorum {
            return Err(PriceError::NoQuorum { fresh: len as u64, quorum: self.nav.quorum });
        }
        let price_of = |report: &Report| {
            let seconds = elapsed(report.effective_at, now).min(self.nav.accrual_seconds);
            grown(report.price, report.accrual_per_day, seconds)
        };
        if let ([only, ..], 1) = (fresh, len) {
            return Ok(Sighting {
                price: price_of(only),
                accrual_per_day: only.accrual_per_day,
                accrues_until: only.effective_at.saturating_add_unsigned(self.nav.accrual_seconds),
                published_at: only.published_at,
                posted: only.slot,
            });
        }
        // At most the five that there are.
        let rank = usize::try_from(quorum).unwrap_or(len);
        Ok(Sighting {
            price: median(&fresh, len, price_of),
            accrual_per_day: median(&fresh, len, |report| report.accrual_per_day),
            accrues_until: middle(&fresh, len, |report| report.effective_at)
                .0
                .saturating_add_unsigned(self.nav.accrual_seconds),
            published_at: reached_by(&fresh, len, rank, |report| report.published_at),
            posted: reached_by(&fresh, len, rank, |report| report.slot),
        })
    }

    fn report_mut(&mut self, index: usize) -> Result<&mut Report, PriceError> {
        self.reports.get_mut(index).ok_or_else(|| unknown(index))
    }
}

/// Stands where there is no report: no number of one is larger.
static NEVER: Report = Report {
    price: u64::MAX,
    accrual_per_day: MAX_ACCRUAL_PER_DAY,
    effective_at: i64::MAX,
    published_at: i64::MAX,
    slot: u64::MAX,
    sequence: 0,
};

fn unknown(index: usize) -> PriceError {
    PriceError::UnknownReporter { index, reporters: REPORTERS }
}
