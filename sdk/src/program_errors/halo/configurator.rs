//! Errors of `configurator`.

use crate::program_errors::{anchor, anchor_errors, Program};

pub(super) const PROGRAM: Program =
    Program { id: configurator::ID, name: "configurator", decode: |code| anchor::decode(code, own_error) };

anchor_errors!(
    own_error,
    configurator::error::ConfiguratorError,
    [
        NotCouncil,
        WrongScope,
        InvalidPermissions,
        AttestorNotIndependent,
        ExpiryInPast,
        WrongRentPayer,
        Paused,
        NotPaused,
        ConfigVersionChanged,
        InvalidParameters,
        DefaultKey,
        InvalidGrant,
        AlreadyExecuted,
        Cancelled,
        NotDue,
        Expired,
        PredecessorNotExecuted,
        UnknownPredecessor,
        StillPending,
        WrongRecord,
        PauNotGoverned,
        NotRemover,
        NotABeam,
        NotGuardian,
        WrongRegistration,
        NotAccordant,
        CBeamOutdated,
        Conserved,
        NotConserved,
        NotConserver,
        PauFrozen,
        PauNotFrozen,
        WrongInit,
        InitRequired,
        RaisedTooRecently,
        RaiseTooLarge,
        UnlimitedNotApproved,
        WrongPau,
        WrongPermit,
        LimitPaused,
        PausedTooRecently,
        OwnReplacement,
    ]
);
