//! Errors of the programs of this repository.

mod amm;
mod configurator;
mod facility;
mod lcts;
mod nfat;
mod pau;
mod psm;
mod wrapper;

use super::Program;

pub(super) fn programs() -> [Program; 8] {
    [
        configurator::PROGRAM,
        pau::PROGRAM,
        facility::PROGRAM,
        nfat::PROGRAM,
        lcts::PROGRAM,
        amm::PROGRAM,
        wrapper::PROGRAM,
        psm::PROGRAM,
    ]
}
