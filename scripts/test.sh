#!/usr/bin/env bash
# From a fresh clone to all tests passed.
# Usage: scripts/test.sh [--sanitizers]     --sanitizers runs them under ASan and UBSan as well
set -euo pipefail
cd "$(dirname "$0")/.."
sanitizers=${1:-}
scripts/deps.sh
scripts/arrow.sh --readers  # the tools that tests/schemas has read our files

step() { echo; echo "== $*"; }

step "build (warnings are errors)"
scripts/build.sh dev
scripts/build.sh release

step "tests"
ctest --preset dev -j "$(nproc)"

if [ "$sanitizers" = --sanitizers ]; then
  step "tests under address and undefined-behaviour sanitizers"
  scripts/build.sh asan
  ctest --preset asan -j "$(nproc)"
fi
