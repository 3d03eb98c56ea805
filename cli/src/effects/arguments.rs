//! The arguments of administrative instructions in words.

use super::{decode, of_pool};
use crate::{
    args::{hex, names, Halt, Kind, Permission},
    calendar,
};
use halo_sdk::{
    amount::format_units,
    configurator::{self, instruction as governed},
    facility::{self, instruction as of_facility},
    lcts::{
        self, instruction as of_lcts,
        instructions::{InitializeUnitArgs, SetGuardrailsArgs},
    },
    pau::{self, instruction as direct, state::LimitKind},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

pub type Lines = Vec<(String, String)>;

pub fn line(label: &str, value: impl ToString) -> (String, String) {
    (label.to_owned(), value.to_string())
}

/// Decimals of the amounts, where they are known.
#[derive(Clone, Copy)]
pub struct Amounts(Option<u8>);

impl Amounts {
    pub fn text(self, amount: u64) -> String {
        match (amount, self.0) {
            (u64::MAX, _) => "unlimited".to_owned(),
            (amount, Some(decimals)) => format_units(amount, decimals),
            (amount, None) => format!("{} base units", format_units(amount, 0)),
        }
    }

    fn bounds(self, max: u64, slope: u64) -> Lines {
        vec![line("max", self.text(max)), line("slope", format!("{} a day", self.text(slope)))]
    }
}

fn limit_key(kind: LimitKind, target: &Pubkey, mint: &Pubkey) -> [(String, String); 3] {
    [line("kind", names(kind.bit().into(), Kind::bit)), line("target", target), line("mint", mint)]
}

/// The mint that an instruction names in its arguments.
pub fn mint(instruction: &Instruction) -> Option<Pubkey> {
    let added = decode::<governed::AddRateLimit>(instruction, &configurator::ID);
    let mint = added.map(|added| added.args.mint);
    mint.or_else(|| decode::<direct::AddRateLimit>(instruction, &pau::ID).map(|added| added.args.mint))
}

fn halts(bits: u32) -> Lines {
    vec![line("what", names::<Halt>(bits, |halt| halt.bit()))]
}

/// What an instruction's arguments say; nothing for one that has none, or whose accounts say it all.
/// Amounts are tokens if the `decimals` are known.
pub fn lines(instruction: &Instruction, decimals: Option<u8>) -> Lines {
    let amounts = Amounts(decimals);
    let found = [of_configurator, of_a_facility, of_a_unit, of_pool::lines, of_a_pau]
        .into_iter()
        .find_map(|lines| lines(instruction, amounts));
    found.unwrap_or_default()
}

fn of_configurator(instruction: &Instruction, amounts: Amounts) -> Option<Lines> {
    macro_rules! args {
        ($name:ident) => {
            decode::<governed::$name>(instruction, &configurator::ID).map(|decoded| decoded.args)
        };
    }
    if let Some(args) = args!(InitializeScope) {
        return Some(vec![
            line("mom", args.mom),
            line("freezer", args.freezer),
            line("conserver", args.conserver),
        ]);
    }
    if let Some(args) = args!(AddRateLimit) {
        let key = limit_key(args.kind, &args.target, &args.mint);
        return Some(key.into_iter().chain(amounts.bounds(args.max, args.slope)).collect());
    }
    if let Some(args) = args!(SetRateLimit) {
        return Some(amounts.bounds(args.max, args.slope));
    }
    if let Some(args) = args!(SetRelayer) {
        return Some(vec![line("relayer", args.relayer)]);
    }
    if let Some(args) = args!(RemoveRelayer) {
        return Some(vec![line("relayer", args.relayer)]);
    }
    if let Some(args) = args!(SetFreezer) {
        return Some(vec![line("freezer", args.freezer)]);
    }
    let args = args!(GrantBeam)?;
    Some(vec![
        line("holder", args.holder),
        line("target", args.target),
        line("permissions", names::<Permission>(args.permissions, |permission| permission.bit())),
        line("until", calendar::moment(args.expires_at)),
    ])
}

fn of_a_facility(instruction: &Instruction, amounts: Amounts) -> Option<Lines> {
    macro_rules! args {
        ($name:ident) => {
            decode::<of_facility::$name>(instruction, &facility::ID).map(|decoded| decoded.args)
        };
    }
    if let Some(args) = args!(ApprovePrime) {
        let prime = [line("Prime", args.prime)];
        return Some(prime.into_iter().chain(amounts.bounds(args.max, args.slope)).collect());
    }
    if let Some(args) = args!(SetPrime) {
        let approved = [line("approved", if args.active { "yes" } else { "no" })];
        return Some(approved.into_iter().chain(amounts.bounds(args.max, args.slope)).collect());
    }
    if let Some(args) = args!(ProposeAccord) {
        let terms = args.terms;
        return Some(vec![
            line("Prime", args.prime),
            line("terms hash", hex(&terms.terms_hash)),
            line("most in total", amounts.text(terms.max_amount)),
            line("least claim", amounts.text(terms.min_amount)),
            line("payout cap", amounts.text(terms.payout_cap)),
            line("rank", terms.rank),
            line("shares a Book", if terms.share_book { "yes" } else { "no" }),
            line("grace", format!("{} days", terms.grace_days)),
            line("until", calendar::moment(terms.expires_at)),
        ]);
    }
    let halted = args!(SetHalt).or_else(|| args!(ClearHalt)).or_else(|| args!(HaltBook));
    let halted = halted.or_else(|| args!(ClearBookHalt));
    halted.map(|args| halts(args.bits))
}

fn of_a_unit(instruction: &Instruction, amounts: Amounts) -> Option<Lines> {
    let guardrails = |args: SetGuardrailsArgs| {
        vec![
            line("capacity", amounts.text(args.capacity)),
            line("redeem limit", amounts.text(args.redeem_limit)),
            line("yield cap", format!("{} % a day", format_units(args.yield_cap_bps.into(), 2))),
        ]
    };
    if let Some(created) = decode::<of_lcts::InitializeUnit>(instruction, &lcts::ID) {
        let rate = [line("rate", format!("{} underlying for 10^18 shares", created.args.rate))];
        let InitializeUnitArgs { guardrails: bounds, metadata, .. } = created.args;
        let named = metadata.map(|shares| line("shares", format!("{} ({})", shares.name, shares.symbol)));
        return Some(rate.into_iter().chain(guardrails(bounds)).chain(named).collect());
    }
    decode::<of_lcts::SetGuardrails>(instruction, &lcts::ID).map(|set| guardrails(set.args))
}

fn of_a_pau(instruction: &Instruction, amounts: Amounts) -> Option<Lines> {
    macro_rules! args {
        ($name:ident) => {
            decode::<direct::$name>(instruction, &pau::ID).map(|decoded| decoded.args)
        };
    }
    if let Some(args) = args!(InitializePau) {
        return Some(vec![line("administrator", args.admin)]);
    }
    if let Some(args) = args!(AddController) {
        return Some(vec![line("controller", args.signer)]);
    }
    if let Some(args) = args!(AddRateLimit) {
        let key = limit_key(args.kind, &args.target, &args.mint);
        return Some(key.into_iter().chain(amounts.bounds(args.max, args.slope)).collect());
    }
    if let Some(args) = args!(SetRateLimit) {
        return Some(amounts.bounds(args.max, args.slope));
    }
    if let Some(args) = args!(SetRelayer) {
        return Some(vec![line("relayer", args.relayer)]);
    }
    if let Some(args) = args!(RemoveRelayer) {
        return Some(vec![line("relayer", args.relayer)]);
    }
    args!(SetFreezer).map(|args| vec![line("freezer", args.freezer)])
}
