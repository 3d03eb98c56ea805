//! An operation as a person sees it now.

use configurator::state::{Operation, OperationState, Payload, Scope};
use core::fmt;
use solana_pubkey::Pubkey;

/// How far an operation has come, the clock and the scope considered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewState {
    /// Waits for `due_at`.
    Pending,
    /// Anyone can execute it, unless the timelock is paused.
    Due,
    /// Its grace has ended.
    Expired,
    /// Roles or parameters have changed since it was scheduled: under this version, not the scope's.
    Void(u64),
    /// It has taken effect.
    Executed,
    /// It was ended for good.
    Cancelled,
}

impl fmt::Display for ViewState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pending => f.write_str("pending"),
            Self::Due => f.write_str("due"),
            Self::Expired => f.write_str("expired"),
            Self::Void(version) => write!(f, "void (scheduled under configuration {version})"),
            Self::Executed => f.write_str("executed"),
            Self::Cancelled => f.write_str("cancelled"),
        }
    }
}

/// An operation with its times as they are now. While the timelock is paused they move with the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationView {
    /// Counted from 1 in its scope.
    pub number: u64,
    /// Where it stands.
    pub state: ViewState,
    /// Number of the operation that must have been executed before.
    pub predecessor: Option<u64>,
    /// Who scheduled it.
    pub proposer: Pubkey,
    /// Unix seconds.
    pub scheduled_at: i64,
    /// Unix seconds from which it can be executed.
    pub due_at: i64,
    /// Unix seconds from which it no longer can.
    pub expires_at: i64,
    /// Whether the timelock stands still: nothing can be executed, and `due_at` recedes.
    pub paused: bool,
    /// What it does.
    pub payload: Payload,
}

impl OperationView {
    /// The operation at `now`, in Unix seconds.
    pub fn new(scope: &Scope, operation: &Operation, now: i64) -> Self {
        let (window, standstill) = (operation.window(), scope.standstill());
        let (due_at, expires_at) = (window.due(&standstill, now), window.expires(&standstill, now));
        let state = match operation.state() {
            OperationState::Executed => ViewState::Executed,
            OperationState::Cancelled => ViewState::Cancelled,
            OperationState::Pending if operation.config_version != scope.config_version => {
                ViewState::Void(operation.config_version)
            }
            OperationState::Pending if now >= expires_at => ViewState::Expired,
            OperationState::Pending if now >= due_at => ViewState::Due,
            OperationState::Pending => ViewState::Pending,
        };
        Self {
            number: operation.number,
            state,
            predecessor: (operation.predecessor != 0).then_some(operation.predecessor),
            proposer: operation.proposer,
            scheduled_at: operation.scheduled_at,
            due_at,
            expires_at,
            paused: scope.paused_at().is_some(),
            payload: operation.payload.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use configurator::state::OperationHead;
    use configurator::DEFAULT_DELAY;
    use halo_math::GRACE_SECONDS;

    const SCHEDULED: i64 = 1_000_000;
    const DUE: i64 = SCHEDULED + DEFAULT_DELAY;

    fn scope() -> Scope {
        Scope::new(Pubkey::new_unique(), 255, Pubkey::default())
    }

    fn operation(state: OperationState) -> Operation {
        let head = OperationHead {
            number: 7,
            predecessor: 3,
            config_version: 1,
            scheduled_at: SCHEDULED,
            eta: DUE,
            state: state as u8,
            ..bytemuck::Zeroable::zeroed()
        };
        Operation { head, payload: Payload::RegisterPau { pau: Pubkey::default() } }
    }

    fn state_at(scope: &Scope, now: i64) -> ViewState {
        OperationView::new(scope, &operation(OperationState::Pending), now).state
    }

    #[test]
    fn states_follow_the_clock_to_the_second() {
        let scope = scope();
        assert_eq!(state_at(&scope, DUE - 1), ViewState::Pending);
        assert_eq!(state_at(&scope, DUE), ViewState::Due);
        assert_eq!(state_at(&scope, DUE + GRACE_SECONDS - 1), ViewState::Due);
        assert_eq!(state_at(&scope, DUE + GRACE_SECONDS), ViewState::Expired);
    }

    #[test]
    fn a_pause_moves_both_times() {
        let mut scope = scope();
        scope.paused_since = DUE - 10;
        let view = OperationView::new(&scope, &operation(OperationState::Pending), DUE + 90);
        assert_eq!((view.state, view.due_at, view.paused), (ViewState::Pending, DUE + 100, true));
        assert_eq!(view.expires_at, DUE + 100 + GRACE_SECONDS);
        (scope.paused_since, scope.paused_total) = (0, 50);
        assert_eq!(state_at(&scope, DUE + 49), ViewState::Pending);
        assert_eq!(state_at(&scope, DUE + 50), ViewState::Due);
    }

    #[test]
    fn another_configuration_voids_what_is_pending_and_nothing_else() {
        let mut scope = scope();
        scope.config_version = 2;
        assert_eq!(state_at(&scope, DUE), ViewState::Void(1));
        for (stored, seen) in [
            (OperationState::Executed, ViewState::Executed),
            (OperationState::Cancelled, ViewState::Cancelled),
        ] {
            assert_eq!(OperationView::new(&scope, &operation(stored), DUE).state, seen);
        }
    }

    #[test]
    fn no_predecessor_is_not_number_zero() {
        let mut operation = operation(OperationState::Pending);
        assert_eq!(OperationView::new(&scope(), &operation, DUE).predecessor, Some(3));
        operation.head.predecessor = 0;
        assert_eq!(OperationView::new(&scope(), &operation, DUE).predecessor, None);
    }
}
