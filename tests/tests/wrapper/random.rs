//! A random life of a wrapper on the chain: every record as the rules have it, every figure within the exact reckoning.

use super::{
    acts::{choose, endings, Act, OWNERS},
    desk::*,
    ledger::Ledger,
    model::Model,
};
use halo_sdk::{
    error::Error,
    instructions as ix,
    nfat::state::Payment,
    token::{self, TokenProgram},
    transport::Landed,
    wrapper::{
        error::WrapperError,
        instructions::{
            BurnFractionsArgs,
            CollectKind::{Interest, Redemption},
        },
        state::{Stake, Wrapped},
    },
};
use halo_tests::{
    random::Random,
    world::{million, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Acts before the end.
const ACTS: u64 = 400;
/// Most that arrives at a time.
const MOST: u64 = 1_000_000 * ONE;
/// What everybody has of its own, to put back what it has spent.
const OWN: u64 = million(1_000);

struct Life {
    desk: Desk,
    owners: [Pubkey; OWNERS],
    ledger: Ledger,
    model: Model,
    donated: u64,
}

impl Life {
    async fn new() -> Self {
        let desk = Desk::wrapped().await;
        let owners = [desk.x, desk.y, desk.z];
        for owner in owners {
            desk.give(&owner, OWN).await;
        }
        Self { desk, owners, ledger: Ledger::new(PRINCIPAL), model: Model::new(PRINCIPAL), donated: 0 }
    }

    /// Somebody pays the NFAT `payment` of its own, and it is collected.
    fn arriving(&self, payment: Payment) -> [Instruction; 3] {
        let desk = &self.desk;
        let (payer, borrower, mint) = (desk.roles().payer, desk.borrower, desk.facility.mint);
        let source = desk.facility.token_account(&borrower);
        let total = payment.total().expect("a sum");
        let give = token::mint_to(TokenProgram::Spl, &mint, &source, &payer, total).expect("a mint");
        let (facility, book) = (&desk.facility, &desk.book);
        let top_up = ix::nfat::top_up(&borrower, &source, facility, book, &desk.unit.nfat, payment);
        let kind = if payment.principal > 0 { Redemption } else { Interest };
        [give, top_up, desk.collecting(kind)]
    }

    async fn send(&self, act: &Act) -> Result<Landed, Error> {
        let (desk, owners) = (&self.desk, &self.owners);
        let none = Payment { principal: 0, interest: 0, penalty: 0 };
        let burn = |amount| BurnFractionsArgs { amount, accept_forfeit: true, min_payout: 0 };
        match *act {
            Act::Receive { amount } => {
                desk.send(&self.arriving(Payment { interest: amount, ..none }), &[desk.borrower]).await
            }
            Act::End { amount } => {
                desk.send(&self.arriving(Payment { principal: amount, ..none }), &[desk.borrower]).await
            }
            Act::Sell { from, to, amount } => desk.sell(&owners[from], &owners[to], amount).await,
            Act::Stake { owner, amount } => desk.stake(&owners[owner], amount).await,
            Act::Unstake { owner, amount } => desk.unstake(&owners[owner], amount, u64::MAX).await,
            Act::Claim { owner } => desk.claim(&owners[owner]).await,
            Act::Burn { owner, amount } => {
                let owner = owners[owner];
                desk.send(&[desk.burning(&owner, burn(amount))], &[owner]).await
            }
            Act::Rewrap { owner, .. } => {
                let owner = owners[owner];
                desk.send(&[desk.unwrapping(&owner, 0), desk.wrapping(&owner)], &[owner]).await
            }
        }
    }

    async fn cash(&self) -> [u64; OWNERS] {
        let mut cash = [0; OWNERS];
        for (cash, owner) in cash.iter_mut().zip(&self.owners) {
            *cash = self.desk.balance(owner).await;
        }
        cash
    }

    async fn step(&mut self, act: Act) {
        let before = self.cash().await;
        let sent = self.send(&act).await;
        match self.ledger.act(&act) {
            Ok(outcome) => {
                sent.unwrap_or_else(|error| panic!("{act:?}: {error:#?}"));
                let mut expected = before;
                if let Some(owner) = act.actor() {
                    expected[owner] = match act {
                        Act::Unstake { .. } => before[owner] - outcome,
                        _ => before[owner] + outcome,
                    };
                }
                assert_eq!(self.cash().await, expected, "{act:?}");
                self.model.follow(&act, outcome);
            }
            Err(error) => {
                let known = [WrapperError::NothingEarned, WrapperError::LastFractions];
                assert!(known.contains(&error), "{act:?}: {error:?}");
                assert_refused(sent, error);
            }
        }
        self.compare().await;
    }

    /// The chain's records are the rules', and the vault holds what is recorded and what was given.
    async fn compare(&self) {
        let desk = &self.desk;
        let wrapped = desk.wrapped_record().await;
        let figures = |wrapped: &Wrapped| {
            let Wrapped { state, staked, index, carry, taken, collected, returned, paid, .. } = *wrapped;
            ((state, staked, index, carry), (taken, collected, returned, paid))
        };
        assert_eq!(figures(&wrapped), figures(&self.ledger.wrapped));
        let mut stakes: [Option<Stake>; OWNERS] = [None, None, None];
        for (stake, owner) in stakes.iter_mut().zip(&self.owners) {
            *stake = desk.stake_of(owner).await;
        }
        self.model.check(&wrapped, &stakes);
        self.model.check_fair();
        for (owner, key) in self.owners.iter().enumerate() {
            assert_eq!(desk.fractions(key).await, self.model.free[owner]);
        }
        assert_eq!(desk.supply(), self.model.supply());
        let held = desk.tokens(&desk.at.vault).await - self.donated;
        assert_eq!(held + wrapped.paid, wrapped.collected + wrapped.returned);
    }

    async fn donate(&mut self, amount: u64) {
        self.desk.donate(&self.desk.at.vault, amount).await;
        self.donated += amount;
        self.compare().await;
    }
}

#[tokio::test]
async fn a_random_life_on_the_chain_is_as_the_rules_have_it() {
    let mut random = Random(0x5EED);
    let mut life = Life::new().await;
    for _ in 0..ACTS {
        let act = choose(&mut random, &life.model, MOST);
        life.step(act).await;
        if random.below(20) == 0 {
            life.donate(1 + random.below(MOST)).await;
        }
    }
    life.step(Act::End { amount: PRINCIPAL }).await;
    while let Some(act) = endings(&mut random, &life.model) {
        life.step(act).await;
    }
    let wrapped = life.desk.wrapped_record().await;
    assert_eq!((wrapped.cash().unwrap(), life.desk.supply()), (0, 0));
    assert_eq!(life.desk.tokens(&life.desk.at.vault).await, life.donated);
    life.desk.close().await.unwrap();
}
