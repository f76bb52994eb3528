"""What an index of earlier runs costs: adding, comparing new rows with it, bytes on disk, memory.

Usage: index.py [--rows 1000000] [--new 100000] [--words 300] [--threads 1] [--folder DIR]
Rows are made by make_rows (cmake -DTAMIS_BENCH=ON): one of five is an earlier one with some words
replaced, one of twenty a copy; the new ones follow those of the index. Prints a line a command."""
import argparse
import json
import pathlib
import resource
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(name, rows, command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    done = subprocess.run(["/usr/bin/time", "-f", "%M", *map(str, command)], check=True,
                          capture_output=True, text=True)
    seconds = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    megabytes = int(done.stderr.split()[-1]) / 1000
    print(f"{name:34} {rows / cpu:9,.0f} rows a CPU second, {cpu:7.1f} s of CPU, {seconds:7.1f} s, "
          f"peak {megabytes:,.0f} MB", flush=True)
    return done.stdout


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--tamis", default=ROOT / "build/release/tamis")
    arguments.add_argument("--make-rows", default=ROOT / "build/bench/make_rows")
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--new", type=int, default=100_000)
    arguments.add_argument("--words", type=int, default=300)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--folder", type=pathlib.Path)
    args = arguments.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="index-", dir=args.folder))
    old, new, index = folder / "old.jsonl", folder / "new.jsonl", folder / "seen"
    with old.open("wb") as out_old, new.open("wb") as out_new:
        made = subprocess.Popen([args.make_rows, str(args.rows + args.new), str(args.words)],
                                stdout=subprocess.PIPE)
        for number, line in enumerate(made.stdout):
            (out_old if number < args.rows else out_new).write(line)
    common = ["--threads", args.threads, "-q", "--compression", "none"]
    run("index add", args.rows, [args.tamis, "index", "add", index, old, "-q", "--threads",
                                 args.threads])
    info = json.loads(subprocess.check_output([args.tamis, "index", "info", index, "--json"]))
    for part in ("shingle", "key", "document", "history"):
        print(f"  {part:10} {info[part + '_bytes'] / info['documents']:8.1f} bytes a document")
    run("dedup without an index", args.new, [args.tamis, "dedup", new, "-o", folder / "out1", *common])
    run("  --index --index-read-only", args.new, [
        args.tamis, "dedup", new, "-o", folder / "out2", "--index", index, "--index-read-only", *common])
    run("  --index", args.new, [args.tamis, "dedup", new, "-o", folder / "out3", "--index", index,
                                *common])
    run("  --index, the same rows again", args.new, [
        args.tamis, "dedup", new, "-o", folder / "out4", "--index", index, *common])
    for out in ("out2", "out3", "out4"):
        summary = json.loads((folder / out / "summary.json").read_text())
        print(f"  {out}: {summary['removed']:,} removed, {summary['known']:,} for the index, "
              f"{summary['index']['added']:,} added")
    run("index check", args.rows, [args.tamis, "index", "check", index])
    run("index compact", args.rows, [args.tamis, "index", "compact", index])
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
