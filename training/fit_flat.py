"""Fits src/extract/flat/line_forest_table.cc: the forest that chooses lines of flattened text, and the words it knows.

Usage: fit_flat.py TAMIS_LINE_ROWS SHARED_DIR [--write REPO_ROOT] [--report DIR] [--cache DIR] [--without WAY] [--jobs N]
  TAMIS_LINE_ROWS  build/dev/tamis_line_rows
  SHARED_DIR       folder with data/wcxb-a.warc.zst and data/wcxb-a.gold.jsonl.gz
Needs numpy, lightgbm and the zstd command. About ten minutes of one core and 6 GB.

The pages of wcxb-a are flattened in the six WAYS of flatten.py. The label of a line is the share of its words in a longest common
subsequence with the gold; each page weighs the same, its lines by their words. A third of the ways of a page are trained on (its
six texts say much the same), all are tested, five folds by host.

Words: a linear model of the label of a line by its words (those of at least MIN_HOSTS hosts) gives the weight of each. Lines to
learn from see weights fitted without the fold of their page, and never with the tested fold. One text in BLIND shows no learned
word, as one in a language never met does, so that the forest stands on its other columns as well.

Reported (training/report/flat.txt): the out-of-fold F1 of the words of the answer (as the benchmark counts: bags of words, mean
over pages) by way and page type, beside that of the rules alone and of the same forest when it knows no word; how far the
expected F1 can be trusted; what the forest asks most; the words.
--without: one way is not trained on, so its F1 is that of an unknown tool.
"""
import argparse
import concurrent.futures
import gzip
import hashlib
import io
import json
import multiprocessing
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import urllib.parse

import lightgbm
import numpy as np

from export_forest import columns_hash, cpp_ranked_forest, lines as text_lines
from fit_scores import host_fold, read_warc
from flatten import WAYS, events_of

WORD = re.compile(r"\w+")
FOLDS = 5
TREES = 100          # of each seed
SEEDS = (1, 2)
HOPELESS, TOGETHER, CHANCES = .1, .6, 24  # of line_model.cc and best_set.cc
PARAMS = {"objective": "cross_entropy", "num_leaves": 16, "learning_rate": .1, "min_data_in_leaf": 100, "feature_fraction": .5,
          "bagging_fraction": .7, "bagging_freq": 1, "lambda_l2": 5, "max_bin": 63, "min_sum_hessian_in_leaf": 1.0,
          "num_threads": 1, "verbose": -1, "deterministic": True, "force_row_wise": True}
WAYS_OF_A_PAGE = 3  # one in so many ways of a page is trained on
MIN_HOSTS = 8       # that have a word, before it says anything
BLIND = 4           # one in so many texts is learned from without words
BLIND_WAYS = ("lines",)  # tested so
UNIT = 16           # of LearnedWord::odds
RULES_KEEP, RULES_CERTAIN = 1, 2


class Page:
    """A flattened page: a slice of the rows of its way, and what its answer is scored with."""

    def __init__(self, url, gold, begin, texts):
        self.kind, self.fold, self.url = gold["page_type"], host_fold(url), url
        self.host = urllib.parse.urlsplit(url).netloc
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
        at, begin, numbers, keys, self.pages = 0, 0, [], [], []
        for record, url, _ in texts:
            end = raw.index(b"\n", at)
            lines, count = [], int(raw[at:end])
            at = end + 1
            for _ in range(count):
                label, words, rules, key_count = struct.unpack_from("=fIII", raw, at)
                keys.append(np.frombuffer(raw, np.uint32, key_count, at + 16))
                at += 16 + 4 * key_count
                size, = struct.unpack_from("=I", raw, at)
                lines.append(raw[at + 4:at + 4 + size].decode("utf-8", "replace"))
                at += 4 + size
                numbers.append((label, words, rules))
            self.pages.append(Page(url, gold[record], begin, lines))
            begin += count
        self.label, self.words, self.rules = np.array(numbers).T
        self.fold = np.repeat([page.fold for page in self.pages], [page.size() for page in self.pages])
        self.page = np.repeat(np.arange(len(self.pages)), [page.size() for page in self.pages])
        self.key_line = np.repeat(np.arange(begin), [len(k) for k in keys])
        self.key = np.concatenate(keys)

    def columns(self, tool, tables, table_of, pages, width):
        """The columns of all lines of `pages` (numbers); table_of gives the number of a page's table of learned words."""
        with tempfile.NamedTemporaryFile() as file:
            for table in tables:
                file.write(struct.pack("=I", len(table)) + table.tobytes())
            file.flush()
            raw = subprocess.run([tool, "--columns", file.name], check=True, stdout=subprocess.PIPE, input=request(
                [self.texts[p] for p in pages], [table_of(self.pages[p]) for p in pages], {})).stdout
        return np.frombuffer(raw, np.float32).reshape(-1, width)

    def lines_of(self, pages):
        return np.concatenate([np.arange(self.pages[p].rows.start, self.pages[p].rows.stop) for p in pages])


