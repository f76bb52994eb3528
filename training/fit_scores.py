"""Fits src/extract/decide/score_table.h: the weights of the evidence for and against main content.

Usage: fit_scores.py TAMIS_BLOCK_MEASURES DATA_DIR [--write REPO_ROOT] [--rows N] [--leave-out FOLD]
  TAMIS_BLOCK_MEASURES  build/dev/tamis_block_measures
  DATA_DIR              folder with NAME.warc.zst and NAME.gold.jsonl.gz for the sets below
Needs numpy, scipy and the zstd command. About five minutes and 2 GB.

Each candidate is a yes/no question: a measure of features/measures.h at or above an edge (EDGES), or
a hint of blocks/hints.h. Training is logistic regression on the share of a block's words that the
gold holds. wcxb-a: all blocks of a page weigh as one page, by their words. trafilatura-a: the blocks
that hold one of its chunks, CHUNK_WEIGHT each. Questions are added by the size of their gradient,
then the least useful are taken out until N are left (100): fewer are easier to read, and more gain
nothing on pages of other hosts. Printed: the out-of-fold log loss and word-level F1, five folds by host.
--leave-out fits without the pages of one fold (0 to 4): training/out_of_fold.py does so for each.
"""
import argparse
import gzip
import hashlib
import io
import json
import pathlib
import re
import subprocess
import sys
import urllib.parse

import numpy as np
from scipy.optimize import minimize

SETS = ("wcxb-a", "trafilatura-a")
CHUNK_WEIGHT = 20  # in hundredths of a page
RIDGE = 1e-4
STEP = 5           # questions added or taken out at a time

EDGES = {
    "words": (3, 21, 41), "text_words": (2, 6, 12, 25, 50), "link_share": (.01, .34, .67, .99), "sentences": (1, 2),
    "commas": (1, 3), "digit_share": (.1, .4), "below_core": (1, 3, 6), "core_distance": (1, 2, 5),
    "title_distance": (2, 4, 7, 12), "parent_link_share": (.2, .5), "section_link_share": (.15, .4),
    "section_blocks": (3, 10, 40), "section_prose": (.1, .5), "section_share": (.1, .4, .8), "group_size": (2, 4, 10, 30),
    "group_words": (6, 25), "group_link_share": (.5, .9), "group_prose": (.05, .3, .6), "group_share": (.05, .3, .6),
    "before": (.1, .3, .7, .9), "after_title": (-10, 0, 1, 4, 12, 50), "prose_after": (.02, .1), "previous_prose": (1, 20),
    "next_prose": (1, 20), "previous_words": (3,), "next_words": (3,), "page_words": (150, 500, 1500),
    "page_blocks": (30, 100, 300), "page_prose": (20, 150, 500, 1500), "page_prose_share": (.1, .3, .5),
    "page_link_share": (.2, .4, .6), "page_articles": (1, 2, 5), "page_prices": (3, 10), "page_core": (.2, .5, .75),
    "page_core_prose": (150, 500), "link_share_in_prose": (.34, .67), "group_size_in_prose": (4,), "comment_share": (.2, .6),
    "comment_beside_text": (100, 300), "post_share": (.3, .7), "paragraph_link_share": (.34, .67),
    "heading_link_share": (.67,), "item_link_share": (.67,), "cell_link_share": (.67,),
}  # every other measure: (1,)


def read_responses(path):
    """Yields (WARC header fields, HTTP content type, body) of the responses; all bytes."""
    data = subprocess.run(["zstd", "-dc", str(path)], check=True, capture_output=True).stdout
    at = data.find(b"WARC/1.")
    while at >= 0:
        end = data.find(b"\r\n\r\n", at)
        fields = dict(re.findall(rb"([\w-]+): *([^\r\n]*)", data[at:end]))
        size = int(fields[b"Content-Length"])
        block = data[end + 4:end + 4 + size]
        if fields.get(b"WARC-Type") == b"response":
            head, _, body = block.partition(b"\r\n\r\n")
            content_type = re.search(rb"(?i)\r\ncontent-type: *([^\r\n]*)", head)
            yield fields, content_type.group(1) if content_type else b"", body
        at = data.find(b"WARC/1.", end + 4 + size)


def read_warc(path):
    """Yields (record id, URL, HTTP content type, body) of the responses."""
    for fields, content_type, body in read_responses(path):
        yield fields[b"WARC-Record-ID"].decode(), fields[b"WARC-Target-URI"].decode(), content_type, body


def flat(text):
    return re.sub(r"\s+", " ", text).strip()


