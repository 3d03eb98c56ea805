//! What an operation comes to once it is known on what: an instruction, everything that forbids it, and what it
//! changes.

mod accord;
mod beam;
mod book;
mod claim;
mod fraction;
mod gate;
mod governance;
mod holding;
mod late;
mod money;
mod payment;
mod payout;
mod queue;
mod remint;
mod request;
mod seat;
mod token;
mod watch;
mod whitelist;
mod wrap;
mod wrapper;

pub use beam::Watch;

use crate::{
    model::Model,
    operation::{Kind, Operation},
};
use anchor_lang::error::ErrorCode;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::fmt::Debug;

/// The token programs' code for more than there is.
pub const INSUFFICIENT: u32 = 1;
/// Their code for a frozen account.
pub const ACCOUNT_FROZEN: u32 = 17;

/// Every rule that forbids something. Programs may check their rules in any order.
#[derive(Debug, Default)]
pub struct Refusals(Vec<u32>);

impl Refusals {
    pub fn when(&mut self, forbidden: bool, error: impl Into<u32>) {
        if forbidden {
            self.0.push(error.into());
        }
    }

    pub fn extend(&mut self, error: Option<impl Into<u32>>) {
        self.0.extend(error.map(Into::into));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn codes(&self) -> &[u32] {
        &self.0
    }
}

/// Something that somebody may try.
pub trait Act: Debug {
    fn refusals(&self, model: &Model) -> Refusals;
    fn instruction(&self, model: &Model) -> Instruction;
    /// What is sent with it, so that it is of use.
    fn after(&self, _: &Model) -> Vec<Instruction> {
        Vec::new()
    }
    /// What it changes; called only when nothing forbids it.
    fn apply(&self, model: &mut Model);
    /// Whose signature gives the right to it, when it is not everybody's.
    fn authority(&self, model: &Model) -> Option<Pubkey>;
    /// Number of the Book that it is about.
    fn book(&self, _: &Model) -> Option<usize> {
        None
    }
}

/// Everything that forbids `act`: its own rules, and that whoever signs has lost the right to.
pub fn forbidden(act: &(impl Act + ?Sized), model: &Model) -> Refusals {
    let mut refusals = act.refusals(model);
    let lost = act.authority(model).is_some_and(|authority| model.lacks_beam(&authority));
    refusals.when(lost, ErrorCode::AccountNotInitialized);
    refusals
}

/// What `operation` comes to in `model`; none when there is nothing to do it on.
pub fn resolve(operation: &Operation, model: &Model) -> Option<Box<dyn Act>> {
    match operation.kind {
        // The clock is nobody's act.
        Kind::Wait => None,
        Kind::Deposit => boxed(queue::Deposit::pick(operation, model)),
        Kind::Withdraw => boxed(queue::Withdraw::pick(operation, model)),
        Kind::CheckQueue => boxed(watch::CheckQueue::pick(operation, model)),
        Kind::ProposeAccord => boxed(accord::Propose::pick(operation, model)),
        Kind::AcceptAccord => boxed(accord::Accept::pick(operation, model)),
        Kind::CancelAccord => boxed(accord::Cancel::pick(operation, model)),
        Kind::OpenBook => boxed(book::OpenBook::pick(operation, model)),
        Kind::Claim => boxed(claim::Claim::pick(operation, model)),
        Kind::Attest => boxed(gate::Attest::pick(operation, model)),
        Kind::BeginDeploying => boxed(gate::Change::begin_deploying(operation, model)),
        Kind::MarkAtRest => boxed(gate::Change::mark_at_rest(operation, model)),
        Kind::Deploy => boxed(money::Deploy::pick(operation, model)),
        Kind::ReturnFunds => boxed(money::ReturnFunds::pick(operation, model)),
        Kind::Donate => boxed(money::Donate::pick(operation, model)),
        Kind::Steal => boxed(money::Steal::pick(operation, model)),
        Kind::HoldUnit => boxed(holding::Hold::pick(operation, model)),
        Kind::CollectUnit => boxed(holding::Collect::pick(operation, model)),
        Kind::CheckBook => boxed(watch::CheckBook::pick(operation, model)),
        Kind::BeginUnwinding => boxed(book::BeginUnwinding::pick(operation, model)),
        Kind::CloseBook => boxed(book::CloseBook::pick(operation, model)),
        Kind::Fund => boxed(payment::Fund::pick(operation, model)),
        Kind::TopUp => boxed(payment::TopUp::pick(operation, model)),
        Kind::RequestRedeem | Kind::RequestInterest | Kind::CancelRequest | Kind::SetPush => {
            boxed(request::Say::pick(operation, model))
        }
        Kind::FulfilRedeem | Kind::FulfilInterest => boxed(request::Fulfil::pick(operation, model)),
        Kind::Spend | Kind::ClaimInterest | Kind::Redeem => boxed(payout::Payout::pick(operation, model)),
        Kind::PushPayment => boxed(payout::Push::pick(operation, model)),
        Kind::Reveal => boxed(late::Reveal::pick(operation, model)),
        Kind::DeclareDefault => boxed(late::DeclareDefault::pick(operation, model)),
        Kind::WriteDown => boxed(late::WriteDown::pick(operation, model)),
        Kind::WalletTransfer => boxed(token::Transfer::by_wallet(operation, model)),
        Kind::Transfer => boxed(token::Transfer::by_program(operation, model)),
        Kind::WalletBurn => boxed(token::Burn::pick(operation, model)),
        Kind::PermitRemint => boxed(remint::Schedule::pick(operation, model)),
        Kind::ExecutePermit => boxed(remint::Execute::pick(operation, model)),
        Kind::Remint => boxed(remint::Remint::pick(operation, model)),
        Kind::AssertUnit => boxed(token::AssertUnit::pick(operation, model)),
        Kind::SetWhitelistMode => boxed(whitelist::SetMode::pick(operation, model)),
        Kind::AdmitReceiver | Kind::RemoveReceiver => boxed(whitelist::Admit::pick(operation, model)),
        Kind::OpenWrapper => boxed(wrapper::Open::pick(operation, model)),
        Kind::Wrap | Kind::Unwrap => boxed(wrap::Wrap::pick(operation, model)),
        Kind::CollectProceeds => boxed(wrap::Collect::pick(operation, model)),
        Kind::CloseWrapper => boxed(wrapper::Close::pick(operation, model)),
        Kind::Stake => boxed(fraction::Owns::stake(operation, model)),
        Kind::Unstake => boxed(fraction::Owns::unstake(operation, model)),
        Kind::ClaimRewards => boxed(fraction::Owns::claim(operation, model)),
        Kind::BurnFractions => boxed(fraction::Owns::burn(operation, model)),
        Kind::SendFractions => boxed(fraction::Owns::send(operation, model)),
        Kind::ThawHolder => boxed(seat::Thaw::pick(operation, model)),
        Kind::Halt | Kind::ClearHalt => boxed(governance::Halt::pick(operation, model)),
        Kind::HaltBook | Kind::ClearBookHalt => boxed(governance::HaltBook::pick(operation, model)),
        Kind::Freeze | Kind::Unfreeze => boxed(governance::Freeze::pick(operation, model)),
        Kind::RevokeBeam | Kind::GrantBeam => boxed(beam::Switch::pick(operation, model)),
        Kind::SetPrime => boxed(governance::SetPrime::pick(operation, model)),
    }
}

fn boxed<T: Act + 'static>(act: Option<T>) -> Option<Box<dyn Act>> {
    act.map(|act| Box::new(act) as Box<dyn Act>)
}

/// The first of `subjects`, from the operation's on, for which `make` makes an act that nothing forbids; when there is
/// none, or it does not matter to the operation, the act on its own subject.
fn pick<T: Act, S: Copy>(
    operation: &Operation,
    model: &Model,
    subjects: &[S],
    make: impl Fn(S) -> Option<T>,
) -> Option<T> {
    let start = usize::from(operation.subject).checked_rem(subjects.len())?;
    let (before, after) = subjects.split_at(start);
    let mut acts = after.iter().chain(before).filter_map(|subject| make(*subject));
    if !operation.apt {
        return acts.next();
    }
    let first = acts.next()?;
    if forbidden(&first, model).is_empty() {
        return Some(first);
    }
    Some(acts.find(|act| forbidden(act, model).is_empty()).unwrap_or(first))
}

/// Element number `index`, counted around.
fn around<T>(all: &[T], index: u16) -> &T {
    &all[usize::from(index) % all.len()]
}
