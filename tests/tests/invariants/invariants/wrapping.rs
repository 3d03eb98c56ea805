//! What holds for every wrapper.

use super::{require, require_eq};
use crate::{
    chain::{owner, tokens_of},
    model::Model,
    vm::Vm,
};
use anchor_lang::AccountDeserialize;
use halo_sdk::{
    token::decode_mint,
    wrapper::state::{Stake, Wrapped, WrapperState},
};
use solana_account::ReadableAccount;
use solana_pubkey::Pubkey;

/// What an account in Borsh says; none when nothing is there.
fn read<T: AccountDeserialize>(vm: &Vm, address: &Pubkey) -> Result<Option<T>, String> {
    let Some(account) = vm.account(address) else { return Ok(None) };
    let read = T::try_deserialize(&mut account.data()).map_err(|error| format!("{address}: {error}"))?;
    Ok(Some(read))
}

/// Its vault holds what came and was not paid, its stakes add up and are in the escrow, and it owns the asset exactly
/// while it is in it. Somebody has a fraction then.
pub fn wrapper_is_sound(vm: &Vm, model: &Model, number: usize) -> Result<(), String> {
    let known = &model.wrappers[number];
    let Some(wrapped) = read::<Wrapped>(vm, &known.at.wrapped)? else { return Ok(()) };
    let of = |account: &Pubkey| u128::from(tokens_of(vm, account).unwrap_or(0));
    let came = u128::from(wrapped.collected) + u128::from(wrapped.returned);
    let (vault, escrow, paid) = (of(&known.at.vault), of(&known.at.escrow), u128::from(wrapped.paid));
    require(vault + paid >= came, || format!("wrapper {number}: {vault} + {paid} of {came}"))?;

    let (mut staked, mut taken) = (0_u128, 0_u128);
    for person in &model.cast.people {
        if let Some(stake) = read::<Stake>(vm, &known.at.stake(person))? {
            staked += u128::from(stake.amount);
            taken += u128::from(stake.taken);
        }
    }
    require_eq((staked, taken), (wrapped.staked.into(), wrapped.taken.into()), "stakes of a wrapper")?;
    require(escrow >= staked, || format!("wrapper {number}: {escrow} in the escrow of {staked}"))?;

    let asset = vm.account(&known.at.asset).ok_or("a wrapped asset is gone without a trace")?;
    let inside = owner(asset.data()) == Some(known.at.wrapped);
    let mint = vm.account(&known.at.fraction_mint).ok_or("the mint of fractions is gone")?;
    let supply = decode_mint(&mint.into()).map_err(|error| error.to_string())?.supply;
    require(!inside || supply > 0, || format!("wrapper {number} has an NFAT that nobody can get out"))?;
    require_eq(inside, wrapped.state == WrapperState::Wrapped, "an NFAT in a wrapper")
}
