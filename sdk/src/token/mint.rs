use {
    super::{built, TokenProgram},
    crate::error::Error,
    anchor_spl::token_2022::spl_token_2022::{
        extension::{
            confidential_transfer, default_account_state, interest_bearing_mint, pausable, transfer_fee,
            transfer_hook, ExtensionType,
        },
        instruction,
        state::{AccountState, Mint},
    },
    solana_instruction::Instruction,
    solana_pubkey::Pubkey,
    solana_rent::Rent,
};

/// A mint to be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MintConfig {
    /// The program it will belong to; extensions need [`TokenProgram::Token2022`].
    pub program: TokenProgram,
    /// A token is 10^decimals base units.
    pub decimals: u8,
    /// Who may mint.
    pub authority: Pubkey,
    /// Who may freeze token accounts.
    pub freeze_authority: Option<Pubkey>,
    /// Extensions of the mint.
    pub extensions: Vec<MintExtension>,
}

/// An extension of a Token-2022 mint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MintExtension {
    /// Each transfer withholds a fee.
    TransferFee {
        /// Of the amount, in hundredths of a percent.
        basis_points: u16,
        /// At most this many base units.
        maximum: u64,
    },
    /// Each transfer calls this program.
    TransferHook {
        /// The program called.
        program: Pubkey,
    },
    /// This key may move and burn everybody's tokens.
    PermanentDelegate(Pubkey),
    /// New token accounts are frozen.
    DefaultFrozen,
    /// Tokens cannot be transferred.
    NonTransferable,
    /// This key may stop all transfers.
    Pausable(Pubkey),
    /// This key may close the mint when its supply is zero.
    CloseAuthority(Pubkey),
    /// Displayed amounts grow.
    InterestBearing {
        /// A year, in hundredths of a percent.
        basis_points: i16,
    },
    /// Amounts may be hidden.
    ConfidentialTransfer,
}

impl MintConfig {
    /// A mint without freeze authority and extensions.
    pub fn new(program: TokenProgram, decimals: u8, authority: Pubkey) -> Self {
        Self { program, decimals, authority, freeze_authority: None, extensions: Vec::new() }
    }

    /// The same mint, with `authority` able to freeze token accounts.
    pub fn with_freeze_authority(mut self, authority: Pubkey) -> Self {
        self.freeze_authority = Some(authority);
        self
    }

    /// The same mint with another extension.
    pub fn with_extension(mut self, extension: MintExtension) -> Self {
        self.extensions.push(extension);
        self
    }
}

/// Creates `mint`, which signs together with `payer`.
///
/// # Errors
/// [`Error::Compile`] when the program has no such extensions, or two of them exclude each other.
pub fn create_mint(
    payer: &Pubkey,
    mint: &Pubkey,
    config: &MintConfig,
    rent: &Rent,
) -> Result<Vec<Instruction>, Error> {
    if config.program == TokenProgram::Spl && !config.extensions.is_empty() {
        return Err(built(&"a mint of the SPL Token program has no extensions"));
    }
    let types: Vec<ExtensionType> = config.extensions.iter().map(MintExtension::kind).collect();
    let space = ExtensionType::try_calculate_account_len::<Mint>(&types).map_err(|error| built(&error))?;
    let lamports = rent.minimum_balance(space);
    let program = config.program.id();

    let mut instructions = vec![solana_system_interface::instruction::create_account(
        payer,
        mint,
        lamports,
        space as u64,
        &program,
    )];
    for extension in &config.extensions {
        instructions.push(extension.initialize(&program, mint, &config.authority)?);
    }
    instructions.push(
        instruction::initialize_mint2(
            &program,
            mint,
            &config.authority,
            config.freeze_authority.as_ref(),
            config.decimals,
        )
        .map_err(|error| built(&error))?,
    );
    Ok(instructions)
}

impl MintExtension {
    fn kind(&self) -> ExtensionType {
        match self {
            Self::TransferFee { .. } => ExtensionType::TransferFeeConfig,
            Self::TransferHook { .. } => ExtensionType::TransferHook,
            Self::PermanentDelegate(_) => ExtensionType::PermanentDelegate,
            Self::DefaultFrozen => ExtensionType::DefaultAccountState,
            Self::NonTransferable => ExtensionType::NonTransferable,
            Self::Pausable(_) => ExtensionType::Pausable,
            Self::CloseAuthority(_) => ExtensionType::MintCloseAuthority,
            Self::InterestBearing { .. } => ExtensionType::InterestBearingConfig,
            Self::ConfidentialTransfer => ExtensionType::ConfidentialTransferMint,
        }
    }

    /// The instruction that must run between the creation of the account and that of the mint.
    fn initialize(&self, program: &Pubkey, mint: &Pubkey, authority: &Pubkey) -> Result<Instruction, Error> {
        let admin = Some(authority);
        match self {
            Self::TransferFee { basis_points, maximum } => {
                transfer_fee::instruction::initialize_transfer_fee_config(
                    program,
                    mint,
                    admin,
                    admin,
                    *basis_points,
                    *maximum,
                )
            }
            Self::TransferHook { program: hook } => {
                transfer_hook::instruction::initialize(program, mint, Some(*authority), Some(*hook))
            }
            Self::PermanentDelegate(delegate) => {
                instruction::initialize_permanent_delegate(program, mint, delegate)
            }
            Self::DefaultFrozen => default_account_state::instruction::initialize_default_account_state(
                program,
                mint,
                &AccountState::Frozen,
            ),
            Self::NonTransferable => instruction::initialize_non_transferable_mint(program, mint),
            Self::Pausable(pauser) => pausable::instruction::initialize(program, mint, pauser),
            Self::CloseAuthority(closer) => {
                instruction::initialize_mint_close_authority(program, mint, Some(closer))
            }
            Self::InterestBearing { basis_points } => {
                interest_bearing_mint::instruction::initialize(program, mint, Some(*authority), *basis_points)
            }
            Self::ConfidentialTransfer => confidential_transfer::instruction::initialize_mint(
                program,
                mint,
                Some(*authority),
                true,
                None,
            ),
        }
        .map_err(|error| built(&error))
    }
}
