//! Stages of the NFAT program.

mod own;
mod owners;
mod payments;

use super::super::cast::Cast;
use halo_tests::matrix::Stage;

pub use own::open_minters_collection;

pub fn stages(cast: &Cast) -> Vec<Stage> {
    let lists = [own::stages, payments::stages, payments::requests, owners::terms, owners::stages];
    lists.into_iter().flat_map(|list| list(cast)).collect()
}
