//! The file that `halo deploy` reads.

use crate::{
    args::{address, moment, Ceiling, Terms},
    deal::BuyboxFile,
};
use anyhow::{Context, Result};
use halo_sdk::deployment::{Deployment, Limit, Roles, ScopeState};
use serde::{de::Error, Deserialize, Deserializer};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::path::PathBuf;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    #[serde(deserialize_with = "read_address")]
    pub mint: Pubkey,
    terms: Terms,
    #[serde(deserialize_with = "read_moment")]
    beams_expire: i64,
    roles: RolesConfig,
    pub base: BaseConfig,
    collection: CollectionConfig,
    buybox: BuyboxFile,
    claim_limit: LimitConfig,
    withdraw_limit: LimitConfig,
    /// The most that the GovOps may allow a Prime at first.
    prime_limit: LimitConfig,
    #[serde(default)]
    endpoints: Vec<EndpointConfig>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RolesConfig {
    #[serde(deserialize_with = "read_address")]
    council: Pubkey,
    #[serde(deserialize_with = "read_address")]
    mom: Pubkey,
    #[serde(deserialize_with = "read_address")]
    scope_freezer: Pubkey,
    #[serde(deserialize_with = "read_address")]
    conserver: Pubkey,
    #[serde(deserialize_with = "read_address")]
    govops: Pubkey,
    #[serde(deserialize_with = "read_address")]
    freezer: Pubkey,
    #[serde(deserialize_with = "read_address")]
    relayer: Pubkey,
    #[serde(deserialize_with = "read_address")]
    beacon: Pubkey,
    #[serde(deserialize_with = "read_address")]
    attestor: Pubkey,
    #[serde(deserialize_with = "read_address")]
    warden: Pubkey,
}

/// Key files of the bases, relative to the configuration.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseConfig {
    pub scope: PathBuf,
    pub pau: PathBuf,
    pub facility: PathBuf,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CollectionConfig {
    name: String,
    uri: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitConfig {
    #[serde(deserialize_with = "read_ceiling")]
    max: Ceiling,
    #[serde(deserialize_with = "read_ceiling")]
    slope: Ceiling,
}

#[derive(Debug, Deserialize)]
struct EndpointConfig {
    /// Token account.
    #[serde(deserialize_with = "read_address")]
    address: Pubkey,
    #[serde(flatten)]
    limit: LimitConfig,
}

fn read_address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Pubkey, D::Error> {
    address(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

fn read_moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    moment(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

fn read_ceiling<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Ceiling, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
}

impl LimitConfig {
    fn limit(&self, decimals: u8) -> Result<Limit> {
        Ok(Limit { max: self.max.units(decimals)?, slope: self.slope.units(decimals)? })
    }
}

impl Config {
    /// What the file says, in base units.
    pub fn deployment(
        &self,
        payer: Pubkey,
        bases: &[Keypair],
        token_program: Pubkey,
        decimals: u8,
    ) -> Result<Deployment> {
        let mut bases = bases.iter().map(Keypair::pubkey);
        let mut base = || bases.next().context("expected three base keys");
        let RolesConfig { council, mom, scope_freezer, conserver, govops, .. } = self.roles;
        let RolesConfig { freezer, relayer, beacon, attestor, warden, .. } = self.roles;
        let endpoints = self.endpoints.iter();
        let endpoints = endpoints.map(|endpoint| Ok((endpoint.address, endpoint.limit.limit(decimals)?)));
        Ok(Deployment {
            roles: Roles {
                payer,
                council,
                mom,
                scope_freezer,
                conserver,
                govops,
                freezer,
                relayer,
                beacon,
                attestor,
                warden,
            },
            scope_base: base()?,
            pau_base: base()?,
            facility_base: base()?,
            scope_state: ScopeState::default(),
            mint: self.mint,
            token_program,
            buybox: self.buybox.buybox(decimals)?,
            terms_mode: self.terms.into(),
            collection: (self.collection.name.clone(), self.collection.uri.clone()),
            beams_expire_at: self.beams_expire,
            claim_limit: self.claim_limit.limit(decimals)?,
            withdraw_limit: self.withdraw_limit.limit(decimals)?,
            prime_limit: self.prime_limit.limit(decimals)?,
            endpoints: endpoints.collect::<Result<_>>()?,
        })
    }
}
