//! What all ways to settle have in common: who may settle, within which caps, what is booked, and in which order.

use crate::{
    error::LctsError,
    events::UnitSettled,
    instructions::movements::Flow,
    state::{check_beam, Unit},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use core::cell::RefMut;
use halo_common::direct;
use halo_math::PairSettlement;
use pau::state::Pau;

/// The accounts of a settlement beside those of its queues, by the names that every way to settle gives them.
macro_rules! ground {
    ($accounts:expr) => {
        $crate::instructions::settlement::Ground {
            beacon: $accounts.beacon.key,
            beam: &$accounts.beam,
            unit: &$accounts.unit,
            senior: $accounts.senior.as_deref(),
            pau: &$accounts.pau,
            token_account: &$accounts.token_account,
            mint: &$accounts.mint,
            token_program: &$accounts.token_program,
            share_mint: &$accounts.share_mint,
            share_program: &$accounts.share_program,
        }
    };
}

pub(super) use ground;

/// See [`ground`].
pub(super) struct Ground<'a, 'info> {
    pub beacon: &'a Pubkey,
    pub beam: &'a AccountInfo<'info>,
    pub unit: &'a AccountInfo<'info>,
    /// Has the holding of a junior unit.
    pub senior: Option<&'a AccountInfo<'info>>,
    pub pau: &'a AccountInfo<'info>,
    pub token_account: &'a AccountInfo<'info>,
    pub mint: &'a AccountInfo<'info>,
    pub token_program: &'a AccountInfo<'info>,
    pub share_mint: &'a AccountInfo<'info>,
    pub share_program: &'a AccountInfo<'info>,
}

/// Underlying that a settlement may bring to the holding and take out of it.
#[derive(Clone, Copy)]
pub(super) struct Capacities {
    pub subscribe: u64,
    pub redeem: u64,
}

/// The records of a unit and of its holding while they are written.
pub(super) struct Books<'a> {
    pub unit: RefMut<'a, Unit>,
    senior: Option<RefMut<'a, Unit>>,
}

/// What was booked: the records are closed, and what moves now was decided.
pub(super) struct Booking {
    pub flow: Flow,
    /// A copy, since whoever is called is given the account.
    pub unit: Unit,
    pub event: UnitSettled,
}

impl Books<'_> {
    /// Refuses another record of the PAU than the holding's.
    pub(super) fn require_vault(&mut self, vault: &Pubkey) -> Result<()> {
        require_keys_eq!(self.holder().vault, *vault, LctsError::WrongHolding);
        Ok(())
    }

    /// The unit that has the holding.
    fn holder(&mut self) -> &mut Unit {
        match &mut self.senior {
            Some(senior) => senior,
            None => &mut self.unit,
        }
    }
}

impl<'a, 'info> Ground<'a, 'info> {
    /// The records: of a junior, also those of the senior that it names.
    pub(super) fn open(&self) -> Result<Books<'a>> {
        let unit = direct::write::<Unit>(self.unit, LctsError::WrongUnit)?;
        let senior = match self.senior {
            None if !unit.is_junior() => None,
            Some(senior) if unit.is_junior() && *senior.key == unit.partner => {
                Some(direct::write::<Unit>(senior, LctsError::WrongHolding)?)
            }
            _ => return err!(LctsError::WrongHolding),
        };
        Ok(Books { unit, senior })
    }

    /// Refuses whoever may not settle, a settlement after 16:00 UTC, and accounts of another unit; returns what may be
    /// converted of `wanted`.
    pub(super) fn terms(&self, books: &mut Books, wanted: Capacities, now: i64) -> Result<Capacities> {
        self.require_right(&books.unit, now)?;
        let unit = &books.unit;
        require_keys_eq!(unit.mint, *self.mint.key, LctsError::WrongMint);
        require_keys_eq!(unit.token_program, *self.token_program.key, LctsError::WrongTokenProgram);
        require_keys_eq!(unit.share_mint, *self.share_mint.key, LctsError::WrongMint);
        require_keys_eq!(unit.share_program, *self.share_program.key, LctsError::WrongTokenProgram);
        unit.require_running()?;
        unit.require_settling(now)?;
        let subscribe = unit.room_for(wanted.subscribe)?;
        let redeem = wanted.redeem.min(unit.redeem_limit);
        let holder = books.holder();
        holder.require_running()?;
        require_keys_eq!(holder.token_account, *self.token_account.key, LctsError::WrongHolding);
        Ok(Capacities { subscribe, redeem: redeem.min(holder.holding) })
    }

    /// Refuses a beacon without the right to settle this unit, another PAU, and one that is frozen.
    fn require_right(&self, unit: &Unit, now: i64) -> Result<()> {
        require_keys_eq!(unit.pau, *self.pau.key, LctsError::WrongPau);
        let pau = direct::read::<Pau>(self.pau, LctsError::WrongPau)?;
        let beam = direct::read::<Beam>(self.beam, LctsError::BeamRefused)?;
        let unit = (self.unit.key, unit);
        check_beam(unit, (self.pau.key, pau.epoch), &beam, self.beacon, permission::SETTLE, now)?;
        require!(pau.frozen == 0, LctsError::PauFrozen);
        Ok(())
    }

    /// Books what was `settled` for unit and holding.
    pub(super) fn book(&self, mut books: Books, settled: &PairSettlement, now: i64) -> Result<Booking> {
        let flow = Flow::of(settled);
        // SECURITY: also asked of what is netted: redeemers would sell at the rate that was cut.
        if settled.subscribe.minted > 0 {
            books.unit.require_may_sell(now)?;
        }
        books.unit.issued(settled.subscribe.minted, settled.redeem.converted)?;
        books.holder().settled(flow.into_holding, flow.out_of_holding)?;
        let holding_after = books.holder().holding;
        let sequence = books.unit.next_sequence();
        let unit = *books.unit;
        let event = UnitSettled {
            unit: *self.unit.key,
            sequence,
            beacon: *self.beacon,
            day: unit.locked_day,
            rate: unit.rate.rate(),
            matched: flow.matched,
            subscribed: settled.subscribe.converted,
            minted: settled.subscribe.minted,
            burnt: settled.redeem.converted,
            paid: settled.redeem.minted,
            subscribe_finalized: settled.subscribe.finalized,
            redeem_finalized: settled.redeem.finalized,
            supply_after: unit.supply,
            holding_after,
        };
        Ok(Booking { flow, unit, event })
    }
}
