//! What the program computes in the VM is what the same code computes natively.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod harness;
#[path = "harness/operands.rs"]
mod operands;

use {
    harness::Vm,
    sbf_self_test::{descend, heap, Collection, Failure, Instruction, Op},
};

const SEED: u64 = 0x5eed_5bf0_2026;
const RANDOM_PAIRS: usize = 10_000;

/// Compares an operation on all pairs, and names the first that differ.
fn assert_agrees(vm: &mut Vm, op: Op, pairs: &[(u128, u128)]) {
    let results = vm.compute(op, pairs);
    assert_eq!(results.len(), pairs.len(), "{op:?}: results");
    let wrong: Vec<_> = pairs
        .iter()
        .zip(&results)
        .filter(|((a, b), result)| op.apply(*a, *b) != **result)
        .map(|((a, b), result)| {
            format!("{op:?}({a:#034x}, {b:#034x}): VM {result:#034x}, native {:#034x}", op.apply(*a, *b))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} results differ:\n{}",
        wrong.len(),
        pairs.len(),
        wrong[..wrong.len().min(5)].join("\n")
    );
}

/// One operation after the other, so that a failure names all that disagree.
fn assert_all_agree(pairs: &[(u128, u128)]) {
    let mut vm = Vm::new();
    let failures: Vec<String> = Op::ALL
        .iter()
        .filter_map(|op| {
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| assert_agrees(&mut vm, *op, pairs)))
                .err()
                .map(|_| format!("{op:?}"))
        })
        .collect();
    assert!(failures.is_empty(), "these operations fail (see above): {}", failures.join(", "));
}

#[test]
fn extreme_operands_agree() {
    let pairs = operands::extreme_pairs();
    println!("{} operations on {} pairs", Op::ALL.len(), pairs.len());
    assert_all_agree(&pairs);
}

#[test]
fn random_operands_agree() {
    println!("{} operations on {RANDOM_PAIRS} pairs, seed {SEED:#x}", Op::ALL.len());
    assert_all_agree(&operands::random_pairs(SEED, RANDOM_PAIRS));
}

#[test]
fn deep_calls_return_through_every_frame() {
    let mut vm = Vm::new();
    for depth in [0, 1, 30, DEEPEST] {
        let word = vm.word(&Instruction::Descend { depth }).expect("the depth is within the limit");
        assert_eq!(word, descend(depth), "depth {depth}");
    }
}

/// The VM allows 64 frames; this many lie below those of the entrypoint and the first call.
const DEEPEST: u8 = 60;

#[test]
fn too_deep_a_call_is_refused() {
    let refusal = Vm::new().word(&Instruction::Descend { depth: 64 }).expect_err("more than 64 frames");
    assert!(
        refusal.logs.iter().any(|line| line.contains("call depth")),
        "expected the VM to name the call depth: {refusal:?}"
    );
}

#[test]
fn every_panic_fails_the_transaction_at_once() {
    let mut vm = Vm::new();
    for failure in Failure::ALL {
        let refusal = vm.word(&Instruction::Fail(failure)).expect_err("a panic");
        assert_program_failed(&format!("{failure:?}"), &refusal);
    }
}

/// The program ended by itself: it did not run until its compute units were spent.
fn assert_program_failed(what: &str, refusal: &harness::Refusal) {
    assert!(
        refusal.error.contains("Program failed to complete"),
        "{what}: expected a program failure: {refusal:?}"
    );
    assert!(
        !refusal.logs.iter().any(|line| line.contains("exceeded")),
        "{what}: expected an end, not a loop: {refusal:?}"
    );
}

/// Growth by doubling to 2 048 entries takes 32 736 of the heap's 32 768 bytes.
#[test]
fn collections_grow_to_the_end_of_the_heap() {
    let mut vm = Vm::new();
    for (collection, count) in [
        (Collection::Vector, 0),
        (Collection::Vector, 1_000),
        (Collection::Vector, 2_048),
        (Collection::Map, 1),
        (Collection::Map, 500),
        (Collection::Map, 900),
    ] {
        let word = vm.word(&Instruction::Grow { collection, count });
        let word = word.unwrap_or_else(|refusal| panic!("{collection:?} of {count}: {refusal:?}"));
        assert_eq!(word, heap::grow(collection, count), "{collection:?} of {count}");
    }
}

#[test]
fn an_exhausted_heap_fails_the_transaction() {
    let mut vm = Vm::new();
    for (collection, count) in [(Collection::Vector, 2_049), (Collection::Map, 2_000)] {
        let refusal = vm.word(&Instruction::Grow { collection, count }).expect_err("more than 32 KiB");
        assert_program_failed(&format!("{collection:?} of {count}"), &refusal);
    }
}

#[test]
fn malformed_requests_are_refused() {
    let mut vm = Vm::new();
    for data in [&[][..], &[9], &[0], &[0, 200], &[0, 0, 1, 2, 3], &[1], &[2, 99], &[3, 0, 1]] {
        let refusal = vm.send(data).expect_err("no request");
        assert!(refusal.error.contains("0x1"), "{data:?}: expected the program's own error: {refusal:?}");
    }
}
