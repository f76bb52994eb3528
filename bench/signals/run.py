"""Compares quality signals with DataTrove's, text by text.

Usage: run.py [--pages 1000] [--tamis build/release/tamis] [--data ../shared/data] [--rows ROWS.jsonl] [--show N]

Runs tamis over wcxb-a (or takes rows that were written before), gives the `text` of each row to
DataTrove 0.10.1 (requirements.txt; installed into build/bench/signals-venv on first use), and prints
for every signal how many texts agree, how far the others are apart, and for every filter how often
the verdicts agree. DataTrove takes about 50 ms a text.
"""
import argparse
import collections
import glob
import gzip
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / "build" / "bench"
PYTHON = WORK / "signals-venv" / "bin" / "python"

EXACT = 6e-5  # values are rounded to four decimals in the row


def in_venv():
    """Runs again inside the environment of the peer."""
    try:
        import datatrove  # noqa: F401
        return
    except ImportError:
        pass
    if not PYTHON.exists():
        WORK.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", PYTHON.parents[1]], check=True)
        subprocess.run([PYTHON, "-m", "pip", "-q", "install", "-r", HERE / "requirements.txt"], check=True)
    os.execv(PYTHON, [str(PYTHON), *sys.argv])


def read_rows(args):
    if args.rows:
        with open(args.rows, encoding="utf-8") as lines:
            yield from map(json.loads, lines)
        return
    out = WORK / "signals-corpus"
    source = next(path for suffix in ("warc.zst", "warc") if (path := args.data / f"wcxb-a.{suffix}").exists())
    subprocess.run([args.tamis, "run", source, "-o", out, "--overwrite", "--no-blocks", "--quiet"], check=True)
    for shard in sorted(glob.glob(str(out / "documents" / "*.gz"))):
        with gzip.open(shard, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def ours(quality):
    flat = {}
    for key, value in quality.items():
        if not isinstance(value, dict):
            flat[key] = value
            continue
        flat |= {f"{key}.{name}": inner for name, inner in value.items() if name != "reason"}
    return flat


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--tamis", default=str(ROOT / "build" / "release" / "tamis"))
    parser.add_argument("--data", type=pathlib.Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--rows")
    parser.add_argument("--show", type=int, default=0, help="print the N largest differences of each signal")
    args = parser.parse_args()
    in_venv()
    import peer

    pages = 0
    gaps = collections.defaultdict(list)  # signal -> [(gap relative to the value, ours, theirs, url)]
    same = collections.Counter()
    verdicts = collections.Counter()
    for row in read_rows(args):
        # Its filters are English here, and its stop words with them.
        if not row["text"] or row["language"] != "en":
            continue
        pages += 1
        mine = ours(row["quality"])
        for name, theirs in peer.values(row["text"]).items():
            gap = abs(mine[name] - theirs)
            same[name] += gap < EXACT
            gaps[name].append((gap / max(abs(theirs), 1e-9), mine[name], round(theirs, 4), row["url"]))
        for name, reason in peer.reasons(row["text"]).items():
            verdicts[name, reason == row["quality"][name]["reason"]] += 1
            if reason != row["quality"][name]["reason"]:
                print(f"  {name}: {row['quality'][name]['reason']} here, {reason} there: {row['url']}")
        if pages == args.pages:
            break

    print(f"\n{pages} English texts. Gap: of the values, relative, where they differ.")
    print(f"{'signal':42}{'equal':>8}{'median gap':>12}{'90 %':>9}{'largest':>9}")
    for name, found in gaps.items():
        differ = sorted(gap for gap, mine, theirs, _ in found if abs(mine - theirs) >= EXACT)
        tail = "".join(f"{differ[min(len(differ) - 1, int(len(differ) * q))]:{w}.2%}" for q, w in ((.5, 12), (.9, 9), (1, 9))) if differ else ""
        print(f"{name:42}{same[name] / pages:8.1%}{tail}")
        for gap in sorted(found, reverse=True)[: args.show]:
            print("   ", *gap)
    print()
    for name in peer.FILTERS:
        print(f"{name:42}{verdicts[name, True] / pages:8.1%} verdicts equal")


if __name__ == "__main__":
    main()
