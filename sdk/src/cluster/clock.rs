//! Moves the clock of an embedded cluster.

use {
    super::{Cluster, ClusterError},
    litesvm::LiteSVM,
    solana_clock::Clock,
    solana_slot_hashes::{SlotHashes, MAX_ENTRIES},
};

/// Length of a slot, in milliseconds, as on mainnet.
pub const SLOT_MILLIS: u64 = 200;

impl Cluster {
    /// Seconds since 1970.
    pub fn unix_time(&self) -> i64 {
        self.clock().unix_timestamp
    }

    /// The present slot.
    pub fn slot(&self) -> u64 {
        self.clock().slot
    }

    /// The clock that programs see.
    pub fn clock(&self) -> Clock {
        self.engine.with_svm(|svm| svm.get_sysvar())
    }

    /// Lets `seconds` pass, and the slots that fit in.
    ///
    /// # Errors
    /// [`ClusterError::Time`] when the clock would leave its range.
    pub fn advance(&self, seconds: u64) -> Result<(), ClusterError> {
        let now = self.unix_time();
        let step = i64::try_from(seconds).unwrap_or(i64::MAX);
        let then = now.checked_add(step).ok_or(ClusterError::Time { now, seconds: step })?;
        self.warp_to(then)
    }

    /// Moves the clock to `unix_time`. Going forward, slots pass as well; going back, the slot stays.
    ///
    /// # Errors
    /// [`ClusterError::Time`] when the slot would leave its range.
    pub fn warp_to(&self, unix_time: i64) -> Result<(), ClusterError> {
        let Clock { unix_timestamp: now, slot, .. } = self.clock();
        let refused = || ClusterError::Time { now, seconds: unix_time.saturating_sub(now) };
        let seconds = u64::try_from(unix_time.saturating_sub(now)).unwrap_or(0);
        let slots = seconds.checked_mul(1_000).ok_or_else(refused)?.div_euclid(SLOT_MILLIS);
        let slot = slot.checked_add(slots).ok_or_else(refused)?;
        self.engine.with_svm(|svm| {
            set_unix_time(svm, unix_time);
            move_to_slot(svm, slot);
        });
        Ok(())
    }

    /// Moves on by `slots` slots, and leaves the unix time alone.
    pub fn advance_slots(&self, slots: u64) {
        self.engine.with_svm(|svm| {
            let slot = svm.get_sysvar::<Clock>().slot.saturating_add(slots);
            move_to_slot(svm, slot);
        });
    }
}

pub(super) fn set_unix_time(svm: &mut LiteSVM, unix_timestamp: i64) {
    let clock = svm.get_sysvar::<Clock>();
    svm.set_sysvar(&Clock { unix_timestamp, ..clock });
}

/// Goes forward to `slot`, with a new blockhash and with the slots before it in the slot-hashes sysvar, where the lookup-table
/// program looks for recent ones.
pub(crate) fn move_to_slot(svm: &mut LiteSVM, slot: u64) {
    let clock = svm.get_sysvar::<Clock>();
    if slot <= clock.slot {
        return;
    }
    svm.expire_blockhash();
    let mut hashes = svm.get_sysvar::<SlotHashes>();
    let blockhash = svm.latest_blockhash();
    for passed in clock.slot.max(slot.saturating_sub(MAX_ENTRIES as u64))..slot {
        hashes.add(passed, blockhash);
    }
    svm.set_sysvar(&hashes);
    svm.set_sysvar(&Clock { slot, ..clock });
}
