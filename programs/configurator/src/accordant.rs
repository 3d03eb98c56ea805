//! Who may configure a PAU, and whatever belongs to its class in other programs.

use crate::state::{Accordance, CBeam, PauRegistration, Scope};
use anchor_lang::prelude::*;
use pau::state::Pau;

/// Accounts of a signer that configures: a GovOps with its cBEAM, or the conserver in its place.
pub trait Configures<'info> {
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

/// Implements [`Configures`] for accounts with the usual names: `govops`, `scope`, `registration`, `cbeam`, `pau`.
#[macro_export]
macro_rules! configures {
    ($($name:ident),+ $(,)?) => { $(
        impl<'info> $crate::accordant::Configures<'info> for $name<'info> {
            fn signer(&self) -> anchor_lang::prelude::Pubkey {
                *self.govops.key
            }
            fn scope(&self) -> &anchor_lang::prelude::Account<'info, $crate::state::Scope> {
                &self.scope
            }
            fn registration(&self) -> &$crate::state::PauRegistration {
                &self.registration
            }
            fn cbeam(&self) -> Option<&$crate::state::CBeam> {
                self.cbeam.as_ref().map(|cbeam| &***cbeam)
            }
            fn pau(&self) -> &anchor_lang::prelude::AccountLoader<'info, ::pau::state::Pau> {
                &self.pau
            }
        }
    )+ };
}
