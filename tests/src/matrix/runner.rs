//! Runs the stages: control, every cell, control again.

use super::{
    accounts::{kind, Kind, Ledger, Names},
    golden::{outcome_name, Row, ACCEPTED},
    idl::{self, Idl, Slot},
    mutation::{whole, Context, Mutated, Subject},
    Stage,
};
use halo_sdk::{
    client::Client,
    cluster::Cluster,
    error::Error,
    keyring::Keyring,
    lookup_table,
    transport::{Embedded, Landed, Transport},
};
use solana_instruction::Instruction;
use solana_message::AddressLookupTableAccount;
use solana_pubkey::Pubkey;
use std::collections::BTreeMap;

/// Where the lookup table of the stage at hand is.
const TABLE: Pubkey = Pubkey::new_from_array([0xAC; 32]);

/// In the place of an account's name: the instruction as a whole.
const WHOLE: &str = "(instruction)";

/// A prepared world in which every stage succeeds.
pub struct Matrix {
    pub cluster: Cluster,
    /// Pays fees and plays no role.
    pub client: Client<Embedded>,
    pub keys: Keyring,
    pub names: Names,
    /// Keys that sign somewhere in the suite, and a stranger.
    pub roles: Vec<Pubkey>,
    pub idls: BTreeMap<&'static str, Idl>,
    /// What stands in the slots of an instruction that one of its stages leaves out.
    examples: Examples,
}

/// An account that some stage has, by program and instruction and the number of an optional slot.
type Examples = BTreeMap<(String, usize), Pubkey>;

/// Brings `cluster` back to how it is now, whenever called.
pub(super) fn checkpoint(cluster: &Cluster) -> impl Fn() {
    let engine = cluster.transport();
    let saved = engine.with_svm(|svm| svm.clone());
    move || engine.with_svm(|svm| *svm = saved.clone())
}

impl Matrix {
    pub fn new(
        cluster: Cluster,
        client: Client<Embedded>,
        keys: Keyring,
        names: Names,
        roles: Vec<Pubkey>,
    ) -> Self {
        let idls = idl::PROGRAMS.map(|program| (program, idl::read(program))).into();
        Self { cluster, client, keys, names, roles, idls, examples: Examples::new() }
    }

    /// Takes from each stage what others of its instruction leave out.
    pub fn learn(&mut self, stages: &[Stage]) {
        for stage in stages {
            let (program, name) = stage.target();
            let slots = self.idls[program].slots(name).iter().enumerate();
            for (at, _) in slots.filter(|(_, slot)| slot.optional && !slot.signer) {
                let address = stage.instruction.accounts[at].pubkey;
                if address != stage.instruction.program_id {
                    self.examples.entry((format!("{program}.{name}"), at)).or_insert(address);
                }
            }
        }
    }

    /// What may stand where `stage` leaves an account out: the example and whatever is of its kind.
    fn left_out(&self, stage: &Stage, groups: &BTreeMap<Kind, Vec<Pubkey>>) -> BTreeMap<usize, Vec<Pubkey>> {
        let (program, name) = stage.target();
        let slots = self.idls[program].slots(name).iter().enumerate();
        let left_out = slots.filter(|(at, slot)| slot.is_left_out(&stage.instruction, *at));
        left_out
            .filter_map(|(at, _)| {
                let example = self.examples.get(&(format!("{program}.{name}"), at))?;
                let kind = kind(self.cluster.account(example).as_ref());
                Some((at, groups.get(&kind).cloned().unwrap_or_else(|| vec![*example])))
            })
            .collect()
    }

    /// Runs one stage; returns the outcome of every cell by account and mutation.
    ///
    /// # Panics
    /// When the unmodified instruction fails, or a refusal has changed an account.
    pub async fn run(&self, stage: &Stage) -> Row {
        let (program, name) = stage.target();
        let slots = [self.idls[program].slots(name), &stage.rest].concat();
        let slots = &slots[..];
        self.check_metas(stage, slots);
        let client = self.with_table(&stage.instruction).await;
        let restore = checkpoint(&self.cluster);
        let mut row = Row::new();
        let subjects = self.control(stage, &client, &mut row).await;
        restore();

        for (name, instruction) in whole(&stage.instruction) {
            let mutated = Mutated { instruction, forged: None };
            let what = format!("{}, {name}", stage.name);
            let outcome = self.cell(&client, &mutated, &what).await;
            restore();
            row.entry(WHOLE.to_owned()).or_default().insert(name.to_owned(), outcome);
        }

        let groups = Ledger::of(&self.cluster).by_kind(&self.names);
        let (types, left_out) = (self.types(), self.left_out(stage, &groups));
        let context = Context {
            instruction: &stage.instruction,
            slots,
            names: &self.names,
            roles: &self.roles,
            groups: &groups,
            left_out: &left_out,
            types: &types,
        };
        for (index, subject) in subjects.iter().enumerate() {
            for mutation in context.mutations(index, subject) {
                let mutated = mutation.apply(&stage.instruction, index);
                let what = format!("{}, {}, {}", stage.name, slots[index].name, mutation.name);
                let outcome = self.cell(&client, &mutated, &what).await;
                if mutated.forged.is_some() || outcome == ACCEPTED {
                    restore();
                }
                let cells = row.entry(slots[index].name.clone()).or_default();
                let twice = cells.insert(mutation.name, outcome);
                assert!(twice.is_none(), "two cells are called {what}");
            }
        }
        self.send(&client, &stage.instruction)
            .await
            .unwrap_or_else(|error| panic!("{}: the control fails after the cells: {error}", stage.name));
        restore();
        row
    }

