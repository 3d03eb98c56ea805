//! Metaplex Core creates its accounts with `create_account`, which refuses an address that holds lamports.
//! Their addresses are foreseeable, so anybody could block a mint with one lamport: it is taken away first.

use anchor_lang::{
    prelude::*,
    system_program::{transfer, Transfer},
};

/// Moves whatever lamports somebody sent to `address`, which nobody owns yet, to `payer`; `seeds` sign for it.
pub fn clear_prefunding<'info>(
    address: &AccountInfo<'info>,
    payer: &AccountInfo<'info>,
    system_program: &Program<'info, System>,
    seeds: &[&[u8]],
) -> Result<()> {
    let lamports = address.lamports();
    if lamports == 0 {
        return Ok(());
    }
    let accounts = Transfer { from: address.clone(), to: payer.clone() };
    transfer(CpiContext::new_with_signer(system_program.key(), accounts, &[seeds]), lamports)
}
