//! Collections that grow on the heap of 32 KiB. The usual allocator never frees, so growth by doubling uses
//! the sum of all sizes.

use std::collections::BTreeMap;

/// The collection to grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Collection {
    Vector,
    Map,
}

impl TryFrom<u8> for Collection {
    type Error = ();

    fn try_from(byte: u8) -> Result<Self, ()> {
        [Collection::Vector, Collection::Map].get(usize::from(byte)).copied().ok_or(())
    }
}

/// Grows the collection to `count` entries and returns a checksum of what it then holds.
#[inline(never)]
pub fn grow(collection: Collection, count: u16) -> u64 {
    let entries = (0..u64::from(count)).map(|index| index.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    match collection {
        Collection::Vector => {
            let mut vector = Vec::new();
            for entry in entries {
                vector.push(entry);
            }
            vector.iter().fold(1, |sum: u64, entry| sum.rotate_left(1) ^ entry)
        }
        Collection::Map => {
            let mut map = BTreeMap::new();
            for entry in entries {
                map.insert(entry, !entry);
            }
            map.iter()
                .fold(1, |sum: u64, (key, value)| sum.rotate_left(1) ^ key.wrapping_sub(value.rotate_left(7)))
        }
    }
}
