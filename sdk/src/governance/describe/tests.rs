use super::*;

fn key(byte: u8) -> Pubkey {
    Pubkey::new_from_array([byte; 32])
}

fn text(payload: &Payload) -> String {
    Description(payload).to_string()
}

#[test]
fn a_limit_is_read_with_its_zeros_grouped() {
    let (pau, target, mint) = (key(1), key(2), key(3));
    let grant = Grant::RateLimit {
        kind: LimitKind::Transfer,
        target,
        mint,
        max: 10_000_000_000_000,
        slope: u64::MAX,
    };
    assert_eq!(
        text(&Payload::AddInit { pau, grant }),
        format!(
            "effect: a limit on transfers to an endpoint is approved\nmax: 10 000 000 000 000 base units\n\
             slope: unlimited a day\nendpoint: {target}\nmint: {mint}\nPAU: {pau}"
        )
    );
}

#[test]
fn parameters_are_read_in_days_and_percent() {
    let text = text(&Payload::SetParameters { delay: 1_209_600, hop: 64_800, max_change_bps: 2_550 });
    for expected in
        ["delay of additions: 14 d", "between two raises of a limit: 18 h", "largest raise: 25.5 %"]
    {
        assert!(text.contains(expected), "{expected:?} in {text}");
    }
}

#[test]
fn an_action_names_every_account_and_its_flags() {
    let spec = ActionSpec {
        program: key(4),
        accounts: vec![
            AccountRule { role: AccountRole::Proxy, writable: false, signer: true },
            AccountRule { role: AccountRole::Vault(key(5)), writable: true, signer: false },
            AccountRule { role: AccountRole::Pinned(key(6)), writable: false, signer: false },
        ],
        data_prefix: vec![3, 255],
        one_shot: true,
    };
    let grant = Grant::Action(spec.clone());
    let lines = describe(&Payload::AddInit { pau: Pubkey::default(), grant });
    let accounts = format!("the Book's proxy (signs), the Book's vault of {} (written), {}", key(5), key(6));
    assert_eq!(
        lines,
        [
            ("effect", "relayers may make one call, once".to_owned()),
            ("program", key(4).to_string()),
            ("data starts with", "03ff".to_owned()),
            ("accounts", accounts),
            ("hash", hex(&spec.hash())),
            ("PAU", "every registered PAU".to_owned()),
        ]
    );
}

#[test]
fn nobody_is_never_a_row_of_ones() {
    let controller = Grant::Controller {
        signer: key(7),
        book: Pubkey::default(),
        kinds: LimitKind::Transfer.bit() | LimitKind::Claim.bit(),
    };
    let text = text(&Payload::AddInit { pau: key(1), grant: controller });
    assert!(text.contains("Book: every Book\n") && text.contains("limits: transfer, claim\n"), "{text}");
}

#[test]
fn permits_name_their_target_and_no_pau() {
    let permit =
        |digest| Payload::AddInit { pau: Pubkey::default(), grant: Grant::Permit { target: key(8), digest } };
    let release = text(&permit(configurator::RELEASE_VAULT_DIGEST));
    assert!(release.ends_with("digest: release this vault to the relayers"), "{release}");
    assert!(text(&permit([0xab; 32])).ends_with(&"ab".repeat(32)));
}

#[test]
fn whoever_gets_power_is_named() {
    let (pau, govops) = (key(1), key(9));
    for payload in [
        Payload::GrantCBeam { pau, govops },
        Payload::SetRole { role: Role::Conserver, key: govops },
        Payload::RegisterPau { pau: govops },
    ] {
        assert!(text(&payload).contains(&govops.to_string()), "{payload:?}");
    }
    assert!(text(&Payload::SetRole { role: Role::Mom, key: govops }).contains("role: mom\n"));
}

#[test]
fn every_kind_of_limit_has_a_name() {
    assert_eq!(limit_kinds(LimitKind::ALL), "transfer, claim, withdraw, action, deposit, swap in, swap out");
}

#[test]
fn odd_durations_are_exact() {
    assert_eq!((duration(0), duration(90_061)), ("0 s".into(), "1 d 1 h 1 min 1 s".into()));
    assert_eq!((percent(1), percent(10_000)), ("0.01 %".into(), "100 %".into()));
    assert_eq!(base_units(0), "0 base units");
}
