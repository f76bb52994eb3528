#!/usr/bin/env bash
# From a fresh clone to printed documents: installs what is missing, builds, makes the example
# crawl and runs the main job on it.  Usage: scripts/demo.sh
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/deps.sh
scripts/build.sh release
tamis=build/release/tamis
out=build/demo
rm -rf "$out" && mkdir -p "$out"

echo; echo "== a crawl of our own: examples/pages -> $out/example.warc.gz"
python3 examples/make_crawl.py "$out/example.warc.gz"

echo; echo "== tamis run $out/example.warc.gz -o $out/corpus"
"$tamis" run "$out/example.warc.gz" -o "$out/corpus"

echo; echo "== the documents"
python3 scripts/show_rows.py "$out/corpus"

echo; echo "== one page, every block and why: tamis extract --explain"
"$tamis" extract --explain examples/pages/news_article.html | sed -n 1,40p  # reads to the end: no broken pipe
