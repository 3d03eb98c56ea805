//! What governance has approved, scheduled and stopped in the two houses, so that every instruction of the
//! configurator has something to act on. In A a GovOps configures; in B the conserver has taken over, and the
//! timelock is paused.

use super::cast::{portfolio::Units, Cast, Ground, BURNT, CREATED};
use halo_sdk::{
    addresses::{self, FacilityAddresses, LimitKey},
    configurator::{
        instructions::{GrantBeamArgs, ScheduleArgs},
        state::{permission, Grant, Payload, Role},
        DEFAULT_DELAY, DEFAULT_HOP, RELEASE_VAULT_DIGEST,
    },
    deployment::Limit,
    instructions::{
        configurator::{self as ix, BeamAuthority, Configurer, GuardianBy, InitFor},
        facility::buybox_digest,
        nfat::remint_digest,
        pau as pau_ix,
    },
    pau::state::{ActionSpec, LimitKind},
};
use halo_tests::{
    chain::Light,
    matrix::accounts::Names,
    world::{buybox, World, MATURITY, ONE},
};
use solana_pubkey::Pubkey;

/// Values of every limit that is approved here.
pub const LIMIT: Limit = Limit { max: 1_000, slope: 1_000 };
/// What may be redeemed out of a unit's holding in a day.
pub const REDEEMED: Limit = Limit { max: 1_000 * ONE, slope: 1_000 * ONE };
/// What the stranger is permitted.
pub const DIGEST: [u8; 32] = [7; 32];

/// An operation of a house's scope.
#[derive(Clone)]
pub struct Scheduled {
    pub number: u64,
    pub predecessor: u64,
    pub payload: Payload,
}

/// The records of both houses beyond those of their deployments.
#[derive(Default)]
pub struct Governed {
    pub of_a: Vec<Scheduled>,
    pub of_b: Vec<Scheduled>,
    /// Due and not executed: one of each kind, and one after a predecessor.
    pub due: Vec<(&'static str, Scheduled)>,
    pub cancelled: u64,
    /// A PAU of A's scope without a facility, frozen.
    pub frozen: Pubkey,
    /// Where B's Books can go.
    pub new_pau: Pubkey,
}

/// Key of a limit that no program uses.
pub fn limit_key(world: &World<Light>, number: u8) -> LimitKey {
    let target = Pubkey::new_from_array([number; 32]);
    LimitKey { kind: LimitKind::Transfer, target, mint: world.facility.mint }
}

/// Limits of these numbers: set, paused, approved for A's PAU, approved for every PAU.
pub const SET: u8 = 0xE1;
pub const PAUSED: u8 = 0xE2;
pub const APPROVED: u8 = 0xE3;
pub const FOR_ALL: u8 = 0xE4;

/// Action number 0 is enabled, 1 can be, 2 can be for one call.
pub fn action(number: u8) -> ActionSpec {
    ActionSpec {
        program: Pubkey::new_from_array([0xAC; 32]),
        accounts: Vec::new(),
        data_prefix: vec![number + 1],
        one_shot: number == 2,
    }
}

fn limit_grant(world: &World<Light>, number: u8) -> Grant {
    let LimitKey { kind, target, mint } = limit_key(world, number);
    Grant::RateLimit { kind, target, mint, max: LIMIT.max, slope: LIMIT.slope }
}

/// The council schedules; `predecessor` counts from the end, 0 for none.
async fn schedule(world: &World<Light>, payload: Payload, predecessor: u64) -> Scheduled {
    let scope = world.scope().await;
    let (number, council, payer) = (scope.operation_count + 1, world.roles().council, world.roles().payer);
    let config_version = scope.config_version;
    let args = ScheduleArgs { payload: payload.clone(), predecessor, config_version };
    let schedule = ix::schedule(&payer, &council, &world.facility.scope, number, args);
    world.ok(&[schedule], &[council]).await;
    Scheduled { number, predecessor, payload }
}

impl Governed {
    /// Schedules in both scopes, waits once, executes.
    pub async fn new(ground: &mut Ground) -> Self {
        let scope = ground.a.facility.scope;
        let mut governed =
            Self { frozen: create_pau(&mut ground.a, "A's frozen PAU", &scope).await, ..Self::default() };
        let scope = ground.b.facility.scope;
        governed.new_pau = create_pau(&mut ground.b, "B's new PAU", &scope).await;
        let to_do = governed.approvals(ground);
        for payload in to_do.0 {
            governed.of_a.push(schedule(&ground.a, payload, 0).await);
        }
        for payload in to_do.1 {
            governed.of_b.push(schedule(&ground.b, payload, 0).await);
        }
        governed.schedule_due(ground).await;
        ground.a.wait(DEFAULT_DELAY).await;
        let waiting: Vec<u64> = governed.due.iter().map(|(_, due)| due.number).collect();
        for (world, operations) in [(&ground.a, &governed.of_a), (&ground.b, &governed.of_b)] {
            let scope = world.facility.scope;
            for Scheduled { number, predecessor, payload } in operations {
                let later = scope == ground.a.facility.scope
                    && (waiting.contains(number) || *number == governed.cancelled);
                if !later {
                    let payer = world.roles().payer;
                    world
                        .ok(&[ix::execute_payload(&payer, &scope, *number, *predecessor, payload)], &[])
                        .await;
                }
            }
        }
        governed.make_real(ground).await;
        ground.a.wait(DEFAULT_HOP).await;
        governed
    }

