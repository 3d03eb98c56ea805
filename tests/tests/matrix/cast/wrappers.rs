//! Wrapped NFATs: one wrapper before, three while and after its NFAT is in it.

use super::{
    club::{Club, SHARE},
    estate::{PART, TRANCHE},
};
use halo_sdk::{
    addresses::{UnitAddresses, WrapperAddresses},
    instructions::wrapper::{self as ix, Admission, Owner},
    token::{self, TokenProgram, Transfer},
    wrapper::instructions::CollectKind,
};
use halo_tests::{
    chain::Light,
    world::{World, DECIMALS, ONE},
};
use solana_pubkey::Pubkey;

/// Fractions of the staker, staked.
pub const STAKED: u64 = SHARE / 4;

/// Wrappers of units that Prime Y had.
pub struct Wrappers {
    /// Empty, with a gift in its vault; the world's payer has paid for it.
    pub empty: WrapperAddresses,
    /// A part of its fractions is staked, something was paid, and more can be collected.
    pub staked: WrapperAddresses,
    /// Nothing is staked, the interest is collected, and all principal is credited.
    pub full: WrapperAddresses,
    /// Redeemed, with fractions that are staked and fractions that are not.
    pub ended: WrapperAddresses,
}

impl Wrappers {
    pub async fn open(
        world: &World<Light>,
        club: &Club<12>,
        units: [UnitAddresses; 4],
        [x, y]: [Pubkey; 2],
        owner: Pubkey,
        staker: Pubkey,
    ) -> Self {
        let [empty, staked, full, ended] = units.map(|unit| WrapperAddresses::of(&unit.asset));
        let payer = world.roles().payer;
        let [first, ..] = units;
        world.transfer(&x, &first, &payer).await.unwrap();
        world.ok(&[ix::open_wrapper(&payer, &world.facility, &empty)], &[]).await;
        world.transfer(&payer, &first, &y).await.unwrap();
        fraction_account(world, &empty, &y).await;
        let gift = token::mint_to(world.token_program, &world.facility.mint, &empty.vault, &payer, ONE);
        world.ok(&[gift.expect("a token program")], &[]).await;

        for (unit, wrapper) in units.into_iter().zip([empty, staked, full, ended]).skip(1) {
            world.transfer(&x, &unit, &y).await.unwrap();
            world.ok(&[ix::open_wrapper(&y, &world.facility, &wrapper)], &[y]).await;
            let destination = fraction_account(world, &wrapper, &owner).await;
            let wrap = ix::wrap(&y, &destination, &world.facility, &wrapper, Admission::None);
            world.ok(&[wrap], &[y]).await;
        }
        let this = Self { empty, staked, full, ended };
        let [_, _, full_unit, ended_unit] = units;
        this.be_staked(world, club, owner, staker).await;
        club.repay(world, &full_unit).await;
        club.collect(world, &full, CollectKind::Interest).await;
        stake(world, &ended, owner, staker).await;
        club.repay(world, &ended_unit).await;
        club.collect(world, &ended, CollectKind::Redemption).await;
        this
    }

    /// The staker has been paid once, and has earned more since.
    async fn be_staked(&self, world: &World<Light>, club: &Club<12>, owner: Pubkey, staker: Pubkey) {
        let wrapper = &self.staked;
        let unit = UnitAddresses::of(wrapper.asset);
        stake(world, wrapper, owner, staker).await;
        for claimed in [true, false] {
            club.credit(world, &unit, 0, PART).await;
            club.collect(world, wrapper, CollectKind::Interest).await;
            if claimed {
                let by = Owner::of(&staker, &world.facility, wrapper);
                let claim = ix::claim_rewards(&by, &world.facility, wrapper, &world.roles().payer);
                world.ok(&[claim], &[staker]).await;
            }
        }
        club.credit(world, &unit, TRANCHE, PART).await;
    }

    /// Names what each has.
    pub fn name(&self, owners: [(&str, Pubkey); 3], name: &mut impl FnMut(String, Pubkey)) {
        let Self { empty, staked, full, ended } = self;
        for (state, wrapper) in [("empty", empty), ("staked", staked), ("full", full), ("ended", ended)] {
            name_wrapper(state, wrapper, owners, name);
        }
    }
}

/// Names what a wrapper and the owners of its fractions have.
pub fn name_wrapper<const N: usize>(
    state: &str,
    wrapper: &WrapperAddresses,
    owners: [(&str, Pubkey); N],
    name: &mut impl FnMut(String, Pubkey),
) {
    for (what, key) in [
        ("asset in", wrapper.asset),
        ("NFAT in", wrapper.nfat),
        ("record of", wrapper.wrapped),
        ("fractions' mint of", wrapper.fraction_mint),
        ("vault of", wrapper.vault),
        ("escrow of", wrapper.escrow),
    ] {
        name(format!("{what} the {state} wrapper"), key);
    }
    for (who, key) in owners {
        name(format!("fractions of {who} in the {state} wrapper"), wrapper.fractions(&key));
        name(format!("stake of {who} in the {state} wrapper"), wrapper.stake(&key));
    }
}

/// Creates `owner`'s account for the fractions.
pub async fn fraction_account(world: &World<Light>, wrapper: &WrapperAddresses, owner: &Pubkey) -> Pubkey {
    let (payer, mint) = (world.roles().payer, wrapper.fraction_mint);
    let create = token::create_associated_token_account(&payer, owner, &mint, TokenProgram::Token2022);
    world.ok(&[create], &[]).await;
    wrapper.fractions(owner)
}

impl<const N: usize> Club<N> {
    /// A wrapped unit of the Book is paid into its wrapper.
    pub async fn collect(&self, world: &World<Light>, wrapper: &WrapperAddresses, kind: CollectKind) {
        let beacon = world.roles().beacon;
        world.ok(&[ix::collect(&world.facility, &self.book, wrapper, &beacon, kind)], &[]).await;
    }
}

/// The staker gets some of the owner's fractions and stakes them.
async fn stake(world: &World<Light>, wrapper: &WrapperAddresses, owner: Pubkey, staker: Pubkey) {
    let destination = fraction_account(world, wrapper, &staker).await;
    let hand_over = Transfer {
        source: wrapper.fractions(&owner),
        destination,
        authority: owner,
        mint: wrapper.fraction_mint,
        decimals: DECIMALS,
        amount: STAKED,
    };
    let hand_over = token::transfer_checked(TokenProgram::Token2022, &hand_over).expect("a transfer");
    let stake = ix::stake(&world.roles().payer, &staker, &destination, wrapper, STAKED);
    world.ok(&[hand_over, stake], &[owner, staker]).await;
}
