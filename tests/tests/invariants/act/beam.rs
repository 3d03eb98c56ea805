//! Beacons and attestors that lose their right at once and get it again.

use super::{pick, Act, Refusals};
use crate::{
    cast::Site,
    model::Model,
    operation::{Kind, Operation},
};
use anchor_lang::error::ErrorCode;
use halo_sdk::{
    configurator::{
        error::ConfiguratorError,
        instructions::GrantBeamArgs,
        state::permission::{ATTEST, OPERATIONS},
    },
    instructions::configurator::{self as gov, BeamAuthority},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Whose right it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watch {
    Beacon,
    Attestor,
}

impl Watch {
    pub const ALL: [Self; 2] = [Self::Beacon, Self::Attestor];

    pub fn holder(self, site: &Site) -> Pubkey {
        match self {
            Self::Beacon => site.roles().beacon,
            Self::Attestor => site.roles().attestor,
        }
    }

    fn permissions(self) -> u32 {
        match self {
            Self::Beacon => OPERATIONS,
            Self::Attestor => ATTEST,
        }
    }

    /// A beacon's is the GovOps's to give, an attestor's the council's.
    fn granter(self, site: &Site) -> BeamAuthority {
        match self {
            Self::Beacon => BeamAuthority::Configurer(site.deployment.configurer()),
            Self::Attestor => BeamAuthority::council(&site.roles().council, &site.at.scope),
        }
    }
}

#[derive(Debug)]
pub struct Switch {
    site: usize,
    watch: Watch,
    grants: bool,
    by_mom: bool,
}

impl Switch {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let sites = 0..model.halos.len();
        let all: Vec<_> = sites.flat_map(|site| Watch::ALL.map(|watch| (site, watch))).collect();
        pick(operation, model, &all, |(site, watch)| {
            let grants = operation.kind == Kind::GrantBeam;
            Some(Self { site, watch, grants, by_mom: operation.way.is_multiple_of(2) })
        })
    }

    fn by(&self, model: &Model) -> BeamAuthority {
        let site = model.site(self.site);
        match self.grants {
            true => self.watch.granter(site),
            false if self.by_mom => BeamAuthority::council(&site.roles().mom, &site.at.scope),
            false => BeamAuthority::council(&site.roles().council, &site.at.scope),
        }
    }
}

impl Act for Switch {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let halo = &model.halos[self.site];
        let live = halo.since(self.watch).is_some();
        refusals.when(!self.grants && !live, ErrorCode::AccountNotInitialized);
        // The System program's code for an address that is taken.
        refusals.when(self.grants && live, 0_u32);
        let adds = self.grants && self.watch == Watch::Beacon;
        refusals.when(adds && halo.frozen, ConfiguratorError::PauFrozen);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let site = model.site(self.site);
        let (holder, payer) = (self.watch.holder(site), &model.cast.payer);
        let target = site.at.facility;
        if !self.grants {
            return gov::revoke_beam(&self.by(model), &target, &holder, payer);
        }
        let args = GrantBeamArgs {
            target,
            holder,
            permissions: self.watch.permissions(),
            expires_at: site.deployment.beams_expire_at,
        };
        gov::grant_beam(payer, &self.by(model), args)
    }

    fn apply(&self, model: &mut Model) {
        let now = model.now;
        let halo = &mut model.halos[self.site];
        *halo.since_mut(self.watch) = self.grants.then_some(now);
        halo.scope_sequence += 1;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(self.by(model).signer())
    }
}
