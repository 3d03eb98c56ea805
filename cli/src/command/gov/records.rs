//! `halo gov records | unregister | remove-init | revoke-cbeam`

use crate::{
    args::address,
    effects::payload_lines,
    output::{Value, View},
    session::{Plan, Session},
    table::{Row, Table},
};
use anyhow::{bail, Result};
use clap::Args;
use halo_sdk::{
    addresses,
    configurator::state::{CBeam, Init, PauRegistration, Payload},
    instructions::configurator as ix,
    transport::{AccountFilter, Transport},
};
use solana_pubkey::Pubkey;

#[derive(Debug, Args)]
pub struct OneInit {
    /// Address of the init, as `halo gov records` lists it
    #[arg(value_parser = address)]
    init: Pubkey,
}

#[derive(Debug, Args)]
pub struct OneCBeam {
    #[arg(value_parser = address)]
    pau: Pubkey,
    #[arg(value_parser = address)]
    govops: Pubkey,
}

/// Registrations, GovOps and approvals of a scope, in the order in which they were scheduled.
pub async fn list<T: Transport>(session: &Session<T>, scope: &Pubkey) -> Result<View> {
    // By what they hold, not by where they hold it: listed by the node, told apart here.
    let every = AccountFilter::default;
    let mut rows = Vec::new();
    let mut add = |record: Pubkey, what: &str, operation: u64, lines: Vec<(String, String)>| {
        let record = [("record".to_owned(), record.to_string())];
        let lines = record.into_iter().chain(lines).collect();
        rows.push((operation, Row { cells: vec![Value::Number(operation), Value::text(what)], lines }));
    };
    for (record, registration) in session.client.list::<PauRegistration>(every()).await? {
        if registration.scope != *scope {
            continue;
        }
        let what = if registration.is_conserved() { "PAU, taken over by the conserver" } else { "PAU" };
        add(record, what, registration.operation, vec![("PAU".to_owned(), registration.pau.to_string())]);
    }
    for (record, cbeam) in session.client.list::<CBeam>(every()).await? {
        if cbeam.scope != *scope {
            continue;
        }
        let payload = Payload::GrantCBeam { pau: cbeam.pau, govops: cbeam.govops };
        add(record, "cBEAM", cbeam.operation, payload_lines(session, &payload).await);
    }
    for (record, init) in session.client.list::<Init>(every()).await? {
        if init.scope != *scope {
            continue;
        }
        let (operation, payload) = (init.operation, Payload::AddInit { pau: init.pau, grant: init.grant });
        add(record, "init", operation, payload_lines(session, &payload).await);
    }
    rows.sort_by_key(|(operation, _)| *operation);
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    let columns = vec!["operation", "what"];
    Ok(View::default().with("records", Value::Table(Table { columns, rows })))
}

/// Ends all configuration of a PAU.
pub async fn unregister<T: Transport>(session: &Session<T>, scope: &Pubkey, pau: &Pubkey) -> Result<Plan> {
    let registration: PauRegistration = session.client.fetch(&addresses::registration(scope, pau)).await?;
    let unregister = ix::unregister_pau(&session.actor(), scope, pau, &registration.rent_payer);
    Ok(Plan::new("PAU unregistered", unregister))
}

impl OneInit {
    pub async fn plan<T: Transport>(self, session: &Session<T>, scope: &Pubkey) -> Result<Plan> {
        let init: Init = session.client.fetch(&self.init).await?;
        if init.scope != *scope {
            bail!("expected an init of scope {scope}, came {}, which is of scope {}", self.init, init.scope);
        }
        let remove = ix::remove_init(&session.actor(), scope, &self.init, &init.rent_payer);
        let payload = Payload::AddInit { pau: init.pau, grant: init.grant };
        let lines = payload_lines(session, &payload).await;
        let lines = lines.into_iter().map(|(label, value)| format!("{label}: {value}")).collect();
        let mut plan = Plan::new("Approval taken back", remove);
        plan.facts = View::default().with("was", Value::List(lines));
        Ok(plan)
    }
}

impl OneCBeam {
    pub async fn plan<T: Transport>(self, session: &Session<T>, scope: &Pubkey) -> Result<Plan> {
        let Self { pau, govops } = self;
        let cbeam: CBeam = session.client.fetch(&addresses::cbeam(scope, &pau, &govops)).await?;
        let revoke = ix::revoke_cbeam(&session.actor(), scope, &pau, &govops, &cbeam.rent_payer);
        Ok(Plan::new("cBEAM revoked; relayers, freezer and beacons of the PAU are void", revoke))
    }
}
