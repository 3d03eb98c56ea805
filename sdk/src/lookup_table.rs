//! Address lookup tables: many accounts named by one byte each, so that long instructions fit a packet.

use {
    crate::{client::Client, cluster::Cluster, error::Error, transport::Transport},
    solana_account::Account,
    solana_address_lookup_table_interface::{
        instruction::{create_lookup_table, extend_lookup_table},
        program::ID as PROGRAM,
        state::{AddressLookupTable, LookupTableMeta, LOOKUP_TABLE_MAX_ADDRESSES},
    },
    solana_message::AddressLookupTableAccount,
    solana_pubkey::Pubkey,
    solana_rent::Rent,
    std::borrow::Cow,
};

/// As many addresses as fit one extending transaction with room to spare.
const ADDRESSES_PER_TRANSACTION: usize = 20;

/// What a table is called in errors.
const WHAT: &str = "an address lookup table";

/// Reads the table at `address`.
///
/// # Errors
/// [`Error::AccountMissing`] and [`Error::AccountMismatch`].
pub async fn fetch<T: Transport>(
    client: &Client<T>,
    address: &Pubkey,
) -> Result<AddressLookupTableAccount, Error> {
    let addresses = client.fetch_with(address, WHAT, decode).await?;
    Ok(AddressLookupTableAccount { key: *address, addresses })
}

/// Creates a table of `addresses`, owned and paid by the client's payer, and waits until it can be used.
///
/// # Errors
/// [`Error::Compile`] for more than 256 addresses, else as [`Client::send`].
pub async fn create<T: Transport>(
    client: &Client<T>,
    addresses: &[Pubkey],
) -> Result<AddressLookupTableAccount, Error> {
    bounded(addresses.len())?;
    // The program wants a slot that is over, and known to have had a block: the clock's present one, once it is past.
    let slot = client.transport().clock().await?.slot;
    client.transport().wait_past_slot(slot).await?;
    let (instruction, key) = create_lookup_table(client.payer(), client.payer(), slot);
    client.send(&[instruction], &[]).await?;
    let empty = AddressLookupTableAccount { key, addresses: Vec::new() };
    extend(client, &empty, addresses).await
}

/// Appends `addresses` to a table of the client's payer, and waits until they can be used. Returns the longer table.
///
/// # Errors
/// As [`create`].
pub async fn extend<T: Transport>(
    client: &Client<T>,
    table: &AddressLookupTableAccount,
    addresses: &[Pubkey],
) -> Result<AddressLookupTableAccount, Error> {
    let mut longer = table.clone();
    longer.addresses.extend_from_slice(addresses);
    bounded(longer.addresses.len())?;
    for part in addresses.chunks(ADDRESSES_PER_TRANSACTION) {
        let payer = client.payer();
        client.send(&[extend_lookup_table(table.key, payer, Some(payer), part.to_vec())], &[]).await?;
    }
    // What was appended in a slot can be looked up from the next slot on.
    let slot = client.transport().clock().await?.slot;
    client.transport().wait_past_slot(slot).await?;
    Ok(longer)
}

/// The account of a table of `addresses`, usable at once and without owner, to be written into a test's chain.
///
/// # Errors
/// [`Error::Compile`] for more than 256 addresses.
pub fn table_account(addresses: &[Pubkey], rent: &Rent) -> Result<Account, Error> {
    bounded(addresses.len())?;
    let table = AddressLookupTable { meta: LookupTableMeta::default(), addresses: Cow::Borrowed(addresses) };
    let data = table.serialize_for_tests().map_err(|error| Error::Compile { reason: error.to_string() })?;
    Ok(Account { lamports: rent.minimum_balance(data.len()), data, owner: PROGRAM, ..Account::default() })
}

impl Cluster {
    /// Writes a table of `addresses` into the cluster, usable at once and without owner.
    ///
    /// # Errors
    /// [`Error::Compile`] for more than 256 addresses.
    pub fn install_lookup_table(&self, addresses: &[Pubkey]) -> Result<AddressLookupTableAccount, Error> {
        let key = Pubkey::new_unique();
        let rent = self.transport().with_svm(|svm| svm.get_sysvar::<Rent>());
        self.set_account(&key, table_account(addresses, &rent)?)?;
        Ok(AddressLookupTableAccount { key, addresses: addresses.to_vec() })
    }
}

fn decode(account: &Account) -> Result<Vec<Pubkey>, String> {
    if account.owner != PROGRAM {
        return Err(format!("an account of program {}", account.owner));
    }
    let table = AddressLookupTable::deserialize(&account.data).map_err(|error| error.to_string())?;
    Ok(table.addresses.into_owned())
}

fn bounded(addresses: usize) -> Result<(), Error> {
    if addresses > LOOKUP_TABLE_MAX_ADDRESSES {
        return Err(Error::Compile {
            reason: format!(
                "a lookup table holds at most {LOOKUP_TABLE_MAX_ADDRESSES} addresses, came {addresses}"
            ),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
