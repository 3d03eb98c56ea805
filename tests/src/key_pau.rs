//! A PAU whose administrator is a key: what the PAU itself does, whoever governs it elsewhere.

use crate::{chain::Chain, world::World};
use halo_sdk::{
    addresses,
    deployment::Limit,
    instructions::pau as ix,
    pau::{
        instructions::{AddControllerArgs, AddRateLimitArgs},
        state::LimitKind,
    },
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// The PAU and the keys that act on it.
#[derive(Clone, Copy, Default)]
pub struct KeyPau {
    pub pau: Pubkey,
    pub admin: Pubkey,
    pub freezer: Pubkey,
    pub relayer: Pubkey,
}

impl KeyPau {
    /// Opens one with a freezer and a relayer of its own; `name` keeps its keys apart from others'.
    pub async fn open<C: Chain>(world: &mut World<C>, name: &str) -> Self {
        let [admin, freezer, relayer] = ["administrator", "freezer", "relayer"]
            .map(|role| world.keys.add_named(&format!("{role} of {name}")));
        Self::open_under(world, name, admin, freezer, relayer).await
    }

    /// Opens one under keys that are there already.
    pub async fn open_under<C: Chain>(
        world: &mut World<C>,
        name: &str,
        admin: Pubkey,
        freezer: Pubkey,
        relayer: Pubkey,
    ) -> Self {
        let base = world.keys.add_named(name);
        let (payer, pau) = (world.roles().payer, addresses::pau(&base));
        let create =
            [ix::initialize_pau(&payer, &base, &admin, &freezer), ix::set_relayer(&admin, &pau, &relayer)];
        world.ok(&create, &[base, admin]).await;
        Self { pau, admin, freezer, relayer }
    }

    /// The instruction that makes `signer` a controller; the default key for every Book.
    pub fn adding_controller(
        &self,
        payer: &Pubkey,
        signer: &Pubkey,
        book: Pubkey,
        kinds: u16,
    ) -> Instruction {
        let args = AddControllerArgs { signer: *signer, book, kinds };
        ix::add_controller(payer, &self.admin, &self.pau, args)
    }

    /// Makes `signer` a controller.
    pub async fn add_controller<C: Chain>(
        &self,
        world: &World<C>,
        signer: &Pubkey,
        book: Pubkey,
        kinds: u16,
    ) {
        let add = self.adding_controller(&world.roles().payer, signer, book, kinds);
        world.ok(&[add], &[self.admin]).await;
    }

    /// Adds a limit, empty; returns its address.
    pub async fn add_limit<C: Chain>(
        &self,
        world: &World<C>,
        kind: LimitKind,
        target: Pubkey,
        mint: Pubkey,
        limit: Limit,
    ) -> Pubkey {
        let args = AddRateLimitArgs { kind, target, mint, max: limit.max, slope: limit.slope };
        let add = ix::add_rate_limit(&world.roles().payer, &self.admin, &self.pau, args);
        world.ok(&[add], &[self.admin]).await;
        addresses::limit(&self.pau, kind, &target, &mint)
    }

    /// Where `book` holds the facility's asset.
    pub fn source<C: Chain>(&self, world: &World<C>, book: Pubkey) -> ix::BookSource {
        let (mint, token_program) = (world.facility.mint, world.facility.token_program);
        ix::BookSource { pau: self.pau, book, mint, token_program }
    }

    /// Opens a vault that relayers may use; the key `book` signs.
    pub async fn open_vault<C: Chain>(&self, world: &World<C>, source: &ix::BookSource) {
        let payer = world.roles().payer;
        let open = ix::open_vault(
            &payer,
            &self.admin,
            &self.pau,
            None,
            &source.book,
            &source.mint,
            &source.token_program,
        );
        world.ok(&[open], &[self.admin, source.book]).await;
    }

    /// Opens a guarded vault; the controller `signer` signs.
    pub async fn open_guarded<C: Chain>(&self, world: &World<C>, signer: &Pubkey, source: &ix::BookSource) {
        let payer = world.roles().payer;
        let record = Some(addresses::controller(&self.pau, signer));
        let open = ix::open_vault(
            &payer,
            signer,
            &self.pau,
            record,
            &source.book,
            &source.mint,
            &source.token_program,
        );
        world.ok(&[open], &[*signer]).await;
    }

    /// Lets relayers use a guarded vault.
    pub async fn release<C: Chain>(&self, world: &World<C>, source: &ix::BookSource) {
        world.ok(&[ix::release_vault(&self.admin, &self.pau, &source.vault())], &[self.admin]).await;
    }
}
