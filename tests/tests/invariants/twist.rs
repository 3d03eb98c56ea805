//! Putting somebody or something in a place that is not theirs. Nothing of it may ever succeed.
//! Each function says whether there was something to twist.

use crate::{act::Act, cast::person, model::Model, operation::Operation};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Somebody without any right signs instead of whoever has it.
pub fn stranger(instruction: &mut Instruction, act: &dyn Act, model: &Model) -> bool {
    let Some(authority) = act.authority(model) else { return false };
    replace(instruction, &authority, person("stranger"), true)
}

/// One account of the Book is the same account of another.
pub fn sibling(instruction: &mut Instruction, act: &dyn Act, model: &Model, operation: &Operation) -> bool {
    let Some(number) = act.book(model) else { return false };
    let mine = model.books[number].addresses();
    let named: Vec<usize> = (0..mine.len())
        .filter(|place| instruction.accounts.iter().any(|meta| meta.pubkey == mine[*place]))
        .collect();
    let others: Vec<usize> = (0..model.books.len()).filter(|other| *other != number).collect();
    if others.is_empty() || named.is_empty() {
        return false;
    }
    let place = named[usize::from(operation.way) % named.len()];
    let other = others[usize::from(operation.other) % others.len()];
    replace(instruction, &mine[place], model.books[other].addresses()[place], false)
}

fn replace(instruction: &mut Instruction, address: &Pubkey, by: Pubkey, signer: bool) -> bool {
    let mut twisted = false;
    let metas = instruction.accounts.iter_mut().filter(|meta| !signer || meta.is_signer);
    for meta in metas.filter(|meta| meta.pubkey == *address) {
        meta.pubkey = by;
        twisted = true;
    }
    twisted
}
