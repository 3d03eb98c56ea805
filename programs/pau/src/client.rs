//! Calls of this program by the programs that control Books. Each fills its accounts here and signs with its own seeds;
//! the accounts are passed as they are at hand, see [`call_with`].

use crate::{
    accounts, instruction,
    instructions::{DrawArgs, OpenVaultArgs},
    state::LimitKind,
};
use anchor_lang::prelude::*;
use halo_common::cpi::call_with;

/// Money out of a Book. This program checks every account.
pub struct BookDraw<'a, 'info> {
    /// The controller's signer.
    pub signer: &'a AccountInfo<'info>,
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

impl BookDraw<'_, '_> {
    /// Sends `amount` base units to the destination, charged to its TRANSFER limit.
    pub fn transfer(&self, amount: u64, signers: &[&[&[u8]]]) -> Result<()> {
        self.send(DrawArgs { kind: LimitKind::Transfer, target: *self.destination.key, amount }, signers)
    }

    /// Sends `amount` base units to the destination, charged to the WITHDRAW limit of `target`.
    pub fn withdraw(&self, target: Pubkey, amount: u64, signers: &[&[&[u8]]]) -> Result<()> {
        self.send(DrawArgs { kind: LimitKind::Withdraw, target, amount }, signers)
    }

    #[inline(never)]
    fn send(&self, args: DrawArgs, signers: &[&[&[u8]]]) -> Result<()> {
        let accounts = accounts::Draw {
            signer: *self.signer.key,
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
            self.signer,
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
        call_with(crate::ID, &accounts, &infos, &instruction::Draw { args }, signers)
    }
}

/// A vault of a controller's Book, which no relayer can draw from. This program checks every account, and creates vault
/// and token account.
pub struct BookOpening<'a, 'info> {
    pub payer: &'a AccountInfo<'info>,
    /// The controller's signer.
    pub signer: &'a AccountInfo<'info>,
    pub controller: &'a AccountInfo<'info>,
    pub pau: &'a AccountInfo<'info>,
    pub vault: &'a AccountInfo<'info>,
    pub proxy: &'a AccountInfo<'info>,
    pub token_account: &'a AccountInfo<'info>,
    pub mint: &'a AccountInfo<'info>,
    pub token_program: &'a AccountInfo<'info>,
    pub associated_token_program: &'a AccountInfo<'info>,
    pub system_program: &'a AccountInfo<'info>,
    pub event_authority: &'a AccountInfo<'info>,
    pub program: &'a AccountInfo<'info>,
}

impl BookOpening<'_, '_> {
    /// Opens it for `book`.
    #[inline(never)]
    pub fn open(&self, book: Pubkey, signers: &[&[&[u8]]]) -> Result<()> {
        let accounts = accounts::OpenBookVault {
            payer: *self.payer.key,
            authority: *self.signer.key,
            pau: *self.pau.key,
            controller: Some(*self.controller.key),
            book: None,
            vault: *self.vault.key,
            proxy: *self.proxy.key,
            token_account: *self.token_account.key,
            mint: *self.mint.key,
            token_program: *self.token_program.key,
            associated_token_program: *self.associated_token_program.key,
            system_program: *self.system_program.key,
            event_authority: *self.event_authority.key,
            program: *self.program.key,
        };
        let infos = [
            self.payer,
            self.signer,
            self.controller,
            self.pau,
            self.vault,
            self.proxy,
            self.token_account,
            self.mint,
            self.token_program,
            self.associated_token_program,
            self.system_program,
            self.event_authority,
            self.program,
        ]
        .map(Clone::clone);
        let open = instruction::OpenVault { args: OpenVaultArgs { book } };
        call_with(crate::ID, &accounts, &infos, &open, signers)
    }
}
