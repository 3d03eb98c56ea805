//! Where the PAU's instructions act: PAUs whose administrator is a key, so that a stage is about the PAU alone.

use halo_sdk::{
    addresses,
    deployment::Limit,
    instructions::pau as ix,
    pau::{
        instructions::UseLimitArgs,
        state::{AccountRole, AccountRule, ActionSpec, LimitKind},
    },
};
use halo_tests::{
    chain::{Chain, Light},
    key_pau::KeyPau,
    matrix::accounts::Names,
    world::{World, DAY, ONE},
};
use solana_pubkey::Pubkey;

/// First byte of the token programs' Transfer.
const TRANSFER: u8 = 3;
/// A Book that a controller has opened, in two PAUs.
const GUARDED: Pubkey = Pubkey::new_from_array([0xB7; 32]);
/// What each limit allows, and each Book holds ten of.
const LIMIT: Limit = Limit { max: 5 * ONE, slope: 5 * ONE };

/// Three PAUs of one administrator.
#[derive(Clone, Copy, Default)]
pub struct Keys {
    pub first: KeyPau,
    /// Where the guarded Book of the first can move.
    pub second: KeyPau,
    pub frozen: KeyPau,
    /// Signs for a controller of the first and the second.
    pub controller: Pubkey,
    /// Key of a Book that relayers may use.
    pub book: Pubkey,
    mint: Pubkey,
    token_program: Pubkey,
    pub endpoint: Pubkey,
}

impl Keys {
    /// Opens everything that the stages need, with every limit full.
    pub async fn open(world: &mut World<Light>, controller: Pubkey) -> Self {
        let first = KeyPau::open(world, "keys' PAU").await;
        let KeyPau { admin, freezer, relayer, .. } = first;
        let second = KeyPau::open_under(world, "keys' second PAU", admin, freezer, relayer).await;
        let frozen = KeyPau::open_under(world, "keys' frozen PAU", admin, freezer, relayer).await;
        let (mint, token_program) = (world.facility.mint, world.facility.token_program);
        let (book, endpoint) = (world.keys.add_named("keys' Book"), world.endpoint);
        let keys = Self { first, second, frozen, controller, book, mint, token_program, endpoint };

        world.ok(&[ix::freeze(&freezer, &frozen.pau)], &[freezer]).await;
        for pau in [first, second] {
            pau.add_controller(world, &controller, Pubkey::default(), LimitKind::ALL).await;
            let guarded = ix::BookSource { pau: pau.pau, ..keys.guarded() };
            pau.open_guarded(world, &controller, &guarded).await;
        }
        first.open_vault(world, &keys.source()).await;
        for source in [keys.source(), keys.guarded()] {
            world.give(&source.proxy(), 10 * ONE).await;
        }
        let enable = ix::enable_action(&world.roles().payer, &admin, &first.pau, keys.action());
        world.ok(&[enable], &[admin]).await;
        for (kind, target) in keys.targets() {
            first.add_limit(world, kind, target, mint, LIMIT).await;
        }
        let later = world.chain.now().await + DAY;
        world.chain.warp_to(later).await;
        // Something to restore, and something to resume.
        let steps = [
            ix::charge(&controller, &first.pau, keys.claim(2 * ONE)),
            ix::pause_rate_limit(&admin, &first.pau, &keys.limit(LimitKind::Deposit)),
        ];
        world.ok(&steps, &[controller, admin]).await;
        keys
    }

    /// The Book that relayers may use.
    pub fn source(&self) -> ix::BookSource {
        let Self { book, mint, token_program, .. } = *self;
        ix::BookSource { pau: self.first.pau, book, mint, token_program }
    }

    pub fn guarded(&self) -> ix::BookSource {
        ix::BookSource { book: GUARDED, ..self.source() }
    }

    /// The limit of each kind: on the endpoint, the action, the controller that swaps, or any address.
    fn targets(&self) -> [(LimitKind, Pubkey); 7] {
        [
            (LimitKind::Transfer, self.endpoint),
            (LimitKind::Claim, self.book),
            (LimitKind::Withdraw, self.book),
            (LimitKind::Action, ix::action_target(&self.action())),
            (LimitKind::Deposit, self.book),
            (LimitKind::SwapIn, self.controller),
            (LimitKind::SwapOut, self.controller),
        ]
    }

    /// Address of the limit of `kind`.
    pub fn limit(&self, kind: LimitKind) -> Pubkey {
        let mut targets = self.targets().into_iter();
        let (_, target) = targets.find(|(other, _)| *other == kind).expect("a limit of each kind");
        addresses::limit(&self.first.pau, kind, &target, &self.mint)
    }

    /// A use of the limit on claims.
    pub fn claim(&self, amount: u64) -> UseLimitArgs {
        UseLimitArgs { kind: LimitKind::Claim, target: self.book, mint: self.mint, amount }
    }

    /// A payment to the endpoint, by the token program itself.
    pub fn action(&self) -> ActionSpec {
        let rule = |role, writable, signer| AccountRule { role, writable, signer };
        ActionSpec {
            program: self.token_program,
            accounts: vec![
                rule(AccountRole::Vault(self.mint), true, false),
                rule(AccountRole::Pinned(self.endpoint), true, false),
                rule(AccountRole::Proxy, false, true),
            ],
            data_prefix: vec![TRANSFER],
            one_shot: false,
        }
    }

    /// A call of that action.
    pub fn call<'a>(&self, spec: &'a ActionSpec) -> ix::Call<'a> {
        let tracked = ix::Tracked { mint: self.mint, token_program: self.token_program, limited: true };
        ix::Call {
            relayer: self.first.relayer,
            pau: self.first.pau,
            book: self.book,
            spec,
            tracked: vec![tracked],
            data: [&[TRANSFER][..], &ONE.to_le_bytes()].concat(),
        }
    }

    /// Keys that sign.
    pub fn roles(&self) -> [Pubkey; 4] {
        let KeyPau { admin, freezer, relayer, .. } = self.first;
        [admin, freezer, relayer, self.book]
    }

    /// Names every account that [`Keys::open`] has made.
    pub fn name(&self, names: &mut Names) {
        let mut name = |what: &str, key: Pubkey| names.add(format!("keys' {what}"), key);
        for (role, key) in ["administrator", "freezer", "relayer", "Book"].iter().zip(self.roles()) {
            name(role, key);
        }
        let second = ix::BookSource { pau: self.second.pau, ..self.guarded() };
        for (what, source) in [
            ("open Book", self.source()),
            ("guarded Book", self.guarded()),
            ("Book in the second PAU", second),
        ] {
            name(&format!("vault of the {what}"), source.vault());
            name(&format!("proxy of the {what}"), source.proxy());
            name(&format!("tokens of the {what}"), source.token_account());
        }
        for (what, pau) in [("PAU", self.first), ("second PAU", self.second), ("frozen PAU", self.frozen)] {
            name(what, pau.pau);
            name(&format!("controller in the {what}"), addresses::controller(&pau.pau, &self.controller));
        }
        name("action", addresses::action(&self.first.pau, &self.action()));
        for (kind, _) in self.targets() {
            name(&format!("{} limit", format!("{kind:?}").to_lowercase()), self.limit(kind));
        }
    }
}
