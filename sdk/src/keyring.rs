//! Signers by their addresses, for whoever plays several roles: a test, a demo, a deployment.

use crate::transaction::TransactionSigner;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::collections::HashMap;

/// Keypairs by address.
#[derive(Default)]
pub struct Keyring(HashMap<Pubkey, Keypair>);

impl Keyring {
    /// Adds a keypair and returns its address.
    pub fn add(&mut self, keypair: Keypair) -> Pubkey {
        let address = keypair.pubkey();
        self.0.insert(address, keypair);
        address
    }

    /// Adds the keypair that `name` always gives. For tests and demos, whose figures must not change with
    /// the luck of an address; never for money.
    pub fn add_named(&mut self, name: &str) -> Pubkey {
        use sha2::{Digest, Sha256};
        self.add(Keypair::new_from_array(Sha256::digest(name.as_bytes()).into()))
    }

    /// The signers among `addresses` that are here; a missing one is reported when the transaction is signed.
    pub fn pick(&self, addresses: &[Pubkey]) -> Vec<&TransactionSigner> {
        addresses
            .iter()
            .filter_map(|address| self.0.get(address))
            .map(|key| key as &TransactionSigner)
            .collect()
    }
}
