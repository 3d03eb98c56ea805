//! Curves: which points are one, and that a range costs what the area above it is.

use super::point;
use halo_math::amm::{AmmError, Curve, CurvePoint};

#[test]
fn points_rise() {
    let rising = [point(10, 0), point(20, 5), point(30, 5), point(40, 9)];
    assert_eq!(Curve::new(&rising).map(|curve| (curve.points, curve.top())), Ok((rising, 9)));
    assert_eq!(Curve::new(&[]).map(|curve| curve.top()), Ok(0));
    let refused = |points: &[CurvePoint], index, at, bps| {
        assert_eq!(Curve::new(points), Err(AmmError::CurveOrder { index, at, bps }), "{points:?}");
    };
    refused(&[point(10, 5), point(10, 6)], 1, 10, 6);
    refused(&[point(10, 5), point(9, 6)], 1, 9, 6);
    refused(&[point(10, 5), point(20, 4)], 1, 20, 4);
    refused(&[point(0, 5)], 0, 0, 5);
    refused(&[point(0, 0), point(10, 5)], 1, 10, 5);
    refused(&[point(10, 5), point(0, 0)], 1, 0, 0);
    let five = [1, 2, 3, 4, 5].map(|at| point(at, at));
    assert_eq!(Curve::new(&five), Err(AmmError::TooManyPoints { points: 5, max: 4 }));
}

#[test]
fn a_stored_curve_is_checked_as_well() {
    let hole = Curve { points: [point(10, 5), point(0, 0), point(20, 6), point(0, 0)] };
    assert_eq!(hole.check(), Err(AmmError::CurveOrder { index: 2, at: 20, bps: 6 }));
    assert_eq!(
        hole.check().unwrap_err().to_string(),
        "expected the points of a curve to rise from one to the next, and unused ones to be 0 and last; point 2 is at 20 \
         with 6 bps"
    );
}
