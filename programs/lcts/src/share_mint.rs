//! The mint of a unit's shares: plain in either token program, or a Token-2022 mint that carries what wallets show.

use crate::{error::LctsError, SHARES_SEED, UNIT_SEED};
use anchor_lang::{
    prelude::*,
    system_program::{transfer, Transfer},
};
use anchor_spl::{
    token_2022::spl_token_2022::{extension::ExtensionType, state::Mint},
    token_2022_extensions::{
        metadata_pointer_initialize, token_metadata_initialize, MetadataPointerInitialize,
        TokenMetadataInitialize,
    },
    token_interface::{initialize_mint2, InitializeMint2},
};
use halo_common::account::Create;

/// Longest name of shares, bytes.
pub const MAX_NAME: usize = 32;
/// Longest symbol of shares, bytes.
pub const MAX_SYMBOL: usize = 10;
/// Longest address of more about the shares, bytes.
pub const MAX_URI: usize = 200;

/// Bytes of a mint's metadata beside name, symbol and address: type and length of the entry, two keys, and four lengths.
const METADATA_HEAD: usize = 4 + 32 + 32 + 16;

/// What wallets show of a unit's shares.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Debug, PartialEq, Eq)]
pub struct ShareMetadata {
    /// 1 to 32 bytes.
    pub name: String,
    /// 1 to 10 bytes.
    pub symbol: String,
    /// Where more is found; at most 200 bytes, empty for nowhere.
    pub uri: String,
}

impl ShareMetadata {
    /// Refuses what is too long, and a share without a name.
    pub fn validate(&self) -> Result<()> {
        let named = !self.name.is_empty() && !self.symbol.is_empty();
        let fits =
            self.name.len() <= MAX_NAME && self.symbol.len() <= MAX_SYMBOL && self.uri.len() <= MAX_URI;
        require!(named && fits, LctsError::MetadataRefused);
        Ok(())
    }

    /// Bytes that it adds to the mint.
    fn space(&self) -> usize {
        [&self.name, &self.symbol, &self.uri]
            .into_iter()
            .fold(METADATA_HEAD, |total, part| total.saturating_add(part.len()))
    }
}

/// A share mint to create.
pub struct ShareMint<'a, 'info> {
    pub payer: &'a AccountInfo<'info>,
    /// Address of the mint, and its canonical bump.
    pub mint: (&'a AccountInfo<'info>, u8),
    /// Mints, and is the metadata's authority: nobody else, and it has no instruction to change it.
    pub unit: &'a AccountInfo<'info>,
    /// Seeds of the unit: its base and canonical bump.
    pub base: (Pubkey, u8),
    pub token_program: &'a AccountInfo<'info>,
    pub system_program: &'a AccountInfo<'info>,
    pub decimals: u8,
}

impl ShareMint<'_, '_> {
    /// Creates it; nobody can freeze its shares. The payer pays the rent of the metadata too, by which the token program
    /// makes the account longer.
    pub fn create(&self, metadata: Option<&ShareMetadata>) -> Result<()> {
        match metadata {
            None => {
                self.allocate(&[])?;
                self.initialize()
            }
            Some(metadata) => {
                // SECURITY: the other token program has no extensions, and would take this mint for a plain one.
                let extended = *self.token_program.key == anchor_spl::token_2022::ID;
                require!(extended, LctsError::MetadataRefused);
                metadata.validate()?;
                self.allocate(&[ExtensionType::MetadataPointer])?;
                self.point_to_itself()?;
                self.initialize()?;
                self.fund(metadata.space())?;
                self.describe(metadata)
            }
        }
    }

    fn allocate(&self, extensions: &[ExtensionType]) -> Result<()> {
        let (account, bump) = self.mint;
        Create {
            payer: self.payer,
            account,
            system_program: self.system_program,
            owner: self.token_program.key,
            seeds: &[SHARES_SEED, self.unit.key.as_ref(), &[bump]],
        }
        .zeroed(ExtensionType::try_calculate_account_len::<Mint>(extensions)?)
    }

    fn initialize(&self) -> Result<()> {
        let accounts = InitializeMint2 { mint: self.mint.0.clone() };
        let call = CpiContext::new(*self.token_program.key, accounts);
        initialize_mint2(call, self.decimals, self.unit.key, None)
    }

    /// The metadata is in the mint itself, for good.
    fn point_to_itself(&self) -> Result<()> {
        let mint = self.mint.0;
        let accounts =
            MetadataPointerInitialize { token_program_id: self.token_program.clone(), mint: mint.clone() };
        metadata_pointer_initialize(CpiContext::new(*self.token_program.key, accounts), None, Some(*mint.key))
    }

    /// Pays what `space` more bytes cost.
    fn fund(&self, space: usize) -> Result<()> {
        let mint = self.mint.0;
        let needed = Rent::get()?.minimum_balance(mint.data_len().saturating_add(space));
        let missing = needed.saturating_sub(mint.lamports());
        let accounts = Transfer { from: self.payer.clone(), to: mint.clone() };
        transfer(CpiContext::new(*self.system_program.key, accounts), missing)
    }

    fn describe(&self, metadata: &ShareMetadata) -> Result<()> {
        let mint = self.mint.0;
        let accounts = TokenMetadataInitialize {
            program_id: self.token_program.clone(),
            metadata: mint.clone(),
            update_authority: self.unit.clone(),
            mint_authority: self.unit.clone(),
            mint: mint.clone(),
        };
        let (base, bump) = self.base;
        let seeds: &[&[&[u8]]] = &[&[UNIT_SEED, base.as_ref(), &[bump]]];
        let ShareMetadata { name, symbol, uri } = metadata.clone();
        let call = CpiContext::new_with_signer(*self.token_program.key, accounts, seeds);
        token_metadata_initialize(call, name, symbol, uri)
    }
}
