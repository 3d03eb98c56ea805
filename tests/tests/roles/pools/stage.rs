//! A pool on which everything can be done, what is done there, and who there is.

use super::{floor::*, PROGRAM};
use halo_sdk::{
    addresses::{self, PoolAddresses},
    amm::{
        instructions::{
            digest, DepositArgs, InitializeFeedArgs, InitiateRedemptionArgs, SetBoundsArgs, SetDepthArgs,
            SetFeedLimitsArgs,
        },
        DEPTH_DIGEST, FEED_DIGEST,
    },
    configurator::state::permission,
    halo_math::amm::{Curve, CurvePoint, Depth, Spread, SpreadBounds, BOTH_SIDES, POOL_BUYS},
    instructions::amm as ix,
};
use halo_tests::{
    chain::Chain,
    matrix::idl,
    world::{million, DAY, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

const FEED_LIMITS: SetFeedLimitsArgs = SetFeedLimitsArgs { limits: PRICE_LIMITS, nav: NAV_LIMITS };
/// One line for whoever sells and for whoever buys.
const DEPTH: SetDepthArgs = {
    let none = CurvePoint { at: 0, bps: 0 };
    let points = [CurvePoint { at: million(1), bps: 10 }, none, none, none];
    let depth = Depth { curve: Curve { points }, recovery: million(1) };
    SetDepthArgs { sell: depth, buy: depth }
};

/// An instruction that succeeds when who may signs it.
pub struct Act {
    pub name: &'static str,
    instruction: Instruction,
    /// Key that signs for a new address.
    base: Option<Pubkey>,
}

impl Act {
    fn new(name: &'static str, instruction: Instruction) -> Self {
        Self { name, instruction, base: None }
    }
}

/// A pool with withdrawals that wait and that are filled, a redemption that is late, and a price out of step.
pub struct Stage {
    pub floor: Floor,
    warden: Pubkey,
    /// For a second feed and a second pool.
    bases: [Pubkey; 2],
}

impl Stage {
    pub async fn set() -> Self {
        let mut floor = Floor::new().await;
        let warden = floor.world.person("pool warden").await;
        floor.grant(&warden, permission::HALT).await;
        floor.sell(million(2)).await.expect("a sale");
        floor.redeem(million(1), million(1)).await.expect("a redemption");
        let (alice, payer) = (floor.alice, floor.roles().payer);
        let bases = ["second feed", "second pool"].map(|name| floor.world.keys.add_named(name));
        let (pool, feed) = (floor.at.pool, floor.feed);
        floor.permit(&pool, digest(DEPTH_DIGEST, &DEPTH).expect("a digest")).await;
        floor.permit(&feed, digest(FEED_DIGEST, &FEED_LIMITS).expect("a digest")).await;
        floor.report(PAR).await;
        for number in [1, 2] {
            let request = ix::request_withdrawal(&payer, &floor.at, &alice, number, 1_000_000);
            floor.ok(&[request], &[alice]).await;
        }
        floor.ok(&[ix::fill_withdrawal(&floor.at, 1, None)], &[]).await;
        floor.ok(&[ix::open_position(&payer, &floor.at, &floor.bob)], &[]).await;
        floor.world.wait(DAY + 1).await;
        floor.report(PAR).await;
        floor.world.wait(1).await;
        floor.mint(&floor.at.cash, &alice, thousand(1)).await;
        Self { floor, warden, bases }
    }

    /// Everybody, by the words of the table.
    pub fn people(&self) -> Vec<(&'static str, Pubkey)> {
        let (floor, roles) = (&self.floor, self.floor.roles());
        vec![
            ("council", roles.council),
            ("mom", roles.mom),
            ("scope-freezer", roles.scope_freezer),
            ("conserver", roles.conserver),
            ("govops", roles.govops),
            ("warden", self.warden),
            ("beacon", floor.beacon),
            ("attestor", roles.attestor),
            ("pau-freezer", roles.freezer),
            ("relayer", roles.relayer),
            ("reporter", floor.reporters[0]),
            ("provider", floor.alice),
            // Somebody who has an empty position, an issuer, and whoever pays for everything.
            ("", floor.bob),
            ("", floor.issuer),
            ("", roles.payer),
            // The facility's beacon and warden have nothing to say over a pool.
            ("", roles.beacon),
            ("", roles.warden),
        ]
    }

    /// What can be done now and is not anybody's.
    pub async fn acts(&self) -> Vec<Act> {
        let floor = &self.floor;
        let (at, roles, configurer) = (&floor.at, floor.roles(), floor.configurer());
        let (alice, beacon, cash) = (floor.alice, floor.beacon, floor.at.cash.account(&floor.alice));
        let spread = Spread { bid_bps: 6, ask_bps: 6 };
        let bounds = SetBoundsArgs { bounds: SpreadBounds { bid_max: 50, ..BOUNDS }, spread };
        let mut low = LIMITS;
        low.trade.max = thousand(10);
        let mut fewer = floor.nav_feed().await.reporters;
        fewer[2] = Pubkey::default();
        let posting = floor.posting(0, PAR).await;
        let deposit = DepositArgs { amount: ONE, min_shares: 0 };
        let redemption = InitiateRedemptionArgs { amount: ONE, expected: ONE };
        let act = Act::new;
        let [feed_base, pool_base] = self.bases;
        let reporters = floor.nav_feed().await.reporters;
        let feed = InitializeFeedArgs { limits: FEED_LIMITS.limits, nav: FEED_LIMITS.nav, reporters };
        let second = PoolAddresses { pool: addresses::pool(&pool_base), ..floor.at };
        vec![
            Act {
                base: Some(feed_base),
                ..act("initialize_feed", ix::initialize_feed(&roles.payer, &feed_base, &configurer, feed))
            },
            Act {
                base: Some(pool_base),
                ..act(
                    "initialize_pool",
                    ix::initialize_pool(
                        &roles.payer,
                        &pool_base,
                        &configurer,
                        &second,
                        &floor.onboarding(),
                        floor.setup.args,
                    ),
                )
            },
            act("set_feed_limits", ix::set_feed_limits(&configurer, &floor.feed, FEED_LIMITS, &roles.payer)),
            act("set_depth", ix::set_depth(&configurer, at, DEPTH, &roles.payer)),
            act("set_reporters", ix::set_reporters(&configurer, &floor.feed, fewer, None)),
            act("post_nav", ix::post_nav(&floor.reporters[0], &floor.feed, posting)),
            act("set_spread", ix::set_spread(&beacon, at, spread)),
            act("set_bounds", ix::set_bounds(&configurer, at, bounds, None)),
            act("set_limits", ix::set_limits(&configurer, at, low, None)),
            act("deposit", ix::deposit(at, &alice, &cash, None, deposit)),
            act("request_withdrawal", ix::request_withdrawal(&roles.payer, at, &alice, 3, 1_000)),
            act("claim_withdrawal", ix::claim_withdrawal(at, &alice, 1, &cash)),
            act("cancel_withdrawal", ix::cancel_withdrawal(at, &alice, 2)),
            act("close_position", ix::close_position(at, &floor.bob, &roles.payer)),
            act(
                "initiate_redemption",
                ix::initiate_redemption(&beacon, at, 2, &floor.endpoint, None, redemption),
            ),
            act("close_redemption", ix::close_redemption(&beacon, at, 1)),
            act("pause", ix::pause(&roles.council, at, false, POOL_BUYS)),
        ]
    }

    /// What is the council's once a price is out of step, a side latched and inventory missing.
    pub async fn councils(&mut self) -> Vec<Act> {
        let floor = &mut self.floor;
        floor.world.wait(1).await;
        let posting = floor.posting(0, PAR + PAR / 50).await;
        floor.post(0, posting).await.expect("a report");
        floor.ok(&[ix::trip_breaker(&floor.bob, &floor.at, None)], &[floor.bob]).await;
        let vault = floor.at.custody(&floor.at.asset);
        let mut account = floor.world.chain.0.account(&vault).expect("a vault");
        account.data[64..72].copy_from_slice(&ONE.to_le_bytes());
        floor.world.chain.set_account(&vault, account);
        let (at, council) = (&floor.at, floor.roles().council);
        vec![
            Act::new("rebase_feed", ix::rebase_feed(&council, &at.scope, &floor.feed)),
            Act::new("unpause", ix::unpause(&council, at, BOTH_SIDES)),
            Act::new("write_down", ix::write_down(&council, at)),
        ]
    }

    /// Every form of `act` that `player` can sign in the place of whoever should.
    fn forms(&self, act: &Act, signer: &str, player: &Pubkey) -> Vec<Instruction> {
        let idl = idl::read(PROGRAM);
        let slots = idl.slots(act.name);
        let place = |name: &str| slots.iter().position(|slot| slot.name == name);
        let mut plain = act.instruction.clone();
        plain.accounts[place(signer).expect("the row's signer")].pubkey = *player;
        let (scope, pau) = (self.floor.at.scope, self.floor.at.pau);
        let records = [
            ("cbeam", addresses::cbeam(&scope, &pau, player)),
            ("cbeam", halo_sdk::amm::ID),
            ("beam", self.floor.at.beam(player)),
            ("beam", addresses::beam(&scope, &pau, player)),
            ("beam", addresses::beam(&scope, &self.floor.world.facility.facility, player)),
            ("beam", halo_sdk::amm::ID),
            ("position", self.floor.at.position(player)),
        ];
        let mut forms = vec![plain.clone()];
        for (name, record) in records {
            let Some(at) = place(name) else { continue };
            let mut with = plain.clone();
            with.accounts[at].pubkey = record;
            forms.push(with);
        }
        forms
    }

    /// Whether `instruction` would succeed, signed by these; nothing stays of it.
    async fn succeeds(&self, instruction: &Instruction, signers: &[Pubkey]) -> bool {
        let instructions = std::slice::from_ref(instruction);
        let signers = self.floor.world.keys.pick(signers);
        let simulated =
            self.floor.client.simulate(instructions, &signers).await.expect("it reaches the chain");
        simulated.error.is_none()
    }

    /// Whether `player` can do it with any of the records that it may have.
    pub async fn can(&self, act: &Act, signer: &str, player: &Pubkey) -> bool {
        for form in self.forms(act, signer, player) {
            let signers: Vec<Pubkey> = [*player].into_iter().chain(act.base).collect();
            if self.succeeds(&form, &signers).await {
                return true;
            }
        }
        false
    }
}
