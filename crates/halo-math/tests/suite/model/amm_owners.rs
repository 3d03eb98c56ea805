//! Those who bring the USDS of a pool.

use super::amm_op::share_of;
use super::amm_pool::{Twin, Worth};

impl Twin {
    /// Who deposits gets no more than it brought.
    pub(super) fn deposit(&mut self, who: usize, amount: u64) -> Worth {
        let (before, valuation) = (self.capital, self.valuation());
        let Ok(minted) = self.capital.deposit(amount, &valuation) else {
            assert_eq!(self.capital, before, "a refusal changes nothing");
            return Worth::Kept;
        };
        self.done.insert("deposit");
        self.usds_vault += amount;
        self.shares[who] += minted;
        let back = self.capital.worth(minted, &self.valuation()).expect("they are among all shares");
        assert!(back <= amount, "{amount} became {back}");
        Worth::Rises
    }

    pub(super) fn withdraw(&mut self, who: usize, part: u8) -> Worth {
        let (before, valuation) = (self.capital, self.valuation());
        let shares = share_of(self.shares[who], part);
        let Ok(paid) = self.capital.withdraw(shares, &valuation) else {
            assert_eq!(self.capital, before, "a refusal changes nothing");
            return Worth::Kept;
        };
        self.done.insert("withdraw");
        assert_eq!(before.queued, 0, "nobody overtakes who waits");
        self.shares[who] -= shares;
        self.usds_vault -= paid;
        Worth::Rises
    }

    pub(super) fn request(&mut self, who: usize, part: u8) -> Worth {
        let shares = share_of(self.shares[who], part);
        if let Ok(withdrawal) = self.queue.request(&mut self.capital, shares, self.now) {
            self.shares[who] -= shares;
            self.done.insert("request");
            self.withdrawals.push((who, withdrawal));
        }
        Worth::Kept
    }

    /// At most `most` may pass.
    pub(super) fn fill(&mut self, most: u64) -> Worth {
        let (before, queue, valuation) = (self.capital, self.queue, self.valuation());
        let next = queue.served + 1;
        let Some((_, withdrawal)) = self.withdrawals.iter_mut().find(|(_, entry)| entry.number == next)
        else {
            return Worth::Kept;
        };
        let entry = *withdrawal;
        match self.queue.fill(&mut self.capital, withdrawal, &valuation, most) {
            Ok(filled) => {
                self.done.insert(if filled.done { "fill" } else { "fill in part" });
                let worth = before.worth(filled.shares, &valuation).expect("they were among all shares");
                assert!(
                    filled.usds <= worth.min(most) && (filled.done || filled.usds > 0),
                    "{filled:?} of {worth}, {most} may pass"
                );
                assert_eq!(filled.done, withdrawal.shares == 0);
            }
            Err(error) => {
                let unchanged = (self.capital, self.queue, *withdrawal) == (before, queue, entry);
                assert!(unchanged, "{error} changes nothing");
            }
        }
        Worth::Rises
    }

    pub(super) fn cancel(&mut self, which: usize) -> Worth {
        let count = self.withdrawals.len().max(1);
        if let Some((who, withdrawal)) = self.withdrawals.get_mut(which % count) {
            if let Ok(shares) = self.queue.cancel(&mut self.capital, withdrawal) {
                self.done.insert("cancel");
                self.shares[*who] += shares;
            }
        }
        Worth::Kept
    }

    pub(super) fn claim(&mut self, which: usize) -> Worth {
        let count = self.withdrawals.len().max(1);
        if let Some((_, withdrawal)) = self.withdrawals.get_mut(which % count) {
            let payable = withdrawal.payable;
            let claimed = withdrawal.claim(&mut self.capital);
            assert_eq!(claimed.ok(), Some(payable).filter(|payable| *payable > 0), "it is always there");
            if payable > 0 {
                self.done.insert("claim");
            }
            self.usds_vault -= payable;
        }
        Worth::Kept
    }
}
