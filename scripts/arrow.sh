#!/usr/bin/env bash
# Installs Apache Arrow, which Parquet needs, into .cache/python: the C++ libraries and headers are
# in the pyarrow wheel, and no distribution that we build on packages them. Does nothing when it is
# there, or when the system has Arrow's own package (libparquet-dev).
# Usage: scripts/arrow.sh [--readers]
#   --readers   also the tools that tests/schemas has read our files: DuckDB, DataTrove, trafilatura
#               and Dolma (whose wheels end with Python 3.12, and whose many dependencies its
#               mixer does not need)
set -euo pipefail
cd "$(dirname "$0")/.."

venv=.cache/python
pins=(pyarrow==26.0.1)
if [ "${1:-}" = --readers ]; then
  pins+=(duckdb==2.0.0 datatrove==0.10.1 orjson==3.13.0 zstandard==0.25.0 trafilatura==2.3.1
         lxml_html_clean==0.4.6 msgspec==0.22.0)
elif dpkg-query -W -f='${db:Status-Status}' libparquet-dev 2>/dev/null | grep -qx installed; then
  exit 0
fi

mark=$venv/.installed-$(printf '%s ' "${pins[@]}" | sha256sum | cut -c1-12)
[ -e "$mark" ] && exit 0
echo "arrow.sh: installing ${pins[*]} into $venv" >&2
[ -x $venv/bin/pip ] || python3 -m venv $venv
$venv/bin/pip install -q --disable-pip-version-check --only-binary :all: "${pins[@]}"
if [ "${1:-}" = --readers ]; then
  $venv/bin/pip install -q --disable-pip-version-check --only-binary :all: --no-deps dolma==1.2.1 ||
    echo "arrow.sh: no Dolma for this Python; its test will be skipped" >&2
fi
touch "$mark"
