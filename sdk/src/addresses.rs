//! Every address of the suite, derived from the seeds that the programs themselves declare.

use pau::state::LimitKind;
use solana_pubkey::Pubkey;

/// Address of the token program that owns `mint`'s accounts is part of an associated address.
pub use anchor_spl::associated_token::get_associated_token_address_with_program_id as associated_token;

fn derive(seeds: &[&[u8]], program: &Pubkey) -> Pubkey {
    Pubkey::find_program_address(seeds, program).0
}

/// Signer of the event instructions of `program`.
pub fn event_authority(program: &Pubkey) -> Pubkey {
    derive(&[b"__event_authority"], program)
}

/// Scope created with `base`.
pub fn scope(base: &Pubkey) -> Pubkey {
    derive(&[configurator::SCOPE_SEED, base.as_ref()], &configurator::ID)
}

/// Beam of `holder` over `target`.
pub fn beam(scope: &Pubkey, target: &Pubkey, holder: &Pubkey) -> Pubkey {
    derive(&[configurator::BEAM_SEED, scope.as_ref(), target.as_ref(), holder.as_ref()], &configurator::ID)
}

/// PAU created with `base`.
pub fn pau(base: &Pubkey) -> Pubkey {
    derive(&[pau::PAU_SEED, base.as_ref()], &pau::ID)
}

/// Controller record of `signer` in `pau`.
pub fn controller(pau: &Pubkey, signer: &Pubkey) -> Pubkey {
    derive(&[pau::CONTROLLER_SEED, pau.as_ref(), signer.as_ref()], &pau::ID)
}

/// Rate limit of `pau` on movements of `kind` to `target` in `mint`.
pub fn limit(pau: &Pubkey, kind: LimitKind, target: &Pubkey, mint: &Pubkey) -> Pubkey {
    let kind = [kind.seed()];
    derive(&[pau::LIMIT_SEED, pau.as_ref(), &kind, target.as_ref(), mint.as_ref()], &pau::ID)
}

/// Signer that owns `book`'s money in `pau`.
pub fn proxy(pau: &Pubkey, book: &Pubkey) -> Pubkey {
    derive(&[pau::PROXY_SEED, pau.as_ref(), book.as_ref()], &pau::ID)
}

/// Record of `book`'s token account for `mint` in `pau`.
pub fn book_vault(pau: &Pubkey, book: &Pubkey, mint: &Pubkey) -> Pubkey {
    derive(&[pau::VAULT_SEED, pau.as_ref(), book.as_ref(), mint.as_ref()], &pau::ID)
}

/// Facility created with `base`.
pub fn facility(base: &Pubkey) -> Pubkey {
    derive(&[facility::FACILITY_SEED, base.as_ref()], &facility::ID)
}

/// Queue of `facility`.
pub fn queue(facility: &Pubkey) -> Pubkey {
    derive(&[facility::QUEUE_SEED, facility.as_ref()], &facility::ID)
}

/// Approval of `prime` by `facility`.
pub fn approval(facility: &Pubkey, prime: &Pubkey) -> Pubkey {
    derive(&[facility::APPROVAL_SEED, facility.as_ref(), prime.as_ref()], &facility::ID)
}

/// Queue position of `prime` in `facility`.
pub fn position(facility: &Pubkey, prime: &Pubkey) -> Pubkey {
    derive(&[facility::POSITION_SEED, facility.as_ref(), prime.as_ref()], &facility::ID)
}

/// Book number `book_id` of `facility`; the first is 1.
pub fn book(facility: &Pubkey, book_id: u64) -> Pubkey {
    derive(&[facility::BOOK_SEED, facility.as_ref(), &book_id.to_le_bytes()], &facility::ID)
}

/// Attestation number `number` about `book`; the first is 1.
pub fn attestation(book: &Pubkey, number: u64) -> Pubkey {
    derive(&[facility::ATTESTATION_SEED, book.as_ref(), &number.to_le_bytes()], &facility::ID)
}

/// NFAT configuration of `facility`.
pub fn nfat_config(facility: &Pubkey) -> Pubkey {
    derive(&[nfat::CONFIG_SEED, facility.as_ref()], &nfat::ID)
}

/// Metaplex Core collection of `config`.
pub fn collection(config: &Pubkey) -> Pubkey {
    derive(&[nfat::COLLECTION_SEED, config.as_ref()], &nfat::ID)
}

/// Redeem vault of `book` under `config`.
pub fn redeem_vault(config: &Pubkey, book: &Pubkey) -> Pubkey {
    derive(&[nfat::REDEEM_SEED, config.as_ref(), book.as_ref()], &nfat::ID)
}

/// Metaplex Core asset of NFAT number `token_id` under `config`; the first is 1.
pub fn asset(config: &Pubkey, token_id: u64) -> Pubkey {
    derive(&[nfat::ASSET_SEED, config.as_ref(), &token_id.to_le_bytes()], &nfat::ID)
}

/// Record of the NFAT whose asset is `asset`.
pub fn nfat(asset: &Pubkey) -> Pubkey {
    derive(&[nfat::NFAT_SEED, asset.as_ref()], &nfat::ID)
}

/// The addresses of one facility that never change; everything else of it derives from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacilityAddresses {
    pub facility: Pubkey,
    pub scope: Pubkey,
    pub pau: Pubkey,
    pub mint: Pubkey,
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

    pub fn queue(&self) -> Pubkey {
        queue(&self.facility)
    }

    /// Token account in which deposits wait.
    pub fn queue_token_account(&self) -> Pubkey {
        self.token_account(&self.queue())
    }

    pub fn nfat_config(&self) -> Pubkey {
        nfat_config(&self.facility)
    }

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

    pub fn claim_limit(&self) -> Pubkey {
        limit(&self.pau, LimitKind::Claim, &self.facility, &self.mint)
    }

    pub fn withdraw_limit(&self) -> Pubkey {
        limit(&self.pau, LimitKind::Withdraw, &self.facility, &self.mint)
    }

    /// Limit on deployments to the token account `endpoint`.
    pub fn endpoint_limit(&self, endpoint: &Pubkey) -> Pubkey {
        limit(&self.pau, LimitKind::Transfer, endpoint, &self.mint)
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
        let asset = asset(&self.nfat_config(), token_id);
        UnitAddresses { asset, nfat: nfat(&asset) }
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
    pub book: Pubkey,
    /// Record in the PAU.
    pub vault: Pubkey,
    pub proxy: Pubkey,
    pub token_account: Pubkey,
    pub redeem_vault: Pubkey,
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
