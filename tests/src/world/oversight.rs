//! What attestors say of a Book that is out, what anybody may check, and how the council fixes a loss.

use super::*;
use halo_sdk::facility::state::BookState;

impl<C: Chain> World<C> {
    /// Posts an attestation as the Book's next; returns its number.
    pub async fn attest_with(&self, book: &BookAddresses, args: AttestArgs) -> Result<u64, Error> {
        let number = self.book(book).await.next_attestation();
        let attestor = self.roles().attestor;
        let attest = ix::facility::attest(&attestor, &self.facility, &book.book, number, args);
        self.send(&[attest], &[attestor]).await.map(|_| number)
    }

    /// The attestor vouches until `until` that a payment leaves the Book's other units covered.
    pub async fn cover(&self, book: &BookAddresses, until: i64) -> Result<u64, Error> {
        let mut args = self.attest_args(book, AttestationKind::Coverage).await;
        args.valid_until = until;
        self.attest_with(book, args).await
    }

    /// The attestor says that the Book has recovered `amount` and no more will come.
    pub async fn attest_default(&self, book: &BookAddresses, amount: u64) -> Result<u64, Error> {
        let mut args = self.attest_args(book, AttestationKind::Default).await;
        args.amount = amount;
        self.attest_with(book, args).await
    }

    /// The council fixes the loss on attestation `number`.
    pub async fn write_down(&self, book: &BookAddresses, number: u64) -> Result<Landed, Error> {
        let Roles { council, attestor, .. } = self.roles();
        let write_down = ix::facility::write_down(&council, &attestor, &self.facility, book, number);
        self.send(&[write_down], &[council]).await
    }

    pub async fn check_queue(&self) -> Result<Landed, Error> {
        self.send(&[ix::facility::check_queue(&self.facility)], &[]).await
    }

    pub async fn check_book(&self, book: &BookAddresses) -> Result<Landed, Error> {
        self.send(&[ix::facility::check_book(book)], &[]).await
    }

    /// What the chain's own view says of a Book.
    pub async fn book_state(&self, book: &BookAddresses) -> BookState {
        self.client.view_as(ix::facility::book_state(book)).await.expect("a Book")
    }
}
