use crate::{events::RequestChanged, instructions::HolderAction, state::Request};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct RequestArgs {
    /// Least that the holder takes for it, base units, above zero.
    pub amount: u64,
}

impl HolderAction<'_> {
    /// Records a request of the holder, in place of the one before; returns the event.
    fn ask(&self, request: Request, amount: u64) -> Result<RequestChanged> {
        self.require_holder()?;
        let mut nfat = self.nfat.load_mut()?;
        match request {
            Request::None => nfat.clear_request(),
            _ => nfat.ask(request, amount, self.holder.key(), Clock::get()?.unix_timestamp)?,
        }
        Ok(RequestChanged {
            nfat: self.nfat.key(),
            sequence: nfat.next_sequence(),
            holder: self.holder.key(),
            request: nfat.request,
            amount: nfat.requested_amount,
        })
    }
}

/// Specification:
/// - shall offer the NFAT for redemption at this amount, before the maturity or for less than is owed;
/// - shall bind nobody until the Halo fulfils it, and be void after a week or once the asset has another owner.
pub fn redeem(ctx: Context<HolderAction>, args: RequestArgs) -> Result<()> {
    let event = ctx.accounts.ask(Request::Redeem, args.amount)?;
    halo_common::emit!(ctx, event);
    Ok(())
}

/// Specification: shall ask for interest of this amount; bind nobody, and be void after a week or once the asset has
/// another owner.
pub fn interest(ctx: Context<HolderAction>, args: RequestArgs) -> Result<()> {
    let event = ctx.accounts.ask(Request::Interest, args.amount)?;
    halo_common::emit!(ctx, event);
    Ok(())
}

/// Specification: shall take back what was asked for, at any time before it is fulfilled; nobody can prevent it.
pub fn cancel(ctx: Context<HolderAction>) -> Result<()> {
    let event = ctx.accounts.ask(Request::None, 0)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
