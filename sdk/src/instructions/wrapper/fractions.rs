//! What owners of fractions do: stake, unstake, claim, burn.

use crate::{
    addresses::{self, FacilityAddresses, WrapperAddresses},
    instructions::build,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;
use wrapper::{
    accounts, instruction,
    instructions::{BurnFractionsArgs, StakeArgs, UnstakeArgs},
    ID,
};

/// Stakes fractions of the token account `source`. Signers: payer, owner.
pub fn stake(
    payer: &Pubkey,
    owner: &Pubkey,
    source: &Pubkey,
    wrapper: &WrapperAddresses,
    amount: u64,
) -> Instruction {
    let accounts = accounts::Stake {
        payer: *payer,
        owner: *owner,
        wrapped: wrapper.wrapped,
        stake: wrapper.stake(owner),
        source: *source,
        escrow: wrapper.escrow,
        fraction_mint: wrapper.fraction_mint,
        fraction_program: anchor_spl::token_2022::ID,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Stake { args: StakeArgs { amount } })
}

/// What an owner of fractions names beside the wrapper.
#[derive(Debug, Clone, Copy)]
pub struct Owner {
    /// Who signs.
    pub owner: Pubkey,
    /// Token account of the fractions.
    pub fractions: Pubkey,
    /// Token account of the cash.
    pub cash: Pubkey,
}

impl Owner {
    /// With the associated token accounts.
    pub fn of(owner: &Pubkey, facility: &FacilityAddresses, wrapper: &WrapperAddresses) -> Self {
        let (fractions, cash) = (wrapper.fractions(owner), facility.token_account(owner));
        Self { owner: *owner, fractions, cash }
    }
}

/// Takes fractions out of a stake and puts back what was taken out for them; `rent_payer` is who paid for the stake's
/// record. Signer: owner.
pub fn unstake(
    owner: &Owner,
    facility: &FacilityAddresses,
    wrapper: &WrapperAddresses,
    rent_payer: &Pubkey,
    args: UnstakeArgs,
) -> Instruction {
    let accounts = accounts::Unstake {
        owner: owner.owner,
        wrapped: wrapper.wrapped,
        stake: wrapper.stake(&owner.owner),
        rent_payer: *rent_payer,
        escrow: wrapper.escrow,
        destination: owner.fractions,
        fraction_mint: wrapper.fraction_mint,
        fraction_program: anchor_spl::token_2022::ID,
        source: owner.cash,
        vault: wrapper.vault,
        mint: facility.mint,
        token_program: facility.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Unstake { args })
}

/// Pays a stake what it has earned, to the owner's cash account; `rent_payer` is who paid for the stake's record. Signer:
/// owner.
pub fn claim_rewards(
    owner: &Owner,
    facility: &FacilityAddresses,
    wrapper: &WrapperAddresses,
    rent_payer: &Pubkey,
) -> Instruction {
    let accounts = accounts::ClaimRewards {
        owner: owner.owner,
        wrapped: wrapper.wrapped,
        stake: wrapper.stake(&owner.owner),
        rent_payer: *rent_payer,
        vault: wrapper.vault,
        destination: owner.cash,
        mint: facility.mint,
        token_program: facility.token_program,
        escrow: wrapper.escrow,
        fraction_mint: wrapper.fraction_mint,
        fraction_program: anchor_spl::token_2022::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ClaimRewards {})
}

/// Burns fractions for their part, to the owner's cash account. Signer: owner.
pub fn burn_fractions(
    owner: &Owner,
    facility: &FacilityAddresses,
    wrapper: &WrapperAddresses,
    args: BurnFractionsArgs,
) -> Instruction {
    let accounts = accounts::BurnFractions {
        owner: owner.owner,
        wrapped: wrapper.wrapped,
        source: owner.fractions,
        fraction_mint: wrapper.fraction_mint,
        fraction_program: anchor_spl::token_2022::ID,
        vault: wrapper.vault,
        destination: owner.cash,
        mint: facility.mint,
        token_program: facility.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::BurnFractions { args })
}
