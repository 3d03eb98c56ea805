//! The addresses that follow from one unit of a Portfolio Halo.

use super::*;
use lcts::state::Direction;

/// Unit created with `base`.
pub fn unit(base: &Pubkey) -> Pubkey {
    derive(&[lcts::UNIT_SEED, base.as_ref()], &lcts::ID)
}

/// Whose holding a unit's shares stand for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tranche {
    /// Its own, which no other unit shares.
    #[default]
    Sole,
    /// Its own, over which this junior stands as well.
    SeniorOf(Pubkey),
    /// That of this senior, whose losses it bears first.
    JuniorOf(Pubkey),
}

impl Tranche {
    /// The other unit over the same holding.
    pub fn partner(&self) -> Option<Pubkey> {
        match self {
            Self::Sole => None,
            Self::SeniorOf(partner) | Self::JuniorOf(partner) => Some(*partner),
        }
    }

    /// The unit that has a junior's holding.
    pub fn senior(&self) -> Option<Pubkey> {
        match self {
            Self::JuniorOf(senior) => Some(*senior),
            Self::Sole | Self::SeniorOf(_) => None,
        }
    }
}

/// The addresses of one unit from which everything else of it derives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LctsAddresses {
    /// The account itself.
    pub unit: Pubkey,
    /// Scope whose Beams give rights here.
    pub scope: Pubkey,
    /// PAU that has the holding.
    pub pau: Pubkey,
    /// The underlying.
    pub mint: Pubkey,
    /// Program of the underlying.
    pub token_program: Pubkey,
    /// Program of the shares.
    pub share_program: Pubkey,
    /// Whether another unit stands over the same holding.
    pub tranche: Tranche,
}

impl LctsAddresses {
    /// Reads them from the unit's account.
    pub fn of(address: Pubkey, unit: &lcts::state::Unit) -> Self {
        let tranche = match (unit.has_partner(), unit.is_junior()) {
            (false, _) => Tranche::Sole,
            (true, false) => Tranche::SeniorOf(unit.partner),
            (true, true) => Tranche::JuniorOf(unit.partner),
        };
        Self {
            unit: address,
            scope: unit.scope,
            pau: unit.pau,
            mint: unit.mint,
            token_program: unit.token_program,
            share_program: unit.share_program,
            tranche,
        }
    }

    /// Mint of the unit's shares.
    pub fn share_mint(&self) -> Pubkey {
        derive(&[lcts::SHARES_SEED, self.unit.as_ref()], &lcts::ID)
    }

    /// Associated token account of `owner` for the underlying.
    pub fn cash(&self, owner: &Pubkey) -> Pubkey {
        associated_token(owner, &self.mint, &self.token_program)
    }

    /// Associated token account of `owner` for the shares.
    pub fn shares(&self, owner: &Pubkey) -> Pubkey {
        associated_token(owner, &self.share_mint(), &self.share_program)
    }

    /// The Book of the holding: the unit, or its senior.
    pub fn book(&self) -> Pubkey {
        self.tranche.senior().unwrap_or(self.unit)
    }

    /// Signer of the holding.
    pub fn proxy(&self) -> Pubkey {
        proxy(&self.pau, &self.book())
    }

    /// The PAU's record of the holding.
    pub fn vault(&self) -> Pubkey {
        book_vault(&self.pau, &self.book(), &self.mint)
    }

    /// Token account of the holding.
    pub fn holding(&self) -> Pubkey {
        self.cash(&self.proxy())
    }

    /// The unit's record as a controller of its PAU.
    pub fn controller(&self) -> Pubkey {
        controller(&self.pau, &self.unit)
    }

    /// The PAU's limit on what is redeemed out of the holding.
    pub fn redeem_limit(&self) -> Pubkey {
        limit(&self.pau, LimitKind::Withdraw, &self.unit, &self.mint)
    }

    /// Beam of `holder` over the unit.
    pub fn beam(&self, holder: &Pubkey) -> Pubkey {
        beam(&self.scope, &self.unit, holder)
    }

    /// One of the unit's two queues.
    pub fn queue(&self, direction: Direction) -> UnitQueue {
        let address = derive(&[lcts::QUEUE_SEED, self.unit.as_ref(), &[direction.seed()]], &lcts::ID);
        let underlying = [self.mint, self.token_program];
        let shares = [self.share_mint(), self.share_program];
        let (input, reward) = match direction {
            Direction::Subscribe => (underlying, shares),
            Direction::Redeem => (shares, underlying),
        };
        UnitQueue {
            queue: address,
            pau: self.pau,
            direction,
            input: QueueSide::of(&address, input),
            reward: QueueSide::of(&address, reward),
        }
    }
}

/// What a queue takes, or what it gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueSide {
    /// The token.
    pub mint: Pubkey,
    /// Program of the mint.
    pub token_program: Pubkey,
    /// Token account of the queue.
    pub vault: Pubkey,
}

impl QueueSide {
    fn of(queue: &Pubkey, [mint, token_program]: [Pubkey; 2]) -> Self {
        Self { mint, token_program, vault: associated_token(queue, &mint, &token_program) }
    }

    /// Associated token account of `owner`.
    pub fn token_account(&self, owner: &Pubkey) -> Pubkey {
        associated_token(owner, &self.mint, &self.token_program)
    }
}

/// The addresses of one queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitQueue {
    /// The account itself.
    pub queue: Pubkey,
    /// The unit's.
    pub pau: Pubkey,
    /// What is converted into what.
    pub direction: Direction,
    /// What members bring.
    pub input: QueueSide,
    /// What they get for it.
    pub reward: QueueSide,
}

impl UnitQueue {
    /// Generation of this number; the first is 1.
    pub fn generation(&self, number: u64) -> Pubkey {
        derive(&[lcts::GENERATION_SEED, self.queue.as_ref(), &number.to_le_bytes()], &lcts::ID)
    }

    /// Owner of the token accounts through which what is paid passes to a converter.
    pub fn transit_authority(&self) -> Pubkey {
        derive(&[lcts::TRANSIT_SEED, self.queue.as_ref()], &lcts::ID)
    }

    /// The one position of `owner`.
    pub fn position(&self, owner: &Pubkey) -> Pubkey {
        derive(&[lcts::POSITION_SEED, self.queue.as_ref(), owner.as_ref()], &lcts::ID)
    }
}
