use {
    super::TokenProgram,
    anchor_spl::token_2022::spl_token_2022::{
        extension::StateWithExtensions,
        state::{Account as TokenState, AccountState, Mint as MintState},
    },
    solana_account::Account,
    solana_pubkey::Pubkey,
};

/// What a token account holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenAccount {
    /// The program it belongs to.
    pub program: TokenProgram,
    /// The mint it is for.
    pub mint: Pubkey,
    /// Who may spend it.
    pub owner: Pubkey,
    /// Base units held.
    pub amount: u64,
    /// Who may spend up to `delegated_amount` as well.
    pub delegate: Option<Pubkey>,
    /// Base units the delegate may spend.
    pub delegated_amount: u64,
    /// Whether the mint's freeze authority has frozen it.
    pub frozen: bool,
}

/// What a mint says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mint {
    /// The program it belongs to.
    pub program: TokenProgram,
    /// Base units in existence.
    pub supply: u64,
    /// A token is 10^decimals base units.
    pub decimals: u8,
    /// Who may mint.
    pub authority: Option<Pubkey>,
    /// Who may freeze token accounts.
    pub freeze_authority: Option<Pubkey>,
}

/// Reads a token account of either program.
///
/// # Errors
/// What the account is instead.
pub fn decode_token_account(account: &Account) -> Result<TokenAccount, String> {
    let program = token_program(account)?;
    let state = StateWithExtensions::<TokenState>::unpack(&account.data)
        .map_err(|error| format!("{} bytes that are no token account: {error}", account.data.len()))?
        .base;
    Ok(TokenAccount {
        program,
        mint: state.mint,
        owner: state.owner,
        amount: state.amount,
        delegate: state.delegate.into(),
        delegated_amount: state.delegated_amount,
        frozen: state.state == AccountState::Frozen,
    })
}

/// Reads a mint of either program.
///
/// # Errors
/// What the account is instead.
pub fn decode_mint(account: &Account) -> Result<Mint, String> {
    let program = token_program(account)?;
    let state = StateWithExtensions::<MintState>::unpack(&account.data)
        .map_err(|error| format!("{} bytes that are no mint: {error}", account.data.len()))?
        .base;
    Ok(Mint {
        program,
        supply: state.supply,
        decimals: state.decimals,
        authority: state.mint_authority.into(),
        freeze_authority: state.freeze_authority.into(),
    })
}

fn token_program(account: &Account) -> Result<TokenProgram, String> {
    TokenProgram::from_id(&account.owner)
        .ok_or_else(|| format!("an account of program {}, which is no token program", account.owner))
}
