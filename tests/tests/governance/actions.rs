//! Everything that a GovOps does, as one list: what holds for one of them is tried on all.

use super::desk::*;
use halo_sdk::{
    configurator::{
        instructions::{GrantBeamArgs, SetRateLimitArgs},
        state::{permission, Grant, Payload},
        RELEASE_VAULT_DIGEST,
    },
    facility::instructions::{ApprovePrimeArgs, SetPrimeArgs},
    instructions::{
        configurator::{self as gov, BeamAuthority, Configurer, InitFor},
        facility as facility_ix,
    },
    pau::state::{ActionSpec, LimitKind},
};
use halo_tests::{
    refusal::with_account,
    world::{buybox, MATURITY, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// One thing that a GovOps may do.
pub struct Act {
    pub name: &'static str,
    pub instruction: Instruction,
    /// Who signs beside the configurer.
    pub others: Vec<Pubkey>,
    /// Whether somebody may do more afterwards.
    pub adds: bool,
}

/// A key that the cases let draw.
pub fn drawer() -> Pubkey {
    key(0xC0)
}

/// A Book whose key signs.
pub fn spare_book(desk: &mut Desk) -> Pubkey {
    desk.world.keys.add_named("spare Book")
}

/// An action that calls a program of nobody's.
pub fn spare_action() -> ActionSpec {
    ActionSpec { program: key(0xAC), accounts: Vec::new(), data_prefix: vec![1], one_shot: false }
}

/// What the council must have approved for all of [`acts`]; of the vault of `guarded`.
pub fn approvals(desk: &Desk, guarded: &Pubkey) -> Vec<Payload> {
    let facility = &desk.world.facility;
    let digest = facility_ix::buybox_digest(&buybox());
    let controller =
        Grant::Controller { signer: drawer(), book: Pubkey::default(), kinds: LimitKind::Transfer.bit() };
    let pau = desk.pau_key();
    let mut payloads = vec![
        Payload::AddInit { pau, grant: desk.spare_grant(10, 10) },
        Payload::AddInit { pau, grant: controller },
        Payload::AddInit { pau, grant: Grant::Action(spare_action()) },
    ];
    let permits = [(facility.facility, digest), (*guarded, RELEASE_VAULT_DIGEST)];
    payloads.extend(permits.map(|(target, digest)| Payload::AddInit {
        pau: Pubkey::default(),
        grant: Grant::Permit { target, digest },
    }));
    payloads
}

/// Every act of a configurer, in an order in which all of them succeed.
pub fn acts(desk: &mut Desk, by: &Configurer, guarded: &Pubkey, prime: &Pubkey) -> Vec<Act> {
    let book = spare_book(desk);
    let desk = &*desk;
    let (payer, facility, roles) = (desk.payer(), desk.world.facility, desk.world.roles());
    let adds = |name, instruction| Act { name, instruction, others: Vec::new(), adds: true };
    let lowers = |name, instruction| Act { name, instruction, others: Vec::new(), adds: false };
    let guardian = (*by).into();
    let beam = BeamAuthority::Configurer(*by);
    let claims = facility.limit_key(LimitKind::Claim, &facility.facility);
    let holder = key(0xBE);
    let grant = GrantBeamArgs {
        target: facility.facility,
        holder,
        permissions: permission::FUND,
        expires_at: MATURITY + 1,
    };
    let approve = ApprovePrimeArgs { prime: key(0x9A), max: ONE, slope: ONE };
    let end = SetPrimeArgs { active: false, max: 0, slope: 0 };
    let spec = spare_action();
    let (mint, program) = (&facility.mint, &facility.token_program);
    vec![
        adds("add_rate_limit", desk.adding(by, InitFor::Pau, 10, 10)),
        lowers(
            "set_rate_limit, lower",
            gov::set_rate_limit(by, &claims, None, SetRateLimitArgs { max: 5, slope: 5 }),
        ),
        adds("set_relayer", gov::set_relayer(by, &key(0x6E))),
        adds("set_freezer", gov::set_freezer(by, &roles.freezer)),
        adds("enable_action", gov::enable_action(&payer, by, InitFor::Pau, &spec, &payer)),
        adds("add_controller", gov::add_controller(&payer, by, &drawer())),
        Act {
            name: "open_vault",
            instruction: gov::open_vault(&payer, by, &book, mint, program),
            others: vec![book],
            adds: true,
        },
        adds("release_vault", gov::release_vault(by, guarded, &payer)),
        adds("grant_beam", gov::grant_beam(&payer, &beam, grant)),
        lowers("revoke_beam", gov::revoke_beam(&beam, &facility.facility, &roles.beacon, &payer)),
        adds("set_buybox", facility_ix::set_buybox(by, &facility, buybox(), &payer)),
        adds("approve_prime", facility_ix::approve_prime(&payer, by, &facility, InitFor::Pau, approve)),
        lowers("set_prime, end", facility_ix::set_prime(by, &facility, prime, None, end)),
        lowers("remove_rate_limit", gov::remove_rate_limit(&guardian, &facility.withdraw_limit(), &payer)),
        lowers("remove_relayer", gov::remove_relayer(&guardian, &key(0x6E))),
        lowers("disable_action", gov::disable_action(&guardian, &spec, &payer)),
        lowers("remove_controller", gov::remove_controller(&guardian, &facility.facility, &payer)),
        lowers("pause_rate_limit", gov::pause_rate_limit(&guardian, &facility.claim_limit())),
        lowers("freeze_pau", gov::freeze_pau(&guardian)),
    ]
}

impl Desk {
    /// A world in which every act of the usual GovOps can be done: the vault of an empty Book and a Prime.
    pub async fn ready() -> (Self, Pubkey, Pubkey) {
        let mut desk = Self::new().await;
        let prime = desk.world.prime("Prime X", ONE).await;
        let guarded = desk.world.open_book().await.vault;
        let approvals = approvals(&desk, &guarded);
        desk.approve(approvals).await;
        (desk, guarded, prime)
    }

    /// Sends one act.
    pub async fn act(&self, by: &Configurer, act: &Act) {
        let signers = [vec![by.signer], act.others.clone()].concat();
        let sent = self.world.send(std::slice::from_ref(&act.instruction), &signers).await;
        sent.unwrap_or_else(|error| panic!("{}: {error:#?}", act.name));
    }

    /// Expects that one act is refused with one of `expected`.
    pub async fn act_refused(&self, signer: &Pubkey, act: &Act, expected: impl Into<u32> + std::fmt::Debug) {
        println!("{}", act.name);
        let signers = [vec![*signer], act.others.clone()].concat();
        self.world.refused(std::slice::from_ref(&act.instruction), &signers, expected).await;
    }
}

/// `instruction` with `other` in the place of `address`.
pub fn with(instruction: &Instruction, address: &Pubkey, other: Pubkey) -> Instruction {
    with_account(instruction.clone(), address, other)
}

/// `instruction` with the signature of `address` made by `other`.
pub fn signed_by(instruction: &Instruction, address: &Pubkey, other: &Pubkey) -> Instruction {
    with(instruction, address, *other)
}
