//! Liquidity constrained tokens: units of a Portfolio Halo, and the two queues through which they are bought and given
//! back as capacity allows, day by day.

use anchor_lang::prelude::*;

pub mod constants;
pub mod converter;
pub mod error;
pub mod events;
pub mod instructions;
pub mod lazy;
pub mod share_mint;
pub mod state;

pub use constants::*;
use instructions::*;

declare_id!("5KgRTFJq7EcT5VeyhighBUfcJn8UvXJQPjUGVM3aFMdN");

#[cfg(not(feature = "no-entrypoint"))]
solana_security_txt::security_txt! {
    name: "Halo LCTS",
    project_url: "https://github.com/sky-ecosystem/halo-solana",
    contacts: "link:https://github.com/sky-ecosystem/halo-solana/security/advisories/new",
    policy: "https://github.com/sky-ecosystem/halo-solana/blob/main/SECURITY.md",
    source_code: "https://github.com/sky-ecosystem/halo-solana"
}

#[program]
pub mod lcts {
    use super::*;

    // The hot ones come first: an instruction is found by looking at one after the other.

    /// Settles the locked subscribe queue. Beacon with SETTLE.
    pub fn settle_subscribe(ctx: Context<SettleSubscribe>, args: SettleArgs) -> Result<()> {
        instructions::settle_subscribe::handler(ctx, args)
    }

    /// Settles the locked redeem queue. Beacon with SETTLE.
    pub fn settle_redeem(ctx: Context<SettleRedeem>, args: SettleArgs) -> Result<()> {
        instructions::settle_redeem::handler(ctx, args)
    }

    /// Settles both queues after netting them. Beacon with SETTLE.
    pub fn settle_pair(ctx: Context<SettlePair>, args: SettlePairArgs) -> Result<()> {
        instructions::settle_pair::handler(ctx, args)
    }

    /// Locks a unit's queues for today's settlement. Beacon with LOCK.
    pub fn lock(ctx: Context<Lock>) -> Result<()> {
        instructions::lock::handler(ctx)
    }

    /// Enters a queue's current generation. The owner of the tokens.
    pub fn enter(ctx: Context<Enter>, args: EnterArgs) -> Result<()> {
        instructions::enter::handler(ctx, args)
    }

    /// Pays a position what it has earned. Its owner only.
    pub fn claim(ctx: Context<Claim>) -> Result<()> {
        instructions::claim::handler(ctx)
    }

    /// Takes a whole position out of the current generation. Its owner only.
    pub fn exit(ctx: Context<Exit>) -> Result<()> {
        instructions::exit::handler(ctx)
    }

    /// Creates a unit and the mint of its shares. GovOps of the PAU.
    pub fn initialize_unit(ctx: Context<InitializeUnit>, args: InitializeUnitArgs) -> Result<()> {
        instructions::initialize_unit::handler(ctx, args)
    }

    /// Opens one of a unit's two queues. Anyone.
    pub fn open_queue(ctx: Context<OpenQueue>, args: OpenQueueArgs) -> Result<()> {
        instructions::open_queue::handler(ctx, args)
    }

    /// Opens the Book of the PAU that holds what the shares stand for. Anyone, once the unit is a controller.
    pub fn open_holding(ctx: Context<OpenHolding>) -> Result<()> {
        instructions::open_holding::handler(ctx)
    }

    /// Sets a unit's guardrails. GovOps of the PAU.
    pub fn set_guardrails(ctx: Context<SetGuardrails>, args: SetGuardrailsArgs) -> Result<()> {
        instructions::set_guardrails::handler(ctx, args)
    }

    /// Enters the subscribe queue with what an approved converter makes of another token. The owner of the tokens.
    pub fn enter_with_usds<'info>(
        ctx: Context<'info, EnterWithUsds<'info>>,
        args: EnterWithUsdsArgs,
    ) -> Result<()> {
        instructions::enter_with_usds::handler(ctx, args)
    }

    /// Unlocks a queue that was not settled by 16:00 UTC. Anyone.
    pub fn unlock_overdue(ctx: Context<UnlockOverdue>) -> Result<()> {
        instructions::unlock_overdue::handler(ctx)
    }

    /// Sets what the unit's shares are worth. Beacon with RATE.
    pub fn set_rate(ctx: Context<SetRate>, args: SetRateArgs) -> Result<()> {
        instructions::set_rate::handler(ctx, args)
    }

    /// Lowers the rates of both units over a holding by a loss, the junior's first. Beacon with RATE over the senior.
    pub fn haircut(ctx: Context<Haircut>, args: HaircutArgs) -> Result<()> {
        instructions::haircut::handler(ctx, args)
    }

    /// Makes a unit without shares the junior of another. Anyone, once the unit is a controller of that one's Book.
    pub fn subordinate(ctx: Context<Subordinate>) -> Result<()> {
        instructions::subordinate::handler(ctx)
    }

    /// Halts a unit when money of its holding is missing. Anyone.
    pub fn check_unit(ctx: Context<CheckUnit>) -> Result<()> {
        instructions::check_unit::handler(ctx)
    }

    /// Lets a halted unit go on. Council.
    pub fn clear_halt(ctx: Context<ClearHalt>) -> Result<()> {
        instructions::clear_halt::handler(ctx)
    }

    /// Sends money of the holding to an endpoint, within its limit. Beacon with DEPLOY.
    pub fn deploy(ctx: Context<Deploy>, args: DeployArgs) -> Result<()> {
        instructions::deploy::handler(ctx, args)
    }

    /// Brings money back to the holding. Anyone.
    pub fn return_funds(ctx: Context<ReturnFunds>, args: ReturnFundsArgs) -> Result<()> {
        instructions::return_funds::handler(ctx, args)
    }

    /// Closes an empty position. Its owner only.
    pub fn close_position(ctx: Context<ClosePosition>) -> Result<()> {
        instructions::close_position::handler(ctx)
    }

    /// Closes a generation that everybody has left. Anyone; the rent goes to who paid it.
    pub fn close_generation(ctx: Context<CloseGeneration>) -> Result<()> {
        instructions::close_generation::handler(ctx)
    }

    /// Underlying per 10^18 shares. Moves nothing.
    pub fn exchange_rate(ctx: Context<ExchangeRateOf>) -> Result<u128> {
        instructions::exchange_rate::handler(ctx)
    }

    /// What a unit's shares are worth and what backs them. Moves nothing.
    pub fn unit_state(ctx: Context<UnitState>) -> Result<UnitView> {
        instructions::unit_state::handler(ctx)
    }

    /// What a generation has and has done. Moves nothing.
    pub fn generation_state(ctx: Context<GenerationState>) -> Result<GenerationView> {
        instructions::generation_state::handler(ctx)
    }

    /// What a position is worth. Moves nothing.
    pub fn position_state(ctx: Context<PositionState>) -> Result<PositionView> {
        instructions::position_state::handler(ctx)
    }
}
