use anchor_lang::prelude::*;

/// Record of a Book's token account, at `["vault", pau, book, mint]`. It binds book, proxy and token
/// account once, so that a movement compares stored keys instead of deriving addresses.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct BookVault {
    pub pau: Pubkey,
    /// The Book whose money it is. A PAU does not know what a Book is: any address.
    pub book: Pubkey,
    /// `["proxy", pau, book]`, owner of the token account.
    pub proxy: Pubkey,
    /// The associated token account of `proxy`.
    pub token_account: Pubkey,
    pub mint: Pubkey,
    pub token_program: Pubkey,
    /// Number of the last event of this account.
    pub sequence: u64,
    pub decimals: u8,
    /// Canonical bump of the proxy.
    pub proxy_bump: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump of this record.
    pub bump: u8,
    /// 1 when only controllers may move the money: a Book that a program guards with its own rules.
    pub guarded: u8,
    pub reserved: [u8; 27],
}

impl BookVault {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }
}
