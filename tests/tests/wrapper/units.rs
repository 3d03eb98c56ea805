//! What the instructions cost.

use super::desk::*;
use halo_sdk::{
    core_program::{CoreProgram, REAL_CORE_VARIABLE},
    instructions::wrapper::{thaw_holder, wrap, Admission},
    transport::Landed,
    wrapper::instructions::CollectKind::{Interest, Redemption, Tranche},
};
use halo_tests::world::{million, MATURITY, ONE};

/// Most that wrapping may cost with Metaplex Core itself.
const MOST: u64 = 60_000;

/// Units of the one instruction of this program in a transaction.
fn units(landed: &Landed) -> u64 {
    let start = format!("Program {} consumed ", halo_sdk::programs::WRAPPER);
    let mut lines = landed.logs.iter().rev().filter_map(|line| line.strip_prefix(&start));
    let last = lines.next().expect("the program ran");
    last.split(' ').next().expect("a number").parse().expect("a number")
}

/// Prints a table; returns the first line's figure.
fn report(title: &str, rows: &[(&str, &Landed)]) -> u64 {
    println!("compute units with the {} Core, {title}:", CoreProgram::from_env().name());
    for (what, landed) in rows {
        println!("  {what}: {}", units(landed));
    }
    units(rows[0].1)
}

fn judge(wrapped: u64) {
    match CoreProgram::from_env() {
        CoreProgram::Real(_) => assert!(wrapped <= MOST, "{wrapped} units"),
        // The stand-in costs more than Core does.
        CoreProgram::StandIn(_) => {
            assert!(wrapped > 0);
            println!("not judged: {REAL_CORE_VARIABLE} is not set");
        }
    }
}

#[tokio::test]
async fn wrapping_is_cheap() {
    let desk = Desk::new().await;
    let (x, y) = (desk.x, desk.y);
    let open = desk.ok(&[desk.opening(&x)], &[x]).await;
    desk.fraction_account(&x).await;
    desk.fraction_account(&y).await;
    let wrapped = desk.ok(&[desk.wrapping(&x)], &[x]).await;
    desk.sell(&x, &y, million(5)).await.unwrap();
    let staked = desk.stake(&x, million(5)).await.unwrap();
    let staked_more = desk.stake(&x, million(5)).await.unwrap();
    desk.credit(million(5), million(1)).await;
    let interest = desk.collect(Interest).await.unwrap();
    let tranche = desk.collect(Tranche).await.unwrap();
    let claimed = desk.claim(&x).await.unwrap();
    let unstaked = desk.unstake(&x, ONE, ONE).await.unwrap();
    let forfeited = desk.forfeit(&y, million(1)).await.unwrap();
    desk.end().await;
    let settled = desk.claim(&x).await.unwrap();
    let burnt = desk.burn(&y, million(4)).await.unwrap();
    desk.burn(&x, desk.fractions(&x).await).await.unwrap();
    let closed = desk.close().await.unwrap();
    let wrapped = report(
        "free fractions",
        &[
            ("wrap", &wrapped),
            ("open_wrapper", &open),
            ("stake, the first", &staked),
            ("stake", &staked_more),
            ("collect, interest", &interest),
            ("collect, tranche", &tranche),
            ("claim_rewards", &claimed),
            ("claim_rewards, the last", &settled),
            ("unstake with a payback", &unstaked),
            ("burn_fractions, before the end", &forfeited),
            ("burn_fractions", &burnt),
            ("close_wrapper", &closed),
        ],
    );
    judge(wrapped);
}

#[tokio::test]
async fn wrapping_a_restricted_nfat_is_cheap() {
    let desk = Desk::new().await;
    let x = desk.x;
    desk.set_whitelist_mode(true).await.unwrap();
    for receiver in [x, desk.at.wrapped] {
        desk.admit(&receiver, MATURITY).await.unwrap();
    }
    let open = desk.ok(&[desk.opening(&x)], &[x]).await;
    let account = desk.fraction_account(&x).await;
    let thawed = desk.ok(&[thaw_holder(&desk.facility, &desk.at, &x, &account)], &[]).await;
    let wrapping = wrap(&x, &account, &desk.facility, &desk.at, Admission::Entry);
    let wrapped = desk.ok(&[wrapping], &[x]).await;
    desk.credit(PRINCIPAL, INTEREST).await;
    let interest = desk.collect(Interest).await.unwrap();
    let redemption = desk.collect(Redemption).await.unwrap();
    let wrapped = report(
        "restricted",
        &[
            ("wrap", &wrapped),
            ("open_wrapper", &open),
            ("thaw_holder", &thawed),
            ("collect, interest", &interest),
            ("collect, redemption", &redemption),
        ],
    );
    judge(wrapped);
}

#[tokio::test]
async fn unwrapping_is_cheap() {
    let desk = Desk::wrapped().await;
    desk.credit(0, ONE).await;
    desk.collect(Interest).await.unwrap();
    let unwrapped = desk.unwrap(&desk.x).await.unwrap();
    judge(report("unwrapping", &[("unwrap", &unwrapped)]));
}
