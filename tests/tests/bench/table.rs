//! The figures as a page.

use crate::record::{rent, Record};
use std::fmt::Write;

/// Compute-unit budgets, with the reason where one is missed.
const BUDGETS: [(&str, u64, &str); 51] = [
    ("facility::deposit", 14_000, ""),
    ("facility::withdraw", 14_000, ""),
    (
        "nfat::mint (by CPI)",
        38_000,
        "Metaplex Core's `CreateV2` with six attributes takes 34 300 in the dump measured, and writing the \
         depositor's address in base58 for wallets 7 000; the rest is two new addresses, the record and the event",
    ),
    (
        "facility::claim",
        65_000,
        "the mint alone is above it; what the facility adds (28 accounts, the PAU's charge, the move, the \
         event) is 30 000",
    ),
    ("facility::deploy", 22_000, ""),
    (
        "nfat::fund",
        16_000,
        "19 accounts (5 000) and a `pau::draw` by CPI of 7 400 and 1 800 for the call: the price of money that \
         only its Book's own signer can move, under a limit, on a beacon's live right",
    ),
    ("nfat::redeem", 35_000, ""),
    ("nfat::spend", 25_000, ""),
    ("nfat::claim_interest", 14_000, ""),
    (
        "nfat::transfer",
        20_000,
        "Metaplex Core's `TransferV1` in a collection with the permanent delegates takes 16 800 of it in the dump \
         measured; entry, the call and the event of any instruction take the rest",
    ),
    ("wrapper::wrap", 60_000, ""),
    (
        "configurator::schedule",
        9_000,
        "the figure is of the largest payload, an action of twelve accounts; a role or a limit takes 10 600 to \
         12 700, of which creating the account is 3 000 to 6 000 (1 500 for each try of its bump), and the event \
         that repeats the payload 2 300",
    ),
    (
        "configurator::execute",
        9_000,
        "the figure is of the largest payload; a change of the scope takes 6 000, a record 11 000 to 13 000, of \
         which finding and creating its address is 3 000 to 6 000",
    ),
    ("configurator::cancel", 6_000, ""),
    ("configurator::set_rate_limit", 20_000, ""),
    ("lcts::enter: a member again", 14_000, ""),
    ("lcts::enter: settling an old position", 20_000, ""),
    ("lcts::claim: of an active generation, Token-2022 shares", 14_000, ""),
    ("lcts::claim: of an active generation, p-token shares", 14_000, ""),
    ("lcts::exit: with rewards, Token-2022 shares", 20_000, ""),
    ("lcts::exit: with rewards, p-token shares", 20_000, ""),
    ("lcts::lock: both queues", 6_000, ""),
    ("lcts::settle_subscribe: all that waits, p-token shares", 11_000, ""),
    ("lcts::settle_pair: netting, and out of the holding, p-token shares", 30_000, ""),
    ("amm::sell: p-token", 22_000, ""),
    ("amm::sell: Token-2022 asset", 25_000, ""),
    ("amm::sell: p-token, every curve", 22_000, ""),
    ("amm::sell: exact out, p-token", 22_000, ""),
    ("amm::sell: exact out, Token-2022 asset", 25_000, ""),
    ("amm::sell: exact out, p-token, every curve", 22_000, CURVES),
    ("amm::buy: p-token", 22_000, ""),
    ("amm::buy: Token-2022 asset", 25_000, ""),
    ("amm::buy: p-token, every curve", 22_000, CURVES),
    ("amm::buy: exact out, p-token", 22_000, ""),
    ("amm::buy: exact out, Token-2022 asset", 25_000, ""),
    ("amm::buy: exact out, p-token, every curve", 22_000, ""),
    ("amm::post_nav: 1 fresh report", 1_500, ""),
    ("amm::post_nav: 2 fresh reports", 1_500, ""),
    ("amm::post_nav: 3 fresh reports", 1_500, ""),
    ("amm::quote: sell, no curves", 8_000, ""),
    ("amm::quote: sell, every curve", 8_000, ""),
    ("amm::quote: sell, exact out, no curves", 8_000, ""),
    ("amm::quote: sell, exact out, every curve", 8_000, ""),
    ("amm::quote: buy, no curves", 8_000, ""),
    ("amm::quote: buy, every curve", 8_000, ""),
    ("amm::quote: buy, exact out, no curves", 8_000, ""),
    ("amm::quote: buy, exact out, every curve", 8_000, ""),
    ("pau: limit check, marginal", 1_000, ""),
    ("pau::transfer", 9_000, ""),
    ("pau::draw (by CPI)", 12_000, ""),
    ("pau::freeze", 6_000, ""),
];
/// Why a trade that has to find its price takes more than its budget.
const CURVES: &str =
    "the price that all curves come to has to be found for a given amount of USDS, in three or four rounds of 1 500 each; \
     the other way round every trade is within, through every curve too";
/// What a swap or a new price takes elsewhere: what, compute units, ours, where it is from. Not run here.
const PUBLISHED: [(&str, u64, &str, &str); 6] = [
    ("HumidiFi, its operator's price: swap", 22_723, "amm::sell: p-token", HUMIDIFI),
    ("Lifinity 2, price of an oracle: swap", 60_963, "amm::sell: p-token", LIFINITY),
    ("Orca Whirlpools, price of its own: swap", 29_307, "amm::sell: p-token", WHIRLPOOLS),
    (
        "proprietary AMM of Anchor's benchmarks, in Anchor 1: update of the price",
        1_310,
        "amm::post_nav: 1 fresh report",
        ANCHOR,
    ),
    ("the same in Anchor 2", 26, "amm::post_nav: 1 fresh report", ANCHOR),
    (
        "Doppler: update of a price by one fixed key",
        21,
        "amm::post_nav: 1 fresh report",
        "`blueshift-gg/doppler` at `0604db3`, `README.md`",
    ),
];
const HUMIDIFI: &str =
    "log of a swap through DFlow, quoted in public code without its signature: 32 104, of which 9 381 are two \
     transfers of the SPL Token that p-token has replaced, taken off here";
