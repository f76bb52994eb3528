"""Fits src/extract/flat/line_forest_table.cc: the forest that chooses lines of flattened text.

Usage: fit_flat.py TAMIS_LINE_ROWS SHARED_DIR [--write REPO_ROOT] [--cache DIR] [--without WAY]
  TAMIS_LINE_ROWS  build/dev/tamis_line_rows
  SHARED_DIR       folder with data/wcxb-a.warc.zst and data/wcxb-a.gold.jsonl.gz
Needs numpy, lightgbm and the zstd command. About ten minutes of one core and 5 GB.

The pages of wcxb-a are flattened in the six WAYS of flatten.py. The label of a line is the share of its words in a longest common
subsequence with the gold; each page weighs the same, its lines by their words. A third of the ways of a page are trained on (its
six texts say much the same), all are tested, five folds by host. The odds of words are counted without the fold of the page that
they describe, and never with the tested fold.

Printed: the out-of-fold F1 of the words of the answer (as the benchmark counts: bags of words, mean over pages) by way and page
type, beside that of the rules alone; how far the expected F1 can be trusted; what the forest asks most.
--without: one way is not trained on, so its F1 is that of an unknown tool.
"""
import argparse
import concurrent.futures
import gzip
import hashlib
import io
import json
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

import lightgbm
import numpy as np

from export_forest import columns_hash, cpp_ranked_forest, lines as text_lines
from fit_scores import host_fold, read_warc
from flatten import WAYS, events_of

WORD = re.compile(r"\w+")
FOLDS = 5
TREES = 100
HOPELESS, MARGIN, HIGHEST, FEW_LINES = .1, .03, .6, 20  # of line_model.cc
PARAMS = {"objective": "cross_entropy", "num_leaves": 16, "learning_rate": .1, "min_data_in_leaf": 100, "feature_fraction": .5,
          "bagging_fraction": .7, "bagging_freq": 1, "lambda_l2": 5, "max_bin": 63, "min_sum_hessian_in_leaf": 1.0,
          "num_threads": 1, "verbose": -1, "seed": 1, "deterministic": True, "force_row_wise": True}
WAYS_OF_A_PAGE = 3  # one in so many ways of a page is trained on
BUCKETS = 1 << 14   # kWordBuckets of line_features.h
WORD_PRIOR = 6      # pages: a rare word says little
RULES_KEEP, RULES_CERTAIN = 1, 2


class Page:
    """A flattened page: a slice of the rows of its way, and what its answer is scored with."""

    def __init__(self, url, gold, begin, texts):
        self.kind, self.fold, self.url = gold["page_type"], host_fold(url), url
        self.rows = slice(begin, begin + len(texts))
        vocabulary = {}
        self.gold = np.bincount([vocabulary.setdefault(w, len(vocabulary)) for w in WORD.findall(gold["text"].lower())],
                                minlength=1) if gold["text"] else np.zeros(1, int)
        words = [(vocabulary.setdefault(w, len(vocabulary)), i) for i, t in enumerate(texts) for w in WORD.findall(t.lower())]
        self.words, self.lines = np.array(words, np.int32).reshape(-1, 2).T
        self.gold = np.pad(self.gold, (0, max(0, len(vocabulary) - len(self.gold))))

    def size(self):
        return self.rows.stop - self.rows.start

    def f1(self, kept):
        """Of the bag of words of the kept lines, as the benchmark has it."""
        words = self.words[kept[self.lines]]
        if len(words) == 0 or self.gold.sum() == 0:
            return float(len(words) == 0 and self.gold.sum() == 0)
        counts = np.bincount(words, minlength=len(self.gold))
        return 2 * np.minimum(counts, self.gold).sum() / (counts.sum() + self.gold.sum())


