//! The depth of a pool as a picture: price and cost of a trade against its size, for both sides. It has its colours for a
//! light and for a dark page, names its axes and units, and says the exact numbers at each point.

mod scale;

use super::depth;
use crate::{calendar, output::Value};
use halo_sdk::{
    venue::{DepthChart, DepthPoint, DepthSide},
    view::AmmOperator,
};
use scale::{Linear, Logarithmic};
use std::fmt::Write;

/// The picture, its two plots, and the space around them.
const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 722.0;
const LEFT: f64 = 92.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 106.0;
const PLOT: f64 = 220.0;
const BETWEEN: f64 = 84.0;
/// Parts of a price, and of a basis point.
const PRICE_PARTS: f64 = 1e12;
const BPS_PARTS: f64 = 100.0;

/// Letters of a line that fit the picture.
const LETTERS: usize = 98;

const STYLE: &str = "\
    svg{font:13px system-ui,sans-serif}.page{fill:#fff}text{fill:#1b1f24}.title{font-size:16px;font-weight:600}\
    .grid{stroke:#d7dce1}.axis{stroke:#57606a}.nav{stroke:#57606a;stroke-dasharray:5 4}\
    .sell{stroke:#b3261e;fill:#b3261e}.buy{stroke:#0b57d0;fill:#0b57d0}path.sell,path.buy{fill:none;stroke-width:2}\
    @media(prefers-color-scheme:dark){.page{fill:#14171a}text{fill:#e6e9ec}.grid{stroke:#30363d}\
    .axis,.nav{stroke:#9aa4ae}.sell{stroke:#ff8a80;fill:#ff8a80}.buy{stroke:#8ab4f8;fill:#8ab4f8}}";

/// One of the two plots.
struct Plot<'a> {
    name: &'a str,
    top: f64,
    x: &'a Logarithmic,
    y: Linear,
    /// A point's height on the axis.
    of: fn(&DepthPoint) -> f64,
    decimals: usize,
}

/// The picture of `chart`.
pub fn draw(pool: &AmmOperator, chart: &DepthChart) -> String {
    let size = |point: &DepthPoint| tokens(point.asset, pool.asset_decimals);
    let all: Vec<&DepthPoint> = chart.sell.points.iter().chain(&chart.buy.points).collect();
    let x = Logarithmic::over(all.iter().map(|point| size(point)), LEFT, WIDTH - RIGHT);
    let nav = price_of(chart.nav);
    let prices = all.iter().map(|point| price_of(point.price)).chain([nav]);
    let costs = all.iter().map(|point| cost(point)).chain([0.0]);
    let second = TOP + PLOT + BETWEEN;
    let plots = [
        Plot {
            name: "Effective price, cash for one token",
            top: TOP,
            x: &x,
            y: Linear::over(prices, TOP + PLOT, TOP),
            of: |point| price_of(point.price),
            decimals: 5,
        },
        Plot {
            name: "Cost against NAV, basis points",
            top: second,
            x: &x,
            y: Linear::over(costs, second + PLOT, second),
            of: cost,
            decimals: 2,
        },
    ];
    let mut text = header(pool, chart);
    for plot in &plots {
        plot.frame(&mut text);
        for (class, side) in [("sell", &chart.sell), ("buy", &chart.buy)] {
            plot.series(&mut text, class, side, pool);
        }
    }
    let [prices, _] = &plots;
    let at = prices.y.at(nav);
    line(&mut text, "nav", [LEFT, at, WIDTH - RIGHT, at]);
    let foot = second + PLOT + 66.0;
    for (name, side, at) in [("Selling", &chart.sell, foot), ("Buying", &chart.buy, foot + 18.0)] {
        let end = format!("{name}, {}", depth::end(side, pool.venue()));
        label(&mut text, [LEFT, at], "start", &end);
    }
    text.push_str("</svg>\n");
    text
}

