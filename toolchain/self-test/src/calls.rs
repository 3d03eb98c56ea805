//! Calls: arguments beyond the five that fit in registers, results beyond one, calls through pointers, and
//! as many frames as the VM allows.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "operands are reinterpreted bit by bit, in the VM exactly as natively"
)]

use {crate::integer::join, std::hint::black_box};

#[derive(Clone, Copy)]
struct Triple {
    first: u64,
    second: u64,
    third: u64,
}

/// Folds a value into a result so that the order and the position of every value count.
fn fold(result: u128, value: u64) -> u128 {
    result.rotate_left(37) ^ u128::from(value.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Twelve arguments of every width, by value and by reference.
#[allow(clippy::too_many_arguments, reason = "the arguments beyond the fifth travel on the stack")]
#[inline(never)]
fn twelve(
    a: u64,
    b: u8,
    c: i16,
    d: u32,
    e: i64,
    f: u128,
    g: &u64,
    h: Triple,
    i: bool,
    j: i8,
    k: u64,
    l: i128,
) -> u128 {
    let words = [
        a,
        b.into(),
        c as u64,
        d.into(),
        e as u64,
        f as u64,
        (f >> 64) as u64,
        *g,
        h.first,
        h.second,
        h.third,
        i.into(),
        j as u64,
        k,
        l as u64,
        (l >> 64) as u64,
    ];
    words.iter().fold(0, |result, word| fold(result, *word))
}

#[inline(never)]
pub fn stack_arguments(a: u128, b: u128) -> u128 {
    let (low, high) = (a as u64, (a >> 64) as u64);
    let triple = Triple { first: b as u64, second: low, third: (b >> 64) as u64 };
    twelve(
        low,
        b as u8,
        a as i16,
        high as u32,
        b as i64,
        a ^ b,
        &high,
        triple,
        b & 1 == 1,
        (b >> 8) as i8,
        high.rotate_left(9),
        a.wrapping_sub(b) as i128,
    )
}

/// A result too large for registers, from arguments that do not fit in registers either.
#[allow(clippy::too_many_arguments, reason = "the arguments beyond the fifth travel on the stack")]
#[inline(never)]
fn permute(a: u64, b: u64, c: u64, d: u64, e: u64, f: u64, g: u64) -> [u64; 7] {
    [g, e, c, a, f ^ b, d, b.wrapping_sub(f)]
}

#[inline(never)]
pub fn large_result(a: u128, b: u128) -> u128 {
    let (p, q, r, s) = (a as u64, (a >> 64) as u64, b as u64, (b >> 64) as u64);
    let once = permute(p, q, r, s, p ^ r, q ^ s, p.wrapping_add(s));
    let [t, u, v, w, x, y, z] = once;
    let twice = permute(z, y, x, w, v, u, t);
    once.iter().chain(&twice).fold(0, |result, word| fold(result, *word))
}

/// Recursion in which every frame receives arguments on its stack and needs its own again afterwards.
#[allow(clippy::too_many_arguments, reason = "the arguments beyond the fifth travel on the stack")]
#[inline(never)]
fn recurse(depth: u64, a: u64, b: u64, c: u64, d: u64, e: u64, f: u64, g: u64) -> u64 {
    match depth.checked_sub(1) {
        None => a ^ g,
        Some(less) => {
            let inner = recurse(less, g, a, b, c, d, e, f ^ depth);
            inner.rotate_left(5) ^ a.wrapping_mul(3) ^ f.wrapping_add(g) ^ depth
        }
    }
}

#[inline(never)]
pub fn stack_recursion(a: u128, b: u128) -> u128 {
    let (p, q, r, s) = (a as u64, (a >> 64) as u64, b as u64, (b >> 64) as u64);
    let depth = r & 31;
    join(recurse(depth, p, q, r, s, !p, !q, !r), depth)
}

type Function = fn(u64, u64) -> u64;

const FUNCTIONS: [Function; 8] = [
    u64::wrapping_add,
    u64::wrapping_sub,
    u64::wrapping_mul,
    |a, b| a & !b,
    |a, b| a.rotate_left((b & 63) as u32),
    u64::max,
    u64::abs_diff,
    |a, b| a.checked_div(b).unwrap_or(a),
];

/// Calls through a table of function addresses, which the loader has to relocate.
#[inline(never)]
pub fn function_table(a: u128, b: u128) -> u128 {
    let (mut x, mut y) = (a as u64, b as u64);
    let mut choices = (a >> 64) as u64;
    for _ in 0..6 {
        let function = black_box(&FUNCTIONS)[(choices & 7) as usize];
        (x, y) = (y, function(x, y));
        choices >>= 3;
    }
    join(x, y)
}

trait Step {
    fn step(&self, value: u64) -> u64;
}
struct Add(u64);
struct Rotate(u32);
struct Mask {
    keep: u64,
    flip: u64,
}
impl Step for Add {
    fn step(&self, value: u64) -> u64 {
        value.wrapping_add(self.0)
    }
}
impl Step for Rotate {
    fn step(&self, value: u64) -> u64 {
        value.rotate_left(self.0)
    }
}
impl Step for Mask {
    fn step(&self, value: u64) -> u64 {
        value & self.keep ^ self.flip
    }
}

#[inline(never)]
pub fn trait_object(a: u128, b: u128) -> u128 {
    let (low, high) = (b as u64, (b >> 64) as u64);
    let add = Add(low);
    let rotate = Rotate((high & 63) as u32);
    let mask = Mask { keep: high, flip: low };
    let steps: [&dyn Step; 3] = [&add, &rotate, &mask];
    let mut value = a as u64;
    let mut order = (a >> 64) as usize;
    for _ in 0..5 {
        value = black_box(&steps)[order % 3].step(value);
        order >>= 2;
    }
    join(value, order as u64)
}

/// A dense match, which compilers like to turn into a jump table; the VM has no indirect jump.
#[inline(never)]
fn select(choice: u8, value: u64) -> u64 {
    match choice & 15 {
        0 => value.wrapping_add(0x1111),
        1 => value.wrapping_mul(31),
        2 => value ^ 0xffff_0000_ffff_0000,
        3 => value.rotate_left(13),
        4 => value.wrapping_sub(77),
        5 => value.swap_bytes(),
        6 => value >> 5,
        7 => value << 9,
        8 => !value,
        9 => value | 0x8000_0000_0000_0001,
        10 => value & 0x7fff_ffff_ffff_fffe,
        11 => value.reverse_bits(),
        12 => value.wrapping_neg(),
        13 => u64::from(value.count_ones()),
        14 => value.wrapping_mul(value),
        _ => value.rotate_right(27),
    }
}

#[inline(never)]
pub fn jump_table(a: u128, b: u128) -> u128 {
    let value = b.to_le_bytes().iter().fold(a as u64, |value, choice| select(*choice, value));
    join(value, (a >> 64) as u64)
}

/// Calls itself until `depth` frames lie above this one, each with something to do on the way back.
#[allow(clippy::arithmetic_side_effects, reason = "depth counts down from a byte")]
#[inline(never)]
pub fn descend(depth: u8) -> u64 {
    let local = black_box([u64::from(depth); 16]);
    if depth == 0 {
        return local[3];
    }
    let below = descend(depth - 1);
    below.rotate_left(3).wrapping_add(black_box(&local)[usize::from(depth & 15)])
}

/// Takes the place of [`descend`]. Its frame of 5 000 bytes is more than the VM gives: the toolchain must
/// refuse to link it.
#[cfg(feature = "oversized-frame")]
#[inline(never)]
pub fn oversized_frame(depth: u8) -> u64 {
    let frame = black_box([u64::from(depth); 625]);
    frame.iter().fold(0, |sum, word| sum ^ word)
}
