# Packages of newer Debian releases, downloaded and unpacked into the cache and never installed.
# An apt of its own (own sources, lists and cache) reads them, so the system's apt stays as it is.

debian_keyring=/usr/share/keyrings/debian-archive-keyring.gpg

apt_options() {
  printf '%s\n' "Dir::Etc::SourceList=$sbf_home/apt/sources.list" Dir::Etc::SourceParts=/dev/null \
    Dir::Etc::Preferences=/dev/null Dir::Etc::PreferencesParts=/dev/null \
    "Dir::State::Lists=$sbf_home/apt/lists" "Dir::Cache=$sbf_home/apt/cache" \
    "APT::Sandbox::User=$(id -un)" APT::Update::Error-Mode=any Acquire::Retries=3 \
    Acquire::Languages=none Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
    | sed 's/^/-o/'
}
# shellcheck disable=SC2046  # one option a line, none holds a space or a pattern
apt_get() { (IFS=$'\n'; apt-get -qq $(apt_options) "$@"); }
# shellcheck disable=SC2046
apt_cache() { (IFS=$'\n'; apt-cache $(apt_options) "$@"); }

# The Debian archive this machine already uses, from apt's own configuration.
debian_archive() {
  if [ -n "${SBF_DEBIAN_ARCHIVE-}" ]; then printf '%s' "$SBF_DEBIAN_ARCHIVE"; return; fi
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null \
    | grep -E '/debian/?$' | head -n 1 || true
}

debian_prepare() {
  local hint='on other systems use the official Solana tools (cargo build-sbf) instead'
  case $(uname -sm) in
    'Linux x86_64') ;;
    *) fail "setup works on Linux x86_64 only, this is $(uname -sm)" "$hint" ;;
  esac
  local command
  for command in apt-get apt-cache dpkg-deb; do
    command -v "$command" >/dev/null 2>&1 || fail "no $command here: this is not a Debian-like machine" "$hint"
  done
  [ -r "$debian_keyring" ] || fail "$debian_keyring is missing, so downloads cannot be verified" \
    "install the package debian-archive-keyring"
  local archive; archive=$(debian_archive)
  [ -n "$archive" ] || fail "apt's configuration names no Debian archive" \
    "set SBF_DEBIAN_ARCHIVE to the address of one (it ends in /debian)"
  mkdir -p "$sbf_home"/apt/lists/partial "$sbf_home"/apt/cache/archives/partial
  local sources; sources=$(
    for suite in trixie-backports sid; do
      echo "deb [signed-by=$debian_keyring] $archive $suite main"
    done)
  if [ ! -e "$sbf_home/apt/ready" ] || [ "$(cat "$sbf_home/apt/sources.list")" != "$sources" ]; then
    printf '%s\n' "$sources" >"$sbf_home/apt/sources.list"
    debian_update
  fi
}

# Reads the archive's signed indexes. Anything short of all of them is an error: apt would otherwise
# carry on with what it has.
debian_update() {
  say "reading the package indexes of $(debian_archive)"
  rm -f "$sbf_home/apt/ready"
  apt_get update || fail "the package indexes could not be read or verified (apt's message is above)" \
    "is the network up, and does the archive carry trixie-backports and sid?"
  touch "$sbf_home/apt/ready"
}

debian_versions() { apt_cache madison "$1" | awk -F'|' '{ gsub(/ /, "", $2); print $2 }'; }

# debian_fetch INTO PACKAGE[=VERSION]...: downloads, verifies and unpacks below INTO, and prints one
# "file sha256" line for each package. Packages that an interrupted run left are not fetched again.
debian_fetch() {
  local into=$1; shift
  local store=$sbf_home/downloads
  mkdir -p "$store"
  # The archive may have replaced a version since the indexes were read: then read them once more.
  if ! debian_download "$store" "$@"; then
    debian_update
    debian_download "$store" "$@" || fail "could not download: $*" \
      "is the network up? what arrived is kept, running setup again continues"
  fi
  local file sum
  while read -r file _ sum; do
    dpkg-deb -x "$store/$file" "$into" || fail "could not unpack $file" "is the disk full?"
    printf '%s=%s\n' "$file" "$sum"
  done < <(debian_hashes "$@")
  debian_hashes "$@" | while read -r file _; do rm -f "$store/$file"; done
}

# One line for each package: its file, size and SHA-256, from the indexes that the archive's signed
# Release file vouches for.
debian_hashes() {
  apt_get download --print-uris "$@" | sed -nE "s/^'[^']*' ([^ ]+) ([0-9]+) SHA256:([0-9a-f]{64})$/\1 \2 \3/p"
}

debian_download() {
  local store=$1; shift
  local wanted; wanted=$(debian_hashes "$@")
  [ "$(grep -c . <<<"$wanted")" -eq $# ] || return 1
  local missing=() bytes=0 file size sum package
  while read -r file size sum; do
    if ! sha256sum --check --status <<<"$sum  $store/$file" 2>/dev/null; then
      rm -f "$store/$file"
      for package in "$@"; do
        if [ "${package%%=*}" = "${file%%_*}" ]; then missing+=("$package"); fi
      done
      bytes=$((bytes + size))
    fi
  done <<<"$wanted"
  [ ${#missing[@]} -gt 0 ] || return 0
  say "downloading ${#missing[@]} packages, $((bytes / 1000000)) MB"
  (cd "$store" && apt_get download "${missing[@]}") || return 1
  while read -r file _ sum; do
    sha256sum --check --status <<<"$sum  $store/$file" || {
      rm -f "$store/$file"
      fail "$file does not have the SHA-256 that the archive's index gives" \
        "expected $sum; it was removed, running setup again fetches it afresh"
    }
  done <<<"$wanted"
}
