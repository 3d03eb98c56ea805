use {
    super::Client,
    crate::{
        error::Error,
        transport::{RecentBlockhash, Transport},
    },
    solana_signature::Signature,
    std::{
        collections::VecDeque,
        sync::{Mutex, PoisonError},
        time::Duration,
    },
};

/// How many signatures to remember: more than one payer sends while a blockhash is the newest.
const REMEMBERED: usize = 1_024;

/// Between looks for a new blockhash.
const POLL: Duration = Duration::from_millis(100);

/// How many looks at most: ten seconds, or 50 slots.
const POLLS: u32 = 100;

/// What a client and its clones have submitted lately. The same instructions with the same blockhash are the same transaction,
/// which lands once: a second order of the kind needs another blockhash to be a second transaction.
#[derive(Default)]
pub(super) struct Sent {
    signatures: Mutex<VecDeque<Signature>>,
}

impl Sent {
    /// Remembers `signature`; false when it is known already.
    pub(super) fn insert(&self, signature: Signature) -> bool {
        let mut signatures = self.signatures.lock().unwrap_or_else(PoisonError::into_inner);
        if signatures.contains(&signature) {
            return false;
        }
        if signatures.len() >= REMEMBERED {
            signatures.pop_front();
        }
        signatures.push_back(signature);
        true
    }
}

impl<T: Transport> Client<T> {
    /// Waits until the engine gives out another blockhash than `old`.
    pub(super) async fn newer_blockhash(&self, old: &RecentBlockhash) -> Result<RecentBlockhash, Error> {
        for _ in 0..POLLS {
            let latest = self.transport().latest_blockhash().await?;
            if latest.hash != old.hash {
                return Ok(latest);
            }
            tokio::time::sleep(POLL).await;
        }
        Err(Error::NoNewBlockhash { hash: old.hash })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_many_signatures_are_remembered() {
        let sent = Sent::default();
        let first = Signature::default();
        assert!(sent.insert(first));
        assert!(!sent.insert(first));
        for number in 1..=REMEMBERED as u64 {
            let mut bytes = [0; 64];
            bytes[..8].copy_from_slice(&number.to_le_bytes());
            assert!(sent.insert(Signature::from(bytes)));
        }
        assert!(sent.insert(first), "forgotten by now");
    }
}
