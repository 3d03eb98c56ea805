//! From numbers to places on a picture, and the round numbers that an axis shows.

/// Steps of an axis between its ends, about.
const STEPS: f64 = 5.0;

/// Equal distances for equal differences.
pub struct Linear {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Linear {
    /// An axis over `values`, from `start` to `end` on the picture, with round ends.
    pub fn over(values: impl Iterator<Item = f64>, start: f64, end: f64) -> Self {
        let (low, high) = ends(values);
        let step = round_step(high - low);
        Self { from: (low / step).floor() * step, to: (high / step).ceil() * step, start, end }
    }

    pub fn at(&self, value: f64) -> f64 {
        self.start + (value - self.from) / (self.to - self.from) * (self.end - self.start)
    }

    /// Round numbers on the axis, and where they are.
    pub fn ticks(&self) -> Vec<(f64, f64)> {
        let step = round_step(self.to - self.from);
        let values = (0_u8..=10).map(|index| self.from + step * f64::from(index));
        values
            .take_while(|value| *value <= self.to + step / 2.0)
            .map(|value| (value, self.at(value)))
            .collect()
    }
}

/// Equal distances for equal ratios.
pub struct Logarithmic {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Logarithmic {
    /// An axis over `values`, from `start` to `end` on the picture, with powers of ten at its ends.
    pub fn over(values: impl Iterator<Item = f64>, start: f64, end: f64) -> Self {
        let (low, high) = ends(values.filter(|value| *value > 0.0).map(f64::log10));
        let (from, to) = (low.floor(), high.ceil());
        Self { from, to: if to > from { to } else { from + 1.0 }, start, end }
    }

    pub fn at(&self, value: f64) -> f64 {
        self.start + (value.log10() - self.from) / (self.to - self.from) * (self.end - self.start)
    }

    /// Powers of ten on the axis by their names, and where they are.
    pub fn ticks(&self) -> Vec<(String, f64)> {
        let powers = (0_u8..=30).map(|index| self.from + f64::from(index));
        let inside = powers.take_while(|power| *power <= self.to);
        inside.map(|power| (name(power), self.at(10_f64.powf(power)))).collect()
    }
}

/// `10k` of 4.
fn name(power: f64) -> String {
    let units = [(9.0, "B"), (6.0, "M"), (3.0, "k")];
    let (below, unit) = units.into_iter().find(|(least, _)| power >= *least).unwrap_or((0.0, ""));
    format!("{}{unit}", 10_f64.powf(power - below))
}

/// The smallest and the largest; an interval around a single one, and one from 0 for none.
fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    match low.is_finite() {
        true if high > low => (low, high),
        true => (low, low + 1.0),
        false => (0.0, 1.0),
    }
}

/// 1, 2 or 5 times a power of ten, about a fifth of `range`.
fn round_step(range: f64) -> f64 {
    let step = range / STEPS;
    let power = 10_f64.powf(step.log10().floor());
    let times = [1.0, 2.0, 5.0].into_iter().find(|times| step <= times * power * 1.000_001);
    times.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_round_numbers_and_holds_every_value() {
        let axis = Linear::over([0.0, 8.3].into_iter(), 100.0, 0.0);
        let ticks: Vec<f64> = axis.ticks().into_iter().map(|(value, _)| value).collect();
        assert_eq!(ticks, [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert!((axis.at(0.0) - 100.0).abs() < 1e-9 && axis.at(10.0).abs() < 1e-9);
        let flat = Linear::over([5.0].into_iter(), 0.0, 10.0);
        assert!(flat.at(5.0).is_finite() && flat.ticks().len() > 2);
    }

    #[test]
    fn powers_of_ten_are_named_as_amounts_are_typed() {
        let axis = Logarithmic::over([2.0, 40_000_000.0].into_iter(), 0.0, 80.0);
        let names: Vec<String> = axis.ticks().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["1", "10", "100", "1k", "10k", "100k", "1M", "10M", "100M"]);
        assert!((axis.at(1_000.0) - 30.0).abs() < 1e-9);
    }
}