class Words:
    """The linear model of lines by their words, fitted without some folds."""
    EPOCHS, BATCH, RATE = 2, 512, .1

    def __init__(self, way):
        host = np.unique([page.host for page in way.pages], return_inverse=True)[1]
        keys, key = np.unique(way.key, return_inverse=True)
        hosts = np.unique(key.astype(np.int64) * len(way.pages) + host[way.page[way.key_line]]) // len(way.pages)
        known = np.bincount(hosts, minlength=len(keys)) >= MIN_HOSTS
        self.keys, self.cache = keys[known].astype(np.uint32), {}
        counted = known[key]
        self.word = (np.cumsum(known) - 1)[key[counted]]
        self.count = np.bincount(way.key_line[counted], minlength=len(way.label))
        self.begin = np.concatenate([[0], np.cumsum(self.count)])
        self.label, self.fold = way.label, way.fold
        self.weight = (way.words + 3) / np.bincount(way.page, way.words + 3)[way.page]
        self.weight /= self.weight.mean()

    def table(self, without=()):
        """uint32[words][2]: key, weight in units (LearnedWord of line_features.h)."""
        without = tuple(sorted(set(without)))
        if without not in self.cache:
            odds = np.clip(np.round(self.fit(without) * UNIT), -127, 127).astype(np.int32)
            self.cache[without] = np.stack([self.keys, odds.view(np.uint32)], 1)
        return self.cache[without]

    def fit(self, without):
        """Logistic regression by AdaGrad; a line's sum of weights is divided by the root of the number of its words."""
        rng, weights, squares, bias = np.random.default_rng(1), np.zeros(len(self.keys)), np.full(len(self.keys), 1e-2), 0.
        rows = np.nonzero(~np.isin(self.fold, without) & (self.count > 0))[0]
        for _ in range(self.EPOCHS):
            order = rng.permutation(rows)
            for at in range(0, len(order), self.BATCH):
                r = order[at:at + self.BATCH]
                n = self.count[r]
                line = np.repeat(np.arange(len(r)), n)
                word = self.word[np.repeat(self.begin[r] - np.cumsum(n) + n, n) + np.arange(len(line))]
                chance = 1 / (1 + np.exp(-bias - np.bincount(line, weights[word], len(r)) / np.sqrt(n)))
                error = (chance - self.label[r]) * self.weight[r]
                step = np.bincount(word, (error / np.sqrt(n))[line], len(weights))
                squares += step * step
                weights -= self.RATE * step / np.sqrt(squares)
                bias -= .002 * error.sum()
        return weights


NO_WORDS = np.zeros((0, 2), np.uint32)


def choose(chances, words, certain):
    """(the lines to keep, their expected F1): FindCut of line_model.cc."""
    chances = np.where(certain, 0, chances)
    if len(chances) == 0 or chances.max() < HOPELESS:
        return np.zeros(len(chances), bool), 0.
    order = np.argsort(-chances, kind="stable")
    hit, taken = np.cumsum((chances * words)[order]), np.cumsum(words[order])
    content = np.array([words[chances > u].sum() for u in (np.arange(CHANCES) + .5) / CHANCES])
    apart = 2 * hit / np.maximum(taken + hit[-1], 1e-9)
    together = (2 * np.minimum(taken[:, None], content) / np.maximum(taken[:, None] + content, 1)).mean(1)
    expected = (1 - TOGETHER) * apart + TOGETHER * together
    best = np.argmax(expected)
    return (chances >= chances[order[best]]) & ~certain, expected[best]


