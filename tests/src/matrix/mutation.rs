//! Every way in which one account of an instruction can be wrong.

use super::{
    accounts::{Kind, Names, SUITE},
    idl::Slot,
};
use halo_sdk::{addresses::event_authority, programs, token::TokenProgram};
use solana_account::Account;
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::{pubkey, Pubkey};
use std::collections::BTreeMap;

/// SPL Memo 1: succeeds whatever accounts it is given. Stands for an attacker's program that does nothing.
const DOES_NOTHING: Pubkey = pubkey!("Memo1UhkJRfHyvLMcVucJwxXeuD728EqVDDwQDxFMNo");
/// Owner of the attacker's accounts.
const ATTACKER_PROGRAM: Pubkey = Pubkey::new_from_array([0xAA; 32]);
/// Where the attacker puts a look-alike.
const ATTACKER_ACCOUNT: Pubkey = Pubkey::new_from_array([0xAB; 32]);
/// Bytes of a discriminator.
const DISCRIMINATOR: usize = 8;

/// One change of one account.
pub struct Mutation {
    pub name: String,
    change: Change,
}

enum Change {
    Unsigned,
    ReadOnly,
    /// The instruction ends before this account.
    Missing,
    /// Nothing in its place: the program's own id, which stands for an optional account that is absent.
    LeftOut,
    /// Another account in its place.
    Replace(Pubkey),
    /// An account where none is needed, writable if the instruction writes there.
    Give(Pubkey, bool),
    /// Another content at its address, which only a broken runtime would allow: shows the check of the content alone.
    Forge(Account),
    /// Its bytes at an address of the attacker.
    LookAlike(Account),
}

/// A mutated instruction and the accounts to write before it is sent.
pub struct Mutated {
    pub instruction: Instruction,
    pub forged: Option<(Pubkey, Account)>,
}

impl Mutation {
    fn new(name: impl Into<String>, change: Change) -> Self {
        Self { name: name.into(), change }
    }

    /// `instruction` with its account number `slot` changed.
    pub fn apply(&self, instruction: &Instruction, slot: usize) -> Mutated {
        let mut instruction = instruction.clone();
        let address = instruction.accounts[slot].pubkey;
        let mut forged = None;
        match &self.change {
            // A flag counts for the address: it goes wherever the address is named.
            Change::Unsigned => drop_flag(&mut instruction, &address, |meta| meta.is_signer = false),
            Change::ReadOnly => drop_flag(&mut instruction, &address, |meta| meta.is_writable = false),
            Change::Missing => instruction.accounts.truncate(slot),
            Change::LeftOut => {
                instruction.accounts[slot] = AccountMeta::new_readonly(instruction.program_id, false);
            }
            Change::Replace(other) => instruction.accounts[slot].pubkey = *other,
            Change::Give(other, writable) => {
                let give = if *writable { AccountMeta::new } else { AccountMeta::new_readonly };
                instruction.accounts[slot] = give(*other, false);
            }
            Change::Forge(account) => forged = Some((address, account.clone())),
            Change::LookAlike(account) => {
                instruction.accounts[slot].pubkey = ATTACKER_ACCOUNT;
                forged = Some((ATTACKER_ACCOUNT, account.clone()));
            }
        }
        Mutated { instruction, forged }
    }
}

fn drop_flag(instruction: &mut Instruction, address: &Pubkey, drop: impl Fn(&mut AccountMeta)) {
    instruction.accounts.iter_mut().filter(|meta| meta.pubkey == *address).for_each(drop);
}

