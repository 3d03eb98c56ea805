//! One limit on chain beside its model.

use anchor_lang::{Discriminator, InstructionData, ToAccountMetas};
use bytemuck::Zeroable;
use halo_sdk::{
    addresses::{self, LimitKey},
    instructions::pau::available_limit,
    pau::{self, accounts, instruction, instructions::UseLimitArgs, state::RateLimit, LIMIT_SEED},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use crate::{
    attempt::Operation,
    cast::{Cast, Pau, Role},
    model::Model,
    refusal::{Outcome, Refusal},
    vm::Vm,
};

/// Which limit.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub limit: LimitKey,
    pub address: Pubkey,
    bump: u8,
}

impl Key {
    pub fn new(pau: &Pau, limit: LimitKey) -> Self {
        let (kind, LimitKey { target, mint, .. }) = ([limit.kind.seed()], &limit);
        let seeds = [LIMIT_SEED, pau.address.as_ref(), &kind, target.as_ref(), mint.as_ref()];
        let (address, bump) = Pubkey::find_program_address(&seeds, &pau::ID);
        Self { limit, address, bump }
    }
}

pub struct Lane {
    pub key: Key,
    /// `None` while there is no account.
    pub model: Option<Model>,
}

impl Lane {
    pub fn new(key: Key) -> Self {
        Self { key, model: None }
    }

    /// The instruction of a charge or a restoration, signed by `signer`; `None` for anything else.
    pub fn movement(&self, pau: &Pau, signer: Pubkey, operation: Operation) -> Option<Instruction> {
        let LimitKey { kind, target, mint } = self.key.limit;
        let args = |amount| UseLimitArgs { kind, target, mint, amount };
        let data = match operation {
            Operation::Charge { amount } => instruction::Charge { args: args(amount) }.data(),
            Operation::Restore { amount } => instruction::Restore { args: args(amount) }.data(),
            _ => return None,
        };
        let accounts = accounts::UseLimit {
            signer,
            controller: pau.controller,
            pau: pau.address,
            limit: self.key.address,
            event_authority: addresses::event_authority(&pau::ID),
            program: pau::ID,
        };
        Some(Instruction { program_id: pau::ID, accounts: accounts.to_account_metas(None), data })
    }

    /// Does a charge or a restoration on the model; `None` for anything else.
    pub fn apply_movement(&mut self, pau: &Pau, by: Role, operation: Operation, now: i64) -> Option<Outcome> {
        if !operation.is_movement() {
            return None;
        }
        let Some(model) = &mut self.model else { return Some(Err(Refusal::NoLimit)) };
        if by != Role::Controller {
            return Some(Err(Refusal::NotController));
        }
        match operation {
            Operation::Charge { .. } if pau.frozen => Some(Err(Refusal::Frozen)),
            Operation::Charge { amount } => Some(model.charge(amount, now)),
            Operation::Restore { amount } => Some(model.restore(amount, now)),
            _ => None,
        }
    }

    /// The program's own view of what may pass now is the model's.
    pub fn assert_view(&self, vm: &mut Vm, now: i64) -> Result<(), String> {
        let Some(model) = &self.model else { return Ok(()) };
        let expected = if model.paused { 0 } else { model.usable(now) };
        let found = vm.view(available_limit(&self.key.address));
        if found == expected.to_le_bytes() {
            return Ok(());
        }
        Err(format!("expected {expected} to be available at {now}, the view returned {found:?}: {model:?}"))
    }

    /// The account is, in every field, what the model says.
    pub fn assert_equal(&self, vm: &Vm, cast: &Cast, pau: &Pau) -> Result<(), String> {
        let found = vm.data(&self.key.address, &pau::ID);
        let expected = self.model.as_ref().map(|model| self.account(cast, pau, model));
        let bytes = expected.map(|limit| [RateLimit::DISCRIMINATOR, bytemuck::bytes_of(&limit)].concat());
        if found == bytes.as_deref() {
            return Ok(());
        }
        let fields =
            |data: &[u8]| bytemuck::pod_read_unaligned::<RateLimit>(&data[RateLimit::DISCRIMINATOR.len()..]);
        let found = found.map(fields);
        Err(format!("expected the account to be\n{expected:#?}\nit is\n{found:#?}"))
    }

    fn account(&self, cast: &Cast, pau: &Pau, model: &Model) -> RateLimit {
        RateLimit {
            pau: pau.address,
            target: self.key.limit.target,
            mint: self.key.limit.mint,
            rent_payer: cast.payer,
            max: model.max,
            slope: model.slope,
            available: model.whole(),
            remainder: model.fraction(),
            last_updated: model.at,
            last_increased: model.raised_at,
            outstanding: model.outstanding,
            sequence: model.changes,
            kind: self.key.limit.kind.seed(),
            version: pau::ACCOUNT_VERSION,
            bump: self.key.bump,
            paused: model.paused.into(),
            ..RateLimit::zeroed()
        }
    }
}
