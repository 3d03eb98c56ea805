//! What an operation does, in words, so that nobody has to sign or let pass what they cannot read.

use configurator::state::{Grant, Payload, Role};
use core::fmt;
use halo_math::UNLIMITED;
use pau::state::{AccountRole, AccountRule, ActionSpec, LimitKind};
use solana_pubkey::Pubkey;

/// Label and value, in the order in which they are read. The first line says what happens.
pub fn describe(payload: &Payload) -> Vec<(&'static str, String)> {
    match payload {
        Payload::RegisterPau { pau } => {
            vec![("effect", "GovOps may configure this PAU".into()), ("PAU", pau.to_string())]
        }
        Payload::AddInit { pau, grant } => {
            let mut lines = describe_grant(grant);
            // A permit is for a target, not for a PAU.
            if !matches!(grant, Grant::Permit { .. }) {
                lines.push(("PAU", or(pau, "every registered PAU")));
            }
            lines
        }
        Payload::GrantCBeam { pau, govops } => vec![
            ("effect", "this GovOps may configure this PAU".into()),
            ("GovOps", govops.to_string()),
            ("PAU", pau.to_string()),
        ],
        Payload::SetParameters { delay, hop, max_change_bps } => vec![
            ("effect", "the scope's parameters change, and what is pending is void".into()),
            ("delay of additions", duration(*delay)),
            ("between two raises of a limit", duration(*hop)),
            ("largest raise", percent(*max_change_bps)),
        ],
        Payload::SetRole { role, key } => vec![
            ("effect", "a role changes hands, and what is pending is void".into()),
            ("role", role_name(*role).into()),
            ("new holder", key.to_string()),
        ],
    }
}

/// The lines of [`describe`], one a line.
pub struct Description<'a>(pub &'a Payload);

impl fmt::Display for Description<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (label, value)) in describe(self.0).into_iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{label}: {value}")?;
        }
        Ok(())
    }
}

fn describe_grant(grant: &Grant) -> Vec<(&'static str, String)> {
    match grant {
        Grant::RateLimit { kind, target, mint, max, slope } => {
            let (kind, target_label) = limit_kind(*kind);
            vec![
                ("effect", format!("a limit on {kind} is approved")),
                ("max", base_units(*max)),
                ("slope", format!("{} a day", base_units(*slope))),
                (target_label, target.to_string()),
                ("mint", mint.to_string()),
            ]
        }
        Grant::Action(spec) => describe_action(spec),
        Grant::Controller { signer, book, kinds } => vec![
            ("effect", "a program may draw on Books and charge limits".into()),
            ("its signer", signer.to_string()),
            ("limits", limit_kinds(*kinds)),
            ("Book", or(book, "every Book")),
        ],
        Grant::Permit { target, digest } => vec![
            ("effect", "this account may do once what the digest names".into()),
            ("target", target.to_string()),
            ("digest", permit_digest(digest)),
        ],
    }
}

fn describe_action(spec: &ActionSpec) -> Vec<(&'static str, String)> {
    let times = if spec.one_shot { "once" } else { "again and again" };
    let accounts: Vec<String> = spec.accounts.iter().map(account_rule).collect();
    vec![
        ("effect", format!("relayers may make one call, {times}")),
        ("program", spec.program.to_string()),
        ("data starts with", hex(&spec.data_prefix)),
        ("accounts", if accounts.is_empty() { "none".into() } else { accounts.join(", ") }),
        ("hash", hex(&spec.hash())),
    ]
}

fn account_rule(rule: &AccountRule) -> String {
    let account = match rule.role {
        AccountRole::Pinned(key) => key.to_string(),
        AccountRole::Proxy => "the Book's proxy".into(),
        AccountRole::Relayer => "the relayer".into(),
        AccountRole::Vault(mint) => format!("the Book's vault of {mint}"),
    };
    let flags = match (rule.signer, rule.writable) {
        (true, true) => " (signs, written)",
        (true, false) => " (signs)",
        (false, true) => " (written)",
        (false, false) => "",
    };
    format!("{account}{flags}")
}

/// What the limit is on, and what its target is.
fn limit_kind(kind: LimitKind) -> (&'static str, &'static str) {
    match kind {
        LimitKind::Transfer => ("transfers to an endpoint", "endpoint"),
        LimitKind::Claim => ("claims from a queue", "facility"),
        LimitKind::Withdraw => ("payouts from Books", "facility"),
        LimitKind::Action => ("what an action spends", "action"),
        LimitKind::Deposit => ("deposits", "facility or vault"),
        LimitKind::SwapIn => ("what swaps bring in", "pool"),
        LimitKind::SwapOut => ("what swaps pay out", "pool"),
    }
}

const LIMIT_KINDS: [(LimitKind, &str); 7] = [
    (LimitKind::Transfer, "transfer"),
    (LimitKind::Claim, "claim"),
    (LimitKind::Withdraw, "withdraw"),
    (LimitKind::Action, "action"),
    (LimitKind::Deposit, "deposit"),
    (LimitKind::SwapIn, "swap in"),
    (LimitKind::SwapOut, "swap out"),
];

fn limit_kinds(bits: u16) -> String {
    let names = LIMIT_KINDS.iter().filter(|(kind, _)| bits & kind.bit() != 0);
    names.map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Council => "council",
        Role::Mom => "mom",
        Role::Freezer => "freezer",
        Role::Conserver => "conserver",
    }
}

fn permit_digest(digest: &[u8; 32]) -> String {
    if *digest == configurator::RELEASE_VAULT_DIGEST {
        return "release this vault to the relayers".into();
    }
    hex(digest)
}

fn or(key: &Pubkey, none: &str) -> String {
    if *key == Pubkey::default() {
        none.into()
    } else {
        key.to_string()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `1 000 000 base units`: grouped, for a zero too many is easily missed.
fn base_units(amount: u64) -> String {
    if amount == UNLIMITED {
        return "unlimited".into();
    }
    let digits = amount.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| core::str::from_utf8(group).unwrap_or_default())
        .collect();
    format!("{} base units", groups.join(" "))
}

/// Basis points as a percentage.
fn percent(bps: u16) -> String {
    let text = format!("{}.{:02}", bps.div_euclid(100), bps.rem_euclid(100));
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

/// Seconds as days, hours and minutes, without those that are zero.
fn duration(seconds: i64) -> String {
    let parts = [
        (seconds.div_euclid(86_400), "d"),
        (seconds.div_euclid(3_600).rem_euclid(24), "h"),
        (seconds.div_euclid(60).rem_euclid(60), "min"),
        (seconds.rem_euclid(60), "s"),
    ];
    let words: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count != 0)
        .map(|(count, unit)| format!("{count} {unit}"))
        .collect();
    if words.is_empty() {
        "0 s".into()
    } else {
        words.join(" ")
    }
}

#[cfg(test)]
mod tests;
