//! What administrative instructions do, read back from the instructions themselves: what is shown before it is signed is
//! what is signed.

mod arguments;
mod catalogue;
mod of_pool;

use crate::{output::Value, session::Session};
use anchor_lang::{AnchorDeserialize, Discriminator};
use halo_sdk::{
    amm::state::Pool,
    configurator::{
        self,
        instruction::Schedule,
        state::{Grant, Payload},
    },
    facility::state::Facility,
    governance::describe,
    lcts::state::Unit,
    pau::state::RateLimit,
    transport::Transport,
};
use solana_instruction::Instruction;

/// One administrative instruction in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    pub what: &'static str,
    /// Label and value.
    pub lines: Vec<(String, String)>,
}

impl Effect {
    /// One line for the instruction, and one for each of its particulars.
    pub fn text(&self) -> String {
        let width = self.lines.iter().map(|(label, _)| label.chars().count()).max().unwrap_or_default();
        let lines = self.lines.iter().map(|(label, value)| format!("\n  {label:<width$}  {value}"));
        std::iter::once(self.what.to_owned()).chain(lines).collect()
    }
}

/// Whether an instruction is for administrators: it changes who may do what, or how much.
pub fn is_administrative(instruction: &Instruction) -> bool {
    catalogue::find(instruction).is_some()
}

/// The administrative instructions of a transaction, in words.
pub async fn effects<T: Transport>(session: &Session<T>, instructions: &[Instruction]) -> Vec<Effect> {
    let mut effects = Vec::new();
    for instruction in instructions {
        let Some(entry) = catalogue::find(instruction) else { continue };
        let mut lines = match decode::<Schedule>(instruction, &configurator::ID) {
            Some(Schedule { args }) => {
                let mut lines = payload_lines(session, &args.payload).await;
                if args.predecessor != 0 {
                    lines.push(("only after operation".to_owned(), args.predecessor.to_string()));
                }
                lines
            }
            None => arguments::lines(instruction, decimals(session, instruction, entry).await),
        };
        let named = entry.accounts.iter().filter_map(|(label, position)| {
            let account = instruction.accounts.get(*position)?;
            // An optional account that is absent is named by the program itself.
            (account.pubkey != instruction.program_id).then(|| (*label, account.pubkey.to_string()))
        });
        // What the arguments say already is not said twice.
        let named: Vec<_> = named.filter(|(_, key)| lines.iter().all(|(_, value)| value != key)).collect();
        lines.extend(named.into_iter().map(|(label, key)| (label.to_owned(), key)));
        effects.push(Effect { what: entry.what, lines });
    }
    effects
}

/// Decimals of the mint that an instruction's amounts are counted in; none when they cannot be told.
async fn decimals<T: Transport>(
    session: &Session<T>,
    instruction: &Instruction,
    entry: &catalogue::Entry,
) -> Option<u8> {
    let account = |label: &str| {
        let (_, position) = entry.accounts.iter().find(|(name, _)| *name == label)?;
        instruction.accounts.get(*position).map(|account| account.pubkey)
    };
    let mint = match (arguments::mint(instruction), account("limit"), account("facility")) {
        (Some(mint), ..) => mint,
        (None, Some(limit), _) => session.client.fetch::<RateLimit>(&limit).await.ok()?.mint,
        (None, None, Some(facility)) => session.client.fetch::<Facility>(&facility).await.ok()?.mint,
        // A unit that is being created names its mint; afterwards its account does.
        (None, None, None) => match (account("mint"), account("unit")) {
            (Some(mint), _) => mint,
            (None, Some(unit)) => session.client.fetch::<Unit>(&unit).await.ok()?.mint,
            (None, None) => match (account("cash mint"), account("pool")) {
                (Some(mint), _) => mint,
                (None, Some(pool)) => session.client.fetch::<Pool>(&pool).await.ok()?.cash_mint,
                (None, None) => return None,
            },
        },
    };
    session.decimals(&mint).await.ok()
}

/// What an operation does, with amounts in tokens where the mint can be read.
pub async fn payload_lines<T: Transport>(session: &Session<T>, payload: &Payload) -> Vec<(String, String)> {
    let mut lines: Vec<(String, String)> =
        describe(payload).into_iter().map(|(label, value)| (label.to_owned(), value)).collect();
    if let Payload::AddInit { grant: Grant::RateLimit { mint, max, slope, .. }, .. } = payload {
        if let Ok(decimals) = session.decimals(mint).await {
            let tokens = |amount: u64| Value::Tokens(amount, decimals).to_string();
            for (label, value) in &mut lines {
                match label.as_str() {
                    "max" => *value = tokens(*max),
                    "slope" => *value = format!("{} a day", tokens(*slope)),
                    _ => {}
                }
            }
        }
    }
    lines
}

/// The arguments of `instruction`, if it is an `I` of `program`.
pub fn decode<I: AnchorDeserialize + Discriminator>(
    instruction: &Instruction,
    program: &solana_pubkey::Pubkey,
) -> Option<I> {
    if instruction.program_id != *program {
        return None;
    }
    let mut arguments = instruction.data.strip_prefix(I::DISCRIMINATOR)?;
    I::deserialize(&mut arguments).ok()
}
