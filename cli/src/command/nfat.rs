//! `halo nfat`

use crate::{
    args::{address, hex, Amount},
    output::{Value, View},
    session::{Plan, Session, Work},
};
use anyhow::{anyhow, Context, Result};
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses::{BookAddresses, FacilityAddresses, UnitAddresses},
    facility::state::Book,
    instructions as ix,
    nfat::{
        error::NfatError,
        instructions::{AssertUnitArgs, UnitState},
        state::{Nfat, Payment},
    },
    transport::Transport,
};
use solana_pubkey::Pubkey;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show an NFAT
    Show(Unit),
    /// Credit an NFAT with money of its Book; a beacon with FUND acts
    Fund(Pay),
    /// Credit an NFAT with the acting key's own money; anyone acts
    TopUp(TopUp),
    /// Burn an NFAT for everything credited to it; its holder acts
    Redeem(Redeem),
    /// Take a tranche of an amortising NFAT; its holder acts
    Spend(Payout),
    /// Take the interest credited to an NFAT; its holder acts
    ClaimInterest(Payout),
    /// Fail unless the NFAT is in this state: what a buyer puts before a purchase
    Assert(Assert),
    /// Give an NFAT to somebody; its holder acts
    Transfer(Transfer),
}

/// An NFAT by its number.
#[derive(Debug, Clone, Copy, Args)]
pub struct Unit {
    #[arg(value_parser = address)]
    facility: Pubkey,
    /// Number of the NFAT; the first is 1
    token: u64,
}

#[derive(Debug, Args)]
pub struct Pay {
    #[command(flatten)]
    unit: Unit,
    /// In tokens: 25M
    #[arg(long, default_value = "0")]
    principal: Amount,
    #[arg(long, default_value = "0")]
    interest: Amount,
    #[arg(long, default_value = "0")]
    penalty: Amount,
}

#[derive(Debug, Args)]
pub struct TopUp {
    #[command(flatten)]
    pay: Pay,
    /// Token account that pays [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    from: Option<Pubkey>,
}

#[derive(Debug, Args)]
pub struct Redeem {
    #[command(flatten)]
    unit: Unit,
    /// Token account that is paid [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    to: Option<Pubkey>,
    /// Refuse to burn for less, in tokens [default: what is credited now]
    #[arg(long, value_name = "AMOUNT")]
    min: Option<Amount>,
}

/// A payment that leaves the NFAT alive.
#[derive(Debug, Args)]
pub struct Payout {
    #[command(flatten)]
    unit: Unit,
    /// Token account that is paid [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    to: Option<Pubkey>,
    /// Refuse less, in tokens [default: what would be paid now]
    #[arg(long, value_name = "AMOUNT")]
    min: Option<Amount>,
}

#[derive(Debug, Args)]
pub struct Assert {
    #[command(flatten)]
    unit: Unit,
    /// Outstanding principal, in tokens
    #[arg(long)]
    principal: Amount,
    /// Credited and unpaid, in tokens
    #[arg(long)]
    funded: Amount,
    #[arg(long)]
    sequence: u64,
}

#[derive(Debug, Args)]
pub struct Transfer {
    #[command(flatten)]
    unit: Unit,
    #[arg(long, value_parser = address)]
    to: Pubkey,
}

/// An NFAT as it is now.
struct Found {
    facility: FacilityAddresses,
    book: BookAddresses,
    book_id: u64,
    unit: UnitAddresses,
    nfat: Nfat,
    decimals: u8,
}

impl Unit {
    async fn find<T: Transport>(&self, session: &Session<T>) -> Result<Found> {
        let (facility, _) = session.facility(&self.facility).await?;
        let unit = facility.unit(self.token);
        let nfat: Nfat =
            session.client.fetch(&unit.nfat).await.with_context(|| format!("NFAT #{}", self.token))?;
        let state: Book = session.client.fetch(&nfat.book).await?;
        // A Book that was migrated has its money under another PAU.
        let (facility, book_id) = (facility.under(&state.pau), state.book_id);
        let decimals = session.decimals(&facility.mint).await?;
        Ok(Found { facility, book: facility.book(book_id), book_id, unit, nfat, decimals })
    }
}

