use crate::instructions::{swap, Swap, SwapArgs};
use anchor_lang::prelude::*;

/// Specification: the trader shall give cash and receive the asset at the ask; see [`swap::handler`].
pub fn handler(ctx: Context<Swap>, args: SwapArgs) -> Result<()> {
    swap::handler(ctx, args, args.buy())
}
