//! Instruction data: what the program is asked, written by the tests and read by the program.

use crate::{failure::Failure, heap::Collection, op::Op};

/// Pairs in one instruction: a transaction with a full batch is just under the 1 232 bytes of a packet.
pub const BATCH: usize = 30;
/// Bytes of one result in the return data.
pub const RESULT_BYTES: usize = 16;
const PAIR_BYTES: usize = 32;

/// A request to the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instruction<'a> {
    /// Return the operation's result for each pair of operands (32 bytes, little endian).
    Compute { op: Op, pairs: &'a [[u8; PAIR_BYTES]] },
    /// Return [`crate::descend`] of the depth.
    Descend { depth: u8 },
    /// Fail in the given way.
    Fail(Failure),
    /// Return the checksum of a collection grown to `count` entries.
    Grow { collection: Collection, count: u16 },
}

impl<'a> Instruction<'a> {
    /// Reads instruction data; `None` if it is not a request.
    pub fn parse(data: &'a [u8]) -> Option<Self> {
        let (kind, rest) = data.split_first()?;
        match (kind, rest) {
            (0, [op, pairs @ ..]) => {
                let (pairs, []) = pairs.as_chunks::<PAIR_BYTES>() else {
                    return None;
                };
                let op = Op::try_from(*op).ok()?;
                (pairs.len() <= BATCH).then_some(Self::Compute { op, pairs })
            }
            (1, [depth]) => Some(Self::Descend { depth: *depth }),
            (2, [failure]) => Failure::try_from(*failure).ok().map(Self::Fail),
            (3, [collection, low, high]) => Some(Self::Grow {
                collection: Collection::try_from(*collection).ok()?,
                count: u16::from_le_bytes([*low, *high]),
            }),
            _ => None,
        }
    }

    /// The instruction data of this request.
    pub fn encode(&self) -> Vec<u8> {
        match *self {
            Self::Compute { op, pairs } => [&[0, op as u8], pairs.as_flattened()].concat(),
            Self::Descend { depth } => vec![1, depth],
            Self::Fail(failure) => vec![2, failure as u8],
            Self::Grow { collection, count } => {
                let [low, high] = count.to_le_bytes();
                vec![3, collection as u8, low, high]
            }
        }
    }
}

/// The two operands of an encoded pair.
pub fn operands(pair: &[u8; PAIR_BYTES]) -> (u128, u128) {
    let (words, _) = pair.as_chunks::<16>();
    let word = |index: usize| u128::from_le_bytes(words.get(index).copied().unwrap_or_default());
    (word(0), word(1))
}

/// A pair of operands as instruction data.
pub fn encode_pair(a: u128, b: u128) -> [u8; PAIR_BYTES] {
    let mut pair = [0; PAIR_BYTES];
    pair[..16].copy_from_slice(&a.to_le_bytes());
    pair[16..].copy_from_slice(&b.to_le_bytes());
    pair
}
