use {super::*, proptest::prelude::*};

#[test]
fn people_write_amounts_in_many_ways() {
    let cases = [
        ("0", 6, 0),
        ("1", 0, 1),
        ("26.25M", 6, 26_250_000_000_000),
        ("1_000.5", 6, 1_000_500_000),
        ("1,000.5", 6, 1_000_500_000),
        ("50k", 6, 50_000_000_000),
        ("50K", 0, 50_000),
        (" 2.5 B ", 6, 2_500_000_000_000_000),
        ("0.000001", 6, 1),
        ("0.1000000000", 6, 100_000),
        ("1.5k", 0, 1_500),
        ("0.001k", 0, 1),
        ("18446744073709551615", 0, u64::MAX),
        ("18,446,744,073,709.551615", 6, u64::MAX),
        ("0.000000000000000000001T", 9, 1),
        ("0", 255, 0),
    ];
    for (text, decimals, units) in cases {
        assert_eq!(parse_units(text, decimals), Ok(units), "{text} with {decimals} decimals");
    }
}

#[test]
fn what_is_no_amount_is_refused() {
    for text in [
        "", " ", ".", "1.", ".5", "-1", "+1", "1e6", "1.5.5", "_1", "1_", "1__0", "1._5", "1.5_5", "k",
        "1kk", "0x10", "１",
    ] {
        assert_eq!(parse_units(text, 6), Err(AmountError::Malformed { text: text.to_owned() }), "{text:?}");
    }
}

#[test]
fn what_cannot_be_represented_is_refused_with_the_reason() {
    let too_fine = parse_units("0.0000001", 6).unwrap_err();
    assert_eq!(too_fine.to_string(), "0.0000001 is finer than the token's 6 decimals");
    assert_eq!(parse_units("0.5", 0), Err(AmountError::TooFine { text: "0.5".into(), decimals: 0 }));
    let too_large = parse_units("18446744073709.551616", 6).unwrap_err();
    assert_eq!(
        too_large.to_string(),
        "18446744073709.551616 with 6 decimals exceeds the largest amount, 18,446,744,073,709.551615"
    );
    assert_eq!(parse_units("1", 20), Err(AmountError::TooLarge { text: "1".into(), decimals: 20 }));
}

#[test]
fn base_units_are_written_for_people() {
    let cases = [
        (0, 6, "0"),
        (1, 6, "0.000001"),
        (1_000_000, 6, "1"),
        (26_250_000_000_000, 6, "26,250,000"),
        (1_000_500_000, 6, "1,000.5"),
        (999, 0, "999"),
        (1_000, 0, "1,000"),
        (u64::MAX, 0, "18,446,744,073,709,551,615"),
        (u64::MAX, 20, "0.18446744073709551615"),
    ];
    for (units, decimals, text) in cases {
        assert_eq!(format_units(units, decimals), text);
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back(units: u64, decimals: u8) {
        prop_assert_eq!(parse_units(&format_units(units, decimals), decimals), Ok(units));
    }

    #[test]
    fn a_suffix_is_only_a_shorter_way(thousands in 0_u64..=18_000, decimals in 0_u8..=9) {
        let long = parse_units(&format!("{thousands}000000"), decimals);
        prop_assert_eq!(parse_units(&format!("{thousands}M"), decimals), long.map_err(|_| AmountError::TooLarge {
            text: format!("{thousands}M"), decimals,
        }));
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,40}", decimals: u8) {
        if let Ok(units) = parse_units(&text, decimals) {
            prop_assert_eq!(parse_units(&format_units(units, decimals), decimals), Ok(units));
        }
    }
}
