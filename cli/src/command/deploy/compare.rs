//! What stands on the chain against what the file says. A second run changes nothing that exists, so it says where
//! the two differ.

use crate::{
    args::{names, Kind, Permission},
    calendar,
    output::Value,
    session::Session,
};
use anchor_lang::{AnchorDeserialize, Discriminator};
use anyhow::Result;
use halo_sdk::{
    configurator::{
        instruction::GrantBeam,
        state::{Beam, Scope},
    },
    deployment::Deployment,
    facility::state::{Facility, TermsMode},
    pau::{
        instruction::{AddController, AddRateLimit},
        state::{Controller, LimitKind, Pau, RateLimit},
    },
    transport::Transport,
};
use solana_instruction::Instruction;
use std::fmt::Display;

/// Differences found so far.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn compare<V: PartialEq + Display>(&mut self, what: &str, file: V, chain: V) {
        if file != chain {
            self.0.push(format!("{what}: the file says {file}, the chain {chain}"));
        }
    }
}

/// Compares every account of the deployment that exists.
pub async fn compare<T: Transport>(
    session: &Session<T>,
    deployment: &Deployment,
    decimals: u8,
) -> Result<Vec<String>> {
    let mut found = Differences::default();
    let (at, roles) = (deployment.facility(), deployment.roles);
    if let Some(scope) = session.client.fetch_optional::<Scope>(&at.scope).await? {
        found.compare("council", roles.council, scope.council);
    }
    if let Some(pau) = session.client.fetch_optional::<Pau>(&at.pau).await? {
        found.compare("administrator", roles.admin, pau.admin);
        found.compare("freezer", roles.freezer, pau.freezer);
        let relayer = format!("{} as relayer", roles.relayer);
        found.compare(&relayer, true, pau.is_relayer(&roles.relayer));
    }
    if let Some(facility) = session.client.fetch_optional::<Facility>(&at.facility).await? {
        found.compare("facility's scope", at.scope, facility.scope);
        found.compare("facility's PAU", at.pau, facility.pau);
        found.compare("facility's mint", at.mint, facility.mint);
        if facility.buybox != deployment.buybox {
            found.0.push("buybox: the chain has other bounds than the file".to_owned());
        }
        let sealed = TermsMode::Sealed as u8;
        found.compare("sealed terms", deployment.terms_mode as u8 == sealed, facility.terms_mode == sealed);
    }
    for instruction in deployment.steps().iter().flat_map(|step| &step.instructions) {
        right(session, instruction, decimals, &mut found).await?;
    }
    Ok(found.0)
}

/// Compares the limit, controller or Beam that an instruction of the deployment creates, if it is one of these.
async fn right<T: Transport>(
    session: &Session<T>,
    instruction: &Instruction,
    decimals: u8,
    found: &mut Differences,
) -> Result<()> {
    let Some(address) = super::created(instruction) else {
        return Ok(());
    };
    if let Some(AddRateLimit { args }) = decode(instruction) {
        let what = format!("{} limit of {}", kinds(args.kind.bit()), args.target);
        if let Some(limit) = session.client.fetch_optional::<RateLimit>(&address).await? {
            let tokens = |amount: u64| Value::Tokens(amount, decimals);
            found.compare(&format!("{what}, max"), tokens(args.max), tokens(limit.max));
            found.compare(&format!("{what}, slope"), tokens(args.slope), tokens(limit.slope));
        }
    } else if let Some(AddController { args }) = decode(instruction) {
        if let Some(controller) = session.client.fetch_optional::<Controller>(&address).await? {
            let what = format!("limits of controller {}", args.signer);
            found.compare(&what, kinds(args.kinds), kinds(controller.kinds));
        }
    } else if let Some(GrantBeam { args }) = decode(instruction) {
        if let Some(beam) = session.client.fetch_optional::<Beam>(&address).await? {
            let what = format!("Beam of {}", args.holder);
            let names = |bits: u32| names::<Permission>(bits, |permission| permission.bit());
            found.compare(&what, names(args.permissions), names(beam.permissions));
            let [file, chain] = [args.expires_at, beam.expires_at].map(calendar::moment);
            found.compare(&format!("{what}, expiry"), file, chain);
        }
    }
    Ok(())
}

fn kinds(bits: u16) -> String {
    names::<Kind>(bits.into(), |kind| LimitKind::from(*kind).bit().into())
}

/// The arguments of `instruction`, if it is an `I`.
fn decode<I: AnchorDeserialize + Discriminator>(instruction: &Instruction) -> Option<I> {
    let mut arguments = instruction.data.strip_prefix(I::DISCRIMINATOR)?;
    I::deserialize(&mut arguments).ok()
}
