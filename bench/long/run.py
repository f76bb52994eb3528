#!/usr/bin/env python3
"""A large crawl from end to end: memory over time, then the same with kills at random moments.

    bench/long/run.py build/long [--kills 50] [--threads 2] [--tamis build/release/tamis] [TAMIS FLAG...]

FOLDER holds the crawl (bench/long/make_crawl.py). Prints rate, peak memory, and the memory of each tenth of the
run, which shows whether it is flat. With --kills N the run is made once more and killed with SIGKILL N
times on its way; then both corpora are compared, byte for byte.
"""
import argparse
import hashlib
import json
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time


def command(args, out, *more):
    return [args.tamis, "run", args.crawl, "-o", out, "--threads", str(args.threads), *args.flags, *more]


def watched(args, out):
    """Runs to the end; [(share of input, bytes of memory)] and seconds."""
    begin = time.monotonic()
    process = subprocess.Popen(command(args, out, "--progress", "json"), stderr=subprocess.PIPE, text=True)
    seen, last = [], ""
    for line in process.stderr:
        if line.startswith("{"):
            event = json.loads(line)
            seen.append((event["bytes_done"] / event["bytes_total"], event["memory_bytes"]))
        else:
            last += line
    if process.wait() > 1:
        sys.exit(last)
    print(last, end="")
    return seen, time.monotonic() - begin


def digest(folder):
    """{file: hash} of a corpus, without the manifest, which tells of times."""
    out = {}
    for path in sorted(p for p in pathlib.Path(folder).rglob("*") if p.is_file()):
        if path.name == "manifest.jsonl":
            continue
        value = hashlib.sha256()
        with open(path, "rb") as file:
            while piece := file.read(1 << 20):
                value.update(piece)
        out[str(path.relative_to(folder))] = value.hexdigest()
    return out


def killed(args, out, seconds):
    """Runs to the end with args.kills kills on the way, spread over the time that a run takes."""
    rng, kills = random.Random(20261123), 0
    while True:
        process = subprocess.Popen(command(args, out, "-q"), stderr=subprocess.DEVNULL)
        try:
            mean = 2 * seconds / (args.kills + 1)
            process.wait(rng.uniform(0, mean) if kills < args.kills else None)
            return kills
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("crawl", type=pathlib.Path)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--tamis", default="build/release/tamis")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("build/long-out"))
    args, args.flags = parser.parse_known_args()
    shutil.rmtree(args.out, ignore_errors=True)
    size = sum(p.stat().st_size for p in args.crawl.iterdir())
    seen, seconds = watched(args, args.out / "whole")
    print(f"{size / 1e9:.1f} GB in {seconds:.0f} s, {size / 1e6 / seconds:.1f} MB/s; MB of memory, at most, by tenths of the run: ",
          end="")
    print(*(max((m for share, m in seen if tenth / 10 <= share <= (tenth + 1) / 10), default=0) // 1_000_000
            for tenth in range(10)))
    if args.kills:
        kills = killed(args, args.out / "killed", seconds)
        same = digest(args.out / "whole") == digest(args.out / "killed")
        print(f"killed {kills} times: the bytes are " + ("the same" if same else "NOT THE SAME"))
        sys.exit(not same)


if __name__ == "__main__":
    main()
