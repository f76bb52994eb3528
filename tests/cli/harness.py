"""What the tests of the command line share: running tamis, making archives, reading rows."""
import gzip
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TAMIS = os.environ.get("TAMIS") or str(ROOT / "build" / "release" / "tamis")
os.environ.setdefault("TSAN_OPTIONS", f"suppressions={ROOT}/tests/cli/tsan.supp")
sys.path.insert(0, str(ROOT / "examples"))
import make_crawl  # noqa: E402  the script that writes the example crawl also writes ours

PARAGRAPHS = [
    "The first sentence of this page tells what it is about, and it takes its time to do so.",
    "A second paragraph follows, long enough that nobody could take it for a label or a button.",
    "At last a third one, which ends the page and says nothing that the others had not said.",
]


def page(title="A page", paragraphs=PARAGRAPHS, extra=""):
    """A small HTML page whose paragraphs are its main text."""
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title></head>"
            f"<body><main><h1>{title}</h1>{body}{extra}</main></body></html>").encode()


def words(seed, count=120):
    """A text of its own for every seed."""
    rng = random.Random(seed)
    return " ".join(f"w{rng.randrange(4000)}" for _ in range(count))


def edited(text, *places):
    """The text with other words in these places."""
    parts = text.split()
    for place in places:
        parts[place] = "edited"
    return " ".join(parts)


def response(name, body, content_type="text/html", status="200 OK", **more):
    """A response record for https://NAME/, uncompressed."""
    url = f"https://{name}/"
    return make_crawl.response(url, make_crawl.http_message(body, content_type, status, **more), 1)


def member(record):
    return make_crawl.gzip_member(record)


class TamisTest(unittest.TestCase):
    """Each test has an empty folder `self.dir` of its own."""

    maxDiff = None

    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="tamis-test-"))

    def tearDown(self):
        shutil.rmtree(self.dir, ignore_errors=True)

    def tamis(self, *arguments, stdin=b"", code=0, **more):
        """Runs tamis and holds the exit code against `code`."""
        done = subprocess.run([TAMIS, *map(str, arguments)], input=stdin, capture_output=True,
                              cwd=more.pop("cwd", self.dir), timeout=300, **more)
        err = done.stderr.decode(errors="replace")
        self.assertEqual(done.returncode, code, f"tamis {arguments}\nstderr:\n{err[-3000:]}")
        return done.stdout, err

    def write(self, name, data):
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def crawl(self, name="example.warc.gz", records=None):
        """Writes an archive with a gzip member a record; by default the example crawl."""
        records = make_crawl.records() if records is None else records
        return self.write(name, b"".join(member(r) for r in records))

    def rows(self, corpus, part="documents"):
        """The rows of `documents`, or of a step below `removed`."""
        out = []
        for file in sorted((pathlib.Path(corpus) / part).rglob("*.jsonl.gz")):
            with gzip.open(file, "rt", encoding="utf-8") as lines:
                out += [json.loads(line) for line in lines]
        return out

    def same(self, one, other):
        """Holds two corpora against each other, without the bytes in the message."""
        one, other = corpus_bytes(one), corpus_bytes(other)
        self.assertEqual(set(one), set(other))
        self.assertEqual([name for name in one if one[name] != other[name]], [])

    def summary(self, corpus):
        """summary.json, after its counts were held against each other and against the rows."""
        corpus = pathlib.Path(corpus)
        s = json.loads((corpus / "summary.json").read_text())
        self.assertEqual(s["records"], s["documents"] + s["removed"] + s["skipped"], s)
        self.assertEqual(s["documents"], len(self.rows(corpus)))
        removed = self.rows(corpus, "removed")
        self.assertEqual(s["removed"], len(removed))
        self.assertEqual(s["removed"], sum(s["removed_by_reason"].values()))
        self.assertEqual(s["skipped"], sum(s["skipped_by_kind"].values()))
        for reason, count in s["removed_by_reason"].items():
            self.assertEqual(count, sum(r["filter_reason"] == reason for r in removed), reason)
        self.assertEqual(s["text_bytes"], sum(len(r["text"].encode()) for r in self.rows(corpus)))
        self.assertEqual(s["partial"], sum(r["status"] != "ok" for r in self.rows(corpus)))
        return s


def tree(folder):
    """{name: bytes} of every file below a folder."""
    folder = pathlib.Path(folder)
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*"))
            if p.is_file()}


def corpus_bytes(folder):
    """As tree(), without the manifest: it tells when checkpoints were written, and of times."""
    return {name: data for name, data in tree(folder).items()
            if pathlib.Path(name).name != "manifest.jsonl"}
