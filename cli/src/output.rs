//! Results for people and for programs.

use crate::{calendar, paint::Paint, table::Table};
use anyhow::Result;
use halo_sdk::amount::format_units;
use serde::{ser::SerializeMap, Serialize, Serializer};
use std::fmt::{self, Display};

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text, perhaps in colour.
    Human(Paint),
    /// One JSON document on standard output.
    Json,
}

impl Format {
    pub fn new(json: bool) -> Self {
        if json {
            Self::Json
        } else {
            Self::Human(Paint::for_stdout())
        }
    }
}

/// Prints one JSON document.
///
/// # Errors
/// When `value` has no JSON form.
pub fn json(value: &impl Serialize) -> Result<()> {
    println!("{}", serde_json::to_string_pretty(value)?);
    Ok(())
}

/// One value of a [`View`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Number(u64),
    Flag(bool),
    /// Base units and the mint's decimals: tokens for people, base units in JSON.
    Tokens(u64, u8),
    /// Unix seconds: a date for people, seconds in JSON.
    Moment(i64),
    /// A length of time: days and hours for people, seconds in JSON.
    Seconds(i64),
    List(Vec<String>),
    Table(Table),
}

impl Value {
    pub fn text(value: impl Display) -> Self {
        Self::Text(value.to_string())
    }
}

impl Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{}", format_units(*number, 0)),
            Self::Flag(flag) => f.write_str(if *flag { "yes" } else { "no" }),
            Self::Tokens(u64::MAX, _) => f.write_str("unlimited"),
            Self::Tokens(units, decimals) => write!(f, "{}", format_units(*units, *decimals)),
            Self::Moment(0) => f.write_str("never"),
            Self::Moment(seconds) => f.write_str(&calendar::moment(*seconds)),
            Self::Seconds(seconds) => f.write_str(&calendar::length(*seconds)),
            Self::List(items) if items.is_empty() => f.write_str("none"),
            Self::List(items) => f.write_str(&items.join("\n")),
            Self::Table(table) => f.write_str(&table.render(Paint::plain())),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) | Self::Tokens(number, _) => serializer.serialize_u64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Moment(seconds) | Self::Seconds(seconds) => serializer.serialize_i64(*seconds),
            Self::List(items) => items.serialize(serializer),
            Self::Table(table) => table.serialize(serializer),
        }
    }
}

/// Named values in order: lines for people, an object in JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    values: Vec<(&'static str, Value)>,
    /// What programs read in place of the values.
    document: Option<serde_json::Value>,
}

impl View {
    /// The same view with another value.
    pub fn with(mut self, name: &'static str, value: Value) -> Self {
        self.values.push((name, value));
        self
    }

    /// The same view with an address, a name or another text.
    pub fn text(self, name: &'static str, value: impl Display) -> Self {
        self.with(name, Value::text(value))
    }

    /// Both views in one.
    pub fn and(mut self, other: Self) -> Self {
        self.values.extend(other.values);
        self.document = self.document.or(other.document);
        self
    }

    /// The same view for people, and `document` for programs: more than fits lines and columns.
    ///
    /// # Errors
    /// When `document` has no JSON form.
    pub fn document(mut self, document: &impl Serialize) -> Result<Self> {
        self.document = Some(serde_json::to_value(document)?);
        Ok(self)
    }

    /// The value called `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// The lines for people.
    pub fn render(&self, paint: Paint) -> String {
        let is_table = |value: &Value| matches!(value, Value::Table(_));
        let labelled = self.values.iter().filter(|(_, value)| !is_table(value));
        let width = labelled.map(|(name, _)| name.len()).max().unwrap_or_default();
        let several = self.values.iter().filter(|(_, value)| is_table(value)).count() > 1;
        let mut text = String::new();
        for (name, value) in &self.values {
            let label = name.replace('_', " ");
            // A table has its own columns and needs the whole width; one of several needs its name as well.
            if let Value::Table(table) = value {
                if several {
                    text.push_str(&format!("\n  {}\n", paint.bold(&label)));
                }
                text.push_str(&table.render(paint));
                continue;
            }
            for (index, line) in value.to_string().lines().enumerate() {
                let label = if index == 0 { label.as_str() } else { "" };
                let label = paint.dim(format!("{label:<width$}"));
                text.push_str(&format!("  {label}   {line}\n"));
            }
        }
        text
    }
}

impl Serialize for View {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(document) = &self.document {
            return document.serialize(serializer);
        }
        let mut map = serializer.serialize_map(Some(self.values.len()))?;
        for (name, value) in &self.values {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_tables_have_their_names_and_programs_get_the_document() {
        let table = |column| Value::Table(Table { columns: vec![column], rows: vec![] });
        let view = View::default().with("units", table("number"));
        assert_eq!(view.render(Paint::plain()), "  none\n");
        let view = view.with("open_accords", table("hash")).document(&[1, 2]).unwrap();
        assert_eq!(view.render(Paint::plain()), "\n  units\n  none\n\n  open accords\n  none\n");
        assert_eq!(serde_json::to_string(&view).unwrap(), "[1,2]");
    }

    #[test]
    fn people_read_tokens_and_programs_base_units() {
        let view = View::default()
            .with("available", Value::Tokens(26_250_000_000_000, 6))
            .with("max", Value::Tokens(u64::MAX, 6))
            .with("relayers", Value::List(vec!["a".into(), "b".into()]));
        assert_eq!(
            view.render(Paint::plain()),
            "  available   26,250,000\n  max         unlimited\n  relayers    a\n              b\n"
        );
        assert_eq!(
            serde_json::to_string(&view).unwrap(),
            r#"{"available":26250000000000,"max":18446744073709551615,"relayers":["a","b"]}"#
        );
    }
}
