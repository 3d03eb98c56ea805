//! Accounts that are read and written as they lie in memory.
//!
//! They are small and every instruction of this program touches several: decoding them field by field would be a
//! third of its compute units. Unlike with `AccountLoader` the handler works on a copy, which Anchor writes back
//! at the end, so that a call into another program in between needs no care about borrows.

/// Lets `Account` hold a zero-copy type: its bytes are the account's, behind the discriminator.
macro_rules! copied {
    ($name:ident) => {
        impl anchor_lang::AccountSerialize for $name {
            fn try_serialize<W: std::io::Write>(&self, writer: &mut W) -> anchor_lang::Result<()> {
                let failed = |_| anchor_lang::error::ErrorCode::AccountDidNotSerialize;
                writer.write_all(<Self as anchor_lang::Discriminator>::DISCRIMINATOR).map_err(failed)?;
                writer.write_all(bytemuck::bytes_of(self)).map_err(failed)?;
                Ok(())
            }
        }
    };
}
pub(crate) use copied;
