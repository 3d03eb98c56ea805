//! `halo nfat`

mod pay;
mod payout;
mod request;
mod show;
mod transfer;
mod whitelist;

use crate::{
    args::address,
    session::{Session, Work},
};
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses::{BookAddresses, FacilityAddresses, UnitAddresses},
    facility::state::Book,
    nfat::state::Nfat,
    transport::Transport,
    view,
};
use solana_pubkey::Pubkey;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show an NFAT
    Show(Unit),
    /// List a facility's NFATs, or those that one key has
    List(show::List),
    /// Credit an NFAT with money of its Book; a beacon with FUND acts
    Fund(pay::Pay),
    /// Credit an NFAT with the acting key's own money; anyone acts
    TopUp(pay::TopUp),
    /// Burn an NFAT for everything credited to it; its holder acts
    Redeem(payout::Redeem),
    /// Take a tranche of an amortising NFAT; its holder acts
    Spend(payout::Payout),
    /// Take the interest credited to an NFAT; its holder acts
    ClaimInterest(payout::Payout),
    /// Ask to be redeemed early, or for less than is owed; its holder acts
    RequestRedeem(request::Request),
    /// Ask for interest; its holder acts
    RequestInterest(request::Request),
    /// Take a request back; its holder acts
    CancelRequest(Unit),
    /// Agree to an early redemption and fund it; a beacon with FUND acts
    FulfilRedeem(pay::Pay),
    /// Pay the interest that was asked for; a beacon with FUND acts
    FulfilInterest(pay::PayInterest),
    /// Let payments be sent to the holder, or make them wait; its holder acts
    SetPush(request::SetPush),
    /// Send a holder what is credited to its NFAT, if it wants that; anyone acts
    Push(payout::Push),
    /// Declare an overdue NFAT in default; anyone acts
    DeclareDefault(Unit),
    /// Give an NFAT to somebody; its holder acts
    Transfer(transfer::Transfer),
    /// Who may receive a facility's NFATs
    #[command(subcommand)]
    Whitelist(whitelist::Whitelist),
    /// Give an NFAT that was burnt in a wallet an asset again, on a permit; GovOps acts
    Remint(transfer::Remint),
    /// Fail unless the NFAT is in this state: what a buyer puts before a purchase
    Assert(show::Assert),
}

/// An NFAT by its number.
#[derive(Debug, Clone, Copy, Args)]
pub struct Unit {
    #[arg(value_parser = address)]
    pub facility: Pubkey,
    /// Number of the NFAT; the first is 1
    pub token: u64,
}

/// An NFAT as it is now.
pub struct Found {
    pub facility: FacilityAddresses,
    pub book: BookAddresses,
    pub book_id: u64,
    pub unit: UnitAddresses,
    pub nfat: Nfat,
    pub decimals: u8,
}

impl Unit {
    pub async fn find<T: Transport>(&self, session: &Session<T>) -> Result<Found> {
        let (facility, _) = session.facility(&self.facility).await?;
        let located = view::locate(&session.client, &facility, self.token).await;
        let (unit, nfat) = located.with_context(|| format!("NFAT #{}", self.token))?;
        let state: Book = session.client.fetch(&nfat.book).await?;
        // A Book that was migrated has its money under another PAU.
        let (facility, book_id) = (facility.under(&state.pau), state.book_id);
        let decimals = session.decimals(&facility.mint).await?;
        Ok(Found { facility, book: facility.book(book_id), book_id, unit, nfat, decimals })
    }
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let plan = match self {
            Self::Show(unit) => return Ok(show::show(&unit.find(session).await?, session).await?.into()),
            Self::List(list) => return Ok(list.view(session).await?.into()),
            Self::Fund(pay) => pay.fund(session).await?,
            Self::TopUp(pay) => pay.plan(session).await?,
            Self::Redeem(redeem) => redeem.plan(session).await?,
            Self::Spend(payout) => payout.spend(session).await?,
            Self::ClaimInterest(payout) => payout.claim_interest(session).await?,
            Self::RequestRedeem(request) => request.redeem(session).await?,
            Self::RequestInterest(request) => request.interest(session).await?,
            Self::CancelRequest(unit) => request::cancel(&unit, session).await?,
            Self::FulfilRedeem(pay) => pay.fulfil_redeem(session).await?,
            Self::FulfilInterest(pay) => pay.fulfil(session).await?,
            Self::SetPush(push) => push.plan(session).await?,
            Self::Push(push) => push.plan(session).await?,
            Self::DeclareDefault(unit) => request::declare_default(&unit, session).await?,
            Self::Transfer(transfer) => transfer.plan(session).await?,
            Self::Whitelist(whitelist) => return whitelist.execute(session).await,
            Self::Remint(remint) => remint.plan(session).await?,
            Self::Assert(assert) => assert.plan(session).await?,
        };
        Ok(plan.into())
    }
}
