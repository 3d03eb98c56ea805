//! Where the stand-in ends.

use std::fmt::Display;

use mpl_core::errors::MplCoreError;
use solana_program::{msg, program_error::ProgramError};

/// The refusal of what Core would do and the stand-in does not. A test that meets it has outgrown the stand-in.
#[inline(never)]
pub fn outside(what: impl Display) -> ProgramError {
    msg!("Core stand-in: {} is outside its scope; set HALO_MPL_CORE_SO to run on Metaplex Core itself", what);
    MplCoreError::NotAvailable.into()
}
