//! Discounts that grow with what they are asked for.

use super::AmmError;
use crate::long_division::div_rem;
use crate::mul_div::{mul_div_u128, MathError, Rounding};
use borsh::{BorshDeserialize, BorshSerialize};

/// Points of a curve.
pub const CURVE_POINTS: usize = 4;

/// Costs count base units of USDS in parts of this many: basis points, halved, so that a mean of two is whole.
pub(super) const COST_SCALE: u64 = 20_000;

/// Costs of one basis point.
pub(super) const COST_PER_BPS: u64 = 2;

/// A point of a curve.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct CurvePoint {
    /// From the origin, base units of USDS at NAV.
    pub at: u64,
    /// What the next base unit costs there, basis points.
    pub bps: u64,
}

/// What the next base unit costs, as straight lines from the origin (0, 0) through up to four points, and level after
/// the last. It never falls.
///
/// It is marginal on purpose: what a range costs is the area above it, so a range costs the same in one piece or in
/// many. An average over the trade would make many small trades cheaper than one. Distances are amounts, not parts of
/// the pool, because the pool changes with each trade, and prices would depend on the order in which trades come.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Curve {
    /// Rising in distance and never falling in price; unused ones are 0 and last.
    pub points: [CurvePoint; CURVE_POINTS],
}

/// A part of a curve.
#[derive(Clone, Copy, Default)]
pub(super) struct Stretch {
    /// What it costs: [`COST_SCALE`] of it are one base unit.
    pub cost: u128,
    /// What the next base unit costs, whole basis points, rounded down.
    pub next_bps: u64,
}

impl Curve {
    /// The curve through these points.
    pub fn new(points: &[CurvePoint]) -> Result<Self, AmmError> {
        let mut curve = Self::default();
        let too_many = AmmError::TooManyPoints { points: points.len(), max: CURVE_POINTS };
        curve.points.get_mut(..points.len()).ok_or(too_many)?.copy_from_slice(points);
        curve.check()?;
        match curve.len() == points.len() {
            true => Ok(curve),
            false => Err(AmmError::CurveOrder { index: curve.len(), at: 0, bps: 0 }),
        }
    }

    /// The line from (`from`, 0) to (`to`, `bps`), level before and after.
    pub(super) fn ramp(from: u64, to: u64, bps: u64) -> Self {
        let (start, end, unused) =
            (CurvePoint { at: from, bps: 0 }, CurvePoint { at: to, bps }, CurvePoint::default());
        match from {
            0 => Self { points: [end, unused, unused, unused] },
            _ => Self { points: [start, end, unused, unused] },
        }
    }

    /// Refuses points that do not rise.
    pub fn check(&self) -> Result<(), AmmError> {
        let (mut last, mut over) = (CurvePoint::default(), false);
        for (index, point) in self.points.iter().enumerate() {
            let unused = *point == CurvePoint::default();
            over |= unused;
            if !unused && (over || point.at <= last.at || point.bps < last.bps) {
                return Err(AmmError::CurveOrder { index, at: point.at, bps: point.bps });
            }
            last = *point;
        }
        Ok(())
    }

    /// The highest cost of a base unit, basis points.
    pub fn top(&self) -> u64 {
        self.points.iter().map(|point| point.bps).max().unwrap_or(0)
    }

    /// Whether nothing costs anything.
    pub(super) fn is_flat(&self) -> bool {
        self.points.first().is_none_or(|point| point.at == 0)
    }

    /// What the base units from `from` to `to` cost together, and what the one after them does.
    ///
    /// Each line's part rounds up by itself. So parts of a range never cost less together than the range does.
    pub(super) fn cost(&self, from: u64, to: u64) -> Result<Stretch, AmmError> {
        let mut stretch = Stretch::default();
        if to <= from || self.is_flat() {
            return Ok(stretch);
        }
        let mut start = CurvePoint::default();
        for end in &self.points {
            if end.at == 0 {
                break;
            }
            if from < end.at {
                let part = start.cost(end, from.max(start.at), to.min(end.at))?;
                // Four of them are below 2^83.
                stretch = Stretch { cost: stretch.cost.wrapping_add(part.cost), next_bps: part.next_bps };
                if to <= end.at {
                    return Ok(stretch);
                }
            }
            start = *end;
        }
        let level = times(to.saturating_sub(from.max(start.at)), start.bps.saturating_mul(COST_PER_BPS));
        Ok(Stretch { cost: stretch.cost.wrapping_add(level), next_bps: start.bps })
    }

    /// Points in use.
    fn len(&self) -> usize {
        self.points.iter().take_while(|point| point.at != 0).count()
    }
}

impl CurvePoint {
    /// The area under the line from here to `end`, between `from` and `to` on it, rounded up:
    /// `(to - from) * (2 * bps + rise * (run to from + run to to) / length)`.
    fn cost(&self, end: &Self, from: u64, to: u64) -> Result<Stretch, AmmError> {
        let (length, rise) = (end.at.saturating_sub(self.at), end.bps.saturating_sub(self.bps));
        let width = to.saturating_sub(from);
        if width == length {
            return Ok(Stretch { cost: times(width, self.bps.saturating_add(end.bps)), next_bps: end.bps });
        }
        let level = times(width, self.bps.saturating_mul(COST_PER_BPS));
        if rise == 0 {
            return Ok(Stretch { cost: level, next_bps: end.bps });
        }
        let (slope, run) = (times(width, rise), to.saturating_sub(self.at));
        let runs = u128::from(from.saturating_sub(self.at)).wrapping_add(run.into());
        let risen = match slope.checked_mul(runs) {
            Some(product) => divide(product, length, Rounding::Up)?,
            None => mul_div_u128(slope, runs, length.into(), Rounding::Up)?,
        };
        // At most `rise`.
        let next = u64::try_from(divide(times(run, rise), length, Rounding::Down)?).unwrap_or(rise);
        Ok(Stretch { cost: level.wrapping_add(risen), next_bps: self.bps.saturating_add(next) })
    }
}

/// A distance times basis points.
///
/// NOTE: a narrow product is one instruction on chain and a wide one many; 2^48 base units are 281 million USDS.
pub(super) fn times(distance: u64, bps: u64) -> u128 {
    if distance < 1 << 48 && bps < 1 << 15 {
        return distance.wrapping_mul(bps).into();
    }
    u128::from(distance).wrapping_mul(bps.into())
}

/// `product / divisor`.
pub(super) fn divide(product: u128, divisor: u64, rounding: Rounding) -> Result<u128, AmmError> {
    let (quotient, rest) = div_rem(product, divisor).ok_or(AmmError::Math(MathError::DivisionByZero))?;
    Ok(match rounding {
        Rounding::Up if rest != 0 => quotient.wrapping_add(1),
        _ => quotient,
    })
}
