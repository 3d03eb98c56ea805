//! Wrapped NFATs: an NFAT held by a wrapper of its own, and its parts as a token that anybody can trade. What the NFAT
//! is paid is collected here and belongs to all fractions alike.

use anchor_lang::prelude::*;

pub mod constants;
pub mod error;
pub mod events;
pub mod fraction_mint;
pub mod instructions;
pub mod own_account;
pub mod state;

pub use constants::*;
use instructions::*;

declare_id!("Hgz9Gj8sgk98RW2ysUcNz5RQtyr29gTaEJKdSKRCo9a9");

#[cfg(not(feature = "no-entrypoint"))]
solana_security_txt::security_txt! {
    name: "Halo wrapper",
    project_url: "https://github.com/sky-ecosystem/halo-solana",
    contacts: "link:https://github.com/sky-ecosystem/halo-solana/security/advisories/new",
    policy: "https://github.com/sky-ecosystem/halo-solana/blob/main/SECURITY.md",
    source_code: "https://github.com/sky-ecosystem/halo-solana"
}

#[program]
pub mod wrapper {
    use super::*;

    /// Makes a wrapper for an NFAT. The NFAT's owner only.
    pub fn open_wrapper(ctx: Context<OpenWrapper>) -> Result<()> {
        instructions::open_wrapper::handler(ctx)
    }

    /// Takes the NFAT in and mints its fractions. The NFAT's owner only.
    pub fn wrap(ctx: Context<Wrap>) -> Result<()> {
        instructions::wrap::handler(ctx)
    }

    /// Has the wrapped NFAT pay what it can be paid. Anyone.
    pub fn collect(ctx: Context<Collect>, args: CollectArgs) -> Result<()> {
        instructions::collect::handler(ctx, args)
    }

    /// Stakes fractions, to be paid what they earn before the end. Their owner only.
    pub fn stake(ctx: Context<Stake>, args: StakeArgs) -> Result<()> {
        instructions::stake::handler(ctx, args)
    }

    /// Takes fractions out of a stake. The stake's owner only.
    pub fn unstake(ctx: Context<Unstake>, args: UnstakeArgs) -> Result<()> {
        instructions::unstake::handler(ctx, args)
    }

    /// Pays a stake what it has earned; after the last payment ends it. The stake's owner only.
    pub fn claim_rewards(ctx: Context<ClaimRewards>) -> Result<()> {
        instructions::claim_rewards::handler(ctx)
    }

    /// Burns fractions for their part of what has arrived. Their owner only.
    pub fn burn_fractions(ctx: Context<BurnFractions>, args: BurnFractionsArgs) -> Result<()> {
        instructions::burn_fractions::handler(ctx, args)
    }

    /// Burns every fraction and gives the NFAT back. The owner of them all only.
    pub fn unwrap(ctx: Context<Unwrap>, args: UnwrapArgs) -> Result<()> {
        instructions::unwrap::handler(ctx, args)
    }

    /// Lets an admitted receiver hold restricted fractions. Anyone.
    pub fn thaw_holder(ctx: Context<ThawHolder>) -> Result<()> {
        instructions::thaw_holder::handler(ctx)
    }

    /// Closes an empty wrapper. Whoever paid its rent.
    pub fn close_wrapper(ctx: Context<CloseWrapper>) -> Result<()> {
        instructions::close_wrapper::handler(ctx)
    }
}