def flattened(data, cache):
    """{way: [(record id, URL, text)]}"""
    if cache and all((cache / f"{way}.jsonl").exists() for way in WAYS):
        return {way: [tuple(json.loads(line).values()) for line in open(cache / f"{way}.jsonl", encoding="utf-8")] for way in WAYS}
    out = {way: [] for way in WAYS}
    for record, url, content_type, body in read_warc(data / "wcxb-a.warc.zst"):
        events = events_of(body, content_type)
        for way, flatten in WAYS.items():
            out[way].append((record, url, flatten(events).encode("utf-8", "replace").decode()))
    for way, rows in out.items() if cache else ():
        cache.mkdir(parents=True, exist_ok=True)
        with open(cache / f"{way}.jsonl", "w", encoding="utf-8") as file:
            file.writelines(json.dumps(dict(zip(("record_id", "url", "text"), row)), ensure_ascii=False) + "\n" for row in rows)
    return out


def request(texts, tables, gold):
    out = io.BytesIO()
    for (record, _, text), table in zip(texts, tables):
        parts = text.encode(), gold.get(record, "").encode()
        out.write(b"%d %d %d\n%s%s" % (table, len(parts[0]), len(parts[1]), *parts))
    return out.getvalue()


class Way:
    """The lines of all pages, flattened one way."""

    def __init__(self, tool, texts, gold):
        self.texts = texts
        raw = subprocess.run([tool, "--lines"], input=request(texts, [0] * len(texts), {r: g["text"] for r, g in gold.items()}),
                             check=True, stdout=subprocess.PIPE).stdout
        at, begin, numbers, buckets, self.pages = 0, 0, [], [], []
        for record, url, _ in texts:
            end = raw.index(b"\n", at)
            lines, count = [], int(raw[at:end])
            at = end + 1
            for _ in range(count):
                label, words, rules, bucket_count = struct.unpack_from("=fIII", raw, at)
                buckets.append(np.frombuffer(raw, np.uint16, bucket_count, at + 16))
                at += 16 + 2 * bucket_count
                size, = struct.unpack_from("=I", raw, at)
                lines.append(raw[at + 4:at + 4 + size].decode("utf-8", "replace"))
                at += 4 + size
                numbers.append((label, words, rules))
            self.pages.append(Page(url, gold[record], begin, lines))
            begin += count
        self.label, self.words, self.rules = np.array(numbers).T
        self.fold = np.repeat([page.fold for page in self.pages], [page.size() for page in self.pages])
        self.page = np.repeat(np.arange(len(self.pages)), [page.size() for page in self.pages])
        self.bucket_line = np.repeat(np.arange(begin), [len(b) for b in buckets])
        self.bucket = np.concatenate(buckets)

    def columns(self, tool, odds, table_of_fold, pages, width):
        """The columns of all lines of `pages` (numbers), words weighed by the table of odds of the page's fold."""
        with tempfile.NamedTemporaryFile() as file:
            file.write(np.stack(odds).tobytes())
            file.flush()
            raw = subprocess.run([tool, "--columns", file.name], check=True, stdout=subprocess.PIPE, input=request(
                [self.texts[p] for p in pages], [table_of_fold[self.pages[p].fold] for p in pages], {})).stdout
        return np.frombuffer(raw, np.float32).reshape(-1, width)

    def lines_of(self, pages):
        return np.concatenate([np.arange(self.pages[p].rows.start, self.pages[p].rows.stop) for p in pages])


