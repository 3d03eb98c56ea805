//! What a router asks and gets, in the names of Jupiter's interface.

use super::{PoolVenue, Refusal};
use crate::instructions::amm::{self as ix, Trader};
use amm::instructions::SwapArgs;
use halo_math::{amm::Trade, mul_div, Rounding, BPS_PER_UNIT};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Which amount of a trade is fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SwapMode {
    ExactIn,
    ExactOut,
}

/// What a router asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteParams {
    /// Base units of the side that is fixed.
    pub amount: u64,
    pub input_mint: Pubkey,
    pub output_mint: Pubkey,
    pub swap_mode: SwapMode,
}

/// What it gets. Amounts in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VenueQuote {
    pub in_amount: u64,
    pub out_amount: u64,
    /// What the pool keeps, in `fee_mint`, which is the cash whichever way the trade goes.
    pub fee_amount: u64,
    pub fee_mint: Pubkey,
    /// The same in basis points of what the asset is worth, rounded up.
    pub fee_bps: u64,
}

/// A trade that was quoted, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SwapParams {
    pub swap_mode: SwapMode,
    /// Exact, or the most to give.
    pub in_amount: u64,
    /// The least to take, or exact.
    pub out_amount: u64,
    pub source_mint: Pubkey,
    pub destination_mint: Pubkey,
    pub source_token_account: Pubkey,
    pub destination_token_account: Pubkey,
    /// Owner of the source, who signs.
    pub token_transfer_authority: Pubkey,
    /// Unix seconds after which the trade is refused; `i64::MAX` for never.
    pub deadline: i64,
}

impl PoolVenue {
    /// Name of the venue.
    pub fn label(&self) -> String {
        "Halo AMM".to_owned()
    }

    pub fn program_id(&self) -> Pubkey {
        amm::ID
    }

    /// Address of the pool.
    pub fn key(&self) -> Pubkey {
        self.addresses().pool
    }

    /// The two tokens: cash, then the asset.
    pub fn reserve_mints(&self) -> [Pubkey; 2] {
        [self.addresses().cash.mint, self.addresses().asset.mint]
    }

    /// Either amount of a trade may be fixed.
    pub fn supports_exact_out(&self) -> bool {
        true
    }

    /// What a trade would come to now.
    ///
    /// # Errors
    /// When it would be refused, and [`Refusal::OtherMints`] for tokens that the pool does not trade.
    pub fn quote(&self, params: &QuoteParams) -> Result<VenueQuote, Refusal> {
        let sells = self.sells(&params.input_mint, &params.output_mint)?;
        let quote = self.quote_trade(trade(sells, params.swap_mode, params.amount))?;
        let fee_bps = mul_div(quote.fee, BPS_PER_UNIT, quote.value.max(1), Rounding::Up);
        Ok(VenueQuote {
            in_amount: quote.amount_in,
            out_amount: quote.amount_out,
            fee_amount: quote.fee,
            fee_mint: self.addresses().cash.mint,
            fee_bps: fee_bps.unwrap_or(u64::MAX),
        })
    }

    /// The instruction of a trade; its accounts are all that it needs.
    ///
    /// # Errors
    /// [`Refusal::OtherMints`].
    pub fn swap_instruction(&self, params: &SwapParams) -> Result<Instruction, Refusal> {
        let trader = Trader {
            owner: params.token_transfer_authority,
            source: params.source_token_account,
            destination: params.destination_token_account,
            price_update: self.price_update(),
        };
        let (amount, limit) = match params.swap_mode {
            SwapMode::ExactIn => (params.in_amount, params.out_amount),
            SwapMode::ExactOut => (params.out_amount, params.in_amount),
        };
        let exact_out = params.swap_mode == SwapMode::ExactOut;
        let args = SwapArgs { amount, exact_out, limit, deadline: params.deadline };
        Ok(match self.sells(&params.source_mint, &params.destination_mint)? {
            true => ix::sell(self.addresses(), &trader, args),
            false => ix::buy(self.addresses(), &trader, args),
        })
    }

    /// Whether such a trade sells the asset; else it buys it.
    fn sells(&self, input: &Pubkey, output: &Pubkey) -> Result<bool, Refusal> {
        let [cash, asset] = self.reserve_mints();
        match () {
            () if (*input, *output) == (asset, cash) => Ok(true),
            () if (*input, *output) == (cash, asset) => Ok(false),
            () => Err(Refusal::OtherMints { cash, asset }),
        }
    }
}

fn trade(sells: bool, mode: SwapMode, amount: u64) -> Trade {
    match (sells, mode) {
        (true, SwapMode::ExactIn) => Trade::SellExactIn(amount),
        (true, SwapMode::ExactOut) => Trade::SellExactOut(amount),
        (false, SwapMode::ExactIn) => Trade::BuyExactIn(amount),
        (false, SwapMode::ExactOut) => Trade::BuyExactOut(amount),
    }
}
