"""Learns the models of src/extract/model: which blocks are main text, and of what type a page is.

Usage: fit_model.py BLOCK_ROWS DATA_DIR [--write REPO_ROOT] [--leave-out FOLD] [--report DIR]
  BLOCK_ROWS  build/dev/tamis_block_rows
  DATA_DIR    folder with NAME.warc.zst and NAME.gold.jsonl.gz for the sets below
Needs the packages of training/requirements.txt and the zstd command; 15 minutes and 8 GB on two cores.

Labels: blocks are aligned with the gold text (alignment.h); the label is the share of a block's words that
the gold holds. wcxb-a: every block, each page weighs the same, its blocks by words. trafilatura-a: only the
blocks that hold one of its chunks. Pages with labels of our own (label_pages.py) count half. Pages whose gold is empty are left out of training, never out of scoring.
Class and id names: log-odds of the mean label, averaged over hosts, for names of at least MIN_HOSTS hosts;
rows to learn from see the odds of other hosts only (folds within folds). All folds are by host.

--ablate only tells what the groups of columns are worth. Without --leave-out, five folds are scored first: F1 by page type, reliability, gain of columns, worst pages;
all of it is printed, and written to DIR with --report. --leave-out 0..4 fits without the hosts of one fold:
training/out_of_fold.py does so for each, and scores the engine itself.
"""
import argparse
import collections
import gzip
import hashlib
import io
import json
import pathlib
import re
import struct
import subprocess
import tempfile
import urllib.parse

import lightgbm
import numpy as np

import export_forest
from label_pages import block_labels, read_label_pages
from fit_scores import SETS, chunk_labels, flat, host_fold, read_warc

TYPES = ("article", "documentation", "service", "forum", "listing", "collection", "product")  # as enum PageType
MIN_HOSTS = 4      # that have a name, before it says anything
PRIOR_HOSTS = 3.0  # of a name, as if seen with the average label
AVERAGE = .42      # label of all blocks, by words
TREES = 200        # of each seed
SEEDS = (1, 2)
BLOCKS = dict(objective="cross_entropy", num_leaves=16, learning_rate=.08, min_data_in_leaf=50, feature_fraction=.4,
              bagging_fraction=.8, bagging_freq=1, lambda_l2=5, max_bin=255, seed=1, deterministic=True, force_row_wise=True,
              num_threads=2, verbose=-1)
TYPE_TREES = 80
PAGES = dict(objective="binary", num_leaves=8, learning_rate=.1, min_data_in_leaf=5, feature_fraction=.3, bagging_fraction=.8,
             bagging_freq=1, lambda_l2=5, max_bin=63, seed=1, deterministic=True, force_row_wise=True, num_threads=2, verbose=-1)
TOGETHER, CHANCES = .8, 24  # as in cut.cc and best_set.cc
CHECK_ROWS = 24
CURVE_STEPS = 10
OWN = "own labels"
NO_FOLD = -1
LABELS = pathlib.Path(__file__).parent / "labels" / "pages.jsonl"
WORD = re.compile(r"\w+")


def site(url):
    return ".".join((urllib.parse.urlparse(url).hostname or "").split(".")[-2:])


class Page:
    """A page of the sets: its request to BLOCK_ROWS, its gold, and what came back."""

    def __init__(self, name, url, content_type, body, gold):
        self.set, self.url, self.site, self.gold, self.text = name, url, site(url), gold, gold.get("text") or ""
        head = b"%d %d %d %d\n" % (len(url.encode()), len(content_type), len(body), len(self.text.encode()))
        self.request = head + url.encode() + content_type + body + self.text.encode()
        self.fold = host_fold(url)
        self.inner_fold = int(hashlib.md5(b"inner" + self.site.encode()).hexdigest(), 16) % 5

    def labelled(self):
        return self.known.any() and ("text" not in self.gold or bool(self.text.strip()))

    def share(self):
        """How much it counts: what we labelled follows the sets' convention less closely."""
        return .5 if self.set == OWN else 1.


def read_pages(data, downloads):
    pages = []
    for name in SETS:
        with gzip.open(data / f"{name}.gold.jsonl.gz", "rt", encoding="utf-8") as lines:
            gold = {row["record_id"]: row for row in map(json.loads, lines)}
        for record, url, content_type, body in read_warc(data / f"{name}.warc.zst"):
            if record in gold:
                pages.append(Page(name, url, content_type, body, gold[record]))
    scored = {p.site for p in pages}
    bodies = lambda name: {record: body for record, _, _, body in read_warc(data / f"{name}.warc.zst")}
    downloads.mkdir(parents=True, exist_ok=True)
    for row, body in read_label_pages(LABELS, downloads, bodies):
        page = Page(OWN, row["url"] or f"http://{row['sha256']}.invalid/", b"", body, row)
        page.gold["page_type"] = collections.Counter(reading["page_type"] for reading in row["passes"]).most_common(1)[0][0]
        if page.site not in scored:
            page.fold = NO_FOLD  # learned from in each
        pages.append(page)
    return pages


