//! Feeds of prices by reporters.

use super::permit;
use crate::{
    addresses,
    instructions::{build, configurator::Configurer},
};
use amm::{accounts, instruction, instructions::*, FEED_DIGEST, ID, REPORTERS_DIGEST};
use halo_math::amm::{Posting, PriceRange, REPORTERS};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Creates the feed at `addresses::feed(base)`. Signers: payer, base, configurer.
pub fn initialize_feed(
    payer: &Pubkey,
    base: &Pubkey,
    configurer: &Configurer,
    args: InitializeFeedArgs,
) -> Instruction {
    let accounts = accounts::InitializeFeed {
        payer: *payer,
        base: *base,
        govops: configurer.signer,
        scope: configurer.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        pau: configurer.pau,
        feed: addresses::feed(base),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::InitializeFeed { args })
}

fn configuring(
    configurer: &Configurer,
    feed: &Pubkey,
    permit: accounts::PermitAccounts,
) -> accounts::ConfigureFeed {
    accounts::ConfigureFeed {
        govops: configurer.signer,
        scope: configurer.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        pau: configurer.pau,
        feed: *feed,
        permit,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    }
}

/// Sets who may report. `permit_rent` is who gets the rent of the permit, which adding somebody needs. Signer:
/// configurer.
pub fn set_reporters(
    configurer: &Configurer,
    feed: &Pubkey,
    reporters: [Pubkey; REPORTERS],
    permit_rent: Option<&Pubkey>,
) -> Instruction {
    let permit = permit(&configurer.scope, feed, (REPORTERS_DIGEST, &reporters), permit_rent);
    let args = SetReportersArgs { reporters };
    build(ID, configuring(configurer, feed, permit), instruction::SetReporters { args })
}

/// Sets what prices and reports must keep to; always with a permit. Signer: configurer.
pub fn set_feed_limits(
    configurer: &Configurer,
    feed: &Pubkey,
    args: SetFeedLimitsArgs,
    permit_rent: &Pubkey,
) -> Instruction {
    let permit = permit(&configurer.scope, feed, (FEED_DIGEST, &args), Some(permit_rent));
    build(ID, configuring(configurer, feed, permit), instruction::SetFeedLimits { args })
}

/// Reports what the asset is worth. Signer: reporter.
pub fn post_nav(reporter: &Pubkey, feed: &Pubkey, posting: Posting) -> Instruction {
    let accounts = accounts::PostNav { reporter: *reporter, feed: *feed };
    build(ID, accounts, instruction::PostNav { posting })
}

/// Accepts the median although it is out of step, if it is one of those `agreed`. Signer: council.
pub fn rebase_feed(council: &Pubkey, scope: &Pubkey, feed: &Pubkey, agreed: PriceRange) -> Instruction {
    let accounts = accounts::RebaseFeed {
        council: *council,
        scope: *scope,
        feed: *feed,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::RebaseFeed { agreed })
}
