//! What backs shares, by number.

use halo_math::{Backing, LctsError};

/// 40 in the holding and 60 out.
const BACKING: Backing = Backing { holding: 40, out: 60 };

#[test]
fn shares_may_be_worth_a_year_of_yield_more_than_what_is_on_record() {
    assert_eq!(BACKING.recorded(), 100);
    // A basis point a day is 3.65 % a year, and a whole percent 365 %.
    assert_eq!([0, 1, 3, 100].map(|cap| BACKING.ceiling(cap)), [100, 103, 110, 465]);
    assert_eq!(BACKING.check_raise(110, 3), Ok(()));
    let refused = BACKING.check_raise(111, 3).unwrap_err();
    assert_eq!(refused, LctsError::Unbacked { worth: 111, recorded: 100, ceiling: 110 });
    assert_eq!(
        refused.to_string(),
        "expected a rate at which all shares are worth at most 110, a year of the yield cap above the 100 on \
         record; they would be worth 111"
    );
}

#[test]
fn nothing_overflows() {
    let full = Backing { holding: u64::MAX, out: u64::MAX };
    assert_eq!((full.recorded(), full.ceiling(u16::MAX)), (u64::MAX, u64::MAX));
}

#[test]
fn a_loss_is_taken_off_what_is_out() {
    // Shares were worth 110: a loss of 10 was yield that never came.
    assert_eq!(BACKING.written_down(100), BACKING);
    assert_eq!(BACKING.written_down(70), Backing { holding: 40, out: 30 });
    assert_eq!(BACKING.written_down(40), Backing { holding: 40, out: 0 });
    assert_eq!(BACKING.written_down(0), Backing { holding: 40, out: 0 });
}
