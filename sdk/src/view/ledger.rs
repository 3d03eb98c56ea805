//! What the views read from the chain: a facility, its Books, and units of them.

use super::{Book, Unit};
use crate::{
    addresses::{self, FacilityAddresses},
    client::Client,
    error::Error,
    token::decode_token_account,
    transport::{AccountFilter, Transport},
};
use anchor_lang::{prelude::AccountInfo, Discriminator};
use core::mem::offset_of;
use facility::state::{self, Facility};
use nfat::state::{Nfat, RedeemVault};
use solana_account::Account;
use solana_pubkey::Pubkey;
use std::collections::{BTreeMap, BTreeSet};

/// A facility at a moment.
pub(super) struct Ledger<'a, T: Transport> {
    client: &'a Client<T>,
    pub addresses: FacilityAddresses,
    /// Bits of halts in force.
    pub halted: u32,
    pub now: i64,
}

/// A Book with what it owes.
pub(super) struct BookRecord {
    pub address: Pubkey,
    pub state: state::Book,
    pub vault: RedeemVault,
}

impl<'a, T: Transport> Ledger<'a, T> {
    /// The facility at `address` as it is now.
    pub async fn open(client: &'a Client<T>, address: &Pubkey) -> Result<Self, Error> {
        let facility: Facility = client.fetch(address).await?;
        let addresses = FacilityAddresses::of(*address, &facility);
        Ok(Self { client, addresses, halted: facility.halted, now: client.unix_time().await? })
    }

    /// Every Book of the facility, the first opened first.
    pub async fn books(&self) -> Result<Vec<BookRecord>, Error> {
        let offset = state::Book::DISCRIMINATOR.len().saturating_add(offset_of!(state::Book, facility));
        let filter = AccountFilter::default().and(offset, self.addresses.facility);
        let books = self.client.list::<state::Book>(filter).await?;
        let mut books = self.with_vaults(books).await?;
        books.sort_by_key(|book| book.state.book_id);
        Ok(books)
    }

    /// The Books as a person sees them.
    pub async fn seen(&self, books: &[BookRecord]) -> Result<Vec<Book>, Error> {
        let held = |book: &BookRecord| [book.state.token_account, book.vault.token_account];
        let places: Vec<Pubkey> = books.iter().flat_map(held).collect();
        let accounts = self.client.transport().get_multiple_accounts(&places).await?;
        let mut balances = places.iter().zip(accounts).map(|(place, account)| balance(place, account));
        let mut next = || balances.next().unwrap_or(Ok(0));
        let mut seen = Vec::with_capacity(books.len());
        for BookRecord { address, state, vault } in books {
            let book = Book::new(*address, state, vault, [next()?, next()?], self.now);
            seen.push(book.ok_or_else(|| Error::AccountMismatch {
                address: *address,
                what: "Book",
                found: format!("one whose phase is number {}", state.phase),
            })?);
        }
        Ok(seen)
    }

    /// One Book as a person sees it.
    pub async fn book(&self, address: Pubkey, state: state::Book) -> Result<Book, Error> {
        let records = self.with_vaults(vec![(address, state)]).await?;
        self.seen(&records).await?.pop().ok_or(Error::AccountMissing { address, what: "Book" })
    }

    /// Every unit of the facility that is not redeemed, by number.
    pub async fn units(&self, books: &[BookRecord]) -> Result<Vec<Unit>, Error> {
        self.look_at(self.held().await?, books)
    }

    /// The units of the facility whose assets `owner` has, by number.
    pub async fn units_of(&self, owner: &Pubkey) -> Result<Vec<Unit>, Error> {
        let mut held = self.held().await?;
        held.retain(|(_, holder)| *holder == Some(*owner));
        self.by_themselves(held).await
    }

    /// One unit.
    pub async fn unit(&self, record: Nfat) -> Result<Unit, Error> {
        let missing = Error::AccountMissing { address: addresses::nfat(&record.asset), what: "Nfat" };
        let held = self.with_holders(vec![record]).await?;
        self.by_themselves(held).await?.pop().ok_or(missing)
    }

