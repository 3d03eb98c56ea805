use {super::*, solana_sdk_ids::system_program};

fn rejection(error: TransactionError, logs: &[&str]) -> Rejection {
    let logs = logs.iter().map(|line| (*line).to_owned()).collect();
    Rejection { error, signature: None, units_consumed: 7, logs }
}

fn instruction(program: Pubkey) -> Instruction {
    Instruction { program_id: program, accounts: Vec::new(), data: Vec::new() }
}

#[test]
fn the_callers_instruction_is_counted_without_the_limits() {
    let instructions = [instruction(Pubkey::new_unique()), instruction(system_program::ID)];
    let error = TransactionError::InstructionError(3, InstructionError::Custom(1));
    let failure = Failure::of(rejection(error, &[]), &instructions, 2);
    assert_eq!((failure.instruction, failure.code(), failure.units_consumed), (Some(1), Some(1), 7));
    assert_eq!(
        failure.to_string(),
        "instruction 1 failed: system program: account does not have enough SOL to perform the operation \
         (ResultWithNegativeLamports 1)"
    );
}

#[test]
fn anchors_words_win_over_the_tables() {
    let program = Pubkey::from_str_const("11111111111111111111111111111112");
    let logs = [
        "Program 11111111111111111111111111111112 invoke [1]",
        "Program log: AnchorError caused by account: limit. Error Code: RateLimitExceeded. Error Number: 6104. Error \
         Message: The amount exceeds what the rate limit has available.",
        "Program log: Left: 5",
        "Program log: Right: 3",
        "Program 11111111111111111111111111111112 failed: custom program error: 0x17d8",
    ];
    let error = TransactionError::InstructionError(2, InstructionError::Custom(6104));
    let failure = Failure::of(rejection(error, &logs), &[instruction(program)], 2);
    assert_eq!(
        failure.to_string(),
        "instruction 0 failed: program 11111111111111111111111111111112: The amount exceeds what the rate limit has \
         available (RateLimitExceeded 6104, account `limit`, compared 5 with 3)"
    );
}

#[test]
fn a_report_of_another_error_is_left_aside() {
    let logs = [
        "Program 11111111111111111111111111111112 invoke [1]",
        "Program log: AnchorError occurred. Error Code: Old. Error Number: 6000. Error Message: Overcome.",
        "Program 11111111111111111111111111111112 failed: custom program error: 0x1",
    ];
    let error = TransactionError::InstructionError(0, InstructionError::Custom(1));
    let cause = Failure::of(rejection(error, &logs), &[], 0).cause.unwrap();
    assert_eq!((cause.name.as_str(), cause.code), ("Custom", Some(1)));
}

#[test]
fn an_error_of_the_runtime_keeps_the_programs_last_words() {
    let logs = [
        "Program 11111111111111111111111111111111 invoke [1]",
        "Program log: from the heart",
        "Program 11111111111111111111111111111111 failed: insufficient funds for instruction",
    ];
    let error = TransactionError::InstructionError(0, InstructionError::InsufficientFunds);
    let failure = Failure::of(rejection(error, &logs), &[instruction(system_program::ID)], 0);
    assert_eq!(failure.code(), None);
    assert_eq!(
        failure.to_string(),
        "instruction 0 failed: system program: from the heart (InsufficientFunds)"
    );
}

#[test]
fn a_refused_transaction_names_the_account() {
    let poor = Pubkey::new_unique();
    let error = TransactionError::InsufficientFundsForRent { account_index: 1 };
    let mut failure = Failure::of(rejection(error, &[]), &[], 2);
    failure.blame_account(&[Pubkey::new_unique(), poor]);
    assert_eq!(failure.account, Some(poor));
    let message = failure.to_string();
    assert!(
        message.starts_with("the transaction was refused: ")
            && message.ends_with(&format!("(account {poor})"))
    );
}
