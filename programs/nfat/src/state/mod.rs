pub mod config;
pub mod credit;
pub mod lateness;
pub mod losses;
pub mod nfat;
pub mod payout;
pub mod redeem_vault;
pub mod request;
pub mod whitelist_entry;

pub use config::*;
pub use credit::*;
pub use nfat::*;
pub use redeem_vault::*;
pub use request::*;
pub use whitelist_entry::*;
