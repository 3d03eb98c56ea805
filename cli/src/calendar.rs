//! Dates as people write them (`2025-07-15`), and Unix seconds as programs count them. Proleptic Gregorian, UTC.

use anyhow::{bail, Context, Result};

const DAY: i64 = 86_400;

/// Days of 400 years, after which the calendar repeats.
const ERA_DAYS: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH_DAYS: i64 = 719_468;

/// Unix seconds of `2025-07-15` (midnight UTC), or of a number of seconds.
pub fn parse(text: &str) -> Result<i64> {
    if let Ok(seconds) = text.parse::<i64>() {
        return Ok(seconds);
    }
    let expected = || format!("expected a date like 2025-07-15 or Unix seconds, came {text:?}");
    let mut parts = text.splitn(3, '-').map(str::parse::<i64>);
    let mut next = || parts.next().and_then(Result::ok).with_context(expected);
    let (year, month, day) = (next()?, next()?, next()?);
    let seconds = seconds_of(year, month, day).with_context(expected)?;
    // A day that the month does not have comes out as another date.
    if !(1..=9999).contains(&year) || date(seconds) != format!("{year:04}-{month:02}-{day:02}") {
        bail!("{}", expected());
    }
    Ok(seconds)
}

/// `2025-07-15` of Unix seconds; the time of day is left out.
pub fn date(seconds: i64) -> String {
    let (year, month, day) = civil(seconds.div_euclid(DAY));
    format!("{year:04}-{month:02}-{day:02}")
}

/// `2025-07-15 13:45:07 UTC` of Unix seconds.
pub fn moment(seconds: i64) -> String {
    let time = seconds.rem_euclid(DAY);
    let (hour, minute, second) =
        (time.div_euclid(3_600), time.div_euclid(60).rem_euclid(60), time.rem_euclid(60));
    format!("{} {hour:02}:{minute:02}:{second:02} UTC", date(seconds))
}

/// `14 d` or `18 h 30 min` of seconds, without what is zero.
pub fn length(seconds: i64) -> String {
    let parts = [
        (seconds.div_euclid(DAY), "d"),
        (seconds.div_euclid(3_600).rem_euclid(24), "h"),
        (seconds.div_euclid(60).rem_euclid(60), "min"),
        (seconds.rem_euclid(60), "s"),
    ];
    let words = parts.iter().filter(|(count, _)| *count != 0).map(|(count, unit)| format!("{count} {unit}"));
    let words: Vec<String> = words.collect();
    if words.is_empty() {
        "0 s".to_owned()
    } else {
        words.join(" ")
    }
}

// Both ways count years from March, so that the leap day is a year's last; see Howard Hinnant,
// "chrono-Compatible Low-Level Date Algorithms". Saturation is out of reach of a four-digit year.
fn seconds_of(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year.checked_sub(1)? } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = month.checked_add(9)?.rem_euclid(12);
    let day_of_year =
        month_from_march.checked_mul(153)?.checked_add(2)?.div_euclid(5).checked_add(day)?.checked_sub(1)?;
    let leap_days = year_of_era.div_euclid(4).checked_sub(year_of_era.div_euclid(100))?;
    let day_of_era = year_of_era.checked_mul(365)?.checked_add(leap_days)?.checked_add(day_of_year)?;
    era.checked_mul(ERA_DAYS)?.checked_add(day_of_era)?.checked_sub(EPOCH_DAYS)?.checked_mul(DAY)
}

fn civil(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(EPOCH_DAYS);
    let era = days.div_euclid(ERA_DAYS);
    let day_of_era = days.rem_euclid(ERA_DAYS);
    let leap_days = day_of_era
        .div_euclid(1_460)
        .saturating_sub(day_of_era.div_euclid(36_524))
        .saturating_add(day_of_era.div_euclid(146_096));
    let year_of_era = day_of_era.saturating_sub(leap_days).div_euclid(365);
    let before = year_of_era
        .saturating_mul(365)
        .saturating_add(year_of_era.div_euclid(4))
        .saturating_sub(year_of_era.div_euclid(100));
    let day_of_year = day_of_era.saturating_sub(before);
    let month_from_march = day_of_year.saturating_mul(5).saturating_add(2).div_euclid(153);
    let month_start = month_from_march.saturating_mul(153).saturating_add(2).div_euclid(5);
    let day = day_of_year.saturating_sub(month_start).saturating_add(1);
    let month = month_from_march.saturating_add(2).rem_euclid(12).saturating_add(1);
    let year = era.saturating_mul(400).saturating_add(year_of_era);
    (if month <= 2 { year.saturating_add(1) } else { year }, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_go_both_ways() {
        for (text, seconds) in [
            ("1970-01-01", 0),
            ("2025-01-15", 1_736_899_200),
            ("2025-07-15", 1_752_537_600),
            ("2024-02-29", 1_709_164_800),
            ("2100-03-01", 4_107_542_400),
        ] {
            assert_eq!(parse(text).unwrap(), seconds, "{text}");
            assert_eq!(date(seconds), text);
        }
        assert_eq!(moment(1_752_587_107), "2025-07-15 13:45:07 UTC");
        assert_eq!(parse("1752537600").unwrap(), 1_752_537_600);
    }

    #[test]
    fn lengths_leave_zeros_out() {
        assert_eq!(length(1_209_600), "14 d");
        assert_eq!(length(66_600), "18 h 30 min");
        assert_eq!(length(0), "0 s");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["2025-02-30", "2025-13-01", "2025-7", "tomorrow", "", "2100-02-29"] {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.contains("expected a date like 2025-07-15"), "{text}: {error}");
        }
    }
}