class WordCounts:
    """How the words of main text and of other lines differ, countable without some folds."""

    def __init__(self, ways):
        self.sums, self.pages = np.zeros((FOLDS, BUCKETS)), np.zeros((FOLDS, BUCKETS))
        for way in ways.values():
            # A word counts once a page, by the mean label of the lines that have it.
            key, inverse = np.unique(way.page[way.bucket_line].astype(np.int64) * BUCKETS + way.bucket, return_inverse=True)
            mean = np.bincount(inverse, way.label[way.bucket_line]) / np.bincount(inverse)
            fold = np.array([page.fold for page in way.pages])[key // BUCKETS]
            np.add.at(self.sums, (fold, key % BUCKETS), mean / len(ways))
            np.add.at(self.pages, (fold, key % BUCKETS), 1 / len(ways))

    def odds(self, without=()):
        folds = [f for f in range(FOLDS) if f not in without]
        sums, pages = self.sums[folds].sum(0), self.pages[folds].sum(0)
        prior = sums.sum() / pages.sum()
        share = (sums + WORD_PRIOR * prior) / (pages + WORD_PRIOR)
        return np.clip(np.round(16 * (np.log(share / (1 - share)) - np.log(prior / (1 - prior)))), -127, 127).astype(np.int8)


def choose(chances, words, certain):
    """(the lines to keep, their expected F1): FindCut of line_model.cc."""
    chances = np.where(certain, 0, chances)
    if len(chances) == 0 or chances.max() < HOPELESS:
        return np.zeros(len(chances), bool), 0.
    order = np.argsort(-chances, kind="stable")
    hit, taken = np.cumsum((chances * words)[order]), np.cumsum(words[order])
    expected = 2 * hit / np.maximum(taken + hit[-1], 1e-9)
    best = np.argmax(expected)
    cut = chances[order[best]]
    if len(chances) >= FEW_LINES:
        cut = max(cut, min(cut + MARGIN, HIGHEST))
    return (chances >= cut) & ~certain, expected[best]


def used_for_training(url, way):
    return (int(hashlib.md5(url.encode()).hexdigest(), 16) + list(WAYS).index(way)) % WAYS_OF_A_PAGE == 0


def fit(tool, ways, counts, names, trees, test_fold=None, without=None):
    """(forest, its table of odds), fitted on all folds but one."""
    out = () if test_fold is None else (test_fold,)
    folds = [f for f in range(FOLDS) if f not in out]
    # Odds that have seen a page would say more about it than about any other: it gets those of the other folds.
    odds = [counts.odds((f, *out)) for f in folds]
    parts = []
    for name, way in ways.items():
        pages = [p for p, page in enumerate(way.pages) if page.fold in folds and page.size() and used_for_training(page.url, name)]
        if name == without or not pages:
            continue
        lines = way.lines_of(pages)
        weight = way.words + 1.0
        for p in pages:
            weight[way.pages[p].rows] /= weight[way.pages[p].rows].sum()
        x = way.columns(tool, odds, {f: i for i, f in enumerate(folds)}, pages, len(names))
        parts.append((x, way.label[lines], weight[lines]))
    x, y, w = (np.concatenate(column) for column in zip(*parts))
    data = lightgbm.Dataset(x, y, weight=w / w.mean(), params=PARAMS)
    print(f"fitting on {len(y)} lines", file=sys.stderr)
    return lightgbm.train(PARAMS, data, trees), counts.odds(out)


def test(tool, ways, model, odds, fold, names, chances):
    for name, way in ways.items():
        pages = [p for p, page in enumerate(way.pages) if page.fold == fold and page.size()]
        x = way.columns(tool, [odds], {fold: 0}, pages, len(names))
        chances[name][way.lines_of(pages)] = model.predict(x, num_threads=1)


def report(ways, chances):
    kinds = sorted({page.kind for way in ways.values() for page in way.pages})
    print(f"{'out of fold':12} {'F1':>6} {'rules':>6}  " + " ".join(f"{kind[:8]:>8}" for kind in kinds))
    means, trust = [], []
    for name, way in ways.items():
        scores, by_rules = [], []
        for page in way.pages:
            rules = way.rules[page.rows]
            kept, expected = choose(chances[name][page.rows], way.words[page.rows], rules == RULES_CERTAIN)
            scores.append(page.f1(kept))
            by_rules.append(page.f1(rules == RULES_KEEP))
            trust.append((expected, scores[-1]))
        by_kind = [np.mean([s for s, page in zip(scores, way.pages) if page.kind == kind]) for kind in kinds]
        means.append((np.mean(scores), np.mean(by_rules)))
        print(f"{name:12} {means[-1][0]:6.4f} {means[-1][1]:6.4f}  " + " ".join(f"{f1:8.3f}" for f1 in by_kind))
    print("{:12} {:6.4f} {:6.4f}".format("mean", *np.mean(means, axis=0)))
    trust = np.array(trust)
    for low in np.arange(0, 1, .2):
        inside = trust[(trust[:, 0] >= low) & (trust[:, 0] < low + .2 + (low > .7))]
        if len(inside):
            print(f"expected F1 {low:.1f} to {low + .2:.1f}: {len(inside):5} texts, expected {inside[:, 0].mean():.3f}, "
                  f"real {inside[:, 1].mean():.3f}")


def table(model, odds, names, digest):
    columns = columns_hash(names)
    return f"""// Generated by training/fit_flat.py. Do not edit.
// Command: training/fit_flat.py build/dev/tamis_line_rows SHARED_DIR --write .
// Data:    wcxb-a flattened in {len(WAYS)} ways, sha256 of its files {digest}

#include "extract/flat/line_model.h"

namespace tamis::extract {{
namespace {{

// clang-format off
{cpp_ranked_forest([model], len(names), "Line")}
constexpr int8_t kLineWordOdds[] = {{
{text_lines(odds)}
}};
// clang-format on

}}  // namespace

const ForestTable& LineForest() {{ return kLineForest; }}

const ThresholdTable& LineThresholds() {{ return kLineThresholdTable; }}

WordOdds LineWordOdds() {{ return WordOdds(kLineWordOdds, kWordBuckets); }}

uint32_t LineForestColumns() {{ return 0x{columns:08X}; }}

}}  // namespace tamis::extract
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("--write", type=pathlib.Path, metavar="REPO_ROOT")
    parser.add_argument("--cache", type=pathlib.Path, metavar="DIR", help="keeps the flattened texts")
    parser.add_argument("--without", choices=WAYS)
    parser.add_argument("--trees", type=int, default=TREES)
    args = parser.parse_args()
    names = subprocess.run([args.tool, "--names"], check=True, capture_output=True, text=True).stdout.split()
    data, digest, gold = args.shared / "data", hashlib.sha256(), {}
    for suffix in ("warc.zst", "gold.jsonl.gz"):
        digest.update((data / f"wcxb-a.{suffix}").read_bytes())
    with gzip.open(data / "wcxb-a.gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            gold[row["record_id"]] = row
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        texts = {way: [row for row in rows if row[0] in gold] for way, rows in flattened(data, args.cache).items()}
        ways = dict(zip(texts, pool.map(lambda rows: Way(args.tool, rows, gold), texts.values())))
    counts = WordCounts({name: way for name, way in ways.items() if name != args.without})
    print(f"{len(gold)} pages, {sum(len(way.label) for way in ways.values())} lines, {len(names)} columns")
    if args.write:
        model, odds = fit(args.tool, ways, counts, names, args.trees)
        path = args.write / "src" / "extract" / "flat" / "line_forest_table.cc"
        path.write_text(table(model, odds, names, digest.hexdigest()[:16]), encoding="utf-8")
        print(f"written: {path}", flush=True)
    chances, gains = {name: np.zeros(len(way.label)) for name, way in ways.items()}, np.zeros(len(names))
    for k in range(FOLDS):
        model, odds = fit(args.tool, ways, counts, names, args.trees, k, args.without)
        gains += model.feature_importance("gain")
        test(args.tool, ways, model, odds, k, names, chances)
    report(ways, chances)
    print("asked most: " + ", ".join(f"{names[i]} {gains[i] / gains.sum():.1%}" for i in np.argsort(-gains)[:30]))


if __name__ == "__main__":
    sys.exit(main())
