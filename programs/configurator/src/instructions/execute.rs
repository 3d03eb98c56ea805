use crate::{
    error::ConfiguratorError,
    events::OperationExecuted,
    state::{CBeam, Grant, Init, Operation, OperationState, PauRegistration, Payload, Scope},
    ACCOUNT_VERSION, CBEAM_SEED, INIT_SEED, REGISTRATION_SEED,
};
use anchor_lang::prelude::*;
use halo_common::{account::Create, Explain};

#[event_cpi]
#[derive(Accounts)]
pub struct Execute<'info> {
    /// Anyone; pays the rent of the record.
    #[account(mut)]
    pub payer: Signer<'info>,
    #[account(mut)]
    pub scope: Account<'info, Scope>,
    #[account(mut, has_one = scope @ ConfiguratorError::WrongScope)]
    pub operation: Account<'info, Operation>,
    /// The operation that had to come first, if this one names any.
    #[account(has_one = scope @ ConfiguratorError::WrongScope)]
    pub predecessor: Option<Account<'info, Operation>>,
    /// CHECK: created at the address that the payload gives; the scope itself when the payload changes it.
    #[account(mut)]
    pub record: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
}

impl Execute<'_> {
    fn validate(&self, now: i64) -> Result<()> {
        let operation = &self.operation;
        self.scope.require_running()?;
        operation.require_pending()?;
        self.scope.require_version(operation.config_version)?;
        operation.window().check(&self.scope.standstill(), now).explain::<ConfiguratorError>()?;
        if operation.predecessor != 0 {
            let done = self.predecessor.as_ref().is_some_and(|predecessor| {
                predecessor.number == operation.predecessor && predecessor.state() == OperationState::Executed
            });
            require!(done, ConfiguratorError::PredecessorNotExecuted);
        }
        Ok(())
    }

    /// Creates the record at `seeds` with what `value` makes of its bump.
    fn create<T: AccountSerialize>(
        &self,
        seeds: &[&[u8]],
        space: usize,
        value: impl FnOnce(u8) -> T,
    ) -> Result<()> {
        let (address, bump) = Pubkey::find_program_address(seeds, &crate::ID);
        require_keys_eq!(address, self.record.key(), ConfiguratorError::WrongRecord);
        let bump_seed = [bump];
        let mut signer = seeds.to_vec();
        signer.push(&bump_seed);
        let create = Create {
            payer: &self.payer,
            account: &self.record,
            system_program: &self.system_program,
            owner: &crate::ID,
            seeds: &signer,
        };
        create.with(&value(bump), space)
    }

    fn register(&self, pau: Pubkey) -> Result<()> {
        let scope = self.scope.key();
        let seeds: &[&[u8]] = &[REGISTRATION_SEED, scope.as_ref(), pau.as_ref()];
        self.create(seeds, PauRegistration::SPACE, |bump| PauRegistration {
            version: ACCOUNT_VERSION,
            bump,
            scope,
            pau,
            operation: self.operation.number,
            conserved: 0,
            rent_payer: self.payer.key(),
            reserved: [0; 29],
        })
    }

    fn add_init(&self, pau: Pubkey, grant: Grant) -> Result<()> {
        let (scope, key) = (self.scope.key(), grant.key());
        let seeds: &[&[u8]] = &[INIT_SEED, scope.as_ref(), pau.as_ref(), &key];
        self.create(seeds, Init::space(&grant), |bump| Init {
            version: ACCOUNT_VERSION,
            bump,
            scope,
            pau,
            operation: self.operation.number,
            rent_payer: self.payer.key(),
            reserved: [0; 32],
            grant,
        })
    }

    fn grant_cbeam(&self, pau: Pubkey, govops: Pubkey) -> Result<()> {
        let scope = self.scope.key();
        let seeds: &[&[u8]] = &[CBEAM_SEED, scope.as_ref(), pau.as_ref(), govops.as_ref()];
        self.create(seeds, CBeam::SPACE, |bump| CBeam {
            version: ACCOUNT_VERSION,
            bump,
            scope,
            pau,
            govops,
            operation: self.operation.number,
            rent_payer: self.payer.key(),
            reserved: [0; 30],
        })
    }
}

/// Specification:
/// - anyone may execute, once, from the moment it is due until its grace ends, never while paused;
/// - shall refuse when roles or parameters have changed since it was scheduled, and before its predecessor;
/// - shall create exactly the record that the payload names, or change the scope as it says.
pub fn handler(ctx: Context<Execute>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.validate(Clock::get()?.unix_timestamp)?;
    match accounts.operation.payload.clone() {
        Payload::RegisterPau { pau } => accounts.register(pau)?,
        Payload::AddInit { pau, grant } => accounts.add_init(pau, grant)?,
        Payload::GrantCBeam { pau, govops } => accounts.grant_cbeam(pau, govops)?,
        Payload::SetParameters { delay, hop, max_change_bps } => {
            require_keys_eq!(accounts.record.key(), accounts.scope.key(), ConfiguratorError::WrongRecord);
            accounts.scope.set_parameters(delay, hop, max_change_bps);
        }
        Payload::SetRole { role, key } => {
            require_keys_eq!(accounts.record.key(), accounts.scope.key(), ConfiguratorError::WrongRecord);
            accounts.scope.set_role(role, key);
        }
    }
    accounts.operation.head.state = OperationState::Executed as u8;
    let event = OperationExecuted {
        scope: accounts.scope.key(),
        sequence: accounts.scope.next_sequence(),
        executor: accounts.payer.key(),
        number: accounts.operation.number,
        record: accounts.record.key(),
        config_version: accounts.scope.config_version,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
