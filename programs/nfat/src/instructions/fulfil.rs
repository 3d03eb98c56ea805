use crate::{
    core_asset::owner_of,
    error::NfatError,
    events::RequestFulfilled,
    instructions::{fund::*, PaymentArgs},
    state::Request,
};
use anchor_lang::prelude::*;

/// A payment of a Book that answers what the NFAT's holder has asked for.
#[derive(Accounts)]
pub struct Fulfil<'info> {
    pub fund: Fund<'info>,
    /// CHECK: the record names it; its owner is read in the handler.
    #[account(constraint = asset.key() == fund.nfat.load()?.asset @ NfatError::WrongAsset)]
    pub asset: UncheckedAccount<'info>,
}

impl Fulfil<'_> {
    /// Pays and uses up the request of the present holder; returns the event.
    pub fn answer(&self, args: &PaymentArgs, request: Request) -> Result<RequestFulfilled> {
        let (fund, now) = (&self.fund, Clock::get()?.unix_timestamp);
        fund.pay(&args.payment, now)?;
        let holder = owner_of(&self.asset, &fund.config.load()?.collection)?;
        let mut nfat = fund.nfat.load_mut()?;
        let requested = nfat.answer(request, &holder, now)?;
        Ok(RequestFulfilled {
            nfat: fund.nfat.key(),
            sequence: nfat.next_sequence(),
            actor: fund.beacon.key(),
            book: nfat.book,
            holder,
            request: request as u8,
            requested,
            principal: args.payment.principal,
            interest: args.payment.interest,
            penalty: args.payment.penalty,
            given_up: 0,
            funded_after: nfat.funded().total()?,
        })
    }
}
