use crate::instructions::{swap, Swap, SwapArgs};
use anchor_lang::prelude::*;

/// Specification: the trader shall give the asset and receive cash at the bid; see [`swap::handler`].
pub fn handler(ctx: Context<Swap>, args: SwapArgs) -> Result<()> {
    swap::handler(ctx, args, args.sell())
}
