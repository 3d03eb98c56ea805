use {
    super::*,
    solana_address_lookup_table_interface::instruction::deactivate_lookup_table,
    solana_instruction::{AccountMeta, Instruction},
    solana_signer::Signer,
};

const SOL: u64 = 1_000_000_000;

/// A transfer that names `others` as well, which the system program ignores.
fn long_transfer(from: &Pubkey, others: &[Pubkey]) -> Instruction {
    let mut instruction = solana_system_interface::instruction::transfer(from, from, 1);
    instruction.accounts.extend(others.iter().map(|other| AccountMeta::new_readonly(*other, false)));
    instruction
}

#[tokio::test]
async fn a_table_makes_a_long_transaction_fit() {
    let cluster = Cluster::builder().build().unwrap();
    let payer = cluster.funded_keypair(10 * SOL).unwrap();
    let client = cluster.client(payer.insecure_clone());
    let others: Vec<Pubkey> = (0..45).map(|_| Pubkey::new_unique()).collect();
    let instruction = long_transfer(&payer.pubkey(), &others);

    let error = client.send(std::slice::from_ref(&instruction), &[]).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge { bytes } if bytes > 1_232), "{error}");

    let table = create(&client, &others).await.unwrap();
    assert_eq!(table.addresses, others);
    assert_eq!(fetch(&client, &table.key).await.unwrap(), table);
    let client = client.with_lookup_tables(vec![table.clone()]);
    client.send(&[instruction], &[]).await.unwrap();

    let more = [Pubkey::new_unique()];
    let longer = extend(&client, &table, &more).await.unwrap();
    assert_eq!(fetch(&client, &table.key).await.unwrap(), longer);
    let client = client.with_lookup_tables(vec![longer]);
    client.send(&[long_transfer(&payer.pubkey(), &more)], &[]).await.unwrap();
    // The owner can retire it: the program knows the payer as its authority.
    client.send(&[deactivate_lookup_table(table.key, payer.pubkey())], &[]).await.unwrap();
}

#[tokio::test]
async fn an_address_cannot_be_looked_up_in_the_slot_that_added_it() {
    let cluster = Cluster::builder().build().unwrap();
    let payer = cluster.funded_keypair(10 * SOL).unwrap();
    let client = cluster.client(payer.insecure_clone());
    let slot = cluster.slot();
    cluster.advance_slots(1);
    let (instruction, key) = create_lookup_table(payer.pubkey(), payer.pubkey(), slot);
    let addresses = vec![Pubkey::new_unique()];
    client.send(&[instruction], &[]).await.unwrap();
    client
        .send(&[extend_lookup_table(key, payer.pubkey(), Some(payer.pubkey()), addresses.clone())], &[])
        .await
        .unwrap();

    let instruction = long_transfer(&payer.pubkey(), &addresses);
    let client = client.with_lookup_tables(vec![AddressLookupTableAccount { key, addresses }]);
    let error = client.send(std::slice::from_ref(&instruction), &[]).await.unwrap_err();
    assert!(error.to_string().contains("invalid index"), "{error}");
    cluster.advance_slots(1);
    client.send(&[instruction], &[]).await.unwrap();
}

#[tokio::test]
async fn an_installed_table_works_at_once() {
    let cluster = Cluster::builder().build().unwrap();
    let payer = cluster.funded_keypair(SOL).unwrap();
    let others: Vec<Pubkey> = (0..50).map(|_| Pubkey::new_unique()).collect();
    let table = cluster.install_lookup_table(&others).unwrap();
    let client = cluster.client(payer.insecure_clone()).with_lookup_tables(vec![table]);
    client.send(&[long_transfer(&payer.pubkey(), &others)], &[]).await.unwrap();
}

#[tokio::test]
async fn what_is_no_table_is_refused() {
    let cluster = Cluster::builder().build().unwrap();
    let client = cluster.client(cluster.funded_keypair(SOL).unwrap());
    let error = fetch(&client, &Pubkey::new_unique()).await.unwrap_err();
    assert!(matches!(error, Error::AccountMissing { .. }), "{error}");
    let error = fetch(&client, &client.payer()).await.unwrap_err();
    assert!(matches!(error, Error::AccountMismatch { .. }), "{error}");
    let error = create(&client, &vec![Pubkey::new_unique(); 257]).await.unwrap_err();
    assert!(error.to_string().contains("at most 256 addresses, came 257"), "{error}");
}