def chunk_labels(texts, gold):
    """1 for blocks with a chunk to be kept, 0 with one to be dropped, -1 for those that nothing is known of."""
    texts = [flat(t) for t in texts]
    wanted, unwanted = ([flat(c) for c in gold[k]] for k in ("with", "without"))
    return np.array([1. if any(c in t for c in wanted) else 0. if any(c in t for c in unwanted) else -1. for t in texts])


def host_fold(url):
    host = ".".join((urllib.parse.urlparse(url).hostname or "").split(".")[-2:])
    return int(hashlib.md5(host.encode()).hexdigest(), 16) % 5


def read_rows(tool, data, name, measures):
    """Yields per page (url, gold row, measures, hints, labels, words, weights)."""
    gold = {}
    with gzip.open(data / f"{name}.gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            gold[row["record_id"]] = row
    pages, request = [], io.BytesIO()
    for record, url, content_type, body in read_warc(data / f"{name}.warc.zst"):
        if record not in gold:
            continue
        text = gold[record].get("text", "").encode()
        pages.append((url, gold[record]))
        request.write(b"%d %d %d %d\n" % (len(url.encode()), len(content_type), len(body), len(text)))
        for part in (url.encode(), content_type, body, text):
            request.write(part)
    rows = io.BytesIO(subprocess.run([tool], input=request.getvalue(), check=True, capture_output=True).stdout)
    fixed = np.dtype([("measures", np.float32, (measures,)), ("hints", np.uint64), ("label", np.float32), ("words", np.uint32),
                      ("bytes", np.uint32)])
    for url, row in pages:
        count = int(rows.readline())
        table, texts = np.empty(count, fixed), []
        for i in range(count):
            table[i] = np.frombuffer(rows.read(fixed.itemsize), fixed)[0]
            texts.append(rows.read(int(table[i]["bytes"])).decode("utf-8", "replace"))
        labels, words = table["label"].astype(float), table["words"].astype(float)
        if "text" in row:
            weights = (words + 1) / (words + 1).sum() * 100 if count else words
        else:
            labels = chunk_labels(texts, row)
            weights = np.where(labels >= 0, float(CHUNK_WEIGHT), 0.)
        yield url, row, table["measures"], table["hints"], labels, words, weights


def answers(measures, hints, questions, index):
    out = np.empty((len(measures), len(questions)), np.float32)
    for column, (name, edge) in enumerate(questions):
        if name in index:
            out[:, column] = measures[:, index[name]] >= edge - 1e-6
        else:
            out[:, column] = (hints >> np.uint64(edge)) & np.uint64(1)
    return out


def logistic(x):
    return 1 / (1 + np.exp(-x))


def fit(a, y, w, start, rounds):
    """Weights and bias that minimise the weighted cross-entropy plus RIDGE * the squares of the weights."""
    def loss(x):
        p = np.clip(logistic(a @ x[:-1].astype(np.float32) + x[-1]), 1e-6, 1 - 1e-6)
        value = -(w * (y * np.log(p) + (1 - y) * np.log(1 - p))).mean() + RIDGE * (x[:-1] ** 2).sum()
        g = w * (p - y) / len(y)
        return float(value), np.append(a.T @ g.astype(np.float32) + 2 * RIDGE * x[:-1], g.sum()).astype(float)
    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    return result.x, result.fun


def choose(a, y, w, count):
    """The `count` questions to ask, and their weights and bias."""
    spread = a.std(0) + 1e-9
    chosen, x = [], np.array([-1.])
    while len(chosen) < min(count + 30, a.shape[1]):
        p = logistic(a[:, chosen] @ x[:-1].astype(np.float32) + x[-1]) if chosen else np.full(len(y), logistic(x[-1]))
        gradient = abs(a.T @ (w * (p - y)).astype(np.float32)) / spread
        more = [j for j in np.argsort(-gradient) if j not in chosen][:STEP]
        chosen += more
        x, _ = fit(a[:, chosen], y, w, np.concatenate([x[:-1], np.zeros(len(more)), x[-1:]]), 50)
    while len(chosen) > count:
        weakest = set(np.argsort(abs(x[:-1]) * spread[chosen])[:min(STEP, len(chosen) - count)])
        kept = [i for i in range(len(chosen)) if i not in weakest]
        chosen, x = [chosen[i] for i in kept], np.append(x[:-1][kept], x[-1])
        x, _ = fit(a[:, chosen], y, w, x, 50)
    x, loss = fit(a[:, chosen], y, w, x, 300)
    print(f"{len(chosen)} questions, log loss {loss:.4f}")
    return chosen, x


def out_of_fold(a, y, w, folds, page, words, from_wcxb):
    loss, f1 = [], []
    for k in range(5):
        train, test = folds != k, folds == k
        x, _ = fit(a[train], y[train], w[train], np.zeros(a.shape[1] + 1), 150)
        p = np.clip(logistic(a[test] @ x[:-1].astype(np.float32) + x[-1]), 1e-6, 1 - 1e-6)
        yt, wt = y[test], w[test]
        loss.append(-(wt * (yt * np.log(p) + (1 - yt) * np.log(1 - p))).sum() / wt.sum())
        keep = (p >= .4) & from_wcxb[test]
        size = page.max() + 1
        hit = np.bincount(page[test], keep * yt * words[test], size)
        taken = np.bincount(page[test], keep * words[test], size)
        wanted = np.bincount(page[test], from_wcxb[test] * yt * words[test], size)
        seen = wanted > 0
        f1.append((2 * hit / np.maximum(taken + wanted, 1))[seen].mean())
    print(f"out of fold: log loss {np.mean(loss):.4f}, word F1 of wcxb-a at .4 {np.mean(f1):.4f}")


def camel(name):
    return "k" + "".join(part.capitalize() for part in name.split("_"))


def number(value):
    text = f"{value:g}"
    return f"{text}.0f" if re.fullmatch(r"-?\d+", text) else f"{text}f"


def table(questions, weights, bias, index, hints, digest):
    steps = sorted((index[name], edge, weight, name) for (name, edge), weight in zip(questions, weights) if name in index)
    of_hint = {edge: weight for (name, edge), weight in zip(questions, weights) if name not in index}
    lines = ["// Generated by training/fit_scores.py. Do not edit.",
             "// Command: training/fit_scores.py build/dev/tamis_block_measures DATA_DIR --write .",
             f"// Data:    {' and '.join(SETS)}, sha256 of their files {digest}", "",
             "#pragma once", "", '#include "extract/blocks/hints.h"', '#include "extract/features/measures.h"', "",
             "namespace tamis::extract {", "", "// Adds `weight` to the score of a block whose measure is at least `edge`.",
             "struct ScoreStep {", "  Measure measure;", "  float edge;", "  float weight;", "};", "",
             f"inline constexpr float kScoreBias = {number(round(bias, 2))};", "", "inline constexpr ScoreStep kScoreSteps[] = {"]
    lines += [f"    {{Measure::{camel(name)}, {number(edge)}, {number(round(weight, 2))}}}," for _, edge, weight, name in steps]
    lines += ["};", "", "// Indexed by Hint.", "inline constexpr float kHintWeights[] = {"]
    lines += [f"    {number(round(of_hint.get(i, 0.), 2))},  // {hint}" for i, hint in enumerate(hints)]
    lines += ["};", "static_assert(sizeof kHintWeights / sizeof kHintWeights[0] == static_cast<int>(Hint::kCount));", "",
              "}  // namespace tamis::extract", ""]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--write", type=pathlib.Path, metavar="REPO_ROOT", help="without it the table is printed")
    parser.add_argument("--leave-out", type=int, metavar="FOLD")
    parser.add_argument("--rows", type=int, default=100, help="questions to keep")
    args = parser.parse_args()
    names = [line.split() for line in subprocess.run([args.tool, "--names"], check=True, capture_output=True, text=True).stdout.splitlines()]
    measures = [name for kind, name in names if kind == "measure"]
    hints = [name for kind, name in names if kind == "hint"]
    index = {name: i for i, name in enumerate(measures)}
    questions = [(name, edge) for name in measures for edge in EDGES.get(name, (1,))] + [("hint", i) for i in range(len(hints))]
    parts, pages = [], 0
    digest = hashlib.sha256()
    for name in SETS:
        for suffix in ("warc.zst", "gold.jsonl.gz"):
            digest.update((args.data / f"{name}.{suffix}").read_bytes())
        for url, row, m, h, y, words, w in read_rows(args.tool, args.data, name, len(measures)):
            if host_fold(url) == args.leave_out:
                continue
            used = w > 0
            parts.append((answers(m[used], h[used], questions, index), y[used], w[used], np.full(used.sum(), host_fold(url)),
                          np.full(used.sum(), pages), words[used], np.full(used.sum(), "text" in row)))
            pages += 1
    a, y, w, folds, page, words, from_wcxb = (np.concatenate(column) for column in zip(*parts))
    w /= w.mean()
    print(f"{pages} pages, {len(y)} blocks, {a.shape[1]} candidates")
    chosen, x = choose(a, y, w, args.rows)
    if args.leave_out is None:
        out_of_fold(a[:, chosen], y, w, folds, page, words, from_wcxb)
    text = table([questions[j] for j in chosen], x[:-1], x[-1], index, hints, digest.hexdigest()[:16])
    if args.write:
        (args.write / "src/extract/decide/score_table.h").write_text(text)
    else:
        print(text)


if __name__ == "__main__":
    sys.exit(main())
