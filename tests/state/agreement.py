"""What a second, blind reading of page states (second_reading.tsv) says of labels and judge.

Usage: agreement.py [SDIST]

Without arguments: agreement and Cohen's kappa with labels.tsv, on the pages of pages/ that were
read twice. With SDIST, the path of formasaurus-0.9.0.tar.gz (`pip download --no-deps --no-binary
:all: formasaurus==0.9.0`), also the judge (`tamis`, or the path in TAMIS) against the reading of
80 of its pages, each checked by its sha256. docs/page-state.md says how the reading was made and
what it is worth.
"""
import csv
import hashlib
import json
import math
import os
import pathlib
import subprocess
import sys
import tarfile
from collections import Counter

HERE = pathlib.Path(__file__).parent
TAMIS = os.environ.get("TAMIS", "tamis")


def reading():
    with open(HERE / "second_reading.tsv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def own_labels():
    """{file name: state} of labels.tsv."""
    lines = (HERE / "labels.tsv").read_text(encoding="utf-8").splitlines()
    fields = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {f"{name}.html": state for name, state, _ in fields}


def checked(page, row):
    if hashlib.sha256(page).hexdigest() != row["sha256"]:
        sys.exit(f"{row['page']}: not the page that was read")
    return page


def judged(rows, sdist):
    """The judge's state of each row's page, from the source package at path `sdist`."""
    root = pathlib.Path(sdist).name.removesuffix(".tar.gz")
    states = []
    with tarfile.open(sdist) as archive:
        for row in rows:
            page = archive.extractfile(f"{root}/formasaurus/data/html/{row['page']}").read()
            command = [TAMIS, "extract", "--json", "--url", row["url"], "-"]
            done = subprocess.run(command, input=checked(page, row), stdout=-1, check=True)
            states.append(json.loads(done.stdout)["page_state"])
    return states


def kappa(pairs):
    """Cohen's kappa of pairs of labels; nan when both sides only ever say one and the same."""
    n = len(pairs)
    left, right = (Counter(side) for side in zip(*pairs, strict=True))
    by_chance = sum(left[label] * right[label] for label in left) / n**2
    if by_chance == 1:
        return math.nan
    return (sum(a == b for a, b in pairs) / n - by_chance) / (1 - by_chance)


def interval(hits, n):
    """Wilson's 95 % interval of hits / n."""
    z2 = 1.96**2
    middle = (hits + z2 / 2) / (n + z2)
    half = math.sqrt(z2 * hits * (n - hits) / n + z2**2 / 4) / (n + z2)
    return f"{hits} of {n} ({max(0, middle - half):.2f} to {min(1, middle + half):.2f})"


def report(title, rows, others):
    """Compares the states of `rows` with `others`, in the same order."""
    pairs = [(row["state"], other) for row, other in zip(rows, others, strict=True)]
    same = sum(a == b for a, b in pairs)
    print(f"{title}: {same} of {len(pairs)} alike, kappa {kappa(pairs):.2f}")
    for state in sorted({state for pair in pairs for state in pair}):
        one = [(a == state, b == state) for a, b in pairs]
        both, read, said = (
            sum(a and b for a, b in one), sum(a for a, _ in one), sum(b for _, b in one))
        of_read = f", of those read {interval(both, read)}" if read else ""
        of_said = f", of the other's {interval(both, said)}" if said else ""
        print(f"  {state}: kappa {kappa(one):.2f}{of_read}{of_said}")
    sure = [pair for row, pair in zip(rows, pairs, strict=True) if row["doubtful"] == "no"]
    print(f"  without the doubtful: {sum(a == b for a, b in sure)} of {len(sure)}")
    for row, (read, other) in zip(rows, pairs, strict=True):
        if read != other:
            doubt = ", doubtful" if row["doubtful"] == "yes" else ""
            print(f"  {row['page']}: read {read}{doubt} ({row['note']}), not {other}")


def main():
    rows = reading()
    own = [row for row in rows if row["set"] == "own"]
    for row in own:
        checked((HERE / "pages" / row["page"]).read_bytes(), row)
    labels = own_labels()
    report("second reading and labels.tsv", own, [labels[row["page"]] for row in own])
    if len(sys.argv) > 1:
        real = [row for row in rows if row["set"] == "formasaurus"]
        report("second reading and judge, real pages", real, judged(real, sys.argv[1]))


if __name__ == "__main__":
    main()
