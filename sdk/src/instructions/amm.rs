//! Pools of a Trading Halo. `feed` is where a price comes from, `administration` what creates and bounds a pool,
//! `trading` what traders do, `capital` what its providers do, `redemption` what goes to the issuer and comes back,
//! `safety` what stops it, `views` what can be asked.

mod administration;
mod capital;
mod feed;
mod redemption;
mod safety;
mod trading;
mod views;

pub use administration::*;
pub use capital::*;
pub use feed::*;
pub use redemption::*;
pub use safety::*;
pub use trading::*;
pub use views::*;

use crate::addresses;
use amm::{accounts::PermitAccounts, instructions::digest};
use anchor_lang::AnchorSerialize;
use solana_pubkey::Pubkey;

/// The permit for a value, of `target` under `scope`, whose rent goes back to `rent_payer`; none when nothing is
/// loosened.
fn permit<T: AnchorSerialize>(
    scope: &Pubkey,
    target: &Pubkey,
    (name, value): (&[u8], &T),
    rent_payer: Option<&Pubkey>,
) -> PermitAccounts {
    // Borsh of plain numbers and keys cannot fail.
    let digest = digest(name, value).unwrap_or_default();
    PermitAccounts {
        permit: rent_payer.map(|_| addresses::permit(scope, target, &digest)),
        rent_payer: rent_payer.copied(),
        configurator_event_authority: addresses::event_authority(&configurator::ID),
        configurator_program: configurator::ID,
    }
}
