//! A pool read through a client, for whoever has one.

use super::PoolVenue;
use crate::{
    client::Client,
    error::Error,
    transport::{AccountFilter, Transport},
};
use amm::state::PoolWithdrawal;
use anchor_lang::Discriminator;
use solana_pubkey::Pubkey;
use std::mem::offset_of;

impl PoolVenue {
    /// Reads the pool at `address` as it is now. `price_update` is the account of the Pyth receiver, for a pool that has
    /// a price by Pyth.
    ///
    /// # Errors
    /// When an account cannot be read, or the pool does not exist.
    pub async fn read<T: Transport>(
        client: &Client<T>,
        address: &Pubkey,
        price_update: Option<Pubkey>,
    ) -> Result<Self, Error> {
        let account = client.transport().get_account(address).await.map_err(Error::Transport)?;
        let account = account.ok_or(Error::AccountMissing { address: *address, what: "Pool" })?;
        let mut venue = Self::from_account(address, &account)?.with_price_update(price_update);
        venue.refresh(client).await?;
        Ok(venue)
    }

    /// The withdrawal with this `number` in the queue; its address does not say it.
    ///
    /// # Errors
    /// When the accounts cannot be read.
    pub async fn withdrawal<T: Transport>(
        &self,
        client: &Client<T>,
        number: u64,
    ) -> Result<Option<PoolWithdrawal>, Error> {
        let offset = PoolWithdrawal::DISCRIMINATOR.len();
        let filter = AccountFilter::default()
            .and(offset, self.addresses().pool)
            .and(offset.saturating_add(offset_of!(PoolWithdrawal, ticket.number)), number.to_le_bytes());
        let found = client.list::<PoolWithdrawal>(filter).await?;
        Ok(found.into_iter().map(|(_, withdrawal)| withdrawal).next())
    }

    /// Reads again what changes.
    ///
    /// # Errors
    /// As [`PoolVenue::read`].
    pub async fn refresh<T: Transport>(&mut self, client: &Client<T>) -> Result<(), Error> {
        let addresses = self.accounts_to_update();
        let accounts =
            client.transport().get_multiple_accounts(&addresses).await.map_err(Error::Transport)?;
        let found = addresses.into_iter().zip(accounts);
        self.update(&found.filter_map(|(address, account)| Some((address, account?))).collect())
    }
}
