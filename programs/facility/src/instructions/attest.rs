use crate::{
    error::FacilityError,
    events::Attested,
    state::{require_oversight, Attestation, AttestationKind, Book, Facility},
    ACCOUNT_VERSION, ATTESTATION_SEED, MAX_COVERAGE, MAX_URI,
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use halo_math::Phase;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct AttestArgs {
    pub kind: AttestationKind,
    /// `Book::scope_hash` that the attestor has reviewed; refused when the Book has changed since.
    pub scope_hash: [u8; 32],
    /// Hash of the attested document; not zero.
    pub content_hash: [u8; 32],
    /// Where the document is, up to 128 bytes.
    pub uri: String,
    pub risk_tier: u8,
    /// Unix seconds from which it is void; in the future. COVERAGE: at most 7 days from now.
    pub valid_until: i64,
    /// PRE-DEPLOYMENT: seconds within which everything is deployed, above zero. Else 0.
    pub timeframe_seconds: i64,
    /// DEFAULT: base units recovered, which a write-down shares. Else 0.
    pub amount: u64,
}

impl AttestArgs {
    /// Whether there is a document, a time for which it holds, and what the kind asks for and nothing else.
    fn is_complete(&self, now: i64) -> bool {
        let timed = match self.kind {
            AttestationKind::PreDeployment => self.timeframe_seconds > 0,
            _ => self.timeframe_seconds == 0,
        };
        let latest = match self.kind {
            AttestationKind::Coverage => now.saturating_add(MAX_COVERAGE),
            _ => i64::MAX,
        };
        let lasting = self.valid_until > now && self.valid_until <= latest;
        let counted = self.amount == 0 || self.kind == AttestationKind::Default;
        let described = self.content_hash != [0; 32] && self.uri.len() <= MAX_URI;
        timed && lasting && counted && described
    }
}

#[event_cpi]
#[derive(Accounts)]
pub struct Attest<'info> {
    #[account(mut)]
    pub attestor: Signer<'info>,
    pub beam: Account<'info, Beam>,
    pub facility: AccountLoader<'info, Facility>,
    #[account(mut, has_one = facility @ FacilityError::WrongFacility)]
    pub book: AccountLoader<'info, Book>,
    #[account(
        init,
        payer = attestor,
        space = Attestation::SPACE,
        seeds = [
            ATTESTATION_SEED,
            book.key().as_ref(),
            &book.load()?.next_attestation().to_le_bytes(),
        ],
        bump
    )]
    pub attestation: Account<'info, Attestation>,
    pub system_program: Program<'info, System>,
}

impl Attest<'_> {
    fn validate(&self, args: &AttestArgs, now: i64) -> Result<()> {
        let (scope, facility) = (self.facility.load()?.scope, self.facility.key());
        require_oversight(&scope, &facility, &self.beam, self.attestor.key, permission::ATTEST)?;
        let book = self.book.load()?;
        match args.kind {
            AttestationKind::PreDeployment => book.require_phase(Phase::Filling)?,
            AttestationKind::AtRest => book.require_phase(Phase::Deploying)?,
            AttestationKind::Reattestation => book.require_phase(Phase::AtRest)?,
            AttestationKind::Coverage => book.require_deployed()?,
            AttestationKind::Default => book.require_settled()?,
        }
        require!(args.is_complete(now), FacilityError::InvalidAttestation);
        require!(args.scope_hash == book.scope_hash(&self.book.key()), FacilityError::ScopeChanged);
        Ok(())
    }
}

/// Specification:
/// - shall record the attestor's word about the Book and its units as they are now;
/// - shall neither move money nor change a phase; a re-attestation shall restart the cadence;
/// - coverage shall hold until it is void, the latest word of it taking the place of the one before, also a shorter one;
///   the word of a default ends it.
pub fn handler(ctx: Context<Attest>, args: AttestArgs) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let accounts = &mut *ctx.accounts;
    accounts.validate(&args, now)?;
    let book_key = accounts.book.key();
    let mut book = accounts.book.load_mut()?;
    book.attestation_count = book.next_attestation();
    match args.kind {
        AttestationKind::Reattestation => book.last_attested_at = now,
        AttestationKind::Coverage => book.cover(accounts.attestor.key(), args.valid_until, now),
        AttestationKind::Default => book.uncover(),
        AttestationKind::PreDeployment | AttestationKind::AtRest => {}
    }
    let event = Attested {
        book: book_key,
        sequence: book.next_sequence(),
        attestation: accounts.attestation.key(),
        attestor: accounts.attestor.key(),
        kind: args.kind as u8,
        number: book.attestation_count,
        content_hash: args.content_hash,
        scope_hash: args.scope_hash,
        risk_tier: args.risk_tier,
        valid_until: args.valid_until,
        amount: args.amount,
    };
    accounts.attestation.set_inner(Attestation {
        version: ACCOUNT_VERSION,
        bump: ctx.bumps.attestation,
        book: book_key,
        number: book.attestation_count,
        kind: args.kind,
        attestor: accounts.attestor.key(),
        scope_hash: args.scope_hash,
        content_hash: args.content_hash,
        uri: args.uri,
        risk_tier: args.risk_tier,
        issued_at: now,
        valid_until: args.valid_until,
        timeframe_seconds: args.timeframe_seconds,
        amount: args.amount,
        consumed: false,
        reserved: [0; 32],
    });
    drop(book);
    halo_common::emit!(ctx, event);
    Ok(())
}
