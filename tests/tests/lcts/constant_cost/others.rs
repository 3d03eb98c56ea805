//! Those who wait in a queue beside the one that is measured: one, or a hundred thousand who have brought as much.
//!
//! Of the 100 000, ten have entered. The others are accounts written as their entries would have written them, and
//! the generation's totals and the vault have what they brought.

use super::super::desk::{forge::changed, *};
use halo_sdk::{
    instructions::lcts as ix,
    lcts::{
        instructions::PositionView,
        state::{LctsGeneration, LctsPosition},
    },
};
use halo_tests::{chain::Chain, world::ONE};
use solana_pubkey::Pubkey;
use std::ops::Range;

/// Positions of others.
pub const MANY: u64 = 100_000;
/// Of them, those that have entered.
const REAL: u64 = 10;
/// What each of them brought.
pub const EACH: u64 = 10 * ONE;

/// Who has brought 1 000 000 before anybody is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// Carol alone.
    One,
    /// A hundred thousand.
    Many,
}

/// Owner of a position that was written.
fn owner(number: u64) -> Pubkey {
    let mut bytes = [7; 32];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    Pubkey::new_from_array(bytes)
}

/// Writes the positions of the owners with these `numbers` as the entry of `template`'s owner has written his. What they
/// bring comes from nowhere, or as shares from Carol.
async fn write_positions(desk: &mut Desk, direction: Direction, template: &Pubkey, numbers: Range<u64>) {
    let queue = desk.side(direction);
    let model = desk.account(&queue.position(template)).await;
    let brought = (numbers.end - numbers.start) * EACH;
    for number in numbers {
        let owner = owner(number);
        let seeds: [&[u8]; 3] = [halo_sdk::lcts::POSITION_SEED, queue.queue.as_ref(), owner.as_ref()];
        let (address, bump) = Pubkey::find_program_address(&seeds, &halo_sdk::programs::LCTS);
        let written = |record: &mut LctsPosition| (record.owner, record.bump) = (owner, bump);
        desk.world.chain.set_account(&address, changed(model.clone(), written));
    }
    desk.rewrite(&queue.generation(1), |record: &mut LctsGeneration| {
        record.totals.shares[0] += brought;
        record.totals.underlying += brought;
    })
    .await;
    match direction {
        Subscribe => drop(desk.give(&queue.queue, brought).await),
        Redeem => drop(desk.donate(&queue.input.mint, &desk.carol, &queue.input.vault, brought).await),
    }
}

/// Every position of the queue adds up to the generation's totals.
fn assert_written(desk: &Desk, direction: Direction, shares: u128) {
    let queue = desk.side(direction).queue;
    let (positions, sum) = desk.world.chain.0.transport().with_svm(|svm| {
        let accounts = svm.get_program_accounts(&halo_sdk::programs::LCTS);
        let records = accounts.iter().filter_map(|(_, account)| {
            use anchor_lang::AccountDeserialize;
            LctsPosition::try_deserialize(&mut &account.data[..]).ok()
        });
        let of_the_queue = records.filter(|record| record.queue == queue);
        of_the_queue.fold((0, 0), |(count, sum), record| (count + 1, sum + record.held.shares()))
    });
    assert_eq!((positions, sum), (MANY, shares));
}

impl Others {
    /// Lets in those who enter themselves, if there are many; both worlds know them.
    pub async fn arrive(self, desk: &mut Desk) -> Vec<Pubkey> {
        let mut members = Vec::new();
        for number in 0..REAL {
            let member = desk.world.person(&format!("member {number}")).await;
            desk.let_in(&member).await;
            members.push(member);
        }
        members
    }

    /// What Carol and each of those who enter need: Carol brings what is written, or all of it.
    pub fn purses(self, carol: Pubkey, members: &[Pubkey]) -> Vec<(Pubkey, u64)> {
        match self {
            Self::One => vec![(carol, MANY * EACH)],
            Self::Many => {
                let each = members.iter().map(|member| (*member, EACH));
                each.chain([(carol, (MANY - REAL) * EACH)]).collect()
            }
        }
    }

    /// They enter; whoever redeems has the shares.
    pub async fn enter(self, desk: &mut Desk, direction: Direction, members: &[Pubkey]) {
        let entering = match self {
            Self::One => self.purses(desk.carol, members),
            Self::Many => members.iter().map(|member| (*member, EACH)).collect(),
        };
        for (member, amount) in entering {
            if direction == Subscribe {
                desk.give(&member, amount).await;
            }
            desk.enter(direction, &member, amount).await.unwrap();
        }
        if self == Self::Many {
            write_positions(desk, direction, &members[0], REAL..MANY).await;
            let total = desk.generation(direction, 1).await.expect("a generation").shares();
            assert_written(desk, direction, total);
        }
        let generation = desk.generation(direction, 1).await.expect("a generation");
        assert_eq!((generation.shares(), generation.underlying), (u128::from(MANY * EACH), MANY * EACH));
    }

    /// When all is converted, who entered among so many is paid like everybody, and so is the last one written.
    pub async fn are_paid(self, desk: &Desk, direction: Direction, members: &[Pubkey]) {
        let (who, brought) = match self {
            Self::One => (desk.carol, MANY * EACH),
            Self::Many => (members[0], EACH),
        };
        let reward = desk.side(direction).reward.token_account(&who);
        let before = desk.tokens(&reward).await;
        desk.claim(direction, &who).await.unwrap();
        let paid = desk.tokens(&reward).await - before;
        assert!(paid.abs_diff(brought) <= 1, "{paid} for {brought}");
        if self == Self::Many {
            let last = ix::position_state(&desk.side(direction), &owner(MANY - 1), Some(1));
            let view: PositionView = desk.client.view_as(last).await.expect("a position");
            assert!(view.rewards.abs_diff(EACH) <= 1, "{} for {EACH}", view.rewards);
        }
    }
}
