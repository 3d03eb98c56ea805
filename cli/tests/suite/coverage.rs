//! Every instruction of every program can be reached from the command line, and the README says how.

use clap::CommandFactory;
use halo_cli::Cli;
use halo_sdk::{amm, configurator, facility, lcts, nfat, pau, psm, wrapper};

struct Row {
    program: &'static str,
    instruction: String,
    command: &'static str,
}

/// The types make a removed instruction a compile error; `no_instruction_is_forgotten` finds the added ones.
macro_rules! rows {
    ($($program:ident { $($instruction:ident => $command:literal,)* })*) => {
        vec![$($(Row {
            program: stringify!($program),
            instruction: snake_case(std::any::type_name::<$program::instruction::$instruction>()),
            command: $command,
        },)*)*]
    };
}

fn rows() -> Vec<Row> {
    rows! {
        configurator {
            InitializeScope => "gov scope init",
            Schedule => "gov schedule",
            Execute => "gov execute",
            Cancel => "gov cancel",
            Pause => "gov pause",
            Resume => "gov resume",
            CloseOperation => "gov close",
            UnregisterPau => "gov unregister",
            RemoveInit => "gov remove-init",
            RevokeCbeam => "gov revoke-cbeam",
            ConsumePermit => "facility buybox",
            AddRateLimit => "limits add",
            SetRateLimit => "limits set",
            RemoveRateLimit => "limits remove",
            PauseRateLimit => "limits pause",
            ResumeRateLimit => "limits resume",
            SetRelayer => "govops set-relayer",
            RemoveRelayer => "govops remove-relayer",
            SetFreezer => "govops set-freezer",
            FreezePau => "halt pau",
            UnfreezePau => "halt clear pau",
            EnableAction => "govops enable-action",
            DisableAction => "govops disable-action",
            AddController => "govops add-controller",
            RemoveController => "govops remove-controller",
            OpenVault => "govops open-vault",
            ReleaseVault => "govops release-vault",
            TakeOver => "gov take-over",
            HandBack => "gov hand-back",
            GrantBeam => "beam grant",
            RevokeBeam => "beam revoke",
        }
        pau {
            InitializePau => "pau init",
            AddController => "pau controller add",
            RemoveController => "pau controller remove",
            AddRateLimit => "pau limit add",
            SetRateLimit => "pau limit set",
            RemoveRateLimit => "pau limit remove",
            PauseRateLimit => "pau limit pause",
            ResumeRateLimit => "pau limit resume",
            AvailableLimit => "pau limit show",
            SetRelayer => "pau relayer add",
            RemoveRelayer => "pau relayer remove",
            SetFreezer => "pau freezer set",
            AdvanceEpoch => "pau advance-epoch",
            Freeze => "pau freeze",
            Unfreeze => "pau unfreeze",
            OpenVault => "pau vault open",
            ReleaseVault => "pau vault release",
            MigrateVault => "pau vault migrate",
            Transfer => "pau transfer",
            EnableAction => "pau action enable",
            DisableAction => "pau action disable",
            Call => "pau call",
            Draw => "pau draw",
            Charge => "pau charge",
            Restore => "pau restore",
            Swap => "pool sell",
        }
        facility {
            InitializeFacility => "facility init",
            OpenCollection => "facility collection",
            SetBuybox => "facility buybox",
            ApprovePrime => "facility prime approve",
            SetPrime => "facility prime set",
            SetHalt => "halt facility",
            ClearHalt => "halt clear facility",
            HaltBook => "halt book",
            ClearBookHalt => "halt clear book",
            MigrateBook => "book migrate",
            Deposit => "facility deposit",
            Withdraw => "facility withdraw",
            QueueBalance => "facility queue",
            OpenBook => "book open",
            Claim => "deal claim",
            Attest => "book attest",
            BeginDeploying => "book deploying",
            Deploy => "book deploy",
            MarkAtRest => "book at-rest",
            ReturnFunds => "book return",
            BeginUnwinding => "book unwind",
            CloseBook => "book close",
            ProposeAccord => "deal accord propose",
            AcceptAccord => "deal accord accept",
            CancelAccord => "deal accord cancel",
            HoldUnit => "book hold",
            CollectUnit => "book collect",
            WriteDown => "book write-down",
            CheckQueue => "facility check-queue",
            CheckBook => "book check",
            BookState => "book state",
        }
        nfat {
            InitializeCollection => "facility collection",
            OpenRedeemVault => "book open",
            Mint => "deal claim",
            Fund => "nfat fund",
            TopUp => "nfat top-up",
            Redeem => "nfat redeem",
            Spend => "nfat spend",
            ClaimInterest => "nfat claim-interest",
            Reveal => "deal reveal",
            RequestRedeem => "nfat request-redeem",
            RequestInterest => "nfat request-interest",
            CancelRequest => "nfat cancel-request",
            FulfilRedeem => "nfat fulfil-redeem",
            FulfilInterest => "nfat fulfil-interest",
            SetPush => "nfat set-push",
            PushPayment => "nfat push",
            DeclareDefault => "nfat declare-default",
            WriteDown => "book write-down",
            Transfer => "nfat transfer",
            SetWhitelistMode => "nfat whitelist mode",
            AdmitReceiver => "nfat whitelist admit",
            RemoveReceiver => "nfat whitelist remove",
            Remint => "nfat remint",
            AssertUnit => "nfat assert",
            UnitState => "nfat show",
        }
        lcts {
            InitializeUnit => "lcts init",
            OpenQueue => "lcts open-queue",
            OpenHolding => "lcts open-holding",
            SetGuardrails => "lcts guardrails",
            Enter => "lcts enter",
            Claim => "lcts claim",
            Exit => "lcts exit",
            Lock => "lcts lock",
            SettleSubscribe => "lcts settle",
            SettleRedeem => "lcts settle",
            SettlePair => "lcts settle-pair",
            UnlockOverdue => "lcts unlock",
            SetRate => "lcts rate",
            Haircut => "lcts haircut",
            Subordinate => "lcts subordinate",
            CheckUnit => "lcts check",
            ClearHalt => "lcts clear-halt",
            EnterWithUsds => "lcts enter",
            UnitState => "lcts show",
            Deploy => "lcts deploy",
            ReturnFunds => "lcts return",
            ClosePosition => "lcts close",
            CloseGeneration => "lcts close-generation",
            ExchangeRate => "lcts show",
            GenerationState => "lcts generation",
            PositionState => "lcts position",
        }
        psm {
            InitializePsm => "psm init",
            Deposit => "psm deposit",
            Withdraw => "psm withdraw",
            SetRate => "psm rate",
            SetLimit => "psm limit",
            Pause => "psm pause",
            Unpause => "psm unpause",
            Swap => "psm swap",
            Quote => "psm swap",
        }
        amm {
            InitializeFeed => "pool feed init",
            SetReporters => "pool feed reporters",
            SetFeedLimits => "pool feed limits",
            PostNav => "pool feed post",
            RebaseFeed => "pool feed rebase",
            InitializePool => "pool init",
            OpenCustody => "pool open-custody",
            SetSpread => "pool spread",
            SetBounds => "pool bounds",
            SetDepth => "pool depth",
            SetLimits => "pool limits",
            SetSources => "pool sources",
            Sell => "pool sell",
            Buy => "pool buy",
            OpenPosition => "pool open-position",
            Deposit => "pool deposit",
            RequestWithdrawal => "pool withdraw",
            FillWithdrawal => "pool fill",
            ClaimWithdrawal => "pool claim",
            CancelWithdrawal => "pool cancel",
            CloseWithdrawal => "pool close-withdrawal",
            ClosePosition => "pool close-position",
            InitiateRedemption => "pool redeem",
            SettleRedemption => "pool settle",
            CloseRedemption => "pool close-redemption",
            FlagOverdue => "pool flag",
            ReturnInventory => "pool return",
            RemoveRedemption => "pool remove-redemption",
            TripBreaker => "pool trip",
            Pause => "pool pause",
            Unpause => "pool unpause",
            RebasePool => "pool rebase",
            CheckPool => "pool check",
            WriteDown => "pool write-down",
            Quote => "pool quote",
            PoolState => "pool show",
        }
        wrapper {
            OpenWrapper => "wrap open",
            Wrap => "wrap wrap",
            Collect => "wrap collect",
            Stake => "wrap stake",
            Unstake => "wrap unstake",
            ClaimRewards => "wrap claim",
            BurnFractions => "wrap burn",
            Unwrap => "wrap unwrap",
            ThawHolder => "wrap thaw",
            CloseWrapper => "wrap close",
        }
    }
}

