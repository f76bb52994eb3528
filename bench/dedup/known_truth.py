#!/usr/bin/env python3
"""Deduplication against a known truth.

Makes a corpus of groups around texts: copies, edits of 1 to 5 % of the words, added headers, half
overlaps, shuffled paragraphs, changed white space and case. What is true is counted here by brute
force: the Jaccard similarity of sets of 5-word shingles, of every two documents of a group
(documents of different groups share nothing but their language). Then runs `tamis dedup` on it and
prints recall and precision of pairs and of documents at the threshold; --shuffles checks that the
order of rows and the number of threads change nothing; --peers runs other tools on the same rows.

    bench/dedup/known_truth.py --tamis build/release/tamis
    bench/dedup/known_truth.py --tamis build/release/tamis --documents 20000 --shuffles 10 --peers

Texts come from the pages of TAMIS_SHARED (default ../shared) where they are, else they are made.

  pair      two documents of at least the threshold; found when in pairs.jsonl or when both have the
            same text as two that are
  pair of a cluster   two for which the same row stays: all that a tool without pairs says
  document  it goes; right when the row that it names stays and is at least that similar; missed
            when it stays and another one that stays is at least that similar
"""
import argparse
import collections
import gzip
import itertools
import json
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time

from peers import PEERS
from rows import read_lines, shingles, write_rows

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("TAMIS_SHARED", ROOT.parent / "shared"))


def shared_paragraphs():
    """Paragraphs of the shared pages, each once."""
    seen = {}
    for name in ("wcxb-a", "trafilatura-a", "htmldate-a"):
        path = SHARED / "data" / f"{name}.gold.jsonl.gz"
        if not path.exists():
            continue
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            for line in rows:
                text = json.loads(line).get("text") or ""
                for paragraph in text.split("\n"):
                    if len(paragraph) > 60:
                        seen[paragraph.strip()] = None
    return list(seen)


def base_words(rng, paragraphs, vocabulary):
    """A new text: sentences of the pages with a fifth of the words replaced, so that no two of them
    share more than chance; made words without pages."""
    count = max(20, int(rng.lognormvariate(5.6, 0.7)))
    words = []
    while len(words) < count:
        if paragraphs:
            words += rng.choice(paragraphs).split()
        else:
            words += rng.choices(vocabulary, k=60)
    words = words[:min(count, 4000)]
    return [rng.choice(vocabulary) if rng.random() < 0.3 else w for w in words]


