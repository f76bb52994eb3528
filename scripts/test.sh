#!/usr/bin/env bash
# From a fresh clone to all tests passed.
# Usage: scripts/test.sh [--sanitizers]     --sanitizers runs them under ASan and UBSan as well
set -euo pipefail
cd "$(dirname "$0")/.."
sanitizers=${1:-}
scripts/deps.sh --test
# The tools that tests/schemas has read our files; without them those tests skip.
scripts/arrow.sh --readers || echo "test.sh: no DataTrove, DuckDB, ... from PyPI: tests/schemas will skip" >&2

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
