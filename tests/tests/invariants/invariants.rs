//! What holds on the chain whatever anybody has done. Read from the accounts alone; the model only says which
//! accounts there are.

mod wrapping;

use crate::{
    chain::{amount, decode, is_frozen, owner, tokens_of},
    model::{redeem::RANKS, Model, Subject},
    vm::Vm,
};
use halo_sdk::{
    facility::state::{Book, Queue, QueuePosition},
    nfat::state::{Nfat, NfatConfig, RedeemVault},
    token::decode_mint,
};
use solana_account::ReadableAccount;
use solana_pubkey::Pubkey;
use std::{
    collections::{BTreeSet, HashMap},
    fmt::Debug,
};

/// What an account says, when it is there.
fn read<T: bytemuck::Pod>(vm: &Vm, address: &Pubkey) -> Result<T, String> {
    let account = vm.account(address).ok_or_else(|| format!("{address} is gone"))?;
    decode(account.data()).ok_or_else(|| format!("{address} is of another type"))
}

fn require(holds: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if holds {
        Ok(())
    } else {
        Err(what())
    }
}

fn require_eq<T: PartialEq + Debug>(is: T, should: T, what: &str) -> Result<(), String> {
    require(is == should, || format!("{what}: {is:?}, recorded as {should:?}"))
}

/// Of the Books, queues and wrappers among `touched`.
pub fn after_step(vm: &Vm, model: &Model, touched: &[Pubkey]) -> Result<(), String> {
    for address in touched {
        match model.subjects.get(address) {
            Some(Subject::Redeem(book)) => book_is_sound(vm, model, *book)?,
            Some(Subject::Queue(site)) => queue_is_sound(vm, model, *site)?,
            Some(Subject::Wrapper(wrapper)) => wrapping::wrapper_is_sound(vm, model, *wrapper)?,
            _ => {}
        }
    }
    Ok(())
}

/// Of all there is.
pub fn of_everything(vm: &Vm, model: &Model) -> Result<(), String> {
    for site in 0..model.halos.len() {
        queue_is_sound(vm, model, site)?;
        every_asset_has_its_record(vm, model, site)?;
    }
    for book in 0..model.books.len() {
        book_is_sound(vm, model, book)?;
        holdings_are_held(vm, model, book)?;
    }
    for wrapper in 0..model.wrappers.len() {
        wrapping::wrapper_is_sound(vm, model, wrapper)?;
    }
    money_is_conserved(vm, model)
}

/// Positions add up to the queue, shares are base units, and the queue's account holds them.
fn queue_is_sound(vm: &Vm, model: &Model, number: usize) -> Result<(), String> {
    let site = model.site(number);
    let queue: Queue = read(vm, &site.queue)?;
    let mut sum = 0_u128;
    for person in 0..model.halos[number].primes.len() {
        sum += u128::from(read::<QueuePosition>(vm, &site.seats[person].position)?.shares);
    }
    let (shares, underlying) = (queue.totals.shares, queue.totals.underlying);
    require(sum == u128::from(shares), || format!("positions come to {sum}, the queue has {shares}"))?;
    require(shares == underlying, || format!("{shares} shares over {underlying}"))?;
    let held = tokens_of(vm, &site.queue_tokens).unwrap_or(0);
    require(held >= underlying, || format!("the queue holds {held} and owes {underlying}"))
}

/// What the units of a Book come to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sums {
    owed: u128,
    outstanding: u128,
    units: u64,
    defaults: u64,
    claims: [u128; RANKS],
}

impl Sums {
    fn add(&mut self, nfat: &Nfat) -> Result<(), String> {
        let wrong = |what: &str| format!("NFAT {}: {what}", nfat.token_id);
        let claim = nfat.outstanding_principal.checked_sub(nfat.funded_principal);
        let claim = claim.ok_or_else(|| wrong("more principal is credited than outstanding"))?;
        let paid = u128::from(nfat.paid_principal) + u128::from(nfat.outstanding_principal);
        require(paid <= u128::from(nfat.principal), || wrong("more is paid and owed than was claimed"))?;
        let within = nfat.paid_in_by_book <= nfat.payout_cap;
        require(within, || wrong("the Book has paid more than its cap"))?;
        let penalty = nfat.penalty.due(nfat.penalty_cap);
        require(penalty <= nfat.penalty_cap, || wrong("penalty beyond its cap"))?;
        let funded = [nfat.funded_principal, nfat.funded_interest, nfat.funded_penalty];
        self.owed += funded.into_iter().map(u128::from).sum::<u128>();
        self.outstanding += u128::from(nfat.outstanding_principal);
        self.units += 1;
        self.defaults += u64::from(nfat.defaulted);
        let rank = self.claims.get_mut(usize::from(nfat.rank)).ok_or_else(|| wrong("unknown rank"))?;
        *rank += u128::from(claim);
        Ok(())
    }
}

