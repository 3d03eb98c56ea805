use {super::*, solana_account::Account};

#[test]
fn known_associated_addresses() {
    // The USDC account of the system program's address, by either program.
    let mint = Pubkey::from_str_const("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v");
    let owner = Pubkey::default();
    let spl = associated_token_address(&owner, &mint, TokenProgram::Spl);
    let token_2022 = associated_token_address(&owner, &mint, TokenProgram::Token2022);
    assert_ne!(spl, token_2022);
    let created = create_associated_token_account(&mint, &owner, &mint, TokenProgram::Spl);
    assert_eq!(created.accounts.get(1).map(|account| account.pubkey), Some(spl));
    assert_eq!(created.data, [1], "the idempotent variant");
}

#[test]
fn programs_are_found_by_their_address() {
    for program in [TokenProgram::Spl, TokenProgram::Token2022] {
        assert_eq!(TokenProgram::from_id(&program.id()), Some(program));
    }
    assert_eq!(TokenProgram::from_id(&Pubkey::default()), None);
}

#[test]
fn what_is_no_token_account_says_what_it_is() {
    let system = Account::default();
    let error = decode_token_account(&system).unwrap_err();
    assert!(error.ends_with("which is no token program"), "{error}");
    let short = Account { owner: TokenProgram::Spl.id(), data: vec![1; 82], ..Account::default() };
    let error = decode_token_account(&short).unwrap_err();
    assert!(error.starts_with("82 bytes that are no token account"), "{error}");
    assert!(decode_mint(&system).is_err());
}
