#!/usr/bin/env bash
# Builds every fuzz target and runs each.  Usage: scripts/fuzz.sh [SECONDS_EACH]   (default 60)
# Findings are left in build/fuzz/findings/TARGET/, the grown corpora in build/fuzz/corpus/TARGET/.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
command -v clang++-19 >/dev/null || { echo "fuzz.sh: needs clang 19; run scripts/deps.sh --dev" >&2; exit 1; }
scripts/build.sh fuzz
status=0
for source in fuzz/*.cc; do
  name=$(basename "$source" .cc)
  corpus=build/fuzz/corpus/$name findings=build/fuzz/findings/$name
  mkdir -p "$corpus" "$findings"
  extra=()
  [ -f "fuzz/$name.dict" ] && extra+=("-dict=fuzz/$name.dict")
  [ -d "fuzz/seeds/$name" ] && extra+=("fuzz/seeds/$name")
  echo "== fuzz_$name, $seconds s"
  "build/fuzz/fuzz_$name" "$corpus" "${extra[@]}" -max_total_time="$seconds" -rss_limit_mb=3000 -timeout=20 \
    -artifact_prefix="$findings/" >"build/fuzz/$name.log" 2>&1 || { status=1; tail -30 "build/fuzz/$name.log"; }
  grep -E '^Done|DONE' "build/fuzz/$name.log" | tail -1 || true
done
exit $status
