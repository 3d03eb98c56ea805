//! Scenario 1 of the NFAT specification: a basic bullet loan, the happy path.

use super::{
    cast::{million, ASSET_TYPE, JURISDICTION},
    stage::{Move, Stage},
};
use crate::calendar;
use anyhow::Result;
use halo_sdk::{
    addresses::{self, BookAddresses, UnitAddresses},
    configurator::{instructions::SetRateLimitArgs, DEFAULT_DELAY},
    deployment::Step,
    facility::{
        instructions::{ApprovePrimeArgs, AttestArgs, ClaimArgs, ClaimTerms},
        state::{AttestationKind, Book, QueuePosition},
    },
    halo_math::{DealTerms, Payment as Due},
    instructions::{self as ix, configurator::InitFor},
    nfat::state::Payment,
    pau::state::LimitKind,
    token::{self, MintConfig, TokenProgram},
    transport::Transport,
};

pub const TITLE: &str = "Scenario 1: basic bullet loan";
pub const ASSET: &str = "sUSDS";
/// Decimals of the asset.
pub const DECIMALS: u8 = 6;
/// Base units of one token.
pub const ONE: u64 = 1_000_000;

const DAY: i64 = 86_400;
/// 2024-12-31 00:00 UTC: the delay of the timelock and a day before the deal.
pub const SCHEDULED: i64 = DEAL_START.saturating_sub(DEFAULT_DELAY).saturating_sub(DAY);
/// 2025-01-15 00:00 UTC.
pub const DEAL_START: i64 = 1_736_899_200;
/// 2025-01-20 00:00 UTC.
const SETTLED: i64 = 1_737_331_200;
/// 2025-07-15 00:00 UTC.
pub const MATURITY: i64 = 1_752_537_600;
/// A Book at rest is attested anew within this.
const CADENCE: i64 = 30_i64.saturating_mul(DAY);

/// Most that may be available to the borrower's account, and to everything else, at first.
pub const ENDPOINT_LIMIT: u64 = million(1_000);
/// One step more: 25 %.
pub const RAISED_LIMIT: u64 = million(1_250);
pub const QUEUED: u64 = million(50);
pub const PRINCIPAL: u64 = million(25);
/// 10 % a year for half a year.
pub const INTEREST: u64 = PRINCIPAL.saturating_mul(5).div_euclid(100);
pub const PAID: u64 = PRINCIPAL.saturating_add(INTEREST);

/// Plays the whole story.
pub async fn play(stage: &mut Stage) -> Result<BookAddresses> {
    set_out(stage).await?;
    govern(stage).await?;
    onboard(stage).await?;
    raise(stage).await?;
    let (book, unit) = strike(stage).await?;
    deploy(stage, &book).await?;
    stage.wait(MATURITY, "maturity")?;
    repay(stage, &book).await?;
    redeem(stage, &book, &unit).await?;
    Ok(book)
}

/// The asset, its holder and its borrower.
async fn set_out(stage: &mut Stage) -> Result<()> {
    let (issuer, prime, mint) = (stage.cast.issuer, stage.cast.prime, stage.cast.mint);
    let (payer, spl) = (stage.cast.roles.payer, TokenProgram::Spl);
    let rent = stage.client.transport().rent().await?;
    let mut create = token::create_mint(&payer, &mint, &MintConfig::new(spl, DECIMALS, issuer), &rent)?;
    for owner in [prime, stage.cast.borrower] {
        create.push(token::create_associated_token_account(&payer, &owner, &mint, spl));
    }
    create.push(token::mint_to(spl, &mint, &stage.facility.token_account(&prime), &issuer, QUEUED)?);
    let label = format!("create the mint, give Prime X 50M {ASSET}");
    let setup = Move { label, instructions: create, signers: vec![mint, issuer], at: None, refused_as: None };
    stage.play(format!("{ASSET} exists and Prime X holds 50M of it"), "", vec![setup]).await
}

/// The council schedules, 14 days pass, and the GovOps sets up what has taken effect.
async fn govern(stage: &mut Stage) -> Result<()> {
    let (before, after): (Vec<Step>, Vec<Step>) =
        stage.cast.deployment().steps().into_iter().partition(|step| !step.after_delay);
    let moves = |steps: Vec<Step>| steps.into_iter().map(Move::from).collect();
    let note = "what adds power waits 14 days in the open; mom can cancel it, nobody can hurry it";
    stage.play("The council schedules Facility 123", note, moves(before)).await?;
    stage.wait(SCHEDULED.saturating_add(DEFAULT_DELAY), "14 days behind the timelock")?;
    stage.watch_limit("Limit to the borrower", stage.facility.endpoint_limit(&stage.cast.endpoint()));
    let note = "6 to 24 months, 5M to 100M, 8 to 15 % a year; GovOps acts only within what was approved";
    stage.play("It takes effect, and GovOps sets up Facility 123", note, moves(after)).await?;
    stage.publish_lookup_table().await
}