def dice(url, salt):
    return int(hashlib.md5((salt + url).encode()).hexdigest(), 16)


def used_for_training(url, way):
    return (dice(url, "") + list(WAYS).index(way)) % WAYS_OF_A_PAGE == 0


class Mean:
    """The model whose log-odds are the mean of those of `models`."""

    def __init__(self, models):
        self.models = models

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.mean([m.predict(rows, raw_score=True, num_threads=1) for m in self.models], axis=0)))

    def gains(self):
        return np.sum([m.feature_importance("gain") for m in self.models], axis=0)


def fit(tool, ways, words, names, trees, test_fold=None, without=None):
    """The forest fitted on all folds but one."""
    out = () if test_fold is None else (test_fold,)
    folds = [f for f in range(FOLDS) if f not in out]
    # Weights that have seen a page would say more about it than about any other: it gets those of the other folds.
    tables = [words.table((f, *out)) for f in folds] + [NO_WORDS]
    parts = []
    for name, way in ways.items():
        pages = [p for p, page in enumerate(way.pages) if page.fold in folds and page.size() and used_for_training(page.url, name)]
        if name == without or not pages:
            continue
        lines = way.lines_of(pages)
        weight = way.words + 1.0
        for p in pages:
            weight[way.pages[p].rows] /= weight[way.pages[p].rows].sum()
        x = way.columns(tool, tables, lambda page: len(folds) if dice(page.url, name) % BLIND == 0 else folds.index(page.fold),
                        pages, len(names))
        parts.append((x, way.label[lines], weight[lines]))
    x, y, w = (np.concatenate(column) for column in zip(*parts))
    del parts
    print(f"fitting on {len(y)} lines", file=sys.stderr, flush=True)
    data = lightgbm.Dataset(x, y, weight=w / w.mean(), params=PARAMS, free_raw_data=False)
    return Mean([lightgbm.train(dict(PARAMS, seed=seed), data, trees) for seed in SEEDS])


def test(tool, ways, model, table, fold, names, chances):
    for name, way in ways.items():
        pages = [p for p, page in enumerate(way.pages) if page.fold == fold and page.size()]
        x = way.columns(tool, [table], lambda page: 0, pages, len(names))
        chances[name][way.lines_of(pages)] = model.predict(x)


def report(ways, chances, blind):
    """Yields lines. `blind` are the chances of some ways by a forest that knows no word."""
    kinds = sorted({page.kind for way in ways.values() for page in way.pages})
    yield f"{'out of fold':12} {'F1':>6} {'rules':>6}  " + " ".join(f"{kind[:8]:>8}" for kind in kinds)
    means, trust, table = [], [], []
    for name, of_way in [*chances.items(), *((f"{name}, blind", values) for name, values in blind.items())]:
        scores, by_rules, way = [], [], ways[name.partition(",")[0]]
        for page in way.pages:
            rules = way.rules[page.rows]
            kept, expected = choose(of_way[page.rows], way.words[page.rows], rules == RULES_CERTAIN)
            scores.append(page.f1(kept))
            by_rules.append(page.f1(rules == RULES_KEEP))
            if name in ways:
                trust.append((expected, scores[-1]))
        by_kind = [np.mean([s for s, page in zip(scores, way.pages) if page.kind == kind]) for kind in kinds]
        row = np.array([np.mean(scores), np.mean(by_rules), *by_kind])
        means += [row] * (name in ways)
        table.append((name, row))
    for name, row in [*table[:len(ways)], ("mean", np.mean(means, axis=0)), *table[len(ways):]]:
        yield f"{name:12} {row[0]:6.4f} {row[1]:6.4f}  " + " ".join(f"{f1:8.3f}" for f1 in row[2:])
    trust = np.array(trust)
    for low in np.arange(0, 1, .2):
        inside = trust[(trust[:, 0] >= low) & (trust[:, 0] < low + .2 + (low > .7))]
        if len(inside):
            yield (f"expected F1 {low:.1f} to {low + .2:.1f}: {len(inside):5} texts, expected {inside[:, 0].mean():.3f}, "
                   f"real {inside[:, 1].mean():.3f}")


