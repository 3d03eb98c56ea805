//! A Book as whoever looks at it now sees it.

use super::{ledger::Ledger, text};
use crate::{client::Client, error::Error, transport::Transport};
use facility::state::{self, BalanceSheet};
use halo_math::{crr_class, CrrClass, Phase};
use nfat::state::RedeemVault;
use serde::Serialize;
use solana_pubkey::Pubkey;

/// One Book at a moment. Amounts in base units, times in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Book {
    /// Counted from 1 in its facility.
    pub number: u64,
    /// The account.
    #[serde(serialize_with = "text::address")]
    pub address: Pubkey,
    /// PAU that holds the money.
    #[serde(serialize_with = "text::address")]
    pub pau: Pubkey,
    /// How far it is.
    #[serde(serialize_with = "text::phase")]
    pub phase: Phase,
    /// Capital requirement class.
    #[serde(serialize_with = "text::class")]
    pub crr_class: CrrClass,
    /// Bits of `facility::state::halt` in force for this Book alone.
    pub halted: u32,
    /// Whether its units share their fate.
    pub shared: bool,
    /// Depth in the order of holdings.
    pub level: u8,
    /// NFATs on this Book that are not redeemed.
    pub units: u64,
    /// Of these, in declared default.
    pub defaults: u64,
    /// Whether the Book's loss is fixed.
    pub written_down: bool,
    /// Ever claimed into it.
    pub principal: u64,
    /// Ever sent to endpoints, and ever come home.
    pub deployed: u64,
    pub returned: u64,
    /// In its token account.
    pub cash: u64,
    /// This, and what is out; cash alone once the loss is fixed.
    pub assets: u64,
    /// Whether money is missing that only leaves by instructions which record it.
    pub short: bool,
    /// NFATs of other Books that it holds, and their outstanding principal when each was last counted.
    pub units_held: u64,
    pub held_principal: u64,
    /// Principal of its units neither paid back nor credited: what they claim of what it has.
    pub claims: u64,
    /// Credited to its units and not yet paid out.
    pub owed: u64,
    /// Paid out to holders.
    pub paid: u64,
    /// Attestations ever posted; also the number of the latest.
    pub attestations: u64,
    /// By when the next attestation is due; none unless the Book is at rest.
    pub attestation_due: Option<i64>,
    /// Until when an attestor vouches that a payment of principal leaves the other units covered.
    pub covered_until: Option<i64>,
    /// Until when money may be deployed; none before the deployment.
    pub deploy_until: Option<i64>,
    /// What the next attestation has to be about.
    #[serde(serialize_with = "text::hash")]
    pub scope_hash: [u8; 32],
}

impl Book {
    /// Reads the Book at `address`.
    ///
    /// # Errors
    /// When an account cannot be read or does not exist.
    pub async fn read<T: Transport>(client: &Client<T>, address: &Pubkey) -> Result<Self, Error> {
        let state: state::Book = client.fetch(address).await?;
        Ledger::open(client, &state.facility).await?.book(*address, state).await
    }

    /// The Book at `now`; its redeem vault owes the units. `cash` and `set_aside` are what their token accounts hold.
    /// None when the account's phase has no meaning.
    pub(super) fn new(
        address: Pubkey,
        state: &state::Book,
        vault: &RedeemVault,
        [cash, set_aside]: [u64; 2],
        now: i64,
    ) -> Option<Self> {
        let phase = Phase::from_u8(state.phase).ok()?;
        let sheet = BalanceSheet::of(state, vault, cash, set_aside);
        let set = |seconds: i64| (seconds != 0).then_some(seconds);
        Some(Self {
            number: state.book_id,
            address,
            pau: state.pau,
            phase,
            crr_class: crr_class(phase, state.last_attested_at, state.cadence_seconds, now),
            halted: state.halted,
            shared: state.shared != 0,
            level: state.level,
            units: vault.units,
            defaults: vault.defaults,
            written_down: sheet.written_down,
            principal: state.principal,
            deployed: state.deployed,
            returned: state.returned,
            cash,
            assets: sheet.assets,
            short: sheet.is_short(),
            units_held: state.units_held,
            held_principal: state.held_principal,
            claims: sheet.claims,
            owed: vault.owed,
            paid: vault.paid,
            attestations: state.attestation_count,
            attestation_due: set(state.attested_until()).filter(|_| phase == Phase::AtRest),
            covered_until: set(state.covered_until),
            deploy_until: set(state.deploy_until),
            scope_hash: state.scope_hash(&address),
        })
    }
}
