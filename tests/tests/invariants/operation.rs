//! One step of a story as plain data: small numbers that are resolved against whatever there is when it is taken, so
//! that any part of a story is a story.

use std::fmt::{self, Display};

macro_rules! kinds {
    ($($name:ident: $weight:literal),+ $(,)?) => {
        /// What is done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($name),+ }

        impl Kind {
            /// Each with how often it is chosen.
            pub const WEIGHTS: [(Self, u32); [$(Self::$name),+].len()] = [$((Self::$name, $weight)),+];
        }
    };
}

kinds! {
    Wait: 60,
    Deposit: 60,
    Withdraw: 15,
    CheckQueue: 6,
    ProposeAccord: 10,
    AcceptAccord: 10,
    CancelAccord: 4,
    OpenBook: 25,
    Claim: 90,
    Attest: 110,
    BeginDeploying: 35,
    MarkAtRest: 30,
    Deploy: 55,
    ReturnFunds: 50,
    Donate: 6,
    Steal: 6,
    HoldUnit: 20,
    CollectUnit: 20,
    CheckBook: 10,
    BeginUnwinding: 20,
    CloseBook: 20,
    Fund: 90,
    TopUp: 25,
    RequestRedeem: 20,
    RequestInterest: 25,
    CancelRequest: 5,
    SetPush: 10,
    FulfilRedeem: 15,
    FulfilInterest: 20,
    Spend: 25,
    ClaimInterest: 25,
    Redeem: 50,
    PushPayment: 20,
    Reveal: 15,
    DeclareDefault: 20,
    WriteDown: 15,
    WalletTransfer: 25,
    Transfer: 25,
    WalletBurn: 3,
    PermitRemint: 6,
    ExecutePermit: 12,
    Remint: 8,
    AssertUnit: 10,
    SetWhitelistMode: 6,
    AdmitReceiver: 15,
    RemoveReceiver: 5,
    OpenWrapper: 8,
    Wrap: 20,
    CollectProceeds: 25,
    Stake: 15,
    Unstake: 12,
    ClaimRewards: 15,
    BurnFractions: 12,
    SendFractions: 15,
    Unwrap: 10,
    ThawHolder: 8,
    CloseWrapper: 6,
    Halt: 8,
    ClearHalt: 12,
    HaltBook: 6,
    ClearBookHalt: 10,
    Freeze: 4,
    Unfreeze: 10,
    RevokeBeam: 3,
    GrantBeam: 15,
    SetPrime: 10,
}

impl Kind {
    /// Whether it must never succeed.
    pub fn is_crime(self) -> bool {
        self == Self::Steal
    }
}

/// A part of whatever is possible, and a little more or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    pub permille: u16,
    pub plus: i16,
}

impl Amount {
    /// This part of `bound`.
    pub fn of(self, bound: u64) -> u64 {
        let part = u128::from(bound) * u128::from(self.permille) / 1_000;
        let part = u64::try_from(part).unwrap_or(u64::MAX);
        part.saturating_add_signed(i64::from(self.plus))
    }
}

/// Who or what is put in a place that is not theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twist {
    /// Nothing is.
    None,
    /// Somebody without any right signs.
    Stranger,
    /// One account of the Book is another Book's.
    Sibling,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    pub kind: Kind,
    /// Whether a subject is looked for on which the operation succeeds.
    pub apt: bool,
    /// Which subject; the first that is looked at.
    pub subject: u16,
    /// Who or what else takes part.
    pub other: u16,
    pub amount: Amount,
    pub more: Amount,
    /// Which of the ways of doing it.
    pub way: u16,
    pub twist: Twist,
}

/// The way to wait for as many days as the subject says, up to 255. A shrunk story does with one long wait what many
/// short ones have done.
pub const LONG: u16 = u16::MAX;

impl Operation {
    /// Seconds that pass, if that is what it is about. A validator's clock also goes back a little.
    pub fn seconds(&self) -> i64 {
        let seconds = i64::from(self.subject);
        match self.way {
            LONG => seconds % 256 * 86_400,
            way => match way % 16 {
                0 => -(seconds % 60),
                1..=3 => seconds % 60,
                4..=7 => seconds % 7_200,
                8..=11 => seconds,
                _ => i64::from(self.other % 9) * 86_400,
            },
        }
    }
}

impl Display for Operation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, apt, subject, other, amount, more, way, twist } = self;
        let part = |amount: &Amount| format!("{}‰{:+}", amount.permille, amount.plus);
        let fit = if *apt { "apt " } else { "" };
        write!(out, "{kind:?}, {fit}subject {subject}, other {other}, {} and {}", part(amount), part(more))?;
        write!(out, ", way {way}")?;
        match twist {
            Twist::None => Ok(()),
            twist => write!(out, ", {twist:?}"),
        }
    }
}
