//! The worst converter that governance could approve. It has the signature of the transit authority, and does with it
//! whatever it is told; nobody loses more than the member would have agreed to.

use super::{desk::*, door::*};
use halo_sdk::{
    error::Error,
    pau::state::{AccountRole, AccountRule, ActionSpec},
    token::TokenProgram,
};
use halo_tests::{matrix::accounts::Ledger, world::ONE};
use hostile::Step;
use solana_instruction::{error::InstructionError, AccountMeta, Instruction};
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;
use solana_transaction_error::TransactionError;

/// What Alice pays.
const PAID: u64 = 10 * ONE;
/// What an honest converter would give for it.
const WORTH: u64 = 9 * ONE;
/// Bytes of the two amounts behind the prefix.
const AMOUNTS: usize = 16;

/// A door with a thief and the hostile program's wallet, which has sUSDS to give.
struct Den {
    door: Door,
    thief: Pubkey,
    wallet: Pubkey,
}

impl Den {
    async fn new() -> Self {
        let mut door = Door::without_converter().await;
        let thief = door.desk.world.person("thief").await;
        let (wallet, _) = hostile::wallet();
        for owner in [thief, wallet] {
            door.give_token(Stable, &owner, ONE).await;
            door.give_token(Savings, &owner, 1_000 * ONE).await;
        }
        // Bob's sUSDS waits in the queue; the transit account is there.
        door.give_token(Savings, &door.bob, 500 * ONE).await;
        let (bob, subscribe) = (door.bob, halo_sdk::lcts::state::Direction::Subscribe);
        door.unit.enter(&door.desk.world, subscribe, &bob, 500 * ONE).await;
        door.give_token(Stable, &door.queue().transit_authority(), 0).await;
        Self { door, thief, wallet }
    }

    fn authority(&self) -> Pubkey {
        self.door.queue().transit_authority()
    }

    fn transit(&self) -> Pubkey {
        self.door.account(Stable, &self.authority())
    }

    /// What a plain transfer of the token program makes; both tokens are its own.
    fn transfer(from: Pubkey, to: Pubkey, authority: Pubkey, amount: u64) -> Step {
        let accounts = vec![
            AccountMeta::new(from, false),
            AccountMeta::new(to, false),
            AccountMeta::new_readonly(authority, true),
        ];
        let data = [&[3][..], &amount.to_le_bytes()].concat();
        Step::Forward(Instruction { program_id: TokenProgram::Spl.id(), accounts, data })
    }

    /// Takes `amount` of what is paid.
    fn take(&self, amount: u64) -> Step {
        Self::transfer(self.transit(), self.door.account(Stable, &self.wallet), self.authority(), amount)
    }

    /// Pays `amount` into the queue's token account.
    fn pay(&self, amount: u64) -> Step {
        let from = self.door.account(Savings, &self.wallet);
        Self::transfer(from, self.door.queue().input.vault, self.wallet, amount)
    }

    /// An instruction of the token program on the transit account, with the authority's signature.
    fn on_transit(&self, data: &[u8], others: &[AccountMeta]) -> Step {
        let mut accounts = vec![AccountMeta::new(self.transit(), false)];
        accounts.extend_from_slice(others);
        accounts.push(AccountMeta::new_readonly(self.authority(), true));
        Step::Forward(Instruction { program_id: TokenProgram::Spl.id(), accounts, data: data.to_vec() })
    }

    /// The action whose program takes these steps, whatever is paid. `extra` are accounts that it names beside.
    fn spec(&self, steps: &[Step], extra: &[(Pubkey, bool)]) -> ActionSpec {
        let door = &self.door;
        let pinned =
            |(key, writable)| AccountRule { role: AccountRole::Pinned(key), writable, signer: false };
        let vault = |mint| AccountRule { role: AccountRole::Vault(mint), writable: true, signer: false };
        let mut accounts = vec![
            AccountRule { role: AccountRole::Proxy, writable: false, signer: true },
            vault(door.at.stable.mint),
            vault(door.queue().input.mint),
        ];
        let usual = [
            (door.account(Stable, &self.wallet), true),
            (door.account(Savings, &self.wallet), true),
            (self.wallet, false),
            (TokenProgram::Spl.id(), false),
        ];
        accounts.extend(usual.into_iter().chain(extra.iter().copied()).map(pinned));
        let mut given = vec![self.authority(), self.transit(), door.queue().input.vault];
        given.extend(usual.iter().chain(extra).map(|(key, _)| *key));
        // The two amounts that follow the prefix become return data, which nobody reads.
        let mut script = hostile::script(&given, &[]);
        script.extend(&hostile::script(&given, steps)[1..]);
        let last = hostile::script(&given, &[Step::Return(vec![0; AMOUNTS])]);
        script.extend(&last[1..last.len() - AMOUNTS]);
        ActionSpec { program: hostile::ID, accounts, data_prefix: script, one_shot: false }
    }

