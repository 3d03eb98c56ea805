//! Three instructions are the facility's own; in these stages a key signs for it, over a collection of its own.

use super::super::cast::{Cast, PROCEEDS, UNIT};
use halo_sdk::{
    instructions::nfat as ix,
    nfat::instructions::{AssertUnitArgs, MintArgs},
};
use halo_tests::{
    matrix::Stage,
    minter::Minter,
    world::{payment, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

pub fn stages(cast: &Cast) -> Vec<Stage> {
    let mut stages = facilitys_own(cast);
    stages.extend(payments(cast));
    stages
}

fn minter(cast: &Cast, signer: Pubkey) -> Minter {
    Minter::new(cast.a.world.roles().payer, signer, &cast.a.world.facility)
}

fn initialize(minter: &Minter) -> Instruction {
    minter.initialize_collection("Minter's", "https://example.com")
}

/// What the minter needs before it can mint: the vault is for a Book whose address is the stranger's.
pub async fn open_minters_collection(cast: &Cast) {
    let minter = minter(cast, cast.minter);
    let steps = [initialize(&minter), minter.open_redeem_vault(cast.stranger)];
    cast.a.world.ok(&steps, &[cast.minter]).await;
}

fn facilitys_own(cast: &Cast) -> Vec<Stage> {
    let own = minter(cast, cast.minter);
    let args = MintArgs { principal: UNIT, payout_cap: PROCEEDS, terms_hash: [1; 32] };
    vec![
        Stage::new("nfat.initialize_collection", initialize(&minter(cast, cast.fresh))),
        Stage::new("nfat.open_redeem_vault", own.open_redeem_vault(cast.controller)),
        Stage::new("nfat.mint", own.mint(cast.stranger, cast.a.primes[0], args)),
    ]
}

fn payments(cast: &Cast) -> Vec<Stage> {
    let (world, x) = (&cast.a.world, cast.a.primes[0]);
    let (facility, beacon) = (&world.facility, world.roles().beacon);
    let (unwinding, funded) = (&cast.a.unwinding, &cast.a.funded);
    let (book, nfat) = (&unwinding.book, &unwinding.unit.nfat);
    let source = facility.token_account(&x);
    let redemption = ix::Redemption {
        holder: cast.a.holder(),
        destination: facility.token_account(&cast.a.holder()),
        asset: funded.unit.asset,
        rent_payer: beacon,
        min_payout: PROCEEDS,
    };
    let payout = |holder: Pubkey, asset: Pubkey| ix::Payout {
        holder,
        destination: facility.token_account(&holder),
        asset,
        min_payout: 1,
    };
    let state = AssertUnitArgs { principal: UNIT, funded: ONE, sequence: 2 };
    vec![
        Stage::new("nfat.fund", ix::fund(&beacon, facility, book, nfat, payment(ONE, 0))),
        Stage::new("nfat.top_up", ix::top_up(&x, &source, facility, book, nfat, payment(ONE, 0))),
        Stage::new("nfat.redeem", ix::redeem(facility, &funded.book, &redemption)),
        Stage::new("nfat.spend", ix::spend(facility, book, &payout(cast.a.holder(), unwinding.unit.asset))),
        Stage::new(
            "nfat.claim_interest",
            ix::claim_interest(facility, &funded.book, &payout(cast.a.holder(), funded.unit.asset)),
        ),
        Stage::new("nfat.assert_unit", ix::assert_unit(nfat, state)),
        Stage::new("nfat.unit_state", ix::unit_state(nfat)),
    ]
}
