#!/usr/bin/env bash
# Installs what is missing to build, run and test tamis on Debian 12+ or Ubuntu 24.04+.
# Usage: scripts/deps.sh [--test | --dev]
#   --test adds the cross compiler of tests/arm64
#   --dev adds that, the tools to fuzz, format and measure (clang 19), and a browser for the test of the report
# node and npm build the page of `tamis report`; without them all else still builds.
# librocksdb-dev (7.8 or later) is for dedup --index; without it all else still builds.
# Apache Arrow, for Parquet, comes from PyPI: scripts/arrow.sh. Without it all else still builds.
set -euo pipefail

packages=(build-essential cmake ninja-build git ca-certificates python3 python3-venv
          zlib1g-dev libdeflate-dev libzstd-dev libbrotli-dev libssl-dev
          libsimdjson-dev libtbb-dev libtomlplusplus-dev libcli11-dev libcld2-dev librocksdb-dev libgtest-dev cmark-gfm valgrind)
[ "${1:-}" = "--dev" ] && packages+=(clang-19 libclang-rt-19-dev clang-format-19 clang-tidy-19 libbenchmark-dev)
if [[ ! "$(uname -m)" =~ ^(x86_64|amd64)$ ]]; then
  packages+=(libsimde-dev)  # SSE2 by NEON; x86 does without
elif [ -n "${1:-}" ]; then
  packages+=(g++-aarch64-linux-gnu qemu-user-static libsimde-dev googletest)
fi
# Ubuntu has Chromium only as a snap; there the test of the report in a browser is left out.
[ "${1:-}" = "--dev" ] && grep -q '^ID=debian' /etc/os-release 2>/dev/null && packages+=(chromium)
# Debian's npm is 358 packages (150 MB); one from elsewhere, which npm comes with, is as good.
command -v npm >/dev/null || packages+=(nodejs npm)

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "deps.sh: this system has no apt; install by hand: ${packages[*]}" >&2
  exit 1
fi

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
install_packages() {
  [ ${#missing[@]} -eq 0 ] && return
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "deps.sh: not root and no sudo; as root run: apt-get install ${missing[*]}" >&2; exit 1; }
    sudo=(sudo)
  fi
  echo "deps.sh: installing ${missing[*]}" >&2
  "${sudo[@]}" apt-get update -q
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

install_packages
"$(dirname "$0")/arrow.sh" ||
  echo "deps.sh: no Apache Arrow, so --format parquet will not work; all else does" >&2
