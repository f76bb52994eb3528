"""Our Markdown, read by the reference parser (cmark-gfm), has the structure of our row.

For pages made at random of every construct, nested and filled with what Markdown might take for its
own, for the golden pages, and for wcxb-a where it is at hand, this must hold for each document:

  words     in order, those of the kept blocks (without numbers of one to three digits, which may
            become the numbers of items)
  headings  the kept headings outside of tables, in order
  code      the kept code, to the byte but for white space at line ends
  rows      each row of a data table, with the words of its line in `text`
  items     each item of `text`, in order, numbered or not as there

test_round_trip.py ROWS.jsonl...   checks the rows of these files and prints every failure
"""
import gzip
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).resolve().parent
SHARED = pathlib.Path(os.environ.get("TAMIS_SHARED", HERE.parents[2] / "shared"))
PAGES = 400

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MARKER = re.compile(r"[ ]*(?:-|(\d+)\.) \Z")


def words(text):
    return [word for word in re.findall(r"\w+", text.replace("_", " ")) if not re.fullmatch(r"\d{1,3}", word)]


class Parsed:
    """What cmark-gfm reads in a document."""

    def __init__(self, markdown):
        xml = subprocess.run(["cmark-gfm", "-e", "table", "-e", "strikethrough", "--unsafe", "--to", "xml"],
                             input=markdown.encode(), stdout=subprocess.PIPE, check=True).stdout
        root = ElementTree.fromstring(xml.replace(b' xmlns="http://commonmark.org/xml/1.0"', b""))
        self.text, self.headings, self.codes, self.rows, self.items = [], [], [], [], []
        self.html = []
        self.visit(root, False)

    def visit(self, root, in_table):
        # The tree is as deep as the Markdown nests, which tamis bounds.
        for node in root:
            if node.tag == "heading":
                self.headings.append(inline(node))
            if node.tag == "code_block":
                self.codes.append(node.text or "")
            if node.tag == "html_block":
                self.html.append(node.text or "")
            if node.tag == "list":
                number = int(node.get("start", 0))
                for item in node:
                    first = next((n for n in item.iter() if n.tag in ("paragraph", "heading", "code_block", "table")),
                                 None)
                    text = inline(first) if first is not None and first.tag in ("paragraph", "heading") else None
                    self.items.append((number if node.get("type") == "ordered" else None, text))
                    number += 1
                    self.visit([item], in_table)
                continue
            if node.tag in ("table_row", "table_header"):
                self.rows.append([inline(cell) for cell in node])
            if node.tag in ("paragraph", "heading", "table_cell"):
                self.text.append(inline(node))
            elif node.tag == "code_block":
                self.text.append(node.text or "")
            else:
                self.visit(node, in_table)


def inline(node):
    out = []
    for part in node.iter():
        if part.tag in ("text", "code"):
            out.append(part.text or "")
        elif part.tag in ("softbreak", "linebreak"):
            out.append("\n")
        elif part.tag == "html_inline":
            out.append("\n" if part.text == "<br>" else part.text)
    return "".join(out)


def same_lines(text):
    return [line.rstrip() for line in text.rstrip().split("\n") if line.strip()]


