"""Flattens HTML pages the ways other tools do, for training and for measuring the choice in flattened text.

Usage: flatten.py DATA_DIR/NAME.warc.zst OUT_DIR [WAY...]
Writes OUT_DIR/WAY.jsonl, a row {"record_id", "url", "text"} a page. Scripts and styles are left out; everything else that has
text is in, menus, footers, <noscript> and what CSS hides included, since such tools read no CSS.

WAYS
  lines    a line a block, inline text joined
  nodes    a line a text node: links and emphasis inside a paragraph break it
  source   white space as the source has it: indents, tabs, lines broken inside of paragraphs, several empty lines
  browser  as text browsers print: wrapped at 79 columns, indented, bullets, "[12]" before links, rows of tables on a line
  wrapped  blocks wrapped at 72 columns, no indents, no empty lines
  joined   the whole page on one line
"""
import html.parser
import json
import pathlib
import re
import sys

SKIPPED = {"script", "style", "template", "svg", "iframe", "textarea", "object", "canvas", "math"}
BLOCKS = set("""address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav noscript ol optgroup option p
    pre search section select summary table tbody td tfoot th thead title tr ul""".split())
HEADINGS = {"title", "h1", "h2", "h3", "h4", "h5", "h6"}
SPACED = HEADINGS | {"p", "ul", "ol", "dl", "table", "pre", "blockquote", "form"}  # an empty line around them


class Events(html.parser.HTMLParser):
    """The page as a list of ("text", string), ("open", tag) and ("close", tag)."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.events, self.skipped = [], []

    def handle_starttag(self, tag, attrs):
        if tag in SKIPPED:
            self.skipped.append(tag)
        self.events.append(("open", tag))

    def handle_startendtag(self, tag, attrs):
        self.events.append(("open", tag))
        self.events.append(("close", tag))

    def handle_endtag(self, tag):
        if tag in self.skipped:
            del self.skipped[self.skipped.index(tag):]
        self.events.append(("close", tag))

    def handle_data(self, data):
        if not self.skipped:
            self.events.append(("text", data))


def events_of(body, content_type):
    found = re.search(rb"(?i)charset=[\"']?([\w.-]+)", content_type + b" " + body[:4096])
    try:
        text = body.decode(found.group(1).decode() if found else "utf-8", "replace")
    except LookupError:
        text = body.decode("utf-8", "replace")
    parser = Events()
    try:
        parser.feed(text)
        parser.close()
    except AssertionError:
        pass  # html.parser gives up on some marked sections: what was read until there is the page
    return parser.events


def squeeze(text):
    return " ".join(text.split())


def blocks(events):
    """Yields the text of each block."""
    parts = []
    for kind, value in events + [("open", "html")]:
        if kind == "text":
            parts.append(value)
        elif value in BLOCKS:
            text = squeeze("".join(parts))
            if text:
                yield text
            parts = []


def lines(events):
    return "\n".join(blocks(events))


def nodes(events):
    return "\n".join(squeeze(text) for kind, text in events if kind == "text" and text.strip())


def source(events):
    return "".join(text for kind, text in events if kind == "text")


def joined(events):
    return " ".join(blocks(events))


def wrap(text, width, first="", rest=""):
    out, line = [], first
    empty = True
    for word in text.split():
        if not empty and len(line) + 1 + len(word) > width:
            out.append(line)
            line, empty = rest, True
        line += word if empty else " " + word
        empty = False
    out.append(line)
    return out


def wrapped(events):
    return "\n".join("\n".join(wrap(text, 72)) for text in blocks(events))


def browser(events):
    out, number, depth = [], 0, 0
    tag, parts = "body", []
    pending = False  # a link has begun and nothing of its text has been seen

    def flush():
        text = squeeze("".join(parts))
        parts.clear()
        if not text:
            return
        indent = "" if tag in HEADINGS else "   " if depth == 0 else "     " + "  " * min(depth, 6)
        first = indent[:-2] + "* " if tag == "li" else indent
        out.extend(wrap(text, 79, first, indent))

    for kind, value in events + [("open", "html")]:
        if kind == "text":
            if pending and value.strip():
                number += 1
                parts.append(re.match(r"\s*", value).group() + f"[{number}]" + value.lstrip())
                pending = False
            else:
                parts.append(value)
        elif value == "a":
            pending = kind == "open"
        elif value in ("td", "th"):
            parts.append(" ")
        elif value in BLOCKS:
            flush()
            depth += (value in ("ul", "ol")) * (1 if kind == "open" else -1)
            depth = max(depth, 0)
            tag = value if kind == "open" else "body"
            if value in SPACED and out and out[-1]:
                out.append("")
    return "\n".join(out)


WAYS = {"lines": lines, "nodes": nodes, "source": source, "browser": browser, "wrapped": wrapped, "joined": joined}


def main(warc, out_dir, *ways):
    from fit_scores import read_warc
    out_dir.mkdir(parents=True, exist_ok=True)
    files = {way: open(out_dir / f"{way}.jsonl", "w", encoding="utf-8") for way in ways or WAYS}
    for record, url, content_type, body in read_warc(warc):
        events = events_of(body, content_type)
        for way, file in files.items():
            text = WAYS[way](events).encode("utf-8", "replace").decode()
            file.write(json.dumps({"record_id": record, "url": url, "text": text}, ensure_ascii=False) + "\n")
    for file in files.values():
        file.close()


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:3]), *sys.argv[3:])
