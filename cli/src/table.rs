//! Rows of values with lines below them: columns for people, an array of objects in JSON.

use crate::{output::Value, paint::Paint};
use serde::{ser::SerializeMap, ser::SerializeSeq, Serialize, Serializer};

/// Rows under the same columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Heads of the columns; with `_` for blanks they are the names in JSON.
    pub columns: Vec<&'static str>,
    pub rows: Vec<Row>,
}

/// A value a column, and labelled lines that need more room than a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub cells: Vec<Value>,
    pub lines: Vec<(String, String)>,
}

/// What a row looks like in JSON.
struct Object<'a>(&'a [&'static str], &'a Row);

impl Table {
    /// The lines for people.
    pub fn render(&self, paint: Paint) -> String {
        if self.rows.is_empty() {
            return "  none\n".to_owned();
        }
        let heads: Vec<String> = self.columns.iter().map(|column| column.replace('_', " ")).collect();
        let texts: Vec<Vec<String>> =
            self.rows.iter().map(|row| row.cells.iter().map(ToString::to_string).collect()).collect();
        let widths: Vec<usize> = heads
            .iter()
            .enumerate()
            .map(|(column, head)| {
                let cells = texts.iter().filter_map(|row| row.get(column));
                cells.chain([head]).map(|cell| cell.chars().count()).max().unwrap_or_default()
            })
            .collect();
        let line = |cells: &[String]| {
            let cells: Vec<String> =
                cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
            cells.join("  ").trim_end().to_owned()
        };
        let mut text = format!("  {}\n", paint.dim(line(&heads)));
        // The first column is the row's name: what belongs to the row stands beside it.
        let indent = widths.first().copied().unwrap_or_default().saturating_add(4);
        for (row, cells) in self.rows.iter().zip(&texts) {
            text.push_str(&format!("  {}\n", line(cells)));
            let labels = row.lines.iter().map(|(label, _)| label.chars().count());
            let width = labels.max().unwrap_or_default();
            for (label, value) in &row.lines {
                let label = paint.dim(format!("{label:<width$}"));
                text.push_str(&format!("{:indent$}{label}  {value}\n", ""));
            }
        }
        text
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.rows.len()))?;
        for row in &self.rows {
            rows.serialize_element(&Object(&self.columns, row))?;
        }
        rows.end()
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(columns, Row { cells, lines }) = self;
        let mut map = serializer.serialize_map(Some(cells.len().saturating_add(lines.len())))?;
        for (column, cell) in columns.iter().zip(cells) {
            map.serialize_entry(column, cell)?;
        }
        for (label, value) in lines {
            map.serialize_entry(&label.replace(' ', "_"), value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let row = |number: u64, state: &str| Row {
            cells: vec![Value::Number(number), Value::text(state)],
            lines: vec![("effect".to_owned(), "a limit is approved".to_owned())],
        };
        Table { columns: vec!["number", "state"], rows: vec![row(7, "pending"), row(12, "due")] }
    }

    #[test]
    fn people_read_columns_and_what_belongs_to_each_row_below() {
        assert_eq!(
            table().render(Paint::plain()),
            "  number  state\n  7       pending\n          effect  a limit is approved\n  12      due\n          \
             effect  a limit is approved\n"
        );
        assert_eq!(Table { columns: vec!["number"], rows: vec![] }.render(Paint::plain()), "  none\n");
    }

    #[test]
    fn programs_read_objects() {
        assert_eq!(
            serde_json::to_value(table()).unwrap()[0],
            serde_json::json!({ "number": 7, "state": "pending", "effect": "a limit is approved" })
        );
    }
}
