#!/usr/bin/env bash
# Runs html5lib-tests and prints "tree P/N", "tokenizer P/N", "encoding P/N".
# Usage: scripts/conformance.sh DIR [--list]
# DIR holds tree-construction/, tokenizer/ and encoding/; --list shows the failures in full.
# Exit 1 when a result differs from tests/conformance/known_failures/. Builds into build/dev.
set -euo pipefail
if [ $# -lt 1 ]; then
  echo "usage: $0 DIR [--list]" >&2
  exit 2
fi
root=$(cd "$(dirname "$0")/.." && pwd)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { (cd "$root" && cmake --preset dev) && cmake --build "$root/build/dev" --target tamis_conformance; } >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
"$root/build/dev/tamis_conformance" "$@"
