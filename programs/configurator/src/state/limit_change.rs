use crate::{
    error::ConfiguratorError,
    state::{Init, PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::{LimitInit, RateLimit};

/// What a GovOps wants a limit to be: a rate limit of its PAU, or how much may be claimed from a Prime.
pub struct LimitChange<'a> {
    pub scope: &'a Scope,
    pub registration: &'a PauRegistration,
    /// Kind as stored, target and mint.
    pub key: (u8, Pubkey, Pubkey),
    /// Base units.
    pub max: u64,
    /// Base units a day.
    pub slope: u64,
}

impl LimitChange<'_> {
    /// Refuses a first setting beyond what `init` approves for this key and this PAU.
    pub fn check_first(&self, init: &Init) -> Result<()> {
        let init = self.approved(init)?;
        let first = self.scope.sorl().check_first(&init, self.max, self.slope);
        first.explain::<ConfiguratorError>()
    }

    /// Refuses a raise that is not approved, too soon or too large; a decrease needs no init.
    pub fn check(&self, init: Option<&Init>, current: &RateLimit, now: i64) -> Result<()> {
        let init = init.map(|init| self.approved(init)).transpose()?;
        let change = self.scope.sorl().check_change(current, init.as_ref(), self.max, self.slope, now);
        change.explain::<ConfiguratorError>()
    }

    fn approved(&self, init: &Init) -> Result<LimitInit> {
        let (kind, target, mint) = &self.key;
        init.require_for(self.registration)?;
        Ok(init.limit(*kind, target, mint)?)
    }
}
