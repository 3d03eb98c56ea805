# Where things are, how they are recorded as finished and how they fail. Sourced by ../sbf, which
# sets $toolchain.

sbf_home=${SBF_HOME:-$HOME/.cache/sbf-tools}
linker_version=0.2.6
llvm_major=23          # the LLVM that sbpf-linker $linker_version is written for
disk_needed_mb=2048    # peak of a first setup: packages, unpacked LLVM, the linker's own build

say() { printf 'sbf: %s\n' "$*" >&2; }

# fail MESSAGE [HINT]...: ends the run with what went wrong and what to do about it.
fail() {
  printf 'sbf: error: %s\n' "$1" >&2
  shift
  if [ $# -gt 0 ]; then printf '     %s\n' "$@" >&2; fi
  exit 1
}

# need COMMAND HINT
need() {
  command -v "$1" >/dev/null 2>&1 || fail "the command '$1' is missing" "$2"
}

# 1.95.0 of the compiler that cargo will use here.
rust_release() { rustc -V | sed -E 's/^rustc ([0-9]+\.[0-9]+\.[0-9]+).*/\1/'; }
rust_minor() { rust_release | cut -d. -f1,2; }

hash_of() { sha256sum | cut -d' ' -f1; }

# One hash for the names and contents of all files below a folder.
tree_hash() {
  (cd "$1" && find . -type f ! -name .ready -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | hash_of)
}

# A stamp is written as the last act of a step, in one rename: without it the step is not done,
# whatever files lie around. It records what the step was made from and what came out.
stamp_file() { printf '%s/stamps/%s' "$sbf_home" "$1"; }
stamp_write() {
  local file; file=$(stamp_file "$1"); shift
  mkdir -p "${file%/*}"
  printf '%s\n' "$@" >"$file.new"
  mv "$file.new" "$file"
}
# stamp_get STEP KEY: the recorded value, or nothing.
stamp_get() {
  local file; file=$(stamp_file "$1")
  if [ -e "$file" ]; then sed -n "s/^$2=//p" "$file"; fi
}

# A clean folder for a step to work in, on the same file system as its final place, so that what is
# finished can be put in place by a rename.
fresh_work() {
  local dir=$sbf_home/work/$1
  rm -rf "$dir"
  mkdir -p "$dir"
  printf '%s' "$dir"
}
# put_in_place FROM TO: a reader sees the old folder or the new one, never a mixture.
put_in_place() {
  rm -rf "$2.old"
  if [ -e "$2" ]; then mv "$2" "$2.old"; fi
  mv "$1" "$2"
  rm -rf "$2.old"
}

check_disk() {
  local free; free=$(df -Pm "$sbf_home" | awk 'NR == 2 { print $4 }')
  [ "$free" -ge "$disk_needed_mb" ] || fail \
    "$sbf_home has $free MB free, setup needs $disk_needed_mb MB" \
    "free some space, or set SBF_HOME to a folder on a larger disk"
}
