//! Actions: what relayers may call in a Book's name.

use crate::{addresses, instructions::build};
use pau::{
    accounts, instruction,
    instructions::*,
    state::{AccountRole, ActionSpec, LimitKind},
    ID,
};
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Lets relayers make the calls of `spec`. Signers: payer, admin.
pub fn enable_action(payer: &Pubkey, admin: &Pubkey, pau: &Pubkey, spec: ActionSpec) -> Instruction {
    let accounts = accounts::EnableAction {
        payer: *payer,
        admin: *admin,
        pau: *pau,
        action: addresses::action(pau, &spec),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::EnableAction { args: EnableActionArgs { spec } })
}

/// Ends an action. Signer: admin.
pub fn disable_action(admin: &Pubkey, pau: &Pubkey, spec: &ActionSpec, rent_payer: &Pubkey) -> Instruction {
    let accounts = accounts::DisableAction {
        admin: *admin,
        pau: *pau,
        action: addresses::action(pau, spec),
        rent_payer: *rent_payer,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::DisableAction {})
}

/// The limits of an action are `LimitKind::Action` to this target, one a mint.
pub fn action_target(spec: &ActionSpec) -> Pubkey {
    Pubkey::new_from_array(spec.hash())
}

/// A call in a Book's name, under an action.
#[derive(Debug, Clone)]
pub struct Call<'a> {
    /// Who signs.
    pub relayer: Pubkey,
    /// PAU that has approved the action.
    pub pau: Pubkey,
    /// Book whose proxy signs the call.
    pub book: Pubkey,
    /// The action.
    pub spec: &'a ActionSpec,
    /// The Book's vaults that the call may change; at least one.
    pub tracked: Vec<Tracked>,
    /// What the program is called with; starts with the action's prefix.
    pub data: Vec<u8>,
}

/// A vault of the Book that a call may change.
#[derive(Debug, Clone, Copy)]
pub struct Tracked {
    /// The token.
    pub mint: Pubkey,
    /// Program of the mint.
    pub token_program: Pubkey,
    /// Whether the action's limit in this mint is passed: needed where the balance may fall.
    pub limited: bool,
}

impl Call<'_> {
    /// The instruction. Signer: relayer. An account of a vault that is not tracked stays the default key, which
    /// the program refuses.
    pub fn instruction(&self) -> Instruction {
        let accounts = accounts::Call {
            relayer: self.relayer,
            pau: self.pau,
            action: addresses::action(&self.pau, self.spec),
            proxy: addresses::proxy(&self.pau, &self.book),
            target_program: self.spec.program,
            event_authority: addresses::event_authority(&ID),
            program: ID,
        };
        let tracked = u8::try_from(self.tracked.len()).unwrap_or(u8::MAX);
        let args = CallArgs { tracked, data: self.data.clone() };
        let mut instruction = build(ID, accounts, instruction::Call { args });
        instruction.accounts.extend(self.tracked.iter().flat_map(|tracked| self.pair(tracked)));
        let rules = self.spec.accounts.iter();
        instruction.accounts.extend(rules.map(|rule| {
            let pubkey = self.account(rule.role);
            AccountMeta { pubkey, is_signer: false, is_writable: rule.writable }
        }));
        instruction
    }

    /// Record and limit.
    fn pair(&self, tracked: &Tracked) -> [AccountMeta; 2] {
        let record = addresses::book_vault(&self.pau, &self.book, &tracked.mint);
        let limit = match tracked.limited {
            true => AccountMeta::new(self.limit(&tracked.mint), false),
            false => AccountMeta::new_readonly(ID, false),
        };
        [AccountMeta::new_readonly(record, false), limit]
    }

    /// The action's limit in `mint`.
    pub fn limit(&self, mint: &Pubkey) -> Pubkey {
        addresses::limit(&self.pau, LimitKind::Action, &action_target(self.spec), mint)
    }

    fn account(&self, role: AccountRole) -> Pubkey {
        let proxy = addresses::proxy(&self.pau, &self.book);
        match role {
            AccountRole::Pinned(key) => key,
            AccountRole::Proxy => proxy,
            AccountRole::Relayer => self.relayer,
            AccountRole::Vault(mint) => {
                let tracked = self.tracked.iter().find(|tracked| tracked.mint == mint);
                tracked.map_or_else(Pubkey::default, |tracked| {
                    addresses::associated_token(&proxy, &mint, &tracked.token_program)
                })
            }
        }
    }
}
