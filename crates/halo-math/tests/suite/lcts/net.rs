//! Netting by number and against its rules for any numbers.

use crate::strategy::any_magnitude;
use halo_math::{net, Netting};
use proptest::prelude::*;

fn netted(matched: u64, subscribe_converted: u64, redeem_converted: u64) -> Netting {
    Netting { matched, subscribe_converted, redeem_converted }
}

#[test]
fn both_directions_are_netted_before_any_capacity_is_used() {
    assert_eq!(net(100, 30, 30, 0), netted(30, 60, 30));
    assert_eq!(net(100, 30, 30, 500), netted(30, 60, 30), "redeemers have no use for their capacity");
    assert_eq!(net(30, 100, 500, 30), netted(30, 30, 60));
    assert_eq!(net(100, 30, 0, 0), netted(30, 30, 30), "netting needs no capacity");
    assert_eq!(net(100, 30, 1_000, 0), netted(30, 100, 30));
    assert_eq!(net(100, 100, 7, 7), netted(100, 100, 100));
    assert_eq!(net(100, 0, 40, 40), netted(0, 40, 0));
    assert_eq!(net(0, 100, 40, 40), netted(0, 0, 40));
    assert_eq!(net(0, 0, u64::MAX, u64::MAX), Netting::default());
    let most = u64::MAX;
    assert_eq!(net(most, most, most, most), netted(most, most, most));
    assert_eq!(net(most, 1, most, most), netted(1, most, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn keeps_to_totals_and_capacities(
        subscribe in any_magnitude(),
        redeem in any_magnitude(),
        subscribe_capacity in any_magnitude(),
        redeem_capacity in any_magnitude(),
    ) {
        let netting = net(subscribe, redeem, subscribe_capacity, redeem_capacity);
        prop_assert_eq!(netting.matched, subscribe.min(redeem));
        prop_assert!(netting.subscribe_converted <= subscribe && netting.redeem_converted <= redeem);
        prop_assert!(netting.subscribe_converted - netting.matched <= subscribe_capacity);
        prop_assert!(netting.redeem_converted - netting.matched <= redeem_capacity);
        // What waits any longer has neither a counterpart nor capacity.
        let (waits, redeems) = (subscribe - netting.subscribe_converted, redeem - netting.redeem_converted);
        prop_assert!(waits == 0 || netting.subscribe_converted - netting.matched == subscribe_capacity);
        prop_assert!(redeems == 0 || netting.redeem_converted - netting.matched == redeem_capacity);
        prop_assert!(waits == 0 || redeems == 0, "at most one queue has a backlog");
        let mirrored = net(redeem, subscribe, redeem_capacity, subscribe_capacity);
        prop_assert_eq!(
            netted(mirrored.matched, mirrored.redeem_converted, mirrored.subscribe_converted),
            netting
        );
    }
}
