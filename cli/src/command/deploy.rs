//! `halo deploy`: scope, PAU, facility, collection, controllers, limits and Beams from one file. What exists is left
//! alone, so a deployment that broke off goes on where it stopped.

mod compare;

use crate::{
    args::{address, moment, Ceiling, Terms},
    deal::{self, BuyboxFile},
    output::{Value, View},
    session::{read_key, Plan, Session, Work},
};
use anchor_lang::Discriminator;
use anyhow::{Context, Result};
use clap::Args;
use halo_sdk::{
    configurator,
    deployment::{Deployment, Limit, Roles, Step},
    facility, pau,
    transport::Transport,
};
use serde::{de::Error, Deserialize, Deserializer};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct Deploy {
    /// TOML or JSON file that describes the deployment; see the command line's README
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    #[serde(deserialize_with = "read_address")]
    mint: Pubkey,
    terms: Terms,
    #[serde(deserialize_with = "read_moment")]
    beams_expire: i64,
    roles: RolesConfig,
    base: BaseConfig,
    collection: CollectionConfig,
    buybox: BuyboxFile,
    claim_limit: LimitConfig,
    withdraw_limit: LimitConfig,
    #[serde(default)]
    endpoints: Vec<EndpointConfig>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RolesConfig {
    #[serde(deserialize_with = "read_address")]
    council: Pubkey,
    #[serde(deserialize_with = "read_address")]
    admin: Pubkey,
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
struct BaseConfig {
    scope: PathBuf,
    pau: PathBuf,
    facility: PathBuf,
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

impl Deploy {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let config: Config = deal::read(&self.config)?;
        let folder = self.config.parent().unwrap_or(Path::new(""));
        let bases = [&config.base.scope, &config.base.pau, &config.base.facility]
            .into_iter()
            .map(|path| read_key(&folder.join(path)))
            .collect::<Result<Vec<_>>>()?;
        let mint = session.mint(&config.mint).await?;
        let deployment = config.deployment(session.payer(), &bases, mint.program.id(), mint.decimals)?;

        let mut report = Vec::new();
        for step in deployment.steps() {
            let name = step.name.clone();
            let outcome = run(session, step, &bases).await.with_context(|| format!("step {name:?}"))?;
            report.push(format!("{name}: {outcome}"));
        }
        let facility = deployment.facility();
        let view = View::default()
            .text("scope", facility.scope)
            .text("pau", facility.pau)
            .text("facility", facility.facility)
            .text("collection", facility.collection())
            .with("steps", Value::List(report))
            .with("differences", Value::List(compare::compare(session, &deployment, mint.decimals).await?));
        Ok(view.into())
    }
}

/// Sends what of the step is missing; says what was done.
async fn run<T: Transport>(session: &Session<T>, step: Step, bases: &[Keypair]) -> Result<String> {
    let all = step.instructions.len();
    let missing = missing(session, step.instructions).await?;
    if missing.is_empty() {
        return Ok("is there".to_owned());
    }
    let part =
        if missing.len() == all { "all of it".to_owned() } else { format!("{} of {all}", missing.len()) };
    if session.dry_run {
        return Ok(format!("would be made, {part}"));
    }
    let mut plan = Plan::of(step.name, missing);
    for base in bases.iter().filter(|base| step.signers.contains(&base.pubkey())) {
        plan = plan.signed_by(base.insecure_clone());
    }
    let sent = session.send(plan).await?;
    let signature = sent.get("signature").map(ToString::to_string).unwrap_or_default();
    Ok(format!("made, {part}, {signature}"))
}

/// Leaves out instructions whose account exists. One that creates none goes with the one before it: both are in one
/// transaction, so both have happened or neither.
async fn missing<T: Transport>(
    session: &Session<T>,
    instructions: Vec<Instruction>,
) -> Result<Vec<Instruction>> {
    let mut missing = Vec::new();
    let mut exists = false;
    for instruction in instructions {
        if let Some(account) = created(&instruction) {
            exists = session.client.transport().get_account(&account).await?.is_some();
        }
        if !exists {
            missing.push(instruction);
        }
    }
    Ok(missing)
}

/// The account that an instruction of a deployment creates.
fn created(instruction: &Instruction) -> Option<Pubkey> {
    let positions: [(&[u8], usize); 7] = [
        (configurator::instruction::InitializeScope::DISCRIMINATOR, 3),
        (pau::instruction::InitializePau::DISCRIMINATOR, 3),
        (facility::instruction::InitializeFacility::DISCRIMINATOR, 5),
        (facility::instruction::OpenCollection::DISCRIMINATOR, 4),
        (pau::instruction::AddController::DISCRIMINATOR, 3),
        (pau::instruction::AddRateLimit::DISCRIMINATOR, 3),
        (configurator::instruction::GrantBeam::DISCRIMINATOR, 3),
    ];
    let (_, position) = positions.iter().find(|(name, _)| instruction.data.starts_with(name))?;
    instruction.accounts.get(*position).map(|account| account.pubkey)
}

impl Config {
    fn deployment(
        &self,
        payer: Pubkey,
        bases: &[Keypair],
        token_program: Pubkey,
        decimals: u8,
    ) -> Result<Deployment> {
        let mut bases = bases.iter().map(Keypair::pubkey);
        let mut base = || bases.next().context("expected three base keys");
        let RolesConfig { council, admin, freezer, relayer, beacon, attestor, warden } = self.roles;
        let endpoints = self.endpoints.iter();
        let endpoints = endpoints.map(|endpoint| Ok((endpoint.address, endpoint.limit.limit(decimals)?)));
        Ok(Deployment {
            roles: Roles { payer, council, admin, freezer, relayer, beacon, attestor, warden },
            scope_base: base()?,
            pau_base: base()?,
            facility_base: base()?,
            mint: self.mint,
            token_program,
            buybox: self.buybox.buybox(decimals)?,
            terms_mode: self.terms.into(),
            collection: (self.collection.name.clone(), self.collection.uri.clone()),
            beams_expire_at: self.beams_expire,
            claim_limit: self.claim_limit.limit(decimals)?,
            withdraw_limit: self.withdraw_limit.limit(decimals)?,
            endpoints: endpoints.collect::<Result<_>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use halo_sdk::{addresses, instructions as ix, pau::state::LimitKind};

    #[test]
    fn created_accounts_are_found_in_the_builders_instructions() {
        let keys: [Pubkey; 4] = std::array::from_fn(|_| Pubkey::new_unique());
        let [payer, admin, base, mint] = keys;
        let scope = ix::configurator::initialize_scope(&payer, &base, &admin);
        assert_eq!(created(&scope), Some(addresses::scope(&base)));
        let args = pau::instructions::AddRateLimitArgs {
            kind: LimitKind::Transfer,
            target: base,
            mint,
            max: 1,
            slope: 1,
        };
        let limit = ix::pau::add_rate_limit(&payer, &admin, &base, args);
        assert_eq!(created(&limit), Some(addresses::limit(&base, LimitKind::Transfer, &base, &mint)));
        assert_eq!(created(&ix::pau::set_relayer(&admin, &base, &payer)), None);
    }
}
