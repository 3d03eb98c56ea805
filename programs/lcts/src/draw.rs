//! Money out of a unit's holding, which is the PAU's to send: within a limit, by the unit's signature as a controller.

use crate::state::Unit;
use anchor_lang::prelude::*;
use halo_common::cpi::call_with;
use pau::{instructions::DrawArgs, state::LimitKind};

/// A movement out of the holding. The PAU checks every account but the unit.
pub struct HoldingDraw<'a, 'info> {
    /// Signs; a junior draws on its senior's Book.
    pub unit: &'a AccountLoader<'info, Unit>,
    pub controller: &'a AccountInfo<'info>,
    pub pau: &'a AccountInfo<'info>,
    pub limit: &'a AccountInfo<'info>,
    pub vault: &'a AccountInfo<'info>,
    pub proxy: &'a AccountInfo<'info>,
    pub token_account: &'a AccountInfo<'info>,
    pub destination: &'a AccountInfo<'info>,
    pub mint: &'a AccountInfo<'info>,
    pub token_program: &'a AccountInfo<'info>,
    pub event_authority: &'a AccountInfo<'info>,
    pub program: &'a AccountInfo<'info>,
}

impl HoldingDraw<'_, '_> {
    /// Sends `amount` base units and charges the limit of this kind and target.
    #[inline(never)]
    pub fn send(&self, kind: LimitKind, target: Pubkey, amount: u64) -> Result<()> {
        let accounts = pau::accounts::Draw {
            signer: self.unit.key(),
            controller: *self.controller.key,
            pau: *self.pau.key,
            limit: *self.limit.key,
            vault: *self.vault.key,
            proxy: *self.proxy.key,
            token_account: *self.token_account.key,
            destination: *self.destination.key,
            mint: *self.mint.key,
            token_program: *self.token_program.key,
            event_authority: *self.event_authority.key,
            program: *self.program.key,
        };
        let infos = [
            self.unit.as_ref(),
            self.controller,
            self.pau,
            self.limit,
            self.vault,
            self.proxy,
            self.token_account,
            self.destination,
            self.mint,
            self.token_program,
            self.event_authority,
            self.program,
        ]
        .map(Clone::clone);
        let draw = pau::instruction::Draw { args: DrawArgs { kind, target, amount } };
        let unit = *self.unit.load()?;
        unit.sign(|seeds| call_with(pau::ID, &accounts, &infos, &draw, seeds))
    }
}
