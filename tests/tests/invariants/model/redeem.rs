//! What a Book owes its units, and how it shares a loss among them.

use super::deal::share;

/// Ranks of units; 0 is paid first.
pub const RANKS: usize = 4;

#[derive(Clone, Copy, Debug, Default)]
pub struct Redeem {
    /// Credited or recovered and not paid out, base units.
    pub owed: u64,
    pub paid: u64,
    /// NFATs not redeemed, and their principal.
    pub units: u64,
    pub outstanding: u64,
    /// Base units that the Book has paid in.
    pub by_book: u64,
    /// Principal neither paid back nor credited, by rank.
    pub claims: [u64; RANKS],
    /// Units in declared default.
    pub defaults: u64,
    /// When the last of them was declared.
    pub defaulted_at: i64,
    pub losses: [Pool; RANKS],
    pub written_down: bool,
    pub sequence: u64,
}

/// What one rank has recovered.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pool {
    pub claims: u64,
    pub recovered: u64,
    pub claims_left: u64,
    pub recovered_left: u64,
}

impl Redeem {
    pub fn all_claims(&self) -> u64 {
        self.claims.iter().sum()
    }

    /// Shares `recovered`, which is nothing when there are no claims.
    pub fn write_down(&mut self, recovered: u64) {
        let shares = waterfall(&self.claims, recovered);
        for ((pool, claims), recovered) in self.losses.iter_mut().zip(self.claims).zip(shares) {
            *pool = Pool { claims, recovered, claims_left: claims, recovered_left: recovered };
        }
        self.owed += recovered;
        self.by_book += recovered;
        self.written_down = true;
        self.sequence += 1;
    }
}

impl Pool {
    /// What a unit with this claim is paid: its part, by what is paid to all so far and with it. Nothing before a
    /// write-down.
    pub fn part(&self, claim: u64) -> u64 {
        if self.claims == 0 {
            return 0;
        }
        let paid = self.recovered - self.recovered_left;
        share(self.recovered, self.claims - self.claims_left + claim, self.claims) - paid
    }
}

/// Senior first; what exceeds all claims in proportion, the rest of it to the most junior with a claim.
fn waterfall(claims: &[u64; RANKS], recovered: u64) -> [u64; RANKS] {
    let all: u64 = claims.iter().sum();
    let surplus = recovered.saturating_sub(all);
    let mut senior = 0;
    let mut shares = claims.map(|claim| {
        let before = senior;
        senior += claim;
        let met = recovered.saturating_sub(before).min(claim);
        met + if all == 0 { 0 } else { share(surplus, claim, all) }
    });
    let rest = recovered - shares.iter().sum::<u64>();
    if let Some(junior) = claims.iter().rposition(|claim| *claim > 0) {
        shares[junior] += rest;
    }
    shares
}
