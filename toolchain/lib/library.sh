# Step "library": the Rust library sources of this very compiler, adapted to the Solana VM. They come
# from Debian's rust-src, the one place where a package archive carries them apart from rustup's.

library_dir() { printf '%s/library-%s' "$sbf_home" "$(rust_minor)"; }
library_stamp() { printf 'library-%s' "$(rust_minor)"; }
library_recipe() { python3 "$toolchain/lib/patch_library.py" --id; }
library_patched() { python3 "$toolchain/lib/patch_library.py" --check "$(library_dir)" 2>/dev/null; }

library_version() { stamp_get "$(library_stamp)" version; }

# Prints why the step is not done, or nothing. "deep" also compares every file with what was recorded.
library_problem() {
  local stamp; stamp=$(library_stamp)
  if [ ! -d "$(library_dir)" ]; then echo "not installed for Rust $(rust_minor)"
  elif [ ! -e "$(stamp_file "$stamp")" ]; then echo "left unfinished, or never verified"
  elif [ "$(stamp_get "$stamp" recipe)" != "$(library_recipe)" ]; then echo "made with other patches"
  elif [ "${1-}" = deep ] && [ "$(stamp_get "$stamp" content)" != "$(tree_hash "$(library_dir)")" ]; then
    echo "files in $(library_dir) changed since setup"
  fi
}

library_install() {
  if [ ! -e "$(stamp_file "$(library_stamp)")" ] && [ -e "$(library_dir)/.ready" ] && library_patched; then
    say "library: an earlier setup's sources are complete and patched, kept"
    library_record "$(rust_minor) (earlier setup)"
    return
  fi
  debian_prepare
  local release version all; release=$(rust_release)
  all=$(debian_versions rust-src)
  # The same release if there is one, else another patch release of the same version.
  version=$(grep -F "$release+" <<<"$all" | head -n 1 || true)
  [ -n "$version" ] || version=$(grep -E "^${release%.*}\." <<<"$all" | head -n 1 || true)
  [ -n "$version" ] || fail "Debian has no library sources (rust-src) for Rust $release" \
    "it has: $(sed 's/+.*//' <<<"$all" | sort -uV | tr '\n' ' ')" \
    "use one of these compilers, for example: rustup toolchain install $(sed 's/+.*//' <<<"$all" | sort -uV | tail -n 1)"
  rm -f "$(stamp_file "$(library_stamp)")" "$(library_dir)/.ready"
  local work; work=$(fresh_work library)
  debian_fetch "$work" "rust-src=$version" >/dev/null
  python3 "$toolchain/lib/patch_library.py" "$work"/usr/src/rustc-*/library \
    || fail "the patches for the Solana VM do not fit the sources of Rust $version" \
      "lib/patch_library.py has to be extended for this version"
  put_in_place "$work"/usr/src/rustc-*/library "$(library_dir)"
  rm -rf "$work"
  library_record "$version"
}

library_record() {
  stamp_write "$(library_stamp)" "version=$1" "recipe=$(library_recipe)" "content=$(tree_hash "$(library_dir)")"
}
