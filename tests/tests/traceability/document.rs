//! `docs/traceability.md` as data.

/// One line of a table of requirements or scenarios.
pub struct Row {
    /// `R7`, or the number of a scenario.
    pub id: String,
    /// Instructions as `facility::claim`, commands as `halo facility queue`.
    pub by: Vec<String>,
    /// Whether the cell that names them says that something is off chain.
    pub off_chain: bool,
    /// Tests as `path.rs::function`.
    pub shown_by: Vec<String>,
}

/// What keeps a requirement, or a part of it, off chain.
pub struct OffChain {
    pub id: String,
    pub reason: String,
}

#[derive(Default)]
pub struct Document {
    pub requirements: Vec<Row>,
    pub scenarios: Vec<Row>,
    pub off_chain: Vec<OffChain>,
    /// Lines of tables that are no row of the table they are in.
    pub malformed: Vec<String>,
}

impl Document {
    /// Reads the tables. The section decides what a line is; text between the tables is for people.
    pub fn parse(text: &str) -> Self {
        let mut document = Self::default();
        let mut section = "";
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            if let Some(title) = line.strip_prefix("## ") {
                section = title;
            }
            let heads = lines.peek().is_some_and(|next| next.starts_with("|---"));
            if line.starts_with('|') && !line.starts_with("|---") && !heads {
                document.add(section, line);
            }
        }
        document
    }

    fn add(&mut self, section: &str, line: &str) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        match (section, &cells[..]) {
            ("Off chain", [id, reason]) => {
                self.off_chain.push(OffChain { id: (*id).to_owned(), reason: (*reason).to_owned() });
            }
            ("Scenarios", [id, _, by, shown_by]) => self.scenarios.push(Row::new(id, by, shown_by)),
            (_, [id, _, by, shown_by]) if id.starts_with('R') => {
                self.requirements.push(Row::new(id, by, shown_by));
            }
            _ => self.malformed.push(line.to_owned()),
        }
    }
}

impl Row {
    fn new(id: &str, by: &str, shown_by: &str) -> Self {
        Self {
            id: id.to_owned(),
            by: quoted(by),
            off_chain: by.contains("off chain"),
            shown_by: quoted(shown_by),
        }
    }
}

/// What stands in backticks.
pub fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