    /// What both councils approve.
    fn approvals(&self, ground: &Ground) -> (Vec<Payload>, Vec<Payload>) {
        let (a, b) = (&ground.a.facility, &ground.b.facility);
        let every = Pubkey::default();
        let init = |pau, grant| {
            // A permit is of no PAU.
            let pau = if matches!(grant, Grant::Permit { .. }) { every } else { pau };
            Payload::AddInit { pau, grant }
        };
        let controller = |signer, kinds| Grant::Controller { signer, book: every, kinds };
        let permit = |target, digest| init(every, Grant::Permit { target, digest });
        let kinds = LimitKind::Transfer.bit();
        let mut of_a = vec![Payload::RegisterPau { pau: self.frozen }];
        of_a.extend([SET, PAUSED, APPROVED].map(|number| init(a.pau, limit_grant(&ground.a, number))));
        of_a.push(init(every, limit_grant(&ground.a, FOR_ALL)));
        of_a.extend([0, 1, 2].map(|number| init(a.pau, Grant::Action(action(number)))));
        of_a.push(init(a.pau, controller(ground.stranger, kinds)));
        of_a.push(permit(a.book(CREATED).vault, RELEASE_VAULT_DIGEST));
        of_a.push(permit(a.facility, buybox_digest(&buybox())));
        of_a.push(permit(ground.stranger, DIGEST));
        let grants = of_units(ground).into_iter().chain(ground.trading.of_a());
        of_a.extend(grants.map(|grant| init(a.pau, grant)));
        let replaced = |facility: &FacilityAddresses| {
            let digest = remint_digest(&facility.unit(BURNT).asset, &ground.stranger);
            permit(facility.nfat_config(), digest)
        };
        of_a.push(replaced(a));
        let govops = ground.b.roles().govops;
        let mut of_b = vec![
            Payload::RegisterPau { pau: self.new_pau },
            Payload::GrantCBeam { pau: self.new_pau, govops },
            init(self.new_pau, controller(b.facility, kinds)),
            init(b.pau, Grant::Action(action(0))),
            replaced(b),
        ];
        of_b.extend(ground.trading.of_b().into_iter().map(|grant| init(b.pau, grant)));
        (of_a, of_b)
    }

    async fn schedule_due(&mut self, ground: &Ground) {
        let [first, second] = [1, 2].map(|number| Pubkey::new_from_array([number; 32]));
        let (delay, hop, max_change_bps) = (DEFAULT_DELAY, DEFAULT_HOP, 1_000);
        let pau = ground.a.facility.pau;
        let payloads = [
            ("PAU", Payload::RegisterPau { pau: first }),
            ("init", Payload::AddInit { pau, grant: limit_grant(&ground.a, 0xE5) }),
            ("cBEAM", Payload::GrantCBeam { pau, govops: ground.stranger }),
            ("parameters", Payload::SetParameters { delay, hop, max_change_bps }),
            ("role", Payload::SetRole { role: Role::Conserver, key: ground.stranger }),
        ];
        for (name, payload) in payloads {
            let scheduled = schedule(&ground.a, payload, 0).await;
            self.due.push((name, scheduled));
        }
        let predecessor = self.of_a[0].number;
        let after = schedule(&ground.a, Payload::RegisterPau { pau: second }, predecessor).await;
        self.due.push(("successor", after));
        self.of_a.extend(self.due.iter().map(|(_, due)| due.clone()));
        let cancelled = schedule(&ground.a, Payload::RegisterPau { pau: second }, 0).await;
        self.cancelled = cancelled.number;
        self.of_a.push(cancelled);
        let mom = ground.a.roles().mom;
        ground.a.ok(&[ix::cancel(&mom, &ground.a.facility.scope, self.cancelled)], &[mom]).await;
    }

