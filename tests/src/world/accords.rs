//! Agreements with one Prime that take the buybox's place.

use super::*;
use halo_sdk::{
    facility::state::{Accord, AccordTerms},
    instructions::facility::AccordParty,
};

impl<C: Chain> World<C> {
    pub async fn accord(&self, prime: &Pubkey, terms_hash: &[u8; 32]) -> Accord {
        let address = addresses::accord(&self.facility.facility, prime, terms_hash);
        self.client.fetch(&address).await.expect("an accord")
    }

    /// The GovOps proposes; the payer pays the rent.
    pub async fn propose_accord(&self, prime: &Pubkey, terms: AccordTerms) -> Result<Landed, Error> {
        let Roles { payer, govops, .. } = self.roles();
        let configurer = self.configurer();
        let propose = ix::facility::propose_accord(&payer, &configurer, &self.facility, prime, terms);
        self.send(&[propose], &[govops]).await
    }

    /// The Prime accepts what it names.
    pub async fn accept_accord(&self, prime: &Pubkey, terms: AccordTerms) -> Result<Landed, Error> {
        self.send(&[ix::facility::accept_accord(prime, &self.facility, terms)], &[*prime]).await
    }

    /// Proposed and accepted.
    pub async fn agree(&self, prime: &Pubkey, terms: AccordTerms) {
        self.propose_accord(prime, terms).await.unwrap_or_else(|error| panic!("{error:#?}"));
        self.accept_accord(prime, terms).await.unwrap_or_else(|error| panic!("{error:#?}"));
    }

    /// The Prime ends it.
    pub async fn leave_accord(&self, prime: &Pubkey, terms_hash: &[u8; 32]) -> Result<Landed, Error> {
        let payer = self.roles().payer;
        let cancel =
            ix::facility::cancel_accord(AccordParty::Prime, &self.facility, prime, terms_hash, &payer);
        self.send(&[cancel], &[*prime]).await
    }

    /// Arguments of a claim of `amount` under an accord.
    pub async fn accord_args(&self, prime: &Pubkey, terms: &AccordTerms, amount: u64) -> ClaimArgs {
        ClaimArgs {
            amount,
            max_shares: amount,
            position_sequence: self.position(prime).await.sequence,
            share_book: terms.share_book,
            rank: terms.rank,
            terms: ClaimTerms::Accord { terms_hash: terms.terms_hash },
        }
    }
}
