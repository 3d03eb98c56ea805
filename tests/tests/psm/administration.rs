//! Who may what, and which PSMs there are not.

use super::desk::*;
use halo_sdk::{
    addresses::{self, PsmAddresses},
    halo_math::{MAX_SSR, RAY},
    instructions::psm as ix,
    psm::instructions::InitializePsmArgs,
    token::{MintConfig, MintExtension, TokenProgram},
};
use halo_tests::{refusal::ALREADY_IN_USE, world::ONE};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Everything that the administrator does, signed by `signer`.
fn acts(desk: &Desk, signer: &Pubkey) -> Vec<Instruction> {
    let (at, to) = (&desk.at, desk.account(Stable, &desk.trader));
    let limit = halo_sdk::psm::instructions::SetLimitArgs { side: Stable, max: ONE, slope: ONE };
    vec![
        ix::set_rate(signer, at, FIVE_PERCENT),
        ix::set_limit(signer, at, limit),
        ix::pause(signer, at),
        ix::unpause(signer, at),
        ix::withdraw(signer, at, Stable, &to, ONE),
    ]
}

#[tokio::test]
async fn nobody_else_administers_it() {
    let desk = Desk::new().await;
    for act in acts(&desk, &desk.trader) {
        desk.refused(&[act], &[desk.trader], PsmError::NotAdmin).await;
    }
    for mut act in acts(&desk, &desk.admin) {
        act.accounts[0].is_signer = false;
        // Anchor's code for an account that does not sign.
        desk.refused(&[act], &[], 3010_u32).await;
    }
    for act in acts(&desk, &desk.admin) {
        desk.ok(&[act], &[desk.admin]).await;
    }
}

#[tokio::test]
async fn the_administrator_takes_what_is_on_record() {
    let desk = Desk::new().await;
    let (admin, at) = (desk.admin, desk.at);
    for side in SIDES {
        let (held, to) = (desk.tokens_of(side, HELD), desk.account(side, &desk.trader));
        let more = ix::withdraw(&admin, &at, side, &to, held + 1);
        desk.admin_refused(more, PsmError::InsufficientReserve).await;
        let nothing = ix::withdraw(&admin, &at, side, &to, 0);
        desk.admin_refused(nothing, PsmError::ZeroAmount).await;
        desk.ok(&[ix::withdraw(&admin, &at, side, &to, held)], &[admin]).await;
        assert_eq!(desk.held(side, &desk.trader).await, 2 * held);
        desk.assert_sound().await;
    }
}

fn usual(desk: &Desk) -> InitializePsmArgs {
    InitializePsmArgs { admin: desk.admin, ssr: RAY, max_ssr: FIVE_PERCENT }
}

#[tokio::test]
async fn a_psm_starts_empty_and_pays_nothing() {
    let desk = Desk::unopened(Setup::default()).await;
    desk.ok(&[desk.initializing(usual(&desk))], &[desk.base]).await;
    desk.give_token(Stable, &desk.trader, ONE).await;
    desk.give_token(Savings, &desk.trader, ONE).await;
    let psm = desk.psm().await;
    assert_eq!((psm.stable.held, psm.savings.held, psm.rate.chi(), psm.paused), (0, 0, RAY, 0));
    desk.swap_refused(desk.swapping(Stable, ONE, 0), PsmError::RateLimitExceeded).await;
    desk.refused(&[desk.initializing(usual(&desk))], &[desk.base], ALREADY_IN_USE).await;
}

#[tokio::test]
async fn a_psm_out_of_bounds_is_not_created() {
    let desk = Desk::unopened(Setup::default()).await;
    let refused = async |args, expected: PsmError| {
        desk.refused(&[desk.initializing(args)], &[desk.base], expected).await;
    };
    refused(InitializePsmArgs { admin: Pubkey::default(), ..usual(&desk) }, PsmError::DefaultKey).await;
    refused(InitializePsmArgs { ssr: RAY - 1, ..usual(&desk) }, PsmError::RateOutOfBounds).await;
    refused(InitializePsmArgs { ssr: FIVE_PERCENT + 1, ..usual(&desk) }, PsmError::RateOutOfBounds).await;
    refused(InitializePsmArgs { max_ssr: MAX_SSR + 1, ..usual(&desk) }, PsmError::RateOutOfBounds).await;
    refused(InitializePsmArgs { max_ssr: RAY - 1, ..usual(&desk) }, PsmError::RateOutOfBounds).await;
    desk.ok(&[desk.initializing(InitializePsmArgs { max_ssr: MAX_SSR, ..usual(&desk) })], &[desk.base]).await;
}

#[tokio::test]
async fn both_sides_are_cash_and_differ() {
    let mut desk = Desk::unopened(Setup::default()).await;
    let payer = desk.roles().payer;
    let taxed = MintExtension::TransferFee { basis_points: 1, maximum: 1 };
    let taxed = MintConfig::new(TokenProgram::Token2022, 6, payer).with_extension(taxed);
    let fine = MintConfig::new(TokenProgram::Spl, 10, payer);
    let taxed = create_mint_with(&mut desk.world, "taxed", &taxed).await;
    let fine = create_mint_with(&mut desk.world, "fine", &fine).await;
    let at = desk.at;
    let cases = [
        (PsmAddresses { stable: taxed, ..at }, PsmError::MintRefused),
        (PsmAddresses { savings: taxed, ..at }, PsmError::MintRefused),
        (PsmAddresses { savings: fine, ..at }, PsmError::MintRefused),
        (PsmAddresses { savings: at.stable, ..at }, PsmError::SameMint),
    ];
    for (at, expected) in cases {
        let create = ix::initialize_psm(&payer, &desk.base, &at, usual(&desk));
        desk.refused(&[create], &[desk.base], expected).await;
    }
}

/// The address is whoever's key signed for it.
#[tokio::test]
async fn nobody_takes_an_address_first() {
    let desk = Desk::unopened(Setup::default()).await;
    assert_eq!(desk.at.psm, addresses::psm(&desk.base));
    let mut stolen = desk.initializing(usual(&desk));
    stolen.accounts[1].is_signer = false;
    // Anchor's code for an account that does not sign.
    desk.refused(&[stolen], &[], 3010_u32).await;
}
