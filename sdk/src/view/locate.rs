//! Where an NFAT is.

use crate::{
    addresses::{self, FacilityAddresses, UnitAddresses},
    client::Client,
    error::Error,
    transport::Transport,
};
use nfat::state::Nfat;

/// Addresses and record of NFAT number `number` of `facility`. One that was burnt in a wallet and minted anew has them at
/// its new asset, and that one's successor at its own.
///
/// # Errors
/// When there is no such NFAT, or no longer.
pub async fn locate<T: Transport>(
    client: &Client<T>,
    facility: &FacilityAddresses,
    number: u64,
) -> Result<(UnitAddresses, Nfat), Error> {
    let first = facility.unit(number);
    let mut unit = first;
    loop {
        if let Some(record) = client.fetch_optional(&unit.nfat).await? {
            return Ok((unit, record));
        }
        unit = UnitAddresses::of(addresses::reissued_asset(&unit.asset));
        if client.created(&unit.asset).await?.is_none() {
            return Err(Error::AccountMissing { address: first.nfat, what: "Nfat" });
        }
    }
}
