//! How a settlement moves what it converted.

use crate::{
    error::LctsError,
    instructions::{settlement::Ground, side::Booked},
    state::Unit,
};
use anchor_lang::{
    prelude::*,
    solana_program::{
        instruction::{AccountMeta, Instruction},
        program::invoke_signed_unchecked,
    },
};
use halo_common::token::Move;
use halo_math::PairSettlement;
use pau::client::BookDraw;

/// Numbers of instructions in both token programs.
const MINT_TO: u8 = 7;
const BURN: u8 = 8;

/// The PAU's accounts through which money leaves the holding, by the names that the instructions give them.
macro_rules! outlet {
    ($accounts:expr) => {
        $crate::instructions::movements::Outlet {
            controller: &$accounts.controller,
            limit: &$accounts.limit,
            vault: &$accounts.vault,
            proxy: &$accounts.proxy,
            event_authority: &$accounts.pau_event_authority,
            program: &$accounts.pau_program,
        }
    };
}
pub(super) use outlet;

/// See [`outlet`]. The PAU checks them.
pub(super) struct Outlet<'a, 'info> {
    pub controller: &'a AccountInfo<'info>,
    pub limit: &'a AccountInfo<'info>,
    pub vault: &'a AccountInfo<'info>,
    pub proxy: &'a AccountInfo<'info>,
    pub event_authority: &'a AccountInfo<'info>,
    pub program: &'a AccountInfo<'info>,
}

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

impl<'info> Ground<'_, 'info> {
    /// Underlying of subscribers goes on to `to`.
    pub(super) fn forward(
        &self,
        from: &Booked<'_, 'info>,
        to: &AccountInfo<'info>,
        amount: u64,
    ) -> Result<()> {
        if amount == 0 {
            return Ok(());
        }
        let movement = Move {
            token_program: self.token_program,
            mint: self.mint,
            decimals: from.queue.decimals,
            from: from.side.input,
            to,
            authority: from.side.queue,
        };
        from.queue.sign(|seeds| movement.send::<LctsError>(amount, seeds))
    }

    /// Takes out of the holding what redeemers are paid.
    pub(super) fn draw(
        &self,
        outlet: &Outlet<'_, 'info>,
        unit: &Unit,
        to: &Booked<'_, 'info>,
        amount: u64,
    ) -> Result<()> {
        if amount == 0 {
            return Ok(());
        }
        let draw = BookDraw {
            signer: self.unit,
            controller: outlet.controller,
            pau: self.pau,
            limit: outlet.limit,
            vault: outlet.vault,
            proxy: outlet.proxy,
            token_account: self.token_account,
            destination: to.side.reward,
            mint: self.mint,
            token_program: self.token_program,
            event_authority: outlet.event_authority,
            program: outlet.program,
        };
        unit.sign(|seeds| draw.withdraw(*self.unit.key, amount, seeds))
    }

    /// Burns the shares that redeemers gave.
    pub(super) fn burn(&self, from: &Booked<'_, 'info>, amount: u64) -> Result<()> {
        let accounts = [from.side.input, self.share_mint, from.side.queue];
        from.queue.sign(|seeds| self.change_supply(BURN, accounts, amount, seeds))
    }

    /// Mints the shares that subscribers bought.
    pub(super) fn mint(&self, unit: &Unit, to: &Booked<'_, 'info>, amount: u64) -> Result<()> {
        let accounts = [self.share_mint, to.side.reward, self.unit];
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
        let [a, b, c, d, e, f, g, h] = amount.to_le_bytes();
        let data = vec![number, a, b, c, d, e, f, g, h];
        let instruction = Instruction { program_id: *self.share_program.key, accounts, data };
        // Nobody holds a borrow of these accounts: the records are closed before anything moves.
        invoke_signed_unchecked(&instruction, &[first.clone(), second.clone(), authority.clone()], seeds)?;
        Ok(())
    }
}
