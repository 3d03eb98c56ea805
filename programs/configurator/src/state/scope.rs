use crate::{
    error::ConfiguratorError, state::copied, DEFAULT_DELAY, DEFAULT_HOP, DEFAULT_MAX_CHANGE_BPS,
    DELAY_BOUNDS, HOP_BOUNDS, MAX_CHANGE_BOUNDS, SCOPE_SEED,
};
use anchor_lang::prelude::*;
use halo_math::{Sorl, Standstill};

/// One chain's governance: everything that PAUs, GovOps and beacons may do derives from here. Its address is
/// the administrator of every PAU that it governs.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct Scope {
    /// Key that signed the creation, so that nobody can take the address first.
    pub base: Pubkey,
    /// Core Council: schedules additions and takes back halts. Usually the vault of a multisig.
    pub council: Pubkey,
    /// Cancels, removes and pauses; adds nothing.
    pub mom: Pubkey,
    /// Pauses and freezes, and nothing else.
    pub freezer: Pubkey,
    /// Fortification Conserver: takes the place of the GovOps of a frozen PAU.
    pub conserver: Pubkey,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    /// Seconds that an addition waits before it can be executed.
    pub delay: i64,
    /// Seconds between two raises of a limit.
    pub hop: i64,
    /// Unix seconds since which scheduling and executing stand still; 0 while they do not.
    pub paused_since: i64,
    /// Seconds of all pauses that have ended.
    pub paused_total: i64,
    /// Unix seconds of the last resumption; 0 before the first.
    pub resumed_at: i64,
    /// Rises with every change of roles or parameters; what was signed or scheduled under another is void.
    pub config_version: u64,
    /// Operations scheduled so far: the number of the last.
    pub operation_count: u64,
    /// Number of the last event of this scope; 1 at creation.
    pub sequence: u64,
    /// Largest raise of a limit in one step, basis points of its value.
    pub max_change_bps: u16,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump of `["scope", base]`.
    pub bump: u8,
    pub reserved: [u8; 60],
}

copied!(Scope);

/// Who a scope answers to. None may be the default key.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Role {
    Council,
    Mom,
    Freezer,
    Conserver,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Council, Self::Mom, Self::Freezer, Self::Conserver];
}

impl Scope {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// A scope with the default parameters and nobody in charge yet.
    pub fn new(base: Pubkey, bump: u8, rent_payer: Pubkey) -> Self {
        Self {
            version: crate::ACCOUNT_VERSION,
            bump,
            base,
            council: Pubkey::default(),
            mom: Pubkey::default(),
            freezer: Pubkey::default(),
            conserver: Pubkey::default(),
            rent_payer,
            delay: DEFAULT_DELAY,
            hop: DEFAULT_HOP,
            max_change_bps: DEFAULT_MAX_CHANGE_BPS,
            paused_since: 0,
            paused_total: 0,
            resumed_at: 0,
            config_version: 1,
            operation_count: 0,
            sequence: 0,
            reserved: [0; 60],
        }
    }

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// Who holds a role.
    pub fn holder(&self, role: Role) -> Pubkey {
        match role {
            Role::Council => self.council,
            Role::Mom => self.mom,
            Role::Freezer => self.freezer,
            Role::Conserver => self.conserver,
        }
    }

    /// Council, mom and freezer: the aBEAMs.
    pub fn is_abeam(&self, key: &Pubkey) -> bool {
        self.may_remove(key) || self.freezer == *key
    }

    /// Council and mom may cancel and remove.
    pub fn may_remove(&self, key: &Pubkey) -> bool {
        self.council == *key || self.mom == *key
    }

    /// How fast limits may rise.
    pub fn sorl(&self) -> Sorl {
        Sorl { max_change_bps: self.max_change_bps, hop: self.hop }
    }

    /// Since when the timelock stands still, if it does.
    pub fn paused_at(&self) -> Option<i64> {
        (self.paused_since != 0).then_some(self.paused_since)
    }

    /// How long the timelock has stood still.
    pub fn standstill(&self) -> Standstill {
        Standstill { since: self.paused_at(), ended: self.paused_total }
    }

    /// Refuses while the timelock is paused.
    pub fn require_running(&self) -> core::result::Result<(), ConfiguratorError> {
        match self.paused_at() {
            None => Ok(()),
            Some(_) => Err(ConfiguratorError::Paused),
        }
    }

    /// Refuses what was signed or scheduled before the last change of roles or parameters.
    pub fn require_version(&self, version: u64) -> core::result::Result<(), ConfiguratorError> {
        if self.config_version != version {
            return Err(ConfiguratorError::ConfigVersionChanged);
        }
        Ok(())
    }

    /// Names somebody; everything scheduled by the configuration before is void.
    pub fn set_role(&mut self, role: Role, key: Pubkey) {
        match role {
            Role::Council => self.council = key,
            Role::Mom => self.mom = key,
            Role::Freezer => self.freezer = key,
            Role::Conserver => self.conserver = key,
        }
        self.config_version = self.config_version.wrapping_add(1);
    }

    /// Changes the parameters; everything scheduled under those before is void.
    pub fn set_parameters(&mut self, delay: i64, hop: i64, max_change_bps: u16) {
        self.delay = delay;
        self.hop = hop;
        self.max_change_bps = max_change_bps;
        self.config_version = self.config_version.wrapping_add(1);
    }

    /// Seeds with which the scope signs as the administrator of its PAUs.
    pub fn seeds(&self) -> [&[u8]; 3] {
        [SCOPE_SEED, self.base.as_ref(), core::slice::from_ref(&self.bump)]
    }
}

/// Refuses parameters outside their bounds.
pub fn require_parameters(delay: i64, hop: i64, bps: u16) -> core::result::Result<(), ConfiguratorError> {
    let within = (DELAY_BOUNDS.0..=DELAY_BOUNDS.1).contains(&delay)
        && (HOP_BOUNDS.0..=HOP_BOUNDS.1).contains(&hop)
        && (MAX_CHANGE_BOUNDS.0..=MAX_CHANGE_BOUNDS.1).contains(&bps);
    if within {
        Ok(())
    } else {
        Err(ConfiguratorError::InvalidParameters)
    }
}
