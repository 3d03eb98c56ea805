//! A second unit over the same holding: its junior. The crowd is in both; a life acts on one of them at a time.

use super::{
    super::desk::*,
    exact::{part, Exact},
    life::Life,
};
use halo_sdk::{
    addresses::{LctsAddresses, Tranche},
    instructions::lcts as ix,
    lcts::state::Unit,
};

/// The unit that a life does not act on.
pub struct Other {
    at: LctsAddresses,
    sides: [Exact; 2],
    given: [[u64; 2]; 2],
}

/// What a supply of shares is worth.
fn worth(unit: &Unit) -> u64 {
    u64::try_from(part(unit.supply.into(), unit.rate.rate(), PAR)).expect("a sum")
}

impl Life {
    /// Opens a junior unit, which everybody may hold.
    pub async fn add_junior(&mut self) {
        let (alone, desk) = (self.desk.at, &mut self.desk);
        desk.turn_to_new("junior unit", Tranche::JuniorOf(alone.unit)).await;
        desk.open_without_holding(PAR).await;
        desk.ok(&[ix::subordinate(&desk.at, &alone.unit)], &[]).await;
        for member in &self.crowd {
            desk.let_hold(member).await;
        }
        let senior = LctsAddresses { tranche: Tranche::SeniorOf(desk.at.unit), ..alone };
        let at = desk.turn_to(senior);
        let sides = [Exact::new(self.crowd.len()), Exact::new(self.crowd.len())];
        self.other = Some(Other { at, sides, given: [[0; 2]; 2] });
    }

    /// Goes over to the other unit, if there is one.
    pub fn turn(&mut self) {
        let Some(other) = &mut self.other else { return };
        std::mem::swap(&mut self.sides, &mut other.sides);
        std::mem::swap(&mut self.given, &mut other.given);
        other.at = self.desk.turn_to(other.at);
    }

    /// How many units there are: after so many turns it is the same one again.
    pub fn units(&self) -> usize {
        1 + usize::from(self.other.is_some())
    }

    pub fn is_junior(&self) -> bool {
        self.desk.at.book() != self.desk.at.unit
    }

    /// The unit that has the holding.
    pub async fn book(&self) -> Unit {
        self.desk.client.fetch(&self.desk.at.book()).await.expect("a unit")
    }

    /// What the shares of this unit are worth, and those of the other one.
    pub async fn worths(&self) -> [u64; 2] {
        let own = worth(&self.desk.unit().await);
        match &self.other {
            None => [own, 0],
            Some(other) => {
                [own, worth(&self.desk.client.fetch(&other.at.unit).await.expect("the other unit"))]
            }
        }
    }

    /// A loss of the holding: the junior's first, to the last digit of both rates.
    pub async fn lose(&mut self) {
        if self.is_junior() {
            self.turn();
        }
        let Some(junior) = self.other.as_ref().map(|other| other.at) else { return };
        let [of_senior, of_junior] = self.worths().await;
        // So little that nobody is left with nothing.
        let most = if of_junior > 0 { of_junior } else { of_senior } / 20;
        if most == 0 {
            return;
        }
        let loss = 1 + self.random.below(most);
        let records = [self.desk.unit().await, self.desk.client.fetch(&junior.unit).await.expect("a unit")];
        let lost = if of_junior > 0 { [0, loss] } else { [loss, 0] };
        let beacon = self.desk.beacon;
        let act = ix::haircut(&beacon, &self.desk.at, &junior.unit, loss);
        self.attempt(act, &beacon, Ok(())).await;
        self.tally.lost += 1;
        let after = [self.desk.unit().await, self.desk.client.fetch(&junior.unit).await.expect("a unit")];
        for ((before, after), (worth, lost)) in
            records.iter().zip(&after).zip([of_senior, of_junior].into_iter().zip(lost))
        {
            let rate = match lost {
                0 => before.rate.rate(),
                _ => part(u128::from(worth - lost), PAR, before.supply.into()),
            };
            assert_eq!(after.rate.rate(), rate, "{lost} of {worth}");
        }
    }
}
