//! Where the NFAT program's own write-down acts: a facility that a key signs for, whose one Book is in default and has
//! its money in the keys' PAU.

use super::{
    super::stages::pau::Keys,
    club::{past, COUPON, SHARE},
    House,
};
use anchor_lang::Discriminator;
use halo_sdk::{
    addresses::{self, BookAddresses, FacilityAddresses, UnitAddresses},
    deployment::Limit,
    facility::state::Book,
    instructions::{nfat as ix, pau::BookSource},
    nfat::state::UnitTerms,
    pau::state::LimitKind,
    programs,
};
use halo_tests::{
    matrix::accounts::Names,
    minter::{sealed_unit, Minter},
    world::{DAY, ONE},
};
use solana_account::Account;
use solana_pubkey::Pubkey;

/// What may be drawn from the Book in a day; it has twice as much.
const LIMIT: Limit = Limit { max: 5 * ONE, slope: 5 * ONE };

/// The facility, whose account and Book belong to the facility program as every facility's do.
#[derive(Clone, Copy)]
pub struct Stranded(pub FacilityAddresses);

impl Stranded {
    /// A unit of the Book is in declared default, and the limit is full.
    pub async fn new(house: &mut House, keys: &Keys) -> Self {
        let signer = house.world.keys.add_named("stranded facility");
        let (world, pau) = (&house.world, &keys.first);
        let this = Self(FacilityAddresses { facility: signer, pau: pau.pau, ..world.facility });
        this.forge(house).await;
        let (Self(facility), book, unit) = (this, this.book(), this.unit());
        let payer = world.roles().payer;
        let minter = Minter { payer, facility };
        let mut args = sealed_unit(SHARE, SHARE + COUPON, [1; 32]);
        let summary = past().summary().expect("valid terms");
        args.terms = Some(UnitTerms::of(&past(), &summary));
        for step in [
            minter.initialize_collection("Stranded", "https://example.com"),
            minter.open_redeem_vault(book.book),
            minter.mint(book.book, house.primes[0], args),
        ] {
            world.ok(&[step], &[signer]).await;
        }
        world.ok(&[ix::declare_default(&payer, &book, &unit.nfat)], &[]).await;

        let config = facility.nfat_config();
        pau.add_controller(world, &config, Pubkey::default(), LimitKind::Withdraw.bit()).await;
        pau.add_limit(world, LimitKind::Withdraw, signer, facility.mint, LIMIT).await;
        let FacilityAddresses { pau: there, mint, token_program, .. } = facility;
        let source = BookSource { pau: there, book: book.book, mint, token_program };
        pau.open_guarded(world, &keys.controller, &source).await;
        world.give(&book.proxy, 2 * LIMIT.max).await;
        house.world.wait(DAY).await;
        this
    }

    pub fn book(&self) -> BookAddresses {
        self.0.book(1)
    }

    fn unit(&self) -> UnitAddresses {
        self.0.unit(1)
    }

    /// Writes what no program makes for a key: the account of the facility, empty, and its Book.
    async fn forge(&self, house: &House) {
        let cluster = &house.world.chain.0;
        let own = |data: Vec<u8>| Account {
            lamports: 1_000_000_000,
            data,
            owner: programs::FACILITY,
            ..Account::default()
        };
        let there = self.book();
        let book = Book {
            facility: self.0.facility,
            vault: there.vault,
            token_account: there.token_account,
            redeem_vault: there.redeem_vault,
            pau: self.0.pau,
            book_id: 1,
            ..house.world.book(&house.at_rest.book).await
        };
        let book = [Book::DISCRIMINATOR, bytemuck::bytes_of(&book)].concat();
        for (address, data) in [(self.0.facility, Vec::new()), (there.book, book)] {
            cluster.set_account(&address, own(data)).expect("an account that the engine takes");
        }
    }

    /// Names every account of it.
    pub fn name(&self, names: &mut Names) {
        let (facility, book, unit) = (&self.0, self.book(), self.unit());
        for (what, key) in [
            ("controller", facility.nfat_controller()),
            ("limit", facility.withdraw_limit()),
            ("vault", book.vault),
            ("proxy", book.proxy),
            ("tokens", book.token_account),
        ] {
            names.add(format!("keys' stranded {what}"), key);
        }
        for (what, key) in [
            ("facility", facility.facility),
            ("collection configuration", facility.nfat_config()),
            ("collection", facility.collection()),
            ("Book", book.book),
            ("redeem vault", book.redeem_vault),
            ("redeem tokens", book.redeem_token_account),
            ("asset", unit.asset),
            ("NFAT", unit.nfat),
            ("holding", addresses::holding(&unit.asset)),
        ] {
            names.add(format!("stranded {what}"), key);
        }
    }
}
