use {
    super::*,
    crate::token::{
        associated_token_address, create_associated_token_account, MintConfig, MintExtension, TokenProgram,
    },
    solana_rent::Rent,
    solana_system_interface::instruction::transfer,
};

const SOL: u64 = 1_000_000_000;

fn cluster() -> Cluster {
    Cluster::builder().build().unwrap()
}

#[test]
fn rent_is_that_of_mainnet() {
    let cluster = cluster();
    let rent = cluster.transport().with_svm(|svm| svm.get_sysvar::<Rent>());
    assert_eq!(rent.minimum_balance(165), 1_488_440);
    let mint = cluster.create_mint(6).unwrap();
    let account = cluster.mint_tokens(&mint, &Pubkey::new_unique(), 1).unwrap();
    assert_eq!(cluster.account(&account).unwrap().lamports, 1_488_440, "what the token program asked for");
}

#[test]
fn the_token_program_is_the_one_chosen() {
    for (kind, transfer_is_cheap) in [(TokenProgramKind::PToken, true), (TokenProgramKind::SplToken, false)] {
        for features in [Features::Mainnet, Features::All] {
            let cluster = Cluster::builder().features(features).token_program(kind).build().unwrap();
            assert_eq!(cluster.token_program_kind(), kind);
            let mint = cluster.create_mint(6).unwrap();
            let account = cluster.mint_tokens(&mint, &cluster.operator(), 10).unwrap();
            let instruction =
                crate::token::mint_to(TokenProgram::Spl, &mint, &account, &cluster.operator(), 1).unwrap();
            let units = cluster.execute(&[instruction], &[]).unwrap().units_consumed;
            assert_eq!(units < 1_000, transfer_is_cheap, "{kind:?} with {features:?} takes {units} units");
        }
    }
    assert_eq!(cluster().token_program_kind(), TokenProgramKind::PToken, "mainnet runs p-token");
}

#[test]
fn time_moves_as_told() {
    let cluster = Cluster::builder().unix_time(1_000).build().unwrap();
    let slot = cluster.slot();
    cluster.advance(60).unwrap();
    assert_eq!((cluster.unix_time(), cluster.slot()), (1_060, slot + 300));
    cluster.warp_to(500).unwrap();
    assert_eq!((cluster.unix_time(), cluster.slot()), (500, slot + 300), "slots never go back");
    cluster.advance_slots(7);
    assert_eq!((cluster.unix_time(), cluster.slot()), (500, slot + 307));
    let error = cluster.warp_to(i64::MAX).unwrap_err();
    assert!(matches!(error, ClusterError::Time { now: 500, .. }), "{error}");
    assert_eq!(cluster.unix_time(), 500);
}

#[test]
fn every_kind_of_mint_can_be_created() {
    let cluster = cluster();
    let key = Pubkey::new_unique();
    let extensions = [
        MintExtension::TransferFee { basis_points: 50, maximum: 1_000 },
        MintExtension::TransferHook { program: key },
        MintExtension::PermanentDelegate(key),
        MintExtension::DefaultFrozen,
        MintExtension::NonTransferable,
        MintExtension::Pausable(key),
        MintExtension::CloseAuthority(key),
        MintExtension::InterestBearing { basis_points: -5 },
        MintExtension::ConfidentialTransfer,
    ];
    for extension in extensions {
        let config = MintConfig::new(TokenProgram::Token2022, 9, cluster.operator())
            .with_freeze_authority(key)
            .with_extension(extension);
        let mint = cluster.create_mint_with(&config).unwrap_or_else(|error| panic!("{extension:?}: {error}"));
        let state = cluster.mint(&mint).unwrap();
        assert_eq!((state.program, state.decimals, state.supply), (TokenProgram::Token2022, 9, 0));
        assert_eq!((state.authority, state.freeze_authority), (Some(cluster.operator()), Some(key)));
    }
    let wrong = MintConfig::new(TokenProgram::Spl, 9, key).with_extension(MintExtension::DefaultFrozen);
    assert!(matches!(cluster.create_mint_with(&wrong), Err(Error::Compile { .. })));
}

