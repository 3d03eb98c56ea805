//! Vaults of Books and what leaves them.

use crate::{addresses, instructions::build};
use pau::{accounts, instruction, instructions::*, state::LimitKind, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Opens the token account of `book` for `mint`. Signers: payer, authority. `controller` is the record of the
/// authority, or none when it is the administrator: then the key `book` signs too.
pub fn open_vault(
    payer: &Pubkey,
    authority: &Pubkey,
    pau: &Pubkey,
    controller: Option<Pubkey>,
    book: &Pubkey,
    mint: &Pubkey,
    token_program: &Pubkey,
) -> Instruction {
    let proxy = addresses::proxy(pau, book);
    let accounts = accounts::OpenBookVault {
        payer: *payer,
        authority: *authority,
        pau: *pau,
        controller,
        book: controller.is_none().then_some(*book),
        vault: addresses::book_vault(pau, book, mint),
        proxy,
        token_account: addresses::associated_token(&proxy, mint, token_program),
        mint: *mint,
        token_program: *token_program,
        associated_token_program: anchor_spl::associated_token::ID,
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::OpenVault { args: OpenVaultArgs { book: *book } })
}

/// Lets relayers move the money of the vault record `vault`. Signer: admin.
pub fn release_vault(admin: &Pubkey, pau: &Pubkey, vault: &Pubkey) -> Instruction {
    let accounts = accounts::ReleaseVault {
        admin: *admin,
        pau: *pau,
        vault: *vault,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ReleaseVault {})
}

/// Where a movement out of a Book comes from.
#[derive(Debug, Clone, Copy)]
pub struct BookSource {
    /// PAU that has the money.
    pub pau: Pubkey,
    /// Book whose it is.
    pub book: Pubkey,
    /// The token.
    pub mint: Pubkey,
    /// Program of the mint.
    pub token_program: Pubkey,
}

impl BookSource {
    /// Signer of the Book's money.
    pub fn proxy(&self) -> Pubkey {
        addresses::proxy(&self.pau, &self.book)
    }

    /// Record of the vault.
    pub fn vault(&self) -> Pubkey {
        addresses::book_vault(&self.pau, &self.book, &self.mint)
    }

    /// Token account of the vault.
    pub fn token_account(&self) -> Pubkey {
        addresses::associated_token(&self.proxy(), &self.mint, &self.token_program)
    }
}

/// Sends a Book's money to the token account `endpoint`. Signer: relayer.
pub fn transfer(relayer: &Pubkey, source: &BookSource, endpoint: &Pubkey, amount: u64) -> Instruction {
    let accounts = accounts::Transfer {
        relayer: *relayer,
        pau: source.pau,
        limit: addresses::limit(&source.pau, LimitKind::Transfer, endpoint, &source.mint),
        vault: source.vault(),
        proxy: source.proxy(),
        token_account: source.token_account(),
        destination: *endpoint,
        mint: source.mint,
        token_program: source.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Transfer { args: TransferArgs { amount } })
}

/// Charges a limit and sends a Book's money to `destination`. Signer: the controller's.
pub fn draw(signer: &Pubkey, source: &BookSource, destination: &Pubkey, args: DrawArgs) -> Instruction {
    let accounts = accounts::Draw {
        signer: *signer,
        controller: addresses::controller(&source.pau, signer),
        pau: source.pau,
        limit: addresses::limit(&source.pau, args.kind, &args.target, &source.mint),
        vault: source.vault(),
        proxy: source.proxy(),
        token_account: source.token_account(),
        destination: *destination,
        mint: source.mint,
        token_program: source.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Draw { args })
}

/// Moves a Book's whole balance to the same Book under `new_pau`, where its vault is open. Signer: the
/// controller's.
pub fn migrate_vault(signer: &Pubkey, source: &BookSource, new_pau: &Pubkey) -> Instruction {
    let new = BookSource { pau: *new_pau, ..*source };
    let accounts = accounts::MigrateVault {
        signer: *signer,
        controller: addresses::controller(&source.pau, signer),
        pau: source.pau,
        new_pau: new.pau,
        vault: source.vault(),
        proxy: source.proxy(),
        token_account: source.token_account(),
        new_vault: new.vault(),
        new_token_account: new.token_account(),
        mint: source.mint,
        token_program: source.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::MigrateVault {})
}

/// Charges what the controller has brought of `mint_in` and what leaves, and sends the latter to `destination`. Both
/// limits have the controller as their target. Signer: the controller's.
pub fn swap(signer: &Pubkey, source: &BookSource, destination: &Pubkey, args: SwapArgs) -> Instruction {
    let limit = |kind, mint| addresses::limit(&source.pau, kind, signer, mint);
    let accounts = accounts::Swap {
        signer: *signer,
        controller: addresses::controller(&source.pau, signer),
        pau: source.pau,
        limit_in: limit(LimitKind::SwapIn, &args.mint_in),
        limit_out: limit(LimitKind::SwapOut, &source.mint),
        vault: source.vault(),
        proxy: source.proxy(),
        token_account: source.token_account(),
        destination: *destination,
        mint: source.mint,
        token_program: source.token_program,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::Swap { args })
}
