//! The RPC transport against a node whose ledger is the real runtime and whose network misbehaves on command.

mod node;

use {
    super::*,
    crate::{
        client::{Client, Config},
        error::Error,
        token::{
            associated_token_address, create_associated_token_account, create_mint, MintConfig, TokenProgram,
        },
    },
    node::{Faults, Node, VALID_BLOCKS},
    solana_keypair::Keypair,
    solana_signer::Signer,
    solana_system_interface::instruction::transfer,
};

const SOL: u64 = 1_000_000_000;

fn node(faults: Faults) -> (Node, Client<Rpc>) {
    let node = Node::new(faults);
    let payer = Keypair::new();
    node.airdrop(&payer.pubkey(), 100 * SOL);
    let pace = Pace {
        poll: Duration::from_millis(1),
        resend: Duration::from_millis(1),
        patience: Duration::from_millis(50),
        record_attempts: 5,
    };
    let client = Client::new(Rpc::from_client(node.client()).with_pace(pace), payer);
    (node, client)
}

#[tokio::test]
async fn a_transaction_lands_with_its_record() {
    let (node, client) = node(Faults::default());
    let mint = Keypair::new();
    let payer = client.payer();
    let rent = client.transport().rent().await.unwrap();
    let mut instructions =
        create_mint(&payer, &mint.pubkey(), &MintConfig::new(TokenProgram::Spl, 6, payer), &rent).unwrap();
    instructions.push(create_associated_token_account(&payer, &payer, &mint.pubkey(), TokenProgram::Spl));
    let landed = client.send(&instructions, &[&mint]).await.unwrap();
    assert_eq!(landed.fee, Some(10_000));
    assert!(landed.units_consumed > 10_000 && !landed.logs.is_empty(), "{landed:?}");
    let account = associated_token_address(&payer, &mint.pubkey(), TokenProgram::Spl);
    let inner = landed.inner_instructions.unwrap();
    assert!(inner
        .iter()
        .any(|call| call.program_id == TokenProgram::Spl.id() && call.accounts.contains(&account)));
    assert!(inner.iter().all(|call| call.outer_index == 4 && call.stack_height == Some(2)), "{inner:?}");
    assert_eq!(node.landed(), 1);

    let state =
        client.fetch_with(&account, "a token account", crate::token::decode_token_account).await.unwrap();
    assert_eq!((state.owner, state.mint), (payer, mint.pubkey()));
    let filter = AccountFilter { len: Some(165), ..AccountFilter::default() }.and(32, payer);
    let listed = client.transport().get_program_accounts(&TokenProgram::Spl.id(), &filter).await.unwrap();
    assert_eq!(listed.iter().map(|(address, _)| *address).collect::<Vec<_>>(), [account]);
    let view = anchor_spl::token_2022::spl_token_2022::instruction::get_account_data_size(
        &TokenProgram::Spl.id(),
        &mint.pubkey(),
        &[],
    );
    assert_eq!(client.view_as::<u64>(view.unwrap()).await.unwrap(), 165);
}

#[tokio::test]
async fn a_lost_submission_is_repeated_with_the_same_signature() {
    let (node, client) = node(Faults { submissions_lost: 3, ..Faults::default() });
    let alice = Pubkey::new_unique();
    client.send(&[transfer(&client.payer(), &alice, SOL)], &[]).await.unwrap();
    assert_eq!((node.landed(), node.signatures()), (1, 1));
    assert_eq!(node.balance(&alice), SOL);
}

#[tokio::test]
async fn the_same_order_given_twice_is_two_transactions() {
    let (node, client) = node(Faults { blockhash_repeats: 4, ..Faults::default() });
    let alice = Pubkey::new_unique();
    let instructions = [transfer(&client.payer(), &alice, SOL)];
    client.send(&instructions, &[]).await.unwrap();
    client.send(&instructions, &[]).await.unwrap();
    assert_eq!((node.landed(), node.signatures()), (2, 2));
    assert_eq!(node.balance(&alice), 2 * SOL);
}

#[tokio::test]
async fn a_transaction_is_signed_anew_when_it_can_land_no_more() {
    // More than are submitted while the first blockhash is valid.
    let (node, client) = node(Faults { blackout_blocks: VALID_BLOCKS + 2, ..Faults::default() });
    let alice = Pubkey::new_unique();
    client.send(&[transfer(&client.payer(), &alice, SOL)], &[]).await.unwrap();
    assert_eq!(node.landed(), 1);
    assert!(node.signatures() > 1, "the first one expired");
    assert_eq!(node.balance(&alice), SOL);
}

#[tokio::test]
async fn it_is_not_signed_more_often_than_allowed() {
    let (node, client) = node(Faults { blackout_blocks: u64::MAX, ..Faults::default() });
    let client = client.with_config(Config { attempts: 2, ..Config::default() });
    let error = client.send(&[transfer(&client.payer(), &Pubkey::new_unique(), SOL)], &[]).await.unwrap_err();
    assert!(matches!(error, Error::Transport(TransportError::Expired(_))), "{error}");
    assert_eq!((node.landed(), node.signatures()), (0, 2));
}

#[tokio::test]
async fn a_node_that_lags_behind_does_not_make_it_land_twice() {
    // The status comes from a node that has not seen the block the transaction is in, long after its blockhash is over.
    let (node, client) = node(Faults { status_lag: 4 * VALID_BLOCKS, ..Faults::default() });
    let alice = Pubkey::new_unique();
    client.send(&[transfer(&client.payer(), &alice, SOL)], &[]).await.unwrap();
    assert_eq!((node.landed(), node.signatures()), (1, 1));
    assert_eq!(node.balance(&alice), SOL, "once");
}

#[tokio::test]
async fn a_failure_on_chain_is_explained() {
    let (node, client) = node(Faults::default());
    let client =
        client.with_config(Config { units: crate::client::Units::Fixed(1_000), ..Config::default() });
    let error =
        client.send(&[transfer(&client.payer(), &Pubkey::new_unique(), 1_000 * SOL)], &[]).await.unwrap_err();
    let failure = error.failure().unwrap();
    assert_eq!((failure.instruction, failure.code()), (Some(0), Some(1)));
    assert!(failure.signature.is_some() && !failure.logs.is_empty(), "{failure:?}");
    assert_eq!(node.landed(), 1, "and paid its fee");
}

#[tokio::test]
async fn a_refusal_is_reported_at_once() {
    let (node, client) = node(Faults { refuses: true, ..Faults::default() });
    let error = client.send(&[transfer(&client.payer(), &Pubkey::new_unique(), SOL)], &[]).await.unwrap_err();
    assert!(error.to_string().starts_with("RPC: cannot submit a transaction: "), "{error}");
    assert_eq!(node.landed(), 0);
}

#[tokio::test]
async fn silence_leaves_the_fate_unknown() {
    let (node, client) = node(Faults { silent_after_submission: true, ..Faults::default() });
    let error = client.send(&[transfer(&client.payer(), &Pubkey::new_unique(), SOL)], &[]).await.unwrap_err();
    assert!(matches!(error, Error::Transport(TransportError::Unknown { .. })), "{error}");
    assert_eq!((node.landed(), node.signatures()), (1, 1), "it did land, and was not signed anew");
}
