"""Times the main job against FastWARC + Resiliparse in the same run, interleaved.

Usage: run.py [--rounds 5] [--threads 1] [--tamis build/release/tamis] [--data ../shared/data] [NAME...]
NAMEs are crawls in the data folder (default: wcxb-a); without that folder the example crawl is
repeated. Prints CPU seconds (user + system, children included) per round, the median with its
spread, and the ratio. Clocks of shared machines are noisy: only the ratio means anything.
Installs the pinned peers (requirements.txt) into build/bench/venv on first use.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / "build" / "bench"


def peers():
    python = WORK / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", "-r", HERE / "requirements.txt"], check=True)
    return python


def measure(command):
    """Runs a command; returns (CPU seconds, wall seconds, peak MB)."""
    pid = os.posix_spawn(command[0], command, os.environ,
                         file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0),
                                       (os.POSIX_SPAWN_OPEN, 2, str(WORK / "stderr.txt"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)])
    begin = time.monotonic()
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {' '.join(command)}\n{(WORK / 'stderr.txt').read_text()}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begin, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=["wcxb-a"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--tamis", default=str(ROOT / "build" / "release" / "tamis"))
    parser.add_argument("--data", type=pathlib.Path, default=ROOT.parent / "shared" / "data")
    args = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    have_data = args.data.is_dir()
    crawl = WORK / (("-".join(args.names) if have_data else "example") + ".warc.gz")
    if not crawl.exists():
        sources = [str(args.data / f"{name}.warc.zst") for name in args.names] if have_data else []
        subprocess.run([sys.executable, HERE / "make_crawl.py", crawl, *sources], check=True)
    python = str(peers())
    out = WORK / "out"
    systems = {
        "tamis run": [args.tamis, "run", str(crawl), "-o", str(out), "--threads", str(args.threads), "--quiet"],
        "FastWARC + Resiliparse": [python, str(HERE / "peer_resiliparse.py"), str(crawl), str(WORK / "peer.jsonl")],
    }
    figures = {name: [] for name in systems}
    print(f"{crawl.name}: {crawl.stat().st_size / 1e6:.1f} MB compressed, {args.rounds} rounds, CPU seconds")
    for number in range(args.rounds):
        for name, command in systems.items():
            shutil.rmtree(out, ignore_errors=True)
            figures[name].append(measure(command))
        print(f"  round {number + 1}: " + "   ".join(f"{name} {values[-1][0]:.2f}" for name, values in figures.items()), flush=True)
    median = {}
    for name, values in figures.items():
        cpu = [value[0] for value in values]
        median[name] = statistics.median(cpu)
        print(f"{name:24} median {median[name]:.2f} s CPU (min {min(cpu):.2f}, max {max(cpu):.2f}), "
              f"wall {statistics.median(v[1] for v in values):.2f} s, peak {max(v[2] for v in values):.0f} MB")
    print(f"ratio: {median['FastWARC + Resiliparse'] / median['tamis run']:.2f} x FastWARC + Resiliparse")


if __name__ == "__main__":
    main()
