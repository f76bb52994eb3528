#!/usr/bin/env bash
# Prints every table of docs/performance.md.  Usage: scripts/bench.sh [ROUNDS]   (default: 5)
# Takes a few minutes; other work on the machine shifts times, but hardly ratios.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
scripts/deps.sh --dev
scripts/build.sh release
cmake --preset bench >/dev/null
cmake --build --preset bench --target stage_bench parse_bench gunzip_limit

step() { echo; echo "== $*"; }

step "the whole job"
python3 bench/crawl/run.py --rounds "$rounds" --two-threads
step "parsing alone"
python3 bench/parse/run.py --rounds "$rounds"
step "stages"
crawl=build/bench/crawl.warc.gz
[ -e "$crawl" ] || crawl=build/bench/synthetic.warc.gz
build/bench/stage_bench "$crawl" --rounds "$rounds"
step "instructions"
python3 bench/instructions/gate.py || [ $? -eq 77 ]
step "memory"
TAMIS=build/release/tamis python3 tests/allocation/test_memory.py --verbose 2>&1
