use {
    super::Cluster,
    crate::{
        error::Error,
        token::{
            associated_token_address, create_associated_token_account, create_mint, decode_mint,
            decode_token_account, mint_to, Mint, MintConfig, TokenAccount, TokenProgram,
        },
        transaction::TransactionSigner,
    },
    solana_keypair::Keypair,
    solana_pubkey::Pubkey,
    solana_rent::Rent,
    solana_signer::Signer,
};

impl Cluster {
    /// Creates an SPL Token mint whose authority is the cluster, for [`Cluster::mint_tokens`].
    ///
    /// # Errors
    /// [`Error::Failed`].
    pub fn create_mint(&self, decimals: u8) -> Result<Pubkey, Error> {
        self.create_mint_with(&MintConfig::new(TokenProgram::Spl, decimals, self.operator()))
    }

    /// Creates a mint at a new address; the cluster pays.
    ///
    /// # Errors
    /// [`Error::Compile`] and [`Error::Failed`].
    pub fn create_mint_with(&self, config: &MintConfig) -> Result<Pubkey, Error> {
        let mint = Keypair::new();
        self.create_mint_at(&mint, config)?;
        Ok(mint.pubkey())
    }

    /// Creates a mint at the address of `mint`; the cluster pays.
    ///
    /// # Errors
    /// [`Error::Compile`] and [`Error::Failed`].
    pub fn create_mint_at(&self, mint: &Keypair, config: &MintConfig) -> Result<(), Error> {
        let rent = self.engine.with_svm(|svm| svm.get_sysvar::<Rent>());
        self.execute(&create_mint(&self.operator(), &mint.pubkey(), config, &rent)?, &[mint])?;
        Ok(())
    }

    /// Mints `amount` base units to the associated token account of `owner`, which is created when it is missing. Returns that
    /// account. The mint's authority must be the cluster.
    ///
    /// # Errors
    /// [`Error::AccountMissing`], [`Error::AccountMismatch`] and [`Error::Failed`].
    pub fn mint_tokens(&self, mint: &Pubkey, owner: &Pubkey, amount: u64) -> Result<Pubkey, Error> {
        let operator = self.operator.clone();
        self.mint_tokens_as(&*operator, mint, owner, amount)
    }

    /// As [`Cluster::mint_tokens`], for a mint whose authority is `authority`.
    ///
    /// # Errors
    /// As [`Cluster::mint_tokens`].
    pub fn mint_tokens_as(
        &self,
        authority: &TransactionSigner,
        mint: &Pubkey,
        owner: &Pubkey,
        amount: u64,
    ) -> Result<Pubkey, Error> {
        let account = self.create_token_account(mint, owner)?;
        let program = self.mint(mint)?.program;
        self.execute(&[mint_to(program, mint, &account, &authority.pubkey(), amount)?], &[authority])?;
        Ok(account)
    }

    /// Creates the associated token account of `owner` for `mint` unless it is there. Returns it.
    ///
    /// # Errors
    /// As [`Cluster::mint_tokens`].
    pub fn create_token_account(&self, mint: &Pubkey, owner: &Pubkey) -> Result<Pubkey, Error> {
        let program = self.mint(mint)?.program;
        self.execute(&[create_associated_token_account(&self.operator(), owner, mint, program)], &[])?;
        Ok(associated_token_address(owner, mint, program))
    }

    /// The mint at `address`.
    ///
    /// # Errors
    /// [`Error::AccountMissing`] and [`Error::AccountMismatch`].
    pub fn mint(&self, address: &Pubkey) -> Result<Mint, Error> {
        let what = "a mint";
        let account = self.account(address).ok_or(Error::AccountMissing { address: *address, what })?;
        decode_mint(&account).map_err(|found| Error::AccountMismatch { address: *address, what, found })
    }

    /// The token account at `address`.
    ///
    /// # Errors
    /// [`Error::AccountMissing`] and [`Error::AccountMismatch`].
    pub fn token_account(&self, address: &Pubkey) -> Result<TokenAccount, Error> {
        let what = "a token account";
        let account = self.account(address).ok_or(Error::AccountMissing { address: *address, what })?;
        decode_token_account(&account).map_err(|found| Error::AccountMismatch {
            address: *address,
            what,
            found,
        })
    }

    /// Base units in the token account at `address`.
    ///
    /// # Errors
    /// As [`Cluster::token_account`].
    pub fn token_balance(&self, address: &Pubkey) -> Result<u64, Error> {
        Ok(self.token_account(address)?.amount)
    }
}
