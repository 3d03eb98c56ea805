//! How a Prime integrates: queue money under terms it has agreed to, watch its position, redeem its NFAT.
//!
//! `cargo xtask build && cargo run -p halo-sdk --example prime`. The module `halo` plays the other side on the
//! embedded cluster: governance, Halo, attestor and borrower. On a real cluster a Prime
//! needs no more than `Client::new(Rpc::new(url), keypair)` and the facility's address.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::integer_division,
    reason = "known, small figures; a Prime's own program checks its arithmetic"
)]

use halo_sdk::{
    addresses::FacilityAddresses,
    amount::{format_units, parse_units},
    client::Client,
    commitment::terms_hash,
    error::Error,
    facility::state::Facility,
    halo_math::{Consent, DealTerms},
    instructions as ix,
    nfat::state::Nfat,
    transport::Transport,
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;

#[path = "prime/halo.rs"]
mod halo;

/// A Prime: its key pays and signs, `facility` is all it has to know.
struct Prime<T: Transport> {
    client: Client<T>,
    facility: FacilityAddresses,
}

impl<T: Transport> Prime<T> {
    /// Reads the facility's addresses from its account.
    async fn connect(client: Client<T>, facility: Pubkey) -> Result<Self, Error> {
        let account: Facility = client.fetch(&facility).await?;
        Ok(Self { client, facility: FacilityAddresses::of(facility, &account) })
    }

    fn me(&self) -> Pubkey {
        self.client.payer()
    }

    /// Queues `amount`; only a claim under exactly these terms, before `until`, can take it.
    async fn deposit(
        &self,
        amount: u64,
        terms: &DealTerms,
        salt: &[u8; 32],
        until: i64,
    ) -> Result<(), Error> {
        let accord_hash =
            terms_hash(terms, salt).map_err(|error| Error::Compile { reason: error.to_string() })?;
        let consent = Consent {
            accord_hash,
            min_amount: 0,
            max_amount: amount,
            expires_at: until,
            ..Consent::default()
        };
        let source = self.facility.token_account(&self.me());
        let deposit = ix::facility::deposit(&self.me(), &source, &self.facility, amount, Some(consent));
        self.client.send(&[deposit], &[]).await.map(drop)
    }

    /// Base units that wait in the queue and can be withdrawn at any time.
    async fn queued(&self) -> Result<u64, Error> {
        self.client.view_as(ix::facility::queue_balance(&self.facility, &self.me())).await
    }

    /// The NFAT with this number.
    async fn nfat(&self, number: u64) -> Result<Nfat, Error> {
        self.client.fetch(&self.facility.unit(number).nfat).await
    }

    /// Burns the NFAT; refuses to do so for less than `min_payout`.
    async fn redeem(&self, number: u64, book: u64, min_payout: u64) -> Result<(), Error> {
        let redemption = ix::nfat::Redemption {
            holder: self.me(),
            destination: self.facility.token_account(&self.me()),
            asset: self.facility.unit(number).asset,
            rent_payer: self.nfat(number).await?.rent_payer,
            min_payout,
            accept_shortfall: false,
        };
        let redeem = ix::nfat::redeem(&self.facility, &self.facility.book(book), &redemption);
        self.client.send(&[redeem], &[]).await.map(drop)
    }
}

/// Decimals of the facility's asset.
const DECIMALS: u8 = 6;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let key = Keypair::new();
    let halo = halo::Halo::deploy(&key, parse_units("50M", DECIMALS)?).await?;
    let prime = Prime::connect(halo.cluster.client(key), halo.facility.facility).await?;

    // Both sides know the terms and the salt; the chain sees a hash until the claim.
    let (terms, salt) = (halo::terms(parse_units("25M", DECIMALS)?), [7; 32]);
    prime.deposit(parse_units("50M", DECIMALS)?, &terms, &salt, halo::DEAL_START + halo::DAY).await?;
    println!("queued           {:>12}", format_units(prime.queued().await?, DECIMALS));

    halo.claim(prime.me(), &terms, &salt).await?;
    let nfat = prime.nfat(1).await?;
    println!("queued           {:>12}", format_units(prime.queued().await?, DECIMALS));
    println!(
        "NFAT #1          {:>12}  {} to be paid at most",
        format_units(nfat.principal, DECIMALS),
        format_units(nfat.payout_cap, DECIMALS)
    );

    halo.lend_and_collect(&terms).await?;
    let funded = prime.nfat(1).await?.funded();
    println!("NFAT #1 funded   {:>12}", format_units(funded.principal + funded.interest, DECIMALS));

    prime.redeem(1, 1, parse_units("26.25M", DECIMALS)?).await?;
    let account = prime.facility.token_account(&prime.me());
    println!("paid             {:>12}", format_units(halo.cluster.token_balance(&account)?, DECIMALS));
    assert_eq!(halo.cluster.token_balance(&account)?, parse_units("26.25M", DECIMALS)?);
    Ok(())
}
