//! Who takes part in a script. Their keys are fixed, so that two runs can be compared byte by byte.

use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Pays the fees and the rent.
    Payer = 1,
    /// Update authority of the collection and, unless a script says otherwise, its permanent delegate.
    Halo,
    Owner,
    Buyer,
    Stranger,
    Collection,
    OtherCollection,
    Asset,
    SecondAsset,
}

impl Actor {
    pub const ALL: [Self; 9] = [
        Self::Payer,
        Self::Halo,
        Self::Owner,
        Self::Buyer,
        Self::Stranger,
        Self::Collection,
        Self::OtherCollection,
        Self::Asset,
        Self::SecondAsset,
    ];

    pub fn keypair(self) -> Keypair {
        Keypair::new_from_array([self as u8; 32])
    }

    pub fn address(self) -> Pubkey {
        self.keypair().pubkey()
    }

    pub fn of(address: &Pubkey) -> Self {
        *Self::ALL
            .iter()
            .find(|actor| &actor.address() == address)
            .unwrap_or_else(|| panic!("{address} must sign but is none of the actors"))
    }
}
