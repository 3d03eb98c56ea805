; 128-bit arithmetic under the names that LLVM calls it by.
;
; Why in LLVM's own language: LLVM's backend expects the 128-bit result in a pair of registers, while a
; Rust function returns 128 bits through a pointer on this target, so no Rust function can have this
; signature. `define i128` can.

target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

; The low 128 bits of a product, from 32-bit halves of the low words.
;
; The two empty `asm` are barriers. Without them LLVM recognises this sequence as a 128-bit
; multiplication and replaces it by a call to __multi3: to itself.
define i128 @__multi3(i128 %a, i128 %b) noinline nounwind {
  %al = trunc i128 %a to i64
  %as = lshr i128 %a, 64
  %ah = trunc i128 %as to i64
  %bl = trunc i128 %b to i64
  %bs = lshr i128 %b, 64
  %bh = trunc i128 %bs to i64
  %a0 = and i64 %al, 4294967295
  %a1 = lshr i64 %al, 32
  %b0 = and i64 %bl, 4294967295
  %b1 = lshr i64 %bl, 32
  %t = mul i64 %a0, %b0
  %t1 = lshr i64 %t, 32
  %u0 = mul i64 %a1, %b0
  %u = add i64 %u0, %t1
  %ub = call i64 asm "", "=r,0"(i64 %u)
  %ulo = and i64 %ub, 4294967295
  %uhi = lshr i64 %ub, 32
  %v0 = mul i64 %a0, %b1
  %v = add i64 %v0, %ulo
  %vb = call i64 asm "", "=r,0"(i64 %v)
  %vhi = lshr i64 %vb, 32
  %lo = mul i64 %al, %bl
  %h0 = mul i64 %a1, %b1
  %h1 = add i64 %h0, %uhi
  %h2 = add i64 %h1, %vhi
  %c1 = mul i64 %al, %bh
  %h3 = add i64 %h2, %c1
  %c2 = mul i64 %ah, %bl
  %hi = add i64 %h3, %c2
  %r = call i128 @join(i64 %lo, i64 %hi)
  ret i128 %r
}

; Division is written in Rust (src/lib.rs); these only translate the calling convention.
declare void @sbf_udivti3(ptr, i64, i64, i64, i64)
declare void @sbf_umodti3(ptr, i64, i64, i64, i64)
declare void @sbf_divti3(ptr, i64, i64, i64, i64)
declare void @sbf_modti3(ptr, i64, i64, i64, i64)

define i128 @__udivti3(i128 %a, i128 %b) noinline nounwind {
  %r = call i128 @through_pointer(ptr @sbf_udivti3, i128 %a, i128 %b)
  ret i128 %r
}
define i128 @__umodti3(i128 %a, i128 %b) noinline nounwind {
  %r = call i128 @through_pointer(ptr @sbf_umodti3, i128 %a, i128 %b)
  ret i128 %r
}
define i128 @__divti3(i128 %a, i128 %b) noinline nounwind {
  %r = call i128 @through_pointer(ptr @sbf_divti3, i128 %a, i128 %b)
  ret i128 %r
}
define i128 @__modti3(i128 %a, i128 %b) noinline nounwind {
  %r = call i128 @through_pointer(ptr @sbf_modti3, i128 %a, i128 %b)
  ret i128 %r
}

; Calls %function with the operands as words and reads the result it leaves behind a pointer. Inlined
; into each of the above, where %function is known and the call becomes a direct one.
define internal i128 @through_pointer(ptr %function, i128 %a, i128 %b) alwaysinline nounwind {
  %al = trunc i128 %a to i64
  %as = lshr i128 %a, 64
  %ah = trunc i128 %as to i64
  %bl = trunc i128 %b to i64
  %bs = lshr i128 %b, 64
  %bh = trunc i128 %bs to i64
  %p = alloca { i64, i64 }, align 8
  call void %function(ptr %p, i64 %al, i64 %ah, i64 %bl, i64 %bh)
  %r = call i128 @result(ptr %p)
  ret i128 %r
}

define internal i128 @join(i64 %lo, i64 %hi) alwaysinline nounwind {
  %l = zext i64 %lo to i128
  %h = zext i64 %hi to i128
  %s = shl i128 %h, 64
  %r = or i128 %l, %s
  ret i128 %r
}

; Conversions between 128-bit integers and floating point, likewise.
declare void @sbf_fixdfti(ptr, i64)
declare void @sbf_fixunsdfti(ptr, i64)
declare i64 @sbf_floattidf(i64, i64)
declare i64 @sbf_floatuntidf(i64, i64)
declare i64 @sbf_floattisf(i64, i64)
declare i64 @sbf_floatuntisf(i64, i64)

define i128 @__fixdfti(double %x) noinline nounwind {
  %r = call i128 @from_double(ptr @sbf_fixdfti, double %x)
  ret i128 %r
}
define i128 @__fixunsdfti(double %x) noinline nounwind {
  %r = call i128 @from_double(ptr @sbf_fixunsdfti, double %x)
  ret i128 %r
}
; Every single is exactly a double.
define i128 @__fixsfti(float %x) noinline nounwind {
  %d = fpext float %x to double
  %r = call i128 @from_double(ptr @sbf_fixdfti, double %d)
  ret i128 %r
}
define i128 @__fixunssfti(float %x) noinline nounwind {
  %d = fpext float %x to double
  %r = call i128 @from_double(ptr @sbf_fixunsdfti, double %d)
  ret i128 %r
}
define double @__floattidf(i128 %a) noinline nounwind {
  %bits = call i64 @to_bits(ptr @sbf_floattidf, i128 %a)
  %r = bitcast i64 %bits to double
  ret double %r
}
define double @__floatuntidf(i128 %a) noinline nounwind {
  %bits = call i64 @to_bits(ptr @sbf_floatuntidf, i128 %a)
  %r = bitcast i64 %bits to double
  ret double %r
}
define float @__floattisf(i128 %a) noinline nounwind {
  %bits = call i64 @to_bits(ptr @sbf_floattisf, i128 %a)
  %low = trunc i64 %bits to i32
  %r = bitcast i32 %low to float
  ret float %r
}
define float @__floatuntisf(i128 %a) noinline nounwind {
  %bits = call i64 @to_bits(ptr @sbf_floatuntisf, i128 %a)
  %low = trunc i64 %bits to i32
  %r = bitcast i32 %low to float
  ret float %r
}

define internal i128 @from_double(ptr %function, double %x) alwaysinline nounwind {
  %bits = bitcast double %x to i64
  %p = alloca { i64, i64 }, align 8
  call void %function(ptr %p, i64 %bits)
  %r = call i128 @result(ptr %p)
  ret i128 %r
}

define internal i64 @to_bits(ptr %function, i128 %a) alwaysinline nounwind {
  %al = trunc i128 %a to i64
  %as = lshr i128 %a, 64
  %ah = trunc i128 %as to i64
  %r = call i64 %function(i64 %al, i64 %ah)
  ret i64 %r
}

define internal i128 @result(ptr %p) alwaysinline nounwind {
  %lo = load i64, ptr %p, align 8
  %q = getelementptr i8, ptr %p, i64 8
  %hi = load i64, ptr %q, align 8
  %r = call i128 @join(i64 %lo, i64 %hi)
  ret i128 %r
}
