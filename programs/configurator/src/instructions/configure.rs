//! What every instruction that acts on a PAU has in common: who may stop and remove, and how the scope signs
//! as the PAU's administrator. Who may configure is in [`crate::accordant`].

use crate::{
    events::{Change, PauConfigured},
    state::{Emergency, Guard, Scope},
};
use anchor_lang::prelude::*;
use pau::{cpi::accounts::AdminAction, program::Pau as PauProgram, state::Pau};

/// Accounts of a signer that stops or removes.
pub(crate) trait Guards<'info> {
    fn guard(&self) -> Guard<'_>;

    /// Refuses a signer that may not do this to this PAU.
    fn require_guardian(&self, emergency: Emergency) -> Result<()> {
        self.guard().check(emergency, Clock::get()?.unix_timestamp)
    }
}

/// Implements [`Guards`] for accounts with the usual names.
macro_rules! guards {
    ($($name:ident),+ $(,)?) => { $(
        impl<'info> crate::instructions::configure::Guards<'info> for $name<'info> {
            fn guard(&self) -> crate::state::Guard<'_> {
                crate::state::Guard {
                    signer: self.guardian.key(),
                    scope: (self.scope.key(), &self.scope),
                    pau: self.pau.key(),
                    registration: self.registration.as_ref().map(|registration| &***registration),
                    cbeam: self.cbeam.as_ref().map(|cbeam| &***cbeam),
                    beam: self.beam.as_ref().map(|beam| &***beam),
                }
            }
        }
    )+ };
}
pub(crate) use guards;

/// Runs `call` with the seeds that let the scope sign.
pub(crate) fn as_admin(scope: &Scope, call: impl FnOnce(&[&[&[u8]]]) -> Result<()>) -> Result<()> {
    let seeds = scope.seeds();
    call(&[&seeds[..]])
}

/// Lets the scope do something to the PAU itself, as its administrator.
pub(crate) fn on_pau<'info>(
    scope: &Account<'info, Scope>,
    pau: &AccountLoader<'info, Pau>,
    event_authority: &AccountInfo<'info>,
    program: &Program<'info, PauProgram>,
    act: impl FnOnce(CpiContext<'_, '_, '_, 'info, AdminAction<'info>>) -> Result<()>,
) -> Result<()> {
    as_admin(scope, |seeds| {
        let accounts = AdminAction {
            admin: scope.to_account_info(),
            pau: pau.to_account_info(),
            event_authority: event_authority.clone(),
            program: program.to_account_info(),
        };
        act(CpiContext::new_with_signer(program.key(), accounts, seeds))
    })
}

/// The event of a change to a PAU.
pub(crate) fn configured(
    scope: &mut Account<Scope>,
    actor: Pubkey,
    pau: Pubkey,
    change: Change,
    subject: Pubkey,
) -> PauConfigured {
    PauConfigured { scope: scope.key(), sequence: scope.next_sequence(), actor, pau, change, subject }
}
