use {
    super::*,
    crate::{
        cluster::Cluster,
        token::{create_associated_token_account, transfer_checked, TokenProgram, Transfer},
        transaction::loaded_bytes,
    },
    solana_instruction::{error::InstructionError, AccountMeta},
    solana_keypair::Keypair,
    solana_system_interface::instruction::transfer,
    solana_transaction_error::TransactionError,
};

const SOL: u64 = 1_000_000_000;

fn cluster() -> (Cluster, Keypair) {
    let cluster = Cluster::builder().build().unwrap();
    let payer = cluster.funded_keypair(10 * SOL).unwrap();
    (cluster, payer)
}

#[tokio::test]
async fn a_transaction_lands_with_the_units_it_needs_and_no_more() {
    let (cluster, payer) = cluster();
    let client = cluster.client(payer);
    let alice = Pubkey::new_unique();
    let instructions = [transfer(&client.payer(), &alice, SOL)];
    let simulated = client.simulate(&instructions, &[]).await.unwrap();
    assert_eq!(
        (simulated.error, simulated.units_consumed),
        (None, 450),
        "the transfer and two limits, 150 each"
    );
    let landed = client.send(&instructions, &[]).await.unwrap();
    assert_eq!((landed.units_consumed, landed.fee), (450, Some(5_000)));
    assert_eq!(cluster.account(&alice).unwrap().lamports, SOL);

    // 450 units and 10 % more, rounded up, at two lamports each.
    let paying = client.clone().with_config(Config { priority_fee: 2_000_000, ..Config::default() });
    let landed = paying.send(&instructions, &[]).await.unwrap();
    assert_eq!(landed.units_consumed, 600);
    assert_eq!(landed.fee, Some(5_000 + 2 * 660));
}

#[tokio::test]
async fn fixed_units_are_declared_without_a_simulation() {
    let (cluster, payer) = cluster();
    let config = |units| Config { units: Units::Fixed(units), ..Config::default() };
    let client = cluster.client(payer);
    let instructions = [transfer(&client.payer(), &Pubkey::new_unique(), SOL)];
    client.clone().with_config(config(450)).send(&instructions, &[]).await.unwrap();
    let error = client.with_config(config(449)).send(&instructions, &[]).await.unwrap_err();
    let failure = error.failure().unwrap();
    assert_eq!(
        failure.error,
        TransactionError::InstructionError(2, InstructionError::ComputationalBudgetExceeded)
    );
    assert_eq!(failure.instruction, Some(0));
    assert!(failure.signature.is_some(), "it was not simulated, so it landed and failed");
}

#[tokio::test]
async fn what_fails_in_simulation_is_not_sent() {
    let (cluster, payer) = cluster();
    let poor = cluster.funded_keypair(SOL).unwrap();
    let client = cluster.client(payer.insecure_clone());
    let instructions =
        [transfer(&payer.pubkey(), &poor.pubkey(), 1), transfer(&poor.pubkey(), &payer.pubkey(), 2 * SOL)];
    let before = cluster.snapshot_all();
    let error = client.send(&instructions, &[&poor]).await.unwrap_err();
    assert_eq!(before.differences(&cluster.snapshot_all()), [], "not even the fee was paid");
    assert_eq!(
        error.to_string(),
        "instruction 1 failed: system program: account does not have enough SOL to perform the operation \
         (ResultWithNegativeLamports 1)"
    );
    let failure = error.failure().unwrap();
    assert_eq!((failure.signature, failure.instruction, error.code()), (None, Some(1), Some(1)));
    assert!(failure.logs.iter().any(|line| line.contains("insufficient lamports")), "{:?}", failure.logs);
}

#[tokio::test]
async fn an_account_that_would_not_be_rent_exempt_is_named() {
    let (cluster, payer) = cluster();
    let alice = Pubkey::new_unique();
    let client = cluster.client(payer);
    let error = client.send(&[transfer(&client.payer(), &alice, 1)], &[]).await.unwrap_err();
    assert_eq!(error.failure().unwrap().account, Some(alice));
    assert!(error.to_string().ends_with(&format!("(account {alice})")), "{error}");
}

