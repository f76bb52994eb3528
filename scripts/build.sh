#!/usr/bin/env bash
# Builds build/release/tamis.  Usage: scripts/build.sh [PRESET]   (default: release)
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-release}
cmake --preset "$preset" >"/tmp/tamis-cmake-$$.log" 2>&1 || { cat "/tmp/tamis-cmake-$$.log" >&2; exit 1; }
rm -f "/tmp/tamis-cmake-$$.log"
cmake --build --preset "$preset"
