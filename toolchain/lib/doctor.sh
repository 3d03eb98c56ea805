# sbf doctor: says what is there. It succeeds if `sbf build` can run.

sbf_doctor() {
  [ $# -eq 0 ] || fail "doctor takes no arguments, got: $*"
  local command step problem bad=0
  echo "cache      $sbf_home$( [ -d "$sbf_home" ] && echo " ($(du -sh "$sbf_home" | cut -f1))")"
  for command in rustc cargo python3 cc flock; do
    if command -v "$command" >/dev/null 2>&1; then
      printf '%-10s %s\n' "$command" "$("$command" --version 2>&1 | head -n 1)"
    else
      printf '%-10s missing\n' "$command"
      # cc and flock serve setup only
      case $command in cc | flock) ;; *) bad=1 ;; esac
    fi
  done
  if [ $bad -eq 0 ]; then
    for step in $setup_steps builtins; do
      problem=$("${step}_problem" deep 2>/dev/null)
      if [ -n "$problem" ]; then bad=1; printf '%-10s PROBLEM: %s\n' "$step" "$problem"
      else printf '%-10s %s\n' "$step" "$(doctor_version "$step")"; fi
    done
  fi
  if [ $bad -ne 0 ]; then echo "not ready: run toolchain/sbf setup"; return 1; fi
  echo "ready"
}

doctor_version() {
  case $1 in
    library) echo "rust-src $(library_version), patched for the Solana VM" ;;
    llvm) echo "LLVM $(llvm_version)" ;;
    linker) echo "sbpf-linker $linker_version, links a trivial program" ;;
    builtins) builtins_dir; echo ;;
  esac
}