const LIFINITY: &str =
    "log of a simulation of 2024-05-28 in a test of `MixinNetwork/android-app`, `SolanaErrorHandlerTest.kt`: 74 836, of \
     which 13 873 are three calls of the SPL Token that p-token has replaced, taken off here";
const WHIRLPOOLS: &str = "devnet, transaction `xpzQhbD1pqJcJrKF7GiZQPAzUR21t286EMGVi3gGodpQzbPuu6tDvrm6HassCyMKF3n4131QZkqBXHc79JhcwHv`, \
                          p-token; swaps that cross more ticks take more";
const ANCHOR: &str = "`otter-sec/anchor` at `189ab03`, `bench/results.json`: `prop_amm_v1`, `prop_amm_v2`";
/// Budget for the bytes of each program.
const PROGRAM_BYTES: u64 = 300_000;

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// The whole page.
pub fn render(record: &Record) -> String {
    let mut page = format!(
        "# Compute units, sizes and rent\n\nMeasured in the VM (LiteSVM, p-token, fixed keys) by `cargo xtask bench`; programs built by \
         `{}`. Event by CPI included. *Real* is a dump of Metaplex Core of 2025, whose present version \
         is cheaper. Every instruction fits the default heap of 32 KiB.\n\n\
         | instruction | real Core | stand-in | budget | log bytes |\n|---|---:|---:|---:|---:|\n",
        record.route
    );
    let mut notes = String::new();
    for (name, figures) in &record.instructions {
        let units = |core: &str| figures.units.get(core).copied();
        let cell = |core: &str| units(core).map_or("—".into(), thousands);
        let budget = BUDGETS.iter().find(|(of, ..)| of == name);
        let against = units("real").or(units("stand-in")).unwrap_or_default();
        let mark = match budget {
            None => String::new(),
            Some((_, budget, reason)) if against > *budget => {
                writeln!(notes, "- `{name}` misses its budget: {reason}").expect("text");
                format!("{} **missed**", thousands(*budget))
            }
            Some((_, budget, _)) => format!("{} met", thousands(*budget)),
        };
        let log = if figures.log_bytes == 0 { "—".into() } else { thousands(figures.log_bytes) };
        writeln!(page, "| `{name}` | {} | {} | {mark} | {log} |", cell("real"), cell("stand-in"))
            .expect("text");
    }
    if !notes.is_empty() {
        write!(page, "\n{notes}").expect("text");
    }
    page += "\nA program over its budget: an Anchor instruction costs 15 to 40 KB, most of it account validation \
             and marshalling that is compiled once an instruction. Optimising for size instead brings \
             `facility` to 450 KB at 20 to 45 % more compute units a call; units are paid on every call, \
             bytes once.\n";
    page += "\n| account | bytes | rent, lamports |\n|---|---:|---:|\n";
    for (name, bytes) in &record.accounts {
        writeln!(page, "| `{name}` | {} | {} |", thousands(*bytes), thousands(rent(*bytes))).expect("text");
    }
    page += "\n| program | bytes | budget |\n|---|---:|---:|\n";
    for (name, bytes) in &record.programs {
        let mark = if *bytes > PROGRAM_BYTES { "**missed**" } else { "met" };
        writeln!(page, "| `{name}` | {} | {} {mark} |", thousands(*bytes), thousands(PROGRAM_BYTES))
            .expect("text");
    }
    page + &peers(record) + &published(record)
}

/// What is said of venues that work like a pool, beside ours.
fn published(record: &Record) -> String {
    let mut page = String::from(
        "\nFigures of other venues, as others give them. They were not run here, and none of them charges limits of governance or \
         keeps a median of reporters:\n\n\
         | venue | CU | ours | CU | source |\n|---|---:|---|---:|---|\n",
    );
    for (venue, units, name, source) in PUBLISHED {
        let ours = record.instructions.get(name).map(|ours| &ours.units);
        let ours = ours.and_then(|units| units.get("real").or(units.get("stand-in")));
        let ours = ours.map_or("—".into(), |units| thousands(*units));
        writeln!(page, "| {venue} | {} | `{name}` | {ours} | {source} |", thousands(units)).expect("text");
    }
    page
}

/// Programs of others beside ours; nothing when none was ever measured.
fn peers(record: &Record) -> String {
    if record.peers.is_empty() {
        return String::new();
    }
    let mut page = String::from(
        "\nPrograms of others that do the same work, built and run in the same way:\n\n\
         | program of another | CU | ours | CU | source |\n|---|---:|---|---:|---|\n",
    );
    let mut notes = String::new();
    for (name, peer) in &record.peers {
        let units = record.instructions.get(&peer.ours).map(|ours| &ours.units);
        let units = units.and_then(|units| units.get("real").or(units.get("stand-in")));
        let units = units.map_or("—".into(), |units| thousands(*units));
        writeln!(
            page,
            "| {name} | {} | `{}` | {units} | {} |",
            thousands(peer.units),
            peer.ours,
            peer.source
        )
        .expect("text");
        writeln!(notes, "- {name}: {}", peer.note).expect("text");
    }
    page + "\n" + &notes
}
