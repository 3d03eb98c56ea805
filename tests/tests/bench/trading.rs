//! The life of a pool of a Trading Halo: with an asset of either token program, and with every curve that it may have.

#[path = "../amm/floor.rs"]
#[expect(dead_code, unused_imports, reason = "a floor is made for more than is measured here")]
mod floor;

use crate::portfolio::Case;
use floor::{
    exact_in, exact_out, thousand, Floor, Setup, BOUNDS, LIMITS, NAV_LIMITS, ONE_USDS, PAR, PRICE_LIMITS,
};
use halo_sdk::{
    amm::{
        instructions::{digest, QuoteArgs, SetBoundsArgs, SetDepthArgs, SetFeedLimitsArgs, SetSourcesArgs},
        state::PoolSources,
        DEPTH_DIGEST, FEED_DIGEST, SOURCES_DIGEST,
    },
    halo_math::amm::{
        Curve, CurvePoint, Depth, PriceLimits, PriceRange, Spread, SpreadBounds, BOTH_SIDES, MIN_STAY_SECONDS,
    },
    instructions::amm as ix,
    token::{MintConfig, MintExtension, TokenProgram},
    transport::Landed,
};
use halo_tests::{
    pyth::FEED_ID,
    world::{million, DAY, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Every landed transaction, and the cases.
pub async fn run() -> (Vec<Landed>, Vec<Case>) {
    let (mut journal, mut cases) = (Vec::new(), Vec::new());
    let plain = "no curves";
    for (setup, token, prices) in [
        (Setup::default(), "p-token", plain),
        (token_2022(), "Token-2022 asset", plain),
        (curved(), "p-token, every curve", "every curve"),
    ] {
        let mut life = Life { floor: Floor::with(setup).await, token, prices, cases: Vec::new() };
        life.live().await;
        journal.append(&mut life.floor.world.journal.lock().expect("one thread"));
        cases.extend(life.cases);
    }
    journal.extend(sources().await);
    (journal, cases)
}

/// Of a pool priced by Pyth: the council accepts a jump, and the GovOps sets other limits for what Pyth says. Nothing else
/// of it is kept: what a price of Pyth costs is not what the cases compare.
async fn sources() -> [Landed; 2] {
    let mut floor = Floor::with_update(false).await;
    let (at, council, govops, payer) =
        (floor.at, floor.roles().council, floor.roles().govops, floor.roles().payer);
    floor.world.wait(1).await;
    let jumped = ONE_USDS + ONE_USDS / 50;
    floor.show(&floor.sound(jumped));
    let update = floor.update.expect("shown");
    let rebase = ix::rebase_pool(&council, &at, &update, PriceRange::ANY);
    let rebased = floor.ok(&[rebase], &[council]).await;
    let pull = PriceLimits { up_bps: PRICE_LIMITS.up_bps / 2, ..PRICE_LIMITS };
    let sources = PoolSources { feed: Pubkey::default(), pyth_feed: FEED_ID, pull };
    let args = SetSourcesArgs { sources, agreed: PriceRange::ANY };
    floor.permit(&at.pool, digest(SOURCES_DIGEST, &args).expect("a digest")).await;
    floor.ok(&[ix::pause(&council, &at, false, BOTH_SIDES)], &[council]).await;
    floor.show(&floor.sound(jumped));
    let set = ix::set_sources(&floor.configurer(), &at, args, Some(update), &payer);
    [rebased, floor.ok(&[set], &[govops]).await]
}

/// An asset whose token program is the dearer one.
fn token_2022() -> Setup {
    let asset = MintConfig::new(TokenProgram::Token2022, 6, Pubkey::default())
        .with_extension(MintExtension::InterestBearing { basis_points: 400 });
    Setup { asset, ..Setup::default() }
}

/// Prices that depend on size, on inventory and on what is left.
fn curved() -> Setup {
    let mut setup = Setup::default();
    (setup.args.depth_sell, setup.args.depth_buy) = (depth(), depth());
    setup.args.limits.inventory.soft = thousand(50);
    setup.args.limits.inventory.low = million(3);
    setup.args.limits.inventory.scarcity_bps = 25;
    setup
}

fn depth() -> Depth {
    let points = [1, 2, 4, 6].map(|at| CurvePoint { at: million(at), bps: 5 * at });
    Depth { curve: Curve::new(&points).expect("rising points"), recovery: million(2) }
}

struct Life {
    floor: Floor,
    /// What a trade depends on, and what a quote does, for people.
    token: &'static str,
    prices: &'static str,
    cases: Vec<Case>,
}

impl Life {
    async fn live(&mut self) {
        self.trade().await;
        self.report().await;
        self.share().await;
        self.redeem().await;
        self.govern().await;
        self.stop().await;
    }

    /// Keeps what the instruction took.
    async fn note(&mut self, what: &str, instruction: Instruction, signers: &[Pubkey]) {
        let landed = self.floor.ok(&[instruction], signers).await;
        self.cases.push(Case::of(what, &landed));
    }

    /// Both sides, both ways to fix an amount, and what a quote of each takes.
    async fn trade(&mut self) {
        let bob = self.floor.bob;
        for side in [self.floor.at.cash, self.floor.at.asset] {
            self.floor.mint(&side, &bob, million(5)).await;
        }
        for (form, sell, exact) in
            [("", true, false), ("exact out, ", true, true), ("", false, false), ("exact out, ", false, true)]
        {
            let amount = if sell { thousand(100) } else { thousand(10) };
            let args = if exact { exact_out(amount, million(1)) } else { exact_in(amount) };
            let trade = if sell { self.floor.selling(args) } else { self.floor.buying(args) };
            self.note(&format!("{form}{}", self.token), trade, &[bob]).await;
            let side = if sell { "sell" } else { "buy" };
            let args = QuoteArgs { sell, amount: thousand(10), exact_out: exact };
            let quote = ix::quote(&self.floor.at, None, args);
            self.note(&format!("{side}, {form}{}", self.prices), quote, &[]).await;
        }
        self.floor.ok(&[ix::pool_state(&self.floor.at, None)], &[]).await;
    }

    /// One reporter, then two, then three.
    async fn report(&mut self) {
        let reporters = self.floor.reporters;
        for (place, what) in [(0, "1 fresh report"), (1, "2 fresh reports"), (2, "3 fresh reports")] {
            self.floor.world.wait(1).await;
            let posting = self.floor.posting(place, PAR).await;
            let post = ix::post_nav(&reporters[place], &self.floor.feed, posting);
            self.note(what, post, &[reporters[place]]).await;
        }
    }

    /// Capital comes and leaves in all the ways it may.
    async fn share(&mut self) {
        let (alice, bob, payer) = (self.floor.alice, self.floor.bob, self.floor.roles().payer);
        self.floor.provide(&bob, million(1)).await.expect("room");
        let at = self.floor.at;
        let shares = self.floor.shares(&bob).await;
        self.floor.world.wait(MIN_STAY_SECONDS.cast_signed()).await;
        for (number, owner, shares) in [(1, alice, shares), (2, bob, shares), (3, alice, shares / 2)] {
            let request = ix::request_withdrawal(&payer, &at, &owner, number, shares);
            self.floor.ok(&[request], &[owner]).await;
        }
        self.floor.ok(&[ix::cancel_withdrawal(&at, &alice, 3)], &[alice]).await;
        for number in [1, 2, 3] {
            self.floor.ok(&[ix::fill_withdrawal(&at, number, None)], &[]).await;
        }
        for (number, owner) in [(1, alice), (2, bob)] {
            let claim = ix::claim_withdrawal(&at, &owner, number, &at.cash.account(&owner));
            self.floor.ok(&[claim], &[owner]).await;
        }
        self.floor.ok(&[ix::close_withdrawal(&at, 1, &payer)], &[]).await;
        self.floor.ok(&[ix::close_position(&at, &bob, &payer)], &[bob]).await;
    }

    /// One redemption is paid, one comes back, one is late and lost.
    async fn redeem(&mut self) {
        let (issuer, bob, beacon) = (self.floor.issuer, self.floor.bob, self.floor.beacon);
        let (at, endpoint) = (self.floor.at, self.floor.endpoint);
        for _ in 0..3 {
            self.floor.redeem(thousand(20), thousand(20)).await.expect("inventory");
        }
        self.floor.settle(1, thousand(20)).await.expect("a ticket");
        self.floor.ok(&[ix::remove_redemption(&at, 1, &beacon)], &[]).await;
        self.floor.ok(&[ix::return_inventory(&issuer, &at, 2, &endpoint)], &[issuer]).await;
        self.floor.world.wait(2 * DAY).await;
        self.floor.ok(&[ix::flag_overdue(&bob, &at, 3)], &[bob]).await;
        self.floor.ok(&[ix::close_redemption(&beacon, &at, 3)], &[beacon]).await;
    }

    /// What GovOps and beacon set.
    async fn govern(&mut self) {
        let (govops, payer, at) = (self.floor.roles().govops, self.floor.roles().payer, self.floor.at);
        let (beacon, feed, configurer) = (self.floor.beacon, self.floor.feed, self.floor.configurer());
        let spread = Spread { bid_bps: 6, ask_bps: 6 };
        self.floor.ok(&[ix::set_spread(&beacon, &at, spread)], &[beacon]).await;
        let depth = SetDepthArgs { sell: depth(), buy: depth() };
        let limits = SetFeedLimitsArgs { limits: PRICE_LIMITS, nav: NAV_LIMITS };
        let permitted = digest(DEPTH_DIGEST, &depth).expect("a digest");
        self.floor.permit(&at.pool, permitted).await;
        self.floor.ok(&[ix::set_depth(&configurer, &at, depth, &payer)], &[govops]).await;
        let permitted = digest(FEED_DIGEST, &limits).expect("a digest");
        self.floor.permit(&feed, permitted).await;
        self.floor.ok(&[ix::set_feed_limits(&configurer, &feed, limits, &payer)], &[govops]).await;
        let bounds = SetBoundsArgs { bounds: SpreadBounds { bid_max: 50, ..BOUNDS }, spread };
        self.floor.ok(&[ix::set_bounds(&configurer, &at, bounds, None)], &[govops]).await;
        let mut limits = self.floor.setup.args.limits;
        limits.capacity = LIMITS.capacity / 2;
        self.floor.ok(&[ix::set_limits(&configurer, &at, limits, None)], &[govops]).await;
        let mut reporters = self.floor.nav_feed().await.reporters;
        reporters[2] = Pubkey::default();
        self.floor.ok(&[ix::set_reporters(&configurer, &feed, reporters, None)], &[govops]).await;
    }

    /// A price out of step is latched and accepted, and a loss is found and written down.
    async fn stop(&mut self) {
        let (at, feed, bob) = (self.floor.at, self.floor.feed, self.floor.bob);
        let (council, beacon) = (self.floor.roles().council, self.floor.beacon);
        self.floor.ok(&[ix::unpause(&council, &at, BOTH_SIDES)], &[council]).await;
        self.floor.report(PAR).await;
        self.floor.world.wait(1).await;
        let posting = self.floor.posting(0, PAR + PAR / 50).await;
        self.floor.post(0, posting).await.expect("a report");
        self.floor.ok(&[ix::trip_breaker(&bob, &at, None)], &[bob]).await;
        self.floor.ok(&[ix::rebase_feed(&council, &at.scope, &feed, PriceRange::ANY)], &[council]).await;
        self.floor.ok(&[ix::unpause(&council, &at, BOTH_SIDES)], &[council]).await;
        self.floor.ok(&[ix::pause(&beacon, &at, true, BOTH_SIDES)], &[beacon]).await;
        self.floor.trading().lose(&self.floor.world, ONE);
        self.floor.ok(&[ix::check_pool(&at)], &[]).await;
        self.floor.ok(&[ix::write_down(&council, &at)], &[council]).await;
        self.floor.assert_sound().await;
    }
}
