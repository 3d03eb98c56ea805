//! No account of an instruction can be exchanged for another one that is about: every place of every instruction, with
//! every address that a pool knows.

use super::floor::*;
use halo_sdk::{
    addresses,
    amm::instructions::{DepositArgs, InitiateRedemptionArgs},
    halo_math::amm::Spread,
    instructions::amm as ix,
    pau::state::LimitKind,
};
use halo_tests::world::{million, ONE};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::collections::BTreeSet;

/// What is sent, by whom, and the places where another account is the signer's own choice.
struct Sent {
    name: &'static str,
    instruction: Instruction,
    signer: Pubkey,
    /// Place and account that may stand there instead.
    free: Vec<(usize, Pubkey)>,
}

/// A pool with a withdrawal that waits, one that was filled, and a redemption that is open.
async fn busy() -> Floor {
    let floor = Floor::new().await;
    floor.provide(&floor.bob, CAPITAL).await.unwrap();
    floor.sell(million(2)).await.unwrap();
    floor.redeem(million(1), million(1)).await.unwrap();
    for (number, owner) in [(1, floor.alice), (2, floor.bob), (3, floor.bob)] {
        floor.stay(&owner).await;
        let request = ix::request_withdrawal(&floor.roles().payer, &floor.at, &owner, number, million(1));
        floor.ok(&[request], &[owner]).await;
    }
    for number in [1, 2] {
        floor.ok(&[ix::fill_withdrawal(&floor.at, number, None)], &[]).await;
    }
    for side in [floor.at.cash, floor.at.asset] {
        for owner in [floor.alice, floor.bob, floor.issuer] {
            floor.mint(&side, &owner, million(1)).await;
        }
    }
    floor
}

/// Place of an account in an instruction.
fn place(instruction: &Instruction, account: &Pubkey) -> usize {
    instruction.accounts.iter().position(|meta| meta.pubkey == *account).expect("it names the account")
}

fn everything(floor: &Floor) -> Vec<Sent> {
    let (alice, bob, beacon, issuer) = (floor.alice, floor.bob, floor.beacon, floor.issuer);
    let (cash, asset) = (floor.at.cash, floor.at.asset);
    let sent = |name, instruction, signer| Sent { name, instruction, signer, free: Vec::new() };
    let paying = |mut sent: Sent, from: Pubkey, others: &[Pubkey]| {
        let at = place(&sent.instruction, &from);
        sent.free.extend(others.iter().map(|other| (at, *other)));
        sent
    };
    let others = |token: &addresses::PoolToken| {
        [alice, issuer, floor.at.proxy(), floor.at.pool].map(|owner| token.account(&owner))
    };
    let initiate = InitiateRedemptionArgs { amount: ONE, expected: ONE };
    let deposit = DepositArgs { amount: ONE, min_shares: 0 };
    vec![
        // Whoever trades says where the proceeds go, were it to the pool's own accounts.
        paying(sent("sell", floor.selling(exact_in(ONE)), bob), cash.account(&bob), &others(&cash)),
        paying(sent("buy", floor.buying(exact_in(2 * ONE)), bob), asset.account(&bob), &others(&asset)),
        sent("deposit", ix::deposit(&floor.at, &alice, &cash.account(&alice), None, deposit), alice),
        // In this order: a withdrawal that was cancelled is still passed by its turn.
        sent("cancel_withdrawal", ix::cancel_withdrawal(&floor.at, &bob, 3), bob),
        sent("fill_withdrawal", ix::fill_withdrawal(&floor.at, 3, None), bob),
        paying(
            sent("claim_withdrawal", ix::claim_withdrawal(&floor.at, &bob, 2, &cash.account(&bob)), bob),
            cash.account(&bob),
            &others(&cash),
        ),
        sent(
            "initiate_redemption",
            ix::initiate_redemption(&beacon, &floor.at, 2, &floor.endpoint, None, initiate),
            beacon,
        ),
        sent(
            "settle_redemption",
            ix::settle_redemption(&issuer, &floor.at, 1, &cash.account(&issuer), ONE),
            issuer,
        ),
        sent("return_inventory", ix::return_inventory(&issuer, &floor.at, 1, &floor.endpoint), issuer),
        sent("set_spread", ix::set_spread(&beacon, &floor.at, Spread { bid_bps: 6, ask_bps: 6 }), beacon),
        sent("pause", ix::pause(&beacon, &floor.at, true, 1), beacon),
        sent("check_pool", ix::check_pool(&floor.at), bob),
    ]
}

/// Every address that could be mistaken for another one.
fn siblings(floor: &Floor, sent: &[Sent]) -> BTreeSet<Pubkey> {
    let mut known: BTreeSet<Pubkey> =
        sent.iter().flat_map(|one| one.instruction.accounts.iter().map(|meta| meta.pubkey)).collect();
    let at = &floor.at;
    for token in [at.cash, at.asset] {
        known.extend(
            [floor.alice, floor.bob, floor.issuer, at.proxy(), at.pool].map(|owner| token.account(&owner)),
        );
        known.insert(at.vault(&token));
        for kind in [LimitKind::SwapIn, LimitKind::SwapOut, LimitKind::Withdraw, LimitKind::Transfer] {
            known.insert(at.limit_key(kind, &token).limit(&at.pau));
        }
    }
    known.extend([1, 2, 3].map(|number| at.withdrawal(number)));
    known.extend([floor.alice, floor.bob].map(|owner| at.position(&owner)));
    known.extend([floor.world.facility.facility, floor.world.facility.pau, at.redemption(1), floor.feed]);
    known.extend([floor.alice, floor.bob, floor.issuer]);
    known
}

#[tokio::test]
async fn no_account_can_be_exchanged_for_another() {
    let floor = busy().await;
    let sent = everything(&floor);
    let siblings = siblings(&floor, &sent);
    let mut found = Vec::new();
    for one in &sent {
        for (place, meta) in one.instruction.accounts.iter().enumerate() {
            for sibling in siblings.iter().filter(|sibling| **sibling != meta.pubkey) {
                // A signer that signs for itself is another transaction, not another account of this one. The program's own
                // address stands for an account that is absent, and for itself where it calls itself: neither is read.
                if meta.is_signer || meta.pubkey == halo_sdk::amm::ID || one.free.contains(&(place, *sibling))
                {
                    continue;
                }
                let mut changed = one.instruction.clone();
                changed.accounts[place].pubkey = *sibling;
                if floor.send(&[changed], &[one.signer]).await.is_ok() {
                    found.push(format!("{} takes {sibling} at place {place} for {}", one.name, meta.pubkey));
                }
            }
        }
    }
    assert!(found.is_empty(), "{} exchanged accounts are taken:\n{}", found.len(), found.join("\n"));
    for one in sent {
        floor
            .send(&[one.instruction], &[one.signer])
            .await
            .unwrap_or_else(|error| panic!("{}: {error}", one.name));
    }
    floor.assert_sound().await;
}
