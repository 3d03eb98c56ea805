//! What a member can do now: the instruction, or why not.

use super::{Door, Held, Subscriber};
use crate::{
    instructions::lcts::{self as ix, Conversion, Destinations, Entry},
    view::NotNow,
};
use halo_math::{GenerationState, Position};
use lcts::{instructions::EnterWithUsdsArgs, state::Direction};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl Subscriber {
    /// Enters with `amount` of the owner's associated token account; `payer` pays rent. Signers: payer, owner.
    ///
    /// # Errors
    /// When the queue is locked or not open, or its rules refuse the amount.
    pub fn enter(&self, payer: &Pubkey, direction: Direction, amount: u64) -> Result<Instruction, NotNow> {
        let source = self.ledger.record(direction).place.input.token_account(&self.owner);
        self.enter_from(payer, &source, direction, amount)
    }

    /// As [`Subscriber::enter`] from the token account `source`.
    ///
    /// # Errors
    /// As [`Subscriber::enter`].
    pub fn enter_from(
        &self,
        payer: &Pubkey,
        source: &Pubkey,
        direction: Direction,
        amount: u64,
    ) -> Result<Instruction, NotNow> {
        self.require_may_enter(direction, amount)?;
        let entry = self.entry(payer, source, direction);
        Ok(ix::enter(&self.ledger.record(direction).place, &entry, amount))
    }

    /// Enters the subscribe queue with what a converter makes of `amount_in` of another token in `source`, at least
    /// `min_amount`. Signers: payer, owner.
    ///
    /// # Errors
    /// As [`Subscriber::enter`] with the least that may come.
    pub fn enter_with_usds(
        &self,
        payer: &Pubkey,
        source: &Pubkey,
        conversion: &Conversion,
        args: EnterWithUsdsArgs,
    ) -> Result<Instruction, NotNow> {
        let direction = Direction::Subscribe;
        self.require_may_enter(direction, args.min_amount)?;
        let place = self.ledger.record(direction).place;
        Ok(ix::enter_with_usds(&place, &self.entry(payer, source, direction), conversion, args))
    }

    /// Pays what a claim pays now to the owner's associated token account. Signer: owner.
    ///
    /// # Errors
    /// When there is nothing to pay.
    pub fn claim(&self, direction: Direction) -> Result<Instruction, NotNow> {
        let destination = self.ledger.record(direction).place.reward.token_account(&self.owner);
        self.claim_to(&destination, direction)
    }

    /// As [`Subscriber::claim`] to the token account `destination`.
    ///
    /// # Errors
    /// As [`Subscriber::claim`].
    pub fn claim_to(&self, destination: &Pubkey, direction: Direction) -> Result<Instruction, NotNow> {
        let held = self.held(direction)?;
        if held.claimable == 0 {
            match held.state {
                // What it has earned waits for the settlement.
                GenerationState::Locked => self.require_open(direction)?,
                // A claim of nothing lets the position go.
                GenerationState::Finalized => {}
                GenerationState::Dormant | GenerationState::Active => {
                    return Err(NotNow::NothingToClaim { direction })
                }
            }
        }
        // While its generation is locked, only what was credited before is paid; nothing holds that up.
        let generation = held.generation.filter(|_| held.state != GenerationState::Locked);
        Ok(ix::claim(&self.ledger.record(direction).place, &self.owner, destination, generation))
    }

    /// Takes the whole position out of the current generation, to the owner's associated token accounts. Signer: owner.
    ///
    /// # Errors
    /// When the generation is locked, or the position is not in it.
    pub fn exit(&self, direction: Direction) -> Result<Instruction, NotNow> {
        let place = self.ledger.record(direction).place;
        let [input, reward] = [place.input, place.reward].map(|side| side.token_account(&self.owner));
        self.exit_to(&Destinations { input, reward }, direction)
    }

    /// As [`Subscriber::exit`] to other token accounts.
    ///
    /// # Errors
    /// As [`Subscriber::exit`].
    pub fn exit_to(&self, to: &Destinations, direction: Direction) -> Result<Instruction, NotNow> {
        let held = self.held(direction)?;
        let number = self.place(direction).current;
        if held.generation != Some(number) {
            return Err(NotNow::NothingWaits { direction });
        }
        self.require_open(direction)?;
        Ok(ix::exit(&self.ledger.record(direction).place, &self.owner, to, number))
    }

    /// Closes the empty position; its rent goes back to who paid it. Signer: owner.
    ///
    /// # Errors
    /// When something is owed to it.
    pub fn close(&self, direction: Direction) -> Result<Instruction, NotNow> {
        let held = self.held(direction)?;
        if !held.is_empty() {
            return Err(NotNow::PositionNotEmpty { direction });
        }
        Ok(ix::close_position(&self.ledger.record(direction).place, &self.owner, &held.rent_payer))
    }

    /// Who enters, and which finalized generation that leaves.
    fn entry(&self, payer: &Pubkey, source: &Pubkey, direction: Direction) -> Entry {
        let place = self.place(direction);
        let finalized = place.held.as_ref().and_then(|held| held.finalized(place.current));
        Entry { payer: *payer, owner: self.owner, source: *source, current: place.current, finalized }
    }

    /// Refuses what the program would refuse.
    fn require_may_enter(&self, direction: Direction, amount: u64) -> Result<(), NotNow> {
        self.require_open(direction)?;
        let record = self.ledger.queue(direction)?;
        self.ledger.require_live()?;
        if record.is_halted() {
            return Err(NotNow::Halted);
        }
        let mut totals = record.totals;
        let mut position = self.position_in_current(direction)?;
        totals.enter(&mut position, amount)?;
        Ok(())
    }

    /// The position as the current generation takes it: freed of a finalized one.
    pub(super) fn position_in_current(&self, direction: Direction) -> Result<Position, NotNow> {
        let Some(held) = &self.place(direction).held else { return Ok(Position::default()) };
        let mut position = held.position_state;
        if held.finalized(self.place(direction).current).is_some() {
            let mut totals = held.totals;
            position.settle_finalized(&mut totals)?;
        }
        Ok(position)
    }

    pub(super) fn require_open(&self, direction: Direction) -> Result<(), NotNow> {
        match self.place(direction).door {
            Door::Open { .. } => Ok(()),
            Door::Locked { until } => Err(NotNow::Locked { direction, until }),
            Door::Overdue { since } => Err(NotNow::Overdue { direction, since }),
            Door::Missing => Err(NotNow::NoQueue { direction }),
        }
    }

    fn held(&self, direction: Direction) -> Result<&Held, NotNow> {
        self.place(direction).held.as_ref().ok_or(NotNow::NoPosition { direction })
    }
}