    async fn paying(&self, spec: &ActionSpec, min_amount: u64) -> Instruction {
        self.door.paying_under(spec, &self.door.alice, PAID, min_amount).await
    }

    /// Approves what takes these steps, and sees Alice refused, who would take anything.
    async fn refused(
        &mut self,
        steps: &[Step],
        extra: &[(Pubkey, bool)],
        expected: impl Into<u32> + std::fmt::Debug,
    ) {
        let spec = self.spec(steps, extra);
        self.door.approve(std::slice::from_ref(&spec)).await;
        self.door.alice_refused(self.paying(&spec, 0).await, expected).await;
    }

    /// The same for an error of the runtime.
    async fn refused_by_runtime(
        &mut self,
        steps: &[Step],
        extra: &[(Pubkey, bool)],
        expected: InstructionError,
    ) {
        let spec = self.spec(steps, extra);
        self.door.approve(std::slice::from_ref(&spec)).await;
        let before = Ledger::of(&self.door.desk.world.chain.0);
        match self.door.send(&[self.paying(&spec, 0).await], &[self.door.alice]).await {
            Err(Error::Failed(failure)) => match &failure.error {
                TransactionError::InstructionError(_, came) => assert_eq!(*came, expected, "{failure}"),
                other => panic!("{expected:?} was expected, came {other:?}"),
            },
            other => panic!("{expected:?} was expected, came {other:?}"),
        }
        let changed = before.changed_in(&self.door.desk.world.chain.0);
        assert_eq!(changed, [self.door.roles().payer], "a refusal changed more than the payer's lamports");
    }
}

/// It may be any program: this one takes what is paid and pays out of its wallet.
#[tokio::test]
async fn an_honest_one_converts() {
    let mut den = Den::new().await;
    let spec = den.spec(&[den.take(PAID), den.pay(WORTH)], &[]);
    den.door.approve(std::slice::from_ref(&spec)).await;
    den.door.ok(&[den.paying(&spec, WORTH).await], &[den.door.alice]).await;
    assert_eq!(den.door.waiting().await, 500 * ONE + WORTH);
    assert_eq!(den.door.position(&den.door.alice).await.unwrap().shares(), u128::from(WORTH));
    assert_eq!(den.door.held(Stable, &den.wallet).await, ONE + PAID);
    assert_eq!(den.door.in_transit().await, 0);
}

#[tokio::test]
async fn what_pays_too_little_is_refused() {
    let mut den = Den::new().await;
    let spec = den.spec(&[den.take(PAID), den.pay(WORTH - 1)], &[]);
    den.door.approve(std::slice::from_ref(&spec)).await;
    den.door.alice_refused(den.paying(&spec, WORTH).await, LctsError::ConvertedTooLittle).await;
    den.door.ok(&[den.paying(&spec, WORTH - 1).await], &[den.door.alice]).await;
}

/// Even to who asks for no minimum: nothing is no entry.
#[tokio::test]
async fn what_pays_nothing_is_refused() {
    let mut den = Den::new().await;
    den.refused(&[den.take(PAID)], &[], LctsError::ZeroAmount).await;
    den.refused(&[], &[], LctsError::TransitChanged).await;
}

/// What it says it paid counts for nothing.
#[tokio::test]
async fn a_forged_answer_is_not_heard() {
    let mut den = Den::new().await;
    let answer = Step::Return((1_000_000 * ONE).to_le_bytes().to_vec());
    den.refused(&[den.take(PAID), answer], &[], LctsError::ZeroAmount).await;
}

