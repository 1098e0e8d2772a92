# shellcheck shell=bash
# The virtual environments: `test` for the tests and linters, `demo` for the real Home
# Assistant. Their packages are in requirements_test.txt and requirements/demo.txt; the
# versions of the dependencies in requirements/constraints_*.txt, which script/lock writes.
# An environment is complete once it has its stamp.

environment_path() { echo "$CACHE/venv-$1"; }

# requirements_test.txt stays at the top, where Home Assistant's tools expect it.
requirements_of() {
  case $1 in
    test) echo "$ROOT/requirements_test.txt" ;;
    *) echo "$ROOT/requirements/$1.txt" ;;
  esac
}

constraints_of() { echo "$ROOT/requirements/constraints_$1.txt"; }

# Prints what an environment is built from: its path, its Python and its requirements.
environment_stamp() {
  local python
  python=$(environment_path "$1")/bin/python
  echo "$python"
  "$python" -I -c 'import ssl, sys; print(sys.version)' 2>/dev/null || return 1
  cat "$(requirements_of "$1")" "$(constraints_of "$1")"
}

environment_is_current() {
  local stamp
  stamp=$(environment_stamp "$1") || return 1
  [ "$(cat "$(environment_path "$1")/stamp" 2>/dev/null)" = "$stamp" ]
}

# Installs packages with uv, or with pip if uv is missing or fails.
install_packages() {
  local python=$1 uv
  shift
  # Home Assistant's Bluetooth libraries would be compiled where they have no
  # wheel; they also run uncompiled, and nothing here uses them.
  export SKIP_CYTHON=1
  # The build tools of the few packages without a wheel.
  export UV_BUILD_CONSTRAINT=$ROOT/requirements/constraints_build.txt
  export PIP_BUILD_CONSTRAINT=$UV_BUILD_CONSTRAINT
  if uv=$(existing_uv); then
    "$uv" pip install -q --python "$python" "$@" && return
    say "Installing the packages with pip instead of uv"
  fi
  "$python" -m pip --version >/dev/null 2>&1 ||
    "$python" -m ensurepip >/dev/null 2>&1 ||
    fail "this Python has no pip, and uv could not be installed"
  "$python" -m pip install -q --disable-pip-version-check "$@"
}

build_environment() {
  local name=$1 path python requirements started=$SECONDS
  path=$(environment_path "$name")
  requirements=$(requirements_of "$name")
  python=$(find_python)
  share_pip_settings_with_uv
  existing_uv >/dev/null || install_uv "$python" >/dev/null || true
  say "Installing ${requirements##*/} into $path (a minute or two)"
  rm -rf "$path"
  "$python" -m venv --without-pip "$path"
  install_packages "$path/bin/python" -r "$requirements" -c "$(constraints_of "$name")"
  environment_stamp "$name" >"$path/stamp.tmp"
  mv "$path/stamp.tmp" "$path/stamp"
  say "Done in $((SECONDS - started)) s"
}

# Makes sure that the named environments are complete.
ensure_environments() {
  local name missing=""
  for name in "$@"; do
    environment_is_current "$name" || missing="$missing $name"
  done
  [ -n "$missing" ] || return 0
  lock_cache
  for name in $missing; do
    environment_is_current "$name" || build_environment "$name"
  done
  unlock_cache
}
