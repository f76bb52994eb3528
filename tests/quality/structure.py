"""Measures the structure of the Markdown that `tamis run` writes against gold Markdown.

Usage: structure.py TAMIS SHARED_DIR [--types] [--check] [--worst KIND [--extra]] [--show ID] [--json FILE]
Runs the main job over wcxb-a, reads our Markdown and that of the gold with the same reader, and
matches what both hold, page by page:

  heading  its words; the level is counted apart ("same level", among those that match)
  item     the words of the item's own first line, of ordered and other lists alike
  table    a table of the gold is found when one of ours shares most cells with it (F1 of the cells
           >= .8; each table of ours serves once)
  row      the words of all cells of a row
  cell     the words of a cell that has some
  code     a fence's text without white space

Words are letters and digits, case folded, without Markdown's marks and link targets. Both sides are
multisets of a page: the order counts nothing, a double counts once too often.

P, R and F1 are micro averages over elements. They mix two things: whether the text was kept at all,
and whether it kept its form. The columns "of shared text" part them: they count only elements whose
words stand in the other side's text, in a row. What is left is form alone, and the gold's habits: it
was written in part by hand, often has a page's items as plain lines, bold or headings, code without a
fence (only 35 of 1,167 pages have one), and tables as lines joined by dashes. So precision below 1
is in good part the gold's.

--check fails when the recall of shared text, which does not depend on the choice of text, lies under
FLOORS. --worst lists the pages that lose most of a KIND whose text we kept (--extra: that have most
of it without need); --show prints the differences of one page.
"""
import argparse
import collections
import gzip
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

KINDS = ("heading", "item", "table", "row", "cell", "code")
TABLE_F1 = 0.8

# Recall of shared text, less .015: what is shared moves with the choice of text.
FLOORS = {"heading": 0.938, "item": 0.885, "table": 0.955, "row": 0.955, "cell": 0.910, "code": 0.860}

FENCE = re.compile(r"^[ >]*(?:[-*+] +|\d+[.)] +)*(`{3,}|~{3,})([^`]*)$")
HEADING = re.compile(r"^[ >]*(#{1,6})[ \t]+(.*?)[ \t]*#*$")
ITEM = re.compile(r"^[ >]*((?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+)(\S.*)$")
DELIMITERS = re.compile(r"^[ >]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
LINK = re.compile(r"!?\[((?:\\.|[^\[\]\\])*)\]\((?:\\.|[^()\\\s]|\([^()]*\))*(?:[ \t]+\"[^\"]*\")?\)")


def words(markdown):
    """The words of a piece of Markdown, without marks, link targets and tags."""
    text = markdown
    while True:
        shorter = LINK.sub(r"\1", text)
        if shorter == text:
            break
        text = shorter
    text = re.sub(r"</?[a-zA-Z][^<>]*>", " ", text)
    text = html.unescape(text)
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"[^\W_]+", text.replace("**", "")))


def cells(line):
    row = line.lstrip(" >-*").strip().strip("|")
    return [words(cell) for cell in re.split(r"(?<!\\)\|", row)]


