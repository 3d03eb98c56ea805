//! What stands on the chain against what the file says. A second run changes nothing that exists, so it says where
//! the two differ.

use super::missing::created;
use crate::{
    args::{names, Kind, Permission},
    calendar,
    effects::decode,
    output::Value,
    session::Session,
};
use anyhow::Result;
use halo_sdk::{
    addresses,
    configurator::{
        self,
        instruction::{AddRateLimit, GrantBeam},
        state::{Beam, CBeam, Grant, Payload, Scope},
    },
    deployment::Deployment,
    facility::state::{Facility, TermsMode},
    pau::state::{Controller, Pau, RateLimit},
    transport::Transport,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
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
        found.compare("mom", roles.mom, scope.mom);
        found.compare("scope's freezer", roles.scope_freezer, scope.freezer);
        found.compare("conserver", roles.conserver, scope.conserver);
    }
    if let Some(pau) = session.client.fetch_optional::<Pau>(&at.pau).await? {
        found.compare("administrator", at.scope, pau.admin);
        let cbeam = addresses::cbeam(&at.scope, &at.pau, &roles.govops);
        // Before the delay nobody has been named yet.
        if session.client.fetch_optional::<CBeam>(&cbeam).await?.is_some() {
            found.compare("freezer", roles.freezer, pau.freezer);
            let relayer = format!("{} as relayer", roles.relayer);
            found.compare(&relayer, true, pau.is_relayer(&roles.relayer));
        }
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
    for (_, payload) in deployment.operations() {
        controller(session, &payload, &mut found).await?;
    }
    Ok(found.0)
}

/// Compares the controller that an operation of the deployment approves, if it is one.
async fn controller<T: Transport>(
    session: &Session<T>,
    payload: &Payload,
    found: &mut Differences,
) -> Result<()> {
    let Payload::AddInit { pau, grant: Grant::Controller { signer, kinds: approved, .. } } = payload else {
        return Ok(());
    };
    let address = addresses::controller(pau, signer);
    if let Some(controller) = session.client.fetch_optional::<Controller>(&address).await? {
        found.compare(&format!("limits of controller {signer}"), kinds(*approved), kinds(controller.kinds));
    }
    Ok(())
}

/// Compares the limit or Beam that an instruction of the deployment creates, if it is one of these.
async fn right<T: Transport>(
    session: &Session<T>,
    instruction: &Instruction,
    decimals: u8,
    found: &mut Differences,
) -> Result<()> {
    let Some(address) = created(instruction) else {
        return Ok(());
    };
    if let Some(AddRateLimit { args }) = decode(instruction, &configurator::ID) {
        let what = format!("{} limit of {}", kinds(args.kind.bit()), args.target);
        if let Some(limit) = session.client.fetch_optional::<RateLimit>(&address).await? {
            let tokens = |amount: u64| Value::Tokens(amount, decimals);
            found.compare(&format!("{what}, max"), tokens(args.max), tokens(limit.max));
            found.compare(&format!("{what}, slope"), tokens(args.slope), tokens(limit.slope));
        }
    } else if let Some(GrantBeam { args }) = decode(instruction, &configurator::ID) {
        if let Some(beam) = session.client.fetch_optional::<Beam>(&address).await? {
            let what = format!("Beam of {}", args.holder);
            if beam.pau != Pubkey::default() {
                let epoch = session.client.fetch::<Pau>(&beam.pau).await?.epoch;
                if beam.epoch != epoch {
                    let granted = beam.epoch;
                    found.0.push(format!(
                        "{what}: granted in epoch {granted} of its PAU, which is in {epoch}: void until it is revoked and \
                         granted again"
                    ));
                }
            }
            let names = |bits: u32| names::<Permission>(bits, |permission| permission.bit());
            found.compare(&what, names(args.permissions), names(beam.permissions));
            let [file, chain] = [args.expires_at, beam.expires_at].map(calendar::moment);
            found.compare(&format!("{what}, expiry"), file, chain);
        }
    }
    Ok(())
}

fn kinds(bits: u16) -> String {
    names(bits.into(), Kind::bit)
}
