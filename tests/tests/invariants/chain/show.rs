//! Accounts for people: which fields of one are not as expected.

use super::{amount, decode};
use crate::model::Subject;
use halo_sdk::{
    configurator::state::Scope,
    facility::state::{Accord, Book, Facility, PrimeApproval, Queue, QueuePosition},
    nfat::state::{Nfat, NfatConfig, RedeemVault, WhitelistEntry},
    pau::state::{BookVault, Pau, RateLimit},
};
use std::fmt::Debug;

fn lines<T: bytemuck::Pod + Debug>(data: &[u8]) -> String {
    decode::<T>(data).map_or_else(|| "of another type".to_owned(), |account| format!("{account:#?}"))
}

fn show(subject: Subject, data: &[u8]) -> String {
    match subject {
        Subject::Tokens => format!("{:?}", amount(data)),
        Subject::Limit => lines::<RateLimit>(data),
        Subject::Scope(_) => lines::<Scope>(data),
        Subject::Pau(_) => lines::<Pau>(data),
        Subject::Facility(_) => lines::<Facility>(data),
        Subject::Queue(_) => lines::<Queue>(data),
        Subject::Approval(..) => lines::<PrimeApproval>(data),
        Subject::Position(..) => lines::<QueuePosition>(data),
        Subject::Config(_) => lines::<NfatConfig>(data),
        Subject::Book(_) => lines::<Book>(data),
        Subject::Vault(_) => lines::<BookVault>(data),
        Subject::Redeem(_) => lines::<RedeemVault>(data),
        Subject::Nfat(_) => lines::<Nfat>(data),
        Subject::Accord(..) => lines::<Accord>(data),
        Subject::Admission(..) => lines::<WhitelistEntry>(data),
        _ => data.iter().map(|byte| format!("{byte}\n")).collect(),
    }
}

/// The lines in which an account differs from what is expected.
pub fn difference(subject: Subject, expected: &[u8], data: &[u8]) -> String {
    let (expected, data) = (show(subject, expected), show(subject, data));
    let pairs = expected.lines().zip(data.lines()).enumerate().filter(|(_, (a, b))| a != b);
    let shown =
        pairs.map(|(line, (a, b))| format!("\n  line {line}: expected {}, it is {}", a.trim(), b.trim()));
    shown.take(12).collect()
}
