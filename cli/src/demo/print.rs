//! The report for people: one block a step, a table at the end, 100 columns.

use super::report::{BalanceChange, Check, Figure, Report, Setting, Step, Totals};
use crate::paint::Paint;
use halo_sdk::amount::format_units;
use std::fmt::Write;

const WIDTH: usize = 100;
/// Column at which labels of a block end.
const LABEL: usize = 26;
const AMOUNT: usize = 14;

/// The whole text.
pub fn render(report: &Report, paint: Paint) -> String {
    let mut page = Page { text: String::new(), paint, decimals: report.setting.decimals };
    page.header(report.scenario, &report.setting);
    let mut date = "";
    for step in &report.steps {
        if step.date != date || step.waited.is_some() {
            page.date(&step.date, step.waited);
            date = &step.date;
        }
        page.step(step);
    }
    page.reconciliation(&report.reconciliation);
    page.summary(&report.totals, report.reconciled);
    page.text
}

struct Page {
    text: String,
    paint: Paint,
    decimals: u8,
}

impl Page {
    fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref().trim_end());
        self.text.push('\n');
    }

    fn amount(&self, amount: u64) -> String {
        format_units(amount, self.decimals)
    }

    fn rule(&mut self, title: &str) {
        let used = title.chars().count().saturating_add(4);
        let rest = "─".repeat(WIDTH.saturating_sub(used));
        let line = format!("{} {} {}", self.paint.dim("──"), self.paint.bold(title), self.paint.dim(rest));
        self.line("");
        self.line(line);
    }

    fn field(&mut self, label: &str, value: &str) {
        let label = self.paint.dim(format!("{label:<16}"));
        self.line(format!("  {label}{value}"));
    }

    fn header(&mut self, scenario: &str, setting: &Setting) {
        let title = self.paint.bold("HALO ON SOLANA");
        self.line("");
        self.line(format!("  {title}   {scenario}"));
        self.line("");
        self.field("engine", &format!("{}, {} feature gates", setting.engine, setting.features));
        let core = match setting.core_program {
            "real" => "real (mainnet's program, named in HALO_MPL_CORE_SO)".to_owned(),
            other => format!("{other}, with Core's accounts and rules (HALO_MPL_CORE_SO names the real one)"),
        };
        self.field("Metaplex Core", &core);
        self.field("token program", setting.token_program);
        self.field("asset", &format!("{}, {} decimals, {}", setting.asset, setting.decimals, setting.mint));
        self.field("facility", &setting.facility);
        self.field("PAU", &setting.pau);
        self.field("scope", &setting.scope);
    }

    fn date(&mut self, date: &str, waited: Option<&str>) {
        let title = waited.map_or_else(|| date.to_owned(), |why| format!("{date}  {why}"));
        self.rule(&title);
    }

    fn step(&mut self, step: &Step) {
        let cost = format!("{} CU", grouped(step.compute_units));
        let number = format!("{:>3}", step.number);
        let gap = WIDTH.saturating_sub(5).saturating_sub(cost.len());
        let title = format!("{:<gap$}", step.title);
        self.line("");
        self.line(format!(
            "{}  {}{}",
            self.paint.accent(number),
            self.paint.bold(title),
            self.paint.dim(cost)
        ));
        if !step.note.is_empty() {
            let note = self.paint.dim(&step.note);
            self.line(format!("     {note}"));
        }
        self.label("signed by", &step.signers.join(", "));
        if step.transactions.len() > 1 {
            for transaction in &step.transactions {
                if let Some(words) = &transaction.refused {
                    let label = self.paint.bad(format!("     · {}: refused", transaction.label));
                    self.line(label);
                    let words = self.paint.dim(format!("       {words}"));
                    self.line(words);
                    continue;
                }
                let cost = format!("{} CU", grouped(transaction.compute_units));
                let gap = WIDTH.saturating_sub(7).saturating_sub(cost.len());
                let cost = self.paint.dim(cost);
                self.line(format!("     · {:<gap$}{cost}", transaction.label));
            }
        }
        for change in &step.balances {
            self.balance(change);
        }
        for change in &step.states {
            let arrow = self.paint.dim("→");
            self.label(&change.what, &format!("{} {arrow} {}", change.before, change.after));
        }
    }

    fn label(&mut self, label: &str, text: &str) {
        let label = self.paint.dim(format!("{label:<LABEL$}"));
        self.line(format!("     {label}{text}"));
    }

    fn balance(&mut self, change: &BalanceChange) {
        let (sign, difference) = if change.after >= change.before {
            ("+", change.after.saturating_sub(change.before))
        } else {
            ("−", change.before.saturating_sub(change.after))
        };
        let [before, after] =
            [change.before, change.after].map(|amount| format!("{:>AMOUNT$}", self.amount(amount)));
        let difference = format!("{:>20}", format!("{sign}{}", self.amount(difference)));
        let difference = if sign == "+" { self.paint.good(difference) } else { self.paint.bad(difference) };
        let arrow = self.paint.dim("→");
        self.label(&change.account, &format!("{before} {arrow} {after}{difference}"));
    }

    fn reconciliation(&mut self, checks: &[Check]) {
        self.rule("reconciliation");
        self.line("");
        let head = format!("     {:<34}{:>28}{:>28}", "", "expected", "actual");
        let head = self.paint.dim(head);
        self.line(head);
        for check in checks {
            let [expected, actual] = [&check.expected, &check.actual].map(|figure| self.figure(figure));
            let mark = if check.holds { self.paint.good("✓") } else { self.paint.bad("✗ differs") };
            self.line(format!("     {:<34}{expected:>28}{actual:>28}  {mark}", check.what));
        }
    }

    fn figure(&self, figure: &Figure) -> String {
        match figure {
            Figure::Tokens(amount) => self.amount(*amount),
            Figure::State(state) => state.clone(),
        }
    }

    fn summary(&mut self, totals: &Totals, reconciled: bool) {
        self.rule("summary");
        self.line("");
        let cost = format!(
            "{} steps, {} transactions, {} compute units, {} lamports in fees",
            totals.steps,
            totals.transactions,
            grouped(totals.compute_units),
            grouped(totals.fees_lamports)
        );
        self.field("work", &cost);
        for balance in &totals.balances {
            let amount = format!("{:>AMOUNT$}", self.amount(balance.amount));
            let label = self.paint.dim(format!("{:<LABEL$}", balance.account));
            self.line(format!("  {label}    {amount}"));
        }
        let total = format!("{:>AMOUNT$}", self.amount(totals.minted));
        let total = format!("  {:<LABEL$}    {}", "all token accounts", self.paint.bold(total));
        self.line(total);
        self.line("");
        let seconds = format!(
            "{}.{:02} s",
            totals.elapsed_ms.div_euclid(1_000),
            totals.elapsed_ms.rem_euclid(1_000).div_euclid(10)
        );
        let verdict = if reconciled {
            self.paint.good(format!(
                "✓ reconciled: NFAT #1 paid {}, and the books agree to the last base unit",
                self.amount(totals.paid)
            ))
        } else {
            self.paint.bad("✗ not reconciled")
        };
        self.line(format!("  {verdict}   {seconds}"));
        let _ = writeln!(self.text);
    }
}

/// Thousands separated by `,`.
fn grouped(number: u64) -> String {
    format_units(number, 0)
}
