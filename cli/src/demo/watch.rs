//! The balances and states that the story is about, read from the chain.

use super::cast::Cast;
use anyhow::Result;
use halo_sdk::{
    addresses::{BookAddresses, FacilityAddresses, UnitAddresses},
    amount::format_units,
    client::Client,
    facility::state::Book,
    halo_math::crr_class,
    nfat::state::Nfat,
    pau::state::RateLimit,
    token::decode_token_account,
    transport::{Embedded, Transport},
};
use solana_pubkey::Pubkey;

/// What is said of something that does not exist.
pub const NOTHING: &str = "none";

/// What to look at.
pub struct Watch {
    accounts: Vec<(String, Pubkey)>,
    books: Vec<(String, Pubkey)>,
    nfats: Vec<(String, Pubkey)>,
    limits: Vec<(String, Pubkey)>,
}

/// What was seen.
#[derive(Debug)]
pub struct State {
    /// Base units by account.
    pub balances: Vec<(String, u64)>,
    pub states: Vec<(String, String)>,
}

impl State {
    /// Base units of `account`; 0 for one that was not watched yet.
    pub fn balance(&self, account: &str) -> u64 {
        self.balances.iter().find(|(name, _)| name == account).map_or(0, |(_, amount)| *amount)
    }

    pub fn state(&self, what: &str) -> &str {
        self.states.iter().find(|(name, _)| name == what).map_or(NOTHING, |(_, state)| state)
    }
}

impl Watch {
    pub fn over(cast: &Cast, facility: &FacilityAddresses) -> Self {
        let accounts = vec![
            ("Prime X".to_owned(), facility.token_account(&cast.prime)),
            ("Queue".to_owned(), facility.queue_token_account()),
            ("Borrower (endpoint)".to_owned(), cast.endpoint()),
        ];
        Self { accounts, books: Vec::new(), nfats: Vec::new(), limits: Vec::new() }
    }

    pub fn book(&mut self, name: &str, book: &BookAddresses) {
        // Money flows downwards through this list.
        let at = self.accounts.len().saturating_sub(1);
        self.accounts.insert(at, (name.to_owned(), book.token_account));
        self.accounts.push((format!("Redeem vault of {name}"), book.redeem_token_account));
        self.books.push((name.to_owned(), book.book));
    }

    pub fn nfat(&mut self, name: &str, unit: &UnitAddresses) {
        self.nfats.push((name.to_owned(), unit.nfat));
    }

    pub fn limit(&mut self, name: &str, limit: Pubkey) {
        self.limits.push((name.to_owned(), limit));
    }

    pub async fn look(&self, client: &Client<Embedded>) -> Result<State> {
        let mut balances = Vec::with_capacity(self.accounts.len());
        for (name, address) in &self.accounts {
            let amount = match client.transport().get_account(address).await? {
                Some(account) => decode_token_account(&account).map_err(anyhow::Error::msg)?.amount,
                None => 0,
            };
            balances.push((name.clone(), amount));
        }
        let mut states = Vec::new();
        for (name, address) in &self.books {
            let book: Option<Book> = client.fetch_optional(address).await?;
            let now = client.unix_time().await?;
            let attested = book.as_ref().map(|book| book.attestation_count).filter(|count| *count > 0);
            states
                .push((name.clone(), book.map_or(Ok(NOTHING.to_owned()), |book| describe_book(&book, now))?));
            states.push((
                format!("Attestations of {name}"),
                attested.map_or_else(|| NOTHING.to_owned(), |count| count.to_string()),
            ));
        }
        for (name, address) in &self.nfats {
            let nfat: Option<Nfat> = client.fetch_optional(address).await?;
            let [principal, funded] =
                nfat.as_ref().map_or_else(|| [(); 2].map(|()| NOTHING.to_owned()), describe_nfat);
            states.push((name.clone(), principal));
            states.push((format!("{name} is funded with"), funded));
        }
        for (name, address) in &self.limits {
            let limit: Option<RateLimit> = client.fetch_optional(address).await?;
            let max = |limit: RateLimit| format_units(limit.max, super::scenario::DECIMALS);
            states.push((name.clone(), limit.map_or_else(|| NOTHING.to_owned(), max)));
        }
        Ok(State { balances, states })
    }
}

fn describe_book(book: &Book, now: i64) -> Result<String> {
    let phase = book.phase()?;
    let class = crr_class(phase, book.last_attested_at, book.cadence_seconds, now);
    Ok(format!("{}, capital class {}", phase.name(), class.name()))
}

/// Outstanding principal, and what is credited.
fn describe_nfat(nfat: &Nfat) -> [String; 2] {
    let funded = nfat.funded();
    let funded = funded.principal.saturating_add(funded.interest).saturating_add(funded.penalty);
    let [principal, funded] =
        [nfat.outstanding_principal, funded].map(|amount| format_units(amount, super::scenario::DECIMALS));
    [format!("principal {principal}"), funded]
}
