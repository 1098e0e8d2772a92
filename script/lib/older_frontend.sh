#!/usr/bin/env bash
# Prints the folder of a version of Home Assistant's frontend, which is downloaded once.
#   usage: script/lib/older_frontend.sh VERSION
set -euo pipefail
cd "$(dirname "$0")/../.."
. script/lib/common.sh
. script/lib/python.sh
. script/lib/environments.sh

folder=$CACHE/frontend-$1
if [ ! -d "$folder" ]; then
  lock_cache
  share_pip_settings_with_uv
  rm -rf "$folder.tmp"
  install_packages "$(environment_path test)/bin/python" --no-deps --target "$folder.tmp" \
    "home-assistant-frontend==$1" >&2
  rm -rf "$folder"
  mv "$folder.tmp" "$folder"
  unlock_cache
fi
echo "$folder"
