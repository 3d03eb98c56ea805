//! Reading accounts, and what each must be according to the model: the bytes it had, with everything that the model
//! knows written into them. So what the model does not speak of must not have changed either.

mod collection;
mod show;
mod stamp;

use crate::{
    model::{Model, Subject},
    vm::Vm,
};
use anchor_lang::{AnchorDeserialize, AnchorSerialize, Discriminator};
use halo_sdk::{
    configurator::state::{Beam, Operation, Scope},
    facility::state::{Attestation, Facility, Holding, PrimeApproval, Queue, QueuePosition},
    nfat::state::NfatConfig,
    pau::state::{BookVault, Pau, RateLimit},
};
use solana_account::ReadableAccount;
use solana_pubkey::Pubkey;

pub use collection::is_frozen;
pub use show::difference;

const DISCRIMINATOR: usize = 8;
/// Where a token account of both token programs has its balance.
const AMOUNT: usize = 64;

/// An account without pointers, behind its discriminator.
pub fn decode<T: bytemuck::Pod>(data: &[u8]) -> Option<T> {
    data.get(DISCRIMINATOR..DISCRIMINATOR + size_of::<T>()).map(bytemuck::pod_read_unaligned)
}

/// Base units in the token account with this data.
pub fn amount(data: &[u8]) -> Option<u64> {
    data.get(AMOUNT..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

/// Where it says in which state it is: 2 for frozen.
const STATE: usize = 108;
/// Where a mint has its supply.
const SUPPLY: usize = 36;

/// Base units in the token account at `address`.
pub fn tokens_of(vm: &Vm, address: &Pubkey) -> Option<u64> {
    amount(vm.account(address)?.data())
}

/// Owner of the asset with this data; none when it is burnt. Metaplex Core: `key (1) | owner (32) | ...`
pub fn owner(data: &[u8]) -> Option<Pubkey> {
    let (key, rest) = data.split_first()?;
    let owner = rest.first_chunk::<32>()?;
    (*key == 1).then(|| Pubkey::new_from_array(*owner))
}

/// `base` with what `stamp` writes.
fn stamped<T: bytemuck::Pod>(base: &[u8], stamp: impl FnOnce(&mut T)) -> Option<Vec<u8>> {
    let mut account: T = decode(base)?;
    stamp(&mut account);
    let mut data = base.to_vec();
    data[DISCRIMINATOR..].copy_from_slice(bytemuck::bytes_of(&account));
    Some(data)
}

/// As [`stamped`], for an account in Borsh.
fn rewritten<T: AnchorSerialize + AnchorDeserialize + Discriminator>(
    base: &[u8],
    stamp: impl FnOnce(&mut T),
) -> Option<Vec<u8>> {
    let mut fields = base.get(DISCRIMINATOR..)?;
    let mut account = T::deserialize(&mut fields).ok()?;
    stamp(&mut account);
    let mut data = base[..DISCRIMINATOR].to_vec();
    account.serialize(&mut data).ok()?;
    data.resize(base.len().max(data.len()), 0);
    Some(data)
}

/// `base` with `bytes` from `place` on.
fn patched(base: &[u8], place: usize, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut data = base.to_vec();
    data.get_mut(place..place + bytes.len())?.copy_from_slice(bytes);
    Some(data)
}

/// What the data of `subject` must be, of which `base` was known; none when it must not be there.
pub fn expected(model: &Model, address: &Pubkey, subject: Subject, base: &[u8]) -> Option<Vec<u8>> {
    match subject {
        Subject::Tokens => patched(base, AMOUNT, &model.tokens.get(address)?.to_le_bytes()),
        Subject::Limit => stamped(base, |limit: &mut RateLimit| stamp::limit(&model.limits[address], limit)),
        Subject::Scope(site) => stamped(base, |scope: &mut Scope| {
            let halo = &model.halos[site];
            scope.operation_count = halo.first_operation - 1 + halo.permits.len() as u64;
            scope.sequence = halo.scope_sequence;
        }),
        Subject::Pau(site) => stamped(base, |pau: &mut Pau| {
            let halo = &model.halos[site];
            (pau.frozen, pau.sequence) = (u8::from(halo.frozen), halo.pau_sequence);
        }),
        Subject::Facility(site) => stamped(base, |facility: &mut Facility| {
            let halo = &model.halos[site];
            facility.halted = halo.halted;
            (facility.next_book_id, facility.sequence) = (halo.next_book, halo.sequence);
        }),
        Subject::Queue(site) => stamped(base, |queue: &mut Queue| {
            let shares = model.halos[site].shares;
            (queue.totals.shares, queue.totals.underlying) = (shares, shares);
        }),
        Subject::Approval(site, person) => stamped(base, |approval: &mut PrimeApproval| {
            let limit = &model.limits[address];
            stamp::bucket(limit, &mut approval.limit);
            approval.sequence = limit.sequence;
            approval.active = u8::from(model.halos[site].primes[person].active);
        }),
        Subject::Position(site, person) => stamped(base, |position: &mut QueuePosition| {
            let prime = &model.halos[site].primes[person];
            (position.shares, position.sequence) = (prime.shares, prime.sequence);
            position.consent = prime.agreed.as_ref().map(|agreed| agreed.consent()).unwrap_or_default();
        }),
        Subject::Config(site) => stamped(base, |config: &mut NfatConfig| {
            let halo = &model.halos[site];
            (config.next_token_id, config.sequence) = (halo.next_token, halo.config_sequence);
            config.whitelist = u8::from(halo.whitelist);
        }),
        Subject::Collection(site) => collection::stamped(base, &model.halos[site]),
        Subject::Book(number) => stamped(base, |book| stamp::book(model, number, book)),
        Subject::Vault(number) => {
            stamped(base, |vault: &mut BookVault| vault.sequence = model.books[number].vault_sequence)
        }
        Subject::Redeem(number) => stamped(base, |vault| stamp::redeem_vault(model, number, vault)),
        Subject::Attestation(book, number) => rewritten(base, |attestation: &mut Attestation| {
            stamp::attestation(model, book, number, attestation);
        }),
        Subject::Nfat(number) if model.units[number].redeemed => None,
        Subject::Nfat(number) => stamped(base, |nfat| stamp::nfat(model, number, nfat)),
        Subject::Asset(number) => match model.units[number].owner {
            Some(owner) => patched(base, 1, owner.as_ref()),
            // Metaplex Core leaves one byte behind, so that the address is never used again.
            None => Some(vec![0]),
        },
        Subject::Holding(number) => {
            let (book, principal) = model.holder_book(number)?;
            rewritten(base, |holding: &mut Holding| stamp::holding(model, number, book, principal, holding))
        }
        Subject::Accord(site, number) if model.halos[site].accords[number].ended => None,
        Subject::Accord(site, number) => stamped(base, |accord| stamp::accord(model, site, number, accord)),
        Subject::Admission(site, receiver) => {
            let admission = model.halos[site].admitted.get(&receiver)?;
            stamped(base, |entry| stamp::admission(model.site(site), &receiver, admission, entry))
        }
        Subject::Beam(site, watch) => {
            let since = model.halos[site].since(watch)?;
            stamped(base, |beam: &mut Beam| beam.granted_at = since)
        }
        Subject::Operation(site, number) => rewritten(base, |operation: &mut Operation| {
            let permit = &model.halos[site].permits[number];
            (operation.head.number, operation.head.eta) = (permit.number, permit.due);
            operation.head.state = u8::from(permit.executed);
        }),
        Subject::Permit(site, number) => {
            let permit = &model.halos[site].permits[number];
            (permit.executed && !permit.used).then(|| base.to_vec())
        }
        Subject::Burnt => Some(vec![0]),
        Subject::Gone => None,
        Subject::Wrapper(number) if model.wrappers[number].closed => None,
        Subject::Wrapper(number) => rewritten(base, |wrapped| stamp::wrapper(model, number, wrapped)),
        Subject::FractionMint(number) => patched(base, SUPPLY, &model.wrappers[number].supply.to_le_bytes()),
        Subject::Fractions(number, person) => {
            let frozen = person.is_some_and(|person| model.wrappers[number].frozen.contains(&person));
            let data = patched(base, AMOUNT, &model.tokens.get(address)?.to_le_bytes())?;
            patched(&data, STATE, &[1 + u8::from(frozen)])
        }
        Subject::Stake(number, person) => {
            let stake = model.wrappers[number].stakes.get(&person)?;
            rewritten(base, |account| stamp::stake(model, number, person, stake, account))
        }
    }
}
