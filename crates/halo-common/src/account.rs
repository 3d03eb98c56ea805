//! Creation of an account whose address depends on what another account says, which no attribute can express.

use anchor_lang::{
    prelude::*,
    system_program::{allocate, assign, create_account, transfer, Allocate, Assign, CreateAccount, Transfer},
};

/// An account to create at an address of the calling program.
pub struct Create<'a, 'info> {
    pub payer: &'a AccountInfo<'info>,
    pub account: &'a AccountInfo<'info>,
    pub system_program: &'a AccountInfo<'info>,
    /// The calling program.
    pub owner: &'a Pubkey,
    /// Seeds of `account` with the bump.
    pub seeds: &'a [&'a [u8]],
}

impl Create<'_, '_> {
    /// Creates the account with `space` zero bytes. An account that somebody owns already is refused by the
    /// System program; lamports that somebody sent to the address first only lower what the payer adds.
    pub fn zeroed(&self, space: usize) -> Result<()> {
        let program = *self.system_program.key;
        let (held, needed) = (self.account.lamports(), Rent::get()?.minimum_balance(space));
        if held == 0 {
            return self.create(needed, space);
        }
        let rent = needed.saturating_sub(held);
        if rent > 0 {
            let accounts = Transfer { from: self.payer.clone(), to: self.account.clone() };
            transfer(CpiContext::new(program, accounts), rent)?;
        }
        let signers = &[self.seeds];
        let accounts = Allocate { account_to_allocate: self.account.clone() };
        let space = u64::try_from(space).map_err(|_| ProgramError::InvalidArgument)?;
        allocate(CpiContext::new_with_signer(program, accounts, signers), space)?;
        let accounts = Assign { account_to_assign: self.account.clone() };
        assign(CpiContext::new_with_signer(program, accounts, signers), self.owner)
    }

    /// The usual way, in one call; it is not open for an address that holds lamports.
    fn create(&self, lamports: u64, space: usize) -> Result<()> {
        let accounts = CreateAccount { from: self.payer.clone(), to: self.account.clone() };
        let space = u64::try_from(space).map_err(|_| ProgramError::InvalidArgument)?;
        let signers = &[self.seeds];
        let call = CpiContext::new_with_signer(*self.system_program.key, accounts, signers);
        create_account(call, lamports, space, self.owner)
    }

    /// Creates the account and writes `value` with its discriminator into it.
    pub fn with<T: AccountSerialize>(&self, value: &T, space: usize) -> Result<()> {
        self.zeroed(space)?;
        let mut data = self.account.try_borrow_mut_data()?;
        value.try_serialize(&mut &mut data[..])
    }
}
