//! Errors of `wrapper`.

use crate::program_errors::{anchor, anchor_errors, Program};

pub(super) const PROGRAM: Program =
    Program { id: wrapper::ID, name: "wrapper", decode: |code| anchor::decode(code, own_error) };

anchor_errors!(
    own_error,
    wrapper::error::WrapperError,
    [
        WrongConfig,
        WrongCollection,
        WrongAsset,
        WrongNfat,
        WrongMint,
        WrongTokenProgram,
        WrongFractionMint,
        WrongVault,
        WrongEscrow,
        WrongWrapped,
        NotStaker,
        WrongRentPayer,
        AssetUnreadable,
        NotHolder,
        NotOpen,
        NotWrapped,
        FractionsOutstanding,
        StillStaked,
        FractionsUnrestricted,
        NotRestricted,
        NotAdmitted,
        OwnerNotFixed,
        ZeroAmount,
        TooFewFractions,
        LastFractions,
        ForfeitNotAccepted,
        PayoutBelowMinimum,
        PaybackAboveMaximum,
        NothingEarned,
        Insolvent,
        Overflow,
        TokenRefused,
        NothingToWrap,
    ]
);
