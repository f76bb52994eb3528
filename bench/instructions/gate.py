"""Holds the instructions of a run to a floor: clocks of shared machines are noisy, counts are not.

Usage: gate.py [--tamis build/release/tamis] [--update] [--keep FILE]
Runs `tamis run` with one thread over made pages (bench/crawl/synthetic.py) under valgrind's
callgrind, and prints instructions a page and a byte, by stage. Fails when the whole run or parsing
takes over 3 % more than floors.json says for this compiler, C library and valgrind; says so when
the floor can be lowered. --update writes the floor; --keep saves callgrind's output, for
callgrind_annotate. Counts include what libraries do (inflate, language).

Skipped, with exit code 77 and one line why: no valgrind, no AVX2, a binary that is missing or
older than the sources, or no floor for these versions.
"""
import argparse
import hashlib
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FLOORS = HERE / "floors.json"
PAGES = 120
TOLERANCE = 0.03
SKIPPED = 77
GATED = ["whole run", "parse"]

# Functions that hold a stage, whoever calls them. Some stand inside another.
STAGES = {
    "records": "tamis::warc::RecordReader::Next(",
    "http": "tamis::warc::HttpReader::Parse(",
    "decode": "tamis::pipeline::DecodeStage::Decode(",
    "parse": "tamis::pipeline::ParseStage::Parse(",
    "metadata": "tamis::metadata::MetadataReader::Read(",
    "blocks": "tamis::extract::BlockBuilder::Build(",
    "features": "tamis::extract::FeatureExtractor::Read(",
    "decide": "tamis::extract::Decider::Decide(",
    "  of this: model": "tamis::extract::BlockModel::Score(",
    "posts": "tamis::extract::PostFinder::Find(",
    "state, rights": "tamis::judge::PageJudge::Judge(",
    "compose": "tamis::document::Composer::Compose(",
    "  of this: language": "tamis::text::LanguageIdentifier::Identify(",
    "  of this: signals": "tamis::text::SignalReader::Read(",
    "  of this: personal data": "tamis::text::FindPii(",
    "row": "tamis::document::AppendRow(",
    "compress rows": "Compressor::AppendMember(",
}


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def check_binary(tamis):
    if not tamis.exists():
        skip(f"{tamis} is not built (scripts/build.sh)")
    built = tamis.stat().st_mtime
    for folder in ("src", "cli", "include", "cmake"):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file() and not file.name.endswith("_test.cc") and file.stat().st_mtime > built:
                skip(f"{tamis} is older than {file.relative_to(ROOT)} (scripts/build.sh)")


def versions(tamis):
    """What decides the count besides our sources: compiler, C library, valgrind."""
    data = tamis.read_bytes()
    clang = re.findall(rb"clang version ([\d.]+)", data)
    gcc = re.findall(rb"GCC: \([^)]*\) ([\d.]+)", data)
    compiler = f"clang {clang[0].decode()}" if clang else f"gcc {max(gcc, default=b'?').decode()}"
    valgrind = subprocess.run(["valgrind", "--version"], check=True, capture_output=True, text=True).stdout.strip()
    return f"{compiler}, {' '.join(platform.libc_ver())}, {valgrind}, {platform.machine()}"


def same_versions(key, other):
    return key.partition(", input")[0] == other.partition(", input")[0]


def count(tamis, crawl, folder, profile):
    env = {"PATH": os.environ["PATH"], "TAMIS_KERNEL": "avx2", "LC_ALL": "C"}
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}", tamis, "run", crawl, "-o", folder / "out", "--threads", "1", "--quiet"]
    done = subprocess.run([str(word) for word in command], env=env, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(str(word) for word in command)}\n{done.stderr}")


def inclusive_costs(profile):
    """Instructions of each function with what it calls, by name, from callgrind's output.
    https://valgrind.org/docs/manual/cl-format.html"""
    names, costs, current, total = {}, {}, None, 0
    with open(profile, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            key, _, value = line.rstrip("\n").partition("=")
            if key in ("fn", "cfn"):
                number, _, name = value.partition(" ")
                if name:
                    names[number] = name
                if key == "fn":
                    current = number
            elif line[0] in "0123456789+-*":
                costs[current] = costs.get(current, 0) + int(line.split()[1])
            elif line.startswith("totals:"):
                total = int(line.split()[1])
    by_name = {}
    for number, cost in costs.items():
        by_name[names.get(number, "")] = by_name.get(names.get(number, ""), 0) + cost
    return total, by_name


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tamis", type=pathlib.Path, default=ROOT / "build" / "release" / "tamis")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--keep", type=pathlib.Path, metavar="FILE")
    args = parser.parse_args()
    if shutil.which("valgrind") is None:
        skip("there is no valgrind (scripts/deps.sh --dev)")
    if "avx2" not in pathlib.Path("/proc/cpuinfo").read_text():
        skip("this machine has no AVX2")
    check_binary(args.tamis)
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    with tempfile.TemporaryDirectory(prefix="tamis-instructions-") as scratch:
        folder = pathlib.Path(scratch)
        crawl, profile = folder / "crawl.warc.gz", args.keep.resolve() if args.keep else folder / "callgrind.out"
        subprocess.run([sys.executable, ROOT / "bench" / "crawl" / "make_crawl.py", crawl, "--synthetic", str(PAGES)], check=True)
        digest = hashlib.sha256(crawl.read_bytes()).hexdigest()[:16]
        key = f"{versions(args.tamis)}, input {digest}"
        if key not in floors and not args.update:
            if any(same_versions(key, other) for other in floors):
                sys.exit(f"FAILED: the input is another one than that of floors.json (now {digest}); if that is meant: gate.py --update")
            skip(f"floors.json has no floor for {key} (--update sets one)")
        count(args.tamis.resolve(), crawl.name, folder, profile)
        total, by_name = inclusive_costs(profile)
    counts = {"whole run": total}
    for stage, function in STAGES.items():
        counts[stage] = sum(cost for name, cost in by_name.items() if function in name and "'2" not in name)
    return report(counts, floors, key, args.update)


def report(counts, floors, key, update):
    floor = floors.get(key, {})
    print(f"{key}\n{'stage':26} {'instructions a page':>20} {'floor':>12} {'change':>8}")
    for stage, value in counts.items():
        before = floor.get(stage, 0)
        change = f"{100 * (value / before - 1):+.1f} %" if before else ""
        print(f"{stage:26} {value // PAGES:20,} {before // PAGES:12,} {change:>8}")
    gone = [stage for stage in GATED if counts[stage] == 0]
    for stage in gone:
        print(f"FAILED: {stage} has no function any more; name it in STAGES")
    if gone:
        return 1
    if update:
        floors = {key: counts} | {other: value for other, value in floors.items() if not same_versions(key, other)}
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n")
        print("the floor is set")
        return 0
    worse = [stage for stage in GATED if counts[stage] > floor[stage] * (1 + TOLERANCE)]
    for stage in worse:
        print(f"FAILED: {stage} takes over {TOLERANCE:.0%} more instructions than its floor; if that is meant: gate.py --update")
    if not worse and counts["whole run"] < floor["whole run"] * (1 - TOLERANCE):
        print("the floor can be lowered: gate.py --update")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
