//! Everything that stands between deployed programs and the first deposit, as an ordered list of
//! transactions, in two parts. Before the delay: scope, PAU, and what the council schedules. After it: what was
//! scheduled takes effect, and the GovOps sets up facility, collection, operators, controllers, limits and Beams.

mod after;
mod before;

use crate::{
    addresses::{self, FacilityAddresses},
    instructions::configurator::Configurer,
};
use configurator::state::Scope;
use facility::state::TermsMode;
use halo_math::Buybox;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Most and refill of a rate limit, base units and base units a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Most that may pass at once, base units.
    pub max: u64,
    /// What comes back in a day, base units.
    pub slope: u64,
}

/// Who does what. The PAU's administrator is the scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Roles {
    /// Pays fees and rent of the deployment.
    pub payer: Pubkey,
    /// Core Council: schedules additions, grants attestors and wardens, takes back halts.
    pub council: Pubkey,
    /// Cancels, removes and pauses.
    pub mom: Pubkey,
    /// Pauses the timelock and freezes PAUs.
    pub scope_freezer: Pubkey,
    /// Takes over frozen PAUs.
    pub conserver: Pubkey,
    /// Configures PAU and facility within what the council has approved.
    pub govops: Pubkey,
    /// May freeze the PAU.
    pub freezer: Pubkey,
    /// May transfer a Book's money to endpoints.
    pub relayer: Pubkey,
    /// The Halo's lpha-nfat: claims, Books, deployments, funding.
    pub beacon: Pubkey,
    /// The attestor's lpha-attest.
    pub attestor: Pubkey,
    /// May halt.
    pub warden: Pubkey,
}

impl Roles {
    /// Every role with the key that `named` makes for its name, in words; `payer` pays.
    pub fn named(payer: Pubkey, mut named: impl FnMut(&str) -> Pubkey) -> Self {
        Self {
            payer,
            council: named("council"),
            mom: named("mom"),
            scope_freezer: named("scope freezer"),
            conserver: named("conserver"),
            govops: named("govops"),
            freezer: named("freezer"),
            relayer: named("relayer"),
            beacon: named("beacon"),
            attestor: named("attestor"),
            warden: named("warden"),
        }
    }

    /// Everybody who may do something; the payer, who may not, is left out.
    pub fn holders(&self) -> [Pubkey; 10] {
        [
            self.council,
            self.mom,
            self.scope_freezer,
            self.conserver,
            self.govops,
            self.freezer,
            self.relayer,
            self.beacon,
            self.attestor,
            self.warden,
        ]
    }
}

/// How far a scope was when its council scheduled the deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScopeState {
    /// Operations scheduled so far.
    pub operation_count: u64,
    /// What the next one names, so that it is refused after a change of roles or parameters.
    pub config_version: u64,
}

/// A scope that the deployment itself creates.
impl Default for ScopeState {
    fn default() -> Self {
        Self { operation_count: 0, config_version: 1 }
    }
}

impl From<&Scope> for ScopeState {
    fn from(scope: &Scope) -> Self {
        Self { operation_count: scope.operation_count, config_version: scope.config_version }
    }
}

/// What a facility is deployed with.
#[derive(Debug, Clone)]
pub struct Deployment {
    /// Who may do what.
    pub roles: Roles,
    /// Fresh keys that sign the creations.
    pub scope_base: Pubkey,
    /// As `scope_base`, of the PAU.
    pub pau_base: Pubkey,
    /// As `scope_base`, of the facility.
    pub facility_base: Pubkey,
    /// The scope when the deployment is scheduled; the default unless it is an older one.
    pub scope_state: ScopeState,
    /// The one token of queue, Books and payments.
    pub mint: Pubkey,
    /// Program of that mint.
    pub token_program: Pubkey,
    /// Bounds of the first claims.
    pub buybox: Buybox,
    /// Whether claims disclose their terms.
    pub terms_mode: TermsMode,
    /// Name and metadata address of the collection.
    pub collection: (String, String),
    /// Unix seconds at which every Beam ends.
    pub beams_expire_at: i64,
    /// Approved, and set in full.
    pub claim_limit: Limit,
    /// The same, on all that is credited to NFATs.
    pub withdraw_limit: Limit,
    /// Token accounts to which Books deploy; each limit is approved, and set in full.
    pub endpoints: Vec<(Pubkey, Limit)>,
    /// Approved: the most that the GovOps may allow each Prime at first.
    pub prime_limit: Limit,
}

/// One transaction of a deployment.
#[derive(Debug, Clone)]
pub struct Step {
    /// For people.
    pub name: String,
    /// Sent together, in this order.
    pub instructions: Vec<Instruction>,
    /// Who signs beside the payer.
    pub signers: Vec<Pubkey>,
    /// Whether it has to wait until what was scheduled is due.
    pub after_delay: bool,
}

impl Deployment {
    /// Addresses of the facility that this deploys.
    pub fn facility(&self) -> FacilityAddresses {
        FacilityAddresses {
            facility: addresses::facility(&self.facility_base),
            scope: addresses::scope(&self.scope_base),
            pau: addresses::pau(&self.pau_base),
            mint: self.mint,
            token_program: self.token_program,
        }
    }

    /// The GovOps as the one that configures the PAU.
    pub fn configurer(&self) -> Configurer {
        let facility = self.facility();
        Configurer::govops(&self.roles.govops, &facility.scope, &facility.pau)
    }

    /// The whole deployment, in order: every step with `after_delay` comes after all without.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = self.steps_before();
        steps.extend(self.steps_after());
        steps
    }
}

#[cfg(test)]
mod tests;
