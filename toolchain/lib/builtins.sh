# Step "builtins": the functions that LLVM calls for what the VM has no instruction for (memcpy, 128-bit
# arithmetic, floating point), compiled with this very compiler. Every link takes them in.

# Each state of the sources has a folder of its own, so that two checkouts can share a cache.
builtins_dir() { printf '%s/builtins/%s' "$sbf_home" "$(builtins_key)"; }
builtins_key() {
  { cat "$toolchain"/builtins/{Cargo.toml,Cargo.lock,src/*.rs,i128.ll} "$toolchain/sbpf-solana-solana.json" \
      "$toolchain/lib/"{build,builtins}.sh "$(stamp_file llvm)" "$(stamp_file "$(library_stamp)")"
    rustc -vV; } | hash_of | cut -c1-16
}

builtins_problem() { if [ ! -d "$(builtins_dir)" ]; then echo "not compiled for this compiler and source"; fi; }

builtins_ensure() {
  local dir; dir=$(builtins_dir)
  if [ -d "$dir" ]; then return; fi
  say "compiling the builtins"
  local work rlibs; work=$sbf_home/work/builtins.$$
  rm -rf "$work" && mkdir -p "$work" "$sbf_home/builtins"
  llvm_run llvm-as "$toolchain/builtins/i128.ll" -o "$work/i128.bc" || fail "builtins/i128.ll does not assemble"
  rlibs=$(cd "$toolchain/builtins" && CARGO_TARGET_DIR=$sbf_home/builtins/target \
    cargo_sbf build core --quiet --locked --message-format=json-render-diagnostics \
    | python3 "$toolchain/lib/program_artifact.py" '*' lib .rlib \
    | grep -E '/lib(sbf|solana_compiler)_builtins[^/]*$') \
    || fail "the builtins do not compile with Rust $(rust_release) (the compiler's message is above)"
  # shellcheck disable=SC2086  # one path a line, none with spaces unless SBF_HOME has them
  (IFS=$'\n'; cp $rlibs "$work/")
  mv -T "$work" "$dir" 2>/dev/null || rm -rf "$work"   # another build was faster
  [ -d "$dir" ] || fail "could not put the builtins in $dir"
}
