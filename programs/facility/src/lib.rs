//! Facilities: the queue in which Primes wait for deals, the buybox that bounds them, and the Books whose
//! money is deployed only when two independent beacons agree.

use anchor_lang::prelude::*;

pub mod constants;
pub mod error;
pub mod events;
pub mod instructions;
pub mod state;

pub use constants::*;
use instructions::*;
use state::BookState;

declare_id!("2pgza3HmASVwkxmRyWVAKCcVKLi7u7WcoLK7CxDx5rZe");

#[cfg(not(feature = "no-entrypoint"))]
solana_security_txt::security_txt! {
    name: "Halo facility",
    project_url: "https://github.com/sky-ecosystem/halo-solana",
    contacts: "link:https://github.com/sky-ecosystem/halo-solana/security/advisories/new",
    policy: "https://github.com/sky-ecosystem/halo-solana/blob/main/SECURITY.md",
    source_code: "https://github.com/sky-ecosystem/halo-solana"
}

#[program]
pub mod facility {
    use super::*;

    /// Creates a facility and its queue. GovOps only.
    pub fn initialize_facility(ctx: Context<InitializeFacility>, args: InitializeFacilityArgs) -> Result<()> {
        instructions::initialize_facility::handler(ctx, args)
    }

    /// Creates the facility's collection of NFATs. GovOps only.
    pub fn open_collection(ctx: Context<OpenCollection>, args: OpenCollectionArgs) -> Result<()> {
        instructions::open_collection::handler(ctx, args)
    }

    /// Replaces the buybox, on a permit. GovOps only.
    pub fn set_buybox(ctx: Context<SetBuybox>, args: SetBuyboxArgs) -> Result<()> {
        instructions::set_buybox::handler(ctx, args)
    }

    /// Lets a Prime deposit, and opens its position. GovOps only.
    pub fn approve_prime(ctx: Context<ApprovePrime>, args: ApprovePrimeArgs) -> Result<()> {
        instructions::approve_prime::handler(ctx, args)
    }

    /// Changes a Prime's limit, or ends or renews its approval. GovOps only.
    pub fn set_prime(ctx: Context<SetPrime>, args: SetPrimeArgs) -> Result<()> {
        instructions::set_prime::handler(ctx, args)
    }

    /// Halts actions at once. Warden, council, mom or freezer.
    pub fn set_halt(ctx: Context<SetHalt>, args: HaltArgs) -> Result<()> {
        instructions::set_halt::handler(ctx, args)
    }

    /// Lifts halts. Council only.
    pub fn clear_halt(ctx: Context<ClearHalt>, args: HaltArgs) -> Result<()> {
        instructions::clear_halt::handler(ctx, args)
    }

    /// Halts one Book at once. Its warden or its facility's, council, mom or freezer.
    pub fn halt_book(ctx: Context<HaltBook>, args: HaltArgs) -> Result<()> {
        instructions::halt_book::handler(ctx, args)
    }

    /// Lifts halts of one Book. Council only.
    pub fn clear_book_halt(ctx: Context<ClearBookHalt>, args: HaltArgs) -> Result<()> {
        instructions::clear_book_halt::handler(ctx, args)
    }

    /// Queues money for deals. Approved Primes only.
    pub fn deposit(ctx: Context<Deposit>, args: DepositArgs) -> Result<()> {
        instructions::deposit::handler(ctx, args)
    }

    /// Takes queued money back, at any time. The Prime itself only.
    pub fn withdraw(ctx: Context<Withdraw>, args: WithdrawArgs) -> Result<()> {
        instructions::withdraw::handler(ctx, args)
    }

    /// Opens a Book. Beacon with BOOK.
    pub fn open_book(ctx: Context<OpenBook>, args: OpenBookArgs) -> Result<()> {
        instructions::open_book::handler(ctx, args)
    }

    /// Strikes a deal: queue to Book, and an NFAT to the Prime. Beacon with CLAIM and MINT.
    pub fn claim(ctx: Context<Claim>, args: ClaimArgs) -> Result<()> {
        instructions::claim::handler(ctx, args)
    }

