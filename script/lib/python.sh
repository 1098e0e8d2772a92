# shellcheck shell=bash
# Finds CPython 3.14 (3.14.2 or later): on PATH, else one that uv finds or downloads,
# else Debian's packages, unpacked into the cache.

# Not yet 3.15: several of Home Assistant's pinned libraries have no wheel for it.
PYTHON_OLDEST=3.14.2
PYTHON_WANTED=">=$PYTHON_OLDEST,<3.15"

# Checks an interpreter for the modules that the commands need. _base_executable is the
# real interpreter behind a virtual environment or a pyenv shim.
PYTHON_PROBE='
import ctypes, lzma, sqlite3, ssl, sys, venv
if not (3, 14, 2) <= sys.version_info < (3, 15):
    sys.exit(1)
print(sys._base_executable)
'

UV_PYTHON_INSTALL_DIR=${UV_PYTHON_INSTALL_DIR:-$CACHE/uv-python}
UV_CACHE_DIR=${UV_CACHE_DIR:-$CACHE/uv-cache}
export UV_PYTHON_INSTALL_DIR UV_CACHE_DIR UV_PYTHON_INSTALL_BIN=0

# Prints the real path of a suitable interpreter, else fails.
usable_python() { "$1" -I -c "$PYTHON_PROBE" 2>/dev/null; }

python_on_path() {
  local candidate IFS=$'\n'
  for candidate in $(type -ap python3.14 python3 python || true) \
    "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.14.*/bin/python3.14; do
    usable_python "$candidate" && return
  done
  return 1
}

# The value of one of pip's settings (uv does not read them), or nothing.
pip_setting() {
  local python
  for python in python3 python; do
    "$python" -m pip config get "$1" 2>/dev/null && return
  done
  return 0
}

# Passes the package index and certificate that are configured for pip to uv.
share_pip_settings_with_uv() {
  local value
  if [ -z "${SSL_CERT_FILE:-}" ]; then
    value=${PIP_CERT:-$(pip_setting global.cert)}
    [ -z "$value" ] || export SSL_CERT_FILE="$value"
  fi
  if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then
    value=${PIP_INDEX_URL:-$(pip_setting global.index-url)}
    [ -z "$value" ] || export UV_DEFAULT_INDEX="$value"
  fi
}

existing_uv() {
  local candidate
  for candidate in "$(command -v uv || true)" "$CACHE/uv/bin/uv"; do
    if [ -n "$candidate" ] && "$candidate" --version >/dev/null 2>&1; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

# Installs uv into the cache with any Python from 3.8 on: the given one or those on PATH.
# shellcheck disable=SC2120  # another file gives one
install_uv() {
  local python uv
  uv=$(grep '^uv==' "$ROOT/requirements/tools.txt")
  say "Installing uv"
  for python in "$@" python3 python; do
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null || continue
    rm -rf "$CACHE/uv" "$CACHE/uv.tmp"
    # Not every system's Python has pip, and not every one can make an environment.
    if "$python" -m pip install -q --disable-pip-version-check --no-cache-dir \
      --target "$CACHE/uv.tmp" "$uv" >"$CACHE/uv.log" 2>&1; then
      mv "$CACHE/uv.tmp" "$CACHE/uv"
    elif "$python" -m venv "$CACHE/uv" >>"$CACHE/uv.log" 2>&1; then
      "$CACHE/uv/bin/python" -m pip install -q --disable-pip-version-check "$uv" \
        >>"$CACHE/uv.log" 2>&1 || true
    fi
    existing_uv && return
  done
  return 1
}

python_of_uv() {
  local uv=$1 python
  python=$("$uv" python find --no-project "$PYTHON_WANTED" 2>/dev/null) || return 1
  usable_python "$python"
}

download_python_with_uv() {
  local uv=$1
  say "Downloading Python 3.14 with uv"
  # Fail fast on a closed network.
  UV_HTTP_TIMEOUT=20 UV_HTTP_RETRIES=1 "$uv" python install "$PYTHON_WANTED" \
    >"$CACHE/uv.log" 2>&1 || return 1
  python_of_uv "$uv"
}

debian_python() {
  local folder=$CACHE/debian-python
  # The interpreter contains its own path: it cannot be moved or copied.
  [ "$(cat "$folder/built-for" 2>/dev/null)" = "$folder" ] || return 1
  usable_python "$folder/usr/bin/python3.14"
}

unpack_debian_python() {
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
  say "Unpacking Debian's packages of Python 3.14 into $CACHE/debian-python"
  "$ROOT/script/lib/debian_python.sh" "$CACHE/debian-python" || return 1
  debian_python
}

# Prints the path of the interpreter.
find_python() {
  local uv
  if [ -n "${OCCUSPACE_PYTHON:-}" ]; then
    usable_python "$OCCUSPACE_PYTHON" ||
      fail "OCCUSPACE_PYTHON=$OCCUSPACE_PYTHON is not a Python $PYTHON_WANTED with ssl, sqlite3, ctypes and lzma"
    return
  fi
  python_on_path && return
  if uv=$(existing_uv); then python_of_uv "$uv" && return; fi
  debian_python && return
  share_pip_settings_with_uv
  # shellcheck disable=SC2119
  if uv=$(existing_uv || install_uv); then
    python_of_uv "$uv" && return
    download_python_with_uv "$uv" && return
    say "uv cannot download Python 3.14 here: trying Debian's packages"
  fi
  unpack_debian_python && return
  fail "no Python $PYTHON_WANTED was found and none could be installed. Install one, or name one: OCCUSPACE_PYTHON=/path/to/python3.14"
}
