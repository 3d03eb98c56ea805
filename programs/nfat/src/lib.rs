//! NFATs: each a Metaplex Core asset that is the claim on one unit of a Book, with a record that is
//! the truth about what it is owed, and a redeem vault a Book out of which its holder is paid.

use anchor_lang::prelude::*;

pub mod address_text;
pub mod book_draw;
pub mod book_phase;
pub mod constants;
pub mod core_account;
pub mod core_asset;
pub mod core_mint;
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

    /// Puts sealed terms on the record. Anyone who knows them.
    pub fn reveal(ctx: Context<Reveal>, args: RevealArgs) -> Result<()> {
        instructions::reveal::handler(ctx, args)
    }

    /// Offers an NFAT for redemption at an amount. Its owner only.
    pub fn request_redeem(ctx: Context<HolderAction>, args: RequestArgs) -> Result<()> {
        instructions::ask::redeem(ctx, args)
    }

    /// Asks for interest. Its owner only.
    pub fn request_interest(ctx: Context<HolderAction>, args: RequestArgs) -> Result<()> {
        instructions::ask::interest(ctx, args)
    }

    /// Takes a request back. Its owner only.
    pub fn cancel_request(ctx: Context<HolderAction>) -> Result<()> {
        instructions::ask::cancel(ctx)
    }

    /// Pays what the owner asked to be redeemed for. Beacon with FUND.
    pub fn fulfil_redeem(ctx: Context<Fulfil>, args: PaymentArgs) -> Result<()> {
        instructions::fulfil_redeem::handler(ctx, args)
    }

    /// Pays the interest that the owner asked for. Beacon with FUND.
    pub fn fulfil_interest(ctx: Context<Fulfil>, args: PaymentArgs) -> Result<()> {
        instructions::fulfil_interest::handler(ctx, args)
    }

    /// Lets payments be sent to the owner without its doing, or ends that. Its owner only.
    pub fn set_push(ctx: Context<HolderAction>, args: SetPushArgs) -> Result<()> {
        instructions::set_push::handler(ctx, args)
    }

    /// Sends an owner that wants it so what is credited. Anyone.
    pub fn push_payment(ctx: Context<Push>, args: PushArgs) -> Result<()> {
        instructions::push_payment::handler(ctx, args)
    }

    /// Declares an overdue NFAT in default. Anyone.
    pub fn declare_default(ctx: Context<DeclareDefault>) -> Result<()> {
        instructions::declare_default::handler(ctx)
    }

    /// Fixes the loss of a Book in default. The facility's own signature only.
    pub fn write_down(ctx: Context<WriteDown>, args: WriteDownArgs) -> Result<()> {
        instructions::write_down::handler(ctx, args)
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

    /// Gives the NFAT to another owner; in whitelist mode to an admitted one. Its owner only.
    pub fn transfer(ctx: Context<Transfer>) -> Result<()> {
        instructions::transfer::handler(ctx)
    }

    /// Lets NFATs go to admitted receivers only, or to everybody. Beacon with WHITELIST.
    pub fn set_whitelist_mode(ctx: Context<SetWhitelistMode>, args: SetWhitelistModeArgs) -> Result<()> {
        instructions::set_whitelist_mode::handler(ctx, args)
    }

    /// Lets an address receive NFATs until a time. Beacon with WHITELIST.
    pub fn admit_receiver(ctx: Context<AdmitReceiver>, args: AdmitReceiverArgs) -> Result<()> {
        instructions::admit_receiver::handler(ctx, args)
    }

    /// Stops an address from receiving NFATs. Beacon with WHITELIST.
    pub fn remove_receiver(ctx: Context<RemoveReceiver>) -> Result<()> {
        instructions::remove_receiver::handler(ctx)
    }

    /// Gives an NFAT that was burnt outside this program an asset again, on a permit. GovOps.
    pub fn remint(ctx: Context<Remint>) -> Result<()> {
        instructions::remint::handler(ctx)
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
