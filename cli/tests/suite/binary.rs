//! The built binary: the demonstration, exit codes and what is said about wrong arguments.

use halo_sdk::cluster::deploy_dir;
use serde_json::Value;
use std::{
    fs,
    process::{Command, Output},
};

const FACILITY: &str = "7mAy5D2ZR2abkgy67cczp1K9hyQLRPUrtVFGDUkU7diA";

fn halo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_halo"));
    command
        .args(arguments)
        .env("SBF_OUT_DIR", deploy_dir())
        .env_remove("HALO_URL")
        .env_remove("HALO_KEYPAIR");
    command
}

fn run(arguments: &[&str]) -> Output {
    halo(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn demo() -> Value {
    let output = run(&["demo", "--json"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_demonstration_pays_to_the_last_unit() {
    let report = demo();
    assert_eq!(report["reconciled"], true);
    let checks = report["reconciliation"].as_array().unwrap();
    assert!(checks.len() >= 12, "{checks:#?}");
    assert!(checks.iter().all(|check| check["expected"] == check["actual"] && check["holds"] == true));

    let totals = &report["totals"];
    assert_eq!(totals["paid"], 26_250_000_000_000_u64);
    assert_eq!(totals["minted"], 51_250_000_000_000_u64);
    let balances = totals["balances"].as_array().unwrap();
    let sum: u64 = balances.iter().map(|balance| balance["amount"].as_u64().unwrap()).sum();
    assert_eq!(sum, totals["minted"], "nothing is anywhere else");
}

#[test]
fn steps_carry_signers_costs_and_changes() {
    let report = demo();
    let steps = report["steps"].as_array().unwrap();
    assert_eq!(steps.len(), report["totals"]["steps"].as_u64().unwrap() as usize);
    let units: u64 = steps.iter().map(|step| step["compute_units"].as_u64().unwrap()).sum();
    assert_eq!(report["totals"]["compute_units"], units);
    for (index, step) in steps.iter().enumerate() {
        assert_eq!(step["number"], index + 1);
        assert!(!step["signers"].as_array().unwrap().is_empty(), "{step:#}");
        assert!(step["compute_units"].as_u64().unwrap() > 0, "{step:#}");
    }
    let claim = steps.iter().find(|step| step["title"].as_str().unwrap().contains("claims 25M")).unwrap();
    assert_eq!(claim["signers"], serde_json::json!(["lpha-nfat"]));
    let queue = &claim["balances"].as_array().unwrap()[0];
    assert_eq!((&queue["account"], &queue["before"]), (&"Queue".into(), &50_000_000_000_000_u64.into()));
    assert_eq!(queue["after"], 25_000_000_000_000_u64);
}

#[test]
fn two_demonstrations_are_the_same() {
    let [mut first, mut second] = [demo(), demo()];
    for report in [&mut first, &mut second] {
        report["totals"]["elapsed_ms"] = Value::Null;
        for step in report["steps"].as_array_mut().unwrap() {
            for transaction in step["transactions"].as_array_mut().unwrap() {
                // The cluster's own blockhash and operator are new in each run.
                transaction["signature"] = Value::Null;
            }
        }
    }
    assert_eq!(first, second);
}

#[test]
fn people_get_one_block_a_step_in_100_columns_without_colours() {
    let output = run(&["demo"]);
    assert!(output.status.success());
    let page = text(&output.stdout);
    assert!(!page.contains('\x1b'), "a pipe is no terminal");
    for line in page.lines() {
        assert!(line.chars().count() <= 100, "{} columns: {line}", line.chars().count());
    }
    for expected in [
        "  HALO ON SOLANA   Scenario 1: basic bullet loan",
        "── 2025-01-14  14 days behind the timelock ─",
        "     · raise by 30 %: refused",
        "       RaiseTooLarge: ",
        "     Limit to the borrower     1,000,000,000 → 1,250,000,000",
        "── 2025-01-15  one day: the limits fill ─",
        "     Queue                         50,000,000 →     25,000,000         −25,000,000",
        "     Prime X                                0 →     26,250,000         +26,250,000",
        "     signed by                 lpha-attest",
        "── reconciliation ─",
        "     Sum of every token account                          51,250,000                  51,250,000  ✓",
        "✓ reconciled: NFAT #1 paid 26,250,000",
    ] {
        assert!(page.contains(expected), "no {expected:?} in\n{page}");
    }
    assert!(page.contains("Metaplex Core   stand-in") || page.contains("Metaplex Core   real"));
}

#[test]
fn missing_programs_are_a_failure_with_a_remedy() {
    let output = halo(&["demo"]).env("SBF_OUT_DIR", "/nowhere/deploy").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = text(&output.stderr);
    assert!(error.contains("cargo xtask build") && error.contains("/nowhere/deploy"), "{error}");
    assert!(output.stdout.is_empty());
}

#[test]
fn wrong_arguments_are_usage_errors() {
    for (arguments, expected) in [
        (vec!["facility", "deposit", FACILITY, "--amount", "lots"], "expected an amount like 26.25M"),
        (vec!["facility", "deposit", "not-a-key", "--amount", "1"], "expected an address"),
        (vec!["facility", "show", "7mAy5D2ZR2abkgy67cczp1K9"], "expected an address"),
        (vec!["book", "open", FACILITY, "--cadence", "a month"], "expected a duration like 30d"),
        (vec!["halt", "facility", FACILITY, "everything"], "possible values: deposit, claim, deploy"),
        (vec!["facility", "deposit", FACILITY, "--amount", "1", "--min-claim", "1"], "--consent-until"),
        (vec!["beam", "grant", FACILITY], "--target"),
        (vec!["limits", "set", FACILITY, "--raise", "20"], "expected a percentage above 0 like 20%"),
        (vec!["gov", "schedule", "parameters"], "--delay"),
        (vec!["gov", "execute", "first"], "invalid value 'first'"),
        (vec!["deal", "claim", FACILITY, "1", "--prime", FACILITY], "--terms <FILE>"),
        (vec!["deal", "accord", "cancel", FACILITY, "12"], "expected 64 hexadecimal digits"),
        (vec!["book", "collect", FACILITY, "1", "--nfat", "2"], "--kind"),
        (vec!["nfat", "whitelist", "mode", FACILITY, "maybe"], "possible values: on, off"),
        (vec!["nfat", "push", FACILITY, "1", "--kind", "all"], "possible values: interest, tranche"),
        (vec!["view", "halo", FACILITY, "--key", FACILITY], "unexpected argument '--key'"),
        (vec!["sing"], "unrecognized subcommand"),
    ] {
        let output = run(&arguments);
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {error}");
        assert!(error.contains(expected), "{arguments:?}: {error}");
    }
}

#[test]
fn an_unknown_key_file_is_a_failure() {
    let output = run(&["facility", "show", FACILITY, "--keypair", "/nowhere/id.json"]);
    assert_eq!(output.status.code(), Some(1));
    let error = text(&output.stderr);
    assert!(error.contains("expected a key file") && error.contains("/nowhere/id.json"), "{error}");
}

#[test]
fn an_unreachable_cluster_is_a_failure_in_json_too() {
    let key = std::env::temp_dir().join(format!("halo-key-{}.json", std::process::id()));
    let numbers = solana_keypair::Keypair::new().to_bytes().to_vec();
    fs::write(&key, serde_json::to_string(&numbers).unwrap()).unwrap();
    // Nothing listens on the discard port.
    let url = "http://127.0.0.1:9";
    let output =
        run(&["facility", "show", FACILITY, "--url", url, "--keypair", key.to_str().unwrap(), "--json"]);
    fs::remove_file(&key).unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert!(error["error"].as_str().unwrap().starts_with("RPC: cannot"), "{error}");
    assert!(output.stdout.is_empty());
}
