# shellcheck shell=bash
# Shared by every command: paths, messages and the lock on the cache.
# Works with bash 3.2, the version that macOS has.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

# Everything that is installed or written is below this folder. Moving it or the project
# rebuilds its contents.
CACHE=${OCCUSPACE_CACHE_DIR:-$ROOT/.cache}
mkdir -p "$CACHE"
CACHE=$(cd "$CACHE" && pwd -P)

# Every process compiles thousands of modules again where bytecode is not written.
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX=$CACHE/bytecode

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "Error: $*"
  exit 1
}

# Prevents two commands from setting up at the same time. flock releases the lock when
# its process ends.
lock_cache() {
  if command -v flock >/dev/null; then
    exec 9>"$CACHE/lock"
    flock -n 9 || {
      say "Waiting for another command that is setting up"
      flock 9
    }
    return
  fi
  local owner announced=""
  until ln -s "$$" "$CACHE/lock.pid" 2>/dev/null; do
    owner=$(readlink "$CACHE/lock.pid" || true)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -f "$CACHE/lock.pid"
    else
      [ -n "$announced" ] || say "Waiting for another command that is setting up"
      announced=1
      sleep 1
    fi
  done
  trap 'rm -f "$CACHE/lock.pid"' EXIT
}

unlock_cache() {
  if command -v flock >/dev/null; then
    exec 9>&-
  else
    rm -f "$CACHE/lock.pid"
    trap - EXIT
  fi
}
