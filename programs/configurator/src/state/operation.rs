use crate::{
    error::ConfiguratorError,
    state::{require_parameters, Grant, Role},
};
use anchor_lang::prelude::*;
use halo_math::Window;

/// What an operation does when it is executed. Every addition to the power of anybody is one of these.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// Governs a PAU, whose administrator must be the scope, through GovOps.
    RegisterPau { pau: Pubkey },
    /// Approves something for one PAU, or for every registered PAU (default key).
    AddInit { pau: Pubkey, grant: Grant },
    /// Makes a GovOps accordant to a PAU.
    GrantCBeam { pau: Pubkey, govops: Pubkey },
    /// Seconds, seconds and basis points; see the bounds in `constants`.
    SetParameters { delay: i64, hop: i64, max_change_bps: u16 },
    /// Names who holds a role of the scope.
    SetRole { role: Role, key: Pubkey },
}

impl Payload {
    /// Refuses what could never be executed.
    pub fn validate(&self) -> Result<()> {
        let nobody = Pubkey::default();
        match self {
            Self::RegisterPau { pau } => require_keys_neq!(*pau, nobody, ConfiguratorError::DefaultKey),
            Self::AddInit { pau, grant } => grant.validate(pau)?,
            Self::GrantCBeam { pau, govops } => {
                require!(*pau != nobody && *govops != nobody, ConfiguratorError::DefaultKey);
            }
            Self::SetParameters { delay, hop, max_change_bps } => {
                require_parameters(*delay, *hop, *max_change_bps)?;
            }
            Self::SetRole { key, .. } => require_keys_neq!(*key, nobody, ConfiguratorError::DefaultKey),
        }
        Ok(())
    }
}

/// How far an operation has come.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum OperationState {
    Pending,
    Executed,
    Cancelled,
}

/// A scheduled addition, at `["operation", scope, number]`.
#[account]
#[derive(Debug)]
pub struct Operation {
    pub head: OperationHead,
    pub payload: Payload,
}

/// What an operation is beside its payload: who, when, and how far it has come.
#[zero_copy]
#[derive(Debug, PartialEq, Eq)]
#[repr(C)]
pub struct OperationHead {
    pub scope: Pubkey,
    /// Council that scheduled it.
    pub proposer: Pubkey,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    /// Counts from 1.
    pub number: u64,
    /// Number of the operation that must have been executed before; 0 for none.
    pub predecessor: u64,
    /// `Scope::config_version` under which it was scheduled and must be executed.
    pub config_version: u64,
    /// Unix seconds.
    pub scheduled_at: i64,
    /// Unix seconds from which it may be executed, if the timelock never pauses.
    pub eta: i64,
    /// Seconds for which the timelock had stood still when it was scheduled.
    pub stood_still: i64,
    /// Discriminant of [`OperationState`].
    pub state: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 5],
}

/// Read and written as it lies in memory: field by field it would be a tenth of what cancelling costs.
impl borsh::BorshSerialize for OperationHead {
    fn serialize<W: std::io::Write>(&self, writer: &mut W) -> std::io::Result<()> {
        writer.write_all(bytemuck::bytes_of(self))
    }
}

impl borsh::BorshDeserialize for OperationHead {
    fn deserialize_reader<R: std::io::Read>(reader: &mut R) -> std::io::Result<Self> {
        let mut head: Self = bytemuck::Zeroable::zeroed();
        reader.read_exact(bytemuck::bytes_of_mut(&mut head))?;
        Ok(head)
    }
}

impl core::ops::Deref for Operation {
    type Target = OperationHead;

    fn deref(&self) -> &OperationHead {
        &self.head
    }
}

impl Operation {
    /// Bytes of the account before the payload, discriminator included.
    const HEAD: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<OperationHead>();

    /// Bytes of the payload that an account of zeros holds, the first variant. A new account is read once
    /// before it is written, so none may be shorter.
    const ZEROED_PAYLOAD: usize = 1 + 32;

    /// Bytes of the account with its payload, discriminator included.
    pub fn space(payload: &Payload) -> usize {
        // Encoding into a counter cannot fail: no payload holds what borsh refuses.
        let payload = borsh::object_length(payload).unwrap_or(usize::MAX);
        Self::HEAD.saturating_add(payload.max(Self::ZEROED_PAYLOAD))
    }
}

impl OperationHead {
    /// When it may be executed.
    pub fn window(&self) -> Window {
        Window { eta: self.eta, stood_still: self.stood_still }
    }

    /// How far it has come.
    pub fn state(&self) -> OperationState {
        match self.state {
            0 => OperationState::Pending,
            1 => OperationState::Executed,
            _ => OperationState::Cancelled,
        }
    }

    /// Refuses what was executed or cancelled.
    pub fn require_pending(&self) -> core::result::Result<(), ConfiguratorError> {
        match self.state() {
            OperationState::Pending => Ok(()),
            OperationState::Executed => Err(ConfiguratorError::AlreadyExecuted),
            OperationState::Cancelled => Err(ConfiguratorError::Cancelled),
        }
    }
}
