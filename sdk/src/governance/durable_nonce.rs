//! Durable nonces keep a signature valid for ever. Whoever governs must not sign with one: what looked harmless
//! when it was signed can be sent years later, when it is not.

use solana_instruction::Instruction;
use solana_sdk_ids::system_program;

/// `SystemInstruction::AdvanceNonceAccount`, as the first four little-endian bytes of its data.
const ADVANCE_NONCE_ACCOUNT: u32 = 4;

/// Whether a transaction of these instructions is valid by a durable nonce: its first one advances a nonce account.
/// Elsewhere than first that instruction has no such effect.
pub fn uses_durable_nonce(instructions: &[Instruction]) -> bool {
    instructions.first().is_some_and(|first| {
        first.program_id == system_program::ID
            && first.data.first_chunk() == Some(&ADVANCE_NONCE_ACCOUNT.to_le_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use solana_pubkey::Pubkey;
    use solana_system_interface::instruction::{advance_nonce_account, transfer, withdraw_nonce_account};

    #[test]
    fn only_a_nonce_that_is_advanced_first_is_one() {
        let [nonce, authority] = [(); 2].map(|()| Pubkey::new_unique());
        let advance = advance_nonce_account(&nonce, &authority);
        let pay = transfer(&authority, &nonce, 1);
        assert!(uses_durable_nonce(&[advance.clone(), pay.clone()]));
        assert!(!uses_durable_nonce(&[pay.clone(), advance.clone()]), "too late to have an effect");
        assert!(!uses_durable_nonce(&[withdraw_nonce_account(&nonce, &authority, &nonce, 1), pay]));
        assert!(!uses_durable_nonce(&[]));
        let foreign = Instruction { program_id: Pubkey::new_unique(), ..advance };
        assert!(!uses_durable_nonce(&[foreign]), "another program's data");
    }
}