#[test]
fn tokens_are_minted_to_the_owners_account() {
    let cluster = cluster();
    let owner = Pubkey::new_unique();
    for program in [TokenProgram::Spl, TokenProgram::Token2022] {
        let mint = cluster.create_mint_with(&MintConfig::new(program, 6, cluster.operator())).unwrap();
        let account = cluster.mint_tokens(&mint, &owner, 40).unwrap();
        cluster.mint_tokens(&mint, &owner, 2).unwrap();
        assert_eq!(account, associated_token_address(&owner, &mint, program));
        assert_eq!(cluster.token_balance(&account).unwrap(), 42);
        let state = cluster.token_account(&account).unwrap();
        assert_eq!((state.mint, state.owner, state.frozen, state.program), (mint, owner, false, program));
        assert_eq!(cluster.mint(&mint).unwrap().supply, 42);
    }
    let authority = Keypair::new();
    let mint = cluster.create_mint_with(&MintConfig::new(TokenProgram::Spl, 6, authority.pubkey())).unwrap();
    let error = cluster.mint_tokens(&mint, &owner, 1).unwrap_err();
    assert_eq!(
        error.to_string(),
        "instruction 0 failed: token program: Owner does not match (OwnerMismatch 4)",
        "the cluster is not its authority"
    );
    cluster.mint_tokens_as(&authority, &mint, &owner, 1).unwrap();
}

#[test]
fn a_snapshot_shows_every_difference() {
    let cluster = cluster();
    let [alice, bob, nobody] = [(); 3].map(|()| Pubkey::new_unique());
    cluster.airdrop(&alice, SOL).unwrap();
    let addresses = [alice, bob, nobody];
    let before = cluster.snapshot(&addresses);
    assert_eq!(before, cluster.snapshot(&addresses));
    assert_eq!(before.account(&alice).unwrap().lamports, SOL);
    let all = cluster.snapshot_all();

    cluster.airdrop(&bob, SOL).unwrap();
    assert_eq!(before.differences(&cluster.snapshot(&addresses)), [bob]);
    let changed = all.differences(&cluster.snapshot_all());
    assert!(changed.contains(&bob) && changed.contains(&cluster.operator()) && !changed.contains(&alice));
}

#[test]
fn a_program_that_was_not_built_is_named_with_the_remedy() {
    let id = Pubkey::new_unique();
    let Err(error) = Cluster::builder().deploy_dir("/nowhere").program(id, "pau").build() else {
        panic!("built without the file");
    };
    let message = error.to_string();
    assert!(message.starts_with("expected the program pau at /nowhere/pau.so: "), "{message}");
    assert!(message.ends_with("run `cargo xtask build`"), "{message}");
    let error = cluster().load_program(&id, "nonsense", b"not an ELF file").unwrap_err();
    assert!(matches!(error, ClusterError::Program { .. }), "{error}");
}

#[test]
fn the_same_instructions_can_be_sent_again_at_once() {
    let cluster = cluster();
    let alice = Pubkey::new_unique();
    for _ in 0..3 {
        cluster.airdrop(&alice, SOL).unwrap();
    }
    assert_eq!(cluster.account(&alice).unwrap().lamports, 3 * SOL);
}

#[test]
fn signatures_are_checked() {
    let cluster = cluster();
    let alice = cluster.funded_keypair(SOL).unwrap();
    let steal = transfer(&alice.pubkey(), &cluster.operator(), 1);
    let error = cluster.execute(std::slice::from_ref(&steal), &[]).unwrap_err();
    assert_eq!(error.to_string(), format!("{} must sign and its signer was not given", alice.pubkey()));
    let landed = cluster.execute(&[steal], &[&alice]).unwrap();
    assert_eq!(landed.fee, Some(10_000), "two signatures");
}

#[test]
fn inner_instructions_name_their_accounts() {
    let cluster = cluster();
    let mint = cluster.create_mint(6).unwrap();
    let owner = Pubkey::new_unique();
    let instruction = create_associated_token_account(&cluster.operator(), &owner, &mint, TokenProgram::Spl);
    let inner = cluster.execute(&[instruction], &[]).unwrap().inner_instructions.unwrap();
    let account = associated_token_address(&owner, &mint, TokenProgram::Spl);
    let created = inner.iter().find(|call| call.program_id == solana_sdk_ids::system_program::ID).unwrap();
    assert_eq!(created.accounts.get(1), Some(&account));
    assert!(inner.iter().all(|call| call.outer_index == 2 && call.stack_height == Some(2)), "{inner:?}");
}
