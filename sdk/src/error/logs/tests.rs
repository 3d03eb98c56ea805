use super::*;

const OUTER: &str = "11111111111111111111111111111112";
const INNER: &str = "11111111111111111111111111111113";

fn logs(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| line.replace("OUTER", OUTER).replace("INNER", INNER)).collect()
}

#[test]
fn the_innermost_program_is_to_blame() {
    let story = read(&logs(&[
        "Program OUTER invoke [1]",
        "Program log: Instruction: Draw",
        "Program INNER invoke [2]",
        "Program log: AnchorError thrown in programs/pau/src/x.rs:7. Error Code: LimitExceeded. Error Number: 6104. \
         Error Message: expected at most the available limit.",
        "Program log: Left: 5",
        "Program log: Right: 3",
        "Program INNER consumed 900 of 1000 compute units",
        "Program INNER failed: custom program error: 0x17d8",
        "Program OUTER consumed 950 of 1000 compute units",
        "Program OUTER failed: custom program error: 0x17d8",
    ]));
    assert_eq!(story.program.unwrap().to_string(), INNER);
    assert_eq!(
        story.report.unwrap(),
        AnchorReport {
            name: "LimitExceeded".into(),
            number: 6104,
            message: "expected at most the available limit".into(),
            account: None,
            compared: Some(("5".into(), "3".into())),
        }
    );
}

#[test]
fn a_call_that_succeeded_is_not_to_blame() {
    let story = read(&logs(&[
        "Program OUTER invoke [1]",
        "Program INNER invoke [2]",
        "Program log: inner words",
        "Program INNER success",
        "Program log: outer words",
        "Program return: OUTER AAAA",
        "Program OUTER failed: insufficient funds for instruction",
    ]));
    assert_eq!(story.program.unwrap().to_string(), OUTER);
    assert_eq!(story.last_words.as_deref(), Some("outer words"));
    assert_eq!(story.report, None);
}

#[test]
fn the_account_and_the_compared_keys_are_read() {
    let story = read(&logs(&[
        "Program OUTER invoke [1]",
        "Program log: AnchorError caused by account: vault. Error Code: ConstraintHasOne. Error Number: 2001. Error \
         Message: A has one constraint was violated.",
        "Program log: Left:",
        "Program log: INNER",
        "Program log: Right:",
        "Program log: OUTER",
        "Program OUTER failed: custom program error: 0x7d1",
    ]));
    let report = story.report.unwrap();
    assert_eq!(report.account.as_deref(), Some("vault"));
    assert_eq!(report.compared, Some((INNER.into(), OUTER.into())));
}

#[test]
fn an_error_without_origin_a_builtin_error_and_cut_logs_are_read() {
    let report = anchor_report(
        "AnchorError occurred. Error Code: InstructionMissing. Error Number: 100. Error Message: Instruction \
         discriminator not provided.",
    )
    .unwrap();
    assert_eq!((report.name.as_str(), report.number, report.account), ("InstructionMissing", 100, None));
    let report = anchor_report(
        "ProgramError caused by account: mint. Error Code: InvalidArgument. Error Number: 8589934592. Error Message: \
         The arguments provided to a program instruction were invalid.",
    )
    .unwrap();
    assert_eq!((report.number, report.account.as_deref()), (8_589_934_592, Some("mint")));
    assert_eq!(read(&logs(&["Program OUTER invoke [1]", "Log truncated"])), Story::default());
}
