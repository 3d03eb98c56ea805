//! Names and messages of the errors of every program a Halo transaction can meet.
//!
//! Error codes are ranges: Anchor's framework below 6000, configurator from 6000, pau from 6100, facility from 6200, nfat
//! from 6300, lcts from 6400, amm from 6500, wrapper from 6600, psm from 6800. Programs of others use their own numbers, so a code means something only together with its program.

mod anchor;
mod external;
mod halo;

use solana_pubkey::Pubkey;

/// A program's error by name, with its message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramError {
    /// Variant of the program's error enum.
    pub name: String,
    /// What the program expected.
    pub message: String,
}

/// A program this crate knows, and how to read its error codes.
struct Program {
    id: Pubkey,
    name: &'static str,
    decode: fn(u32) -> Option<ProgramError>,
}

/// Turns an `#[error_code]` enum into `fn(u32) -> Option<ProgramError>`. Every variant must be listed: the compiler refuses a
/// list that lacks one.
macro_rules! anchor_errors {
    ($decode:ident, $errors:path, [$($variant:ident),+ $(,)?]) => {
        fn $decode(code: u32) -> Option<$crate::program_errors::ProgramError> {
            use $errors as Errors;
            const _: fn(Errors) = |error| match error { $(Errors::$variant => (),)+ };
            [$(Errors::$variant),+].into_iter().find(|error| u32::from(*error) == code).map(|error| {
                $crate::program_errors::ProgramError { name: error.name(), message: error.to_string() }
            })
        }
    };
}
use anchor_errors;

/// The name people use for `program`; `None` for a program unknown to this crate.
pub fn program_name(program: &Pubkey) -> Option<&'static str> {
    find(program).map(|known| known.name)
}

/// Name and message of the error `code` of `program`; `None` when the program or the code is unknown to this crate.
pub fn decode_custom(program: &Pubkey, code: u32) -> Option<ProgramError> {
    find(program).and_then(|known| (known.decode)(code))
}

fn find(program: &Pubkey) -> Option<Program> {
    halo::programs().into_iter().chain(external::programs()).find(|known| known.id == *program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_by_their_program() {
        let name = |program, code| decode_custom(&program, code).map(|error| error.name);
        assert_eq!(name(configurator::ID, 6000).as_deref(), Some("NotCouncil"));
        assert_eq!(name(pau::ID, 6100).as_deref(), Some("NotAdmin"));
        assert_eq!(name(pau::ID, 6000), None, "another program's range");
        assert_eq!(name(pau::ID, 2001).as_deref(), Some("ConstraintHasOne"), "Anchor's own");
        assert_eq!(name(anchor_spl::token::ID, 1).as_deref(), Some("InsufficientFunds"));
        assert_eq!(name(mpl_core::ID, 9).as_deref(), Some("InvalidAuthority"));
        assert_eq!(name(Pubkey::new_unique(), 1), None);
    }

    #[test]
    fn each_program_keeps_to_its_range() {
        for (program, first) in [
            (configurator::ID, 6000_u32),
            (pau::ID, 6100),
            (facility::ID, 6200),
            (nfat::ID, 6300),
            (lcts::ID, 6400),
            (amm::ID, 6500),
            (wrapper::ID, 6600),
            (psm::ID, 6800),
        ] {
            let known: Vec<u32> =
                (6000..7000).filter(|code| decode_custom(&program, *code).is_some()).collect();
            assert_eq!(known.first(), Some(&first), "{program}");
            assert!(known.last().is_some_and(|last| *last < first + 100), "{program}");
            let error = decode_custom(&program, first).unwrap();
            assert!(!error.message.is_empty() && error.message != error.name, "{error:?}");
        }
    }

    #[test]
    fn programs_have_names() {
        assert_eq!(program_name(&facility::ID), Some("facility"));
        assert_eq!(program_name(&solana_sdk_ids::system_program::ID), Some("system program"));
        assert_eq!(program_name(&Pubkey::new_unique()), None);
    }
}
