//! Bars in text.

/// Cells of the longest bar.
const WIDTH: u64 = 40;

/// One line a bar: its label, the bar in proportion to the largest value, and what it stands for.
pub fn bars(rows: &[(String, u64, String)]) -> Vec<String> {
    let largest = rows.iter().map(|(_, value, _)| *value).max().unwrap_or_default();
    let label = rows.iter().map(|(label, ..)| label.chars().count()).max().unwrap_or_default();
    rows.iter()
        .map(|(name, value, text)| {
            let bar = bar(*value, largest);
            format!("{name:<label$}  {bar}  {text}").trim_end().to_owned()
        })
        .collect()
}

/// Whole cells, rounded down; whatever is above nothing is seen.
fn bar(value: u64, largest: u64) -> String {
    let part = u128::from(value).saturating_mul(WIDTH.into()).checked_div(largest.into()).unwrap_or(0);
    let cells = usize::try_from(part).unwrap_or_default().max(usize::from(value > 0));
    let gap = usize::try_from(WIDTH).unwrap_or_default().saturating_sub(cells);
    format!("{}{}", "█".repeat(cells), "·".repeat(gap))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion_and_nothing_vanishes() {
        let row = |label: &str, value: u64| (label.to_owned(), value, format!("{value} in all"));
        let lines = bars(&[row("a", 1), row("bb", 500), row("c", 1_000), row("d", 0)]);
        let cells = |line: &str| line.chars().filter(|letter| *letter == '█').count();
        assert_eq!(lines.iter().map(|line| cells(line)).collect::<Vec<_>>(), [1, 20, 40, 0]);
        assert!(lines[0].starts_with("a   █·") && lines[1].ends_with("·  500 in all"), "{lines:#?}");
        assert_eq!(bars(&[row("a", 0)]), [format!("a  {}  0 in all", "·".repeat(40))]);
    }
}