class Engine:
    """Asks BLOCK_ROWS, which asks the engine."""

    def __init__(self, tool):
        self.tool = tool
        self.columns = self.run(["--columns"], b"").decode().split()
        self.named = [i for i, c in enumerate(self.columns) if c.startswith("name_") or c.endswith("_name")]

    def run(self, arguments, request):
        return subprocess.run([self.tool, *arguments], input=request, check=True, capture_output=True).stdout

    def read(self, pages):
        """Fills rows, mean, label, known, words, texts and names of each page."""
        out, at = self.run([], b"".join(p.request for p in pages)), 0
        for p in pages:
            count, width = struct.unpack_from("<II", out, at)
            at += 8
            p.rows = np.frombuffer(out, np.uint8, count * width, at).reshape(count, width)
            at += p.rows.nbytes
            p.mean = np.frombuffer(out, np.uint8, width, at)
            at += p.mean.nbytes
            p.label, p.words = np.zeros(count, np.float32), np.zeros(count, np.float32)
            p.texts, p.names, ranges = [], [], []
            for i in range(count):
                p.label[i], p.words[i], begin, end, size = struct.unpack_from("<fIIII", out, at)
                ranges.append((begin, end))
                p.texts.append(out[at + 20:at + 20 + size].decode("utf-8", "replace"))
                at += 20 + size
                hashes, = struct.unpack_from("<I", out, at)
                p.names.append(np.frombuffer(out, np.uint32, hashes, at + 4))
                at += 4 + 4 * hashes
            p.known = np.ones(count, bool)
            if p.set == OWN:
                p.label = block_labels(p.gold, ranges)
            elif "text" not in p.gold:
                labels = chunk_labels(p.texts, p.gold)
                p.known, p.label = labels >= 0, np.maximum(labels, 0).astype(np.float32)
        assert at == len(out)

    def rows(self, pages, odds):
        """[(rows, mean)] of the pages with these odds of names."""
        with tempfile.NamedTemporaryFile("w") as file:
            file.write("".join(f"{h} {v:.2f}\n" for h, v in odds.items()))
            file.flush()
            out, at, found = self.run([file.name], b"".join(p.request for p in pages)), 0, []
        for p in pages:
            count, width = struct.unpack_from("<II", out, at)
            both = np.frombuffer(out, np.uint8, (count + 1) * width, at + 8).reshape(count + 1, width)
            at += 8 + both.nbytes
            rows, mean = p.rows.copy(), p.mean.copy()
            rows[:, self.named], mean[self.named] = both[:-1], both[-1]
            found.append((rows, mean))
        return found

    def nested_rows(self, pages):
        """The same, each page with the odds that the other inner folds give."""
        found = [None] * len(pages)
        for fold in range(5):
            inside = [i for i, p in enumerate(pages) if p.inner_fold == fold]
            odds = name_odds([p for p in pages if p.inner_fold != fold])
            for i, row in zip(inside, self.rows([pages[i] for i in inside], odds)):
                found[i] = row
        return found


def name_odds(pages):
    """{hash of a name: log-odds, to two digits}."""
    sums = collections.defaultdict(dict)  # name -> site -> [label, weight]
    for p in pages:
        weights = p.words * p.known
        for i in np.nonzero(weights)[0]:
            for name in p.names[i].tolist():
                of_site = sums[name].setdefault(p.site, [0., 0.])
                of_site[0] += weights[i] * p.label[i]
                of_site[1] += weights[i]
    odds = {}
    for name, sites in sums.items():
        if len(sites) < MIN_HOSTS:
            continue
        mean = (sum(a / b for a, b in sites.values()) + PRIOR_HOSTS * AVERAGE) / (len(sites) + PRIOR_HOSTS)
        mean = min(max(mean, .01), .99)
        odds[name] = round(float(np.log(mean / (1 - mean)) - np.log(AVERAGE / (1 - AVERAGE))), 2)
    return odds


def weights(page):
    of_page = (page.words + 1) * page.known
    return of_page / of_page.sum() * 1000 * page.share()


