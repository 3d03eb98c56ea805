//! Values of which there are a few, by their names.

use anyhow::{Context, Result};
use clap::ValueEnum;
use halo_sdk::{
    configurator::state::permission,
    facility::state::{halt, AttestationKind, TermsMode},
    pau::state::LimitKind,
};

/// What a limit bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// From a Book to an endpoint
    Transfer,
    /// Claims from a facility's queue
    Claim,
    /// From a facility's Books to its NFATs
    Withdraw,
    /// Out of a Book by an action
    Action,
    /// From Books into a facility or a vault
    Deposit,
    /// Into a pool by swaps
    SwapIn,
    /// Out of a pool by swaps
    SwapOut,
}

impl Kind {
    /// Its bit in a set of kinds.
    pub fn bit(&self) -> u32 {
        LimitKind::from(*self).bit().into()
    }

    /// The kind that an account stores as `seed`.
    pub fn of(seed: u8) -> Result<Self> {
        let kinds = Self::value_variants().iter().copied();
        kinds
            .into_iter()
            .find(|kind| LimitKind::from(*kind).seed() == seed)
            .with_context(|| format!("expected a kind of limit, came number {seed}"))
    }
}

impl From<Kind> for LimitKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Transfer => Self::Transfer,
            Kind::Claim => Self::Claim,
            Kind::Withdraw => Self::Withdraw,
            Kind::Action => Self::Action,
            Kind::Deposit => Self::Deposit,
            Kind::SwapIn => Self::SwapIn,
            Kind::SwapOut => Self::SwapOut,
        }
    }
}

/// What a Beam permits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Permission {
    Claim,
    Mint,
    Deploy,
    Fund,
    Book,
    Attest,
    Halt,
    Whitelist,
    Lock,
    Settle,
    Rate,
    Quote,
    Redeem,
}

impl Permission {
    pub fn bit(self) -> u32 {
        match self {
            Self::Claim => permission::CLAIM,
            Self::Mint => permission::MINT,
            Self::Deploy => permission::DEPLOY,
            Self::Fund => permission::FUND,
            Self::Book => permission::BOOK,
            Self::Attest => permission::ATTEST,
            Self::Halt => permission::HALT,
            Self::Whitelist => permission::WHITELIST,
            Self::Lock => permission::LOCK,
            Self::Settle => permission::SETTLE,
            Self::Rate => permission::RATE,
            Self::Quote => permission::QUOTE,
            Self::Redeem => permission::REDEEM,
        }
    }
}

/// What can be halted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Halt {
    Deposit,
    Claim,
    Deploy,
}

impl Halt {
    pub fn bit(self) -> u32 {
        match self {
            Self::Deposit => halt::DEPOSIT,
            Self::Claim => halt::CLAIM,
            Self::Deploy => halt::DEPLOY,
        }
    }
}

/// Names of the values of `T` whose bits are set in `bits`.
pub fn names<T: ValueEnum>(bits: u32, bit: impl Fn(&T) -> u32) -> String {
    let set = T::value_variants().iter().filter(|value| bits & bit(value) != 0);
    let names: Vec<String> =
        set.filter_map(|value| Some(value.to_possible_value()?.get_name().to_owned())).collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

/// How deals bring their terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Terms {
    /// In the open: the program checks every bound of the buybox
    Disclosed,
    /// As a salted hash that the Prime has consented to
    Sealed,
}

impl From<Terms> for TermsMode {
    fn from(terms: Terms) -> Self {
        match terms {
            Terms::Disclosed => Self::Disclosed,
            Terms::Sealed => Self::Sealed,
        }
    }
}

/// Whether something is so from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    On,
    Off,
}

impl Switch {
    pub fn is_on(self) -> bool {
        self == Self::On
    }
}

/// What an attestation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Attestation {
    /// Where the money will go
    PreDeployment,
    /// What the Book holds once everything is deployed
    AtRest,
    /// That this still holds
    Reattestation,
    /// That paying one unit leaves the others of its Book covered
    Coverage,
    /// What is recovered of a deal that has failed
    Default,
}

impl From<Attestation> for AttestationKind {
    fn from(kind: Attestation) -> Self {
        match kind {
            Attestation::PreDeployment => Self::PreDeployment,
            Attestation::AtRest => Self::AtRest,
            Attestation::Reattestation => Self::Reattestation,
            Attestation::Coverage => Self::Coverage,
            Attestation::Default => Self::Default,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_named() {
        assert_eq!(names::<Halt>(halt::DEPOSIT | halt::DEPLOY, |halt| halt.bit()), "deposit, deploy");
        assert_eq!(names::<Permission>(0, |permission| permission.bit()), "none");
        let all = Permission::value_variants().iter().fold(0, |bits, permission| bits | permission.bit());
        assert_eq!(all, permission::OPERATIONS | permission::ATTEST | permission::HALT);
    }
}
