"""Times parsing alone, bytes to tree, against other parsers in the same run, one after another.

Usage: run.py [--rounds 7] [--tools build/bench] [--every 4] [--data ../shared/data]
Pages: every 4th of the crawl of bench/crawl, decoded to UTF-8 once and written to a file that all
read. Peers: lexbor through selectolax (.97 of the C library), html5ever with RcDom
(bench/peers/html5ever, left out without cargo), libxml2 through lxml. Prints MB a CPU second of
the parsing loops alone, median and spread, and ratios; every peer frees its trees, tamis uses its
memory again. The tokenizer is a part of our parser, not a peer.
"""
import argparse
import pathlib
import shutil
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402

LEXBOR = "lexbor (selectolax)"


def html5ever():
    """The Rust peer, built on first use; None without cargo or its crates."""
    folder = harness.BENCH / "peers" / "html5ever"
    target = harness.WORK / "html5ever"
    cargo = shutil.which("cargo")
    if cargo is None:
        print("left out: html5ever, as there is no cargo")
        return None
    built = subprocess.run([cargo, "build", "--release", "--locked", "--quiet", "--manifest-path", folder / "Cargo.toml", "--target-dir", target])
    if built.returncode != 0:
        print("left out: html5ever, as it could not be built")
        return None
    return target / "release" / "html5ever_peer"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--tools", type=pathlib.Path, default=harness.WORK)
    parser.add_argument("--every", type=int, default=4)
    parser.add_argument("--data", type=pathlib.Path, default=harness.DATA)
    args = parser.parse_args()
    tool = str(args.tools / "parse_bench")
    crawl = harness.crawl(data=args.data)
    pages = harness.WORK / f"{crawl.name.split('.')[0]}-every{args.every}.pages"
    if not pages.exists():
        subprocess.run([tool, "--dump", crawl, pages, str(args.every)], check=True)
    python = harness.peers()
    commands = {
        "tamis": [tool, str(pages)],
        "tamis, tokenizer only": [tool, "--tokens", str(pages)],
        LEXBOR: [python, str(HERE / "peer.py"), "selectolax", str(pages)],
        "libxml2 (lxml)": [python, str(HERE / "peer.py"), "lxml", str(pages)],
    }
    rust = html5ever()
    if rust is not None:
        commands["html5ever + RcDom"] = [str(rust), str(pages)]
    speeds = {name: [] for name in commands}
    for _ in range(args.rounds):
        for name, command in commands.items():
            count, size, seconds = harness.measure(command)[3].split()
            speeds[name].append(int(size) / 1e6 / float(seconds))
    print(f"{count} pages, {int(size) / 1e6:.0f} MB, {args.rounds} rounds\n{'MB a CPU second':24} {'median (least to most)':24} {'of lexbor':>9}")
    for name, values in speeds.items():
        print(f"{name:24} {harness.spread(values):24} {statistics.median(values) / statistics.median(speeds[LEXBOR]):9.2f}")


if __name__ == "__main__":
    main()
