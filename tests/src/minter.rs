//! The instructions of the NFAT program that are a facility's own. A key of the tests signs in the place of the
//! facility, over a collection of its own: the program cannot tell the two apart, and need not.

use anchor_lang::{InstructionData, ToAccountMetas};
use halo_sdk::{
    addresses::{self, FacilityAddresses},
    nfat::{
        accounts, instruction,
        instructions::{InitializeCollectionArgs, MintArgs, OpenRedeemVaultArgs},
        ID,
    },
    programs,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Who pays, and a "facility" whose address is a key that signs.
pub struct Minter {
    pub payer: Pubkey,
    pub facility: FacilityAddresses,
}

fn build(accounts: impl ToAccountMetas, data: impl InstructionData) -> Instruction {
    Instruction { program_id: ID, accounts: accounts.to_account_metas(None), data: data.data() }
}

impl Minter {
    /// `signer` in the place of `facility`.
    pub fn new(payer: Pubkey, signer: Pubkey, facility: &FacilityAddresses) -> Self {
        Self { payer, facility: FacilityAddresses { facility: signer, ..*facility } }
    }

    /// Creates the collection.
    pub fn initialize_collection(&self, name: &str, uri: &str) -> Instruction {
        let Self { payer, facility } = self;
        let accounts = accounts::InitializeCollection {
            payer: *payer,
            facility: facility.facility,
            config: facility.nfat_config(),
            collection: facility.collection(),
            mint: facility.mint,
            token_program: facility.token_program,
            core_program: programs::CORE,
            system_program: system_program::ID,
            event_authority: addresses::event_authority(&ID),
            program: ID,
        };
        let (scope, pau) = (facility.scope, facility.pau);
        let args = InitializeCollectionArgs { scope, pau, name: name.into(), uri: uri.into() };
        build(accounts, instruction::InitializeCollection { args })
    }

    /// Opens the redeem vault of `book`, which may be any address.
    pub fn open_redeem_vault(&self, book: Pubkey) -> Instruction {
        let Self { payer, facility } = self;
        let redeem_vault = addresses::redeem_vault(&facility.nfat_config(), &book);
        let accounts = accounts::OpenRedeemVault {
            payer: *payer,
            facility: facility.facility,
            config: facility.nfat_config(),
            redeem_vault,
            token_account: facility.token_account(&redeem_vault),
            mint: facility.mint,
            token_program: facility.token_program,
            associated_token_program: anchor_spl::associated_token::ID,
            system_program: system_program::ID,
            event_authority: addresses::event_authority(&ID),
            program: ID,
        };
        build(accounts, instruction::OpenRedeemVault { args: OpenRedeemVaultArgs { book } })
    }

    /// Mints the first NFAT of the collection.
    pub fn mint(&self, book: Pubkey, depositor: Pubkey, args: MintArgs) -> Instruction {
        let Self { payer, facility } = self;
        let unit = facility.unit(1);
        let accounts = accounts::Mint {
            payer: *payer,
            facility: facility.facility,
            config: facility.nfat_config(),
            redeem_vault: addresses::redeem_vault(&facility.nfat_config(), &book),
            nfat: unit.nfat,
            asset: unit.asset,
            collection: facility.collection(),
            depositor,
            core_program: programs::CORE,
            system_program: system_program::ID,
            event_authority: addresses::event_authority(&ID),
            program: ID,
        };
        build(accounts, instruction::Mint { args })
    }
}

/// A senior unit of a Book whose terms nobody on chain knows.
pub fn sealed_unit(principal: u64, payout_cap: u64, terms_hash: [u8; 32]) -> MintArgs {
    MintArgs { principal, payout_cap, terms_hash, terms: None, grace_days: 0, rank: 0 }
}
