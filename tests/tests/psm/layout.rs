//! The account on chain holds these bytes: sizes and offsets are a contract.

use halo_sdk::psm::state::{Psm, Reserve};
use std::mem::{offset_of, size_of};

#[test]
fn a_psm_is_laid_out_so() {
    assert_eq!((Psm::SPACE, size_of::<Reserve>()), (536, 168));
    assert_eq!(
        [
            offset_of!(Psm, base),
            offset_of!(Psm, admin),
            offset_of!(Psm, stable),
            offset_of!(Psm, savings),
            offset_of!(Psm, rate),
            offset_of!(Psm, sequence),
            offset_of!(Psm, paused),
            offset_of!(Psm, version),
            offset_of!(Psm, bump),
        ],
        [0, 32, 64, 232, 400, 456, 464, 465, 466]
    );
    assert_eq!(
        [
            offset_of!(Reserve, mint),
            offset_of!(Reserve, token_program),
            offset_of!(Reserve, vault),
            offset_of!(Reserve, held),
            offset_of!(Reserve, limit),
            offset_of!(Reserve, decimals),
        ],
        [0, 32, 64, 96, 104, 160]
    );
}