def check(row):
    """The failures of a row, as strings."""
    text = row["text"].encode()
    parsed = Parsed(NOT_XML.sub(" ", row["markdown"]))
    title = NOT_XML.sub(" ", row["title"] or "")
    kept = []
    for block in row["blocks"]:
        if not block["keep"]:
            continue
        line = text.rfind(b"\n", 0, block["text_start"]) + 1
        line_end = text.find(b"\n", block["text_end"])
        whole = text[line:line_end if line_end >= 0 else len(text)]
        body = NOT_XML.sub(" ", text[block["text_start"]:block["text_end"]].decode())
        in_table = block["kind"] != "code" and b"\t" in whole
        kept.append((block["kind"], body, text[line:block["text_start"]].decode(), in_table, whole))
    failures = []

    def compare(kind, want, have):
        if want != have:
            at = next((i for i, (a, b) in enumerate(zip(want, have)) if a != b), min(len(want), len(have)))
            failures.append(f"{kind}: {want[max(at - 2, 0):at + 3]} became {have[max(at - 2, 0):at + 3]}")

    headings = [words(h) for h in parsed.headings]
    want = [words(body) for kind, body, _, in_table, _ in kept if kind == "heading" and not in_table]
    said = words("\n".join(parsed.text))
    alone = [cells[0] for cells in parsed.rows if cells[0] and not any(cells[1:])]
    if len(want) > len(headings):  # a heading may be all of a row, and its line has no tab
        alone = [words(cell) for cell in alone]
        want = [h for h in want if h not in alone or h in headings]
    if headings and len(headings) == len(want) + 1 and headings[0] == words(title) and headings[1:] == want:
        headings = headings[1:]
        said = said[len(words(title)):]
    compare("headings", want, headings)
    formula = re.search(r"\$.+\$", row["markdown"], re.S)  # TeX for what the page shows
    if not formula:
        compare("words", [w for _, body, _, _, _ in kept for w in words(body)], said)
    compare("code", same_lines("\n".join(body for kind, body, _, _, _ in kept if kind == "code")),
            same_lines("\n".join(parsed.codes)))
    lines = []
    for _, _, _, in_table, whole in kept:
        if in_table and (not lines or lines[-1] != whole):
            lines.append(whole)
    rows = [words(line.decode()) for line in lines]
    have = [words(" ".join(row)) for row in parsed.rows]
    at = 0
    for row_words in rows:
        while at < len(have) and have[at] != row_words:
            at += 1
        if at == len(have):
            failures.append(f"rows: {row_words[:12]} is missing")
            break
    if parsed.html:
        failures.append(f"HTML: {parsed.html[0][:60]!r}")
    check_items(kept, parsed, failures)
    return failures


def check_items(kept, parsed, failures):
    at = 0
    for kind, body, before, in_table, _ in kept:
        marker = MARKER.fullmatch(before)
        if not marker or in_table or kind == "code":
            continue
        want = re.findall(r"[^\W_]+", body)
        while want and at < len(parsed.items):
            number, text = parsed.items[at]
            at += 1
            have = re.findall(r"[^\W_]+", text or "")
            starts = want[:len(have)] == have or want[1:1 + len(have)] == have  # "- 1. text": an item in an item
            if have and starts and (marker[1] is None) == (number is None):
                break
        else:
            if want:
                failures.append(f"items: {before + body[:60]!r} is missing")
                return


# Pages at random.

