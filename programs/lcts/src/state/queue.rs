use crate::{error::LctsError, state::LctsGeneration, QUEUE_SEED};
use anchor_lang::prelude::*;
use halo_common::{
    token::{balance, Move},
    Explain,
};

/// Which way a queue converts.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Direction {
    /// Underlying in, shares out.
    Subscribe,
    /// Shares in, underlying out.
    Redeem,
}

impl Direction {
    /// Byte in the queue's address.
    pub const fn seed(self) -> u8 {
        self as u8
    }
}

/// One of a unit's two queues, at `["queue", unit, direction]`. This address owns both of its token accounts.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct LctsQueue {
    pub unit: Pubkey,
    /// What its members bring.
    pub input_mint: Pubkey,
    pub input_program: Pubkey,
    /// Token account of what waits.
    pub input_vault: Pubkey,
    /// What its members receive.
    pub reward_mint: Pubkey,
    pub reward_program: Pubkey,
    /// Token account of what was converted and is not claimed.
    pub reward_vault: Pubkey,
    /// Number of the current generation; the first is 1.
    pub current: u64,
    /// Base units in the reward vault that belong to members of any generation. Stored, never read from the token
    /// account: a donation changes nothing.
    pub owed: u64,
    /// Number of the last event of this account.
    pub sequence: u64,
    /// Discriminant of [`Direction`].
    pub direction: u8,
    /// 1 when the current generation has an account.
    pub live: u8,
    pub decimals: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    /// 1 since money of the unit was found missing, until the council lifts it.
    pub halted: u8,
    pub reserved: [u8; 26],
    /// The unit's PAU, whose freeze closes the queue for entries.
    pub pau: Pubkey,
}

impl LctsQueue {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// Refuses entries while money of the unit is missing.
    pub fn require_running(&self) -> core::result::Result<(), LctsError> {
        match self.halted {
            0 => Ok(()),
            _ => Err(LctsError::Halted),
        }
    }

    /// Adds what a settlement brought, `minted` base units; a `finalized` generation makes room for the next.
    pub fn settled(&mut self, minted: u64, finalized: bool) -> core::result::Result<(), LctsError> {
        self.owed = self.owed.checked_add(minted).ok_or(LctsError::Overflow)?;
        if finalized {
            self.current = self.current.checked_add(1).ok_or(LctsError::Overflow)?;
            self.live = 0;
        }
        Ok(())
    }

    /// Takes what is paid to a member off what is owed.
    pub fn pay(&mut self, amount: u64) -> core::result::Result<(), LctsError> {
        self.owed = self.owed.checked_sub(amount).ok_or(LctsError::Insolvent)?;
        Ok(())
    }

    /// Runs `call` with the seeds that let the queue sign.
    pub fn sign<T>(&self, call: impl FnOnce(&[&[&[u8]]]) -> Result<T>) -> Result<T> {
        call(&[&[QUEUE_SEED, self.unit.as_ref(), &[self.direction], &[self.bump]]])
    }

    /// Refuses a generation that is not the current one of the queue at `key`.
    pub fn require_current(&self, key: &Pubkey, generation: &LctsGeneration) -> Result<()> {
        require_keys_eq!(generation.queue, *key, LctsError::WrongGeneration);
        require_eq!(generation.totals.number, self.current, LctsError::WrongGeneration);
        Ok(())
    }
}

/// The invariant of a vault after every move: what is recorded is there. A donation only makes it more.
pub fn require_held(vault: &AccountInfo, recorded: u64) -> Result<()> {
    require_gte!(balance(vault).explain::<LctsError>()?, recorded, LctsError::Insolvent);
    Ok(())
}

/// A payment out of a token account of a queue.
pub struct Payment<'a, 'info> {
    pub queue: &'a AccountLoader<'info, LctsQueue>,
    pub vault: &'a AccountInfo<'info>,
    pub to: &'a AccountInfo<'info>,
    pub mint: &'a AccountInfo<'info>,
    pub token_program: &'a AccountInfo<'info>,
}

impl Payment<'_, '_> {
    /// Sends `amount` base units; nothing moves for nothing.
    pub fn send(&self, amount: u64) -> Result<()> {
        if amount == 0 {
            return Ok(());
        }
        // A copy: the token program is given the account, so nobody may hold it.
        let queue = *self.queue.load()?;
        let movement = Move {
            token_program: self.token_program,
            mint: self.mint,
            decimals: queue.decimals,
            from: self.vault,
            to: self.to,
            authority: self.queue.as_ref(),
        };
        queue.sign(|seeds| movement.send::<LctsError>(amount, seeds))
    }
}