class Mean:
    """The model whose log-odds are the mean of those of `models`."""

    def __init__(self, models):
        self.models = models

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.mean([m.predict(rows, raw_score=True) for m in self.models], axis=0)))

    def feature_importance(self, kind):
        return np.sum([m.feature_importance(kind) for m in self.models], axis=0)

    def text(self):
        return "".join(m.model_to_string() for m in self.models)


def fit_blocks(pages, rows, seeds=SEEDS, trees=TREES):
    used = [(p, r) for p, (r, _) in zip(pages, rows) if p.labelled()]
    x = np.concatenate([r[p.known] for p, r in used])
    y = np.concatenate([p.label[p.known] for p, _ in used])
    w = np.concatenate([weights(p)[p.known] for p, _ in used])
    return Mean([lightgbm.train(dict(BLOCKS, seed=seed), lightgbm.Dataset(x, y, weight=w), trees) for seed in seeds])


def fit_types(pages, rows):
    used = [(p, m) for p, (_, m) in zip(pages, rows) if "page_type" in p.gold and p.set != OWN and len(p.label)]  # own types: -.01
    x = np.array([m for _, m in used])
    return [lightgbm.train(PAGES, lightgbm.Dataset(x, np.array([p.gold["page_type"] == t for p, _ in used], float)), TYPE_TREES)
            for t in TYPES]


def best_set(p, words):
    """(kept, expected F1): the choice of best_set.cc."""
    if not len(p) or p.max() < .1:
        return np.zeros(len(p), bool), 0.
    order = np.argsort(-p, kind="stable")
    hit, taken = np.cumsum((p * words)[order]), np.cumsum(words[order])
    apart = 2 * hit / (taken + hit[-1])
    content = np.array([words[p > u].sum() for u in (np.arange(CHANCES) + .5) / CHANCES])
    together = (2 * np.minimum(taken[:, None], content) / np.maximum(taken[:, None] + content, 1)).mean(1)
    expected = (1 - TOGETHER) * apart + TOGETHER * together
    best = int(np.argmax(expected))
    return p >= p[order[best]], float(expected[best])


def f1(texts, gold):
    a, b = (collections.Counter(WORD.findall(t.lower())) for t in ("\n".join(texts), gold))
    both, total = sum((a & b).values()), sum(a.values()) + sum(b.values())
    return 2 * both / total if total else 1.


def hide(rows, columns):
    for blocks, mean in rows:
        blocks[:, columns] = mean[columns] = 0
    return rows


