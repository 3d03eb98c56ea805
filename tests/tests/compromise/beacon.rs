//! A Halo's beacon in the hands of a thief, with every permission that a beacon may hold: whatever it sends, money
//! leaves only where the attestor has opened a Book, and no faster than the endpoint's limit allows.

use super::{chain, seed, steps};
use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses},
    deployment::Limit,
    halo_math::DAY_SECONDS,
    instructions as ix,
    nfat::state::Payment,
    pau::state::LimitKind,
};
use halo_tests::{
    chain::{Chain, Light},
    random::Random,
    world::{half_year, million, World, CADENCE, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Of what may go to the endpoint, base units and base units a day.
const LIMIT: u64 = 10_000_000 * ONE;
/// What each Prime has queued at first.
const QUEUED: u64 = 2_000_000_000 * ONE;

/// What there is if an instruction lands.
enum Made {
    Book(BookAddresses),
    Unit(BookAddresses, UnitAddresses),
    Nothing,
}

struct Thief {
    world: World<Light>,
    random: Random,
    primes: Vec<Pubkey>,
    books: Vec<BookAddresses>,
    units: Vec<(BookAddresses, UnitAddresses)>,
}

impl Thief {
    async fn new() -> Self {
        let mut world = World::new(chain()).await;
        let mut primes = Vec::new();
        for name in ["Prime X", "Prime Y"] {
            let prime = world.prime(name, QUEUED).await;
            world.deposit(&prime, QUEUED).await.expect("a deposit");
            primes.push(prime);
        }
        let key = world.facility.limit_key(LimitKind::Transfer, &world.endpoint);
        world.set_limit(&key, Limit { max: LIMIT, slope: LIMIT }).await.expect("a decrease");
        Self { world, random: Random(seed()), primes, books: Vec::new(), units: Vec::new() }
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        let count = u64::try_from(from.len()).expect("few");
        (count > 0).then(|| from[usize::try_from(self.random.below(count)).expect("small")])
    }

    fn amount(&mut self) -> u64 {
        match self.random.below(4) {
            0 => self.random.number(),
            1 => 1 + self.random.below(1_000),
            _ => 1 + self.random.below(million(30)),
        }
    }

    /// Something that the beacon alone may send.
    async fn attempt(&mut self) -> Option<(Made, Instruction)> {
        let beacon = self.world.roles().beacon;
        let (facility, endpoint) = (self.world.facility, self.world.endpoint);
        let (books, units) = (self.books.clone(), self.units.clone());
        let amount = self.amount();
        match self.random.below(16) {
            0 if books.len() < 40 => {
                let book = facility.book(self.world.next_book_id().await);
                Some((Made::Book(book), ix::facility::open_book(&beacon, &facility, &book, CADENCE, 0)))
            }
            1 => {
                let (book, prime) = (self.pick(&books)?, self.pick(&self.primes.clone())?);
                let principal = (5 + self.random.below(60)) * 1_000_000 * ONE;
                let args = self.world.claim_args(&prime, half_year(principal)).await;
                let unit = self.world.next_unit().await;
                let claim = ix::facility::claim(&beacon, &prime, &facility, &book, &unit, args);
                Some((Made::Unit(book, unit), claim))
            }
            2 => {
                let book = self.pick(&books)?.book;
                Some((Made::Nothing, ix::facility::begin_unwinding(&beacon, &facility, &book)))
            }
            3 => {
                let book = self.pick(&books)?;
                Some((Made::Nothing, ix::facility::close_book(&beacon, &facility, &book)))
            }
            4..=9 => {
                let book = self.pick(&books)?;
                let deploy = ix::facility::deploy(&beacon, &facility, &book, &endpoint, amount);
                Some((Made::Nothing, deploy))
            }
            _ => {
                let (book, unit) = self.pick(&units)?;
                let other = self.pick(&books)?;
                let from = if self.random.coin() { book } else { other };
                let share = |random: &mut Random| random.below(3).saturating_sub(1) * amount.min(million(1));
                let random = &mut self.random;
                let paid =
                    Payment { principal: share(random), interest: share(random), penalty: share(random) };
                let fund = ix::nfat::fund(&beacon, &facility, &from, &unit.nfat, paid);
                Some((Made::Nothing, fund))
            }
        }
    }

    /// Sends it and keeps account of the Books and units that there are.
    async fn step(&mut self) -> bool {
        let Some((what, instruction)) = self.attempt().await else { return false };
        let beacon = self.world.roles().beacon;
        let sent = self.world.send(&[instruction], &[beacon]).await.is_ok();
        self.world.journal.lock().expect("one thread").clear();
        match what {
            Made::Book(book) if sent => self.books.push(book),
            Made::Unit(book, unit) if sent => self.units.push((book, unit)),
            _ => {}
        }
        sent
    }

    /// An honest attestor opens one Book for deployment.
    async fn attested(&mut self) {
        if let Some(book) = self.books.last().copied() {
            let state = self.world.book(&book).await;
            if state.phase == 1 && state.unit_count > 0 {
                self.world.start_deploying(&book).await;
            }
        }
    }

    /// Base units in the queue, in Books and set aside for units.
    async fn held(&self) -> u64 {
        let mut sum = self.world.tokens(&self.world.facility.queue_token_account()).await;
        for book in &self.books {
            sum += self.world.tokens(&book.token_account).await;
            sum += self.world.tokens(&book.redeem_token_account).await;
        }
        sum
    }
}

#[tokio::test]
async fn a_stolen_beacon_deploys_only_what_is_attested_and_accrues() {
    let mut thief = Thief::new().await;
    let started = thief.world.chain.now().await;
    let supply = 2 * QUEUED;
    let (mut landed, mut attested) = (0_u64, false);
    for step in 0..steps() {
        landed += u64::from(thief.step().await);
        let out = thief.world.tokens(&thief.world.endpoint).await;
        let elapsed = thief.world.chain.now().await - started;
        let accrued = u128::from(LIMIT) * u128::from(elapsed.unsigned_abs()) / u128::from(DAY_SECONDS);
        let most = u128::from(LIMIT) + accrued;
        assert!(u128::from(out) <= most, "step {step}: {out} deployed, at most {most} after {elapsed} s");
        assert!(attested || out == 0, "step {step}: {out} deployed without an attestor");
        if step % 256 == 0 {
            assert_eq!(
                thief.held().await + out,
                supply,
                "step {step}: money came from nowhere or went there"
            );
            thief.world.wait(600).await;
        }
        if step == steps() / 2 {
            thief.attested().await;
            attested = true;
        }
    }
    println!("{landed} instructions landed, {} Books, {} units", thief.books.len(), thief.units.len());
    assert!(landed > 50, "a thief that is refused throughout shows nothing");
    assert_eq!(thief.held().await + thief.world.tokens(&thief.world.endpoint).await, supply);
}
