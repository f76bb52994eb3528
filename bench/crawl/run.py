"""Times the main job against peers in the same run, one after another in every round.

Usage: run.py [--rounds 5] [--threads 1] [--tamis build/release/tamis] [--tools build/bench]
              [--data ../shared/data] [--trafilatura STEP] [--two-threads] [NAME...]
The crawl: all sets of the data folder, with content codings mixed as in the wild (make_crawl.py);
with NAMEs those sets, as they are; without the folder made pages. Prints CPU seconds (user +
system, children included; the start of a Python interpreter, imports included, is taken off the
peers), median and spread, peak memory, and ratios. Clocks of shared machines are noisy: only
ratios mean anything. trafilatura is asked for every STEPth page alone (default 40, 0: not at
all), and timed without reading. The peers write plain JSONL or nothing; `tamis run` compresses its
rows unless told not to, so both are timed. gunzip is what libdeflate takes to decompress the crawl's members,
the limit (build/bench/gunzip_limit, of the preset `bench`). --two-threads adds a line for two
threads. Installs the pinned peers (requirements.txt) into build/bench/venv on first use.
"""
import argparse
import pathlib
import shutil
import statistics
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402

PEER = "FastWARC + Resiliparse"
PLAIN_ROWS = "tamis run, rows not gzipped"


class System:
    """A program that takes part, and what it took."""

    def __init__(self, name, command, idle=0.0, times_itself=False):
        self.name, self.command, self.idle, self.times_itself = name, [str(word) for word in command], idle, times_itself
        self.pages = None  # that it worked on, as far as it says so
        self.cpu, self.wall, self.peak = [], [], 0

    def run(self):
        cpu, wall, peak, printed = harness.measure(self.command)
        if self.times_itself or self.name == PEER:
            self.pages = int(printed.split()[0])
        self.cpu.append(float(printed.split()[1]) if self.times_itself else cpu - self.idle)
        self.wall.append(wall)
        self.peak = max(self.peak, peak)


def systems(args, crawl, python):
    out = harness.WORK / "out"

    def tamis(threads, *more):
        return [args.tamis, "run", crawl, "-o", out, "--overwrite", "--threads", threads, "--quiet", *more]

    yield System("tamis run", tamis(args.threads))
    if "--compression" in harness.measure([args.tamis, "run", "--help"])[3]:
        yield System(PLAIN_ROWS, tamis(args.threads, "--compression", "none"))
    if args.two_threads:
        yield System("tamis run, 2 threads", tamis(2))
    yield System(PEER, [python, HERE / "peer_resiliparse.py", crawl, harness.WORK / "peer.jsonl"],
                 harness.start_time(python, "fastwarc.warc, resiliparse.extract.html2text"))
    limit = args.tools / "gunzip_limit"
    if limit.exists():
        yield System("gunzip (libdeflate)", [limit, crawl])
    else:
        print(f"left out: {limit} is not built (scripts/build.sh bench)")
    if args.trafilatura:
        yield System(f"trafilatura, 1 of {args.trafilatura} pages",
                     [python, HERE / "peer_trafilatura.py", crawl, args.trafilatura], times_itself=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--tamis", default=str(harness.ROOT / "build" / "release" / "tamis"))
    parser.add_argument("--tools", type=pathlib.Path, default=harness.WORK)
    parser.add_argument("--data", type=pathlib.Path, default=harness.DATA)
    parser.add_argument("--trafilatura", type=int, default=40, metavar="STEP")
    parser.add_argument("--two-threads", action="store_true")
    args = parser.parse_args()
    crawl = harness.crawl(args.names, args.data)
    python = harness.peers()
    taking_part = list(systems(args, crawl, python))
    print(f"{crawl.name}: {crawl.stat().st_size / 1e6:.1f} MB compressed, {args.rounds} rounds, CPU seconds")
    for number in range(args.rounds):
        for system in taking_part:
            shutil.rmtree(harness.WORK / "out", ignore_errors=True)
            system.run()
        print(f"  round {number + 1}: " + "   ".join(f"{s.name} {s.cpu[-1]:.2f}" for s in taking_part), flush=True)
    peer = next(system for system in taking_part if system.name == PEER)
    ours = statistics.median(taking_part[0].cpu) / peer.pages
    print(f"\n{peer.pages} pages\n{'ms of CPU a page':28} {'median (least to most)':24} {'times tamis':>11} {'wall s':>8} {'peak MB':>8}")
    for system in taking_part:
        a_page = [1e3 * cpu / (system.pages or peer.pages) for cpu in system.cpu]
        print(f"{system.name:28} {harness.spread(a_page):24} {statistics.median(a_page) / 1e3 / ours:11.2f} "
              f"{statistics.median(system.wall):8.2f} {system.peak:8.0f}")
    for system in taking_part:
        if system.name in ("tamis run", PLAIN_ROWS):
            print(f"{system.name}: {statistics.median(peer.cpu) / statistics.median(system.cpu):.2f} x {PEER}")


if __name__ == "__main__":
    main()
