//! `halo pau vault | transfer | draw | charge | restore`

use super::limit::Key;
use crate::{
    args::{address, Amount, Kind},
    session::{Plan, Session, Work},
};
use anyhow::Result;
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses, instructions as ix,
    instructions::pau::BookSource,
    pau::{
        instructions::{DrawArgs, UseLimitArgs},
        state::Pau,
    },
    transport::Transport,
};
use solana_pubkey::Pubkey;

#[derive(Debug, Subcommand)]
pub enum Vault {
    /// Open the token account of a Book; a controller of the Book acts, or the administrator with the Book's key as a
    /// further signer
    Open(Source),
    /// Let relayers move a Book's money that only controllers could; the administrator acts
    Release(Source),
    /// Move a Book's whole balance to the same Book under another PAU: for controllers only. Controllers are usually
    /// programs; this serves those that are keys
    Migrate(Migrate),
}

#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    source: Source,
    /// The PAU to move to, where the Book's vault is open
    #[arg(long, value_parser = address, value_name = "PAU")]
    to: Pubkey,
}

/// A Book's money in one mint.
#[derive(Debug, Args)]
pub struct Source {
    #[arg(value_parser = address)]
    pau: Pubkey,
    /// Address of the Book
    #[arg(long, value_parser = address)]
    book: Pubkey,
    #[arg(long, value_parser = address)]
    mint: Pubkey,
}

#[derive(Debug, Args)]
pub struct Transfer {
    #[command(flatten)]
    source: Source,
    /// Token account of the endpoint
    #[arg(long, value_parser = address)]
    to: Pubkey,
    /// In tokens: 26.25M
    #[arg(long)]
    amount: Amount,
}

#[derive(Debug, Args)]
pub struct Draw {
    #[command(flatten)]
    transfer: Transfer,
    /// Kind of the limit to charge
    #[arg(long, value_enum)]
    kind: Kind,
    /// Target of the limit to charge
    #[arg(long, value_parser = address)]
    target: Pubkey,
}

#[derive(Debug, Args)]
pub struct UseLimit {
    #[command(flatten)]
    key: Key,
    /// In tokens: 26.25M
    #[arg(long)]
    amount: Amount,
}

impl Vault {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        match self {
            Self::Open(source) => source.open(session).await,
            Self::Release(Source { pau, book, mint }) => {
                let vault = addresses::book_vault(&pau, &book, &mint);
                let release = ix::pau::release_vault(&session.actor(), &pau, &vault);
                Ok(Plan::new("Vault released to relayers", release).fact("vault", vault).into())
            }
            Self::Migrate(Migrate { source, to }) => {
                let (source, _) = source.read(session).await?;
                let migrate = ix::pau::migrate_vault(&session.actor(), &source, &to);
                let to = BookSource { pau: to, ..source };
                Ok(Plan::new("Book migrated", migrate).fact("token_account", to.token_account()).into())
            }
        }
    }
}

impl Source {
    async fn open<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let Self { pau, book, mint } = self;
        let actor = session.actor();
        let admin = session.client.fetch::<Pau>(&pau).await?.admin;
        let controller = (admin != actor).then(|| addresses::controller(&pau, &actor));
        let program = session.mint(&mint).await?.program.id();
        let open = ix::pau::open_vault(&session.payer(), &actor, &pau, controller, &book, &mint, &program);
        let proxy = addresses::proxy(&pau, &book);
        let account = addresses::associated_token(&proxy, &mint, &program);
        Ok(Plan::new("Vault opened", open).fact("token_account", account).fact("proxy", proxy).into())
    }

    async fn read<T: Transport>(&self, session: &Session<T>) -> Result<(BookSource, u8)> {
        let mint = session.mint(&self.mint).await?;
        let (pau, book, token_program) = (self.pau, self.book, mint.program.id());
        Ok((BookSource { pau, book, mint: self.mint, token_program }, mint.decimals))
    }
}

impl Transfer {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (source, decimals) = self.source.read(session).await?;
        let amount = self.amount.units(decimals)?;
        Ok(Plan::new("Transferred", ix::pau::transfer(&session.actor(), &source, &self.to, amount)))
    }
}

impl Draw {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (source, decimals) = self.transfer.source.read(session).await?;
        let amount = self.transfer.amount.units(decimals)?;
        let args = DrawArgs { kind: self.kind.into(), target: self.target, amount };
        Ok(Plan::new("Drawn", ix::pau::draw(&session.actor(), &source, &self.transfer.to, args)))
    }
}

impl UseLimit {
    /// The PAU and the arguments.
    pub async fn args<T: Transport>(self, session: &Session<T>) -> Result<(Pubkey, UseLimitArgs)> {
        let Key { pau, kind, target, mint } = self.key;
        let amount = self.amount.units(session.decimals(&mint).await?)?;
        Ok((pau, UseLimitArgs { kind: kind.into(), target, mint, amount }))
    }
}