/// Ways in which the instruction as a whole can be wrong.
pub fn whole(instruction: &Instruction) -> Vec<(&'static str, Instruction)> {
    let data = |data: Vec<u8>| Instruction { data, ..instruction.clone() };
    let own = &instruction.data;
    let mut unknown = own.clone();
    unknown[0] ^= 0xFF;
    // What the program calls itself with; only its event authority may, and no outsider can sign for that.
    let event = Instruction {
        accounts: vec![AccountMeta::new_readonly(event_authority(&instruction.program_id), false)],
        ..data([anchor_lang::event::EVENT_IX_TAG_LE, own].concat())
    };
    let mut longer = instruction.clone();
    longer.accounts.push(AccountMeta::new(ATTACKER_ACCOUNT, false));
    vec![
        ("without data", data(Vec::new())),
        ("data cut short", data(own[..own.len() - 1].to_vec())),
        ("unknown instruction", data(unknown)),
        ("as an event", event),
        ("one account more", longer),
    ]
}

/// What the mutations of a slot are derived from.
pub struct Context<'a> {
    pub instruction: &'a Instruction,
    pub slots: &'a [Slot],
    pub names: &'a Names,
    /// Keys that sign somewhere in the suite, and a stranger.
    pub roles: &'a [Pubkey],
    /// Live accounts of one type.
    pub groups: &'a BTreeMap<Kind, Vec<Pubkey>>,
    /// What may stand where this instruction leaves an account out, by slot.
    pub left_out: &'a BTreeMap<usize, Vec<Pubkey>>,
    /// Discriminators of the account types of each program.
    pub types: &'a BTreeMap<Pubkey, Vec<[u8; 8]>>,
}

/// The account of one slot: as it is, and what kind it is of once the instruction has succeeded.
pub struct Subject {
    pub account: Option<Account>,
    pub kind: Kind,
    pub kind_after: Kind,
}

impl Context<'_> {
    /// Every mutation that applies to account number `slot`.
    pub fn mutations(&self, slot: usize, subject: &Subject) -> Vec<Mutation> {
        let (definition, meta) = (&self.slots[slot], &self.instruction.accounts[slot]);
        let mut all = vec![Mutation::new("missing", Change::Missing)];
        let left_out = definition.is_left_out(self.instruction, slot);
        for other in self.left_out.get(&slot).into_iter().flatten() {
            let name = format!("given {}", self.names.of(other));
            all.push(Mutation::new(name, Change::Give(*other, definition.writable)));
        }
        if definition.writable && !left_out {
            all.push(Mutation::new("read-only", Change::ReadOnly));
        }
        if definition.optional && !left_out {
            all.push(Mutation::new("left out", Change::LeftOut));
        }
        if definition.signer && !left_out {
            all.push(Mutation::new("unsigned", Change::Unsigned));
            all.extend(self.replace("signed by", meta, self.roles));
        } else if definition.name.ends_with("event_authority") {
            all.extend(self.replace("instead", meta, &event_authorities()));
        } else if !left_out {
            self.by_kind(slot, subject, &mut all);
        }
        all
    }

    fn by_kind(&self, slot: usize, subject: &Subject, all: &mut Vec<Mutation>) {
        let meta = &self.instruction.accounts[slot];
        match &subject.kind {
            Kind::Program => all.extend(self.replace("program", meta, &program_ids())),
            Kind::Wallet | Kind::Absent => {
                all.extend(self.replace("instead", meta, self.roles));
                all.extend(self.siblings(slot, &subject.kind_after));
                if subject.kind == Kind::Absent && subject.kind_after != Kind::Absent {
                    let dust = Account { lamports: 1, ..Account::default() };
                    all.push(Mutation::new("prefunded", Change::Forge(dust)));
                }
            }
            Kind::Typed { owner, .. } => {
                all.extend(self.siblings(slot, &subject.kind));
                let account = subject.account.clone().expect("a typed account exists");
                all.extend(self.forgeries(*owner, &account));
            }
            Kind::Other => panic!("the matrix does not know what {} is", self.slots[slot].name),
        }
    }

    fn replace<'a>(
        &'a self,
        how: &'a str,
        meta: &'a AccountMeta,
        others: &'a [Pubkey],
    ) -> impl Iterator<Item = Mutation> + 'a {
        let others = others.iter().filter(|other| **other != meta.pubkey);
        others.map(move |other| {
            Mutation::new(format!("{how} {}", self.names.of(other)), Change::Replace(*other))
        })
    }

    /// Every other live account of the same type, among them those that the instruction names elsewhere.
    fn siblings<'a>(&'a self, slot: usize, kind: &Kind) -> impl Iterator<Item = Mutation> + 'a {
        let own = self.instruction.accounts[slot].pubkey;
        let others = self.groups.get(kind).into_iter().flatten().filter(move |other| **other != own);
        others.map(|other| {
            let elsewhere = self.instruction.accounts.iter().position(|meta| meta.pubkey == *other);
            let name = match elsewhere.and_then(|at| self.slots.get(at)) {
                Some(definition) => format!("alias of {}", definition.name),
                None => format!("sibling {}", self.names.of(other)),
            };
            Mutation::new(name, Change::Replace(*other))
        })
    }

    /// The same account with another owner, another type or other data.
    fn forgeries(&self, owner: Pubkey, account: &Account) -> Vec<Mutation> {
        let owned = |owner: Pubkey| Account { owner, ..account.clone() };
        let holding = |data: Vec<u8>| Account { data, ..account.clone() };
        let half = account.data.len() / 2;
        let forge = |name: &str, account: Account| Mutation::new(name, Change::Forge(account));
        let mut all = vec![
            forge("owned by the attacker", owned(ATTACKER_PROGRAM)),
            forge("owned by the system", owned(solana_sdk_ids::system_program::ID)),
            forge("owned by a sister program", owned(sister(&owner))),
            forge("truncated", holding(account.data[..half].to_vec())),
            forge("emptied", holding(Vec::new())),
            forge("zeroed", holding(vec![0; account.data.len()])),
            Mutation::new("look-alike", Change::LookAlike(owned(ATTACKER_PROGRAM))),
        ];
        for other in self.types.get(&owner).into_iter().flatten() {
            if !account.data.starts_with(other) {
                let mut data = account.data.clone();
                data[..DISCRIMINATOR].copy_from_slice(other);
                all.push(forge("of another type", holding(data)));
                break;
            }
        }
        if owner == programs::CORE {
            let mut data = account.data.clone();
            // AssetV1 is 1, CollectionV1 is 5.
            data[0] = if data[0] == 1 { 5 } else { 1 };
            all.push(forge("of another type", holding(data)));
        }
        all
    }
}

