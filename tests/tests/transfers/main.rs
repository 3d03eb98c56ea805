//! Who owns an NFAT: transfers and the whitelist mode, everything that can be done to an asset outside the suite, and the
//! replacement of an asset that was burnt. On the Core stand-in, and on Core itself when `HALO_MPL_CORE_SO` is set.
//!
//! Whatever happens to an asset, its money is paid to its owner once or stays in the record.

mod accounts;
mod admission;
mod burning;
mod core_calls;
mod desk;
mod events;
mod moving;
mod remint;
mod remint_refusals;
mod restricted;
mod rights;
mod tampering;
mod units;
