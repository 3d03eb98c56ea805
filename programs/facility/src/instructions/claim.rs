mod deal;

pub use deal::ClaimTerms;

use crate::{
    error::FacilityError,
    events::Claimed,
    state::{halt, require_beam, Accord, Book, Facility, PrimeApproval, Queue, QueuePosition},
    FACILITY_SEED, QUEUE_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use configurator::state::{permission, Beam};
use deal::Deal;
use halo_common::{
    token::{balance, Move},
    Explain,
};
use halo_math::Phase;
use nfat::program::Nfat as NfatProgram;
use pau::{
    program::Pau as PauProgram,
    state::{LimitKind, Pau},
};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct ClaimArgs {
    /// Base units to claim.
    pub amount: u64,
    /// Most shares of the Prime that may be burnt for it.
    pub max_shares: u64,
    /// `QueuePosition::sequence` that the beacon priced; refused when the Prime has moved since.
    pub position_sequence: u64,
    /// Whether the Book is one whose units share its fate. Decided by the first claim; needs the Prime's
    /// consent to share, or the accord's.
    pub share_book: bool,
    /// Rank of the unit in its Book, 0 before all others; another needs a shared Book and the Prime's agreement.
    pub rank: u8,
    pub terms: ClaimTerms,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Claim<'info> {
    /// Also pays the rent.
    #[account(mut)]
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    #[account(
        has_one = nfat_config @ FacilityError::WrongNfatConfig,
        has_one = mint @ FacilityError::WrongMint,
        has_one = token_program @ FacilityError::WrongTokenProgram,
    )]
    pub facility: AccountLoader<'info, Facility>,
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        constraint = queue.load()?.token_account == queue_token_account.key() @ FacilityError::WrongQueueVault,
    )]
    pub queue: AccountLoader<'info, Queue>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub queue_token_account: UncheckedAccount<'info>,
    /// CHECK: the Prime, which receives the NFAT; approval and position name it.
    pub prime: UncheckedAccount<'info>,
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = prime @ FacilityError::WrongPrime,
    )]
    pub approval: AccountLoader<'info, PrimeApproval>,
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = prime @ FacilityError::WrongPrime,
    )]
    pub position: AccountLoader<'info, QueuePosition>,
    /// The agreement that the claim is under; absent when the buybox decides.
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = prime @ FacilityError::WrongPrime,
    )]
    pub accord: Option<AccountLoader<'info, Accord>>,
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = pau @ FacilityError::WrongPau,
        has_one = token_account @ FacilityError::WrongBookVault,
        has_one = redeem_vault @ FacilityError::WrongRedeemVault,
    )]
    pub book: AccountLoader<'info, Book>,
    /// CHECK: the Book names it.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the facility names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU checks it.
    pub controller: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub limit: UncheckedAccount<'info>,
    /// CHECK: the facility names it.
    #[account(mut)]
    pub nfat_config: UncheckedAccount<'info>,
    /// CHECK: the Book names it.
    #[account(mut)]
    pub redeem_vault: UncheckedAccount<'info>,
    /// CHECK: created by the NFAT program, which derives it.
    #[account(mut)]
    pub nfat: UncheckedAccount<'info>,
    /// CHECK: created by Metaplex Core; the NFAT program derives it.
    #[account(mut)]
    pub asset: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    #[account(mut)]
    pub collection: UncheckedAccount<'info>,
    /// CHECK: the NFAT program checks it.
    pub core_program: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
    /// CHECK: the PAU checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
    /// CHECK: the NFAT program checks it.
    pub nfat_event_authority: UncheckedAccount<'info>,
    pub nfat_program: Program<'info, NfatProgram>,
}

