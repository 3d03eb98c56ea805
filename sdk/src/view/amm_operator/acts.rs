//! What the operator of a pool can do now: the instruction, or why not.

use super::AmmOperator;
use crate::{instructions::amm as ix, venue::Refusal};
use halo_math::amm::{Posting, Spread, BOTH_SIDES};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl AmmOperator {
    /// Says at `reporter`'s place what the asset is worth, in a fresh report with the next number.
    ///
    /// # Errors
    /// When the pool has no reporters, `reporter` is none of them, or the report would be refused.
    pub fn post(&self, reporter: &Pubkey, posting: Posting) -> Result<Instruction, Refusal> {
        let (Some(address), Some(feed)) = (self.feed, self.venue.feed()) else {
            return Err(Refusal::NoFeed);
        };
        let place = feed.place_of(reporter).map_err(|_| Refusal::NotReporter { reporter: *reporter })?;
        let mut nav = feed.nav;
        nav.post(place, &posting, self.venue.now(), self.venue.slot())?;
        Ok(ix::post_nav(reporter, &address, posting))
    }

    /// The number that a reporter's next report has.
    pub fn next_report(&self, reporter: &Pubkey) -> Option<u64> {
        let feed = self.venue.feed()?;
        let report = feed.nav.reports.get(feed.place_of(reporter).ok()?)?;
        Some(report.sequence.saturating_add(1))
    }

    /// Moves the spread within its bounds. Signer: beacon with QUOTE.
    ///
    /// # Errors
    /// When it is out of them.
    pub fn set_spread(&self, beacon: &Pubkey, spread: Spread) -> Result<Instruction, Refusal> {
        let mut pricing = self.venue.state().pricing;
        pricing.set_spread(spread)?;
        Ok(ix::set_spread(beacon, self.venue.addresses(), spread))
    }

    /// Halts trading over the price of now. Signer: caller, who may be anybody.
    ///
    /// # Errors
    /// When the price is no reason.
    pub fn trip_breaker(&self, caller: &Pubkey) -> Result<Instruction, Refusal> {
        match self.venue.price_now() {
            Err(Refusal::Price(refusal)) if refusal.latches() != 0 => {
                Ok(ix::trip_breaker(caller, self.venue.addresses(), self.venue.price_update()))
            }
            Err(refusal @ Refusal::NoPriceUpdate) => Err(refusal),
            _ => Err(Refusal::NothingToLatch),
        }
    }

    /// Halts `sides` of the pool: 1 what it takes, 2 what it gives, 3 both. Signer: guardian; `by_beam` for a beacon or a
    /// warden, else council, mom or freezer.
    ///
    /// # Errors
    /// When the sides are none of these.
    pub fn pause(&self, guardian: &Pubkey, by_beam: bool, sides: u64) -> Result<Instruction, Refusal> {
        require_sides(sides)?;
        Ok(ix::pause(guardian, self.venue.addresses(), by_beam, sides))
    }

    /// Lets `sides` of the pool go on. Signer: council.
    ///
    /// # Errors
    /// As [`AmmOperator::pause`].
    pub fn unpause(&self, council: &Pubkey, sides: u64) -> Result<Instruction, Refusal> {
        require_sides(sides)?;
        Ok(ix::unpause(council, self.venue.addresses(), sides))
    }
}

fn require_sides(sides: u64) -> Result<(), Refusal> {
    match sides != 0 && sides & !BOTH_SIDES == 0 {
        true => Ok(()),
        false => Err(Refusal::InvalidSides),
    }
}
