//! Two peg stability modules between another token and the asset of the first house.

use super::{
    portfolio::{Units, SHARE},
    Ground,
};
use halo_sdk::{
    addresses,
    instructions::psm as ix,
    lcts::state::Direction,
    psm::state::Side,
    token::{self, TokenProgram},
};
use halo_tests::{chain::Light, exchange::Exchange, matrix::accounts::Names, world::World};
use solana_pubkey::Pubkey;

/// What each reserve begins with.
const RESERVE: u64 = 2 * SHARE;

/// Both have one administrator and one pair of tokens.
#[derive(Clone, Copy)]
pub struct Exchanges {
    /// Members of the first house's units pay through it.
    pub running: Exchange,
    pub paused: Exchange,
}

impl Exchanges {
    /// Where they will be.
    pub fn named(world: &mut World<Light>) -> Self {
        let [running, paused] = ["running PSM", "paused PSM"].map(|name| Exchange::named(world, name));
        Self { running, paused }
    }

    /// Opens both with the money of `member`, which keeps some of the other token to pay with.
    pub async fn open(ground: &Ground, member: &Pubkey) {
        let (Self { running, paused }, world) = (ground.exchanges, &ground.a);
        running.mint_to(world, member, 3 * RESERVE).await;
        for exchange in [running, paused] {
            exchange.open(world, member, RESERVE).await;
        }
        world.ok(&[ix::pause(&paused.admin, &paused.at)], &[paused.admin]).await;
        running.enable(world, &ground.units.open.at).await;
        Self::open_transit(ground).await;
    }

    /// Somebody has created the account through which members of the bare unit pay.
    async fn open_transit(ground: &Ground) {
        let (stable, payer) = (ground.exchanges.running.at.stable, ground.a.roles().payer);
        let authority = ground.units.bare.side(Direction::Subscribe).transit_authority();
        let create =
            token::create_associated_token_account(&payer, &authority, &stable.mint, TokenProgram::Spl);
        ground.a.ok(&[create], &[]).await;
    }

    /// Names every account of theirs.
    pub fn name(&self, units: &Units, member: &Pubkey, names: &mut Names) {
        let Self { running, paused } = self;
        let (unit, transit) = (&units.open.at, units.bare.side(Direction::Subscribe).transit_authority());
        names.add("A's bare unit's transit account", running.at.stable.account(&transit));
        names.add("PSM administrator", running.admin);
        names.add("stable mint", running.at.stable.mint);
        names.add("stable tokens of the member", running.at.stable.account(member));
        names.add("A's converter", addresses::action(&unit.pau, &running.converter(unit)));
        for (state, psm) in [("running", running.at), ("paused", paused.at)] {
            names.add(format!("{state} PSM"), psm.psm);
            names.add(format!("{state} PSM's stable vault"), psm.vault(Side::Stable));
            names.add(format!("{state} PSM's savings vault"), psm.vault(Side::Savings));
        }
    }
}