impl Claim<'_> {
    /// Takes the amount off the Prime's limit and position and off the queue; returns the shares burnt.
    #[inline(never)]
    fn burn_shares(&self, args: &ClaimArgs, deal: &Deal, now: i64) -> Result<u64> {
        let mut approval = self.approval.load_mut()?;
        approval.require_active()?;
        let mut limit = approval.limit;
        limit.charge(args.amount, now).explain::<FacilityError>()?;
        approval.limit = limit;

        let mut position = self.position.load_mut()?;
        require_eq!(position.sequence, args.position_sequence, FacilityError::PositionChanged);
        if deal.accord == Pubkey::default() {
            Self::use_consent(&mut position, args, deal, now)?;
        }
        let mut queue = self.queue.load_mut()?;
        let mut totals = queue.totals;
        let shares = totals.claim(args.amount, position.shares).explain::<FacilityError>()?;
        require_gte!(args.max_shares, shares, FacilityError::SharesAboveMaximum);
        queue.totals = totals;
        position.shares = position.shares.checked_sub(shares).ok_or(FacilityError::InsufficientQueued)?;
        Ok(shares)
    }

    /// Takes the amount off what the Prime has consented to, if it has attached a consent.
    fn use_consent(position: &mut QueuePosition, args: &ClaimArgs, deal: &Deal, now: i64) -> Result<()> {
        let mut consent = position.consent;
        // SECURITY: in a shared Book one unit's payment is the other's loss; no Prime gets there unasked.
        consent.check_sharing(args.share_book).explain::<FacilityError>()?;
        consent.check(&deal.terms_hash, args.amount, args.rank, now).explain::<FacilityError>()?;
        if !consent.is_none() {
            // What was agreed to is agreed to once: further claims find only the rest.
            consent.max_amount = consent.max_amount.saturating_sub(args.amount);
            position.consent = consent;
        }
        Ok(())
    }

    /// Puts the unit into the Book: its own by default, a shared one only when asked for.
    fn fill_book(&self, args: &ClaimArgs, deal: &Deal) -> Result<()> {
        let mut book = self.book.load_mut()?;
        if book.phase()? == Phase::Created {
            book.advance(Phase::Filling)?;
        }
        book.require_running(halt::CLAIM)?;
        book.require_phase(Phase::Filling)?;
        if book.unit_count == 0 {
            book.shared = u8::from(args.share_book);
        }
        let shared = book.shared != 0;
        require!(shared == args.share_book && (shared || book.unit_count == 0), FacilityError::BookNotEmpty);
        Ok(book.add_unit(self.asset.key, &deal.terms_hash, args.amount)?)
    }

    #[inline(never)]
    fn charge_limit(&self, amount: u64, signer: &[&[u8]]) -> Result<()> {
        let accounts = pau::cpi::accounts::UseLimit {
            signer: self.facility.to_account_info(),
            controller: self.controller.to_account_info(),
            pau: self.pau.to_account_info(),
            limit: self.limit.to_account_info(),
            event_authority: self.pau_event_authority.to_account_info(),
            program: self.pau_program.to_account_info(),
        };
        let signers = &[signer];
        pau::cpi::charge(
            CpiContext::new_with_signer(self.pau_program.key(), accounts, signers),
            pau::instructions::UseLimitArgs {
                kind: LimitKind::Claim,
                target: self.facility.key(),
                mint: self.mint.key(),
                amount,
            },
        )
    }

    fn move_to_book(&self, amount: u64) -> Result<()> {
        let queue = self.queue.load()?;
        let movement = Move {
            token_program: &self.token_program,
            mint: &self.mint,
            decimals: queue.decimals,
            from: &self.queue_token_account,
            to: &self.token_account,
            authority: self.queue.as_ref(),
        };
        movement.send::<FacilityError>(amount, &[&[QUEUE_SEED, queue.facility.as_ref(), &[queue.bump]]])?;
        queue.require_sound(balance(&self.queue_token_account).explain::<FacilityError>()?)
    }

    #[inline(never)]
    fn mint_nfat(&self, args: &ClaimArgs, deal: &Deal, signer: &[&[u8]]) -> Result<()> {
        let accounts = nfat::cpi::accounts::Mint {
            payer: self.beacon.to_account_info(),
            facility: self.facility.to_account_info(),
            config: self.nfat_config.to_account_info(),
            redeem_vault: self.redeem_vault.to_account_info(),
            nfat: self.nfat.to_account_info(),
            asset: self.asset.to_account_info(),
            collection: self.collection.to_account_info(),
            depositor: self.prime.to_account_info(),
            core_program: self.core_program.to_account_info(),
            system_program: self.system_program.to_account_info(),
            event_authority: self.nfat_event_authority.to_account_info(),
            program: self.nfat_program.to_account_info(),
        };
        let signers = &[signer];
        nfat::cpi::mint(
            CpiContext::new_with_signer(self.nfat_program.key(), accounts, signers),
            nfat::instructions::MintArgs {
                principal: args.amount,
                payout_cap: deal.payout_cap,
                terms_hash: deal.terms_hash,
                terms: deal.terms,
                grace_days: deal.grace_days,
                rank: args.rank,
            },
        )
    }

    fn event(&self, args: &ClaimArgs, deal: &Deal, shares: u64) -> Result<Claimed> {
        let totals = self.queue.load()?.totals;
        let mut position = self.position.load_mut()?;
        Ok(Claimed {
            position: self.position.key(),
            sequence: position.next_sequence(),
            beacon: self.beacon.key(),
            prime: self.prime.key(),
            book: self.book.key(),
            asset: self.asset.key(),
            amount: args.amount,
            shares,
            queued_after: totals.underlying_of(position.shares).explain::<FacilityError>()?,
            total_after: totals.underlying,
            terms_hash: deal.terms_hash,
            rank: args.rank,
            accord: deal.accord,
        })
    }
}

/// Specification:
/// - shall need CLAIM and MINT, and refuse while claims are halted or the PAU is frozen;
/// - the terms shall start now, give or take a month, and lie inside the buybox, or be those to which the Prime
///   consented, sealed, or those of an accord that the Prime has accepted;
/// - a shared Book and a junior rank shall need the Prime's consent or the accord to say so;
/// - shall charge the Prime's own limit and the facility's CLAIM limit;
/// - shall burn `amount x total shares / total underlying` shares, rounded up, of this Prime alone;
/// - shall move the amount from the queue to the Book and mint the NFAT, all or nothing.
pub fn handler(ctx: Context<Claim>, args: ClaimArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let rights = permission::CLAIM | permission::MINT;
    require_beam(&accounts.facility, &accounts.pau, &accounts.beam, accounts.beacon.key, rights, now)?;
    accounts.facility.load()?.require_running(halt::CLAIM)?;
    let deal = accounts.deal(&args, now)?;
    let shares = accounts.burn_shares(&args, &deal, now)?;
    accounts.fill_book(&args, &deal)?;
    let (base, bump) = {
        let facility = accounts.facility.load()?;
        (facility.base, facility.bump)
    };
    let signer: &[&[u8]] = &[FACILITY_SEED, base.as_ref(), &[bump]];
    accounts.charge_limit(args.amount, signer)?;
    accounts.move_to_book(args.amount)?;
    accounts.mint_nfat(&args, &deal, signer)?;
    let event = accounts.event(&args, &deal, shares)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