fn snake_case(path: &str) -> String {
    let name = path.rsplit("::").next().unwrap();
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// Entry points in a program's table of contents.
fn entry_points(source: &str) -> Vec<String> {
    let functions = source.lines().filter_map(|line| line.strip_prefix("    pub fn "));
    functions.map(|function| function.split(['(', '<']).next().unwrap().to_owned()).collect()
}

#[test]
fn no_instruction_is_forgotten() {
    let programs = [
        ("configurator", include_str!("../../../programs/configurator/src/lib.rs")),
        ("pau", include_str!("../../../programs/pau/src/lib.rs")),
        ("facility", include_str!("../../../programs/facility/src/lib.rs")),
        ("nfat", include_str!("../../../programs/nfat/src/lib.rs")),
        ("lcts", include_str!("../../../programs/lcts/src/lib.rs")),
        ("psm", include_str!("../../../programs/psm/src/lib.rs")),
        ("amm", include_str!("../../../programs/amm/src/lib.rs")),
        ("wrapper", include_str!("../../../programs/wrapper/src/lib.rs")),
    ];
    for (program, source) in programs {
        let mut expected = entry_points(source);
        expected.sort();
        let mut covered: Vec<String> =
            rows().into_iter().filter(|row| row.program == program).map(|row| row.instruction).collect();
        covered.sort();
        assert!(!expected.is_empty(), "{program}");
        assert_eq!(covered, expected, "instructions of {program} with a command, and all there are");
    }
}

#[test]
fn every_command_of_the_table_exists_and_has_help() {
    let cli = Cli::command();
    for Row { command, .. } in rows() {
        let found = command.split(' ').try_fold(&cli, |parent, name| parent.find_subcommand(name));
        let found = found.unwrap_or_else(|| panic!("there is no `halo {command}`"));
        assert!(found.get_about().is_some(), "`halo {command}` says nothing about itself");
    }
    cli.debug_assert();
}

#[test]
fn the_readme_has_the_table() {
    let readme = include_str!("../../README.md");
    for Row { program, instruction, command } in rows() {
        let (instruction, command) = (format!("`{program}::{instruction}`"), format!("`halo {command}`"));
        let found = readme.lines().any(|line| line.contains(&instruction) && line.contains(&command));
        assert!(found, "README.md has no row with {instruction} and {command}");
    }
}
