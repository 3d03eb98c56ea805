//! What somebody who has NFATs wants to know.

use super::{ledger::Ledger, text, Unit};
use crate::{client::Client, error::Error, transport::Transport};
use nfat::state::{NfatConfig, WhitelistEntry};
use serde::Serialize;
use solana_pubkey::Pubkey;

/// The NFATs that one key has of one facility, at a moment. Amounts in base units, times in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// Facility whose NFATs these are.
    #[serde(serialize_with = "text::address")]
    pub facility: Pubkey,
    /// Owner of the assets.
    #[serde(serialize_with = "text::address")]
    pub holder: Pubkey,
    /// Whether only admitted addresses receive NFATs of this facility.
    pub restricted: bool,
    /// Until when this one is admitted; none when it is not.
    pub admitted_until: Option<i64>,
    /// What it can be paid now, of all its NFATs.
    pub payable: u64,
    /// Penalty accrued and neither credited nor paid, of all its NFATs.
    pub penalty_unpaid: u64,
    /// All that it owns of this facility.
    pub units: Vec<Unit>,
}

impl Holder {
    /// Reads what `holder` has of the facility at `facility`.
    ///
    /// # Errors
    /// When an account cannot be read, or the facility does not exist.
    pub async fn read<T: Transport>(
        client: &Client<T>,
        facility: &Pubkey,
        holder: &Pubkey,
    ) -> Result<Self, Error> {
        let ledger = Ledger::open(client, facility).await?;
        let config: NfatConfig = client.fetch(&ledger.addresses.nfat_config()).await?;
        let entry = ledger.addresses.whitelist_entry(holder);
        let entry: Option<WhitelistEntry> = client.fetch_optional(&entry).await?;
        let units = ledger.units_of(holder).await?;
        let sum = |part: fn(&Unit) -> u64| units.iter().map(part).fold(0, u64::saturating_add);
        Ok(Self {
            facility: *facility,
            holder: *holder,
            restricted: config.whitelist != 0,
            admitted_until: entry.map(|entry| entry.valid_until).filter(|until| ledger.now < *until),
            payable: sum(|unit| unit.payable.map_or(0, |payable| payable.amount)),
            penalty_unpaid: sum(|unit| unit.penalty_unpaid),
            units,
        })
    }
}
