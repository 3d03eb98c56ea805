//! Which mints are cash. Extensions are written into the account byte by byte: so every type is tried, also those
//! for which no instruction exists and those that do not exist yet.

use super::setup::*;
use anchor_spl::token_2022::spl_token_2022::extension::ExtensionType;
use halo_sdk::{
    addresses::{self, FacilityAddresses},
    facility::{error::FacilityError, instructions::InitializeFacilityArgs, state::TermsMode},
    instructions as ix,
    pau::error::PauError,
    token::{MintConfig, TokenProgram},
};
use halo_tests::{
    chain::{Chain, Light},
    world::{buybox, World},
};
use solana_account::Account;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Bytes of a mint before its extensions: padded to the length of a token account, then the account type.
const BASE: usize = 165;
const ACCOUNT_TYPE_MINT: u8 = 1;

/// What is admitted, and nothing else.
const ADMITTED: [ExtensionType; 2] = [ExtensionType::MetadataPointer, ExtensionType::TokenMetadata];

/// Bytes of the value of an extension; any for a type that the interface does not know.
fn value_len(kind: u16) -> usize {
    match ExtensionType::try_from(kind) {
        // Variable: update authority, mint, three empty strings, no further fields.
        Ok(ExtensionType::TokenMetadata) => 32 + 32 + 4 + 4 + 4 + 4,
        Ok(kind) => {
            let len = ExtensionType::try_calculate_account_len::<
                anchor_spl::token_2022::spl_token_2022::state::Mint,
            >(&[kind]);
            len.map_or(32, |len| len.saturating_sub(BASE + 1 + 4))
        }
        Err(_) => 32,
    }
}

/// A Token-2022 mint with one extension of `kind`.
fn with_extension(plain: &Account, kind: u16) -> Account {
    let len = value_len(kind);
    let mut data = plain.data.clone();
    data.resize(BASE, 0);
    data.push(ACCOUNT_TYPE_MINT);
    data.extend(kind.to_le_bytes());
    data.extend(u16::try_from(len).expect("short").to_le_bytes());
    data.resize(data.len() + len, 0);
    Account { lamports: 1_000_000_000, data, ..plain.clone() }
}

struct Desk {
    world: World<Light>,
    plain: Account,
    base: Pubkey,
}

impl Desk {
    async fn new() -> Self {
        let mut world = facility_123().await;
        let config = MintConfig::new(TokenProgram::Token2022, 6, world.roles().payer);
        let mint = world.chain.0.create_mint_with(&config).unwrap();
        let plain = world.chain.0.account(&mint).unwrap();
        let base = world.keys.add_named("new facility");
        Self { world, plain, base }
    }

    fn open_facility(&self, mint: &Pubkey, program: TokenProgram) -> Instruction {
        let roles = self.world.roles();
        let facility = FacilityAddresses {
            facility: addresses::facility(&self.base),
            mint: *mint,
            token_program: program.id(),
            ..self.world.facility
        };
        let args = InitializeFacilityArgs { buybox: buybox(), terms_mode: TermsMode::Disclosed };
        let by = self.world.configurer();
        ix::facility::initialize_facility(&roles.payer, &self.base, &by, &facility, args)
    }

    fn open_vault(&self, mint: &Pubkey, program: TokenProgram) -> Instruction {
        let (payer, by) = (self.world.roles().payer, self.world.configurer());
        ix::configurator::open_vault(&payer, &by, &self.base, mint, &program.id())
    }

    async fn refused(&self, mint: &Pubkey, program: TokenProgram) {
        let govops = self.world.roles().govops;
        let facility = [self.open_facility(mint, program)];
        self.world.refused(&facility, &[self.base, govops], FacilityError::MintRefused).await;
        self.world
            .refused(&[self.open_vault(mint, program)], &[self.base, govops], PauError::MintRefused)
            .await;
    }

    async fn accepted(&self, mint: &Pubkey, program: TokenProgram) {
        let govops = self.world.roles().govops;
        let both = [self.open_facility(mint, program), self.open_vault(mint, program)];
        self.world.ok(&both, &[self.base, govops]).await;
    }
}

#[tokio::test]
async fn every_extension_but_metadata_is_refused() {
    let mut desk = Desk::new().await;
    let mint = desk.world.keys.add_named("forged mint");
    let mut known = 0;
    for kind in (1..=64).chain([1_000, u16::MAX]) {
        let kind_known = ExtensionType::try_from(kind);
        known += usize::from(kind_known.is_ok());
        if kind_known.is_ok_and(|kind| ADMITTED.contains(&kind)) {
            continue;
        }
        let forged = with_extension(&desk.plain, kind);
        desk.world.chain.set_account(&mint, forged);
        desk.refused(&mint, TokenProgram::Token2022).await;
    }
    // Whoever updates the interface reads its list of extensions again.
    assert_eq!(known, KNOWN_EXTENSIONS, "the interface has other extensions than when this was reviewed");
}

/// Extensions of mints and of token accounts that the interface crate knows.
const KNOWN_EXTENSIONS: usize = 27;

#[tokio::test]
async fn metadata_is_admitted() {
    for kind in ADMITTED {
        let mut desk = Desk::new().await;
        let mint = desk.world.keys.add_named("forged mint");
        let forged = with_extension(&desk.plain, kind as u16);
        desk.world.chain.set_account(&mint, forged);
        desk.accepted(&mint, TokenProgram::Token2022).await;
    }
}

#[tokio::test]
async fn a_plain_mint_of_either_program_is_admitted() {
    for program in [TokenProgram::Spl, TokenProgram::Token2022] {
        let desk = Desk::new().await;
        let mint = desk.world.chain.0.create_mint_with(&MintConfig::new(program, 6, desk.base)).unwrap();
        desk.accepted(&mint, program).await;
    }
}

#[tokio::test]
async fn nine_decimals_are_admitted_and_ten_are_not() {
    for program in [TokenProgram::Spl, TokenProgram::Token2022] {
        let desk = Desk::new().await;
        let create = |decimals| MintConfig::new(program, decimals, desk.base);
        for decimals in [10, 12, u8::MAX] {
            let mint = desk.world.chain.0.create_mint_with(&create(decimals)).unwrap();
            desk.refused(&mint, program).await;
        }
        let mint = desk.world.chain.0.create_mint_with(&create(9)).unwrap();
        desk.accepted(&mint, program).await;
    }
}
