"""Times reading archives, record by record, against FastWARC in the same run, interleaved.

Usage: read.py [--rounds 7] [--tool build/bench/records_tool] [--data ../shared/data] [NAME]
NAME is a crawl in the data folder (default: wcxb-a); without that folder pages are made. Reads it
as a gzip member per record and as one gzip member of all. Prints megabytes of decompressed WARC a
CPU second (user + system; without the start of the Python interpreter).
"""
import argparse
import gzip
import pathlib
import statistics
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="?", default="wcxb-a")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--tool", default=str(harness.ROOT / "build" / "bench" / "records_tool"))
    parser.add_argument("--data", type=pathlib.Path, default=harness.DATA)
    args = parser.parse_args()
    members = harness.crawl([args.name], args.data)
    plain = gzip.decompress(members.read_bytes())
    whole = members.with_suffix("").with_suffix(".whole.warc.gz")
    if not whole.exists():
        whole.write_bytes(gzip.compress(plain, 6))
    python = harness.peers()
    start = harness.start_time(python, "fastwarc.warc")
    for crawl in (members, whole):
        systems = {"tamis": ([args.tool, "--quiet", str(crawl)], 0.0),
                   "FastWARC": ([python, str(HERE / "peer_read.py"), str(crawl)], start)}
        speeds = {name: [] for name in systems}
        for _ in range(args.rounds):
            for name, (command, idle) in systems.items():
                speeds[name].append(len(plain) / 1e6 / (harness.measure(command)[0] - idle))
        ours, peer = (statistics.median(speeds[name]) for name in systems)
        print(f"{crawl.name}: tamis {ours:.0f} MB/s, FastWARC {peer:.0f} MB/s, ratio {ours / peer:.2f}")


if __name__ == "__main__":
    main()
