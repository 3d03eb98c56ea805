//! Books, units and accords as rows.

use crate::{
    args::hex,
    output::Value,
    table::{Row, Table},
};
use halo_sdk::view::{Accord, Book, Headroom, Unit};

fn moment(moment: Option<i64>) -> Value {
    moment.map_or(Value::text("-"), Value::Moment)
}

/// What a limit lets pass now, of how much, in one text.
pub fn headroom(limit: Option<Headroom>, decimals: u8) -> Value {
    let tokens = |units| Value::Tokens(units, decimals);
    limit.map_or(Value::text("no limit is set up"), |limit| {
        if limit.available_now == u64::MAX {
            return Value::text("unlimited");
        }
        let (now, max, slope) = (tokens(limit.available_now), tokens(limit.max), tokens(limit.slope));
        Value::text(format!("{now} of {max}, refill {slope} a day"))
    })
}

/// One row a unit.
pub fn units(units: &[Unit], decimals: u8) -> Table {
    let tokens = |units| Value::Tokens(units, decimals);
    let row = |unit: &Unit| {
        let mut lines = Vec::new();
        let mut line = |label: &str, value: String| lines.push((label.to_owned(), value));
        match unit.holder {
            Some(holder) => line("holder", holder.to_string()),
            None => line("holder", "nobody: burnt in a wallet".to_owned()),
        }
        if let Some(payable) = unit.payable {
            line("payable now", format!("{} by {}", tokens(payable.amount), payable.by.name()));
        }
        if let Some(request) = unit.request {
            line("asks for", format!("{} of at least {}", request.asks.name(), tokens(request.amount)));
        }
        if unit.penalty_accrued > 0 {
            let (accrued, unpaid) = (tokens(unit.penalty_accrued), tokens(unit.penalty_unpaid));
            line("penalty", format!("{accrued} accrued, {unpaid} of it unpaid"));
        }
        let funded = [unit.funded.principal, unit.funded.interest, unit.funded.penalty];
        Row {
            cells: vec![
                Value::Number(unit.number),
                Value::Number(unit.book),
                Value::Number(unit.rank.into()),
                Value::text(unit.standing.name()),
                tokens(unit.outstanding),
                tokens(funded.into_iter().fold(0, u64::saturating_add)),
                unit.maturity.map_or(Value::text("sealed"), Value::Moment),
            ],
            lines,
        }
    };
    let columns = vec!["nfat", "book", "rank", "standing", "outstanding", "funded", "maturity"];
    Table { columns, rows: units.iter().map(row).collect() }
}

/// One row a Book.
pub fn books(books: &[Book], decimals: u8) -> Table {
    let tokens = |units| Value::Tokens(units, decimals);
    let row = |book: &Book| {
        let mut lines = Vec::new();
        let mut line = |label: &str, value: String| lines.push((label.to_owned(), value));
        if book.units_held > 0 {
            line(
                "holds",
                format!("{} NFATs with {} outstanding", book.units_held, tokens(book.held_principal)),
            );
        }
        if let Some(until) = book.covered_until {
            line("covered until", Value::Moment(until).to_string());
        }
        match (book.defaults, book.written_down) {
            (_, true) => line("loss", "written down".to_owned()),
            (0, _) => {}
            (defaults, _) => line("default", format!("{defaults} units")),
        }
        Row {
            cells: vec![
                Value::Number(book.number),
                Value::text(book.phase.name()),
                Value::text(book.crr_class.name()),
                Value::Number(book.level.into()),
                Value::Number(book.units),
                tokens(book.cash),
                tokens(book.claims),
                tokens(book.owed),
                moment(book.attestation_due),
            ],
            lines,
        }
    };
    let columns =
        vec!["book", "phase", "class", "level", "units", "cash", "claims", "owed", "attestation_due"];
    Table { columns, rows: books.iter().map(row).collect() }
}

/// One row an accord.
pub fn accords(accords: &[Accord], decimals: u8) -> Table {
    let tokens = |units| Value::Tokens(units, decimals);
    let row = |accord: &Accord| Row {
        cells: vec![
            Value::text(accord.state.name()),
            tokens(accord.left),
            tokens(accord.total_amount),
            tokens(accord.min_amount),
            tokens(accord.payout_cap),
            Value::Number(accord.rank.into()),
            Value::Flag(accord.share_book),
            Value::Number(accord.grace_days.into()),
            Value::Moment(accord.expires_at),
        ],
        lines: vec![
            ("terms hash".to_owned(), hex(&accord.terms_hash)),
            ("prime".to_owned(), accord.prime.to_string()),
        ],
    };
    let columns = vec![
        "state",
        "left",
        "total",
        "least_claim",
        "payout_cap",
        "rank",
        "shared_book",
        "grace_days",
        "expires_at",
    ];
    Table { columns, rows: accords.iter().map(row).collect() }
}