    /// Sends the unmodified instruction, and once more if it has created an account.
    async fn control(&self, stage: &Stage, client: &Client<Embedded>, row: &mut Row) -> Vec<Subject> {
        let addresses = || stage.instruction.accounts.iter().map(|meta| meta.pubkey);
        let before: Vec<_> = addresses().map(|address| self.cluster.account(&address)).collect();
        let outcome = self.send(client, &stage.instruction).await;
        outcome.unwrap_or_else(|error| panic!("{}: the control fails: {error:#?}", stage.name));
        let subjects: Vec<Subject> = addresses()
            .zip(before)
            .map(|(address, account)| Subject {
                kind: kind(account.as_ref()),
                kind_after: kind(self.cluster.account(&address).as_ref()),
                account,
            })
            .collect();
        let creates = |subject: &Subject| {
            subject.kind == Kind::Absent && matches!(subject.kind_after, Kind::Typed { .. })
        };
        if subjects.iter().any(creates) {
            let again = self.send(client, &stage.instruction).await;
            let cells = BTreeMap::from([("sent twice".to_owned(), outcome_name(&again))]);
            row.insert(WHOLE.to_owned(), cells);
        }
        subjects
    }

    /// Sends a mutated instruction; a refusal must have changed nothing.
    async fn cell(&self, client: &Client<Embedded>, mutated: &Mutated, what: &str) -> String {
        if let Some((address, account)) = &mutated.forged {
            self.cluster.set_account(address, account.clone()).expect("an account that the engine takes");
        }
        let before = Ledger::of(&self.cluster);
        let outcome = outcome_name(&self.send(client, &mutated.instruction).await);
        if outcome != ACCEPTED {
            let mut changed = before.changed_in(&self.cluster);
            changed.retain(|address| *address != client.payer());
            assert!(changed.is_empty(), "{what}: the refusal changed {changed:?}");
        }
        outcome
    }

    pub(super) async fn send(
        &self,
        client: &Client<Embedded>,
        instruction: &Instruction,
    ) -> Result<Landed, Error> {
        let signers = instruction.accounts.iter().filter(|meta| meta.is_signer);
        let signers: Vec<Pubkey> = signers.map(|meta| meta.pubkey).collect();
        // A client remembers what it has sent; after a return to the checkpoint that never happened.
        let forgetful = Client::shared(client.transport().clone(), client.payer_signer().clone())
            .with_config(client.config().clone())
            .with_lookup_tables(client.lookup_tables().to_vec());
        forgetful.send(std::slice::from_ref(instruction), &self.keys.pick(&signers)).await
    }

    /// A client with a lookup table of everything that the instruction names, so that long ones fit a packet.
    pub(super) async fn with_table(&self, instruction: &Instruction) -> Client<Embedded> {
        let metas = instruction.accounts.iter().filter(|meta| !meta.is_signer);
        let mut addresses: Vec<Pubkey> = metas.map(|meta| meta.pubkey).collect();
        addresses.sort_unstable();
        addresses.dedup();
        let rent = self.client.transport().rent().await.expect("rent");
        let account = lookup_table::table_account(&addresses, &rent).expect("a short table");
        self.cluster.set_account(&TABLE, account).expect("a lookup table");
        self.client.clone().with_lookup_tables(vec![AddressLookupTableAccount { key: TABLE, addresses }])
    }

    /// The instruction of a stage has the accounts and flags of the IDL.
    fn check_metas(&self, stage: &Stage, slots: &[Slot]) {
        let metas = &stage.instruction.accounts;
        assert_eq!(metas.len(), slots.len(), "{}: number of accounts", stage.name);
        for (at, (meta, slot)) in metas.iter().zip(slots).enumerate() {
            let left_out = slot.is_left_out(&stage.instruction, at);
            let flags = (meta.is_signer, meta.is_writable);
            assert_eq!(
                flags,
                (slot.signer && !left_out, slot.writable && !left_out),
                "{}, {}: signer, writable",
                stage.name,
                slot.name
            );
        }
    }

    fn types(&self) -> BTreeMap<Pubkey, Vec<[u8; 8]>> {
        let of = |idl: &Idl| idl.accounts.iter().map(|account| account.discriminator).collect();
        let id = |idl: &Idl| idl.address.parse().expect("an address");
        self.idls.values().map(|idl| (id(idl), of(idl))).collect()
    }

    /// `program.instruction` of every IDL that no stage is for.
    pub fn without_stage(&self, stages: &[Stage]) -> Vec<String> {
        let staged = |program: &str, name: &str| stages.iter().any(|stage| stage.target() == (program, name));
        idl::PROGRAMS
            .iter()
            .flat_map(|program| {
                self.idls[program].instructions.iter().map(move |known| (*program, &known.name))
            })
            .filter(|(program, name)| !staged(program, name))
            .map(|(program, name)| format!("{program}.{name}"))
            .collect()
    }
}
