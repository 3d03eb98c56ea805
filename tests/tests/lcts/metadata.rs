//! What wallets show of a unit's shares.

use super::desk::*;
use anchor_spl::{
    token_2022::spl_token_2022::{
        extension::{
            metadata_pointer::MetadataPointer, BaseStateWithExtensions, ExtensionType, StateWithExtensions,
        },
        state::Mint,
    },
    token_2022_extensions::spl_token_metadata_interface::state::TokenMetadata,
};
use halo_sdk::{
    instructions::lcts as ix,
    lcts::{instructions::InitializeUnitArgs, share_mint::ShareMetadata},
    token::TokenProgram,
    transport::Transport,
};
use halo_tests::world::ONE;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

fn described() -> ShareMetadata {
    ShareMetadata {
        name: "Halo Senior".into(),
        symbol: "haloS".into(),
        uri: "https://example.org/halo/senior.json".into(),
    }
}

fn creating(desk: &Desk, metadata: Option<ShareMetadata>) -> Instruction {
    let args = InitializeUnitArgs { rate: PAR, guardrails: GUARDRAILS, metadata };
    ix::initialize_unit(&desk.roles().payer, &desk.base, &desk.configurer(), &desk.at, args)
}

async fn refused(desk: &Desk, metadata: ShareMetadata) {
    let create = creating(desk, Some(metadata));
    desk.refused(&[create], &[desk.base, desk.roles().govops], LctsError::MetadataRefused).await;
}

#[tokio::test]
async fn a_mint_says_what_it_is() {
    let desk = Desk::governed(TokenProgram::Token2022).await;
    desk.ok(&[creating(&desk, Some(described()))], &[desk.base, desk.roles().govops]).await;
    let (address, unit) = (desk.at.share_mint(), desk.at.unit);
    let account = desk.account(&address).await;
    let mint = StateWithExtensions::<Mint>::unpack(&account.data).expect("a mint");
    assert_eq!((mint.base.mint_authority, mint.base.freeze_authority), (Some(unit).into(), None.into()));
    assert_eq!(
        mint.get_extension_types().unwrap(),
        [ExtensionType::MetadataPointer, ExtensionType::TokenMetadata]
    );
    let pointer = mint.get_extension::<MetadataPointer>().unwrap();
    assert_eq!(Option::<Pubkey>::from(pointer.metadata_address), Some(address));
    assert_eq!(Option::<Pubkey>::from(pointer.authority), None);
    let told = mint.get_variable_len_extension::<TokenMetadata>().unwrap();
    let ShareMetadata { name, symbol, uri } = described();
    assert_eq!((told.name, told.symbol, told.uri), (name, symbol, uri));
    assert_eq!((Option::from(told.update_authority), told.mint), (Some(unit), address));
    assert!(told.additional_metadata.is_empty());
    let rent = desk.client.transport().rent().await.expect("rent");
    assert_eq!(account.lamports, rent.minimum_balance(account.data.len()), "the rent to the lamport");
}

#[tokio::test]
async fn described_shares_go_through_both_queues() {
    let mut desk = Desk::governed(TokenProgram::Token2022).await;
    let payer = desk.roles().payer;
    desk.ok(&[creating(&desk, Some(described()))], &[desk.base, desk.roles().govops]).await;
    desk.ok(&BOTH.map(|direction| ix::open_queue(&payer, &desk.at, direction)), &[]).await;
    desk.open_holding().await;
    let alice = desk.alice;
    desk.let_in(&alice).await;
    desk.buy(&alice, 10 * ONE).await;
    desk.enter(Redeem, &alice, 10 * ONE).await.unwrap();
    desk.day(Redeem, u64::MAX).await;
    desk.claim(Redeem, &alice).await.unwrap();
    assert_eq!((desk.balance(&alice).await, desk.share_supply().await), (10 * ONE, 0));
}

#[tokio::test]
async fn shares_of_the_older_token_program_have_none() {
    let desk = Desk::governed(TokenProgram::Spl).await;
    refused(&desk, described()).await;
    desk.ok(&[creating(&desk, None)], &[desk.base, desk.roles().govops]).await;
    assert_eq!(desk.account(&desk.at.share_mint()).await.data.len(), 82);
}

#[tokio::test]
async fn texts_have_a_length() {
    let desk = Desk::governed(TokenProgram::Token2022).await;
    let long = |length: usize| "x".repeat(length);
    for metadata in [
        ShareMetadata { name: long(33), ..described() },
        ShareMetadata { symbol: long(11), ..described() },
        ShareMetadata { uri: long(201), ..described() },
        ShareMetadata { name: String::new(), ..described() },
        ShareMetadata { symbol: String::new(), ..described() },
    ] {
        refused(&desk, metadata).await;
    }
    let longest = ShareMetadata { name: long(32), symbol: long(10), uri: long(200) };
    desk.ok(&[creating(&desk, Some(longest))], &[desk.base, desk.roles().govops]).await;
    let account = desk.account(&desk.at.share_mint()).await;
    let rent = desk.client.transport().rent().await.expect("rent");
    assert_eq!(account.lamports, rent.minimum_balance(account.data.len()));
}
