//! Every address of the suite, derived from the seeds that the programs themselves declare.

mod governance;
mod of_facility;
mod of_pool;
mod of_psm;
mod of_unit;
mod of_wrapper;

pub use governance::*;
pub use of_facility::*;
pub use of_pool::*;
pub use of_psm::*;
pub use of_unit::*;
pub use of_wrapper::*;

use pau::state::{ActionSpec, LimitKind};
use solana_pubkey::Pubkey;

/// Address of the token program that owns `mint`'s accounts is part of an associated address.
pub use anchor_spl::associated_token::get_associated_token_address_with_program_id as associated_token;

fn derive(seeds: &[&[u8]], program: &Pubkey) -> Pubkey {
    Pubkey::find_program_address(seeds, program).0
}

/// Signer of the event instructions of `program`. The suite's own are known when they are compiled; searching
/// for one takes longer than building an instruction.
pub fn event_authority(program: &Pubkey) -> Pubkey {
    let known = [
        (configurator::ID, configurator::EVENT_AUTHORITY_AND_BUMP.0),
        (pau::ID, pau::EVENT_AUTHORITY_AND_BUMP.0),
        (facility::ID, facility::EVENT_AUTHORITY_AND_BUMP.0),
        (nfat::ID, nfat::EVENT_AUTHORITY_AND_BUMP.0),
        (lcts::ID, lcts::EVENT_AUTHORITY_AND_BUMP.0),
        (amm::ID, amm::EVENT_AUTHORITY_AND_BUMP.0),
        (wrapper::ID, wrapper::EVENT_AUTHORITY_AND_BUMP.0),
        (psm::ID, psm::EVENT_AUTHORITY_AND_BUMP.0),
    ];
    let found = known.iter().find(|(id, _)| id == program);
    found.map_or_else(|| derive(&[b"__event_authority"], program), |(_, authority)| *authority)
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

/// Action of `pau` that allows what `spec` says.
pub fn action(pau: &Pubkey, spec: &ActionSpec) -> Pubkey {
    derive(&[pau::ACTION_SEED, pau.as_ref(), &spec.hash()], &pau::ID)
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

/// Accord of `facility` with `prime` on the terms of this hash.
pub fn accord(facility: &Pubkey, prime: &Pubkey, terms_hash: &[u8; 32]) -> Pubkey {
    derive(&[facility::ACCORD_SEED, facility.as_ref(), prime.as_ref(), terms_hash], &facility::ID)
}

/// Record of the Book that holds `asset`.
pub fn holding(asset: &Pubkey) -> Pubkey {
    derive(&[facility::HOLDING_SEED, asset.as_ref()], &facility::ID)
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

/// Metaplex Core asset that takes the place of `burnt_asset`.
pub fn reissued_asset(burnt_asset: &Pubkey) -> Pubkey {
    derive(&[nfat::REISSUE_SEED, burnt_asset.as_ref()], &nfat::ID)
}

/// Admission of `address` to the NFATs of `config`.
pub fn whitelist_entry(config: &Pubkey, address: &Pubkey) -> Pubkey {
    derive(&[nfat::WHITELIST_SEED, config.as_ref(), address.as_ref()], &nfat::ID)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_event_authorities_are_the_derived_ones() {
        let other = Pubkey::new_unique();
        for program in [
            configurator::ID,
            pau::ID,
            facility::ID,
            nfat::ID,
            lcts::ID,
            amm::ID,
            wrapper::ID,
            psm::ID,
            other,
        ] {
            assert_eq!(event_authority(&program), derive(&[b"__event_authority"], &program), "{program}");
        }
    }
}
