#!/usr/bin/env python3
"""tamis dedup-text on text far beyond its memory: is what was planted cut, and nothing else?

  large_text.py TAMIS [--megabytes 500] [--folder DIR]

Writes rows of random words into which passages of a pool are put; of each passage all but the first must go, and
no other word. Then:

  1. with memory for an eighth and a sixteenth of the text, and with plenty: the same bytes, the planted truth,
     at least 10 MB of text a second of CPU, and no more memory than was allowed and the mapped text takes;
  2. interrupted and killed on the way: exit code 130, no half result, and the next run gives the same bytes.

Prints a line for each run; exits with 1 when something does not hold.
"""
import argparse
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

LEAST_SPEED = 10          # MB of text a second of CPU, reading and writing rows and all
OWN_MEMORY = 96 << 20     # of the process, beside --memory and the text: buffers, batches, 16 bytes a row
PASSAGE_WORDS = (60, 400)
ROW_WORDS = (50, 3000)


def make_rows(path, megabytes, rng):
    """The rows, and for each the words that must be left."""
    vocabulary = [f"w{i}" for i in range(200_000)]
    pool = []
    wanted = hashlib.sha256()
    size = planted = 0
    with open(path, "w", encoding="ascii") as out:
        number = 0
        while size < megabytes * 1_000_000:
            words = rng.choices(vocabulary, k=rng.randint(*ROW_WORDS))
            left = words
            if rng.random() < 0.5:
                at = rng.randrange(len(words))
                # Words of its own on both sides, so that the neighbours do not repeat by chance.
                before, behind = words[:at] + [f"b{number}"], [f"e{number}"] + words[at:]
                if not pool or rng.random() < 0.1:
                    pool.append(rng.choices(vocabulary, k=rng.randint(*PASSAGE_WORDS)))
                    words = left = before + pool[-1] + behind
                else:
                    passage = rng.choice(pool)
                    words, left = before + passage + behind, before + behind
                    planted += len(passage)
            text = " ".join(words)
            size += len(text)
            out.write(json.dumps({"id": number, "text": text}) + "\n")
            wanted.update(" ".join(left).encode() + b"\n")
            number += 1
    return size, planted, wanted.hexdigest()


def read_left(folder):
    """What is left of all texts, and a hash of all bytes written."""
    left, data = hashlib.sha256(), hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name.startswith("."):
            continue
        with open(path, "rb") as lines:
            for line in lines:
                data.update(line)
                if path.parent.name == "documents":
                    left.update(json.loads(line)["text"].encode() + b"\n")
    return left.hexdigest(), data.hexdigest()


class Bench:
    def __init__(self, tamis, folder, rows, size):
        self.tamis, self.folder, self.rows, self.size = tamis, folder, rows, size
        self.ok = True

    def require(self, condition, what):
        if not condition:
            print(f"FAILED: {what}")
            self.ok = False

    def start(self, out, memory, threads=2):
        return subprocess.Popen([self.tamis, "dedup-text", self.rows, "-o", out, "--substrings", "--quiet",
                                 "--compression", "none", "--overwrite", "--memory", str(memory),
                                 "--threads", str(threads)])

    def run(self, name, memory):
        out = self.folder / "out"
        start = time.monotonic()
        process = self.start(out, memory)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu = usage.ru_utime + usage.ru_stime
        beside = usage.ru_maxrss * 1024 - self.size
        self.require(process.returncode == 0, f"{name}: exit code {process.returncode}")
        print(f"{name:28} {seconds:6.1f} s {self.size / 1e6 / cpu:6.1f} MB/s of CPU"
              f" {beside / (1 << 20):7.0f} MiB beside the mapped text, {memory >> 20} allowed", flush=True)
        self.require(self.size / 1e6 / cpu >= LEAST_SPEED, f"{name}: slower than {LEAST_SPEED} MB/s")
        self.require(beside <= memory + OWN_MEMORY, f"{name}: too much memory")
        return read_left(out)

    def stop(self, name, after, number):
        """Ends a run on the way; nothing that looks finished is left."""
        out = self.folder / "stopped"
        process = self.start(out, self.size // 8)
        time.sleep(after)
        process.send_signal(number)
        code = process.wait()
        print(f"{name:28} exit code {code}", flush=True)
        self.require(code == (130 if number == signal.SIGINT else -number), f"{name}: exit code {code}")
        self.require(not (out / "summary.json").exists(), f"{name}: a summary is there")
        process = self.start(out, self.size // 8)
        self.require(process.wait() == 0, f"{name}: the next run")
        return read_left(out)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tamis")
    parser.add_argument("--megabytes", type=int, default=500)
    parser.add_argument("--folder", help="for rows and results: three times the text")
    args = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="large-text-", dir=args.folder))
    try:
        rows = folder / "rows.jsonl"
        size, planted, wanted = make_rows(rows, args.megabytes, random.Random(1))
        print(f"{size / 1e6:.0f} MB of text, {planted:,} words to cut", flush=True)
        bench = Bench(args.tamis, folder, rows, size)
        start = time.monotonic()
        first = bench.run("plenty of memory", 4 * size)
        seconds = time.monotonic() - start
        bench.require(first[0] == wanted, "what is left is not what was not planted")
        for part in (8, 16, 64):
            bench.require(bench.run(f"1/{part} of the text", size // part) == first, f"1/{part}: other bytes")
        for name, after, number in (("interrupted, reading", seconds / 10, signal.SIGINT),
                                    ("killed, comparing", seconds / 3, signal.SIGKILL)):
            bench.require(bench.stop(name, after, number) == first, f"{name}: other bytes")
        return 0 if bench.ok else 1
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