/// Units add up to what their Book owes, its account holds that, and no unit has more than it may.
fn book_is_sound(vm: &Vm, model: &Model, number: usize) -> Result<(), String> {
    let book = &model.books[number];
    let vault: RedeemVault = read(vm, &book.at.redeem_vault)?;
    let mut sums = Sums::default();
    for unit in &book.units {
        let Some(account) = vm.account(&model.units[*unit].at.nfat) else { continue };
        let nfat: Nfat = decode(account.data()).ok_or("a record of another type")?;
        require(nfat.book == book.at.book, || format!("NFAT {} left its Book", nfat.token_id))?;
        sums.add(&nfat)?;
    }
    // What is recovered is owed to all that have not taken their part.
    sums.owed += vault.losses.iter().map(|pool| u128::from(pool.recovered_left)).sum::<u128>();
    let recorded = Sums {
        owed: vault.owed.into(),
        outstanding: vault.principal_outstanding.into(),
        units: vault.units,
        defaults: vault.defaults,
        claims: vault.claims.map(u128::from),
    };
    require(recorded == sums, || format!("Book {number} has {recorded:?}, its units come to {sums:?}"))?;
    if vault.written_down != 0 {
        let left = vault.losses.map(|pool| pool.claims_left);
        require(left == vault.claims, || format!("Book {number}: {left:?} of {:?} left", vault.claims))?;
    }
    let held = tokens_of(vm, &book.at.redeem_token_account).unwrap_or(0);
    require(held >= vault.owed, || format!("Book {number} holds {held} and owes {}", vault.owed))
}

/// A Book owns the assets that it counts, of lower Books all of them.
fn holdings_are_held(vm: &Vm, model: &Model, number: usize) -> Result<(), String> {
    let book = &model.books[number];
    let account: Book = read(vm, &book.at.book)?;
    for (unit, _) in &book.held {
        let unit = &model.units[*unit];
        let asset = vm.account(&unit.at.asset).ok_or("a held asset is gone")?;
        let owner = owner(asset.data());
        require(owner == Some(book.at.book), || format!("Book {number} holds an asset of {owner:?}"))?;
        let child: Book = read(vm, &model.books[unit.book].at.book)?;
        require(child.level < account.level, || format!("Book {number} holds a unit of its own level"))?;
    }
    let count = book.held.len() as u64;
    require(account.units_held == count, || format!("Book {number} counts {}", account.units_held))
}

/// One record an asset and one asset a record, unless it was burnt in a wallet; token ids without a gap; frozen in
/// whitelist mode and only then.
fn every_asset_has_its_record(vm: &Vm, model: &Model, number: usize) -> Result<(), String> {
    let site = model.site(number);
    let config: NfatConfig = read(vm, &site.nfat_config)?;
    let units = model.units.iter().filter(|unit| model.books[unit.book].site == number);
    let (mut ids, mut records) = (BTreeSet::new(), BTreeSet::new());
    for unit in units {
        let asset = vm.account(&unit.at.asset).ok_or("an asset is gone without a trace")?;
        let (owner, record) = (owner(asset.data()), vm.account(&unit.at.nfat));
        let orphaned = owner.is_some() && record.is_none();
        require(!orphaned, || format!("NFAT {} has an owner and no record", unit.token_id))?;
        if let Some(record) = record {
            let nfat: Nfat = decode(record.data()).ok_or("a record of another type")?;
            require(nfat.asset == unit.at.asset, || format!("NFAT {} is of another asset", unit.token_id))?;
            let once = records.insert(nfat.token_id);
            require(once, || format!("NFAT {} has two records", unit.token_id))?;
        }
        ids.insert(unit.token_id);
    }
    let given = config.next_token_id - 1;
    let complete = ids.len() as u64 == given && ids.last().copied().unwrap_or(0) == given;
    require(complete, || format!("{given} token ids were given, {} are known", ids.len()))?;
    let collection = vm.account(&site.at.collection()).ok_or("the collection is gone")?;
    let frozen = is_frozen(collection.data());
    require(frozen == Some(config.is_whitelisted()), || format!("the collection is frozen: {frozen:?}"))
}

/// All token accounts of a mint together hold its supply.
fn money_is_conserved(vm: &Vm, model: &Model) -> Result<(), String> {
    let mut held: HashMap<[u8; 32], u128> = HashMap::new();
    for address in model.tokens.keys() {
        let account = vm.account(address).ok_or("a token account is gone")?;
        let mint = account.data().first_chunk::<32>().ok_or("a token account without a mint")?;
        let amount = amount(account.data()).ok_or("a token account without a balance")?;
        *held.entry(*mint).or_default() += u128::from(amount);
    }
    for (mint, held) in held {
        let account = vm.account(&Pubkey::new_from_array(mint)).ok_or("a mint is gone")?;
        let supply = decode_mint(&account.into()).map_err(|error| error.to_string())?.supply;
        require(held == u128::from(supply), || format!("of {supply} base units, {held} are somewhere"))?;
    }
    Ok(())
}
