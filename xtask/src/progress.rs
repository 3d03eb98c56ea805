//! Numbered steps with the time each took, on stderr.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

pub struct Progress {
    total: usize,
    done: usize,
}

impl Progress {
    pub fn new(total: usize) -> Self {
        Self { total, done: 0 }
    }

    /// Runs one step; what it returns is shown beside its time.
    pub fn step(&mut self, title: &str, work: impl FnOnce() -> Result<String>) -> Result<()> {
        let label = self.announce(title);
        let started = Instant::now();
        let summary = work().with_context(|| format!("{title} failed"))?;
        eprintln!("{label} {summary} ({})", seconds(started.elapsed()));
        Ok(())
    }

    /// Announces a last step that hands the terminal over and reports for itself.
    pub fn hand_over(&mut self, title: &str) {
        self.announce(title);
    }

    fn announce(&mut self, title: &str) -> String {
        self.done = self.done.saturating_add(1);
        let label = format!("[{}/{}]", self.done, self.total);
        eprintln!("{label} {title}");
        label
    }
}

pub fn seconds(elapsed: Duration) -> String {
    format!("{:.1} s", elapsed.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;

    #[test]
    fn a_failed_step_names_itself_and_its_cause() {
        let error = Progress::new(1).step("build", || bail!("no compiler")).unwrap_err();
        assert_eq!(format!("{error:#}"), "build failed: no compiler");
    }

    #[test]
    fn times_are_shown_in_tenths_of_a_second() {
        assert_eq!(seconds(Duration::from_millis(61_250)), "61.2 s");
    }
}
