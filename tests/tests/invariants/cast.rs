//! Who takes part in a story and where everything that never changes is.

use halo_sdk::{
    addresses::{self, FacilityAddresses},
    deployment::{Deployment, Limit, Roles, ScopeState},
    facility::state::TermsMode,
    halo_math::Buybox,
    token::{associated_token_address, TokenProgram},
};
use halo_tests::world::{buybox, million, DAY, ONE, START};
use solana_pubkey::Pubkey;

/// Primes of every facility; they are the first of the people.
pub const PRIMES: usize = 7;
/// Primes, and two who only trade.
pub const PEOPLE: usize = 9;
/// Token accounts to which each facility deploys.
const ENDPOINTS: usize = 2;

/// Somebody whose key is a name.
pub fn person(name: &str) -> Pubkey {
    Pubkey::find_program_address(&[name.as_bytes()], &solana_sdk_ids::system_program::ID).0
}

/// An endpoint of a facility and whose it is.
pub struct Endpoint {
    pub owner: Pubkey,
    pub account: Pubkey,
    pub limit: Pubkey,
}

/// What one person has at one facility.
pub struct Seat {
    pub wallet: Pubkey,
    pub position: Pubkey,
    pub approval: Pubkey,
}

/// One facility with the governance of its own that stands behind it.
pub struct Site {
    pub deployment: Deployment,
    pub at: FacilityAddresses,
    pub token: TokenProgram,
    pub endpoints: Vec<Endpoint>,
    pub seats: Vec<Seat>,
    pub queue: Pubkey,
    pub queue_tokens: Pubkey,
    pub nfat_config: Pubkey,
    pub claim_limit: Pubkey,
    pub withdraw_limit: Pubkey,
}

impl Site {
    pub fn roles(&self) -> &Roles {
        &self.deployment.roles
    }

    pub fn buybox(&self) -> &Buybox {
        &self.deployment.buybox
    }

    pub fn sealed(&self) -> bool {
        self.deployment.terms_mode == TermsMode::Sealed
    }
}

pub struct Cast {
    pub payer: Pubkey,
    pub people: Vec<Pubkey>,
    pub sites: Vec<Site>,
}

/// How the facilities differ.
struct Kind {
    name: &'static str,
    mint: &'static str,
    token: TokenProgram,
    mode: TermsMode,
    buybox: Buybox,
}

/// Short terms, so that deals mature within a story.
fn kinds() -> [Kind; 3] {
    let quick = Buybox { duration_min_days: 20, duration_max_days: 200, ..buybox() };
    let small = Buybox { size_min: million(1), size_max: million(40), duration_min_days: 2, ..quick };
    let (spl, newer) = (TokenProgram::Spl, TokenProgram::Token2022);
    [
        Kind { name: "open", mint: "dollar", token: spl, mode: TermsMode::Disclosed, buybox: quick },
        Kind { name: "sealed", mint: "dollar", token: spl, mode: TermsMode::Sealed, buybox: small },
        Kind { name: "newer", mint: "newer dollar", token: newer, mode: TermsMode::Disclosed, buybox: small },
    ]
}

impl Cast {
    pub fn new() -> Self {
        let payer = person("payer");
        let people: Vec<Pubkey> = (0..PEOPLE).map(|number| person(&format!("person {number}"))).collect();
        let sites = kinds().into_iter().map(|kind| site(payer, &people, kind)).collect();
        Self { payer, people, sites }
    }

    /// Number of the person with this key.
    pub fn number(&self, key: &Pubkey) -> Option<usize> {
        self.people.iter().position(|person| person == key)
    }
}

/// `millions` a day, and as many at once.
const fn limit(millions: u64) -> Limit {
    Limit { max: million(millions), slope: million(millions) }
}

fn site(payer: Pubkey, people: &[Pubkey], kind: Kind) -> Site {
    let Kind { name, mint, token, mode, buybox } = kind;
    let named = |role: &str| person(&format!("{name} {role}"));
    let roles = Roles::named(payer, named);
    let mint = person(mint);
    let borrowers: Vec<Pubkey> = (0..ENDPOINTS).map(|number| named(&format!("borrower {number}"))).collect();
    let accounts = borrowers.iter().map(|owner| associated_token_address(owner, &mint, token));
    let deployment = Deployment {
        roles,
        scope_base: named("scope"),
        pau_base: named("pau"),
        facility_base: named("facility"),
        scope_state: ScopeState::default(),
        mint,
        token_program: token.id(),
        buybox,
        terms_mode: mode,
        collection: (format!("Halo {name}"), "https://example.com/halo.json".into()),
        beams_expire_at: START + 36_500 * DAY,
        claim_limit: limit(400),
        withdraw_limit: limit(500),
        endpoints: accounts.zip([limit(300), Limit { max: 40_000_000 * ONE, slope: 77 }]).collect(),
        prime_limit: limit(100),
    };
    let at = deployment.facility();
    let endpoints = borrowers.into_iter().map(|owner| {
        let account = at.token_account(&owner);
        Endpoint { owner, account, limit: at.endpoint_limit(&account) }
    });
    let seats = people.iter().map(|key| Seat {
        wallet: at.token_account(key),
        position: addresses::position(&at.facility, key),
        approval: addresses::approval(&at.facility, key),
    });
    Site {
        endpoints: endpoints.collect(),
        seats: seats.collect(),
        token,
        queue: at.queue(),
        queue_tokens: at.queue_token_account(),
        nfat_config: at.nfat_config(),
        claim_limit: at.claim_limit(),
        withdraw_limit: at.withdraw_limit(),
        deployment,
        at,
    }
}
