//! Who may configure a PAU, and who may stop it.
//!
//! A GovOps with its cBEAM configures; once the conserver has taken over, the conserver does in its place.
//! Stopping is easier than configuring, so more keys can.

use crate::{
    error::ConfiguratorError,
    state::{permission, Beam, CBeam, Need, PauRegistration, Scope},
};
use anchor_lang::prelude::*;

/// The signer of a configuration and the records that it shows.
pub struct Accordance<'a> {
    pub signer: Pubkey,
    pub scope: (Pubkey, &'a Scope),
    pub pau: Pubkey,
    pub registration: &'a PauRegistration,
    /// Absent when the conserver signs.
    pub cbeam: Option<&'a CBeam>,
}

impl Accordance<'_> {
    /// Refuses a signer that may not configure this PAU. While it is conserved only the conserver may, so
    /// that a GovOps which led it into trouble has no say.
    pub fn check(&self) -> core::result::Result<(), ConfiguratorError> {
        let (scope, state) = self.scope;
        if self.registration.scope != scope || self.registration.pau != self.pau {
            return Err(ConfiguratorError::WrongRegistration);
        }
        let Some(cbeam) = self.cbeam else {
            return match self.signer == state.conserver {
                true if self.registration.is_conserved() => Ok(()),
                true => Err(ConfiguratorError::NotConserved),
                false => Err(ConfiguratorError::NotAccordant),
            };
        };
        if self.registration.is_conserved() {
            return Err(ConfiguratorError::Conserved);
        }
        if cbeam.scope != scope || cbeam.pau != self.pau || cbeam.govops != self.signer {
            return Err(ConfiguratorError::NotAccordant);
        }
        // A registration that was removed and made again does not bring old cBEAMs back to life.
        if cbeam.operation < self.registration.operation {
            return Err(ConfiguratorError::CBeamOutdated);
        }
        Ok(())
    }
}

impl Accordance<'_> {
    /// The same for what adds power to anybody: a GovOps cannot while its PAU is frozen, which is when its
    /// own key is in doubt.
    pub fn check_may_add(&self, frozen: bool) -> core::result::Result<(), ConfiguratorError> {
        self.check()?;
        if frozen && !self.registration.is_conserved() {
            return Err(ConfiguratorError::PauFrozen);
        }
        Ok(())
    }
}

/// What a guardian wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emergency {
    /// Freeze the PAU, pause a limit: undone by the council.
    Stop,
    /// Remove a relayer, a limit, an action, a controller.
    Remove,
}

/// The signer of an emergency measure and the records that it shows.
pub struct Guard<'a> {
    pub signer: Pubkey,
    pub scope: (Pubkey, &'a Scope),
    pub pau: Pubkey,
    /// Of a GovOps or the conserver.
    pub registration: Option<&'a PauRegistration>,
    pub cbeam: Option<&'a CBeam>,
    /// Of a warden: HALT over the PAU.
    pub beam: Option<&'a Beam>,
}

impl Guard<'_> {
    /// Refuses a signer that may not do this: council and mom may do both, the scope's freezer and a warden
    /// may only stop, whoever may configure the PAU may do both.
    pub fn check(&self, emergency: Emergency, now: i64) -> Result<()> {
        use halo_common::Explain;
        let (scope, state) = self.scope;
        let stop = emergency == Emergency::Stop;
        if state.may_remove(&self.signer) || (stop && state.is_abeam(&self.signer)) {
            return Ok(());
        }
        if let Some(registration) = self.registration {
            let accordance = Accordance {
                signer: self.signer,
                scope: self.scope,
                pau: self.pau,
                registration,
                cbeam: self.cbeam,
            };
            return Ok(accordance.check()?);
        }
        let beam = self.beam.filter(|_| stop).ok_or(ConfiguratorError::NotGuardian)?;
        let need = Need {
            scope: &scope,
            target: &self.pau,
            holder: &self.signer,
            permissions: permission::HALT,
            pau: (&self.pau, 0),
        };
        beam.check(&need, now).explain::<ConfiguratorError>()
    }
}

impl From<crate::state::BeamRefusal> for ConfiguratorError {
    fn from(_: crate::state::BeamRefusal) -> Self {
        Self::NotGuardian
    }
}
