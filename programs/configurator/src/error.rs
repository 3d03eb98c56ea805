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
    #[msg("The rent goes back to the account that paid it")]
    WrongRentPayer,
}
