//! Reads accounts in the form nodes send them.

use {
    super::{failed, nonsense, Rpc},
    crate::transport::{AccountHead, TransportResult},
    solana_account::Account,
    solana_account_decoder_client_types::{UiAccount, UiAccountEncoding, UiDataSliceConfig},
    solana_pubkey::Pubkey,
    solana_rpc_client_api::config::RpcAccountInfoConfig,
};

/// Nodes answer for at most this many accounts at once.
const ACCOUNTS_PER_REQUEST: usize = 100;

impl Rpc {
    pub(super) fn account_config(&self, data_slice: Option<UiDataSliceConfig>) -> RpcAccountInfoConfig {
        RpcAccountInfoConfig {
            encoding: Some(UiAccountEncoding::Base64),
            data_slice,
            commitment: Some(self.client.commitment()),
            min_context_slot: None,
        }
    }

    pub(super) async fn ui_accounts(
        &self,
        addresses: &[Pubkey],
        data_slice: Option<UiDataSliceConfig>,
    ) -> TransportResult<Vec<Option<UiAccount>>> {
        let operation = "read accounts";
        let mut accounts = Vec::with_capacity(addresses.len());
        for part in addresses.chunks(ACCOUNTS_PER_REQUEST) {
            let answer = self
                .client
                .get_multiple_ui_accounts_with_config(part, self.account_config(data_slice))
                .await
                .map_err(|error| failed(operation, &error))?
                .value;
            if answer.len() != part.len() {
                return Err(nonsense(operation, format!("{} asked for, {} came", part.len(), answer.len())));
            }
            accounts.extend(answer);
        }
        Ok(accounts)
    }
}

pub(super) fn decode(account: &UiAccount) -> TransportResult<Account> {
    account
        .to_account()
        .ok_or_else(|| nonsense("read an account", "it is encoded in no known way".to_owned()))
}

/// Owner, length and first bytes. A node that does not tell the length has sent a slice only, so there is nothing to go by.
pub(super) fn head(account: &UiAccount) -> TransportResult<AccountHead> {
    let Account { owner, data, .. } = decode(account)?;
    let len = account
        .space
        .ok_or_else(|| nonsense("read an account's size", "the node does not tell it".to_owned()))?;
    Ok(AccountHead { owner, len, bytes: data })
}
