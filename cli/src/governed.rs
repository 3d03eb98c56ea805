//! Who the acting key is to a PAU that a scope governs, and which records prove it.

use crate::session::Session;
use anyhow::{anyhow, bail, Context, Result};
use halo_sdk::{
    addresses::{self, FacilityAddresses, LimitKey},
    configurator::state::{Beam, CBeam, Init, PauRegistration, Scope},
    halo_math::LimitInit,
    instructions::configurator::{Configurer, Guardian, GuardianBy, InitFor},
    pau::state::Pau,
    transport::Transport,
};
use solana_pubkey::Pubkey;

/// A PAU, and the scope that is its administrator.
pub struct Governed {
    pub scope_address: Pubkey,
    pub scope: Scope,
    pub address: Pubkey,
}

/// An init of a rate limit.
pub struct Approved {
    pub whose: InitFor,
    pub init: Init,
    pub limit: LimitInit,
}

impl Governed {
    /// Reads the PAU at `address` and its scope.
    pub async fn read<T: Transport>(session: &Session<T>, address: &Pubkey) -> Result<Self> {
        let pau: Pau = session.client.fetch(address).await?;
        let scope = session.client.fetch(&pau.admin).await.with_context(|| {
            format!(
                "PAU {address} is administered by {}, which is no scope: `halo pau` acts on it",
                pau.admin
            )
        })?;
        Ok(Self { scope_address: pau.admin, scope, address: *address })
    }

    /// The acting key as the GovOps of this PAU, or as the conserver that has taken it over.
    ///
    /// # Errors
    /// When it is neither: the program would refuse.
    pub async fn configurer<T: Transport>(&self, session: &Session<T>) -> Result<Configurer> {
        let (actor, scope, pau) = (session.actor(), &self.scope_address, &self.address);
        let registration: Option<PauRegistration> =
            session.client.fetch_optional(&addresses::registration(scope, pau)).await?;
        let Some(registration) = registration else {
            bail!("PAU {pau} is not registered: the council has to, with `halo gov schedule register-pau`");
        };
        if actor == self.scope.conserver && registration.is_conserved() {
            return Ok(Configurer::conserver(&actor, scope, pau));
        }
        let cbeam = session.client.fetch_optional::<CBeam>(&addresses::cbeam(scope, pau, &actor)).await?;
        if cbeam.is_some() {
            return Ok(Configurer::govops(&actor, scope, pau));
        }
        if actor == self.scope.conserver {
            bail!("the conserver configures PAU {pau} only after `halo gov take-over`, once it is frozen");
        }
        bail!("expected a GovOps of PAU {pau} to act, came {actor}, which holds no cBEAM for it")
    }

    /// The acting key as somebody who may stop or remove something of this PAU, by the strongest right it has.
    ///
    /// # Errors
    /// When it has none.
    pub async fn guardian<T: Transport>(&self, session: &Session<T>) -> Result<Guardian> {
        let (signer, scope, pau) = (session.actor(), self.scope_address, self.address);
        let guardian = |by| Guardian { signer, scope, pau, by };
        if self.scope.is_abeam(&signer) {
            return Ok(guardian(GuardianBy::ABeam));
        }
        if signer == self.scope.conserver {
            return Ok(guardian(GuardianBy::Conserver));
        }
        let cbeam = session.client.fetch_optional::<CBeam>(&addresses::cbeam(&scope, &pau, &signer)).await?;
        if cbeam.is_some() {
            return Ok(guardian(GuardianBy::GovOps));
        }
        let beam = session.client.fetch_optional::<Beam>(&addresses::beam(&scope, &pau, &signer)).await?;
        if beam.is_some() {
            return Ok(guardian(GuardianBy::Warden));
        }
        bail!(
            "expected council, mom, freezer, a GovOps or a warden of PAU {pau} to act, came {signer}, which is none"
        )
    }

    /// What is approved for a limit of this PAU: by its own init, else by the one of every PAU.
    pub async fn approved<T: Transport>(
        &self,
        session: &Session<T>,
        key: &LimitKey,
    ) -> Result<Option<Approved>> {
        let found = self.init(session, |pau| key.init(&self.scope_address, pau)).await?;
        let Some((whose, init)) = found else {
            return Ok(None);
        };
        let limit = init
            .limit(key.kind.seed(), &key.target, &key.mint)
            .map_err(|refusal| anyhow!("the init of this limit is of another one: {refusal}"))?;
        Ok(Some(Approved { whose, init, limit }))
    }

    /// The init at the address that `locate` gives for this PAU, else for every PAU.
    pub async fn init<T: Transport>(
        &self,
        session: &Session<T>,
        locate: impl Fn(&Pubkey) -> Pubkey,
    ) -> Result<Option<(InitFor, Init)>> {
        for whose in [InitFor::Pau, InitFor::EveryPau] {
            let address = locate(&whose.pau(&self.address));
            if let Some(init) = session.client.fetch_optional(&address).await? {
                return Ok(Some((whose, init)));
            }
        }
        Ok(None)
    }
}

/// The scope and, where it has one, the PAU of an account over which a Beam gives rights: a facility, one of its Books,
/// a unit of a Portfolio Halo, a pool of a Trading Halo, or a PAU itself. None for an account that is none of these, or does not exist.
pub async fn target_of<T: Transport>(
    session: &Session<T>,
    target: &Pubkey,
) -> Result<Option<(Pubkey, Pubkey)>> {
    use halo_sdk::{
        amm::state::Pool,
        facility::state::{Book, Facility},
        lcts::state::Unit,
    };
    let client = &session.client;
    if let Ok(pau) = client.fetch::<Pau>(target).await {
        return Ok(Some((pau.admin, *target)));
    }
    if let Ok(facility) = client.fetch::<Facility>(target).await {
        return Ok(Some((facility.scope, facility.pau)));
    }
    if let Ok(book) = client.fetch::<Book>(target).await {
        let facility: Facility = client.fetch(&book.facility).await?;
        return Ok(Some((facility.scope, book.pau)));
    }
    if let Ok(unit) = client.fetch::<Unit>(target).await {
        return Ok(Some((unit.scope, unit.pau)));
    }
    if let Ok(pool) = client.fetch::<Pool>(target).await {
        return Ok(Some((pool.scope, pool.pau)));
    }
    Ok(None)
}

/// The PAU of a facility, with the acting key as the one that configures it.
pub async fn facility_configurer<T: Transport>(
    session: &Session<T>,
    facility: &FacilityAddresses,
) -> Result<(Governed, Configurer)> {
    let governed = Governed::read(session, &facility.pau).await?;
    let configurer = governed.configurer(session).await?;
    Ok((governed, configurer))
}
