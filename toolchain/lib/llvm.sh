# Step "llvm": LLVM with the C library it was built against, apart from this machine's own. It is
# newer than the machine's C library allows, so its tools are started through its own loader.

llvm_dir=$sbf_home/llvm
llvm_lib=$llvm_dir/usr/lib/x86_64-linux-gnu
llvm_recipe="llvm-$llvm_major"

# llvm_run TOOL ARGUMENT...
llvm_run() { llvm_load "$llvm_dir/usr/lib/llvm-$llvm_major/bin/$1" "${@:2}"; }
# sbpf-linker looks for libLLVM in the folders of LD_LIBRARY_PATH.
llvm_load() { LD_LIBRARY_PATH=$llvm_lib "$llvm_lib/ld-linux-x86-64.so.2" --library-path "$llvm_lib" "$@"; }

llvm_version() { llvm_run llvm-as --version 2>/dev/null | sed -nE 's/.*version ([0-9.]+).*/\1/p'; }

llvm_problem() {
  if [ ! -d "$llvm_dir" ]; then echo "not installed"
  elif [ ! -e "$(stamp_file llvm)" ]; then echo "left unfinished, or never verified"
  elif [ "$(stamp_get llvm recipe)" != "$llvm_recipe" ]; then echo "another version ($(stamp_get llvm recipe))"
  elif [ "${1-}" = deep ]; then
    if [ "$(stamp_get llvm content)" != "$(tree_hash "$llvm_dir")" ]; then echo "files in $llvm_dir changed since setup"
    elif ! llvm_runs; then echo "its programs do not start"; fi
  fi
}

llvm_runs() { [[ "$(llvm_version)" == "$llvm_major".* ]]; }

llvm_install() {
  if [ ! -e "$(stamp_file llvm)" ] && [ -e "$llvm_dir/.ready" ] && llvm_runs; then
    say "llvm: an earlier setup's LLVM runs, kept"
    llvm_record
    return
  fi
  debian_prepare
  # The library with everything it is linked to, and of the tools only the package itself.
  local packages; packages=$(apt_cache depends --recurse --important "libllvm$llvm_major" 2>/dev/null \
    | grep -E '^[a-z0-9]' | sort -u || true)
  [ -n "$packages" ] || fail "the Debian archive has no LLVM $llvm_major (libllvm$llvm_major)" \
    "it has: $(apt_cache pkgnames libllvm | sort -V | tail -n 3 | tr '\n' ' ')" \
    "sbpf-linker $linker_version needs exactly $llvm_major"
  rm -f "$(stamp_file llvm)" "$llvm_dir/.ready"
  local work sums; work=$(fresh_work llvm)
  # shellcheck disable=SC2086  # one package name a word
  sums=$(debian_fetch "$work" "llvm-$llvm_major" $packages)
  put_in_place "$work" "$llvm_dir"
  llvm_runs || fail "the unpacked LLVM $llvm_major does not start" \
    "$(llvm_run llvm-as --version 2>&1 | head -n 1)"
  llvm_record "$sums"
}

# llvm_record [PACKAGE-HASHES]
llvm_record() {
  stamp_write llvm "version=$(llvm_version)" "recipe=$llvm_recipe" "content=$(tree_hash "$llvm_dir")" "${1-}"
}
