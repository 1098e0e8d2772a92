#!/usr/bin/env bash
# Installs Debian's Chromium for the tests in a browser, unless there is one already: the
# one that CHROMIUM names, else the one on PATH.
set -euo pipefail
cd "$(dirname "$0")/../.."
. script/lib/common.sh

if [ -n "${CHROMIUM:-}" ]; then exit; fi
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then exit; fi
done
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null ||
  fail "Chromium is not installed: install it, name it with CHROMIUM, or run this as root"
say "Installing Debian's Chromium"
apt-get -qq update
DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends chromium >/dev/null
command -v chromium >/dev/null || fail "Chromium could not be installed"