def table(model, words, names, digest):
    columns = columns_hash(names)
    learned = "{%du,%d}"
    return f"""// Generated by training/fit_flat.py. Do not edit.
// Command: training/fit_flat.py build/dev/tamis_line_rows SHARED_DIR --write . --report training/report
// Data:    wcxb-a flattened in {len(WAYS)} ways, sha256 of its files {digest}

#include "extract/flat/line_model.h"

namespace tamis::extract {{
namespace {{

// clang-format off
{cpp_ranked_forest(model.models, len(names), "Line")}
constexpr LearnedWord kLineWords[] = {{
{text_lines(learned % (key, odds) for key, odds in zip(words[:, 0], words[:, 1].view(np.int32)) if odds)}
}};
// clang-format on

}}  // namespace

const ForestTable& LineForest() {{ return kLineForest; }}

const ThresholdTable& LineThresholds() {{ return kLineThresholdTable; }}

std::span<const LearnedWord> LineWords() {{ return kLineWords; }}

uint32_t LineForestColumns() {{ return 0x{columns:08X}; }}

}}  // namespace tamis::extract
"""


TASK = {}  # what run() works on, in processes forked from this one


def run(fold):
    """(chances by way, those of a forest that knows no word, gains of columns) of a tested fold; None: writes the table."""
    args, ways, words, names = (TASK[key] for key in ("args", "ways", "words", "names"))
    model = fit(args.tool, ways, words, names, args.trees, fold, args.without)
    if fold is None:
        path = args.write / "src" / "extract" / "flat" / "line_forest_table.cc"
        path.write_text(table(model, words.table(), names, TASK["digest"]), encoding="utf-8")
        print(f"written: {path}", flush=True)
        return {}, {}, np.zeros(len(names))
    chances, blind = ({name: np.zeros(len(ways[name].label)) for name in some} for some in (ways, BLIND_WAYS))
    test(args.tool, ways, model, words.table((fold,)), fold, names, chances)
    test(args.tool, {name: ways[name] for name in blind}, model, NO_WORDS, fold, names, blind)
    return chances, blind, model.gains()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("--write", type=pathlib.Path, metavar="REPO_ROOT")
    parser.add_argument("--report", type=pathlib.Path, metavar="DIR")
    parser.add_argument("--cache", type=pathlib.Path, metavar="DIR", help="keeps the flattened texts")
    parser.add_argument("--without", choices=WAYS)
    parser.add_argument("--jobs", type=int, default=2, help="forests fitted at a time; a gigabyte each")
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
    with concurrent.futures.ThreadPoolExecutor(len(WAYS)) as pool:
        texts = {way: [row for row in rows if row[0] in gold] for way, rows in flattened(data, args.cache).items()}
        ways = dict(zip(texts, pool.map(lambda rows: Way(args.tool, rows, gold), texts.values())))
    words = Words(ways["lines"])
    head = f"{len(gold)} pages, {sum(len(way.label) for way in ways.values())} lines, {len(names)} columns, {len(words.keys)} words"
    print(head, flush=True)
    chances, gains = {name: np.zeros(len(way.label)) for name, way in ways.items()}, np.zeros(len(names))
    blind = {name: np.zeros(len(ways[name].label)) for name in BLIND_WAYS}
    TASK.update(args=args, ways=ways, words=words, names=names, digest=digest.hexdigest()[:16])
    with multiprocessing.get_context("fork").Pool(args.jobs) as pool:
        for of_fold, of_fold_blind, of_forest in pool.imap(run, ([None] if args.write else []) + list(range(FOLDS)), 1):
            gains += of_forest
            for sums, values in ((chances, of_fold), (blind, of_fold_blind)):
                for name, value in values.items():
                    sums[name] += value
    asked = ", ".join(f"{names[i]} {gains[i] / gains.sum():.1%}" for i in np.argsort(-gains)[:60])
    text = "\n".join([head, *report(ways, chances, blind), f"asked most: {asked}"]) + "\n"
    print(text)
    if args.report:
        (args.report / "flat.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
