//! A unit as whoever looks at it now sees it.

use super::{ledger::Ledger, text};
use crate::{client::Client, error::Error, transport::Transport};
use halo_math::UnitStatus;
use nfat::state::{Nfat, Payment, RedeemVault, Request};
use serde::Serialize;
use solana_pubkey::Pubkey;

/// Whether a unit is paid as agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Standing {
    /// Nothing is due and missing, as far as the chain knows the terms.
    Active,
    /// Due, and something is missing: penalty accrues.
    Late,
    /// Late for longer than the grace: anybody may declare a default.
    Overdue,
    /// In declared default.
    Default,
}

impl Standing {
    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Late => "Late",
            Self::Overdue => "Overdue",
            Self::Default => "Default",
        }
    }

    fn of(nfat: &Nfat, now: i64) -> Self {
        if nfat.defaulted != 0 {
            return Self::Default;
        }
        match nfat.status(now) {
            UnitStatus::Active => Self::Active,
            UnitStatus::Late => Self::Late,
            UnitStatus::Overdue => Self::Overdue,
        }
    }
}

/// The instruction by which a holder takes what it is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaidBy {
    /// Ends the unit.
    Redeem,
    /// Takes a tranche, the principal of it off what is outstanding.
    Spend,
    /// Takes interest and penalties; the principal stays.
    ClaimInterest,
}

impl PaidBy {
    /// For people: the command of this name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Redeem => "redeem",
            Self::Spend => "spend",
            Self::ClaimInterest => "claim-interest",
        }
    }
}

/// What a holder can be paid now without giving anything up, by the instruction that pays most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Payable {
    /// With which instruction.
    pub by: PaidBy,
    /// Base units.
    pub amount: u64,
}

/// What a holder asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// To be redeemed early, or for less than is owed.
    Redeem,
    /// To be paid interest.
    Interest,
}

impl Asked {
    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Redeem => "redemption",
            Self::Interest => "interest",
        }
    }
}

/// A request that waits for the Halo's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Pending {
    /// What for.
    pub asks: Asked,
    /// Least that the holder takes, base units.
    pub amount: u64,
}

/// A payment split by what it is for, base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Parts {
    /// Of what was claimed in the beginning.
    pub principal: u64,
    /// As scheduled.
    pub interest: u64,
    /// For lateness.
    pub penalty: u64,
}

impl From<Payment> for Parts {
    fn from(payment: Payment) -> Self {
        let Payment { principal, interest, penalty } = payment;
        Self { principal, interest, penalty }
    }
}

/// One unit at a moment. Amounts in base units, times in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Number of the NFAT.
    pub number: u64,
    /// Number of its Book.
    pub book: u64,
    /// The Metaplex Core asset.
    #[serde(serialize_with = "text::address")]
    pub asset: Pubkey,
    /// The record.
    #[serde(serialize_with = "text::address")]
    pub nfat: Pubkey,
    /// Owner of the asset; none when it was burnt in a wallet.
    #[serde(serialize_with = "text::address_if_any")]
    pub holder: Option<Pubkey>,
    /// Prime whose deposit was claimed.
    #[serde(serialize_with = "text::address")]
    pub depositor: Pubkey,
    /// Rank of its claim in its Book, 0 before all others.
    pub rank: u8,
    /// Claimed in the beginning.
    pub principal: u64,
    /// Of this, not yet paid back.
    pub outstanding: u64,
    /// Credited and not yet paid out.
    pub funded: Parts,
    /// Paid out so far.
    pub paid: Parts,
    /// Principal and scheduled interest that are neither credited nor paid.
    pub shortfall: u64,
    /// Penalty accrued up to now, in total.
    pub penalty_accrued: u64,
    /// Of this, neither credited nor paid.
    pub penalty_unpaid: u64,
    /// Last scheduled payment; none while the terms are sealed.
    pub maturity: Option<i64>,
    /// From when a default may be declared if something is missing; none while the terms are sealed.
    pub default_from: Option<i64>,
    /// Whether it is paid as agreed.
    pub standing: Standing,
    /// What the holder can be paid now; none when nothing is credited.
    pub payable: Option<Payable>,
    /// What the present holder has asked for.
    pub request: Option<Pending>,
    /// Whether anybody may push payments to the present holder.
    pub pushed: bool,
    /// Commitment to terms and salt.
    #[serde(serialize_with = "text::hash")]
    pub terms_hash: [u8; 32],
    /// Changes with every change of the unit's state.
    pub sequence: u64,
}