/// What the picture is of, and what its colours mean.
fn header(pool: &AmmOperator, chart: &DepthChart) -> String {
    let nav = Value::Tokens(chart.nav, super::PRICE_DECIMALS);
    let when = calendar::moment(pool.venue().now());
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-label=\"What trades with the pool cost\">\n<style>{STYLE}</style>\n<rect class=\"page\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/>\n<text class=\"title\" x=\"{LEFT}\" \
         y=\"28\">Pool {}</text>\n",
        pool.pool
    );
    label(&mut text, [LEFT, 50.0], "start", &format!("NAV {nav} (dashed), at {when}"));
    let keys = [("sell", "selling to the pool", LEFT), ("buy", "buying from the pool", LEFT + 190.0)];
    for (class, name, at) in keys {
        let _ = writeln!(text, "<rect class=\"{class}\" x=\"{at}\" y=\"63\" width=\"14\" height=\"10\"/>");
        label(&mut text, [at + 20.0, 73.0], "start", name);
    }
    text
}

impl Plot<'_> {
    /// Axes with their names, and the lines of the grid with their numbers.
    fn frame(&self, text: &mut String) {
        let bottom = self.top + PLOT;
        for (value, at) in self.y.ticks() {
            line(text, "grid", [LEFT, at, WIDTH - RIGHT, at]);
            label(text, [LEFT - 8.0, at + 4.0], "end", &format!("{value:.*}", self.decimals));
        }
        for (name, at) in self.x.ticks() {
            line(text, "grid", [at, self.top, at, bottom]);
            label(text, [at, bottom + 18.0], "middle", &name);
        }
        line(text, "axis", [LEFT, bottom, WIDTH - RIGHT, bottom]);
        line(text, "axis", [LEFT, self.top, LEFT, bottom]);
        label(text, [LEFT, self.top - 8.0], "start", self.name);
        let middle = (LEFT + WIDTH - RIGHT) / 2.0;
        label(
            text,
            [middle, bottom + 38.0],
            "middle",
            "Size of one trade, tokens of the asset (logarithmic)",
        );
    }

    /// A line through all points of a side, each with its numbers.
    fn series(&self, text: &mut String, class: &str, side: &DepthSide, pool: &AmmOperator) {
        let place = |point: &DepthPoint| {
            let x = self.x.at(tokens(point.asset, pool.asset_decimals));
            (x, self.y.at((self.of)(point)))
        };
        let mut path = String::new();
        for (index, point) in side.points.iter().enumerate() {
            let (x, y) = place(point);
            let _ = write!(path, "{}{x:.1} {y:.1}", if index == 0 { "M" } else { "L" });
        }
        if !path.is_empty() {
            let _ = writeln!(text, "<path class=\"{class}\" d=\"{path}\"/>");
        }
        for point in &side.points {
            let (x, y) = place(point);
            let _ = writeln!(
                text,
                "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"><title>{} tokens for {} cash: {} bps, at \
                 {}</title></circle>",
                Value::Tokens(point.asset, pool.asset_decimals),
                Value::Tokens(point.cash, pool.cash_decimals),
                depth::bps(point),
                depth::price(point.price)
            );
        }
    }
}

fn line(text: &mut String, class: &str, [x1, y1, x2, y2]: [f64; 4]) {
    let _ = writeln!(
        text,
        "<line class=\"{class}\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>"
    );
}

/// What is too long for a line is whole where the pointer rests on it.
fn label(text: &mut String, [x, y]: [f64; 2], anchor: &str, words: &str) {
    let shown = match words.char_indices().nth(LETTERS) {
        Some((end, _)) => {
            let start = words.get(..end).unwrap_or(words);
            format!("{}…<title>{}</title>", escaped(start), escaped(words))
        }
        None => escaped(words),
    };
    let _ = writeln!(text, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{shown}</text>");
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn tokens(units: u64, decimals: u8) -> f64 {
    units as f64 / 10_f64.powi(decimals.into())
}

fn price_of(parts: u64) -> f64 {
    parts as f64 / PRICE_PARTS
}

fn cost(point: &DepthPoint) -> f64 {
    point.discount as f64 / BPS_PARTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_long_ones_shortened() {
        let of = |words: &str| {
            let mut text = String::new();
            label(&mut text, [1.0, 2.0], "start", words);
            text
        };
        assert_eq!(
            of("a < b & c"),
            "<text x=\"1.0\" y=\"2.0\" text-anchor=\"start\">a &lt; b &amp; c</text>\n"
        );
        let long = "é".repeat(LETTERS + 1);
        let start = "é".repeat(LETTERS);
        assert!(of(&long).contains(&format!(">{start}…<title>{long}</title></text>")), "{}", of(&long));
    }
}
