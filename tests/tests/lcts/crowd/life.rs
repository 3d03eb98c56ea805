//! One life: the world, the crowd, and what a member does.

use super::{
    super::desk::*,
    exact::{Effect, Exact, State},
    pair::Other,
    tally::Tally,
};
use halo_sdk::{
    client::Client,
    halo_math::{LOCK_SECOND, SETTLE_SECOND},
    instructions::lcts as ix,
    transport::Embedded,
};
use halo_tests::{
    random::Random,
    world::{million, DAY},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Members of a crowd.
const CROWD: usize = 24;
/// What each brings: all together more than the unit's capacity.
const PURSE: u64 = million(60);
/// Operations of members between two acts of the clock.
const SITTING: u64 = 16;

pub struct Life {
    pub desk: Desk,
    pub random: Random,
    pub crowd: Vec<Pubkey>,
    /// Subscribe and redeem.
    pub sides: [Exact; 2],
    /// Tokens given for nothing to the input and the reward vault of each queue, and to the holding.
    pub given: [[u64; 2]; 2],
    pub given_to_holding: u64,
    /// The junior over the same holding, or its senior.
    pub other: Option<Other>,
    /// Underlying that came into the world.
    pub minted: u64,
    pub tally: Tally,
    client: Client<Embedded>,
}

impl Life {
    /// From an empty unit, or two, until everybody has left.
    pub async fn whole(seed: u64, operations: u64, has_junior: bool) -> Tally {
        let mut life = Self::new(seed).await;
        if has_junior {
            life.add_junior().await;
        }
        while life.tally.operations < operations {
            life.day().await;
        }
        life.end().await;
        life.tally
    }

    async fn new(seed: u64) -> Self {
        let mut random = Random(seed);
        let mut desk = Desk::at_rate(PAR / 1_000 * u128::from(500 + random.below(1_000))).await;
        let mut crowd = Vec::new();
        for number in 0..CROWD {
            let member = desk.world.person(&format!("member {number}")).await;
            desk.let_in(&member).await;
            desk.give(&member, PURSE).await;
            crowd.push(member);
        }
        let minted = PURSE * CROWD as u64;
        let client = desk.client.clone();
        let sides = [Exact::new(CROWD), Exact::new(CROWD)];
        Self {
            desk,
            random,
            crowd,
            sides,
            given: [[0; 2]; 2],
            given_to_holding: 0,
            other: None,
            minted,
            tally: Tally::default(),
            client,
        }
    }

    /// A day: members before the lock, under it and after it; a settlement or none.
    async fn day(&mut self) {
        self.sitting(0, LOCK_SECOND).await;
        if self.random.below(8) > 0 {
            for _ in 0..self.units() {
                self.lock().await;
                self.turn();
            }
            self.sitting(LOCK_SECOND, SETTLE_SECOND).await;
            for _ in 0..self.units() {
                self.settle().await;
                self.turn();
            }
        }
        self.sitting(SETTLE_SECOND, DAY).await;
        for _ in 0..self.units() {
            self.compare_everything().await;
            self.turn();
        }
        self.desk.next_day().await;
    }

    /// Operations of members, and now and then of somebody else, between two seconds of the day.
    async fn sitting(&mut self, from: i64, to: i64) {
        let second = from + i64::try_from(self.random.below((to - from) as u64)).expect("a day");
        self.desk.at_second(second).await;
        for _ in 0..self.units() {
            if from == SETTLE_SECOND {
                self.unlock().await;
            }
            self.turn();
        }
        if self.random.below(40) == 0 {
            self.tighten().await;
        }
        for _ in 0..SITTING {
            if self.random.coin() {
                self.turn();
            }
            match self.random.below(24) {
                0 => self.donate().await,
                1 => match self.random.below(4) {
                    0 => self.cut().await,
                    1 => self.lose().await,
                    2 => self.come_home().await,
                    _ => self.deploy().await,
                },
                _ => self.act().await,
            }
        }
    }

    /// Sends one operation, counted; whether it was done. A refusal must be `expected`.
    pub async fn attempt(
        &mut self,
        act: Instruction,
        signer: &Pubkey,
        expected: Result<(), LctsError>,
    ) -> bool {
        self.tally.operations += 1;
        let sent = self.client.send(&[act], &self.desk.keys.pick(&[*signer])).await;
        match (sent, expected) {
            (Ok(_), Ok(())) => true,
            (Err(error), Err(refusal)) if error.code() == Some(refusal.into()) => {
                self.tally.refused.insert(refusal.into());
                false
            }
            (sent, expected) => panic!("{expected:?} was expected, but: {:#?}", sent.err()),
        }
    }

    /// From dust to everything, of `most`.
    pub fn amount(&mut self, most: u64) -> u64 {
        let bits = u64::from(u64::BITS - most.leading_zeros());
        let below = 1_u64 << self.random.below(bits + 1).min(63);
        1 + self.random.below(below.min(most))
    }

    async fn act(&mut self) {
        let who = self.random.below(CROWD as u64) as usize;
        let direction = BOTH[self.random.below(2) as usize];
        match self.random.below(10) {
            0..=3 => self.enter(direction, who).await,
            4..=6 => self.claim(direction, who).await,
            7..=8 => self.exit(direction, who).await,
            _ => self.close(direction, who).await,
        }
    }

    async fn enter(&mut self, direction: Direction, who: usize) {
        let (owner, queue) = (self.crowd[who], self.desk.side(direction));
        let purse = self.desk.tokens(&queue.input.token_account(&owner)).await;
        if purse == 0 {
            return;
        }
        let amount = self.amount(purse);
        self.enter_with(direction, who, amount).await;
    }

    pub async fn enter_with(&mut self, direction: Direction, who: usize, amount: u64) {
        let (owner, queue) = (self.crowd[who], self.desk.side(direction));
        let side = &self.sides[direction as usize];
        let member = &side.members[who];
        let finalized = Some(member.generation).filter(|number| member.shares > 0 && *number != side.current);
        let entry = ix::Entry {
            payer: self.desk.roles().payer,
            owner,
            source: queue.input.token_account(&owner),
            current: side.current,
            finalized,
        };
        let effect = side.enter(amount);
        let act = ix::enter(&queue, &entry, amount);
        self.follow(direction, who, act, effect, amount).await;
    }

    pub async fn claim(&mut self, direction: Direction, who: usize) {
        let (owner, queue) = (self.crowd[who], self.desk.side(direction));
        if self.desk.held(direction, &owner).await.is_none() {
            return;
        }
        let side = &self.sides[direction as usize];
        let member = &side.members[who];
        let number = Some(member.generation).filter(|_| member.shares > 0);
        if side.is_on_the_edge(who) {
            return;
        }
        let effect = side.claim(who);
        let act = ix::claim(&queue, &owner, &queue.reward.token_account(&owner), number);
        self.follow(direction, who, act, effect, 0).await;
    }

    pub async fn exit(&mut self, direction: Direction, who: usize) {
        let owner = self.crowd[who];
        let side = &self.sides[direction as usize];
        let number = side.members[who].generation;
        // Nobody leaves what was never there, or is forgotten.
        if side.members[who].shares == 0 {
            return;
        }
        let effect = side.exit(who);
        let act = self.desk.leaving(direction, &owner, number);
        self.follow(direction, who, act, effect, 0).await;
    }

    async fn close(&mut self, direction: Direction, who: usize) {
        let owner = self.crowd[who];
        if self.desk.held(direction, &owner).await.is_none() {
            return;
        }
        let member = &self.sides[direction as usize].members[who];
        let is_empty = member.shares == 0 && member.accrued == 0;
        let expected = if is_empty { Ok(()) } else { Err(LctsError::NotEmpty) };
        let act = ix::close_position(&self.desk.side(direction), &owner, &self.desk.roles().payer);
        self.attempt(act, &owner, expected).await;
        assert_eq!(self.desk.held(direction, &owner).await.is_none(), is_empty);
    }

    /// Sends a member's operation and has the model follow it.
    pub async fn follow(
        &mut self,
        direction: Direction,
        who: usize,
        act: Instruction,
        effect: Result<Effect, LctsError>,
        amount: u64,
    ) {
        let owner = self.crowd[who];
        let before = self.seen(direction, who).await;
        if !self.attempt(act, &owner, effect.map(drop)).await {
            return;
        }
        let effect = effect.expect("it was done");
        let after = self.seen(direction, who).await;
        let paid = before.owed - after.owed;
        assert_eq!(after.rewards - before.rewards, paid, "what leaves the vault arrives");
        let credit = after.accrued + paid - before.accrued;
        self.sides[direction as usize].follow(who, effect, (credit, paid), amount);
        let out = match effect {
            Effect::Entered { .. } => {
                self.tally.entered += 1;
                assert_eq!(before.inputs - after.inputs, amount);
                0
            }
            Effect::Claimed => {
                self.tally.claimed += 1;
                0
            }
            Effect::Exited { underlying } => {
                self.tally.exited += 1;
                underlying
            }
        };
        if amount == 0 {
            assert_eq!(after.inputs - before.inputs, out);
        }
        self.compare(direction, who).await;
    }

    pub fn is_locked(&self, direction: Direction) -> bool {
        self.sides[direction as usize].state == State::Locked
    }
}
