//! What every instruction that configures a PAU has in common: who may sign it, and how the scope signs in
//! its turn as the PAU's administrator.

use crate::{
    events::{Change, PauConfigured},
    state::{Accordance, CBeam, Emergency, Guard, PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use pau::state::Pau;

/// Accounts of a signer that configures: a GovOps with its cBEAM, or the conserver in its place.
pub(crate) trait Configures<'info> {
    fn signer(&self) -> Pubkey;
    fn scope(&self) -> &Account<'info, Scope>;
    fn registration(&self) -> &PauRegistration;
    fn cbeam(&self) -> Option<&CBeam>;
    fn pau(&self) -> &AccountLoader<'info, Pau>;

    fn accordance<'a>(&'a self) -> Accordance<'a>
    where
        'info: 'a,
    {
        Accordance {
            signer: self.signer(),
            scope: (self.scope().key(), self.scope()),
            pau: self.pau().key(),
            registration: self.registration(),
            cbeam: self.cbeam(),
        }
    }

    /// Refuses a signer that may not configure this PAU.
    fn require_accordant(&self) -> Result<()> {
        Ok(self.accordance().check()?)
    }

    /// The same for what adds power to anybody.
    fn require_may_add(&self) -> Result<()> {
        let frozen = self.pau().load()?.frozen != 0;
        Ok(self.accordance().check_may_add(frozen)?)
    }
}

/// Accounts of a signer that stops or removes.
pub(crate) trait Guards<'info> {
    fn guard(&self) -> Guard<'_>;

    /// Refuses a signer that may not do this to this PAU.
    fn require_guardian(&self, emergency: Emergency) -> Result<()> {
        self.guard().check(emergency, Clock::get()?.unix_timestamp)
    }
}

/// Implements [`Configures`] for accounts with the usual names.
macro_rules! configures {
    ($($name:ident),+ $(,)?) => { $(
        impl<'info> crate::instructions::configure::Configures<'info> for $name<'info> {
            fn signer(&self) -> Pubkey {
                self.govops.key()
            }
            fn scope(&self) -> &Account<'info, Scope> {
                &self.scope
            }
            fn registration(&self) -> &PauRegistration {
                &self.registration
            }
            fn cbeam(&self) -> Option<&CBeam> {
                self.cbeam.as_ref().map(|cbeam| &***cbeam)
            }
            fn pau(&self) -> &AccountLoader<'info, Pau> {
                &self.pau
            }
        }
    )+ };
}
pub(crate) use configures;

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