async fn onboard(stage: &mut Stage) -> Result<()> {
    let (payer, govops, prime) = (stage.cast.roles.payer, stage.cast.roles.govops, stage.cast.prime);
    let args = ApprovePrimeArgs { prime, max: million(100), slope: million(100) };
    let configurer = stage.cast.deployment().configurer();
    let approve = ix::facility::approve_prime(&payer, &configurer, &stage.facility, InitFor::Pau, args);
    let approve = Move::new("approve_prime", govops, approve);
    stage
        .play(
            "GovOps approves Prime X with a limit of 100M",
            "a new limit starts empty and fills within a day",
            vec![approve],
        )
        .await?;
    stage.wait(DEAL_START, "one day: the limits fill")
}

/// A limit rises by a step of 25 % at most, and by one step in 18 hours.
async fn raise(stage: &mut Stage) -> Result<()> {
    let (govops, configurer) = (stage.cast.roles.govops, stage.cast.deployment().configurer());
    let key = stage.facility.limit_key(LimitKind::Transfer, &stage.cast.endpoint());
    let set = |label: &str, max: u64| {
        let args = SetRateLimitArgs { max, slope: ENDPOINT_LIMIT };
        let set = ix::configurator::set_rate_limit(&configurer, &key, Some(InitFor::Pau), args);
        Move::new(label, govops, set)
    };
    let moves = vec![
        set("raise by 30 %", million(1_300)).refused("RaiseTooLarge"),
        set("raise by 25 %", RAISED_LIMIT),
        set("raise again at once", million(1_251)).refused("RaisedTooRecently"),
    ];
    let note = "one step is at most 25 %, and there is one in 18 hours; lowering is free";
    stage.play("GovOps raises the limit to the borrower by one step", note, moves).await
}

async fn strike(stage: &mut Stage) -> Result<(BookAddresses, UnitAddresses)> {
    let (beacon, prime, facility) = (stage.cast.roles.beacon, stage.cast.prime, stage.facility);
    let deposit = ix::facility::deposit(&prime, &facility.token_account(&prime), &facility, QUEUED, None);
    let deposit = Move::new("deposit", prime, deposit);
    stage
        .play(
            "Prime X deposits 50M into the queue",
            "it can take the money back until it is claimed",
            vec![deposit],
        )
        .await?;

    let book = facility.book(1);
    stage.watch_book("Book #1", &book);
    let open = Move::new("open_book", beacon, ix::facility::open_book(&beacon, &facility, &book, CADENCE, 0));
    stage
        .play(
            "The Halo opens Book #1",
            "its money has an owner of its own, apart from every other Book",
            vec![open],
        )
        .await?;

    let unit = facility.unit(1);
    stage.watch_nfat("NFAT #1", &unit);
    let position = addresses::position(&facility.facility, &prime);
    let position: QueuePosition = stage.client.fetch(&position).await?;
    let args = ClaimArgs {
        amount: PRINCIPAL,
        max_shares: PRINCIPAL,
        position_sequence: position.sequence,
        share_book: false,
        rank: 0,
        terms: ClaimTerms::Disclosed { terms: terms(), salt: [7; 32] },
    };
    let claim =
        Move::new("claim", beacon, ix::facility::claim(&beacon, &prime, &facility, &book, &unit, args));
    let note = "6 months, 10 % a year, matures 2025-07-15: inside the buybox; the chain keeps a salted hash";
    stage.play("The Halo claims 25M and mints NFAT #1 to Prime X", note, vec![claim]).await?;
    Ok((book, unit))
}

/// What an attestation of the Book as it is must name.
async fn scope(stage: &Stage, book: &BookAddresses) -> Result<[u8; 32]> {
    Ok(stage.client.fetch::<Book>(&book.book).await?.scope_hash(&book.book))
}