#[tokio::test]
async fn token_errors_are_decoded() {
    let (cluster, payer) = cluster();
    let client = cluster.client(payer);
    for program in [TokenProgram::Spl, TokenProgram::Token2022] {
        let config = crate::token::MintConfig::new(program, 6, cluster.operator());
        let mint = cluster.create_mint_with(&config).unwrap();
        let source = cluster.mint_tokens(&mint, &client.payer(), 5).unwrap();
        let destination = cluster.create_token_account(&mint, &cluster.operator()).unwrap();
        let payment =
            Transfer { source, destination, authority: client.payer(), mint, decimals: 6, amount: 6 };
        let error = client.send(&[transfer_checked(program, &payment).unwrap()], &[]).await.unwrap_err();
        let cause = error.failure().unwrap().cause.clone().unwrap();
        assert_eq!((cause.program, cause.code), (Some(program.id()), Some(1)));
        assert_eq!(cause.name, "InsufficientFunds");
        let payment = Transfer { amount: 5, ..payment };
        client.send(&[transfer_checked(program, &payment).unwrap()], &[]).await.unwrap();
        assert_eq!(cluster.token_balance(&destination).unwrap(), 5);
    }
}

#[tokio::test]
async fn the_innermost_program_of_a_chain_is_blamed() {
    let (cluster, payer) = cluster();
    let client = cluster.client(payer);
    let mint = cluster.create_mint(6).unwrap();
    // The associated token program calls Token-2022, which does not own the mint.
    let create =
        create_associated_token_account(&client.payer(), &client.payer(), &mint, TokenProgram::Token2022);
    let error = client.send(&[create], &[]).await.unwrap_err();
    let cause = error.failure().unwrap().cause.clone().unwrap();
    assert_eq!(cause.program, Some(TokenProgram::Token2022.id()), "{error}");
}

#[tokio::test]
async fn the_loaded_data_limit_is_just_enough() {
    let (cluster, payer) = cluster();
    let client = cluster.client(payer);
    let mint = cluster.create_mint(6).unwrap();
    let create = create_associated_token_account(&client.payer(), &client.payer(), &mint, TokenProgram::Spl);
    let blockhash = client.transport().latest_blockhash().await.unwrap();
    let (message, limits) = client.weigh(std::slice::from_ref(&create), &blockhash, MAX_UNITS).await.unwrap();
    let bytes = loaded_bytes(client.transport(), &message, &[]).await.unwrap();
    // p-token's code alone is about 95 KB, in an account that the transaction does not name.
    assert!(bytes > 90_000, "{bytes}");
    assert!(u64::from(limits.loaded_bytes) > bytes && u64::from(limits.loaded_bytes) < bytes + 2 * 32_768);
    client.send(&[create], &[]).await.unwrap();

    // The engine enforces the limit: the account alone is heavier than this.
    let mut big = cluster.account(&mint).unwrap();
    big.data = vec![0; 100_000];
    big.lamports = SOL;
    let heavy = Pubkey::new_unique();
    cluster.set_account(&heavy, big).unwrap();
    let mut instruction = transfer(&client.payer(), &client.payer(), 1);
    instruction.accounts.push(AccountMeta::new_readonly(heavy, false));
    client.send(std::slice::from_ref(&instruction), &[]).await.unwrap();
    let limits = Limits { units: MAX_UNITS, loaded_bytes: 100_000, priority_fee: 0 };
    let blockhash = client.transport().latest_blockhash().await.unwrap();
    let message = compile(&client.payer(), &[instruction], &[], blockhash.hash, &limits).unwrap();
    let transaction = sign(message, &[&**client.payer_signer()]).unwrap();
    let error = client.transport().execute(&transaction).unwrap_err();
    assert!(error.to_string().contains("max loaded accounts data size cap"), "{error}");
}

