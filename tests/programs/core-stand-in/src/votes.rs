//! Who may do what: the vote of the owner, of the update authority and of each plugin on an event.

use mpl_core::types::{Plugin, PluginAuthority, PluginType};

use crate::{
    authority::Standing,
    plugin_kind::{manager, same_kind},
};

#[derive(Clone, Copy)]
pub enum Event<'a> {
    Create,
    Add(&'a Plugin),
    Remove(&'a Plugin),
    Update(&'a Plugin),
    Burn,
    Transfer,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Vote {
    Pass,
    Approve,
    Reject,
    /// Settles the matter against every rejection.
    ForceApprove,
}

fn approve_if(condition: bool) -> Vote {
    if condition {
        Vote::Approve
    } else {
        Vote::Pass
    }
}

/// The vote that the signer's own standing brings, before any plugin is asked.
pub fn core_vote(event: Event, signer: &Standing, in_collection: bool) -> Vote {
    match event {
        // Outside a collection anyone may mint; a collection is its update authority's.
        Event::Create => approve_if(!in_collection || signer.is_update_authority),
        Event::Add(plugin) | Event::Remove(plugin) => {
            approve_if(signer.holds(&manager(&PluginType::from(plugin))))
        }
        // Updating a plugin is the plugin's own affair.
        Event::Update(_) => Vote::Pass,
        Event::Burn | Event::Transfer => approve_if(signer.is_owner),
    }
}

/// The vote of a plugin whose authority is `authority`.
pub fn plugin_vote(event: Event, plugin: &Plugin, authority: &PluginAuthority, signer: &Standing) -> Vote {
    match event {
        Event::Create | Event::Add(_) => Vote::Pass,
        Event::Remove(target) => {
            let immutable = authority == &PluginAuthority::None && same_kind(plugin, target);
            reject_if(immutable || is_frozen(plugin))
        }
        Event::Update(target) => approve_if(same_kind(plugin, target) && signer.holds(authority)),
        Event::Burn => match plugin {
            Plugin::PermanentBurnDelegate(_) if signer.holds(authority) => Vote::ForceApprove,
            Plugin::BurnDelegate(_) => approve_if(signer.holds(authority)),
            plugin => reject_if(is_frozen(plugin)),
        },
        Event::Transfer => match plugin {
            Plugin::PermanentTransferDelegate(_) if signer.holds(authority) => Vote::ForceApprove,
            Plugin::TransferDelegate(_) => approve_if(signer.holds(authority)),
            plugin => reject_if(is_frozen(plugin)),
        },
    }
}

fn reject_if(condition: bool) -> Vote {
    if condition {
        Vote::Reject
    } else {
        Vote::Pass
    }
}

fn is_frozen(plugin: &Plugin) -> bool {
    match plugin {
        Plugin::FreezeDelegate(freeze) => freeze.frozen,
        Plugin::PermanentFreezeDelegate(freeze) => freeze.frozen,
        _ => false,
    }
}
