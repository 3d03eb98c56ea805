//! Token moves and vaults. Every move of every program goes through here.

use anchor_lang::{
    prelude::*,
    solana_program::{
        instruction::{AccountMeta, Instruction},
        program::invoke_signed_unchecked,
    },
};
use anchor_spl::{
    associated_token::{self, AssociatedToken},
    token, token_2022,
    token_interface::TokenAccount,
};

/// Why a token account or a move is refused.
#[derive(Debug, PartialEq, Eq)]
pub enum TokenRefusal {
    /// The account has another mint than the vault's asset.
    Mint { expected: Pubkey, came: Pubkey },
    /// The account belongs to somebody else.
    Owner { expected: Pubkey, came: Pubkey },
    /// Somebody beside the owner could move the money.
    Delegate(Pubkey),
    /// Somebody beside the owner could close the account.
    CloseAuthority(Pubkey),
    /// Source and destination are one account.
    SameAccount(Pubkey),
    /// The destination did not receive what the source was charged.
    Received { expected: u64, came: u64 },
    /// The account's data is no token account.
    Unreadable,
}

impl core::fmt::Display for TokenRefusal {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Mint { expected, came } => {
                write!(f, "token account of mint {expected} expected, {came} came")
            }
            Self::Owner { expected, came } => {
                write!(f, "token account owned by {expected} expected, {came} came")
            }
            Self::Delegate(key) => write!(f, "a vault has no delegate, this one has {key}"),
            Self::CloseAuthority(key) => write!(f, "a vault has no close authority, this one has {key}"),
            Self::SameAccount(key) => write!(f, "source and destination are both {key}"),
            Self::Received { expected, came } => {
                write!(f, "the destination should have received {expected} base units, it received {came}")
            }
            Self::Unreadable => write!(f, "the account holds no token account"),
        }
    }
}

/// A vault: right mint, right owner, and nobody else can move or close it.
pub fn check_vault(
    vault: &TokenAccount,
    mint: &Pubkey,
    owner: &Pubkey,
) -> core::result::Result<(), TokenRefusal> {
    if vault.mint != *mint {
        return Err(TokenRefusal::Mint { expected: *mint, came: vault.mint });
    }
    if vault.owner != *owner {
        return Err(TokenRefusal::Owner { expected: *owner, came: vault.owner });
    }
    if let Some(delegate) = Option::<Pubkey>::from(vault.delegate) {
        return Err(TokenRefusal::Delegate(delegate));
    }
    match Option::<Pubkey>::from(vault.close_authority) {
        Some(key) => Err(TokenRefusal::CloseAuthority(key)),
        None => Ok(()),
    }
}

/// Offset of `amount` in a token account of both token programs.
const AMOUNT_OFFSET: usize = 64;

/// Balance of a token account in base units, read from its bytes: after a CPI the typed copy is stale,
/// and decoding it whole again costs ten times as much.
pub fn balance(account: &AccountInfo) -> core::result::Result<u64, TokenRefusal> {
    let data = account.try_borrow_data().map_err(|_| TokenRefusal::Unreadable)?;
    let bytes = data.get(AMOUNT_OFFSET..).and_then(|rest| rest.first_chunk::<8>());
    bytes.map(|bytes| u64::from_le_bytes(*bytes)).ok_or(TokenRefusal::Unreadable)
}

/// Number of the instruction in both token programs.
const TRANSFER_CHECKED: u8 = 12;

/// One move of tokens: who signs, from where, to where.
pub struct Move<'a, 'info> {
    pub token_program: &'a AccountInfo<'info>,
    pub mint: &'a AccountInfo<'info>,
    pub decimals: u8,
    pub from: &'a AccountInfo<'info>,
    pub to: &'a AccountInfo<'info>,
    pub authority: &'a AccountInfo<'info>,
}

impl<'info> Move<'_, 'info> {
    /// Sends `amount` base units with `transfer_checked`, then proves by the destination's balance that
    /// exactly this much arrived. Refuses a destination that is the source: it would prove nothing.
    ///
    /// `E` is the calling program's error. `seeds` sign for a PDA authority; empty for a wallet.
    pub fn send<E>(&self, amount: u64, seeds: &[&[&[u8]]]) -> Result<()>
    where
        E: From<TokenRefusal>,
        anchor_lang::error::Error: From<E>,
    {
        use crate::Explain;
        if self.from.key == self.to.key {
            return Err(TokenRefusal::SameAccount(*self.from.key)).explain::<E>();
        }
        let before = balance(self.to).explain::<E>()?;
        self.transfer_checked(amount, seeds)?;
        let came = balance(self.to).explain::<E>()?.wrapping_sub(before);
        if came != amount {
            return Err(TokenRefusal::Received { expected: amount, came }).explain::<E>();
        }
        Ok(())
    }

    /// The call itself, written by hand: the generated client costs more than the transfer. As that client does,
    /// it calls nothing but the two token programs.
    ///
    /// NOTE: it does not look whether anybody holds a borrow of these accounts: [`balance`] reads them before and
    /// after, and nobody else reads a token account's bytes while it lasts.
    fn transfer_checked(&self, amount: u64, seeds: &[&[&[u8]]]) -> Result<()> {
        let program = self.token_program.key;
        if *program != token::ID && *program != token_2022::ID {
            return Err(ProgramError::IncorrectProgramId.into());
        }
        let [a, b, c, d, e, f, g, h] = amount.to_le_bytes();
        let data = vec![TRANSFER_CHECKED, a, b, c, d, e, f, g, h, self.decimals];
        let accounts = vec![
            AccountMeta::new(*self.from.key, false),
            AccountMeta::new_readonly(*self.mint.key, false),
            AccountMeta::new(*self.to.key, false),
            AccountMeta::new_readonly(*self.authority.key, true),
        ];
        let instruction = Instruction { program_id: *program, accounts, data };
        let infos = [self.from.clone(), self.mint.clone(), self.to.clone(), self.authority.clone()];
        invoke_signed_unchecked(&instruction, &infos, seeds)?;
        Ok(())
    }
}

/// What [`open_vault`] needs.
pub struct OpenVault<'a, 'info> {
    pub payer: &'a AccountInfo<'info>,
    pub vault: &'a AccountInfo<'info>,
    pub owner: &'a AccountInfo<'info>,
    pub mint: &'a AccountInfo<'info>,
    pub token_program: &'a AccountInfo<'info>,
    pub associated_token_program: &'a Program<'info, AssociatedToken>,
    pub system_program: &'a AccountInfo<'info>,
}

impl OpenVault<'_, '_> {
    /// Creates the associated token account of `owner` for `mint`, or accepts the one there: anybody can
    /// create an associated account first, and that must not stop the opening.
    pub fn open<E>(&self) -> Result<()>
    where
        E: From<TokenRefusal>,
        anchor_lang::error::Error: From<E>,
    {
        use crate::Explain;
        let accounts = associated_token::Create {
            payer: self.payer.clone(),
            associated_token: self.vault.clone(),
            authority: self.owner.clone(),
            mint: self.mint.clone(),
            system_program: self.system_program.clone(),
            token_program: self.token_program.clone(),
        };
        associated_token::create_idempotent(CpiContext::new(self.associated_token_program.key(), accounts))?;
        let data = self.vault.try_borrow_data()?;
        let account = TokenAccount::try_deserialize(&mut &data[..])?;
        check_vault(&account, self.mint.key, self.owner.key).explain::<E>()
    }
}
