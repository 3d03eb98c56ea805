//! Phases of a Book and their capital classes.

use halo_math::{crr_class, CrrClass, Phase, PhaseError};

#[test]
fn only_the_next_phase_follows() {
    for (i, from) in Phase::ALL.into_iter().enumerate() {
        for (j, to) in Phase::ALL.into_iter().enumerate() {
            let allowed = j == i + 1;
            assert_eq!(
                Phase::check_transition(from, to).is_ok(),
                allowed,
                "{} to {}",
                from.name(),
                to.name()
            );
        }
        assert_eq!(from.next(), Phase::ALL.get(i + 1).copied());
    }
}

#[test]
fn stored_numbers_are_fixed() {
    let stored = ["Created", "Filling", "Deploying", "AtRest", "Unwinding", "Closed"];
    for (number, name) in (0_u8..).zip(stored) {
        let phase = Phase::from_u8(number).unwrap();
        assert_eq!((phase as u8, phase.name()), (number, name));
    }
    for value in 6..=u8::MAX {
        assert_eq!(Phase::from_u8(value), Err(PhaseError::UnknownPhase { value }));
    }
    let classes = [CrrClass::None, CrrClass::Low, CrrClass::High, CrrClass::Medium, CrrClass::Elevated];
    assert_eq!(classes.map(|class| class as u8), [0, 1, 2, 3, 4]);
    assert_eq!(classes.map(CrrClass::name), ["None", "Low", "High", "Medium", "Elevated"]);
}

#[test]
fn a_refusal_names_the_phases() {
    let skipped = Phase::Filling.check_transition(Phase::AtRest).unwrap_err();
    assert_eq!(skipped.to_string(), "a book in Filling can only go on to Deploying, AtRest was asked for");
    let reopened = Phase::Closed.check_transition(Phase::Filling).unwrap_err();
    assert_eq!(reopened.to_string(), "a closed book stays closed, Filling was asked for");
    assert_eq!(Phase::from_u8(9).unwrap_err().to_string(), "expected a phase number from 0 to 5, got 9");
}

#[test]
fn capital_classes_follow_the_phase() {
    let attested = 1_000;
    let cadence = 100;
    for (phase, fresh, overdue) in [
        (Phase::Created, CrrClass::None, CrrClass::None),
        (Phase::Filling, CrrClass::Low, CrrClass::Low),
        (Phase::Deploying, CrrClass::High, CrrClass::High),
        (Phase::AtRest, CrrClass::Medium, CrrClass::Elevated),
        (Phase::Unwinding, CrrClass::Medium, CrrClass::Elevated),
        (Phase::Closed, CrrClass::None, CrrClass::None),
    ] {
        assert_eq!(
            crr_class(phase, attested, cadence, attested + cadence),
            fresh,
            "last second, {}",
            phase.name()
        );
        assert_eq!(
            crr_class(phase, attested, cadence, attested + cadence + 1),
            overdue,
            "missed, {}",
            phase.name()
        );
    }
}

#[test]
fn a_cadence_that_never_ends_does_not_wrap() {
    let class = |attested, cadence, now| crr_class(Phase::AtRest, attested, cadence, now);
    assert_eq!(class(i64::MAX, i64::MAX, i64::MAX), CrrClass::Medium);
    assert_eq!(class(i64::MIN, i64::MIN, i64::MIN), CrrClass::Elevated);
    assert_eq!(class(i64::MIN, 0, i64::MIN), CrrClass::Medium);
}
