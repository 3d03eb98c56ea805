use {
    super::{layout::expected_space, Client},
    crate::{
        error::Error,
        transport::{AccountFilter, ReturnData, Transport},
    },
    anchor_lang::{AccountDeserialize, AnchorDeserialize, Discriminator, Owner},
    solana_account::Account,
    solana_instruction::Instruction,
    solana_pubkey::Pubkey,
    solana_sdk_ids::system_program,
};

impl<T: Transport> Client<T> {
    /// The return data of `instruction`, from a simulation: nothing is sent. Instructions that set up what the view reads
    /// (an accrual, for example) can precede it with [`Client::simulate`].
    ///
    /// # Errors
    /// [`Error::Failed`] when the view fails, [`Error::ReturnData`] when it leaves nothing.
    pub async fn view(&self, instruction: Instruction) -> Result<Vec<u8>, Error> {
        let program = instruction.program_id;
        let instructions = [instruction];
        let simulated = self.simulate(&instructions, &[]).await?;
        if let Some(failure) = self.explain(&instructions, &simulated) {
            return Err(Error::Failed(Box::new(failure)));
        }
        match simulated.return_data {
            Some(ReturnData { program_id, data }) if program_id == program => Ok(data),
            Some(ReturnData { program_id, .. }) => {
                Err(Error::ReturnData { program, found: format!("data of {program_id}") })
            }
            None => Err(Error::ReturnData { program, found: "none".to_owned() }),
        }
    }

    /// The return data of `instruction` as the type that the program's function returns.
    ///
    /// # Errors
    /// As [`Client::view`], and [`Error::ReturnData`] when the data is not an `R`.
    pub async fn view_as<R: AnchorDeserialize>(&self, instruction: Instruction) -> Result<R, Error> {
        let program = instruction.program_id;
        let data = self.view(instruction).await?;
        R::try_from_slice(&data)
            .map_err(|error| Error::ReturnData { program, found: format!("{} bytes: {error}", data.len()) })
    }

    /// The account at `address`, read by `decode`; `what` names it in errors.
    ///
    /// # Errors
    /// [`Error::AccountMissing`], and [`Error::AccountMismatch`] with the reason that `decode` gives.
    pub async fn fetch_with<A, E: ToString>(
        &self,
        address: &Pubkey,
        what: &'static str,
        decode: impl FnOnce(&Account) -> Result<A, E>,
    ) -> Result<A, Error> {
        let account = self.transport.get_account(address).await?;
        let account = account.ok_or(Error::AccountMissing { address: *address, what })?;
        decode(&account).map_err(|error| Error::AccountMismatch {
            address: *address,
            what,
            found: error.to_string(),
        })
    }

    /// The Anchor account at `address`; its owner and discriminator are checked.
    ///
    /// # Errors
    /// [`Error::AccountMissing`] and [`Error::AccountMismatch`].
    pub async fn fetch<A: AccountDeserialize + Owner>(&self, address: &Pubkey) -> Result<A, Error> {
        self.fetch_with(address, type_name::<A>(), decode_anchor).await
    }

    /// The account at `address`; `None` when no program has created one there. Anybody can send lamports to an address where
    /// nothing is yet: what is created there takes them over, so until then they are nothing.
    ///
    /// # Errors
    /// [`Error::Transport`].
    pub async fn created(&self, address: &Pubkey) -> Result<Option<Account>, Error> {
        Ok(self.transport.get_account(address).await?.filter(is_created))
    }

    /// As [`Client::fetch`]; `None` when [`Client::created`] finds nothing.
    ///
    /// # Errors
    /// [`Error::AccountMismatch`].
    pub async fn fetch_optional<A: AccountDeserialize + Owner>(
        &self,
        address: &Pubkey,
    ) -> Result<Option<A>, Error> {
        decode_created(address, self.created(address).await?.as_ref())
    }

    /// The Anchor accounts at `addresses`, in their order; `None` where [`Client::fetch_optional`] finds none.
    ///
    /// # Errors
    /// [`Error::AccountMismatch`].
    pub async fn fetch_many<A: AccountDeserialize + Owner>(
        &self,
        addresses: &[Pubkey],
    ) -> Result<Vec<Option<A>>, Error> {
        let accounts = self.transport.get_multiple_accounts(addresses).await?;
        addresses
            .iter()
            .zip(accounts)
            .map(|(address, account)| decode_created(address, account.as_ref()))
            .collect()
    }

    /// Every account of type `A` that `filter` lets through, sorted by address. The discriminator is added to the filter.
    ///
    /// # Errors
    /// [`Error::Transport`] on an engine without an index of accounts.
    pub async fn list<A: AccountDeserialize + Discriminator + Owner>(
        &self,
        filter: AccountFilter,
    ) -> Result<Vec<(Pubkey, A)>, Error> {
        let filter = filter.and(0, A::DISCRIMINATOR);
        let accounts = self.transport.get_program_accounts(&A::owner(), &filter).await?;
        accounts.into_iter().map(|(address, account)| Ok((address, decode_at(&address, &account)?))).collect()
    }

    /// Seconds since 1970 by the chain's clock.
    ///
    /// # Errors
    /// [`Error::Transport`].
    pub async fn unix_time(&self) -> Result<i64, Error> {
        Ok(self.transport.clock().await?.unix_timestamp)
    }
}

/// Whether there is more to it than lamports.
fn is_created(account: &Account) -> bool {
    account.owner != system_program::ID || !account.data.is_empty()
}

/// As [`decode_at`], of an account that need not be there: see [`Client::created`].
pub(crate) fn decode_created<A: AccountDeserialize + Owner>(
    address: &Pubkey,
    account: Option<&Account>,
) -> Result<Option<A>, Error> {
    account.filter(|account| is_created(account)).map(|account| decode_at(address, account)).transpose()
}

/// The Anchor account `account`, found at `address`; its owner and discriminator are checked.
pub(crate) fn decode_at<A: AccountDeserialize + Owner>(
    address: &Pubkey,
    account: &Account,
) -> Result<A, Error> {
    decode_anchor(account).map_err(|found| Error::AccountMismatch {
        address: *address,
        what: type_name::<A>(),
        found,
    })
}

fn decode_anchor<A: AccountDeserialize + Owner>(account: &Account) -> Result<A, String> {
    if account.owner != A::owner() {
        return Err(format!("an account of program {} (expected {})", account.owner, A::owner()));
    }
    let length = account.data.len();
    if let Some(space) = expected_space(&account.data).filter(|space| *space != length) {
        return Err(format!("an account of its kind, but of {length} bytes (expected {space})"));
    }
    A::try_deserialize(&mut account.data.as_slice()).map_err(|error| match error {
        anchor_lang::error::Error::AnchorError(error) => {
            format!("{} bytes of something else: {}", account.data.len(), error.error_msg)
        }
        anchor_lang::error::Error::ProgramError(error) => {
            format!("{} bytes of something else: {}", account.data.len(), error.program_error)
        }
    })
}

/// The type's own name, without its module path.
fn type_name<A>() -> &'static str {
    let name = std::any::type_name::<A>();
    name.rsplit("::").next().unwrap_or(name)
}
