//! What a world says about itself: balances and accounts.

use super::*;

impl<C: Chain> World<C> {
    /// Tokens of `owner`'s associated account, base units.
    pub async fn balance(&self, owner: &Pubkey) -> u64 {
        self.tokens(&self.facility.token_account(owner)).await
    }

    /// Tokens of a token account; 0 when there is none.
    pub async fn tokens(&self, account: &Pubkey) -> u64 {
        let account = self.client.transport().get_account(account).await.expect("an account");
        account.map_or(0, |account| token::decode_token_account(&account).expect("a token account").amount)
    }

    /// What the chain's own view says `prime` has queued.
    pub async fn queued(&self, prime: &Pubkey) -> u64 {
        self.client.view_as(ix::facility::queue_balance(&self.facility, prime)).await.expect("a position")
    }

    pub async fn position(&self, prime: &Pubkey) -> QueuePosition {
        self.client.fetch(&addresses::position(&self.facility.facility, prime)).await.expect("a position")
    }

    pub async fn book(&self, book: &BookAddresses) -> Book {
        self.client.fetch(&book.book).await.expect("a Book")
    }

    pub async fn redeem_vault(&self, book: &BookAddresses) -> RedeemVault {
        self.client.fetch(&book.redeem_vault).await.expect("a redeem vault")
    }

    pub async fn nfat(&self, unit: &UnitAddresses) -> Nfat {
        self.client.fetch(&unit.nfat).await.expect("an NFAT")
    }
}
