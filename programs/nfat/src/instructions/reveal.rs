use crate::{
    error::NfatError,
    events::TermsRevealed,
    state::{Nfat, UnitTerms},
};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::DealTerms;
use solana_sha256_hasher::hashv;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct RevealArgs {
    pub terms: DealTerms,
    pub salt: [u8; 32],
}

#[event_cpi]
#[derive(Accounts)]
pub struct Reveal<'info> {
    /// Who knows terms and salt.
    pub actor: Signer<'info>,
    #[account(mut)]
    pub nfat: AccountLoader<'info, Nfat>,
}

/// Specification:
/// - shall put sealed terms on the record, shown by whoever knows them and the salt, once;
/// - a unit that is a part of the deal has its part of interest and penalty, and never more than its payout cap: what
///   its Book may never pay cannot be missing;
/// - from then on the chain knows maturity, interest and penalty: lateness counts from the maturity.
pub fn handler(ctx: Context<Reveal>, args: RevealArgs) -> Result<()> {
    let summary = args.terms.summary().explain::<NfatError>()?;
    let hash = |parts: &[&[u8]]| hashv(parts).to_bytes();
    let commitment = args.terms.commitment(&args.salt, hash).explain::<NfatError>()?;
    let all = UnitTerms::of(&args.terms, &summary);
    let event = {
        let mut nfat = ctx.accounts.nfat.load_mut()?;
        require!(nfat.revealed == 0, NfatError::AlreadyRevealed);
        require!(commitment == nfat.terms_hash, NfatError::WrongTerms);
        let terms = all.part(nfat.principal, summary.principal)?.within(&nfat);
        nfat.disclose(&terms);
        TermsRevealed {
            nfat: ctx.accounts.nfat.key(),
            sequence: nfat.next_sequence(),
            actor: ctx.accounts.actor.key(),
            interest: terms.interest,
            maturity: terms.maturity,
            penalty_cap: terms.penalty_cap,
            penalty_bps_per_day: terms.penalty_bps_per_day,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
