//! What the matrix reads of an IDL: the accounts of each instruction and the discriminators of the account types.

use serde::{Deserialize, Deserializer};
use solana_instruction::Instruction;
use std::{fs, path::Path};

#[derive(Deserialize)]
pub struct Idl {
    pub address: String,
    pub instructions: Vec<IdlInstruction>,
    #[serde(default)]
    pub accounts: Vec<IdlAccountType>,
}

#[derive(Deserialize)]
pub struct IdlInstruction {
    pub name: String,
    #[serde(deserialize_with = "flat")]
    pub accounts: Vec<Slot>,
}

/// An account, or the accounts of another instruction taken over as they are.
#[derive(Deserialize)]
#[serde(untagged)]
enum Item {
    Group { accounts: Vec<Item> },
    Slot(Slot),
}

impl Item {
    fn slots(self) -> Vec<Slot> {
        match self {
            Self::Group { accounts } => accounts.into_iter().flat_map(Self::slots).collect(),
            Self::Slot(slot) => vec![slot],
        }
    }
}

/// Groups dissolved, in the order in which an instruction names the accounts.
fn flat<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Slot>, D::Error> {
    let items = Vec::<Item>::deserialize(deserializer)?;
    Ok(items.into_iter().flat_map(Item::slots).collect())
}

/// One account of an instruction.
#[derive(Deserialize, Clone)]
pub struct Slot {
    pub name: String,
    #[serde(default)]
    pub writable: bool,
    #[serde(default)]
    pub signer: bool,
    #[serde(default)]
    pub optional: bool,
}

impl Slot {
    /// Whether `instruction` does without this account, number `at`.
    pub fn is_left_out(&self, instruction: &Instruction, at: usize) -> bool {
        self.optional && instruction.accounts[at].pubkey == instruction.program_id
    }
}

#[derive(Deserialize)]
pub struct IdlAccountType {
    pub name: String,
    pub discriminator: [u8; 8],
}

/// The programs, by the names of their IDL files.
pub const PROGRAMS: [&str; 8] = ["configurator", "pau", "facility", "nfat", "wrapper", "lcts", "psm", "amm"];

/// The committed IDL of `program`.
pub fn read(program: &str) -> Idl {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../idl/{program}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Idl {
    /// The accounts of `instruction`.
    pub fn slots(&self, instruction: &str) -> &[Slot] {
        let found = self.instructions.iter().find(|known| known.name == instruction);
        &found.unwrap_or_else(|| panic!("the IDL has no instruction {instruction}")).accounts
    }
}
