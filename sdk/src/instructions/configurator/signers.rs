//! Who signs a configuration or an emergency measure, and the records that prove the right to.

use crate::addresses;
use solana_pubkey::Pubkey;

/// A GovOps that configures its PAU, or the conserver in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Configurer {
    /// The GovOps, or the conserver in its place.
    pub signer: Pubkey,
    /// Scope that administers the PAU.
    pub scope: Pubkey,
    /// PAU that is configured.
    pub pau: Pubkey,
    /// Whether the conserver signs: it needs no cBEAM.
    pub conserver: bool,
}

impl Configurer {
    /// A GovOps with a cBEAM for `pau`.
    pub fn govops(signer: &Pubkey, scope: &Pubkey, pau: &Pubkey) -> Self {
        Self { signer: *signer, scope: *scope, pau: *pau, conserver: false }
    }

    /// The conserver of `scope`, which has taken over `pau`.
    pub fn conserver(signer: &Pubkey, scope: &Pubkey, pau: &Pubkey) -> Self {
        Self { signer: *signer, scope: *scope, pau: *pau, conserver: true }
    }

    /// That the PAU is governed by the scope.
    pub fn registration(&self) -> Pubkey {
        addresses::registration(&self.scope, &self.pau)
    }

    /// The GovOps's cBEAM; none when the conserver signs.
    pub fn cbeam(&self) -> Option<Pubkey> {
        (!self.conserver).then(|| addresses::cbeam(&self.scope, &self.pau, &self.signer))
    }
}

/// By what right somebody stops or removes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuardianBy {
    /// Council, mom or freezer of the scope.
    ABeam,
    /// A cBEAM for the PAU.
    GovOps,
    /// Having taken over the PAU.
    Conserver,
    /// A Beam over the PAU with HALT.
    Warden,
}

/// Somebody who stops or removes something of a PAU. The scope's freezer and a warden can only stop: freeze,
/// and pause a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guardian {
    /// Who signs.
    pub signer: Pubkey,
    /// Scope that administers the PAU.
    pub scope: Pubkey,
    /// PAU that is made safe.
    pub pau: Pubkey,
    /// What gives the right.
    pub by: GuardianBy,
}

impl Guardian {
    /// Shown by a GovOps and by the conserver.
    pub fn registration(&self) -> Option<Pubkey> {
        let configures = matches!(self.by, GuardianBy::GovOps | GuardianBy::Conserver);
        configures.then(|| addresses::registration(&self.scope, &self.pau))
    }

    /// Shown by a GovOps.
    pub fn cbeam(&self) -> Option<Pubkey> {
        (self.by == GuardianBy::GovOps).then(|| addresses::cbeam(&self.scope, &self.pau, &self.signer))
    }

    /// Shown by a warden.
    pub fn beam(&self) -> Option<Pubkey> {
        (self.by == GuardianBy::Warden).then(|| addresses::beam(&self.scope, &self.pau, &self.signer))
    }
}

/// A configurer may also stop and remove.
impl From<Configurer> for Guardian {
    fn from(Configurer { signer, scope, pau, conserver }: Configurer) -> Self {
        let by = if conserver { GuardianBy::Conserver } else { GuardianBy::GovOps };
        Self { signer, scope, pau, by }
    }
}

/// For whom an init was approved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum InitFor {
    /// The one PAU that is configured.
    #[default]
    Pau,
    /// Every PAU that the scope governs.
    EveryPau,
}

impl InitFor {
    /// The PAU in the init's address.
    pub fn pau(self, pau: &Pubkey) -> Pubkey {
        match self {
            Self::Pau => *pau,
            Self::EveryPau => Pubkey::default(),
        }
    }
}
