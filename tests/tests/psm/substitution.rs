//! Every account that an instruction binds, in the place of another.

use super::desk::*;
use halo_sdk::{instructions::psm as ix, token::TokenProgram};
use halo_tests::{refusal::with_account, world::ONE};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Puts each of `places` in turn to another account, and then sends the instruction as it is.
async fn refuses(
    desk: &Desk,
    instruction: Instruction,
    signer: &Pubkey,
    places: &[(Pubkey, Pubkey, PsmError)],
) {
    for (place, other, refusal) in places {
        let wrong = with_account(instruction.clone(), place, *other);
        desk.refused(&[wrong], &[*signer], *refusal).await;
    }
    desk.ok(&[instruction], &[*signer]).await;
}

#[tokio::test]
async fn reserves_are_named_by_the_psm() {
    let setup = Setup { savings: NINE, ..Setup::default() };
    let desk = Desk::with(setup).await;
    let (at, trader, admin) = (desk.at, desk.trader, desk.admin);
    let vault = |side| (at.vault(side), desk.account(side, &admin), PsmError::WrongVault);
    for side in SIDES {
        desk.give_token(side, &admin, ONE).await;
    }
    let mint = (at.stable.mint, at.savings.mint, PsmError::WrongMint);
    let [spl, t22] = [TokenProgram::Spl, TokenProgram::Token2022].map(TokenProgram::id);
    let program = (spl, t22, PsmError::WrongTokenProgram);
    let other_vault = (at.vault(Stable), at.vault(Savings), PsmError::WrongVault);
    let source = desk.account(Stable, &trader);
    let deposit = ix::deposit(&trader, &at, Stable, &source, ONE);
    refuses(&desk, deposit, &trader, &[vault(Stable), other_vault, mint, program]).await;
    let withdraw = ix::withdraw(&admin, &at, Stable, &source, ONE);
    refuses(&desk, withdraw, &admin, &[vault(Stable), other_vault, mint, program]).await;
    let places = [vault(Stable), vault(Savings), mint, program];
    let back =
        [(at.savings.mint, at.stable.mint, PsmError::WrongMint), (t22, spl, PsmError::WrongTokenProgram)];
    refuses(&desk, desk.swapping(Stable, ONE, 0), &trader, &[&places[..], &back].concat()).await;
}

/// Accounts in the order of one direction do not serve the other.
#[tokio::test]
async fn a_direction_has_its_accounts() {
    let desk = Desk::new().await;
    let mut turned = desk.swapping(Stable, ONE, 0);
    turned.data = desk.swapping(Savings, ONE, 0).data;
    desk.swap_refused(turned, PsmError::WrongVault).await;
}

/// Neither side of a swap is a reserve itself: nothing would have moved.
#[tokio::test]
async fn a_reserve_is_no_trader() {
    let desk = Desk::new().await;
    let to_itself = with_account(
        desk.swapping(Stable, ONE, 0),
        &desk.account(Savings, &desk.trader),
        desk.at.vault(Savings),
    );
    desk.swap_refused(to_itself, PsmError::TokenRefused).await;
}