def variants(rng, words, other, vocabulary):
    """Documents made of one text, with what was done."""
    def edited(share):
        return [rng.choice(vocabulary) if rng.random() < share else w for w in words]

    def blocks(size):
        return [words[i:i + size] for i in range(0, len(words), size)]

    kinds = ["copy", "space", "case", "edit", "edit", "edit", "header", "half", "shuffle", "cut"]
    for _ in range(rng.choice([0, 0, 1, 1, 1, 2, 3, 5])):
        kind = rng.choice(kinds)
        if kind == "copy":
            yield kind, " ".join(words)
        elif kind == "space":
            yield kind, "  ".join(words) + "\n"
        elif kind == "case":
            yield kind, " ".join(words).upper()
        elif kind == "edit":
            yield kind, " ".join(edited(rng.uniform(0.01, 0.05)))
        elif kind == "header":
            yield kind, " ".join(rng.choices(vocabulary, k=rng.randint(5, 60)) + words)
        elif kind == "half":
            yield kind, " ".join(words[:len(words) // 2] + other[:len(other) // 2])
        elif kind == "shuffle":
            parts = blocks(rng.randint(20, 80))
            rng.shuffle(parts)
            yield kind, " ".join(itertools.chain(*parts))
        else:
            yield kind, " ".join(words[:int(len(words) * rng.uniform(0.7, 0.98))])


def make_corpus(count, seed):
    """Rows and the groups that they are of."""
    rng = random.Random(seed)
    paragraphs = shared_paragraphs()
    letters = "abcdefghijklmnopqrstuvwxyz"
    vocabulary = ["".join(rng.choices(letters, k=rng.randint(2, 9))) for _ in range(30000)]
    if paragraphs:
        vocabulary += sorted({w for p in paragraphs[:5000] for w in p.split()})
    rows, groups, other = [], [], ["none"]
    while len(rows) < count:
        words = base_words(rng, paragraphs, vocabulary)
        group = len(groups)
        texts = [("base", " ".join(words)), *variants(rng, words, other, vocabulary)]
        groups.append(list(range(len(rows), len(rows) + len(texts))))
        for kind, text in texts:
            rows.append({"id": f"d{len(rows)}", "text": text, "kind": kind, "group": group})
        other = words
    return rows, groups, bool(paragraphs)


def jaccard(a, b):
    common = len(a & b)
    return common / (len(a) + len(b) - common)


def true_pairs(rows, groups, threshold):
    """Similarity of all pairs of a group, by ids; neighbours of the next group for half overlaps."""
    similar = {}
    previous = []
    for group in groups:
        sets = [(rows[i]["id"], shingles(rows[i]["text"])) for i in group]
        for (a, x), (b, y) in itertools.chain(itertools.combinations(sets, 2),
                                              itertools.product(previous, sets)):
            value = jaccard(x, y)
            if value > 0.3:
                similar[a, b] = value
        previous = sets
    return similar, {pair for pair, value in similar.items() if value >= threshold}


def by_number(pair):
    """A pair of ids in the order in which the rows were made."""
    return tuple(sorted(pair, key=lambda name: int(name[1:])))


def read_rows(folder):
    for path in sorted(folder.rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            yield from map(json.loads, rows)


def run(command, log=os.devnull):
    """Seconds of wall clock and of CPU."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.time()
    with open(log, "w") as said:
        subprocess.run(command, check=True, stdout=said, stderr=said)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.time() - start, cpu


def ratio(part, whole):
    return part / whole if whole else 1.0


def score_documents(kept, gone, similar, threshold):
    """(recall, precision, and precision when any row that stays will do): `gone` maps ids to the
    ids that stay for them."""
    def of(a, b):
        return similar.get((a, b), similar.get((b, a), 0))

    right = sum(gone[a] in kept and of(a, gone[a]) >= threshold for a in gone)
    missed, covered = set(), set()
    for (a, b), value in similar.items():
        if value < threshold:
            continue
        if a in kept and b in kept:
            missed.add(b)
        elif a in kept or b in kept:
            covered.update({a, b} - kept)
    return ratio(right, right + len(missed)), ratio(right, len(gone)), ratio(len(covered), len(gone))


def score_tamis(args, path, rows, similar, truth, folder):
    out = folder / "out"
    plain = run([args.tamis, "dedup", path, "-o", out, "-q", "--threads", str(args.threads)])
    print(f"tamis: {len(rows) / plain[0]:,.0f} rows/s, {plain[0]:.1f} s, CPU {plain[1]:.1f} s")
    kept = {row["id"]: row for row in read_rows(out / "documents")}
    gone = {row["id"]: row for row in read_rows(out / "removed")}
    if len(kept) + len(gone) != len(rows):
        sys.exit(f"{len(rows)} rows in, {len(kept) + len(gone)} out")
    recall, precision, _ = score_documents(
        set(kept), {a: row["duplicate_of"] for a, row in gone.items()}, similar, args.threshold)
    # Where the words of Python's \w are others: marks, full-width letters.
    wrong = [a for a, row in gone.items()
             if abs(similar.get((a, row["duplicate_of"]),
                                similar.get((row["duplicate_of"], a), 0)) - row["similarity"]) > 1e-3]
    print(f"  documents: {len(gone)} go; recall {recall:.5f}, precision {precision:.5f}; "
          f"{len(wrong)} with another similarity by Python's words")
    pairs_out = folder / "pairs"
    run([args.tamis, "dedup", path, "-o", pairs_out, "-q", "--pairs",
         "--threads", str(args.threads)])
    text_of = {row["id"]: " ".join(row["text"].split()) for row in rows}
    by_text = collections.defaultdict(list)
    for row in rows:
        by_text[text_of[row["id"]]].append(row["id"])
    found = set()
    for same in by_text.values():
        found.update(itertools.combinations(same, 2))
    for pair in read_lines(pairs_out / "pairs.jsonl"):
        a, b = text_of[pair["id"]], text_of[pair["other_id"]]
        found.update(itertools.product(by_text[a], by_text[b]))
    found = set(map(by_number, found))
    hits = len(found & truth)
    print(f"  pairs: {len(truth)} true, {len(found)} found; recall {ratio(hits, len(truth)):.5f}, "
          f"precision {ratio(hits, len(found)):.5f}")
    stays = {**{a: a for a in kept}, **{a: row["duplicate_of"] for a, row in gone.items()}}
    cluster_recall, cluster_precision = score_clusters(stays, similar, truth)
    print(f"  pairs of its clusters: recall {cluster_recall:.5f}, precision {cluster_precision:.5f}",
          flush=True)
    return recall, precision, ratio(hits, len(truth)), ratio(hits, len(found))


def outcome(folder):
    """What a run said of each row, without the order of rows."""
    return sorted(json.dumps(row, sort_keys=True) for row in read_rows(folder))


def check_order(args, rows, folder):
    rng = random.Random(5)
    want = outcome(folder / "out")
    for i in range(args.shuffles):
        shuffled = rows[:]
        rng.shuffle(shuffled)
        path, out = folder / "shuffled.jsonl", folder / f"order-{i}"
        write_rows(shuffled, path)
        run([args.tamis, "dedup", path, "-o", out, "-q", "--threads", str(1 + i % 3)])
        if outcome(out) != want:
            sys.exit(f"shuffle {i} with {1 + i % 3} threads gave another result")
    print(f"  {args.shuffles} shuffles, with 1 to 3 threads: the same rows every time")


def score_clusters(stays, similar, truth):
    """(recall, precision) of the pairs of rows for which the same row stays."""
    members = collections.defaultdict(list)
    for name, kept in stays.items():
        members[kept].append(name)
    found = {by_number(pair) for names in members.values()
             for pair in itertools.combinations(names, 2)}
    hits = len(found & truth)
    return ratio(hits, len(truth)), ratio(hits, len(found))


def run_peer(name, args, path, rows, similar, truth, folder):
    out, log = folder / f"{name}.json", folder / f"{name}.log"
    command = [sys.executable, ROOT / "bench" / "dedup" / "peers.py", name, path,
               str(args.threshold), out]
    try:
        seconds, cpu = run(command, log)
    except subprocess.CalledProcessError as error:
        last = log.read_text(errors="replace").strip().splitlines()[-1:] or ["nothing was said"]
        print(f"{name}: {'not installed' if error.returncode == 3 else 'failed'}: {last[0]}")
        return
    stays = json.loads(out.read_text())
    kept = {row for row, other in stays.items() if row == other}
    gone = {row: other for row, other in stays.items() if row != other}
    recall, precision, any_precision = score_documents(kept, gone, similar, args.threshold)
    pair_recall, pair_precision = score_clusters(stays, similar, truth)
    print(f"{name}: {len(rows) / seconds:,.0f} rows/s, {seconds:.1f} s, CPU {cpu:.1f} s\n"
          f"  documents: {len(gone)} go; recall {recall:.5f}, precision {precision:.5f} "
          f"({any_precision:.5f} by any row that stays)\n"
          f"  pairs of its clusters: recall {pair_recall:.5f}, precision {pair_precision:.5f}",
          flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tamis", default=str(ROOT / "build" / "release" / "tamis"))
    parser.add_argument("--documents", type=int, default=200000)
    parser.add_argument("--threshold", type=float, default=0.8)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--shuffles", type=int, default=0)
    parser.add_argument("--peers", nargs="*", metavar="NAME", choices=PEERS,
                        help=f"needs requirements.txt; without names all: {', '.join(PEERS)}")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rows, groups, real = make_corpus(args.documents, args.seed)
    random.Random(args.seed).shuffle(order := list(range(len(rows))))
    similar, truth = true_pairs(rows, groups, args.threshold)
    truth = set(map(by_number, truth))
    print(f"{len(rows)} rows of {len(groups)} texts "
          f"({'words of the shared pages' if real else 'made words'}), {len(truth)} similar pairs")
    rows = [rows[i] for i in order]
    with tempfile.TemporaryDirectory(prefix="tamis-dedup-") as name:
        folder = pathlib.Path(name)
        path = folder / "docs.jsonl"
        write_rows(rows, path)
        scores = score_tamis(args, path, rows, similar, truth, folder)
        if args.shuffles:
            check_order(args, rows, folder)
        for peer in args.peers or PEERS if args.peers is not None else ():
            run_peer(peer, args, path, rows, similar, truth, folder)
    recall, precision, pair_recall, pair_precision = scores
    if min(recall, pair_recall) < 0.995 or min(precision, pair_precision) < 0.99:
        sys.exit("below recall 0.995 or precision 0.99")


if __name__ == "__main__":
    main()
