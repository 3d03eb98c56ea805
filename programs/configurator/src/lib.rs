//! Governance of the suite: the scope of a chain, and the right of each beacon as a [`state::Beam`].

use anchor_lang::prelude::*;

pub mod constants;
pub mod error;
pub mod events;
pub mod instructions;
pub mod state;

pub use constants::*;
use instructions::*;

declare_id!("2qRssuh8S2588tiQdPrSbiTTpB2KQuymUEgGut3aQ8na");

#[cfg(not(feature = "no-entrypoint"))]
solana_security_txt::security_txt! {
    name: "Halo configurator",
    project_url: "https://github.com/sky-ecosystem/halo-solana",
    contacts: "link:https://github.com/sky-ecosystem/halo-solana/security/advisories/new",
    policy: "https://github.com/sky-ecosystem/halo-solana/blob/main/SECURITY.md",
    source_code: "https://github.com/sky-ecosystem/halo-solana"
}

#[program]
pub mod configurator {
    use super::*;

    /// Creates the scope of a chain. Signed by a fresh base key, which fixes the address, and by the council.
    pub fn initialize_scope(ctx: Context<InitializeScope>) -> Result<()> {
        instructions::initialize_scope::handler(ctx)
    }

    /// Gives a holder permissions over a target until a time. Council only.
    pub fn grant_beam(ctx: Context<GrantBeam>, args: GrantBeamArgs) -> Result<()> {
        instructions::grant_beam::handler(ctx, args)
    }

    /// Takes a Beam away at once. Council only.
    pub fn revoke_beam(ctx: Context<RevokeBeam>) -> Result<()> {
        instructions::revoke_beam::handler(ctx)
    }
}