#[tokio::test]
async fn accounts_are_read_with_their_owner_checked() {
    let (cluster, payer) = cluster();
    let client = cluster.client(payer);
    let mint = cluster.create_mint(6).unwrap();
    let fetched = client.fetch_with(&mint, "a mint", crate::token::decode_mint).await.unwrap();
    assert_eq!(fetched.decimals, 6);
    let missing = Pubkey::new_unique();
    let error = client.fetch_with(&missing, "a mint", crate::token::decode_mint).await.unwrap_err();
    assert_eq!(error.to_string(), format!("expected a mint at {missing}, came no account"));
    let payer = client.payer();
    let error = client.fetch_with(&payer, "a mint", crate::token::decode_mint).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("expected a mint at {payer}, came an account of program 11111111111111111111111111111111, which is no token program")
    );
}

/// Or anybody could keep a client from seeing that an account is still to be created.
#[tokio::test]
async fn lamports_that_are_sent_ahead_are_no_account() {
    use configurator::state::Scope;
    let (cluster, payer) = cluster();
    let client = cluster.client(payer);
    let address = Pubkey::new_unique();
    client.send(&[transfer(&client.payer(), &address, SOL)], &[]).await.unwrap();
    assert_eq!(cluster.account(&address).map(|account| account.lamports), Some(SOL));
    assert_eq!(client.created(&address).await.unwrap(), None);
    assert!(client.fetch_optional::<Scope>(&address).await.unwrap().is_none());
    assert!(client.fetch_many::<Scope>(&[address]).await.unwrap()[0].is_none());
    // What has to be there and is not, is named.
    let error = client.fetch::<Scope>(&address).await.map(drop).unwrap_err().to_string();
    assert!(error.contains("an account of program 11111111111111111111111111111111"), "{error}");
    // Something else of a program is not taken for nothing.
    let mint = cluster.create_mint(6).unwrap();
    assert!(client.created(&mint).await.unwrap().is_some());
    assert!(client.fetch_optional::<Scope>(&mint).await.is_err());
}

#[tokio::test]
async fn a_view_returns_data_without_sending() {
    let (cluster, payer) = cluster();
    let client = cluster.client(payer);
    let mint = cluster.create_mint(6).unwrap();
    let sized = anchor_spl::token_2022::spl_token_2022::instruction::get_account_data_size(
        &TokenProgram::Spl.id(),
        &mint,
        &[],
    )
    .unwrap();
    let before = cluster.snapshot_all();
    assert_eq!(client.view_as::<u64>(sized.clone()).await.unwrap(), 165);
    assert_eq!(cluster.snapshot_all(), before);
    let error = client.view_as::<u32>(sized).await.unwrap_err();
    assert!(error.to_string().contains("8 bytes"), "{error}");
    let silent = transfer(&client.payer(), &client.payer(), 1);
    let error = client.view(silent).await.unwrap_err();
    assert!(matches!(error, Error::ReturnData { .. }), "{error}");
}

#[tokio::test]
async fn a_client_works_in_a_task_of_its_own() {
    let (cluster, payer) = cluster();
    let client = cluster.client(payer);
    let alice = Keypair::new();
    let task = tokio::spawn(async move {
        let instructions =
            [transfer(&client.payer(), &alice.pubkey(), SOL), transfer(&alice.pubkey(), &client.payer(), 1)];
        client.send(&instructions, &[&alice]).await.map(|landed| (landed, alice.pubkey()))
    });
    let (_, alice) = task.await.unwrap().unwrap();
    assert_eq!(cluster.account(&alice).unwrap().lamports, SOL - 1);
}

/// Another version of a program has accounts of another length: an error that says so, not a panic.
#[tokio::test]
async fn an_account_of_another_length_is_refused_in_words() {
    use anchor_lang::Discriminator;
    use configurator::state::Scope;
    let (cluster, payer) = cluster();
    let client = cluster.client(payer);
    let address = Pubkey::new_unique();
    for length in [Scope::SPACE - 1, Scope::SPACE + 1] {
        let mut data = vec![0; length];
        data[..8].copy_from_slice(Scope::DISCRIMINATOR);
        let account =
            solana_account::Account { lamports: SOL, data, owner: configurator::ID, ..Default::default() };
        cluster.set_account(&address, account).unwrap();

        let error = client.fetch::<Scope>(&address).await.unwrap_err().to_string();

        assert!(error.contains(&format!("{length} bytes (expected {})", Scope::SPACE)), "{error}");
    }
}
