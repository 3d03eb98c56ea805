//! Everything that stands between deployed programs and the first deposit, as an ordered list of
//! transactions: scope, PAU, facility, collection, controllers, limits and Beams.

use crate::{
    addresses::{self, FacilityAddresses},
    instructions,
};
use configurator::{instructions::GrantBeamArgs, state::permission};
use facility::{
    instructions::{InitializeFacilityArgs, OpenCollectionArgs},
    state::TermsMode,
};
use halo_math::Buybox;
use pau::{
    instructions::{AddControllerArgs, AddRateLimitArgs},
    state::LimitKind,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Most and refill of a rate limit, base units and base units a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    pub max: u64,
    pub slope: u64,
}

/// Who does what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Roles {
    /// Pays fees and rent of the deployment.
    pub payer: Pubkey,
    /// Core Council: grants and revokes Beams.
    pub council: Pubkey,
    /// Administers PAU and facility.
    pub admin: Pubkey,
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

/// What a facility is deployed with.
#[derive(Debug, Clone)]
pub struct Deployment {
    pub roles: Roles,
    /// Fresh keys that sign the creations.
    pub scope_base: Pubkey,
    pub pau_base: Pubkey,
    pub facility_base: Pubkey,
    pub mint: Pubkey,
    pub token_program: Pubkey,
    pub buybox: Buybox,
    pub terms_mode: TermsMode,
    /// Name and metadata address of the collection.
    pub collection: (String, String),
    /// Unix seconds at which every Beam ends.
    pub beams_expire_at: i64,
    pub claim_limit: Limit,
    pub withdraw_limit: Limit,
    /// Token accounts to which Books deploy.
    pub endpoints: Vec<(Pubkey, Limit)>,
}

/// One transaction of a deployment.
#[derive(Debug, Clone)]
pub struct Step {
    pub name: String,
    pub instructions: Vec<Instruction>,
    /// Who signs beside the payer.
    pub signers: Vec<Pubkey>,
}

impl Step {
    fn new(name: impl Into<String>, signers: &[Pubkey], instructions: Vec<Instruction>) -> Self {
        Self { name: name.into(), instructions, signers: signers.to_vec() }
    }
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

    /// The whole deployment, in order.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = self.foundation();
        steps.push(self.controllers());
        steps.push(self.limits());
        steps.push(self.beams());
        steps
    }

    /// Scope and PAU: once a chain and once a Halo class.
    fn foundation(&self) -> Vec<Step> {
        let Roles { payer, council, admin, freezer, relayer, .. } = self.roles;
        let facility = self.facility();
        let (name, uri) = self.collection.clone();
        let initialize = InitializeFacilityArgs { buybox: self.buybox, terms_mode: self.terms_mode };
        let open = OpenCollectionArgs { name, uri };
        vec![
            Step::new(
                "scope",
                &[self.scope_base, council],
                vec![instructions::configurator::initialize_scope(&payer, &self.scope_base, &council)],
            ),
            Step::new(
                "PAU with a freezer and a relayer",
                &[self.pau_base, admin],
                vec![
                    instructions::pau::initialize_pau(&payer, &self.pau_base, &admin, &freezer),
                    instructions::pau::set_relayer(&admin, &facility.pau, &relayer),
                ],
            ),
            Step::new(
                "facility with its queue",
                &[self.facility_base, admin],
                vec![instructions::facility::initialize_facility(
                    &payer,
                    &self.facility_base,
                    &admin,
                    &facility,
                    initialize,
                )],
            ),
            Step::new(
                "collection of NFATs",
                &[admin],
                vec![instructions::facility::open_collection(&payer, &admin, &facility, open)],
            ),
        ]
    }

    /// What the facility and its collection may do in the PAU.
    fn controllers(&self) -> Step {
        let Roles { payer, admin, .. } = self.roles;
        let facility = self.facility();
        let rights = [
            (facility.facility, LimitKind::Transfer.bit() | LimitKind::Claim.bit()),
            (facility.nfat_config(), LimitKind::Withdraw.bit()),
        ];
        let instructions = rights.map(|(signer, kinds)| {
            let args = AddControllerArgs { signer, book: Pubkey::default(), kinds };
            instructions::pau::add_controller(&payer, &admin, &facility.pau, args)
        });
        Step::new("controllers: the facility and its collection", &[admin], instructions.into())
    }

    /// Limits on claims, on what is paid out, and on each endpoint.
    fn limits(&self) -> Step {
        let Roles { payer, admin, .. } = self.roles;
        let facility = self.facility();
        let own = [(LimitKind::Claim, self.claim_limit), (LimitKind::Withdraw, self.withdraw_limit)]
            .map(|(kind, limit)| (kind, facility.facility, limit));
        let endpoints =
            self.endpoints.iter().map(|(endpoint, limit)| (LimitKind::Transfer, *endpoint, *limit));
        let instructions = own
            .into_iter()
            .chain(endpoints)
            .map(|(kind, target, Limit { max, slope })| {
                let args = AddRateLimitArgs { kind, target, mint: self.mint, max, slope };
                instructions::pau::add_rate_limit(&payer, &admin, &facility.pau, args)
            })
            .collect();
        Step::new("rate limits: claims, payouts, endpoints", &[admin], instructions)
    }

    /// Rights of beacon, attestor and warden over the facility.
    fn beams(&self) -> Step {
        use permission::{ATTEST, BOOK, CLAIM, DEPLOY, FUND, HALT, MINT};
        let Roles { payer, council, beacon, attestor, warden, .. } = self.roles;
        let facility = self.facility();
        let rights = [(beacon, CLAIM | MINT | DEPLOY | FUND | BOOK), (attestor, ATTEST), (warden, HALT)];
        let instructions = rights.map(|(holder, permissions)| {
            let args = GrantBeamArgs {
                target: facility.facility,
                holder,
                permissions,
                expires_at: self.beams_expire_at,
            };
            instructions::configurator::grant_beam(&payer, &council, &facility.scope, args)
        });
        Step::new("Beams: beacon, attestor, warden", &[council], instructions.into())
    }
}