    /// Proposes terms to one Prime that take the buybox's place. GovOps only.
    pub fn propose_accord(ctx: Context<ProposeAccord>, args: ProposeAccordArgs) -> Result<()> {
        instructions::propose_accord::handler(ctx, args)
    }

    /// Makes an accord binding. Its Prime only.
    pub fn accept_accord(ctx: Context<AcceptAccord>, args: AcceptAccordArgs) -> Result<()> {
        instructions::accept_accord::handler(ctx, args)
    }

    /// Ends an accord, at any time. Its Prime or GovOps.
    pub fn cancel_accord(ctx: Context<CancelAccord>) -> Result<()> {
        instructions::cancel_accord::handler(ctx)
    }

    /// Posts an attestation about a Book. Attestor with ATTEST.
    pub fn attest(ctx: Context<Attest>, args: AttestArgs) -> Result<()> {
        instructions::attest::handler(ctx, args)
    }

    /// Starts deploying: needs the attestor's live word. Beacon with BOOK.
    pub fn begin_deploying(ctx: Context<AttestedChange>) -> Result<()> {
        instructions::begin_deploying::handler(ctx)
    }

    /// Sends a Book's money to an endpoint. Beacon with DEPLOY.
    pub fn deploy(ctx: Context<Deploy>, args: DeployArgs) -> Result<()> {
        instructions::deploy::handler(ctx, args)
    }

    /// Ends deploying: needs the attestor's live word. Beacon with BOOK.
    pub fn mark_at_rest(ctx: Context<AttestedChange>) -> Result<()> {
        instructions::mark_at_rest::handler(ctx)
    }

    /// Brings money home to a Book. Anyone.
    pub fn return_funds(ctx: Context<ReturnFunds>, args: ReturnFundsArgs) -> Result<()> {
        instructions::return_funds::handler(ctx, args)
    }

    /// Records that a Book owns an NFAT of a Book of a lower level. Beacon with BOOK.
    pub fn hold_unit(ctx: Context<HoldUnit>) -> Result<()> {
        instructions::hold_unit::handler(ctx)
    }

    /// Pays what a held NFAT has coming into the Book that holds it. Anyone.
    pub fn collect_unit(ctx: Context<CollectUnit>, args: CollectUnitArgs) -> Result<()> {
        instructions::collect_unit::handler(ctx, args)
    }

    /// Starts unwinding. Beacon with BOOK.
    pub fn begin_unwinding(ctx: Context<BookAction>) -> Result<()> {
        instructions::begin_unwinding::handler(ctx)
    }

    /// Closes a Book without units, its own or held. Beacon with BOOK.
    pub fn close_book(ctx: Context<CloseBook>) -> Result<()> {
        instructions::close_book::handler(ctx)
    }

    /// Fixes the loss of a Book in default, on the attestor's word for what is recovered. Council only.
    pub fn write_down(ctx: Context<WriteDown>) -> Result<()> {
        instructions::write_down::handler(ctx)
    }

    /// Holds the queue against what it owes, and halts it when money is missing. Anyone.
    pub fn check_queue(ctx: Context<CheckQueue>) -> Result<()> {
        instructions::check_queue::handler(ctx)
    }

    /// Holds a Book against what its units claim, and halts it when money is missing. Anyone.
    pub fn check_book(ctx: Context<CheckBook>) -> Result<()> {
        instructions::check_book::handler(ctx)
    }

    /// Moves a Book to another PAU. Conserver only, out of a PAU that it has taken over.
    pub fn migrate_book(ctx: Context<MigrateBook>) -> Result<()> {
        instructions::migrate_book::handler(ctx)
    }

    /// Returns what a Prime has in the queue, in base units. Anyone; a view.
    pub fn queue_balance(ctx: Context<QueueBalance>) -> Result<u64> {
        instructions::queue_balance::handler(ctx)
    }

    /// Returns phase, capital class and figures of a Book. Anyone; a view.
    pub fn book_state(ctx: Context<ViewBook>) -> Result<BookState> {
        instructions::book_state::handler(ctx)
    }
}
