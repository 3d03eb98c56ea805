//! Where every story begins: deployed facilities, approved Primes with money, and limits that have filled.

use crate::{
    cast::{Cast, Site, PRIMES},
    vm::Vm,
};
use halo_sdk::{
    cluster::Cluster,
    configurator::DEFAULT_DELAY,
    facility::instructions::ApprovePrimeArgs,
    instructions::{configurator::InitFor, facility::approve_prime},
    token::{self, MintConfig},
};
use halo_tests::{
    chain::announce_core,
    world::{million, DAY, DECIMALS, START},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_rent::Rent;
use std::collections::BTreeSet;

/// What everybody has of each mint at first, base units.
const MONEY: u64 = million(1_000);

/// Deploys everything; returns the chain and its time.
pub fn genesis(cast: &Cast) -> (Vm, i64) {
    announce_core();
    let cluster = Cluster::builder().unix_time(START).halo().build().expect("programs are built");
    let (svm, rent) = cluster.transport().with_svm(|svm| (svm.clone(), svm.get_sysvar::<Rent>()));
    let mut founder = Founder { vm: Vm::new(svm, cast.payer), rent, payer: cast.payer };
    founder.vm.endow(cast.payer);
    cast.people.iter().for_each(|key| founder.vm.endow(*key));
    let mut minted = BTreeSet::new();
    for site in &cast.sites {
        for key in site.roles().holders() {
            founder.vm.endow(key);
        }
        if minted.insert(site.at.mint) {
            founder.create_mint(site);
            cast.people.iter().for_each(|key| founder.give(site, key));
        }
        site.endpoints.iter().for_each(|endpoint| founder.give(site, &endpoint.owner));
    }
    let mut now = START;
    founder.deploy(cast, false);
    now += DEFAULT_DELAY;
    founder.vm.set_time(now);
    founder.deploy(cast, true);
    for site in &cast.sites {
        cast.people[..PRIMES].iter().for_each(|prime| founder.approve(site, prime));
    }
    now += DAY;
    founder.vm.set_time(now);
    (founder.vm, now)
}

struct Founder {
    vm: Vm,
    rent: Rent,
    payer: Pubkey,
}

impl Founder {
    fn send(&mut self, instructions: &[Instruction]) {
        let sent = self.vm.send(instructions);
        assert!(sent.is_ok(), "the deployment fails: {}", self.vm.explain(instructions));
    }

    fn create_mint(&mut self, site: &Site) {
        let config = MintConfig::new(site.token, DECIMALS, self.payer).with_freeze_authority(self.payer);
        let create = token::create_mint(&self.payer, &site.at.mint, &config, &self.rent);
        self.send(&create.expect("a plain mint"));
    }

    fn give(&mut self, site: &Site, owner: &Pubkey) {
        let create = token::create_associated_token_account(&self.payer, owner, &site.at.mint, site.token);
        let account = site.at.token_account(owner);
        let mint = token::mint_to(site.token, &site.at.mint, &account, &self.payer, MONEY);
        self.send(&[create, mint.expect("a token program")]);
    }

    fn deploy(&mut self, cast: &Cast, after_delay: bool) {
        for site in &cast.sites {
            for step in site.deployment.steps() {
                if step.after_delay == after_delay {
                    self.send(&step.instructions);
                }
            }
        }
    }

    fn approve(&mut self, site: &Site, prime: &Pubkey) {
        let limit = site.deployment.prime_limit;
        let args = ApprovePrimeArgs { prime: *prime, max: limit.max, slope: limit.slope };
        let configurer = site.deployment.configurer();
        self.send(&[approve_prime(&self.payer, &configurer, &site.at, InitFor::Pau, args)]);
    }
}
