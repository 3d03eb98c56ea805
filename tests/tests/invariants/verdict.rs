//! Whether what came of an operation is what had to come of it.

use crate::{
    act::Refusals,
    operation::{Kind, Twist},
    tally::name,
    vm::Refused,
};

/// Whether what came of it is what had to.
pub fn judge(
    kind: Kind,
    outcome: Result<(), Refused>,
    refusals: &Refusals,
    twist: Twist,
) -> Result<(), String> {
    let named = |refused: Refused| name(kind, refused).unwrap_or_else(|| format!("{refused:?}"));
    let names = || refusals.codes().iter().map(|code| named(Refused::Code(*code))).collect::<Vec<_>>();
    match outcome {
        Ok(()) if twist != Twist::None => Err(format!("it succeeds, {twist:?}")),
        Ok(()) if refusals.is_empty() => Ok(()),
        Ok(()) => Err(format!("it succeeds, expected one of {:?}", names())),
        Err(refused @ Refused::Code(_)) if twist != Twist::None => {
            let known = name(kind, refused).is_some();
            known.then_some(()).ok_or_else(|| format!("refused with an unknown code, {refused:?}"))
        }
        Err(Refused::Code(code)) if refusals.codes().contains(&code) => Ok(()),
        Err(refused) => Err(format!("refused with {}, expected one of {:?}", named(refused), names())),
    }
}