class Folds:
    """What five folds by host give. `without`: names of columns that are hidden from the block model; `seeds` of it."""

    def __init__(self, engine, pages, without=(), seeds=SEEDS, trees=TREES):
        self.pages, self.p, self.types = pages, {}, {}
        hidden = [i for i, c in enumerate(engine.columns) if c in without]
        self.gain = np.zeros(len(engine.columns))
        for fold in range(5):
            learned = [p for p in pages if p.fold != fold]
            rows = hide(engine.nested_rows(learned), hidden)
            blocks, types = fit_blocks(learned, rows, seeds, trees), fit_types(learned, rows)
            self.gain += blocks.feature_importance("gain")
            asked = [i for i, p in enumerate(pages) if p.fold == fold]
            for i, (r, m) in zip(asked, hide(engine.rows([pages[i] for i in asked], name_odds(learned)), hidden)):
                self.p[i] = blocks.predict(r) if len(r) else np.zeros(0)
                self.types[i] = np.array([t.predict(m[None])[0] for t in types])
        self.kept = {i: best_set(p, pages[i].words) for i, p in self.p.items()}
        self.f1 = {i: f1([t for t, k in zip(pages[i].texts, self.kept[i][0]) if k], pages[i].text)
                   for i in self.p if pages[i].set == "wcxb-a"}

    def curve(self):
        """Expected F1 in CURVE_STEPS steps -> mean F1 around there, made to rise."""
        expected = np.array([self.kept[i][1] for i in self.f1])
        real = np.array(list(self.f1.values()))
        knots = np.linspace(0, 1, CURVE_STEPS + 1)
        near = np.maximum(0, 1 - np.abs(expected[:, None] - knots) * CURVE_STEPS)
        curve = (near.T @ real + knots) / (near.sum(0) + 1)
        while np.any(np.diff(curve) < 0):  # pool neighbours that fall
            at = int(np.argmax(np.diff(curve) < 0))
            curve[at:at + 2] = curve[at:at + 2].mean()
        return curve

    def lines(self, columns):
        by_type = collections.defaultdict(list)
        for i, value in self.f1.items():
            by_type[self.pages[i].gold["page_type"]].append(value)
        yield "## Out of fold, choice of the highest expected F1, before the engine's own rules"
        yield f"wcxb-a F1 {np.mean(list(self.f1.values())):.4f}"
        for t in TYPES:
            yield f"  {t:14} {np.mean(by_type[t]):.3f}  ({len(by_type[t])} pages)"
        yield "trafilatura-a chunks: P {:.3f} R {:.3f} F1 {:.4f}".format(*self.chunks())
        yield "  not in English: P {:.3f} R {:.3f} F1 {:.4f}".format(*self.chunks(lambda p: not is_english(p.texts)))
        yield "## Page types"
        known = [i for i in self.f1 if len(self.p[i])]
        right = [TYPES[int(np.argmax(self.types[i]))] == self.pages[i].gold["page_type"] for i in known]
        yield f"accuracy {np.mean(right):.3f}"
        yield "## Reliability: confidence, mean F1, pages"
        confidence = np.interp([self.kept[i][1] for i in self.f1], np.linspace(0, 1, CURVE_STEPS + 1), self.curve())
        real, error = np.array(list(self.f1.values())), 0.
        for low in np.arange(0, 1, .1):
            inside = (confidence >= low) & (confidence < low + .1 + (low > .85))
            if inside.any():
                yield f"  {confidence[inside].mean():.3f} {real[inside].mean():.3f} {inside.sum()}"
                error += inside.sum() * abs(confidence[inside].mean() - real[inside].mean())
        yield f"expected calibration error {error / len(real):.3f}"
        yield "## Gain of columns, in thousandths of all"
        order = np.argsort(-self.gain)
        yield ", ".join(f"{columns[i]} {self.gain[i] / self.gain.sum() * 1000:.1f}" for i in order if self.gain[i] > 0)
        yield "## Twenty worst pages: F1, precision, recall, best possible with these blocks, type, URL"
        for i in sorted(self.f1, key=self.f1.get)[:20]:
            p, kept = self.pages[i], self.kept[i][0]
            hit, taken, gold = (p.label * p.words)[kept].sum(), p.words[kept].sum(), len(WORD.findall(p.text))
            best = f1([t for t, y in zip(p.texts, p.label) if y >= .5], p.text)
            yield f"  {self.f1[i]:.2f} {hit / max(taken, 1):.2f} {min(hit / max(gold, 1), 1):.2f} {best:.2f} {p.gold['page_type']} {p.url}"

    def chunks(self, wanted_page=lambda page: True):
        tp = fp = wanted = 0
        for i, p in enumerate(self.pages):
            if p.set != "trafilatura-a" or not wanted_page(p):
                continue
            text = flat(" ".join(t for t, k in zip(p.texts, self.kept[i][0]) if k))
            tp += sum(flat(c) in text for c in p.gold["with"])
            fp += sum(flat(c) in text for c in p.gold["without"])
            wanted += len(p.gold["with"])
        return tp / (tp + fp), tp / wanted, 2 * tp / (tp + fp + wanted)


def is_english(texts):
    """Whether a twentieth of the words are "the", "and" or "of"."""
    words = WORD.findall(" ".join(texts).lower())
    return sum(word in ("the", "and", "of") for word in words) * 20 >= len(words)


GROUPS = {  # of columns, for --ablate
    "class and id names": r"name_|.*_name$",
    "hints of classes and roles": r"up_(?!tag_)|under_|comment_|post_",
    "tags": r"tag$|up_tag_|kind|heading[123]?$|list_item|table_cell|code$|quote$|caption|form$|button",
    "repeated structure": r".*_(twins|kin|kin_words)$|card_|group_",
    "repeated text": r"repeat|same_text|page_repeated",
    "ancestors": r"a[1234]_",
    "neighbours": r"previous_|next_|second_|near_|since_|until_",
    "position": r"before|.*words_(before|after)|after_|prose_after|in_container|title_distance",
    "core of the prose": r"core|in_core|below_core|in_prose|page_core|section_",
    "the page as a whole": r"page_|.*_page$",
    "phrases of languages": r"phrase_|mentions_|leads_on",
}


