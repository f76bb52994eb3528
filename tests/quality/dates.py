"""Measures the date_published that `tamis run` writes against htmldate's evaluation pages.

Usage: dates.py TAMIS SHARED_DIR [--check] [--sources]
Runs the main job over htmldate-a and compares days. Pages whose gold is NaN (nobody found a date)
are left out: an answer there is neither right nor wrong. P: share of the answers that are right;
R: share of the gold's dates that are answered rightly; F1 of the two. --sources: the same for each
source that answers. --check fails when F1 lies under FLOOR.

The trees of src/metadata/fields/date_model.inc are fitted on these pages, too: the figure is in
sample. training/fit_metadata.py prints the one of folds by host.
"""
import argparse
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

NAME = "htmldate-a"
FLOOR = 0.938
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_gold(path):
    """The day of each record that has one."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["record_id"]: row["date"][:10] for row in rows if isinstance(row["date"], str) and DAY.match(row["date"])}


def run(tamis, warc):
    """(day or "", source) of each record of the corpus; pages put aside as removed answer nothing."""
    answers = {}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([tamis, "run", str(warc), "-o", f"{folder}/corpus", "--quiet"], check=True)
        for path in sorted(pathlib.Path(folder).glob("corpus/documents/*.jsonl.gz")):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for row in map(json.loads, lines):
                    answers[row["warc_record_id"]] = (row["date_published"] or "")[:10], row["date_published_source"] or "none"
    return answers


def figures(right, answered, wanted):
    precision, recall = right / max(answered, 1), right / max(wanted, 1)
    f1 = 2 * right / max(answered + wanted, 1)
    return f"P {precision:.4f} R {recall:.4f} F1 {f1:.4f} ({right} right of {answered} answers, {wanted} wanted)", f1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tamis")
    parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--sources", action="store_true")
    args = parser.parse_args()
    gold = read_gold(args.shared / "data" / f"{NAME}.gold.jsonl.gz")
    answers = run(args.tamis, args.shared / "data" / f"{NAME}.warc.zst")
    right, given = collections.Counter(), collections.Counter()
    for record, day in gold.items():
        answer, source = answers.get(record, ("", "none"))
        given[source] += bool(answer)
        right[source] += answer == day
    line, f1 = figures(right.total(), given.total(), len(gold))
    print(f"{NAME} {line}")
    if args.sources:
        for source, count in given.most_common():
            print(f"  {source:32} {right[source]} right of {count}")
    if args.check and f1 < FLOOR:
        print(f"F1 lies under {FLOOR}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