#[tokio::test]
async fn what_is_not_converted_is_not_kept() {
    let mut den = Den::new().await;
    den.refused(&[den.take(PAID - 1), den.pay(WORTH)], &[], LctsError::TransitChanged).await;
}

/// A donation that waits in the transit account is not its to take.
#[tokio::test]
async fn it_takes_no_more_than_was_paid() {
    let mut den = Den::new().await;
    den.door.give_token(Stable, &den.authority(), ONE).await;
    den.refused(&[den.take(PAID + 1), den.pay(WORTH)], &[], LctsError::TransitChanged).await;
    den.refused(&[den.take(PAID - 1), den.pay(WORTH)], &[], LctsError::TransitChanged).await;
}

/// A delegate of the transit account could take what the next member pays.
#[tokio::test]
async fn it_leaves_itself_no_way_into_the_transit_account() {
    let mut den = Den::new().await;
    let approve = [&[4][..], &1_u64.to_le_bytes()].concat();
    let approve = den.on_transit(&approve, &[AccountMeta::new_readonly(den.wallet, false)]);
    let steps = [den.take(PAID), den.pay(WORTH), approve];
    den.refused(&steps, &[], LctsError::TransitChanged).await;
}

/// Closed, its rent would be the thief's.
#[tokio::test]
async fn it_does_not_close_the_transit_account() {
    let mut den = Den::new().await;
    let thief = den.thief;
    let steps = [den.take(PAID), den.pay(WORTH), den.on_transit(&[9], &[AccountMeta::new(thief, false)])];
    den.refused(&steps, &[(thief, true)], LctsError::TransitChanged).await;
}

/// The member signs the transaction, and the payer too: neither signature reaches the converter.
#[tokio::test]
async fn it_has_no_signature_of_the_members() {
    let mut den = Den::new().await;
    let (alice, payer, thief) = (den.door.alice, den.door.roles().payer, den.thief);
    let (purse, loot) = (den.door.account(Stable, &alice), den.door.account(Stable, &thief));
    let rob = Den::transfer(purse, loot, alice, ONE);
    let extra = [(alice, false), (purse, true), (loot, true)];
    let steps = [den.take(PAID), den.pay(WORTH), rob];
    den.refused_by_runtime(&steps, &extra, InstructionError::PrivilegeEscalation).await;
    let lamports = solana_system_interface::instruction::transfer(&payer, &thief, ONE);
    let extra = [(payer, true), (thief, true), (system_program::ID, false)];
    let steps = [Step::Forward(lamports)];
    den.refused_by_runtime(&steps, &extra, InstructionError::PrivilegeEscalation).await;
}

/// What others wait with is the queue's, and the queue does not sign.
#[tokio::test]
async fn it_reaches_nothing_of_other_members() {
    let mut den = Den::new().await;
    let (queue, thief) = (den.door.queue(), den.thief);
    let loot = den.door.account(Savings, &thief);
    let extra = [(queue.queue, false), (loot, true)];
    let rob = |authority| Den::transfer(queue.input.vault, loot, authority, ONE);
    den.refused_by_runtime(&[rob(queue.queue)], &extra, InstructionError::PrivilegeEscalation).await;
    // The token program's code for another owner.
    let owner_mismatch = 4_u32;
    den.refused(&[rob(den.authority())], &extra, owner_mismatch).await;
}

/// The authority's own address cannot be given to another program.
#[tokio::test]
async fn it_does_not_take_the_authority_over() {
    let mut den = Den::new().await;
    let authority = den.authority();
    let assign = solana_system_interface::instruction::assign(&authority, &hostile::ID);
    let extra = [(system_program::ID, false)];
    den.refused_by_runtime(&[Step::Forward(assign)], &extra, InstructionError::PrivilegeEscalation).await;
}

/// It cannot enter once more from within.
#[tokio::test]
async fn it_does_not_come_back_in() {
    let mut den = Den::new().await;
    let queue = den.door.queue();
    let view = halo_sdk::instructions::lcts::generation_state(&queue, 1);
    let extra = [(queue.generation(1), false), (halo_sdk::programs::LCTS, false)];
    den.refused_by_runtime(&[Step::Forward(view)], &extra, InstructionError::ReentrancyNotAllowed).await;
}
