//! The events of a transaction, as an indexer reads them.

use anchor_lang::{event::EVENT_IX_TAG_LE, AnchorDeserialize, Discriminator};
use halo_sdk::transport::Landed;

/// The one event of type `E` in the transaction.
///
/// # Panics
/// When there is none, or more than one.
pub fn event<E: AnchorDeserialize + Discriminator>(landed: &Landed) -> E {
    let head = [EVENT_IX_TAG_LE, E::DISCRIMINATOR].concat();
    let calls = landed.inner_instructions.as_deref().expect("an engine that tells the calls");
    let mut events = calls.iter().filter_map(|call| call.data.strip_prefix(&head[..]));
    let data = events.next().expect("the event");
    assert!(events.next().is_none(), "the event came twice");
    E::try_from_slice(data).expect("the event as the program declares it")
}
