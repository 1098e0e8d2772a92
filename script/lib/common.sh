# shellcheck shell=bash
# What every command shares: where things are, how it speaks, one at a time.
# Written for bash 3.2, which is what macOS has.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

# Everything that is installed or written lies below this one folder. Neither it
# nor the project can be moved afterwards: what is inside is then built anew.
CACHE=${OCCUSPACE_CACHE_DIR:-$ROOT/.cache}
mkdir -p "$CACHE"
CACHE=$(cd "$CACHE" && pwd -P)

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "Error: $*"
  exit 1
}

# Two commands that set up at once would write into the same folders.
# flock lets go by itself when its process ends, however that happens.
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
