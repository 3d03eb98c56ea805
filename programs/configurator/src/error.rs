use crate::state::BeamRefusal;
use anchor_lang::prelude::*;

#[error_code(offset = 6000)]
#[derive(PartialEq, Eq)]
pub enum ConfiguratorError {
    #[msg("The signer is not the council of this scope")]
    NotCouncil,
    #[msg("The Beam belongs to another scope")]
    WrongScope,
    #[msg("A Beam needs at least one permission and no unknown bit")]
    InvalidPermissions,
    #[msg("ATTEST cannot be combined with any other permission, nor held by the council")]
    AttestorNotIndependent,
    #[msg("The expiry must lie in the future")]
    ExpiryInPast,
    #[msg("The Beam's holder is not the signer")]
    WrongHolder,
    #[msg("The Beam is for another target")]
    WrongTarget,
    #[msg("The Beam lacks the permission that this instruction needs")]
    MissingPermission,
    #[msg("The Beam has expired")]
    BeamExpired,
}

impl From<BeamRefusal> for ConfiguratorError {
    fn from(refusal: BeamRefusal) -> Self {
        match refusal {
            BeamRefusal::Scope => Self::WrongScope,
            BeamRefusal::Holder => Self::WrongHolder,
            BeamRefusal::Target => Self::WrongTarget,
            BeamRefusal::Permission { .. } => Self::MissingPermission,
            BeamRefusal::Expired { .. } => Self::BeamExpired,
        }
    }
}
