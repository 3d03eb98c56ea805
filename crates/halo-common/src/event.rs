//! Events by CPI, byte for byte as Anchor's `emit_cpi!` sends them, at half its cost: the bytes are
//! written once into a buffer of the right size instead of being collected one by one.

use anchor_lang::{
    event::EVENT_IX_TAG_LE,
    prelude::*,
    solana_program::{
        instruction::{AccountMeta, Instruction},
        program::invoke_signed_unchecked,
    },
};

/// Larger than every event of fixed size; one that lists many vaults lets the buffer grow once.
const CAPACITY: usize = 384;

/// Sends `event` to `program`, the caller itself, signed by its event authority. Use [`crate::emit!`].
pub fn send<E: AnchorSerialize + Discriminator>(
    event: &E,
    program: Pubkey,
    authority: &AccountInfo,
    bump: u8,
) -> Result<()> {
    let mut data = Vec::with_capacity(CAPACITY);
    data.extend_from_slice(EVENT_IX_TAG_LE);
    data.extend_from_slice(E::DISCRIMINATOR);
    event.serialize(&mut data)?;
    let accounts = vec![AccountMeta::new_readonly(*authority.key, true)];
    let instruction = Instruction { program_id: program, accounts, data };
    let seeds: &[&[u8]] = &[b"__event_authority", &[bump]];
    // Nobody borrows the authority: it has no content.
    invoke_signed_unchecked(&instruction, core::slice::from_ref(authority), &[seeds])?;
    Ok(())
}

/// Emits an event from a handler whose accounts are marked `#[event_cpi]`.
#[macro_export]
#[allow(clippy::crate_in_macro_def, reason = "the event is the calling program's own")]
macro_rules! emit {
    ($ctx:expr, $event:expr) => {
        $crate::emit!(in $ctx.accounts, $event)
    };
    // For a handler that has the marked accounts as a part of its own.
    (in $accounts:expr, $event:expr) => {
        $crate::event::send(
            &$event,
            crate::ID,
            &$accounts.event_authority,
            crate::EVENT_AUTHORITY_AND_BUMP.1,
        )?
    };
}
