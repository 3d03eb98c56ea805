use crate::{
    error::PauError,
    events::LimitUsed,
    state::{Controller, LimitKind, Pau, RateLimit},
};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct UseLimitArgs {
    /// Kind of the limit.
    pub kind: LimitKind,
    /// Target of the limit.
    pub target: Pubkey,
    /// Mint of the limit.
    pub mint: Pubkey,
    /// Base units, above zero.
    pub amount: u64,
}

/// Accounts of a controller that uses a limit without moving money.
#[event_cpi]
#[derive(Accounts)]
pub struct UseLimit<'info> {
    pub signer: Signer<'info>,
    #[account(
        has_one = pau @ PauError::WrongPau,
        has_one = signer @ PauError::NotController,
    )]
    pub controller: Account<'info, Controller>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(mut, has_one = pau @ PauError::WrongPau)]
    pub limit: AccountLoader<'info, RateLimit>,
}

/// Which way a limit is used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Charge,
    Restore,
}

impl UseLimit<'_> {
    /// Applies a charge or a restoration to the limit that the arguments name.
    pub fn apply(&self, args: &UseLimitArgs, way: Use) -> Result<LimitUsed> {
        let now = Clock::get()?.unix_timestamp;
        self.controller.require_kind(args.kind)?;
        let mut limit = self.limit.load_mut()?;
        limit.require_key(args.kind, &args.target, &args.mint)?;
        let change = match way {
            Use::Charge => limit.charge(args.amount, now),
            Use::Restore => limit.restore(args.amount, now),
        }?;
        Ok(LimitUsed {
            limit: self.limit.key(),
            sequence: limit.next_sequence(),
            actor: self.signer.key(),
            amount: args.amount,
            before: change.before,
            after: change.after,
            restored: way == Use::Restore,
        })
    }
}
