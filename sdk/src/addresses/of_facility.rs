//! The addresses that follow from one facility.

use super::*;

/// The addresses of one facility that never change; everything else of it derives from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacilityAddresses {
    /// The account itself.
    pub facility: Pubkey,
    /// Scope whose Beams give rights here.
    pub scope: Pubkey,
    /// PAU that has the Books' money.
    pub pau: Pubkey,
    /// The one token of queue, Books and payments.
    pub mint: Pubkey,
    /// Program of that mint.
    pub token_program: Pubkey,
}

impl FacilityAddresses {
    /// Reads them from the facility's account.
    pub fn of(address: Pubkey, facility: &facility::state::Facility) -> Self {
        Self {
            facility: address,
            scope: facility.scope,
            pau: facility.pau,
            mint: facility.mint,
            token_program: facility.token_program,
        }
    }

    /// Associated token account of `owner` for the facility's asset.
    pub fn token_account(&self, owner: &Pubkey) -> Pubkey {
        associated_token(owner, &self.mint, &self.token_program)
    }

    /// Where deposits wait.
    pub fn queue(&self) -> Pubkey {
        queue(&self.facility)
    }

    /// Token account in which deposits wait.
    pub fn queue_token_account(&self) -> Pubkey {
        self.token_account(&self.queue())
    }

    /// Settings of its NFATs.
    pub fn nfat_config(&self) -> Pubkey {
        nfat_config(&self.facility)
    }

    /// Collection of its NFATs.
    pub fn collection(&self) -> Pubkey {
        collection(&self.nfat_config())
    }

    /// The facility's own right in the PAU: claims and deployments.
    pub fn facility_controller(&self) -> Pubkey {
        controller(&self.pau, &self.facility)
    }

    /// The collection's right in the PAU: funding redemptions.
    pub fn nfat_controller(&self) -> Pubkey {
        controller(&self.pau, &self.nfat_config())
    }

    /// What tells a limit of the PAU on the facility's asset apart.
    pub fn limit_key(&self, kind: LimitKind, target: &Pubkey) -> LimitKey {
        LimitKey { kind, target: *target, mint: self.mint }
    }

    /// The PAU's limit on all claims together.
    pub fn claim_limit(&self) -> Pubkey {
        self.limit_key(LimitKind::Claim, &self.facility).limit(&self.pau)
    }

    /// The PAU's limit on all that is credited to NFATs.
    pub fn withdraw_limit(&self) -> Pubkey {
        self.limit_key(LimitKind::Withdraw, &self.facility).limit(&self.pau)
    }

    /// Limit on deployments to the token account `endpoint`.
    pub fn endpoint_limit(&self, endpoint: &Pubkey) -> Pubkey {
        self.limit_key(LimitKind::Transfer, endpoint).limit(&self.pau)
    }

    /// Approval of what the facility's Primes may be allowed, given to `pau`; the default key for every PAU.
    pub fn prime_init_for(&self, pau: &Pubkey) -> Pubkey {
        self.limit_key(LimitKind::Deposit, &self.facility).init(&self.scope, pau)
    }

    /// That the scope administers the PAU.
    pub fn registration(&self) -> Pubkey {
        registration(&self.scope, &self.pau)
    }

    /// The same facility for a Book that was migrated to `pau`: its vault, limits and Beams are there.
    pub fn under(&self, pau: &Pubkey) -> Self {
        Self { pau: *pau, ..*self }
    }

    /// Beam of `holder` over this facility.
    pub fn beam(&self, holder: &Pubkey) -> Pubkey {
        beam(&self.scope, &self.facility, holder)
    }

    /// Addresses of the facility's Book number `book_id`.
    pub fn book(&self, book_id: u64) -> BookAddresses {
        let book = book(&self.facility, book_id);
        let proxy = proxy(&self.pau, &book);
        let redeem_vault = redeem_vault(&self.nfat_config(), &book);
        BookAddresses {
            book,
            vault: book_vault(&self.pau, &book, &self.mint),
            proxy,
            token_account: self.token_account(&proxy),
            redeem_vault,
            redeem_token_account: self.token_account(&redeem_vault),
        }
    }

    /// Addresses of the facility's NFAT number `token_id`.
    pub fn unit(&self, token_id: u64) -> UnitAddresses {
        UnitAddresses::of(asset(&self.nfat_config(), token_id))
    }

    /// Admission of `address` as a receiver of the facility's NFATs.
    pub fn whitelist_entry(&self, address: &Pubkey) -> Pubkey {
        whitelist_entry(&self.nfat_config(), address)
    }

    /// What every claim names and never changes: the content of the facility's address lookup table.
    pub fn lookup_table(&self) -> Vec<Pubkey> {
        let programs = [configurator::ID, pau::ID, facility::ID, nfat::ID];
        let mut addresses = vec![
            self.facility,
            self.pau,
            self.mint,
            self.token_program,
            self.queue(),
            self.queue_token_account(),
            self.nfat_config(),
            self.collection(),
            self.facility_controller(),
            self.nfat_controller(),
            self.claim_limit(),
            self.withdraw_limit(),
            mpl_core::ID,
            solana_sdk_ids::system_program::ID,
            anchor_spl::associated_token::ID,
        ];
        addresses.extend(programs);
        addresses.extend(programs.iter().map(event_authority));
        addresses
    }
}

/// Addresses of one Book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BookAddresses {
    /// The account itself.
    pub book: Pubkey,
    /// Record in the PAU.
    pub vault: Pubkey,
    /// Owner of the Book's money.
    pub proxy: Pubkey,
    /// The Book's money.
    pub token_account: Pubkey,
    /// Record of what is credited to its NFATs.
    pub redeem_vault: Pubkey,
    /// What is credited to its NFATs.
    pub redeem_token_account: Pubkey,
}

/// Addresses of one NFAT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitAddresses {
    /// Metaplex Core asset.
    pub asset: Pubkey,
    /// Record.
    pub nfat: Pubkey,
}

impl UnitAddresses {
    /// Of the NFAT whose asset is `asset`.
    pub fn of(asset: Pubkey) -> Self {
        Self { asset, nfat: nfat(&asset) }
    }
}
