//! Netting: what the two queues of a unit convert into each other before either needs capacity.

/// What both queues convert, in base units of the underlying.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Netting {
    /// Converted in both directions at once: the subscribers' money pays the redeemers.
    pub matched: u64,
    /// All that the subscribe queue converts, the matched amount included.
    pub subscribe_converted: u64,
    /// All that the redeem queue converts, the matched amount included.
    pub redeem_converted: u64,
}

/// Nets two queues: `matched = min(subscribe_total, redeem_total)` needs no capacity, and what is left of either total
/// converts up to its own capacity. All in base units of the underlying; exact.
///
/// 100M against 30M with a capacity of 30M to subscribe: 30M are matched, the subscribe queue converts 60M and keeps
/// 40M, the redeem queue is cleared.
pub fn net(
    subscribe_total: u64,
    redeem_total: u64,
    subscribe_capacity: u64,
    redeem_capacity: u64,
) -> Netting {
    let matched = subscribe_total.min(redeem_total);
    // Neither sum saturates: it is at most the total.
    let converted =
        |total: u64, capacity: u64| matched.saturating_add(capacity.min(total.saturating_sub(matched)));
    Netting {
        matched,
        subscribe_converted: converted(subscribe_total, subscribe_capacity),
        redeem_converted: converted(redeem_total, redeem_capacity),
    }
}
