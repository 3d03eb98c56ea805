# sbf setup: runs the steps that are not done. Each is verified by content first, so an interrupted
# or damaged earlier run is found and only that step repeated.

setup_steps='library llvm linker'

sbf_setup() {
  [ $# -eq 0 ] || fail "setup takes no arguments, got: $*"
  need rustc "install Rust first (rustup.rs)"
  need cargo "install Rust first (rustup.rs)"
  need python3 "install Python 3"
  need flock "install util-linux"
  mkdir -p "$sbf_home" 2>/dev/null && [ -w "$sbf_home" ] || fail "cannot write to $sbf_home" "set SBF_HOME to another folder"

  exec 9>"$sbf_home/lock"
  if ! flock -n 9; then
    say "another setup is running in $sbf_home, waiting for it"
    flock 9
  fi

  local step problem
  for step in $setup_steps; do
    problem=$("${step}_problem" deep)
    if [ -n "$problem" ]; then
      say "$step: $problem"
      check_disk
      "${step}_install"
    fi
  done
  builtins_ensure
  rmdir "$sbf_home/work" "$sbf_home/downloads" 2>/dev/null || true
  say "ready in $sbf_home: Rust $(rust_release), library $(library_version), LLVM $(llvm_version), sbpf-linker $linker_version"
}
