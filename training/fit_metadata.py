#!/usr/bin/env python3
"""Fits the trees that tell how likely a candidate is the page's date or title.

Usage: fit_metadata.py {date,title} ROWS GOLD [ROWS GOLD ...] [--write FILE.inc]
  ROWS  JSONL, a page a line: warc_record_id, and dates and titles, lists of [value, source, signs] as
        DateChooser::candidates() and TitleChooser::candidates() give them
  GOLD  rows with record_id, url and date or title; null, NaN or absent: the page has none
The files are src/metadata/fields/{date,title}_model.inc.

Prints, for folds by host, the F1 of the answers and how many pages without gold were given one,
for several thresholds, and how well the probabilities are calibrated. The trees that are written
come from all pages. Needs numpy and lightgbm (requirements.txt).
"""
import argparse
import gzip
import hashlib
import json
import re
from urllib.parse import urlsplit

import lightgbm
import numpy

SIGNS = 64
DEPTH = 3
TREES = 64
FOLDS = 5
PARAMETERS = {"objective": "binary", "num_leaves": 2 ** DEPTH, "max_depth": DEPTH, "learning_rate": 0.1,
              "min_data_in_leaf": 15, "lambda_l2": 2.0, "deterministic": True, "force_row_wise": True,
              "num_threads": 1, "seed": 1, "verbose": -1}


def open_any(path):
    return (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8")


def fold_of(url):
    host = ".".join((urlsplit(url).hostname or "").split(".")[-2:])
    return int(hashlib.md5(host.encode()).hexdigest(), 16) % FOLDS


def normal(field, value):
    if not isinstance(value, str) or value == "NaN":
        return ""
    return value[:10] if field == "date" else " ".join(re.findall(r"\w+", value.lower()))


def read_pages(field, rows_path, gold_path):
    """One (gold value or "", fold, [(value, signs)]) a page."""
    rows = {row["warc_record_id"]: row for row in map(json.loads, open_any(rows_path))}
    pages = []
    for gold in map(json.loads, open_any(gold_path)):
        row = rows.get(gold["record_id"])
        if row is None:
            continue
        candidates = [(normal(field, c[0]), int(c[2])) for c in row[field + "s"]]
        pages.append((normal(field, gold.get(field)), fold_of(gold["url"]), candidates))
    return pages


def matrix(pages):
    x, y, fold = [], [], []
    for gold, k, candidates in pages:
        for value, signs in candidates:
            x.append([signs >> i & 1 for i in range(SIGNS)])
            y.append(value == gold)
            fold.append(k)
    return numpy.array(x, float), numpy.array(y, float), numpy.array(fold)


def train(x, y):
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(x, y), TREES)


def report(name, pages, scores, thresholds=(0.0, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)):
    for threshold in thresholds:
        at = right = wrong = missed = undated = false = 0
        for gold, _, candidates in pages:
            own = scores[at:at + len(candidates)]
            at += len(candidates)
            best = max(range(len(own)), key=lambda i: own[i], default=None)
            answer = candidates[best][0] if best is not None and own[best] >= threshold else ""
            right += bool(gold) and answer == gold
            wrong += bool(answer) and answer != gold
            missed += bool(gold) and answer != gold
            undated += not gold
            false += bool(answer) and not gold
        print(f"{name} threshold {threshold:.2f}: F1 {2 * right / (2 * right + wrong + missed):.4f} right {right} "
              f"wrong {wrong} missed {missed}; answers where gold has none {false} of {undated}")


def calibration(scores, y):
    for low in numpy.arange(0, 1, 0.1):
        part = (scores >= low) & (scores < low + 0.1)
        if part.any():
            print(f"  {low:.1f}..{low + 0.1:.1f}: said {scores[part].mean():.3f} true {y[part].mean():.3f} n {part.sum()}")


def complete(node, depth=0):
    """The splits and leaves of a tree as a complete one of DEPTH levels."""
    if depth == DEPTH:
        return [], [node["leaf_value"]]
    if "leaf_value" in node:
        sign, no, yes = 0, node, node
    else:
        sign, no, yes = node["split_feature"], node["left_child"], node["right_child"]
    (no_levels, no_leaves), (yes_levels, yes_leaves) = complete(no, depth + 1), complete(yes, depth + 1)
    return [[sign]] + [a + b for a, b in zip(no_levels, yes_levels)], no_leaves + yes_leaves


def write(model, path):
    trees = [complete(t["tree_structure"]) for t in model.dump_model()["tree_info"]]
    with open(path, "w", encoding="utf-8") as out:
        out.write("// Made by training/fit_metadata.py. Do not edit.\n\n// clang-format off\n")
        out.write(f"constexpr std::array<SignTree, {len(trees)}> kTrees = {{{{\n")
        for levels, leaves in trees:
            signs = ", ".join(str(s) for level in levels for s in level)
            values = ", ".join(f"{v:.4f}F" for v in leaves)
            out.write(f"    {{{{{signs}}}, {{{values}}}}},\n")
        out.write("}};\n// clang-format on\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("field", choices=["date", "title"])
    parser.add_argument("files", nargs="+", help="ROWS GOLD pairs")
    parser.add_argument("--write", metavar="FILE")
    arguments = parser.parse_args()
    sets = [(gold, read_pages(arguments.field, rows, gold)) for rows, gold in zip(arguments.files[::2], arguments.files[1::2])]
    pages = [page for _, part in sets for page in part]
    x, y, fold = matrix(pages)
    scores = numpy.zeros(len(y))
    for k in range(FOLDS):
        if (fold == k).any():
            scores[fold == k] = train(x[fold != k], y[fold != k]).predict(x[fold == k])
    at = 0
    for name, part in sets:
        count = sum(len(candidates) for _, _, candidates in part)
        report(name.split("/")[-1], part, scores[at:at + count])
        at += count
    print("calibration out of fold")
    calibration(scores, y)
    if arguments.write:
        write(train(x, y), arguments.write)


if __name__ == "__main__":
    main()
