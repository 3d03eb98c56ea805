//! `halo wrap`

mod fractions;
mod lifecycle;
mod show;

use crate::{
    command::nfat::Unit,
    session::{Session, Work},
};
use anyhow::{anyhow, Context, Result};
use clap::Subcommand;
use halo_sdk::{
    addresses::{self, BookAddresses, FacilityAddresses, WrapperAddresses},
    facility::state::Book,
    instructions::wrapper::Admission,
    nfat::state::NfatConfig,
    token::{create_associated_token_account, decode_token_account, TokenProgram},
    transport::Transport,
    wrapper::{
        error::WrapperError,
        state::{Stake, Wrapped},
    },
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show a wrapper, and what the acting key has in it
    Show(Unit),
    /// Make a wrapper for an NFAT; its holder acts
    Open(Unit),
    /// Put an NFAT into its wrapper for fractions; its holder acts
    Wrap(Unit),
    /// Have a wrapped NFAT pay what is credited to it; anyone acts
    Collect(lifecycle::Collect),
    /// Stake fractions, to be paid what they earn before the end; their owner acts
    Stake(fractions::Staking),
    /// Take fractions out of a stake, putting back what was taken out for them; the stake's owner acts
    Unstake(fractions::Unstaking),
    /// Take what a stake has earned, after the last payment for good; the stake's owner acts
    Claim(fractions::Claim),
    /// Burn fractions for their part of what has arrived; their owner acts
    Burn(fractions::Burn),
    /// Burn every fraction and take the NFAT out; the owner of them all acts
    Unwrap(lifecycle::Out),
    /// Let an admitted receiver hold restricted fractions; anyone acts
    Thaw(lifecycle::Thaw),
    /// Close an empty wrapper; whoever paid its rent acts
    Close(lifecycle::Close),
}

/// A wrapper as it is now.
pub struct Found {
    pub facility: FacilityAddresses,
    pub at: WrapperAddresses,
    pub wrapped: Wrapped,
    pub book: BookAddresses,
    /// Fractions in existence.
    pub supply: u64,
}

/// What a rule of the program answers, or its refusal in words.
fn ruled<T>(answer: core::result::Result<T, WrapperError>) -> Result<T> {
    answer.map_err(|error| anyhow!("{error}"))
}

/// Where the wrapper of an NFAT is, whether it is there or not: of one that was minted anew, the latest asset's.
async fn place<T: Transport>(
    session: &Session<T>,
    unit: &Unit,
) -> Result<(FacilityAddresses, WrapperAddresses)> {
    let (facility, _) = session.facility(&unit.facility).await?;
    let mut asset = facility.unit(unit.token).asset;
    loop {
        let next = addresses::reissued_asset(&asset);
        if session.client.created(&next).await?.is_none() {
            return Ok((facility, WrapperAddresses::of(&asset)));
        }
        asset = next;
    }
}

/// The wrapper of an NFAT, which may have been redeemed.
async fn find<T: Transport>(session: &Session<T>, unit: &Unit) -> Result<Found> {
    let (facility, at) = place(session, unit).await?;
    let wrapped: Option<Wrapped> = session.client.fetch_optional(&at.wrapped).await?;
    let wrapped = wrapped.with_context(|| format!("NFAT #{} has no wrapper", unit.token))?;
    let book: Book = session.client.fetch(&wrapped.book).await?;
    let supply = session.mint(&at.fraction_mint).await?.supply;
    Ok(Found { facility, at, wrapped, book: facility.book(book.book_id), supply })
}

impl Found {
    /// What the receiver of the NFAT has to show.
    async fn admission<T: Transport>(&self, session: &Session<T>) -> Result<Admission> {
        let config: NfatConfig = session.client.fetch(&self.wrapped.config).await?;
        Ok(if config.is_whitelisted() { Admission::Entry } else { Admission::None })
    }

    /// The stake of `owner`.
    async fn stake<T: Transport>(&self, session: &Session<T>, owner: &Pubkey) -> Result<Stake> {
        let stake: Option<Stake> = session.client.fetch_optional(&self.at.stake(owner)).await?;
        stake.with_context(|| format!("{owner} has staked nothing"))
    }

    /// Free fractions in `owner`'s associated account.
    async fn free<T: Transport>(&self, session: &Session<T>, owner: &Pubkey) -> Result<u64> {
        let account = session.client.created(&self.at.fractions(owner)).await?;
        let Some(account) = account else { return Ok(0) };
        let account = decode_token_account(&account).map_err(|error| anyhow::anyhow!("{error}"))?;
        Ok(account.amount)
    }

    /// Creates the owner's associated account for the fractions, where it is missing.
    fn account(&self, payer: &Pubkey, owner: &Pubkey) -> Instruction {
        create_associated_token_account(payer, owner, &self.at.fraction_mint, TokenProgram::Token2022)
    }
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let plan = match self {
            Self::Show(unit) => return Ok(show::show(&find(session, &unit).await?, session).await?.into()),
            Self::Open(unit) => lifecycle::open(session, &unit).await?,
            Self::Wrap(unit) => lifecycle::wrap(session, &unit).await?,
            Self::Collect(collect) => collect.plan(session).await?,
            Self::Stake(staking) => staking.plan(session).await?,
            Self::Unstake(unstaking) => unstaking.plan(session).await?,
            Self::Claim(claim) => claim.plan(session).await?,
            Self::Burn(burn) => burn.plan(session).await?,
            Self::Unwrap(out) => out.plan(session).await?,
            Self::Thaw(thaw) => thaw.plan(session).await?,
            Self::Close(close) => close.plan(session).await?,
        };
        Ok(plan.into())
    }
}
