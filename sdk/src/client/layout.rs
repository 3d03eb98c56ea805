//! Lengths of the accounts that are read as they lie in memory.
//!
//! Decoding such an account from another number of bytes panics, and an account of another length can come from a node,
//! or from programs of another version.

use anchor_lang::Discriminator;
use {
    amm::state as amm, configurator::state as configurator, facility::state as facility, lcts::state as lcts,
    nfat::state as nfat, pau::state as pau,
};

/// Bytes that an account with the discriminator of `data` has; none when its length is its content's own.
pub(super) fn expected_space(data: &[u8]) -> Option<usize> {
    macro_rules! spaces {
        ($($account:ty),+ $(,)?) => {
            [$((<$account>::DISCRIMINATOR, <$account>::SPACE)),+]
        };
    }
    let spaces = spaces![
        configurator::Scope,
        configurator::Beam,
        configurator::PauRegistration,
        configurator::CBeam,
        pau::Pau,
        pau::RateLimit,
        pau::BookVault,
        facility::Facility,
        facility::Queue,
        facility::QueuePosition,
        facility::PrimeApproval,
        facility::Book,
        facility::Accord,
        nfat::NfatConfig,
        nfat::RedeemVault,
        nfat::Nfat,
        nfat::WhitelistEntry,
        lcts::Unit,
        lcts::LctsQueue,
        lcts::LctsGeneration,
        lcts::LctsPosition,
        amm::Feed,
        amm::Pool,
        amm::PoolPosition,
        amm::PoolRedemption,
        amm::PoolWithdrawal,
    ];
    let found = spaces.iter().find(|(discriminator, _)| data.starts_with(discriminator));
    found.map(|(_, space)| *space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_follows_from_the_discriminator() {
        let scope = [configurator::Scope::DISCRIMINATOR, &[0; 3]].concat();
        assert_eq!(expected_space(&scope), Some(configurator::Scope::SPACE));
        assert_eq!(expected_space(configurator::Operation::DISCRIMINATOR), None);
        assert_eq!(expected_space(&[]), None);
    }
}
