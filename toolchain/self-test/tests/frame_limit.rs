//! A function whose stack frame the VM cannot hold is refused when the program is linked, by name.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "the VM itself is not needed here")]
mod harness;

use std::process::{Command, Output};

fn sbf(arguments: &[&str]) -> Output {
    let root = harness::root();
    // A target directory of its own: the tests' target directory may be in use, and what is built here
    // must never be taken for the program.
    Command::new(root.join("toolchain/sbf"))
        .args(arguments)
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", harness::target_directory().join("sbf-frame-limit"))
        .output()
        .expect("toolchain/sbf starts")
}

#[test]
fn an_oversized_frame_is_refused_by_name() {
    let doctor = sbf(&["doctor"]);
    if !doctor.status.success() {
        println!(
            "SKIPPED: this toolchain is not installed here, so it builds no programs:\n{}",
            String::from_utf8_lossy(&doctor.stdout)
        );
        return;
    }
    let build = sbf(&["build", "toolchain/self-test", "--", "--features", "oversized-frame"]);
    let messages = String::from_utf8_lossy(&build.stderr);
    assert!(!build.status.success(), "a frame of 5 000 bytes was linked:\n{messages}");
    assert!(
        messages.contains("sbf_self_test::calls::oversized_frame"),
        "expected the function's name in:\n{messages}"
    );
    assert!(messages.contains("over the 4096 bytes"), "expected the reason in:\n{messages}");
}
