//! The table of operations: one function from two 128-bit operands to a 128-bit result for each.

use crate::{calls, float, integer, memory};

macro_rules! operations {
    ($($name:ident => $function:path,)+) => {
        /// What to compute from a pair of operands.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Op { $($name),+ }

        impl Op {
            pub const ALL: &'static [Op] = &[$(Op::$name),+];

            /// The result for the operands, in the VM or natively.
            pub fn apply(self, a: u128, b: u128) -> u128 {
                match self { $(Op::$name => $function(a, b)),+ }
            }
        }
    };
}

operations! {
    MultiplyU128 => integer::multiply_u128,
    MultiplyI128 => integer::multiply_i128,
    MultiplyWideU64 => integer::multiply_wide_u64,
    DivideU128 => integer::divide_u128,
    DivideI128 => integer::divide_i128,
    RemainderU128 => integer::remainder_u128,
    RemainderI128 => integer::remainder_i128,
    EuclideanI128 => integer::euclidean_i128,
    AddSubtract128 => integer::add_subtract_128,
    Shift128 => integer::shift_128,
    Compare128 => integer::compare_128,
    Bits128 => integer::bits_128,
    Divide64 => integer::divide_64,
    Divide32 => integer::divide_32,
    Narrow => integer::narrow,
    AddF64 => float::add_f64,
    SubtractF64 => float::subtract_f64,
    MultiplyF64 => float::multiply_f64,
    DivideF64 => float::divide_f64,
    CompareF64 => float::compare_f64,
    F64ToInteger => float::f64_to_integer,
    IntegerToF64 => float::integer_to_f64,
    F64ToI128 => float::f64_to_i128,
    F64ToU128 => float::f64_to_u128,
    Integer128ToF64 => float::integer_128_to_f64,
    AddF32 => float::add_f32,
    SubtractF32 => float::subtract_f32,
    MultiplyF32 => float::multiply_f32,
    DivideF32 => float::divide_f32,
    CompareF32 => float::compare_f32,
    F32ToInteger => float::f32_to_integer,
    IntegerToF32 => float::integer_to_f32,
    F32ToI128 => float::f32_to_i128,
    Integer128ToF32 => float::integer_128_to_f32,
    ConvertF32F64 => float::convert_f32_f64,
    StackArguments => calls::stack_arguments,
    LargeResult => calls::large_result,
    StackRecursion => calls::stack_recursion,
    FunctionTable => calls::function_table,
    TraitObject => calls::trait_object,
    JumpTable => calls::jump_table,
    MoveOverlapping => memory::move_overlapping,
    Fill => memory::fill,
    CompareBytes => memory::compare_bytes,
}

impl TryFrom<u8> for Op {
    type Error = ();

    fn try_from(byte: u8) -> Result<Self, ()> {
        Op::ALL.get(usize::from(byte)).copied().ok_or(())
    }
}
