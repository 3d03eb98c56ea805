//! The audit at the end of the story: every figure as the scenario has it against the figure on the chain.

use super::{
    report::Check,
    scenario::{DECIMALS, INTEREST, MATURITY, PAID, PRINCIPAL, QUEUED, RAISED_LIMIT},
    stage::Stage,
    watch::{State, NOTHING},
};
use crate::calendar;
use anyhow::{Context, Result};
use halo_sdk::{
    addresses::BookAddresses,
    amount::format_units,
    facility::state::Queue,
    instructions as ix,
    nfat::state::RedeemVault,
    token::decode_token_account,
    transport::{AccountFilter, Transport},
};

/// Bytes of a token account; its mint comes first.
const TOKEN_ACCOUNT_BYTES: u64 = 165;

/// Compares everything. `state` is what the story's accounts hold at the end.
pub async fn reconcile(stage: &Stage, book: &BookAddresses, state: &State) -> Result<Vec<Check>> {
    let left = QUEUED.saturating_sub(PRINCIPAL);
    let supply = QUEUED.saturating_add(INTEREST);
    let mut checks: Vec<Check> = [
        ("Prime X", PAID),
        ("Queue", left),
        ("Book #1", 0),
        ("Borrower (endpoint)", 0),
        ("Redeem vault of Book #1", 0),
    ]
    .into_iter()
    .map(|(account, expected)| Check::tokens(account, expected, state.balance(account)))
    .collect();

    let client = &stage.client;
    let queue: Queue = client.fetch(&stage.facility.queue()).await?;
    let queued: u64 = client.view_as(ix::facility::queue_balance(&stage.facility, &stage.cast.prime)).await?;
    checks.push(Check::tokens("Queue's own total", left, queue.totals.underlying));
    checks.push(Check::tokens("Prime X's position in the queue", left, queued));
    let vault: RedeemVault = client.fetch(&book.redeem_vault).await?;
    checks.push(Check::tokens("Paid out to holders", PAID, vault.paid));
    checks.push(Check::tokens("Owed to holders", 0, vault.owed));
    checks.push(Check::tokens("Mint's supply", supply, stage.cluster.mint(&stage.cast.mint)?.supply));
    checks.push(Check::tokens("Sum of every token account", supply, sum_of_accounts(stage).await?));
    let raised = format_units(RAISED_LIMIT, DECIMALS);
    checks.push(Check::state("Limit to the borrower", &raised, state.state("Limit to the borrower")));
    checks.push(Check::state("NFAT #1", NOTHING, state.state("NFAT #1")));
    checks.push(Check::state("Book #1 is", "Closed, capital class None", state.state("Book #1")));
    checks.push(Check::state("Date", &calendar::date(MATURITY), calendar::date(client.unix_time().await?)));
    Ok(checks)
}

/// Base units in all token accounts of the asset that the cluster has, the story's or not.
async fn sum_of_accounts(stage: &Stage) -> Result<u64> {
    let filter = AccountFilter { len: Some(TOKEN_ACCOUNT_BYTES), ..AccountFilter::default() };
    let filter = filter.and(0, stage.cast.mint);
    let accounts =
        stage.client.transport().get_program_accounts(&stage.facility.token_program, &filter).await?;
    accounts.iter().try_fold(0_u64, |sum, (address, account)| {
        let amount = decode_token_account(account).map_err(anyhow::Error::msg)?.amount;
        sum.checked_add(amount).with_context(|| format!("the sum exceeds 64 bits at {address}"))
    })
}