    async fn make_real(&self, ground: &Ground) {
        let (a, b) = (&ground.a, &ground.b);
        for number in [SET, PAUSED] {
            a.add_limit(&limit_key(a, number), LIMIT).await.expect("approved");
        }
        let (roles, payer) = (a.roles(), a.roles().payer);
        let council = a.guardian(&roles.council, GuardianBy::ABeam);
        let paused = limit_key(a, PAUSED).limit(&a.facility.pau);
        let freeze = ix::Guardian { pau: self.frozen, ..council };
        let oversight = BeamAuthority::council(&roles.council, &a.facility.scope);
        let halt = GrantBeamArgs {
            target: a.facility.pau,
            holder: roles.warden,
            permissions: permission::HALT,
            expires_at: MATURITY,
        };
        let steps = [
            ix::pause_rate_limit(&council, &paused),
            ix::freeze_pau(&freeze),
            ix::grant_beam(&payer, &oversight, halt),
        ];
        a.ok(&steps, &[roles.council]).await;
        for world in [a, b] {
            let govops = world.configurer();
            let enable = ix::enable_action(&payer, &govops, InitFor::Pau, &action(0), &payer);
            world.ok(&[enable], &[govops.signer]).await;
        }
        let new = Configurer { pau: self.new_pau, ..b.configurer() };
        let add = ix::add_controller(&payer, &new, &b.facility.facility);
        b.ok(&[add], &[new.signer]).await;
    }

    /// Once B's deals are struck: its conserver takes over and names a relayer, and its timelock pauses.
    pub async fn conserve(&self, b: &World<Light>) {
        let (roles, scope, pau) = (b.roles(), b.facility.scope, b.facility.pau);
        let council = b.guardian(&roles.council, GuardianBy::ABeam);
        let steps = [
            ix::freeze_pau(&council),
            ix::take_over(&roles.conserver, &scope, &pau),
            ix::set_relayer(&b.conserver(), &roles.relayer),
            ix::unfreeze_pau(&roles.council, &scope, &pau),
            ix::pause(&roles.council, &scope),
        ];
        b.ok(&steps, &[roles.council, roles.conserver]).await;
    }

    /// Names every record.
    pub fn name(&self, cast: &Cast, names: &mut Names) {
        for (tag, world, more) in [("A", &cast.a.world, &self.of_a), ("B", &cast.b.world, &self.of_b)] {
            let scope = world.facility.scope;
            let deployed = world.deployment.operations();
            let more = more.iter().map(|more| (more.number, more.payload.clone()));
            for (number, payload) in deployed.into_iter().chain(more) {
                names.add(format!("{tag}'s operation {number}"), addresses::operation(&scope, number));
                let what = match payload {
                    Payload::RegisterPau { .. } => "registration",
                    Payload::AddInit { .. } => "init",
                    Payload::GrantCBeam { .. } => "cBEAM",
                    Payload::SetParameters { .. } | Payload::SetRole { .. } => continue,
                };
                // A second operation for the same record does not name it again.
                let record = addresses::record(&scope, &payload);
                if names.get(&record).is_none() {
                    names.add(format!("{tag}'s {what} of operation {number}"), record);
                }
            }
            names.add(format!("{tag}'s action"), addresses::action(&world.facility.pau, &action(0)));
        }
        let (a, b) = (&cast.a.world.facility, &cast.b.world.facility);
        names.add("A's frozen PAU", self.frozen);
        names.add("B's new PAU", self.new_pau);
        let new = b.under(&self.new_pau);
        names.add("controller of the facility in B's new PAU", new.facility_controller());
        names.add("A's limit that is set", limit_key(&cast.a.world, SET).limit(&a.pau));
        names.add("A's limit that is paused", limit_key(&cast.a.world, PAUSED).limit(&a.pau));
        let warden = cast.a.world.roles().warden;
        names.add("warden's Beam over A's PAU", addresses::beam(&a.scope, &a.pau, &warden));
    }
}

/// What A's council approves for its units.
fn of_units(ground: &Ground) -> Vec<Grant> {
    let Units { open, locked, junior, overdue, bare, spare, .. } = ground.units;
    let mut all: Vec<Grant> = [open, locked, junior].iter().flat_map(|unit| unit.grants(REDEEMED)).collect();
    all.extend([overdue, bare, spare].map(|unit| {
        let [controller, _] = unit.grants(REDEEMED);
        controller
    }));
    all.extend(open.raises());
    all.push(Grant::Action(ground.exchanges.running.converter(&open.at)));
    all
}

async fn create_pau(world: &mut World<Light>, name: &str, admin: &Pubkey) -> Pubkey {
    let base = world.keys.add_named(name);
    let create = pau_ix::initialize_pau(&world.roles().payer, &base, admin, &Pubkey::default());
    world.ok(&[create], &[base]).await;
    addresses::pau(&base)
}
