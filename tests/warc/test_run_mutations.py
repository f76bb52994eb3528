"""tamis run over the damaged archives of test_mutations.py, all of one seed in one run: it ends, the counts add
up, and every undamaged page is a row, in documents/ or in removed/, once.

Usage: test_run_mutations.py [FILES [SEED]]     a failure keeps the folder of its input
"""
import collections
import gzip
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import archives
import test_mutations

ROOT = pathlib.Path(__file__).resolve().parents[2]
TAMIS = os.environ.get("TAMIS") or str(ROOT / "build" / "release" / "tamis")
PAGES = {"response", "resource", "conversion"}


def is_page(record, arc):
    return arc or dict(record.fields)["WARC-Type"] in PAGES


def expected_pages(case):
    """How often each undamaged page stands in the file: {URL: times}."""
    order = case.expected or range(len(case.records))
    return collections.Counter(case.records[i].uri for i in order
                               if i not in case.damaged and is_page(case.records[i], case.how.arc))


def rows(corpus):
    """(file, URL, offset) of every row."""
    for file in sorted(pathlib.Path(corpus).rglob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["warc_filename"], row["url"], row["warc_record_offset"]


def main(files=1000, seed=20261123):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tamis-run-mutations-"))
    cases = {}
    (folder / "in").mkdir()
    for number in range(files):
        case = test_mutations.Case(random.Random(f"{seed}/{number}"))
        name = f"{number:04d}.warc"
        (folder / "in" / name).write_bytes(case.build())
        cases[name] = case
    done = subprocess.run([TAMIS, "run", folder / "in", "-o", folder / "out", "--no-blocks", "--quiet"],
                          capture_output=True, timeout=800)
    # 1: some input was damaged; 126: most were.
    assert done.returncode in (1, 126), (done.returncode, done.stderr[-2000:])
    summary = json.loads((folder / "out" / "summary.json").read_text())
    found = collections.defaultdict(collections.Counter)
    count = 0
    for name, url, _ in rows(folder / "out"):
        found[pathlib.PurePath(name).name][url] += 1
        count += 1
    problems = []
    if summary["records"] != summary["documents"] + summary["removed"] + summary["skipped"]:
        problems.append(f"counts do not add up: {summary}")
    if count != summary["documents"] + summary["removed"]:
        problems.append(f"{count} rows, but {summary['documents']} + {summary['removed']} are counted")
    pages = 0
    for name, case in cases.items():
        expected = expected_pages(case)
        pages += sum(expected.values())
        for url, times in expected.items():
            # Without checksums a copy may have become part of what stands before it.
            fewer = not case.how.checked and case.kind == "mutate_overwrite"
            if found[name][url] != times and not (fewer and found[name][url] == 1):
                problems.append(f"{seed}/{name} {case.kind} {case.form}: {url} gave {found[name][url]} rows, not {times}")
    print(f"{files} files, {pages} undamaged pages, {count} rows, {summary['damaged']} damages, {len(problems)} failures")
    if problems:
        print("\n".join(problems[:20]), f"\nkept: {folder}")
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    if not os.path.exists(TAMIS):
        sys.exit(f"{TAMIS} is missing: build it, or set TAMIS")
    sys.exit(main(*map(int, sys.argv[1:])))
