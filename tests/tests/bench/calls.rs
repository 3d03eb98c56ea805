//! The calls of a transaction, read from its log.

use halo_sdk::{program_errors::program_name, transport::Landed};

/// One invocation of a program of this repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// `program::instruction`, as the program logs it.
    pub name: String,
    /// 1 for a transaction's own instruction.
    pub depth: usize,
    pub units: u64,
}

#[derive(Default)]
struct Frame {
    program: String,
    instruction: Option<String>,
}

/// Every call to an instruction of this repository, in the order of their ends.
pub fn of(landed: &Landed) -> Vec<Call> {
    let mut stack: Vec<Frame> = Vec::new();
    let mut calls = Vec::new();
    for line in &landed.logs {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["Program", "log:", "Instruction:", name] => {
                if let Some(frame) = stack.last_mut() {
                    frame.instruction = Some(snake_case(name));
                }
            }
            ["Program", id, "invoke", _] => {
                let id = id.parse().expect("a program's address");
                let program = program_name(&id).unwrap_or("other").to_string();
                stack.push(Frame { program, instruction: None });
            }
            ["Program", _, "consumed", units, "of", ..] => {
                let frame = stack.last().expect("an invocation is open");
                if let Some(instruction) = &frame.instruction {
                    calls.push(Call {
                        name: format!("{}::{instruction}", frame.program),
                        depth: stack.len(),
                        units: units.parse().expect("a number"),
                    });
                }
            }
            ["Program", _, "success"] => {
                stack.pop();
            }
            _ => {}
        }
    }
    calls.retain(|call| {
        ["configurator", "pau", "facility", "nfat", "wrapper", "lcts", "amm", "psm"]
            .iter()
            .any(|own| call.name.starts_with(own))
    });
    calls
}

fn snake_case(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(letter.to_lowercase());
    }
    text
}