PHRASES = ["the river", "rises *early* in spring", "a_b_c and __init__", "costs $5 or 5$", "see [1] and [2](x)",
           "`tick`", "a | b", "1. not a list", "- nor this", "# nor a heading", "<b>no tag</b>", "&amp; &lt;", "~~gone~~",
           "back\\slash", "http://example.org/a_b_(c)", "100% of 3 * 4 * 5", "\u00dcber den Flu\u00df", "| --- |", "> quoted?",
           "===", "---", "+ plus", "2) second", "![no image](x)", "ends with #", "\u6cb3\u6d41\u4e0a\u6da8", "x ** y ** z", "```"]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self, low=1, high=4):
        pick = self.random.choice
        return " ".join(pick(PHRASES).replace("&", "&amp;").replace("<", "&lt;")
                        for _ in range(self.random.randint(low, high))) + " word"

    def inline(self):
        pick = self.random.random()
        text = self.text()
        if pick < .15:
            return f"{self.text()} <b>{text}</b> {self.text()}"
        if pick < .25:
            return f"<i>{text}</i>, {self.text()}"
        if pick < .35:
            return f"{text} <code>{self.text(1, 1)}</code>"
        if pick < .45:
            return f"<a href='/x y(1)?a=[b]'>{text}</a>. {self.text()}"
        if pick < .55:
            return f"{text}<br>{self.text()}"
        return text

    def list(self, depth):
        tag = self.random.choice(["ul", "ul", "ol", "ol start=7"])
        items = "".join(f"<li>{self.item(depth)}</li>" for _ in range(self.random.randint(1, 4)))
        return f"<{tag}>{items}</{tag.split()[0]}>"

    def item(self, depth):
        body = self.inline()
        if self.random.random() < .3 and depth < 3:
            body += self.block(depth + 1, heading=False)
        return body

    def table(self):
        columns = self.random.randint(2, 4)
        head = "".join(f"<th>h{column} {self.text(1, 1)}</th>" for column in range(columns))
        body = "".join("<tr>" + "".join(f"<td>{self.text(1, 2)}</td>" for _ in range(columns)) + "</tr>"
                       for _ in range(self.random.randint(2, 4)))
        return f"<table><tr>{head}</tr>{body}</table>"

    def code(self):
        lines = [self.random.choice(["", "  ", "    "]) + self.text(1, 2) for _ in range(self.random.randint(1, 5))]
        return "<pre><code class=language-x>" + "\n".join(lines) + "</code></pre>"

    def block(self, depth=0, heading=True):
        kind = self.random.choice(["p", "p", "list", "list", "table", "code", "quote", "heading", "text items"])
        if kind == "list":
            return self.list(depth)
        if kind == "table":
            return self.table()
        if kind == "code":
            return self.code()
        if kind == "quote" and depth < 3:
            return f"<blockquote>{self.block(depth + 1, heading)}</blockquote>"
        if kind == "heading" and heading:
            return f"<h{self.random.randint(2, 6)}>{self.text()}</h2>"
        if kind == "text items":
            return "<p>" + "<br>".join(self.random.choice(["\u2022 ", "1. ", "2. ", "- ", ""]) + self.text(1, 2)
                                       for _ in range(self.random.randint(1, 5))) + "</p>"
        return f"<p>{self.inline()}</p>"

    def page(self):
        prose = "This is a paragraph of a long article about rivers, and it says so in a full sentence. " * 3
        parts = [f"<p>{prose}</p>{self.block()}" for _ in range(self.random.randint(2, 8))]
        return f"<!DOCTYPE html><title>Rivers</title><body><article><h1>Rivers</h1>{''.join(parts)}</article>"


def run(tamis, source, folder):
    subprocess.run([tamis, "run", str(source), "-o", str(folder), "--quiet", "--markdown"], check=True)
    for path in sorted((folder / "documents").glob("*.jsonl.gz")):
        with gzip.open(path) as lines:
            yield from map(json.loads, lines)


def sources(folder):
    made = folder / "made.jsonl"
    made.write_text("".join(json.dumps({"id": f"seed {seed}", "url": f"http://example.org/{seed}",
                                        "html": Maker(seed).page()}) + "\n" for seed in range(PAGES)))
    yield made
    golden = folder / "golden"
    golden.mkdir()
    for page in (HERE.parent / "golden" / "pages").glob("*.html"):
        shutil.copy(page, golden)
    yield golden
    real = SHARED / "data" / "wcxb-a.warc.zst"
    if real.exists():
        yield real
    else:
        print(f"without {real}: pages made here only")


def main():
    if shutil.which("cmark-gfm") is None:
        print("skipped: no cmark-gfm (scripts/deps.sh installs it)")
        return 1 if os.environ.get("CI") else 0
    failed = checked = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for number, source in enumerate(sources(folder)):
            for row in run(os.environ["TAMIS"], source, folder / f"corpus{number}"):
                failures = check(row)
                checked += 1
                failed += bool(failures)
                for failure in failures:
                    print(f"{row['id']} {row['url']}\n    {failure}")
    print(f"{checked} documents, {failed} of them read otherwise")
    return 1 if failed or checked < PAGES / 2 else 0


if __name__ == "__main__":
    sys.exit(main())
