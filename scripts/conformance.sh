#!/bin/sh
# Runs html5lib-tests: conformance.sh DIR, where DIR holds tree-construction/, tokenizer/ and
# encoding/. Prints "tree P/N", "tokenizer P/N", "encoding P/N"; exit 1 when a result differs
# from tests/conformance/known_failures/. Builds what it needs into build/conformance.
set -eu
if [ $# -lt 1 ]; then
  echo "usage: $0 DIR [--list]" >&2
  exit 2
fi
root=$(cd "$(dirname "$0")/.." && pwd)
build=$root/build/conformance
{
  cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DTAMIS_DEVELOPER_MODE=ON
  cmake --build "$build" --target tamis_conformance
} >"${TMPDIR:-/tmp}/tamis-conformance-build.log" 2>&1 || {
  cat "${TMPDIR:-/tmp}/tamis-conformance-build.log" >&2
  exit 1
}
exec "$build/tamis_conformance" "$@"