class Page:
    """The elements of a page's Markdown."""

    def __init__(self, markdown):
        self.headings = []  # (words, level)
        self.items, self.codes = [], []
        self.tables = []  # lists of rows, rows are lists of cells' words
        lines = markdown.split("\n")
        plain = []
        i = 0
        while i < len(lines):
            line = lines[i]
            fence = FENCE.match(line)
            if fence:
                end = i + 1
                while end < len(lines) and not re.match(r"^[ >]*" + re.escape(fence[1]) + r"[`~]*\s*$", lines[end]):
                    end += 1
                self.codes.append("".join("".join(l.lstrip("> ").split()) for l in lines[i + 1:end]))
                plain += lines[i + 1:end]
                i = end + 1
                continue
            if "|" in line and i + 1 < len(lines) and "|" in lines[i + 1] and DELIMITERS.match(lines[i + 1]):
                rows = [] if not any(cells(line)) else [cells(line)]
                i += 2
                while i < len(lines) and "|" in lines[i]:
                    rows.append(cells(lines[i]))
                    i += 1
                self.tables.append(rows)
                plain += [" ".join(row) for row in rows]
                continue
            heading, item = HEADING.match(line), ITEM.match(line)
            if heading:
                self.headings.append((words(heading[2]), len(heading[1])))
                line = heading[2]
            elif item:
                self.items.append(words(item[2]))
                line = item[2]
                heading = HEADING.match(line)
                if heading:  # an item that begins with a heading is both
                    self.headings.append((words(heading[2]), len(heading[1])))
                    line = heading[2]
            plain.append(line)
            i += 1
        self.text = " " + words("\n".join(plain)) + " "
        self.squeezed = "".join("\n".join(plain).split())

    def elements(self, kind):
        if kind == "heading":
            return [text for text, _ in self.headings if text]
        if kind == "item":
            return [text for text in self.items if text]
        if kind == "code":
            return [text for text in self.codes if text]
        rows = [row for table in self.tables for row in table if any(row)]
        if kind == "row":
            return [" ".join(cell for cell in row if cell) for row in rows]
        return [cell for row in rows for cell in row if cell]

    def holds(self, kind, element):
        return element in self.squeezed if kind == "code" else f" {element} " in self.text


class Count:
    """Elements of a kind: ours, the gold's, in both, and of those whose text both sides have."""

    FIELDS = ("ours", "gold", "both", "ours_shared", "gold_shared")

    def __init__(self):
        self.ours = self.gold = self.both = self.ours_shared = self.gold_shared = 0

    def add(self, other):
        for field in self.FIELDS:
            setattr(self, field, getattr(self, field) + getattr(other, field))

    def figures(self):
        def share(part, whole):
            return part / whole if whole else None
        p, r = share(self.both, self.ours), share(self.both, self.gold)
        return {"ours": self.ours, "gold": self.gold, "p": p, "r": r,
                "f1": share(2 * self.both, self.ours + self.gold),
                "p_shared": share(self.both, self.ours_shared), "r_shared": share(self.both, self.gold_shared)}


def table_cells(table):
    return collections.Counter(cell for row in table for cell in row if cell)


def compare_tables(ours, gold):
    count = Count()
    left = [table_cells(table) for table in ours.tables]
    wanted = [table_cells(table) for table in gold.tables]
    count.ours, count.gold = len(left), len(wanted)
    count.ours_shared = sum(all(gold.holds("cell", cell) for cell in table) for table in left)
    for want in wanted:
        held = all(ours.holds("cell", cell) for cell in want)
        best, best_f1 = None, 0
        for have in left:
            f1 = 2 * (have & want).total() / max(have.total() + want.total(), 1)
            if f1 > best_f1:
                best, best_f1 = have, f1
        found = best_f1 >= TABLE_F1
        if found:
            left.remove(best)
            count.both += 1
        count.gold_shared += held or found
    count.ours_shared = max(count.ours_shared, count.both)
    return count


def compare(kind, ours, gold):
    if kind == "table":
        return compare_tables(ours, gold)
    a, b = collections.Counter(ours.elements(kind)), collections.Counter(gold.elements(kind))
    both = a & b
    count = Count()
    count.ours, count.gold, count.both = a.total(), b.total(), both.total()
    count.ours_shared = count.both + sum(n for e, n in (a - both).items() if gold.holds(kind, e))
    count.gold_shared = count.both + sum(n for e, n in (b - both).items() if ours.holds(kind, e))
    return count


def same_levels(ours, gold):
    """Headings that match, and those of them at the same level."""
    by_text = collections.defaultdict(list)
    for text, level in ours.headings:
        by_text[text].append(level)
    matched = same = 0
    for text, level in gold.headings:
        if by_text[text]:
            matched += 1
            same += by_text[text].pop(0) == level
    return matched, same


