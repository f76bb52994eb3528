#!/usr/bin/env bash
# Installs other readers of archives that tests/warc/test_warc_tools.py holds `tamis warc` against,
# into .cache/warc-peers. Without them those tests are skipped.
# Usage: scripts/warc_peers.sh
set -euo pipefail

folder="$(cd "$(dirname "$0")/.." && pwd)/.cache/warc-peers"
[ -x "$folder/bin/cdxj-indexer" ] && exit 0
python3 -m venv "$folder"
"$folder/bin/pip" install -q cdxj-indexer==1.5.0 warcio==1.8.1 surt==0.3.1 FastWARC==2.0.1
