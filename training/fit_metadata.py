#!/usr/bin/env python3
"""Fits the trees that tell how likely a candidate is the page's title, authors or date.

Usage: fit_metadata.py METADATA_ROWS DATA_DIR [--write REPO_ROOT] [--field {title,author,date}]
  METADATA_ROWS  build/dev/tamis_metadata_rows
  DATA_DIR       folder with NAME.warc.zst and NAME.gold.jsonl.gz for the sets below
Writes src/metadata/fields/{title,author,date}_model.inc. Titles and authors are learned from wcxb-a,
dates from wcxb-a and htmldate-a. A minute and half a GB; needs numpy and lightgbm (requirements.txt) and the zstd command.

Prints, for folds by host, the F1 of the answers and how many pages without gold were given one,
for several thresholds, and how well the probabilities are calibrated. The trees that are written
come from all pages. The engine's own figures: tests/quality/gate.py and tests/quality/dates.py.
"""
import argparse
import gzip
import json
import pathlib
import re
import subprocess

import lightgbm
import numpy

from fit_scores import host_fold, read_responses

SETS = {"title": ("wcxb-a",), "author": ("wcxb-a",), "date": ("wcxb-a", "htmldate-a")}
SIGNS = 64
DEPTH = 5  # as kSignDepth of sign_forest.h
TREES = 64
FOLDS = 5
# As in dates.cc: a probability that an answer needs, and one that a source names as the day of publication.
MIN_DATE, MIN_SAID_DATE = 0.4, 0.1
SAID = sum(1 << sign for sign in (0, 1, 2, 3, 6, 7))  # of DateSign, as IsSaid()
# As in authors.cc: who is named by the page's data, and looks like a person, is answered at any probability.
MIN_AUTHOR = 0.25
DECLARED = sum(1 << sign for sign in (0, 1, 2, 3))  # of AuthorSign, as IsDeclared()
PERSONS, NO_PEOPLE = 1 << 35, sum(1 << sign for sign in (36, 37, 38))
PARAMETERS = {"objective": "binary", "num_leaves": 2 ** DEPTH, "max_depth": DEPTH, "learning_rate": 0.1,
              "min_data_in_leaf": 15, "lambda_l2": 2.0, "feature_fraction": 0.4, "deterministic": True,
              "force_row_wise": True, "num_threads": 1, "seed": 1, "verbose": -1}


def read_requests(path):
    """Yields (record id, request to METADATA_ROWS) of the responses of an archive."""
    for fields, content_type, body in read_responses(path):
        parts = (fields[b"WARC-Target-URI"], content_type, body, fields[b"WARC-Date"])
        yield fields[b"WARC-Record-ID"].decode(), b"%d %d %d %d\n" % tuple(map(len, parts)) + b"".join(parts)


def read_rows(tool, path):
    """The row of METADATA_ROWS of each record."""
    ids, requests = zip(*read_requests(path))
    out = subprocess.run([tool], input=b"".join(requests), check=True, capture_output=True).stdout
    lines = out.decode().splitlines()
    assert len(lines) == len(ids), "a row a request"
    return {record: json.loads(line) for record, line in zip(ids, lines)}


def normal_authors(value):
    """As scorers compare authors: a set of names; "" for nobody. A list is of names, text may hold several."""
    if not value:
        return ""
    parts = value if isinstance(value, list) else re.split(r";|,| and | & |\|", value)
    names = (" ".join(re.findall(r"\w+", re.sub(r"^\s*by\s+", "", part, flags=re.I).lower())) for part in parts)
    return frozenset(name for name in names if name) or ""


def normal(field, value):
    if field == "author":
        return normal_authors(value)
    if not isinstance(value, str) or value == "NaN":
        return ""
    return value[:10] if field == "date" else " ".join(re.findall(r"\w+", value.lower()))


def read_pages(field, rows, gold_path):
    """One (gold value or "", fold, [(value, signs)]) a page; a gold of null, NaN or none: the page has none."""
    pages = []
    with gzip.open(gold_path, "rt", encoding="utf-8") as lines:
        for gold in map(json.loads, lines):
            if gold["record_id"] in rows:
                candidates = [(normal(field, value), int(signs)) for value, signs in rows[gold["record_id"]][field + "s"]]
                pages.append((normal(field, gold.get(field)), host_fold(gold["url"]), candidates))
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


def report(name, pages, scores, thresholds=(0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)):
    rules = {f"threshold {t:.2f}": lambda signs, t=t: t for t in thresholds}
    if name.startswith("date"):
        rules["the engine's floors"] = lambda signs: MIN_SAID_DATE if signs & SAID else MIN_DATE
    if name.startswith("author"):
        declared = lambda signs: signs & DECLARED and signs & PERSONS and not signs & NO_PEOPLE
        rules["the engine's floors"] = lambda signs: 0.0 if declared(signs) else MIN_AUTHOR
    for rule, floor in rules.items():
        at = right = wrong = missed = undated = false = 0
        for gold, _, candidates in pages:
            own = [s if s >= floor(signs) else -1 for s, (_, signs) in zip(scores[at:at + len(candidates)], candidates)]
            at += len(candidates)
            best = max(range(len(own)), key=lambda i: own[i], default=None)
            answer = candidates[best][0] if best is not None and own[best] >= 0 else ""
            right += bool(gold) and answer == gold
            wrong += bool(answer) and answer != gold
            missed += bool(gold) and answer != gold
            undated += not gold
            false += bool(answer) and not gold
        print(f"{name} {rule}: F1 {2 * right / (2 * right + wrong + missed):.4f} right {right} "
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


def fit(field, sets):
    """Prints what folds by host give; returns the trees of all pages."""
    pages = [page for part in sets.values() for page in part]
    x, y, fold = matrix(pages)
    scores = numpy.zeros(len(y))
    for k in range(FOLDS):
        if (fold == k).any():
            scores[fold == k] = train(x[fold != k], y[fold != k]).predict(x[fold == k])
    at = 0
    for name, part in sets.items():
        count = sum(len(candidates) for _, _, candidates in part)
        report(f"{field} {name}", part, scores[at:at + count])
        at += count
    print(f"{field}: calibration out of fold")
    calibration(scores, y)
    return train(x, y)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--write", type=pathlib.Path, metavar="REPO_ROOT")
    parser.add_argument("--field", choices=SETS, help="only this one")
    arguments = parser.parse_args()
    fields = [arguments.field] if arguments.field else list(SETS)
    rows = {name: read_rows(arguments.tool, arguments.data / f"{name}.warc.zst") for name in sorted({n for f in fields for n in SETS[f]})}
    for field in fields:
        sets = {name: read_pages(field, rows[name], arguments.data / f"{name}.gold.jsonl.gz") for name in SETS[field]}
        model = fit(field, sets)
        if arguments.write:
            write(model, arguments.write / f"src/metadata/fields/{field}_model.inc")


if __name__ == "__main__":
    main()
