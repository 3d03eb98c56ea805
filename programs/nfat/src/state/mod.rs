pub mod config;
pub mod nfat;
pub mod redeem_vault;

pub use config::*;
pub use nfat::*;
pub use redeem_vault::*;
