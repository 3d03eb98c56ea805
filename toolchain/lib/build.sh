# sbf build: one cargo run for each program, all in the same target directory.

sbf_build() {
  local dirs=() options=()
  while [ $# -gt 0 ]; do
    case $1 in
      --) shift; options=("$@"); break ;;
      -*) fail "options for cargo go after --, got '$1'" "for example: sbf build DIR -- $*" ;;
      *) dirs+=("$1") ;;
    esac
    shift
  done
  [ ${#dirs[@]} -gt 0 ] || fail "build needs the folder of at least one program crate"
  local dir
  for dir in "${dirs[@]}"; do
    [ -f "$dir/Cargo.toml" ] || fail "$dir is not a crate: it has no Cargo.toml"
  done
  local step problem
  for step in $setup_steps; do
    problem=$("${step}_problem")
    [ -z "$problem" ] || fail "$step: $problem" "run: toolchain/sbf setup"
  done
  builtins_ensure
  SBF_BUILTINS=$(builtins_dir)
  export SBF_BUILTINS
  local link_key; link_key=$( (cat "$toolchain"/{link,exports,lib/llvm.sh}; cat "$(stamp_file linker)"; builtins_key) | hash_of)
  for dir in "${dirs[@]}"; do build_program "$dir" "${options[@]}"; done
}

# build_program DIR [CARGO-OPTION]...
build_program() {
  local dir=$1 so deploy name; shift
  so=$(cd "$dir" && cargo_sbf rustc std,panic_abort --lib --message-format=json-render-diagnostics "$@" \
      -- "-Clink-arg=--sbf-program=$link_key" \
    | python3 "$toolchain/lib/program_artifact.py" "$PWD/Cargo.toml" cdylib .so) \
    || fail "$dir was not built (cargo's message is above)"
  [ -n "$so" ] || fail "$dir builds no program" "its Cargo.toml needs: [lib] crate-type = [\"cdylib\", \"lib\"]"
  # <target>/sbpf-solana-solana/release/libname.so
  deploy=$(dirname "$(dirname "$(dirname "$so")")")/deploy
  name=$(basename "$so"); name=${name#lib}
  mkdir -p "$deploy"
  # In one rename: a test that is running reads the old program or the new one. An unchanged program
  # keeps its time.
  if ! cmp -s "$so" "$deploy/$name"; then
    cp "$so" "$deploy/.$name.$$"
    mv "$deploy/.$name.$$" "$deploy/$name"
  fi
  printf '%9d bytes  %s\n' "$(stat -c %s "$deploy/$name")" "$deploy/$name"
}

# cargo_sbf COMMAND STD-CRATES [ARGUMENT]...: cargo for the Solana VM.
#
# - RUSTC_BOOTSTRAP lets a stable compiler build its own library for a target it does not know, from the
#   sources at __CARGO_TESTS_ONLY_SRC_ROOT.
# - std is built for the zkvm port (one thread, no operating system); the crates see Solana.
# - __CARGO_DEFAULT_LIB_METADATA gives every variant of a program its own file. Otherwise a program and
#   the same program as another one's library (feature no-entrypoint) overwrite each other's .so, and
#   cargo compiles both again in every build.
cargo_sbf() {
  env -u CARGO_ENCODED_RUSTFLAGS \
    __CARGO_TESTS_ONLY_SRC_ROOT="$(library_dir)" RUSTC_BOOTSTRAP=1 RUSTC_BOOTSTRAP_SYNTHETIC_TARGET=1 \
    __CARGO_DEFAULT_LIB_METADATA=sbf SBF_HOME="$sbf_home" \
    RUSTFLAGS="--cfg target_os=\"solana\" -Aexplicit_builtin_cfgs_in_flags -Aunexpected_cfgs \
-Zunstable-options -Cpanic=immediate-abort -Crelocation-model=static -Clinker=$toolchain/link" \
    cargo "$1" --release --target "$toolchain/sbpf-solana-solana.json" -Zjson-target-spec \
    -Zbuild-std="$2" -Zbuild-std-features=optimize_for_size "${@:3}"
}
