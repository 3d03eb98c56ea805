//! Which mints are admitted as real-world assets: what a pool trades, beside the cash that it trades it for.
//!
//! An issuer keeps powers over such a token. Those that can take or stop somebody's money are admitted only by name,
//! once; those that would change what a transfer does are read again before every transfer.

use crate::mint::{MintRefusal, MAX_CASH_DECIMALS};
use anchor_lang::prelude::*;
use anchor_spl::token_2022::spl_token_2022::{
    self,
    extension::{BaseStateWithExtensions, ExtensionType, StateWithExtensions},
    state::Mint,
};

/// Powers of an issuer that are admitted only when they are named.
pub mod power {
    /// May move anybody's tokens.
    pub const PERMANENT_DELEGATE: u8 = 1 << 0;
    /// Decides who may hold tokens at all: new accounts are frozen.
    pub const DEFAULT_FROZEN: u8 = 1 << 1;
    /// May stop every transfer.
    pub const PAUSE: u8 = 1 << 2;
}

/// Extensions that change nothing about what a transfer does while fee and hook read as none.
const ADMITTED: [ExtensionType; 10] = [
    ExtensionType::ConfidentialTransferMint,
    ExtensionType::GroupMemberPointer,
    ExtensionType::GroupPointer,
    ExtensionType::InterestBearingConfig,
    ExtensionType::MetadataPointer,
    ExtensionType::ScaledUiAmount,
    ExtensionType::TokenGroup,
    ExtensionType::TokenGroupMember,
    ExtensionType::TokenMetadata,
    // Both read as none before every transfer: `check_asset_transfer`.
    ExtensionType::TransferFeeConfig,
];

/// What an extension means for the admission.
fn power_of(extension: ExtensionType) -> core::result::Result<u8, MintRefusal> {
    match extension {
        ExtensionType::PermanentDelegate => Ok(power::PERMANENT_DELEGATE),
        ExtensionType::DefaultAccountState => Ok(power::DEFAULT_FROZEN),
        ExtensionType::Pausable => Ok(power::PAUSE),
        ExtensionType::TransferHook => Ok(0),
        other if ADMITTED.contains(&other) => Ok(0),
        other => Err(MintRefusal::Extension(other)),
    }
}

/// Returns the [`power`]s that the issuer of `mint` has, or refuses a mint that no pool may trade: an unreadable one,
/// one with more decimals than a `u64` bears, one with an extension that is not known to leave transfers alone.
///
/// The caller has checked that a token program owns the account.
pub fn asset_powers(mint: &AccountInfo) -> core::result::Result<u8, MintRefusal> {
    let powers = {
        let data = mint.try_borrow_data().map_err(|_| MintRefusal::Unreadable)?;
        let mint = StateWithExtensions::<Mint>::unpack(&data).map_err(|_| MintRefusal::Unreadable)?;
        if mint.base.decimals > MAX_CASH_DECIMALS {
            return Err(MintRefusal::TooManyDecimals(mint.base.decimals));
        }
        let extensions = mint.get_extension_types().map_err(|_| MintRefusal::Unreadable)?;
        extensions.into_iter().try_fold(0, |powers, extension| Ok(powers | power_of(extension)?))?
    };
    check_asset_transfer(mint)?;
    Ok(powers)
}

/// Admits a mint whose issuer has exactly the powers that are `named`.
pub fn check_asset_mint(mint: &AccountInfo, named: u8) -> core::result::Result<(), MintRefusal> {
    let powers = asset_powers(mint)?;
    if powers != named {
        return Err(MintRefusal::Powers { named, found: powers });
    }
    Ok(())
}

/// Where the extensions of a mint begin; a mint of SPL Token ends long before.
const EXTENSIONS: usize = 166;
const TRANSFER_FEE_CONFIG: u16 = ExtensionType::TransferFeeConfig as u16;
const TRANSFER_HOOK: u16 = ExtensionType::TransferHook as u16;
const PAUSABLE: u16 = ExtensionType::Pausable as u16;
/// Basis points of the fee that is in force now or from an announced epoch on.
const FEE_BPS: core::ops::Range<usize> = 106..108;
/// Program of a hook; zeros for none.
const HOOK_PROGRAM: core::ops::Range<usize> = 32..64;
/// Whether transfers are paused.
const PAUSED: usize = 32;

/// Refuses a transfer of a mint whose issuer takes a fee, runs a hook or has paused it: an issuer may set each of them
/// at any time. A fee that was lowered to nothing and still runs out its epoch shows in what arrives.
///
/// Walks the extensions by their lengths instead of decoding them: this runs twice in a swap.
pub fn check_asset_transfer(mint: &AccountInfo) -> core::result::Result<(), MintRefusal> {
    if *mint.owner != spl_token_2022::ID {
        return Ok(());
    }
    let data = mint.try_borrow_data().map_err(|_| MintRefusal::Unreadable)?;
    let mut rest = data.get(EXTENSIONS..).unwrap_or_default();
    while let Some((kind, value, after)) = next_extension(rest)? {
        let zero = |range| value.get(range).is_some_and(|bytes: &[u8]| bytes.iter().all(|byte| *byte == 0));
        match kind {
            TRANSFER_FEE_CONFIG if !zero(FEE_BPS) => return Err(MintRefusal::Fee),
            TRANSFER_HOOK if !zero(HOOK_PROGRAM) => return Err(MintRefusal::Hook),
            PAUSABLE if value.get(PAUSED) != Some(&0) => return Err(MintRefusal::Paused),
            _ => rest = after,
        }
    }
    Ok(())
}

type Extension<'a> = (u16, &'a [u8], &'a [u8]);

/// Number and content of the first extension in `rest`, and what follows it; none at the end.
fn next_extension(rest: &[u8]) -> core::result::Result<Option<Extension<'_>>, MintRefusal> {
    let Some((head, tail)) = rest.split_first_chunk::<4>() else { return Ok(None) };
    let kind = u16::from_le_bytes([head[0], head[1]]);
    if kind == ExtensionType::Uninitialized as u16 {
        return Ok(None);
    }
    let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
    let (value, after) = tail.split_at_checked(length).ok_or(MintRefusal::Unreadable)?;
    Ok(Some((kind, value, after)))
}