    /// Every record of the facility, and who has its asset. Found by the records and not by the assets: there are few of
    /// them, where Metaplex Core has the assets of the whole chain.
    async fn held(&self) -> Result<Vec<(Nfat, Option<Pubkey>)>, Error> {
        let offset = Nfat::DISCRIMINATOR.len().saturating_add(offset_of!(Nfat, config));
        let filter = AccountFilter::default().and(offset, self.addresses.nfat_config());
        let records = self.client.list::<Nfat>(filter).await?.into_iter().map(|(_, record)| record);
        self.with_holders(records.collect()).await
    }

    async fn with_holders(&self, records: Vec<Nfat>) -> Result<Vec<(Nfat, Option<Pubkey>)>, Error> {
        let assets: Vec<Pubkey> = records.iter().map(|record| record.asset).collect();
        let accounts = self.client.transport().get_multiple_accounts(&assets).await?;
        let collection = self.addresses.collection();
        let holders = assets
            .iter()
            .zip(accounts)
            .map(|(asset, account)| account.and_then(|account| owner_of(asset, account, &collection)));
        Ok(records.into_iter().zip(holders).collect())
    }

    /// The units of `held`, with no more Books than they need.
    async fn by_themselves(&self, held: Vec<(Nfat, Option<Pubkey>)>) -> Result<Vec<Unit>, Error> {
        let books: BTreeSet<Pubkey> = held.iter().map(|(record, _)| record.book).collect();
        let books: Vec<Pubkey> = books.into_iter().collect();
        let states = self.client.fetch_many::<state::Book>(&books).await?;
        let found = books.into_iter().zip(states).filter_map(|(book, state)| Some((book, state?)));
        let books = self.with_vaults(found.collect()).await?;
        self.look_at(held, &books)
    }

    async fn with_vaults(&self, books: Vec<(Pubkey, state::Book)>) -> Result<Vec<BookRecord>, Error> {
        let vaults: Vec<Pubkey> = books.iter().map(|(_, state)| state.redeem_vault).collect();
        let found = self.client.fetch_many::<RedeemVault>(&vaults).await?;
        let records = books.into_iter().zip(vaults.iter().zip(found));
        records
            .map(|((address, state), (vault, found))| {
                let missing = Error::AccountMissing { address: *vault, what: "RedeemVault" };
                Ok(BookRecord { address, state, vault: found.ok_or(missing)? })
            })
            .collect()
    }

    fn look_at(&self, held: Vec<(Nfat, Option<Pubkey>)>, books: &[BookRecord]) -> Result<Vec<Unit>, Error> {
        let books: BTreeMap<Pubkey, &BookRecord> = books.iter().map(|book| (book.address, book)).collect();
        let mut units = Vec::with_capacity(held.len());
        for (record, holder) in held {
            let book = books
                .get(&record.book)
                .ok_or(Error::AccountMissing { address: record.book, what: "Book" })?;
            units.push(Unit::new(&record, holder, (book.state.book_id, &book.vault), self.now));
        }
        units.sort_by_key(|unit| unit.number);
        Ok(units)
    }
}

/// Base units in the token account at `address`.
fn balance(address: &Pubkey, account: Option<Account>) -> Result<u64, Error> {
    let what = "a token account";
    let account = account.ok_or(Error::AccountMissing { address: *address, what })?;
    let found = decode_token_account(&account);
    let mismatch = |found| Error::AccountMismatch { address: *address, what, found };
    Ok(found.map_err(mismatch)?.amount)
}

/// Owner of the asset in `account`, read as the program reads it; none of one that is burnt.
fn owner_of(asset: &Pubkey, mut account: Account, collection: &Pubkey) -> Option<Pubkey> {
    let Account { lamports, data, owner, .. } = &mut account;
    let info = AccountInfo::new(asset, false, false, lamports, data, owner, false);
    nfat::core_asset::owner_of(&info, collection).ok()
}
