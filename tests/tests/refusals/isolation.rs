//! A beacon with every permission that a beacon may hold, its attestor and its holder in league, against Book A:
//! whatever it sends, Book B stays as it is, bit by bit.

use super::setup::*;
use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses},
    facility::state::AttestationKind,
    instructions as ix,
    nfat::state::Payment,
};
use halo_tests::{
    chain::Light,
    random::Random,
    world::{half_year, million, payment, World, CADENCE, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Instructions that are sent.
const STEPS: usize = 800;
/// Set to a number, it is the seed; else the clock is.
const SEED: &str = "HALO_SEED";

/// A Book and one unit of it, as the accounts that B must keep.
#[derive(Clone, Copy)]
struct Side {
    book: BookAddresses,
    unit: UnitAddresses,
}

impl Side {
    /// Everything that belongs to the Book alone, in one order for both sides.
    fn accounts(&self) -> [Pubkey; 8] {
        let BookAddresses { book, vault, proxy, token_account, redeem_vault, redeem_token_account } =
            self.book;
        [
            book,
            vault,
            proxy,
            token_account,
            redeem_vault,
            redeem_token_account,
            self.unit.asset,
            self.unit.nfat,
        ]
    }
}

struct Attack {
    world: World<Light>,
    random: Random,
    prime: Pubkey,
    a: Side,
    b: Side,
}

impl Attack {
    /// Anything the league can send, naming Book A.
    async fn honest_form(&mut self) -> (Instruction, Vec<Pubkey>) {
        let (world, Side { book, unit }) = (&self.world, self.a);
        let (facility, roles, prime) = (&world.facility, world.roles(), self.prime);
        let amount = match self.random.below(4) {
            0 => self.random.number(),
            1 => 1,
            _ => 1 + self.random.below(million(1)),
        };
        let part = |random: &mut Random| random.below(3).saturating_sub(1) * amount.min(million(1));
        let beacon = vec![roles.beacon];
        let source = facility.token_account(&prime);
        match self.random.below(14) {
            0 | 1 => (deploy(world, &book, amount), beacon),
            2 | 3 => {
                let random = &mut self.random;
                let paid = Payment { principal: part(random), interest: part(random), penalty: part(random) };
                (ix::nfat::fund(&roles.beacon, facility, &book, &unit.nfat, paid), beacon)
            }
            4 => {
                let paid = payment(0, amount);
                (ix::nfat::top_up(&prime, &source, facility, &book, &unit.nfat, paid), vec![prime])
            }
            5 => (ix::facility::return_funds(&prime, &source, facility, &book, amount), vec![prime]),
            6 => {
                let mut args = world.claim_args(&prime, half_year(million(5))).await;
                args.share_book = self.random.coin();
                (claim(world, &prime, &book, args).await, beacon)
            }
            7 => (begin_unwinding(world, &book), beacon),
            8 => (ix::facility::close_book(&roles.beacon, facility, &book), beacon),
            9 => {
                let number = 1 + self.random.below(3);
                (begin_deploying(world, &book, number), beacon)
            }
            10 => (mark_at_rest(world, &book, 1 + self.random.below(3)), beacon),
            11 => {
                use AttestationKind::{AtRest, PreDeployment, Reattestation};
                let kind = [AtRest, PreDeployment, Reattestation][self.random.below(3) as usize];
                let args = world.attest_args(&book, kind).await;
                let number = world.book(&book).await.next_attestation();
                let attest = ix::facility::attest(&roles.attestor, facility, &book.book, number, args);
                (attest, vec![roles.attestor])
            }
            12 => {
                let next = facility.book(world.next_book_id().await);
                (ix::facility::open_book(&roles.beacon, facility, &next, CADENCE, 0), beacon)
            }
            _ => {
                let redemption = ix::nfat::Redemption {
                    holder: prime,
                    destination: source,
                    asset: unit.asset,
                    rent_payer: roles.beacon,
                    min_payout: 0,
                    accept_shortfall: false,
                };
                (ix::nfat::redeem(facility, &book, &redemption), vec![prime])
            }
        }
    }

    /// Puts accounts of B in the place of some, never of all, of A's.
    fn swap(&mut self, instruction: &mut Instruction) -> bool {
        let twins: Vec<(Pubkey, Pubkey)> = self.a.accounts().into_iter().zip(self.b.accounts()).collect();
        let twin = |key: &Pubkey| twins.iter().find(|(own, _)| own == key).map(|(_, other)| *other);
        let named: Vec<usize> = (0..instruction.accounts.len())
            .filter(|index| twin(&instruction.accounts[*index].pubkey).is_some())
            .collect();
        if named.len() < 2 {
            return false;
        }
        let kept = named[self.random.below(named.len() as u64) as usize];
        let mut swapped = false;
        for index in named.into_iter().filter(|index| *index != kept) {
            if self.random.coin() {
                let meta = &mut instruction.accounts[index];
                meta.pubkey = twin(&meta.pubkey).expect("filtered");
                swapped = true;
            }
        }
        swapped
    }
}

#[tokio::test]
async fn whatever_a_malicious_beacon_does_to_book_a_book_b_stays_as_it_is() {
    let seed = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.expect("after 1970").as_secs()
    });
    println!("{SEED}={seed}");
    let (world, prime) = queued(million(90)).await;
    world.give(&prime, million(50)).await;
    let strike = async || {
        let (book, unit) = world.deal(&prime, half_year(PRINCIPAL)).await;
        world.start_deploying(&book).await;
        let source = world.facility.token_account(&prime);
        let gift = ix::nfat::top_up(&prime, &source, &world.facility, &book, &unit.nfat, payment(0, ONE));
        world.ok(&[gift], &[prime]).await;
        Side { book, unit }
    };
    let (a, b) = (strike().await, strike().await);
    let watched = b.accounts();
    let before = world.chain.0.snapshot(&watched);
    let mut attack = Attack { world, random: Random(seed), prime, a, b };

    let (mut done, mut refused, mut mixed) = (0, 0, 0);
    for step in 0..STEPS {
        let (mut instruction, signers) = attack.honest_form().await;
        let swapped = attack.random.below(5) < 2 && attack.swap(&mut instruction);
        let outcome = attack.world.send(&[instruction], &signers).await;
        if let Err(error) = &outcome {
            assert!(error.failure().is_some(), "step {step} did not reach the chain: {error}");
        }
        assert!(!swapped || outcome.is_err(), "step {step}: accounts of both Books in one instruction");
        mixed += usize::from(swapped);
        done += usize::from(outcome.is_ok());
        refused += usize::from(outcome.is_err());
        let changed = before.differences(&attack.world.chain.0.snapshot(&watched));
        assert_eq!(changed, [], "step {step} of seed {seed} changed Book B");
    }
    println!("{done} done, {refused} refused, {mixed} of them with accounts of both Books");
    assert!(done > STEPS / 20 && mixed > STEPS / 20, "the attack was too tame");
}
