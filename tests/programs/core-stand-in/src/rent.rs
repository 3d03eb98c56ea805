//! Lamports: what an account must hold, and who pays when it grows.

use mpl_core::errors::MplCoreError;
use solana_get_sysvar::GetSysvar;
use solana_program::{
    account_info::AccountInfo, entrypoint::ProgramResult, program::invoke, program_error::ProgramError,
};
use solana_rent::Rent;
use solana_system_interface::instruction as system;

/// Core's fee for a new asset is the rent of an account of this size plus a constant; it stays on the asset.
const CREATE_FEE_SPACE: usize = 87;
const CREATE_FEE_LAMPORTS: u64 = 3_600;

/// What a burnt asset keeps: one byte, so that its address is never used again.
const TOMBSTONE_SPACE: usize = 1;

fn minimum_balance(rent: &Rent, space: usize) -> Result<u64, ProgramError> {
    rent.try_minimum_balance(space).ok_or(MplCoreError::NumericalOverflowError.into())
}

fn add(a: u64, b: u64) -> Result<u64, ProgramError> {
    a.checked_add(b).ok_or(MplCoreError::NumericalOverflowError.into())
}

/// Who pays for space and gets it back.
pub struct RentPayer<'a, 'info> {
    payer: &'a AccountInfo<'info>,
    system_program: &'a AccountInfo<'info>,
    rent: Rent,
}

impl<'a, 'info> RentPayer<'a, 'info> {
    pub fn new(
        payer: &'a AccountInfo<'info>,
        system_program: &'a AccountInfo<'info>,
    ) -> Result<Self, ProgramError> {
        Ok(Self { payer, system_program, rent: Rent::get()? })
    }

    pub fn create_fee(&self) -> Result<u64, ProgramError> {
        add(minimum_balance(&self.rent, CREATE_FEE_SPACE)?, CREATE_FEE_LAMPORTS)
    }

    /// A new account of Core's with `bytes`, holding its rent and `extra` lamports. The account must sign; one that
    /// exists is refused by the System program.
    pub fn create(&self, account: &AccountInfo<'info>, bytes: &[u8], extra: u64) -> ProgramResult {
        let lamports = add(minimum_balance(&self.rent, bytes.len())?, extra)?;
        let space = u64::try_from(bytes.len()).map_err(|_| MplCoreError::NumericalOverflow)?;
        invoke(
            &system::create_account(self.payer.key, account.key, lamports, space, &crate::ID),
            &[self.payer.clone(), account.clone(), self.system_program.clone()],
        )?;
        account.try_borrow_mut_data()?.copy_from_slice(bytes);
        Ok(())
    }

    /// Sets the size and moves the difference of the two rents, so that lamports above rent stay where they are.
    pub fn resize(&self, account: &AccountInfo<'info>, space: usize) -> ProgramResult {
        if space == account.data_len() {
            return Ok(());
        }
        let before = minimum_balance(&self.rent, account.data_len())?;
        let after = minimum_balance(&self.rent, space)?;
        if after >= before {
            invoke(
                &system::transfer(self.payer.key, account.key, after.saturating_sub(before)),
                &[self.payer.clone(), account.clone(), self.system_program.clone()],
            )?;
        } else {
            move_lamports(account, self.payer, before.saturating_sub(after))?;
        }
        account.resize(space)
    }
}

/// Leaves one zero byte and its rent. Lamports above rent, the create fee among them, stay on the tombstone.
pub fn bury(account: &AccountInfo, refund_to: &AccountInfo) -> ProgramResult {
    let rent = Rent::get()?;
    let refund = minimum_balance(&rent, account.data_len())?
        .checked_sub(minimum_balance(&rent, TOMBSTONE_SPACE)?)
        .ok_or(MplCoreError::NumericalOverflowError)?;
    move_lamports(account, refund_to, refund)?;
    account.resize(TOMBSTONE_SPACE)?;
    account.try_borrow_mut_data()?.fill(0);
    Ok(())
}

fn move_lamports(from: &AccountInfo, to: &AccountInfo, amount: u64) -> ProgramResult {
    let credited = add(to.lamports(), amount)?;
    **to.try_borrow_mut_lamports()? = credited;
    let debited = from.lamports().checked_sub(amount).ok_or(MplCoreError::NumericalOverflowError)?;
    **from.try_borrow_mut_lamports()? = debited;
    Ok(())
}
