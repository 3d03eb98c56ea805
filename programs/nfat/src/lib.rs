//! NFATs: each a Metaplex Core asset that is the claim on one unit of a Book, with a record that is
//! the truth about what it is owed, and a redeem vault a Book out of which its holder is paid.

use anchor_lang::prelude::*;

pub mod address_text;
pub mod book_phase;
pub mod constants;
pub mod core_account;
pub mod core_asset;
pub mod error;
pub mod events;
pub mod instructions;
pub mod state;

pub use constants::*;
use instructions::*;

declare_id!("8TwTGzu2q3AUmnh7Q8i74KsxvC4oEZXDTiYpVfgBDUtt");

#[cfg(not(feature = "no-entrypoint"))]
solana_security_txt::security_txt! {
    name: "Halo NFAT",
    project_url: "https://github.com/sky-ecosystem/halo-solana",
    contacts: "link:https://github.com/sky-ecosystem/halo-solana/security/advisories/new",
    policy: "https://github.com/sky-ecosystem/halo-solana/blob/main/SECURITY.md",
    source_code: "https://github.com/sky-ecosystem/halo-solana"
}

#[program]
pub mod nfat {
    use super::*;

    /// Creates the collection of a facility. The facility's own signature only.
    pub fn initialize_collection(
        ctx: Context<InitializeCollection>,
        args: InitializeCollectionArgs,
    ) -> Result<()> {
        instructions::initialize_collection::handler(ctx, args)
    }

    /// Opens the redeem vault of a Book. The facility's own signature only.
    pub fn open_redeem_vault(ctx: Context<OpenRedeemVault>, args: OpenRedeemVaultArgs) -> Result<()> {
        instructions::open_redeem_vault::handler(ctx, args)
    }

    /// Mints the NFAT of a deal. The facility's own signature only.
    pub fn mint(ctx: Context<Mint>, args: MintArgs) -> Result<()> {
        instructions::mint::handler(ctx, args)
    }

    /// Credits one NFAT with money of its own Book. Beacon with FUND.
    pub fn fund(ctx: Context<Fund>, args: PaymentArgs) -> Result<()> {
        instructions::fund::handler(ctx, args)
    }

    /// Credits one NFAT with the signer's own money. Anyone.
    pub fn top_up(ctx: Context<TopUp>, args: PaymentArgs) -> Result<()> {
        instructions::top_up::handler(ctx, args)
    }

    /// Pays a tranche of an amortising NFAT. Its owner only.
    pub fn spend(ctx: Context<Payout>, args: PayoutArgs) -> Result<()> {
        instructions::spend::handler(ctx, args)
    }

    /// Pays the interest credited to an NFAT. Its owner only.
    pub fn claim_interest(ctx: Context<Payout>, args: PayoutArgs) -> Result<()> {
        instructions::claim_interest::handler(ctx, args)
    }

    /// Burns the NFAT and pays its holder everything credited to it. Its holder only.
    pub fn redeem(ctx: Context<Redeem>, args: RedeemArgs) -> Result<()> {
        instructions::redeem::handler(ctx, args)
    }

    /// Fails unless the NFAT is in the state given: put before a purchase. Anyone.
    pub fn assert_unit(ctx: Context<ViewUnit>, args: AssertUnitArgs) -> Result<()> {
        instructions::assert_unit::handler(ctx, args)
    }

    /// Returns principal, what is funded and the sequence of an NFAT. Anyone; a view.
    pub fn unit_state(ctx: Context<ViewUnit>) -> Result<UnitState> {
        instructions::unit_state::handler(ctx)
    }
}