def ablations(engine, pages):
    """Lines: F1 out of fold without each group of columns, by a smaller forest."""
    yield "F1 out of fold without a group of columns, 100 trees of one seed (another seed: +-.001): wcxb-a, trafilatura-a"
    for name, pattern in [("all columns", "$.")] + list(GROUPS.items()):
        without = {c for c in engine.columns if re.match(pattern, c)}
        folds = Folds(engine, pages, without, SEEDS[:1], TREES // 2)
        yield f"  {name:28} {len(without):3} columns  {np.mean(list(folds.f1.values())):.4f}  {folds.chunks()[2]:.4f}"


def write_table(root, engine, pages, data_hash, curve):
    rows = engine.nested_rows(pages)
    blocks, types, odds = fit_blocks(pages, rows), fit_types(pages, rows), name_odds(pages)
    spread = [(p, r) for p, (r, _) in zip(pages, rows) if len(r) > 5]
    step = max(1, len(spread) // CHECK_ROWS)
    check = np.array([r[len(r) // 2] for _, r in spread[::step]])[:CHECK_ROWS]
    made = hashlib.sha256(blocks.text().encode() + json.dumps(sorted(odds.items())).encode()).hexdigest()[:8]
    forests = [export_forest.cpp_forest(blocks.models, len(engine.columns), "Block")]
    forests += [export_forest.cpp_forest([model], len(engine.columns), t.capitalize()) for model, t in zip(types, TYPES)]
    floats = lambda values: export_forest.lines(map(export_forest.c_float, values))
    names = export_forest.lines("{%du,%d}" % (h, round(v * 100)) for h, v in sorted(odds.items()) if round(v * 100))
    (root / "src/extract/model/model_table.cc").write_text(f"""// Generated by training/fit_model.py. Do not edit.
// Command: training/fit_model.py build/dev/tamis_block_rows DATA_DIR --write .
// Data:    {" and ".join(SETS)}, sha256 of their files {data_hash}
// clang-format off
#include "extract/model/model_table.h"

namespace tamis::extract {{
namespace {{

{"".join(forests)}
constexpr LearnedName kNames[] = {{
{names}
}};
constexpr float kConfidence[] = {{
{floats(curve)}
}};
constexpr uint8_t kCheckRows[] = {{
{export_forest.lines(check.reshape(-1))}
}};
constexpr float kCheckProbabilities[] = {{
{floats(blocks.predict(check))}
}};
constexpr ModelTable kTable = {{
    kBlockForest, {{{", ".join(f"k{t.capitalize()}Forest" for t in TYPES)}}}, kNames, kConfidence,
    {export_forest.columns_hash(engine.columns)}u, "blocks-{made}", kCheckRows, kCheckProbabilities,
}};

}}  // namespace

const ModelTable& CommittedModel() {{ return kTable; }}

}}  // namespace tamis::extract
""", encoding="utf-8")
    return odds


def vocabulary(engine, pages, odds):
    found = engine.run(["--vocabulary"], b"".join(p.request for p in pages)).decode("utf-8", "replace")
    names = {int(h): name for h, _, name in (line.partition(" ") for line in found.split("\n") if line)}
    return "".join(f"{v:+.2f} {names.get(h, '?')}\n" for h, v in sorted(odds.items(), key=lambda item: item[1]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--write", type=pathlib.Path)
    parser.add_argument("--leave-out", type=int)
    parser.add_argument("--report", type=pathlib.Path)
    parser.add_argument("--ablate", action="store_true", help="only tell what each group of columns is worth (half an hour)")
    parser.add_argument("--downloads", type=pathlib.Path, default=pathlib.Path("build/training"), help="keeps the packages with pages that we labelled")
    args = parser.parse_args()
    digest = hashlib.sha256()
    for name in SETS:
        for kind in ("warc.zst", "gold.jsonl.gz"):
            digest.update((args.data / f"{name}.{kind}").read_bytes())
    digest.update(LABELS.read_bytes())
    engine, pages = Engine(args.tool), read_pages(args.data, args.downloads)
    engine.read(pages)
    print(f"{len(pages)} pages, {sum(len(p.label) for p in pages)} blocks, {len(engine.columns)} columns", flush=True)
    if args.ablate:
        lines = []
        for line in ablations(engine, pages):
            print(line, flush=True)
            lines.append(line + "\n")
        if args.report:
            (args.report / "ablations.txt").write_text("".join(lines), encoding="utf-8")
        return
    curve = np.linspace(0, 1, CURVE_STEPS + 1)
    if args.leave_out is not None:
        pages = [p for p in pages if p.fold != args.leave_out]
    else:
        folds = Folds(engine, pages)
        curve, report = folds.curve(), "\n".join(folds.lines(engine.columns)) + "\n"
        print(report, flush=True)
        if args.report:
            (args.report / "model.txt").write_text(report, encoding="utf-8")
    if args.write:
        odds = write_table(args.write, engine, pages, digest.hexdigest()[:16], curve)
        if args.report:
            (args.report / "names.txt").write_text(vocabulary(engine, pages, odds), encoding="utf-8")


if __name__ == "__main__":
    main()
