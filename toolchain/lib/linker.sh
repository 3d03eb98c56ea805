# Step "linker": sbpf-linker, which turns LLVM bitcode into a program the Solana VM loads. It comes
# from the Rust registry, whose checksums cargo verifies (--locked: also those of its dependencies).

linker_binary=$sbf_home/bin/sbpf-linker

linker_run() { llvm_load "$linker_binary" "$@"; }
linker_reported() { linker_run --version 2>/dev/null | sed -nE 's/^sbpf-linker ([0-9.]+)$/\1/p'; }

linker_problem() {
  if [ ! -x "$linker_binary" ]; then echo "not installed"
  elif [ ! -e "$(stamp_file linker)" ]; then echo "left unfinished, or never verified"
  elif [ "$(stamp_get linker version)" != "$linker_version" ]; then echo "another version ($(stamp_get linker version))"
  elif [ "${1-}" = deep ]; then
    if [ "$(stamp_get linker content)" != "$(hash_of <"$linker_binary")" ]; then echo "$linker_binary changed since setup"
    elif ! linker_links; then echo "it does not link a trivial program"; fi
  fi
}

# `--version` alone would not load LLVM: link the smallest program there is.
linker_links() {
  local work status=0; work=$(fresh_work probe)
  printf 'target triple = "bpfel"\ndefine i64 @entrypoint(ptr %%input) {\n  ret i64 0\n}\n' >"$work/probe.ll"
  { llvm_run llvm-as "$work/probe.ll" -o "$work/probe.bc" \
      && linker_run --arch=v3 --deploy=false --llvm-args=-bpf-stack-size=4096 --export=entrypoint \
        -o "$work/probe.so" "$work/probe.bc" \
      && [ "$(head -c 4 "$work/probe.so")" = $'\x7fELF' ]; } >"$work/messages" 2>&1 || status=1
  if [ $status -eq 0 ]; then rm -rf "$work"; fi
  return $status
}

linker_install() {
  if [ -x "$linker_binary" ] && [ "$(linker_reported)" = "$linker_version" ] && linker_links; then
    say "linker: an earlier setup's sbpf-linker $linker_version links, kept"
  else
    need cc "install a C compiler (on Debian: the package gcc)"
    rm -f "$(stamp_file linker)" "$linker_binary"
    say "compiling sbpf-linker $linker_version (a few minutes)"
    # The build folder outlives an interrupted run, so the next one continues from it. RUSTFLAGS and
    # friends are meant for programs, not for this tool.
    (cd "$sbf_home" && env -u RUSTFLAGS -u CARGO_ENCODED_RUSTFLAGS -u CARGO_BUILD_TARGET \
      CARGO_TARGET_DIR="$sbf_home/work/linker" \
      cargo install --quiet --locked --force --root "$sbf_home" sbpf-linker --version "=$linker_version" 9>&-) \
      || fail "sbpf-linker $linker_version could not be installed (cargo's message is above)" \
        "is the network up, and is the Rust registry within reach?"
    [ "$(linker_reported)" = "$linker_version" ] && linker_links \
      || fail "the new sbpf-linker does not link a trivial program" "$(cat "$sbf_home/work/probe/messages" 2>/dev/null)"
    rm -rf "$sbf_home/work/linker"
  fi
  stamp_write linker "version=$linker_version" "content=$(hash_of <"$linker_binary")"
}
