use crate::{
    error::PauError,
    events::ActionCalled,
    instructions::{
        called_accounts::CalledAccounts,
        tracked_vault::{ProxyState, TrackedVault},
    },
    state::{Action, Pau},
    PROXY_SEED,
};
use anchor_lang::{
    prelude::*,
    solana_program::{instruction::Instruction, program::invoke_signed},
};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct CallArgs {
    /// How many vaults of the Book are tracked, at least one: the first `2 * tracked` of the accounts that follow.
    pub tracked: u8,
    /// What the program is called with. It starts with the action's prefix.
    pub data: Vec<u8>,
}

/// After these follow, for each tracked vault, its record and its limit (this program's id for none), and then the
/// accounts of the action in its order.
#[event_cpi]
#[derive(Accounts)]
pub struct Call<'info> {
    pub relayer: Signer<'info>,
    #[account(constraint = pau.load()?.is_relayer(relayer.key) @ PauError::NotRelayer)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(mut, has_one = pau @ PauError::WrongPau)]
    pub action: Box<Account<'info, Action>>,
    /// CHECK: the records of the tracked vaults name it.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: the action names it.
    pub target_program: UncheckedAccount<'info>,
}

impl<'info> Call<'info> {
    fn validate(&self, args: &CallArgs) -> Result<()> {
        self.pau.load()?.require_live()?;
        let spec = &self.action.spec;
        require!(!(spec.one_shot && self.action.used), PauError::ActionUsed);
        require_keys_eq!(self.target_program.key(), spec.program, PauError::WrongProgram);
        require!(self.target_program.executable, PauError::WrongProgram);
        require!(args.data.starts_with(&spec.data_prefix), PauError::WrongData);
        Ok(())
    }

    /// Splits what follows the fixed accounts into the tracked pairs and the accounts of the action.
    #[allow(clippy::type_complexity, reason = "two slices, named where they are taken")]
    fn split(
        &self,
        rest: &'info [AccountInfo<'info>],
        tracked: u8,
    ) -> Result<(&'info [AccountInfo<'info>], &'info [AccountInfo<'info>])> {
        require!(tracked > 0, PauError::NothingTracked);
        let pairs = usize::from(tracked).saturating_mul(2);
        let expected = pairs.saturating_add(self.action.spec.accounts.len());
        if rest.len() != expected {
            msg!("{} accounts expected after the fixed ones, {} came", expected, rest.len());
            return err!(PauError::WrongAccountCount);
        }
        Ok(rest.split_at(pairs))
    }

    /// Calls the program; the proxy of `book` signs where the action says so.
    fn invoke(
        &self,
        called: &CalledAccounts<'_, 'info>,
        data: Vec<u8>,
        seeds: (&Pubkey, &Pubkey, u8),
    ) -> Result<()> {
        let (pau, book, bump) = seeds;
        let instruction =
            Instruction { program_id: self.target_program.key(), accounts: called.metas(), data };
        let mut infos = called.infos().to_vec();
        infos.push(self.target_program.to_account_info());
        let seeds: &[&[u8]] = &[PROXY_SEED, pau.as_ref(), book.as_ref(), &[bump]];
        Ok(invoke_signed(&instruction, &infos, &[seeds])?)
    }
}

/// Specification:
/// - shall call only what an enabled action of this PAU says: program, accounts, flags, beginning of the data; the
///   flags that arrive are the action's, whatever the transaction gave the accounts beside;
/// - shall charge what every tracked vault lost to the action's limit in that mint, after the call; a rise is not
///   credited to any limit;
/// - shall refuse a call that could reach a token account of the Book that is not tracked, or a guarded one;
/// - shall leave owner, delegate, close authority and everything else of the vaults and of the proxy as it was;
/// - shall ignore what the program returns;
/// - shall refuse while frozen, and an action for one call that was used.
pub fn handler<'info>(ctx: Context<'info, Call<'info>>, args: CallArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.validate(&args)?;
    let (pairs, passed) = accounts.split(ctx.remaining_accounts, args.tracked)?;
    let (pau, action_hash) = (accounts.pau.key(), Pubkey::new_from_array(accounts.action.hash));
    let vaults = TrackedVault::load_all(pairs, passed, &pau, accounts.proxy.key, &action_hash)?;
    let (book, proxy_bump) =
        vaults.first().map_or_else(|| err!(PauError::NothingTracked), |v| Ok(v.owner()))?;

    accounts.action.used = true;
    let rules = &accounts.action.spec.accounts;
    let called = CalledAccounts::check(rules, passed, accounts.proxy.key, accounts.relayer.key, &vaults)?;
    let proxy = ProxyState::of(&accounts.proxy);
    accounts.invoke(&called, args.data, (&pau, &book, proxy_bump))?;

    proxy.require_kept(&accounts.proxy)?;
    let now = Clock::get()?.unix_timestamp;
    let balances = vaults.iter().map(|vault| vault.settle(now)).collect::<Result<Vec<_>>>()?;
    let event = ActionCalled {
        action: accounts.action.key(),
        sequence: accounts.action.next_sequence(),
        relayer: accounts.relayer.key(),
        book,
        balances,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
