//! Who acts. All are plain keys: the programs do not ask what a controller, a council or an administrator is.

use halo_sdk::addresses;
use solana_pubkey::Pubkey;

/// A role that signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Of the PAU that no scope governs.
    Administrator,
    /// Of the PAU that no scope governs, and of the scope.
    Freezer,
    Controller,
    Stranger,
    GovOps,
    Council,
    Mom,
}

#[derive(Clone, Copy, Debug)]
pub struct Cast {
    pub payer: Pubkey,
    pub administrator: Pubkey,
    pub freezer: Pubkey,
    pub controller: Pubkey,
    pub stranger: Pubkey,
    pub govops: Pubkey,
    pub council: Pubkey,
    pub mom: Pubkey,
}

impl Cast {
    pub fn new(mut fresh: impl FnMut() -> Pubkey) -> Self {
        Self {
            payer: fresh(),
            administrator: fresh(),
            freezer: fresh(),
            controller: fresh(),
            stranger: fresh(),
            govops: fresh(),
            council: fresh(),
            mom: fresh(),
        }
    }

    pub fn key(&self, role: Role) -> Pubkey {
        match role {
            Role::Administrator => self.administrator,
            Role::Freezer => self.freezer,
            Role::Controller => self.controller,
            Role::Stranger => self.stranger,
            Role::GovOps => self.govops,
            Role::Council => self.council,
            Role::Mom => self.mom,
        }
    }
}

/// A PAU and the record of its one controller, which may use limits of every kind.
#[derive(Clone, Copy, Debug)]
pub struct Pau {
    pub address: Pubkey,
    pub controller: Pubkey,
    pub frozen: bool,
}

impl Pau {
    /// The PAU created with `base`.
    pub fn new(base: &Pubkey, controller: &Pubkey) -> Self {
        let address = addresses::pau(base);
        Self { address, controller: addresses::controller(&address, controller), frozen: false }
    }
}
