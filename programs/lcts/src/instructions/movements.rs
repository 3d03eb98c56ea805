//! How a settlement moves what it converted, and the proof afterwards that every vault has what is recorded.

use crate::{
    draw::HoldingDraw,
    error::LctsError,
    instructions::settlement::{Settle, Side, Sides},
    state::{require_held, Payment},
};
use anchor_lang::{
    prelude::*,
    solana_program::{
        instruction::{AccountMeta, Instruction},
        program::invoke_signed_unchecked,
    },
};
use halo_math::PairSettlement;
use pau::state::LimitKind;

/// Numbers of instructions in both token programs.
const MINT_TO: u8 = 7;
const BURN: u8 = 8;

/// Underlying that moves between queues and holding.
pub(super) struct Flow {
    pub matched: u64,
    pub into_holding: u64,
    pub out_of_holding: u64,
}

impl Flow {
    pub fn of(settled: &PairSettlement) -> Self {
        let (brought, paid) = (settled.subscribe.converted, settled.redeem.minted);
        let matched = brought.min(paid);
        let rest = |amount: u64| amount.saturating_sub(matched);
        Self { matched, into_holding: rest(brought), out_of_holding: rest(paid) }
    }
}

impl<'info> Settle<'info> {
    /// Moves what was settled: subscribers' money first to redeemers, the rest to the holding or out of it; then
    /// shares are burnt and minted.
    pub(super) fn pay(&self, sides: &Sides<'_, 'info>, settled: &PairSettlement, flow: &Flow) -> Result<()> {
        if let Some(subscribe) = &sides.subscribe {
            if let Some(redeem) = &sides.redeem {
                self.forward(subscribe, redeem.reward, flow.matched)?;
            }
            self.forward(subscribe, &self.token_account, flow.into_holding)?;
        }
        if let Some(redeem) = &sides.redeem {
            self.draw(redeem, flow.out_of_holding)?;
            self.burn(redeem, settled.redeem.converted)?;
        }
        match &sides.subscribe {
            Some(subscribe) => self.mint(subscribe, settled.subscribe.minted),
            None => Ok(()),
        }
    }

    /// What subscribers brought goes on.
    fn forward(&self, from: &Side<'_, 'info>, to: &AccountInfo<'info>, amount: u64) -> Result<()> {
        Payment {
            queue: from.queue,
            vault: from.input,
            to,
            mint: &self.mint,
            token_program: &self.token_program,
        }
        .send(amount)
    }

    /// Takes out of the holding what redeemers are paid.
    fn draw(&self, to: &Side<'_, 'info>, amount: u64) -> Result<()> {
        if amount == 0 {
            return Ok(());
        }
        let (Some(controller), Some(limit), Some(vault), Some(proxy), Some(event_authority), Some(program)) = (
            &self.controller,
            &self.limit,
            &self.vault,
            &self.proxy,
            &self.pau_event_authority,
            &self.pau_program,
        ) else {
            return err!(LctsError::WrongHolding);
        };
        HoldingDraw {
            unit: &self.unit,
            controller,
            pau: self.pau.as_ref(),
            limit,
            vault,
            proxy,
            token_account: &self.token_account,
            destination: to.reward,
            mint: &self.mint,
            token_program: &self.token_program,
            event_authority,
            program,
        }
        .send(LimitKind::Withdraw, self.unit.key(), amount)
    }

    fn burn(&self, from: &Side<'_, 'info>, amount: u64) -> Result<()> {
        let accounts = [from.input, &*self.share_mint, from.queue.as_ref()];
        let queue = *from.queue.load()?;
        queue.sign(|seeds| self.change_supply(BURN, accounts, amount, seeds))
    }

    fn mint(&self, to: &Side<'_, 'info>, amount: u64) -> Result<()> {
        let accounts = [&*self.share_mint, to.reward, self.unit.as_ref()];
        let unit = *self.unit.load()?;
        unit.sign(|seeds| self.change_supply(MINT_TO, accounts, amount, seeds))
    }

    /// Calls an instruction of the shares' token program, whose last account signs. Written by hand: the generated client
    /// costs more than what it calls.
    fn change_supply(
        &self,
        number: u8,
        [first, second, authority]: [&AccountInfo<'info>; 3],
        amount: u64,
        seeds: &[&[&[u8]]],
    ) -> Result<()> {
        if amount == 0 {
            return Ok(());
        }
        let accounts = vec![
            AccountMeta::new(*first.key, false),
            AccountMeta::new(*second.key, false),
            AccountMeta::new_readonly(*authority.key, true),
        ];
        let data = [&[number][..], &amount.to_le_bytes()].concat();
        let instruction = Instruction { program_id: *self.share_program.key, accounts, data };
        // Nobody holds a borrow of these accounts: what is read of them is read before and after.
        invoke_signed_unchecked(&instruction, &[first.clone(), second.clone(), authority.clone()], seeds)?;
        Ok(())
    }

    /// The invariants after every settlement: each vault has what is recorded. What waits in a queue that takes no part
    /// is not known here, and nothing left it.
    pub(super) fn require_sound(&self, sides: &Sides<'_, 'info>) -> Result<()> {
        for side in [&sides.subscribe, &sides.redeem].into_iter().flatten() {
            if let Some(generation) = side.generation {
                require_held(side.input, generation.load()?.totals.underlying)?;
            }
            require_held(side.reward, side.queue.load()?.owed)?;
        }
        require_held(&self.token_account, self.book()?.load()?.holding)
    }
}
