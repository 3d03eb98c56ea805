//! What a Halo wants to know of its facility.

use super::{ledger::Ledger, text, Book, Headroom, Unit};
use crate::{client::Client, error::Error, transport::Transport};
use facility::state::Queue;
use pau::state::RateLimit;
use serde::Serialize;
use solana_pubkey::Pubkey;

/// A facility with its Books and units at a moment. Amounts in base units, times in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Halo {
    /// The account.
    #[serde(serialize_with = "text::address")]
    pub facility: Pubkey,
    /// Scope whose Beams give rights here.
    #[serde(serialize_with = "text::address")]
    pub scope: Pubkey,
    /// PAU that has the Books' money.
    #[serde(serialize_with = "text::address")]
    pub pau: Pubkey,
    /// Asset in which everything is counted.
    #[serde(serialize_with = "text::address")]
    pub mint: Pubkey,
    /// Bits of `facility::state::halt` in force.
    pub halted: u32,
    /// Waits in the queue, of all Primes.
    pub queued: u64,
    /// What may be claimed now over all Primes; none without such a limit.
    pub claim_limit: Option<Headroom>,
    /// What Books may pay to units now; none without such a limit.
    pub payment_limit: Option<Headroom>,
    /// Credited to units and not yet paid out.
    pub funded: u64,
    /// Principal that units claim of the Books.
    pub claimed: u64,
    /// All of its Books by number.
    pub books: Vec<Book>,
    /// Units that are not redeemed.
    pub units: Vec<Unit>,
}

impl Halo {
    /// Reads the facility at `facility` with everything in it.
    ///
    /// # Errors
    /// When an account cannot be read, or the facility does not exist.
    pub async fn read<T: Transport>(client: &Client<T>, facility: &Pubkey) -> Result<Self, Error> {
        let ledger = Ledger::open(client, facility).await?;
        let at = ledger.addresses;
        let queue: Queue = client.fetch(&at.queue()).await?;
        let limits = client.fetch_many::<RateLimit>(&[at.claim_limit(), at.withdraw_limit()]).await?;
        let mut headroom =
            limits.iter().map(|limit| limit.as_ref().map(|limit| Headroom::of_pau(limit, ledger.now)));
        let (claim_limit, payment_limit) = (headroom.next().flatten(), headroom.next().flatten());
        let records = ledger.books().await?;
        let books = ledger.seen(&records).await?;
        let units = ledger.units(&records).await?;
        let sum = |part: fn(&Book) -> u64| books.iter().map(part).fold(0, u64::saturating_add);
        Ok(Self {
            facility: *facility,
            scope: at.scope,
            pau: at.pau,
            mint: at.mint,
            halted: ledger.halted,
            queued: queue.totals.underlying,
            claim_limit,
            payment_limit,
            funded: sum(|book| book.owed),
            claimed: sum(|book| book.claims),
            books,
            units,
        })
    }

    /// Units whose holders wait for an answer.
    pub fn requests(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(|unit| unit.request.is_some())
    }
}