async fn deploy(stage: &mut Stage, book: &BookAddresses) -> Result<()> {
    let (beacon, attestor, facility) = (stage.cast.roles.beacon, stage.cast.roles.attestor, stage.facility);
    let attest = |scope_hash: [u8; 32], number: u64, kind: AttestationKind, now: i64| {
        let timeframe_seconds =
            if kind == AttestationKind::PreDeployment { DAY.saturating_mul(14) } else { 0 };
        let args = AttestArgs {
            kind,
            scope_hash,
            content_hash: [9; 32],
            uri: "https://attestor.example/123".into(),
            risk_tier: 1,
            valid_until: now.saturating_add(DAY.saturating_mul(7)),
            timeframe_seconds,
            amount: 0,
        };
        let attest = ix::facility::attest(&attestor, &facility, &book.book, number, args);
        Move::new(format!("attestation {number} on {}", calendar::date(now)), attestor, attest)
    };

    let empty = scope(stage, book).await?;
    let first = attest(empty, 1, AttestationKind::PreDeployment, DEAL_START);
    stage
        .play(
            "The attestor vouches for the deployment",
            "bound to exactly these units and what is deployed, for 7 days",
            vec![first],
        )
        .await?;
    let begin = ix::facility::begin_deploying(&beacon, &attestor, &facility, &book.book, 1);
    let begin = Move::new("begin_deploying", beacon, begin);
    stage.play("Deploying begins", "two keys of two parties: attestor and Halo", vec![begin]).await?;
    let out = ix::facility::deploy(&beacon, &facility, book, &stage.cast.endpoint(), PRINCIPAL);
    let out = Move::new("deploy", beacon, out);
    stage
        .play(
            "25M go to the borrower",
            "an endpoint that governance listed, within its rate limit",
            vec![out],
        )
        .await?;

    stage.wait(SETTLED, "the loan is drawn")?;
    let drawn = scope(stage, book).await?;
    let settled = attest(drawn, 2, AttestationKind::AtRest, SETTLED);
    stage.play("The attestor vouches for what the Book holds", "", vec![settled]).await?;
    let rest = ix::facility::mark_at_rest(&beacon, &attestor, &facility, &book.book, 2);
    let rest = Move::new("mark_at_rest", beacon, rest);
    stage.play("Book #1 is at rest", "", vec![rest]).await?;

    stage.wait(SETTLED.saturating_add(CADENCE), "five months at rest")?;
    let months = (3..=7_u64).zip(1..).map(|(number, month)| {
        let due = SETTLED.saturating_add(CADENCE.saturating_mul(month));
        attest(drawn, number, AttestationKind::Reattestation, due).at(due)
    });
    let months = months.collect();
    stage
        .play("The attestor looks again every 30 days", "a missed date would raise the capital class", months)
        .await
}

async fn repay(stage: &mut Stage, book: &BookAddresses) -> Result<()> {
    let (beacon, issuer, borrower) = (stage.cast.roles.beacon, stage.cast.issuer, stage.cast.borrower);
    let (facility, endpoint) = (stage.facility, stage.cast.endpoint());
    let earn = token::mint_to(TokenProgram::Spl, &facility.mint, &endpoint, &issuer, INTEREST)?;
    let earn = Move::new("mint_to", issuer, earn);
    stage.play("The borrower's business has earned 1.25M", "", vec![earn]).await?;
    let home = ix::facility::return_funds(&borrower, &endpoint, &facility, book, PAID);
    let home = Move::new("return_funds", borrower, home);
    stage.play("The borrower repays 26.25M", "anyone may bring money home, at any time", vec![home]).await?;
    let unwind = ix::facility::begin_unwinding(&beacon, &facility, &book.book);
    let unwind = Move::new("begin_unwinding", beacon, unwind);
    stage.play("Book #1 unwinds", "", vec![unwind]).await
}

async fn redeem(stage: &mut Stage, book: &BookAddresses, unit: &UnitAddresses) -> Result<()> {
    let (beacon, prime, facility) = (stage.cast.roles.beacon, stage.cast.prime, stage.facility);
    let payment = Payment { principal: PRINCIPAL, interest: INTEREST, penalty: 0 };
    let fund = Move::new("fund", beacon, ix::nfat::fund(&beacon, &facility, book, &unit.nfat, payment));
    stage
        .play("The Halo funds NFAT #1: 25M principal, 1.25M yield", "credited to this NFAT alone", vec![fund])
        .await?;
    let redemption = ix::nfat::Redemption {
        holder: prime,
        destination: facility.token_account(&prime),
        asset: unit.asset,
        rent_payer: beacon,
        min_payout: PAID,
        accept_shortfall: false,
    };
    let redeem = Move::new("redeem", prime, ix::nfat::redeem(&facility, book, &redemption));
    stage.play("Prime X burns NFAT #1 and is paid 26.25M", "", vec![redeem]).await?;
    let close = Move::new("close_book", beacon, ix::facility::close_book(&beacon, &facility, book));
    stage.play("The Halo closes Book #1", "possible only without units", vec![close]).await
}

fn terms() -> DealTerms {
    DealTerms {
        start: DEAL_START,
        payments: vec![Due { due: MATURITY, principal: PRINCIPAL, interest: INTEREST }],
        risk_tier: 1,
        asset_type: ASSET_TYPE,
        jurisdiction: JURISDICTION,
        penalty_bps_per_day: 10,
        penalty_cap: PRINCIPAL.div_euclid(10),
        conditions: [3; 32],
    }
}