impl Pay {
    fn payment(&self, decimals: u8) -> Result<Payment> {
        Ok(Payment {
            principal: self.principal.units(decimals)?,
            interest: self.interest.units(decimals)?,
            penalty: self.penalty.units(decimals)?,
        })
    }
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let actor = session.actor();
        let plan = match self {
            Self::Show(unit) => return Ok(show(&unit.find(session).await?, session).await?.into()),
            Self::Fund(pay) => {
                let found = pay.unit.find(session).await?;
                let payment = pay.payment(found.decimals)?;
                let fund = ix::nfat::fund(&actor, &found.facility, &found.book, &found.unit.nfat, payment);
                Plan::new("NFAT funded", fund)
            }
            Self::TopUp(TopUp { pay, from }) => {
                let found = pay.unit.find(session).await?;
                let payment = pay.payment(found.decimals)?;
                let from = from.unwrap_or_else(|| found.facility.token_account(&actor));
                let (facility, book, nfat) = (&found.facility, &found.book, &found.unit.nfat);
                Plan::new("NFAT topped up", ix::nfat::top_up(&actor, &from, facility, book, nfat, payment))
            }
            Self::Redeem(redeem) => redeem.plan(session).await?,
            Self::Spend(payout) => {
                let (found, paid) = payout.find(session, |nfat| nfat.spend()).await?;
                Plan::new("Tranche paid", ix::nfat::spend(&found.facility, &found.book, &paid))
            }
            Self::ClaimInterest(payout) => {
                let (found, paid) = payout.find(session, |nfat| nfat.collect_interest()).await?;
                Plan::new("Interest paid", ix::nfat::claim_interest(&found.facility, &found.book, &paid))
            }
            Self::Assert(assert) => {
                let found = assert.unit.find(session).await?;
                let args = AssertUnitArgs {
                    principal: assert.principal.units(found.decimals)?,
                    funded: assert.funded.units(found.decimals)?,
                    sequence: assert.sequence,
                };
                Plan::new("The NFAT is as asserted", ix::nfat::assert_unit(&found.unit.nfat, args))
            }
            Self::Transfer(Transfer { unit, to }) => {
                let found = unit.find(session).await?;
                let transfer = ix::nfat::wallet_transfer(&actor, &found.facility, &found.unit.asset, &to);
                Plan::new("NFAT transferred", transfer)
            }
        };
        Ok(plan.into())
    }
}

impl Payout {
    /// The NFAT, and what is asked for: at least what `take` would take out of it now.
    async fn find<T: Transport>(
        self,
        session: &Session<T>,
        take: impl FnOnce(&mut Nfat) -> Result<Payment, NfatError>,
    ) -> Result<(Found, ix::nfat::Payout)> {
        let found = self.unit.find(session).await?;
        let holder = session.actor();
        let mut nfat = found.nfat;
        let due = take(&mut nfat).and_then(|payment| payment.total());
        let due = due.map_err(|error| anyhow!("NFAT #{}: {error}", self.unit.token))?;
        let min_payout = self.min.map(|min| min.units(found.decimals)).transpose()?.unwrap_or(due);
        let destination = self.to.unwrap_or_else(|| found.facility.token_account(&holder));
        let payout = ix::nfat::Payout { holder, destination, asset: found.unit.asset, min_payout };
        Ok((found, payout))
    }
}

impl Redeem {
    async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let found = self.unit.find(session).await?;
        let holder = session.actor();
        let redemption = ix::nfat::Redemption {
            holder,
            destination: self.to.unwrap_or_else(|| found.facility.token_account(&holder)),
            asset: found.unit.asset,
            rent_payer: found.nfat.rent_payer,
            min_payout: match self.min {
                Some(min) => min.units(found.decimals)?,
                None => found
                    .nfat
                    .funded()
                    .total()
                    .map_err(|error| anyhow!("NFAT #{}: {error}", self.unit.token))?,
            },
        };
        Ok(Plan::new("NFAT redeemed", ix::nfat::redeem(&found.facility, &found.book, &redemption)))
    }
}

async fn show<T: Transport>(found: &Found, session: &Session<T>) -> Result<View> {
    let UnitState { outstanding_principal, funded, sequence } =
        session.client.view_as(ix::nfat::unit_state(&found.unit.nfat)).await?;
    let nfat = &found.nfat;
    let tokens = |units: u64| Value::Tokens(units, found.decimals);
    Ok(View::default()
        .text("asset", found.unit.asset)
        .text("nfat", found.unit.nfat)
        .with("number", Value::Number(nfat.token_id))
        .with("book", Value::Number(found.book_id))
        .text("depositor", nfat.depositor)
        .with("minted_at", Value::Moment(nfat.minted_at))
        .with("principal", tokens(nfat.principal))
        .with("outstanding_principal", tokens(outstanding_principal))
        .with("funded", tokens(funded))
        .with("funded_principal", tokens(nfat.funded_principal))
        .with("funded_interest", tokens(nfat.funded_interest))
        .with("funded_penalty", tokens(nfat.funded_penalty))
        .with("payout_cap", tokens(nfat.payout_cap))
        .text("terms_hash", hex(&nfat.terms_hash))
        .with("sequence", Value::Number(sequence)))
}
