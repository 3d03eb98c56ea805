use {
    solana_message::{inner_instruction::InnerInstructionsList, v0::LoadedAddresses, VersionedMessage},
    solana_pubkey::Pubkey,
};

/// A call that a program made; `emit_cpi!` events are read from these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InnerInstruction {
    /// Index of the transaction's instruction that led to the call, compute-budget instructions counted.
    pub outer_index: u8,
    /// 2 for a call by the transaction's instruction, 3 for a call by that callee, and so on; `None` where the engine does
    /// not tell.
    pub stack_height: Option<u32>,
    /// The program called.
    pub program_id: Pubkey,
    /// Accounts passed, in order.
    pub accounts: Vec<Pubkey>,
    /// Instruction data.
    pub data: Vec<u8>,
}

/// Replaces account indices by addresses. `None` when an index points nowhere.
pub(super) fn resolve(
    groups: &InnerInstructionsList,
    message: &VersionedMessage,
    loaded: &LoadedAddresses,
) -> Option<Vec<InnerInstruction>> {
    let keys: Vec<Pubkey> = message
        .static_account_keys()
        .iter()
        .chain(&loaded.writable)
        .chain(&loaded.readonly)
        .copied()
        .collect();
    let key = |index: u8| keys.get(usize::from(index)).copied();
    groups
        .iter()
        .enumerate()
        .flat_map(|(outer, group)| group.iter().map(move |inner| (outer, inner)))
        .map(|(outer, inner)| {
            Some(InnerInstruction {
                outer_index: u8::try_from(outer).ok()?,
                stack_height: Some(u32::from(inner.stack_height)),
                program_id: key(inner.instruction.program_id_index)?,
                accounts: inner
                    .instruction
                    .accounts
                    .iter()
                    .map(|index| key(*index))
                    .collect::<Option<_>>()?,
                data: inner.instruction.data.clone(),
            })
        })
        .collect()
}
