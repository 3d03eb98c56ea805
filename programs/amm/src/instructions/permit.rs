//! What loosens a rule waits behind the timelock: a permit for exactly the new value. What tightens it works at once.

use crate::error::AmmError;
use anchor_lang::prelude::*;
use configurator::{
    cpi::accounts::ConsumePermit, instructions::ConsumePermitArgs,
    program::Configurator as ConfiguratorProgram, state::Scope,
};
use solana_sha256_hasher::hashv;

/// The accounts of a permit. Permit and the receiver of its rent are absent when nothing is loosened.
#[derive(Accounts)]
pub struct PermitAccounts<'info> {
    /// CHECK: the configurator checks that it permits this value to this account.
    #[account(mut)]
    pub permit: Option<UncheckedAccount<'info>>,
    /// CHECK: receives the rent of the permit; the configurator checks it.
    #[account(mut)]
    pub rent_payer: Option<UncheckedAccount<'info>>,
    /// CHECK: the configurator checks it.
    pub configurator_event_authority: UncheckedAccount<'info>,
    pub configurator_program: Program<'info, ConfiguratorProgram>,
}

/// What a permit must name: `sha256(name || borsh(value))`.
pub fn digest<T: AnchorSerialize>(name: &[u8], value: &T) -> Result<[u8; 32]> {
    Ok(hashv(&[name, &anchor_lang::prelude::borsh::to_vec(value)?]).to_bytes())
}

impl<'info> PermitAccounts<'info> {
    /// Uses the permit up for `target`, which signs with `seeds`.
    pub fn consume(
        &self,
        target: &AccountInfo<'info>,
        seeds: &[&[u8]],
        scope: &mut Account<'info, Scope>,
        digest: [u8; 32],
    ) -> Result<()> {
        let permit = self.permit.as_ref().ok_or(AmmError::PermitMissing)?;
        let rent_payer = self.rent_payer.as_ref().ok_or(AmmError::PermitMissing)?;
        let accounts = ConsumePermit {
            target: target.clone(),
            scope: scope.to_account_info(),
            permit: permit.to_account_info(),
            rent_payer: rent_payer.to_account_info(),
            event_authority: self.configurator_event_authority.to_account_info(),
            program: self.configurator_program.to_account_info(),
        };
        let signers = &[seeds];
        configurator::cpi::consume_permit(
            CpiContext::new_with_signer(self.configurator_program.key(), accounts, signers),
            ConsumePermitArgs { digest },
        )?;
        // The configurator has counted its event in the scope; writing the copy from before would undo it.
        scope.reload()
    }
}
