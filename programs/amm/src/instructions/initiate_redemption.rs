use crate::{
    error::AmmError,
    events::RedemptionInitiated,
    state::{require_beam, require_held, Feed, Pool, PoolRedemption, Sources},
    ACCOUNT_VERSION, REDEMPTION_SEED,
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use halo_common::{rwa_mint::check_asset_transfer, Explain};
use halo_math::amm::Redemption;
use pau::{client::BookDraw, program::Pau as PauProgram, state::Pau};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct InitiateRedemptionArgs {
    /// Base units of the asset, above zero.
    pub amount: u64,
    /// Cash that the issuer is expected to pay for it: at most its value at the price of now, at least that less the
    /// pool's widest discount.
    pub expected: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct InitiateRedemption<'info> {
    /// Also pays the rent.
    #[account(mut)]
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    #[account(
        mut,
        has_one = pau @ AmmError::WrongPau,
        has_one = asset_vault @ AmmError::WrongPoolAccount,
        has_one = asset_mint @ AmmError::WrongMint,
    )]
    pub pool: AccountLoader<'info, Pool>,
    /// Absent when the pool has no reporters.
    pub feed: Option<AccountLoader<'info, Feed>>,
    /// CHECK: read as an account of the Pyth receiver; absent when the pool has no Pyth feed.
    pub price_update: Option<UncheckedAccount<'info>>,
    /// The next of the pool.
    #[account(
        init,
        payer = beacon,
        space = PoolRedemption::SPACE,
        seeds = [
            REDEMPTION_SEED,
            pool.key().as_ref(),
            &pool.load()?.redemptions.wrapping_add(1).to_le_bytes(),
        ],
        bump
    )]
    pub redemption: AccountLoader<'info, PoolRedemption>,
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU checks it.
    pub controller: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub limit: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    #[account(mut)]
    pub asset_vault: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub asset_account: UncheckedAccount<'info>,
    /// CHECK: must have a TRANSFER limit in the PAU.
    #[account(mut)]
    pub endpoint: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub asset_mint: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub asset_program: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
    /// CHECK: the PAU checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

impl InitiateRedemption<'_> {
    /// Takes the amount off the inventory and writes the ticket; returns the pool's next sequence and the ticket.
    fn book(&self, args: &InitiateRedemptionArgs, bump: u8, clock: &Clock) -> Result<Redemption> {
        let mut pool = self.pool.load_mut()?;
        let sources = Sources::of(&self.feed, &self.price_update);
        let price = pool.accept_price(&sources, clock)?;
        let now = clock.unix_timestamp;
        // At most 30 days, so the sum does not saturate.
        let due = now.saturating_add_unsigned(pool.settlement_seconds);
        let pricing = pool.pricing;
        let start =
            Redemption::start(&mut pool.capital, &pricing, price, [args.amount, args.expected], now, due);
        let ticket = start.explain::<AmmError>()?;
        pool.redemptions = pool.redemptions.wrapping_add(1);
        let mut redemption = self.redemption.load_init()?;
        redemption.pool = self.pool.key();
        redemption.endpoint = self.endpoint.key();
        redemption.rent_payer = self.beacon.key();
        redemption.number = pool.redemptions;
        redemption.ticket = ticket;
        redemption.version = ACCOUNT_VERSION;
        redemption.bump = bump;
        Ok(ticket)
    }

    fn send(&self, amount: u64) -> Result<()> {
        let draw = BookDraw {
            signer: self.pool.as_ref(),
            controller: &self.controller,
            pau: self.pau.as_ref(),
            limit: &self.limit,
            vault: &self.asset_vault,
            proxy: &self.proxy,
            token_account: &self.asset_account,
            destination: &self.endpoint,
            mint: &self.asset_mint,
            token_program: &self.asset_program,
            event_authority: &self.pau_event_authority,
            program: &self.pau_program,
        };
        let pool = *self.pool.load()?;
        pool.sign(|seeds| draw.transfer(amount, seeds))
    }
}

/// Specification:
/// - shall send inventory to an endpoint of the issuer for which the PAU has a TRANSFER limit, and charge that limit;
/// - shall keep one ticket a redemption, with what is expected and when; several may be open at once;
/// - shall refuse to expect more than the inventory is worth, or less than that by more than the pool's widest discount:
///   what shares cost and are paid depends on it;
/// - shall count what is sent as inventory still: it is the pool's risk until the cash is there.
pub fn handler(ctx: Context<InitiateRedemption>, args: InitiateRedemptionArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let clock = Clock::get()?;
    let beacon = accounts.beacon.key();
    let now = clock.unix_timestamp;
    require_beam(&accounts.pool, &accounts.pau, &accounts.beam, &beacon, permission::REDEEM, now)?;
    check_asset_transfer(&accounts.asset_mint).explain::<AmmError>()?;
    let ticket = accounts.book(&args, ctx.bumps.redemption, &clock)?;
    accounts.send(args.amount)?;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        require_held(&accounts.asset_account, pool.capital.inventory)?;
        RedemptionInitiated {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            redemption: accounts.redemption.key(),
            beacon,
            endpoint: accounts.endpoint.key(),
            amount: ticket.amount,
            expected: ticket.expected,
            due: ticket.due,
            inventory_after: pool.capital.inventory,
            pending_after: pool.capital.pending,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