def run(tamis, shared, name):
    """Our Markdown by WARC-Record-ID."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        warc = folder / f"{name}.warc.zst"
        warc.symlink_to((shared / "data" / warc.name).resolve())
        subprocess.run([tamis, "run", str(warc), "-o", str(folder / "corpus"), "--quiet", "--markdown", "--no-blocks"],
                       check=True)
        rows = {}
        for path in sorted((folder / "corpus" / "documents").glob("*.jsonl.gz")):
            for line in gzip.open(path):
                row = json.loads(line)
                rows[row["warc_record_id"].strip("<>")] = row["markdown"]
        return rows


def show(page_id, ours, gold):
    for kind in KINDS:
        if kind == "table":
            print(f"table: ours {len(ours.tables)}, gold {len(gold.tables)}")
            continue
        a, b = collections.Counter(ours.elements(kind)), collections.Counter(gold.elements(kind))
        for sign, left, other in (("-", b - a, ours), ("+", a - b, gold)):
            for element, n in left.items():
                print(f"{kind:8} {sign} {'shared' if other.holds(kind, element) else '      '} {n} {element[:150]}")


def line(label, kind, figures):
    def text(value):
        return "   -" if value is None else f"{value:.3f}".lstrip("0").rjust(4)
    f = figures
    print(f"{label:14} {kind:8} {f['ours']:6} {f['gold']:6}   {text(f['p'])} {text(f['r'])} {text(f['f1'])}"
          f"     {text(f['p_shared'])} {text(f['r_shared'])}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tamis")
    parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("--set", default="wcxb-a")
    parser.add_argument("--worst", choices=KINDS)
    parser.add_argument("--extra", action="store_true", help="--worst by what we add, not by what we lose")
    parser.add_argument("--show", metavar="ID")
    parser.add_argument("--check", action="store_true", help="fail under FLOORS")
    parser.add_argument("--types", action="store_true", help="each page type apart, too")
    parser.add_argument("--json", type=pathlib.Path)
    args = parser.parse_args()

    gold_rows = [json.loads(row) for row in gzip.open(args.shared / "data" / f"{args.set}.gold.jsonl.gz")]
    rows = run(args.tamis, args.shared, args.set)
    totals = collections.defaultdict(lambda: collections.defaultdict(Count))
    worst = []
    matched = same = 0
    for gold_row in gold_rows:
        if not gold_row["markdown"]:
            continue
        ours, gold = Page(rows.get(gold_row["record_id"].strip("<>"), "")), Page(gold_row["markdown"])
        if args.show == gold_row["id"]:
            show(args.show, ours, gold)
        for kind in KINDS:
            count = compare(kind, ours, gold)
            totals["all"][kind].add(count)
            totals[gold_row["page_type"]][kind].add(count)
            if kind == args.worst:
                lost = count.ours_shared - count.both if args.extra else count.gold_shared - count.both
                worst.append((lost, count.both, gold_row["id"], gold_row["page_type"], gold_row["url"]))
        level = same_levels(ours, gold)
        matched, same = matched + level[0], same + level[1]

    if args.worst:
        for lost, both, page_id, page_type, url in sorted(worst, reverse=True)[:40]:
            print(f"{lost:5} of {lost + both:5}  {page_id} {page_type:13} {url[:110]}")
        return 0
    if args.show:
        return 0
    print(f"{'':14} {'':8} {'ours':>6} {'gold':>6}   {'P':>4} {'R':>4} {'F1':>4}     of shared text: P, R")
    report = {}
    for group in totals if args.types else ["all"]:
        report[group] = {kind: totals[group][kind].figures() for kind in KINDS}
        for kind in KINDS:
            line(group, kind, report[group][kind])
    report["same_level"] = same / max(matched, 1)
    print(f"headings at the same level, of those that match: {report['same_level']:.3f}")
    if args.json:
        args.json.write_text(json.dumps(report, indent=1) + "\n")
    low = [kind for kind in KINDS if report["all"][kind]["r_shared"] < FLOORS[kind]] if args.check else []
    for kind in low:
        print(f"{kind}: recall of shared text under {FLOORS[kind]}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
