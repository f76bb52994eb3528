"""What --site-boilerplate does to the text: F1 on sites that are made of pages with gold.

Usage: run.py TAMIS SHARED_DIR [--pages N] [--siblings N] [--work DIR]
For every N-th page of wcxb-a a site is written: the page itself, which is scored, and siblings of it.

  shared   siblings have other main text and all else alike: the most that counting can find
  half     likewise, and of everything else each block differs with a chance of one half
  mixed    three siblings are near copies, the others as in `shared`
  copies   siblings are near copies: a tenth of what is not main text differs
  revised  copies in which a third of the main text differs as well

The first two should gain, the others lose nothing. Text is made different by exchanging words for
others of the page. What is main text is told by the gold: a block is when most of its runs of four
words stand there. Then the pages of wcxb-a themselves are run and scored where their host has
three pages or more.
"""
import argparse
import gzip
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import urllib.parse

MODES = ("shared", "half", "mixed", "copies", "revised")
TAG = re.compile(rb"(<[^>]*>)")
CANONICAL = re.compile(rb"<link[^>]*canonical[^>]*>", re.I)


def read_warc(path):
    """(record id, URL, page) of the responses of an uncompressed WARC."""
    with open(path, "rb") as f:
        while line := f.readline():
            if not line.startswith(b"WARC/"):
                continue
            head = {}
            while (line := f.readline().strip()):
                name, _, value = line.partition(b":")
                head[name.lower()] = value.strip().decode()
            block = f.read(int(head[b"content-length"]))
            if head[b"warc-type"] == "response":
                yield head[b"warc-record-id"], head[b"warc-target-uri"], block.partition(b"\r\n\r\n")[2]


def write_record(out, number, url, page):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%b" % (len(page), page)
    out.write(b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:site:%d>\r\nWARC-Target-URI: %b\r\n"
              b"WARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
              b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (number, url.encode(), len(http), http))


def run(tamis, source, out, *flags):
    subprocess.run([tamis, "run", str(source), "-o", str(out), "--overwrite", "--quiet", *flags], check=True)
    rows = {}
    for file in sorted((out / "documents").glob("*.jsonl.gz")):
        with gzip.open(file, "rt") as lines:
            rows.update((row["id"], row) for row in map(json.loads, lines))
    return rows


def runs_of_four(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))}


def blocks_of(row, page, gold):
    """(start, end, whether it is main text) of the blocks of a page."""
    known = runs_of_four(gold)
    blocks, at = [], 0
    for block in sorted(row["blocks"], key=lambda b: b["html_start"]):
        start, end = block["html_start"], block["html_end"]
        if start < at or end <= start:
            continue
        own = runs_of_four(TAG.sub(b" ", page[start:end]).decode(errors="replace"))
        blocks.append((start, end, 2 * len(own & known) >= len(own)))
        at = end
    return blocks


def scramble(html, rng, words):
    parts = TAG.split(html)
    for i in range(0, len(parts), 2):
        parts[i] = b" ".join(rng.choice(words) if len(w) > 3 and w.isalpha() and rng.random() < .7 else w
                             for w in parts[i].split(b" "))
    return b"".join(parts)


def sibling(page, blocks, mode, number, rng, words):
    near = mode in ("copies", "revised") or (mode == "mixed" and number < 4)
    out, at = [], 0
    for start, end, main in blocks:
        if near:
            change = rng.random() < (.33 if main else .1) and (not main or mode == "revised")
        else:
            change = main or (mode == "half" and rng.random() < .5)
        if change:
            out += [page[at:start], scramble(page[start:end], rng, words)]
            at = end
    return b"".join(out + [page[at:]])


def write_sites(pages, path, mode, siblings):
    number = 0
    with open(path, "wb") as out:
        for site, (url, page, blocks, words) in enumerate(pages):
            parts = urllib.parse.urlsplit(url)
            address = urllib.parse.urlunsplit(("https", f"site{site}.example", parts.path, parts.query, ""))
            for k in range(1 + siblings):
                rng = random.Random(f"{mode} {site} {k}")
                body = page if k == 0 else sibling(page, blocks, mode, k, rng, words)
                write_record(out, number, address if k == 0 else f"{address}{'&' if parts.query else '?'}v={k}", body)
                number += 1


def report(name, score, golds, before, after):
    def mean(rows):
        each = [score(rows[key]["text"] if key in rows else "", gold) for key, gold in golds.items()]
        return [sum(column) / len(each) for column in zip(*each)], [f1 for _, _, f1 in each]
    (first, was), (second, now) = mean(before), mean(after)
    better, worse = sum(b > a for a, b in zip(was, now)), sum(b < a for a, b in zip(was, now))
    print(f"{name:10} {len(golds):5} " + " ".join(f"{a:.4f} {b:.4f}  " for a, b in zip(first, second)) +
          f"{second[2] - first[2]:+.4f} {better:6} {worse:6}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tamis")
    parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("--pages", type=int, default=6, metavar="N", help="every N-th page; default 6")
    parser.add_argument("--siblings", type=int, default=9)
    parser.add_argument("--work", type=pathlib.Path)
    args = parser.parse_args()
    sys.path.insert(0, str(args.shared / "score"))
    from score import words as score
    work = args.work or pathlib.Path(tempfile.mkdtemp(prefix="tamis-site-"))
    work.mkdir(exist_ok=True)
    warc = work / "wcxb-a.warc"
    if not warc.exists():
        subprocess.run(["zstd", "-dqc", str(args.shared / "data/wcxb-a.warc.zst")], stdout=open(warc, "wb"), check=True)
    with gzip.open(args.shared / "data/wcxb-a.gold.jsonl.gz", "rt") as lines:
        golds = {row["record_id"]: row["text"] for row in map(json.loads, lines) if row["text"]}
    plain = run(args.tamis, warc, work / "plain")
    hosts, pages, page_golds = {}, [], {}
    for i, (key, url, page) in enumerate(read_warc(warc)):
        hosts.setdefault(urllib.parse.urlsplit(url).hostname.removeprefix("www."), []).append(key)
        if i % args.pages or key not in golds or key not in plain or plain[key]["content_charset"] != "UTF-8":
            continue
        page = CANONICAL.sub(lambda m: b" " * len(m[0]), page)
        words = re.findall(rb"[A-Za-z]{4,}", golds[key].encode()) or [b"word"]
        page_golds[f"<urn:site:{len(pages) * (1 + args.siblings)}>"] = golds[key]
        pages.append((url, page, blocks_of(plain[key], page, golds[key]), words))
    print("site       pages  precision        recall           F1               gain better  worse")
    for mode in MODES:
        source = work / "sites.warc"
        write_sites(pages, source, mode, args.siblings)
        report(mode, score, page_golds, run(args.tamis, source, work / "before"),
               run(args.tamis, source, work / "after", "--site-boilerplate"))
    counted = run(args.tamis, warc, work / "after", "--site-boilerplate")
    many = {key: golds[key] for keys in hosts.values() if len(keys) >= 3 for key in keys if key in golds}
    report("wcxb-a", score, many, plain, counted)


if __name__ == "__main__":
    main()
