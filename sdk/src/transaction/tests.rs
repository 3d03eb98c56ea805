use {super::*, solana_keypair::Keypair, solana_system_interface::instruction::transfer};

const LIMITS: Limits = Limits { units: 1_000, loaded_bytes: 32_768, priority_fee: 0 };

#[test]
fn every_transaction_declares_its_limits() {
    let compute_budget = solana_sdk_ids::compute_budget::ID;
    let instructions = LIMITS.instructions();
    assert_eq!(instructions.len(), 2);
    assert!(instructions.iter().all(|instruction| instruction.program_id == compute_budget));
    let paid = Limits { priority_fee: 5, ..LIMITS }.instructions();
    assert_eq!(paid.len(), 3, "and its price");
    assert_eq!(paid.last().map(|price| price.data.clone()), Some(vec![3, 5, 0, 0, 0, 0, 0, 0, 0]));
}

#[test]
fn foreign_limits_are_refused() {
    let payer = Pubkey::new_unique();
    let instructions = [transfer(&payer, &payer, 1), ComputeBudgetInstruction::set_compute_unit_limit(5)];
    let error = compile(&payer, &instructions, &[], Hash::default(), &LIMITS).unwrap_err();
    assert!(matches!(error, Error::OwnLimits { index: 1 }), "{error}");
}

#[test]
fn signatures_are_in_the_messages_order_and_valid() {
    let [payer, alice, stranger] = [(); 3].map(|()| Keypair::new());
    let instruction = transfer(&alice.pubkey(), &payer.pubkey(), 1);
    let message = compile(&payer.pubkey(), &[instruction], &[], Hash::default(), &LIMITS).unwrap();
    let transaction = sign(message.clone(), &[&stranger, &alice, &payer]).unwrap();
    let bytes = message.serialize();
    assert_eq!(transaction.signatures, [payer.sign_message(&bytes), alice.sign_message(&bytes)]);

    let error = sign(message.clone(), &[&payer]).unwrap_err();
    assert!(matches!(error, Error::MissingSigner { signer } if signer == alice.pubkey()), "{error}");
    assert_eq!(unsigned(message).unwrap().signatures, [Signature::default(); 2]);
}

#[test]
fn a_packet_is_the_limit() {
    assert!(fits(MAX_TRANSACTION_BYTES - 65, 1).is_ok());
    let error = fits(MAX_TRANSACTION_BYTES - 64, 1).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the transaction takes 1233 bytes and at most 1232 fit: use a lookup table or split it"
    );
}