/// A program of the same trust that is not `owner`.
fn sister(owner: &Pubkey) -> Pubkey {
    match *owner {
        programs::FACILITY => programs::PAU,
        programs::PAU => programs::NFAT,
        programs::NFAT => programs::FACILITY,
        owner if owner == TokenProgram::Spl.id() => TokenProgram::Token2022.id(),
        _ => programs::FACILITY,
    }
}

fn event_authorities() -> Vec<Pubkey> {
    SUITE.iter().map(|(_, id)| event_authority(id)).chain([ATTACKER_ACCOUNT]).collect()
}

/// Programs of others by name.
const OTHERS: [(&str, Pubkey); 6] = [
    ("core", programs::CORE),
    ("token", pubkey!("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA")),
    ("token-2022", pubkey!("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb")),
    ("associated token", pubkey!("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL")),
    ("system", solana_sdk_ids::system_program::ID),
    ("that does nothing", DOES_NOTHING),
];

/// Programs by name: each takes every other's place.
fn all_programs() -> impl Iterator<Item = (&'static str, Pubkey)> {
    SUITE.into_iter().chain(OTHERS)
}

fn program_ids() -> Vec<Pubkey> {
    all_programs().map(|(_, id)| id).collect()
}

/// Names of what every matrix has: programs, their event authorities, the attacker's account.
pub fn common_names(names: &mut Names) {
    for (name, id) in all_programs() {
        names.add(name, id);
    }
    for (name, id) in SUITE {
        names.add(format!("event authority of {name}"), event_authority(&id));
    }
    names.add("an account of the attacker", ATTACKER_ACCOUNT);
}
