pub mod authority;
pub mod feed;
pub mod pool;
pub mod position;
pub mod prices;
pub mod redemption;
pub mod sources;
pub mod withdrawal;

pub use authority::*;
pub use feed::*;
pub use pool::*;
pub use position::*;
pub use prices::*;
pub use redemption::*;
pub use sources::*;
pub use withdrawal::*;
