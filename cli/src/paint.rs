//! Colours for a terminal, and plain text for everything else.

use std::{fmt::Display, io::IsTerminal};

/// Whether to colour; decided once, for standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint(bool);

impl Paint {
    /// Colours when standard output is a terminal and `NO_COLOR` is not set.
    pub fn for_stdout() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self(std::io::stdout().is_terminal() && !refused)
    }

    /// Never colours.
    pub fn plain() -> Self {
        Self(false)
    }

    fn with(self, code: &str, text: impl Display) -> String {
        if self.0 {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_string()
        }
    }

    pub fn bold(self, text: impl Display) -> String {
        self.with("1", text)
    }

    pub fn dim(self, text: impl Display) -> String {
        self.with("2", text)
    }

    pub fn good(self, text: impl Display) -> String {
        self.with("32", text)
    }

    pub fn bad(self, text: impl Display) -> String {
        self.with("31", text)
    }

    pub fn accent(self, text: impl Display) -> String {
        self.with("36", text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_has_no_codes() {
        assert_eq!(Paint::plain().good("ok"), "ok");
        assert_eq!(Paint(true).good("ok"), "\x1b[32mok\x1b[0m");
    }
}