impl Unit {
    /// Reads the unit whose record is at `nfat`, of the facility at `facility`.
    ///
    /// # Errors
    /// When an account cannot be read or does not exist.
    pub async fn read<T: Transport>(
        client: &Client<T>,
        facility: &Pubkey,
        nfat: &Pubkey,
    ) -> Result<Self, Error> {
        Ledger::open(client, facility).await?.unit(client.fetch(nfat).await?).await
    }

    /// The unit of `record` at `now`, held by `holder`. `vault` is its Book's, `book` the Book's number.
    pub(super) fn new(
        record: &Nfat,
        holder: Option<Pubkey>,
        (book, vault): (u64, &RedeemVault),
        now: i64,
    ) -> Self {
        let mut nfat = *record;
        nfat.accrue(now);
        let maturity = (nfat.revealed != 0).then_some(nfat.maturity);
        let is_holder = |key: &Pubkey| holder == Some(*key);
        Self {
            number: nfat.token_id,
            book,
            asset: nfat.asset,
            nfat: crate::addresses::nfat(&nfat.asset),
            holder,
            depositor: nfat.depositor,
            rank: nfat.rank,
            principal: nfat.principal,
            outstanding: nfat.outstanding_principal,
            funded: nfat.funded().into(),
            paid: Parts {
                principal: nfat.paid_principal,
                interest: nfat.paid_interest,
                penalty: nfat.paid_penalty,
            },
            shortfall: nfat.shortfall(),
            penalty_accrued: nfat.penalty_due(),
            penalty_unpaid: nfat.penalty_unpaid(),
            maturity,
            default_from: maturity.map(|maturity| maturity.saturating_add(nfat.grace_seconds)),
            standing: Standing::of(&nfat, now),
            payable: payable(&nfat, vault),
            request: pending(&nfat, now).filter(|_| is_holder(&nfat.requested_by)),
            pushed: is_holder(&nfat.push_to),
            terms_hash: nfat.terms_hash,
            sequence: nfat.sequence,
        }
    }
}

/// What `nfat`, its penalty brought up to date, can be paid; after a write-down its part of what was recovered belongs to it.
fn payable(nfat: &Nfat, vault: &RedeemVault) -> Option<Payable> {
    let (mut taken, mut vault) = (*nfat, *vault);
    let redeemed = if vault.written_down == 0 {
        nfat.redeemable(false).ok()
    } else {
        vault.take_recovered(nfat).ok().and_then(|share| nfat.funded().plus(&share).ok())
    };
    let tried = [
        (PaidBy::Redeem, redeemed),
        (PaidBy::Spend, taken.spend().ok()),
        (PaidBy::ClaimInterest, taken.collect_interest().ok()),
    ];
    let paid = tried.into_iter().filter_map(|(by, payment)| {
        let amount = payment?.total().ok().filter(|amount| *amount > 0)?;
        Some(Payable { by, amount })
    });
    paid.into_iter().next()
}

/// What was asked for; the record alone cannot tell whether it was the present holder who did.
fn pending(nfat: &Nfat, now: i64) -> Option<Pending> {
    if now >= nfat.requested_until {
        return None;
    }
    let asks = match nfat.request {
        request if request == Request::Redeem as u8 => Asked::Redeem,
        request if request == Request::Interest as u8 => Asked::Interest,
        _ => return None,
    };
    Some(Pending { asks, amount: nfat.requested_amount })
}
