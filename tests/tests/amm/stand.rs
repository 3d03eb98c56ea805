//! A second pool beside the floor's own, under the same PAU.

use super::floor::*;
use halo_sdk::{
    addresses::{self, PoolAddresses},
    deployment::Limit,
    token::{self, TokenProgram},
};
use halo_tests::world::million;
use solana_pubkey::Pubkey;

/// One of the pools, and who is its issuer.
#[derive(Clone, Copy)]
pub struct Stand {
    pub at: PoolAddresses,
    pub issuer: Pubkey,
    pub endpoint: Pubkey,
}

impl Floor {
    /// A second pool of the same pair and price with another issuer and limits that are reached; it is this
    /// floor's from now on.
    pub async fn second(&mut self) {
        let payer = self.roles().payer;
        let issuer = self.world.person("second issuer").await;
        for side in [self.at.cash, self.at.asset] {
            let program = TokenProgram::from_id(&side.token_program).expect("a token program");
            let open = token::create_associated_token_account(&payer, &issuer, &side.mint, program);
            self.ok(&[open], &[]).await;
        }
        (self.issuer, self.endpoint) = (issuer, self.at.asset.account(&issuer));
        self.base = self.world.keys.add_named("second pool");
        self.at.pool = addresses::pool(&self.base);
        self.govern().await;
        for key in self.at.swap_limits() {
            self.set_limit(&key, Limit { max: million(4), slope: million(4) }).await.unwrap();
        }
        for key in [self.at.withdraw_limit(), self.at.redemption_limit(&self.endpoint)] {
            self.set_limit(&key, Limit { max: million(1), slope: million(1) }).await.unwrap();
        }
        self.open().await;
        self.report(PAR).await;
        for owner in [self.alice, self.bob] {
            self.provide(&owner, CAPITAL).await.unwrap();
        }
    }

    /// The pool that acts are on now.
    pub fn stand(&self) -> Stand {
        Stand { at: self.at, issuer: self.issuer, endpoint: self.endpoint }
    }

    /// Acts are on this pool from now on.
    pub fn turn_to(&mut self, stand: &Stand) {
        (self.at, self.issuer, self.endpoint) = (stand.at, stand.issuer, stand.endpoint);
    }
}
