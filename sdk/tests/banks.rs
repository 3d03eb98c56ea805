//! The client over the bank of solana-program-test, which weighs accounts as a validator does.

#![cfg(feature = "banks")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use {
    halo_sdk::{
        client::Client,
        error::Error,
        lookup_table,
        token::{
            associated_token_address, create_associated_token_account, create_mint, decode_token_account,
            mint_to, MintConfig, TokenProgram,
        },
        transaction::{compile, loaded_bytes, unsigned, Limits, MAX_UNITS},
        transport::{AccountFilter, Banks, Transport, TransportError},
    },
    solana_instruction::{AccountMeta, Instruction},
    solana_keypair::Keypair,
    solana_program_test::ProgramTest,
    solana_pubkey::Pubkey,
    solana_signer::Signer,
    solana_system_interface::instruction::transfer,
    std::sync::Mutex,
};

const SOL: u64 = 1_000_000_000;

async fn client() -> Client<Banks> {
    let context = ProgramTest::default().start_with_context().await;
    let payer = context.payer.insecure_clone();
    let bank = Banks::new(context.banks_client.clone());
    let context = Mutex::new(context);
    Client::new(
        bank.with_warp(move |slot| {
            context.lock().unwrap().warp_to_slot(slot).map_err(|error| error.to_string())
        }),
        payer,
    )
}

/// Creates a mint of `program` and mints 42 base units to the payer. Returns the mint and the payer's account.
async fn mint(client: &Client<Banks>, program: TokenProgram) -> (Pubkey, Pubkey) {
    let mint = Keypair::new();
    let owner = client.payer();
    let account = associated_token_address(&owner, &mint.pubkey(), program);
    let rent = client.transport().rent().await.unwrap();
    let mut instructions =
        create_mint(&owner, &mint.pubkey(), &MintConfig::new(program, 6, owner), &rent).unwrap();
    instructions.push(create_associated_token_account(&owner, &owner, &mint.pubkey(), program));
    instructions.push(mint_to(program, &mint.pubkey(), &account, &owner, 42).unwrap());
    client.send(&instructions, &[&mint]).await.unwrap();
    (mint.pubkey(), account)
}

#[tokio::test]
async fn tokens_are_minted_and_the_record_is_complete() {
    let client = client().await;
    for program in [TokenProgram::Spl, TokenProgram::Token2022] {
        let (mint, account) = mint(&client, program).await;
        let state = client.fetch_with(&account, "a token account", decode_token_account).await.unwrap();
        assert_eq!((state.mint, state.amount, state.program), (mint, 42, program));

        let other = Pubkey::new_unique();
        let create = create_associated_token_account(&client.payer(), &other, &mint, program);
        let landed = client.send(&[create], &[]).await.unwrap();
        assert!(landed.units_consumed > 5_000 && !landed.logs.is_empty(), "{landed:?}");
        let inner = landed.inner_instructions.unwrap();
        let account = associated_token_address(&other, &mint, program);
        assert!(inner.iter().any(|call| call.program_id == program.id() && call.accounts.contains(&account)));
    }
}

#[tokio::test]
async fn the_weight_is_what_the_validator_counts() {
    let client = client().await;
    let payer = client.payer();
    let (spl, _) = mint(&client, TokenProgram::Spl).await;
    let (token_2022, _) = mint(&client, TokenProgram::Token2022).await;
    let others: Vec<Pubkey> = vec![spl, token_2022];
    let table = lookup_table::create(&client, &others).await.unwrap();

    let mut long = transfer(&payer, &payer, 1);
    long.accounts.extend(others.iter().map(|other| AccountMeta::new_readonly(*other, false)));
    let cases: [Vec<Instruction>; 3] = [
        vec![transfer(&payer, &payer, 1)],
        vec![
            create_associated_token_account(&payer, &payer, &spl, TokenProgram::Spl),
            create_associated_token_account(&payer, &payer, &token_2022, TokenProgram::Token2022),
        ],
        vec![long],
    ];
    for instructions in cases {
        let limits = Limits { units: MAX_UNITS, loaded_bytes: 64 * 1024 * 1024, priority_fee: 0 };
        let blockhash = client.transport().latest_blockhash().await.unwrap();
        let tables = std::slice::from_ref(&table);
        let message = compile(&payer, &instructions, tables, blockhash.hash, &limits).unwrap();
        let weight = loaded_bytes(client.transport(), &message, tables).await.unwrap();
        let simulated = client.transport().simulate(&unsigned(message).unwrap()).await.unwrap();
        assert_eq!(simulated.error, None);
        assert_eq!(Some(weight), simulated.loaded_accounts_bytes.map(u64::from));
        client.clone().with_lookup_tables(vec![table.clone()]).send(&instructions, &[]).await.unwrap();
    }
}

#[tokio::test]
async fn the_same_order_given_twice_is_two_transactions() {
    let client = client().await;
    let alice = Pubkey::new_unique();
    for _ in 0..2 {
        client.send(&[transfer(&client.payer(), &alice, SOL)], &[]).await.unwrap();
    }
    let account = client.transport().get_account(&alice).await.unwrap().unwrap();
    assert_eq!(account.lamports, 2 * SOL);
}

#[tokio::test]
async fn failures_are_explained() {
    let client = client().await;
    let poor = Keypair::new();
    let instructions =
        [transfer(&client.payer(), &poor.pubkey(), SOL), transfer(&poor.pubkey(), &client.payer(), 2 * SOL)];
    let error = client.send(&instructions, &[&poor]).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "instruction 1 failed: system program: account does not have enough SOL to perform the operation \
         (ResultWithNegativeLamports 1)"
    );
    assert!(!error.failure().unwrap().logs.is_empty());
}

#[tokio::test]
async fn the_bank_lists_nothing_and_says_so() {
    let client = client().await;
    let error = client
        .transport()
        .get_program_accounts(&Pubkey::default(), &AccountFilter::default())
        .await
        .unwrap_err();
    assert!(matches!(error, TransportError::Unsupported { .. }), "{error}");
    assert_eq!(Error::from(error).to_string(), "the banks engine cannot list a program's accounts");
}
