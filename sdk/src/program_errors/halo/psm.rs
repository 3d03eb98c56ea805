//! Errors of `psm`.

use crate::program_errors::{anchor, anchor_errors, Program};

pub(super) const PROGRAM: Program =
    Program { id: psm::ID, name: "psm", decode: |code| anchor::decode(code, own_error) };

anchor_errors!(
    own_error,
    psm::error::PsmError,
    [
        NotAdmin,
        DefaultKey,
        SameMint,
        WrongMint,
        WrongTokenProgram,
        WrongVault,
        Paused,
        NotPaused,
        ZeroAmount,
        AmountTooSmall,
        BelowMinimum,
        RateLimitExceeded,
        InsufficientReserve,
        RateOutOfBounds,
        Overflow,
        Insolvent,
        MintRefused,
        TokenRefused,
    ]
);
