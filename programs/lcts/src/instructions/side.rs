//! One queue as it takes part in a settlement.

use crate::{
    error::LctsError,
    state::{require_held, Direction, LctsGeneration, LctsQueue},
};
use anchor_lang::prelude::*;
use core::cell::RefMut;
use halo_common::direct;
use halo_math::{Generation, Settlement};

/// The accounts of a queue.
#[derive(Clone, Copy)]
pub(super) struct Side<'a, 'info> {
    pub queue: &'a AccountInfo<'info>,
    /// The current one, if it has an account.
    pub generation: Option<&'a AccountInfo<'info>>,
    pub input: &'a AccountInfo<'info>,
    pub reward: &'a AccountInfo<'info>,
}

/// Its records while they are written.
pub(super) struct OpenSide<'a, 'info> {
    side: Side<'a, 'info>,
    pub queue: RefMut<'a, LctsQueue>,
    generation: Option<RefMut<'a, LctsGeneration>>,
    /// What stands for a generation that has no account: nobody is in it.
    nobody: Generation,
}

/// The queue after it was booked: a copy, since whoever is called is given the accounts.
pub(super) struct Booked<'a, 'info> {
    pub side: Side<'a, 'info>,
    pub queue: LctsQueue,
    /// Base units that wait in it, if anybody is in it.
    waits: Option<u64>,
}

impl<'a, 'info> Side<'a, 'info> {
    /// The records of this queue, which must be the one of the unit and this direction.
    pub fn open(self, unit: &Pubkey, direction: Direction) -> Result<OpenSide<'a, 'info>> {
        let queue = direct::write::<LctsQueue>(self.queue, LctsError::WrongQueue)?;
        require_keys_eq!(queue.unit, *unit, LctsError::WrongUnit);
        require!(queue.direction == direction.seed(), LctsError::WrongQueue);
        require_keys_eq!(queue.input_vault, *self.input.key, LctsError::WrongQueueVault);
        require_keys_eq!(queue.reward_vault, *self.reward.key, LctsError::WrongQueueVault);
        let generation = match self.generation {
            None => {
                // SECURITY: who settles cannot leave a queue out of the netting by not naming its generation.
                require!(queue.live == 0, LctsError::GenerationMissing);
                None
            }
            Some(account) => {
                let generation = direct::write::<LctsGeneration>(account, LctsError::WrongGeneration)?;
                queue.require_current(self.queue.key, &generation)?;
                Some(generation)
            }
        };
        Ok(OpenSide { side: self, queue, generation, nobody: Generation::default() })
    }
}

impl<'a, 'info> OpenSide<'a, 'info> {
    /// The current generation; an empty one when nobody is in it.
    pub fn totals(&mut self) -> &mut Generation {
        match &mut self.generation {
            Some(generation) => &mut generation.totals,
            None => &mut self.nobody,
        }
    }

    /// Books what was settled of its generation.
    pub fn book(mut self, settled: &Settlement) -> Result<Booked<'a, 'info>> {
        self.queue.settled(settled.minted, settled.finalized)?;
        let waits = self.generation.map(|generation| generation.totals.underlying);
        Ok(Booked { side: self.side, queue: *self.queue, waits })
    }
}

impl Booked<'_, '_> {
    /// The invariant after a settlement: each vault of the queue has what is recorded.
    pub fn require_held(&self) -> Result<()> {
        if let Some(waits) = self.waits {
            require_held(self.side.input, waits)?;
        }
        require_held(self.side.reward, self.queue.owed)
    }
}
