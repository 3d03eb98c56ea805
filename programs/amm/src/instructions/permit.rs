//! What loosens a rule waits behind the timelock: a permit for exactly the new value. What tightens it works at once.

use crate::{error::AmmError, state::Pool, POOL_SEED};
use anchor_lang::prelude::*;
use configurator::{
    accordant::Configures, cpi::accounts::ConsumePermit, instructions::ConsumePermitArgs,
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

/// The account that is configured, and what permits a looser rule of it.
pub struct Permitted<'a, 'info> {
    pub target: &'a AccountInfo<'info>,
    /// How the target signs.
    pub seed: &'static [u8],
    pub base: Pubkey,
    pub bump: u8,
    pub permit: &'a PermitAccounts<'info>,
    pub scope: &'a mut Account<'info, Scope>,
}

impl<'a, 'info> Permitted<'a, 'info> {
    /// A permit for `pool`.
    pub fn of_pool(
        pool: &'a AccountLoader<'info, Pool>,
        permit: &'a PermitAccounts<'info>,
        scope: &'a mut Account<'info, Scope>,
    ) -> Result<Self> {
        let (base, bump) = {
            let pool = pool.load()?;
            (pool.base, pool.bump)
        };
        Ok(Self { target: pool.as_ref(), seed: POOL_SEED, base, bump, permit, scope })
    }

    /// Uses the permit for `digest` up.
    fn consume(self, digest: [u8; 32]) -> Result<()> {
        let permit = self.permit.permit.as_ref().ok_or(AmmError::PermitMissing)?;
        let rent_payer = self.permit.rent_payer.as_ref().ok_or(AmmError::PermitMissing)?;
        let accounts = ConsumePermit {
            target: self.target.clone(),
            scope: self.scope.to_account_info(),
            permit: permit.to_account_info(),
            rent_payer: rent_payer.to_account_info(),
            event_authority: self.permit.configurator_event_authority.to_account_info(),
            program: self.permit.configurator_program.to_account_info(),
        };
        let program = self.permit.configurator_program.key();
        let signers: &[&[&[u8]]] = &[&[self.seed, self.base.as_ref(), &[self.bump]]];
        configurator::cpi::consume_permit(
            CpiContext::new_with_signer(program, accounts, signers),
            ConsumePermitArgs { digest },
        )?;
        // The configurator has counted its event in the scope; writing the copy from before would undo it.
        self.scope.reload()
    }
}

/// Accounts of an instruction that sets a rule, which may become looser.
pub trait SetsRule<'info>: Configures<'info> {
    fn permitted(&mut self) -> Result<Permitted<'_, 'info>>;

    /// Refuses a signer that may not configure the target; for what loosens it, without the permit that names `value`.
    fn require_may_set<T: AnchorSerialize>(&mut self, loosens: bool, name: &[u8], value: &T) -> Result<()> {
        if !loosens {
            return self.require_accordant();
        }
        self.require_may_add()?;
        self.permitted()?.consume(digest(name, value)?)
    }
}
