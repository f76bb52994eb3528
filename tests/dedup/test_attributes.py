"""tamis dedup over a corpus with attributes/: those of the rows that stay go along, row for row."""
import gzip
import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from harness import PARAGRAPHS, TamisTest, member, page, response  # noqa: E402


def read(folder):
    """Rows by file."""
    found = {}
    for path in sorted(folder.iterdir()):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found[path.name] = [json.loads(line) for line in lines]
    return found


class AttributesTest(TamisTest):
    def corpus(self, name, count, per_shard):
        """Documents of which every third is a copy, with two folders of attributes beside them."""
        root = self.dir / name
        for first in range(0, count, per_shard):
            for folder, field in (("documents", None), ("attributes/a", "x"), ("attributes/b", "y")):
                (root / folder).mkdir(parents=True, exist_ok=True)
                with gzip.open(root / folder / f"{first:05d}.jsonl.gz", "wt") as out:
                    for i in range(first, min(first + per_shard, count)):
                        text = " ".join(f"w{(i - i % 3 // 2) * 100 + k}" for k in range(60))
                        row = {"attributes": {field: [i]}} if field else {"text": text}
                        out.write(json.dumps({"id": f"{name}-{i}", **row}) + "\n")
        return root

    def check(self, out):
        documents = read(out / "documents")
        for name, field in (("a", "x"), ("b", "y")):
            attributes = read(out / "attributes" / name)
            self.assertEqual({f: [row["id"] for row in rows] for f, rows in attributes.items()},
                             {f: [row["id"] for row in rows] for f, rows in documents.items()})
            for rows in attributes.values():
                for row in rows:
                    self.assertEqual(row["attributes"][field], [int(row["id"].split("-")[1])])
        return documents

    def test_those_of_the_rows_that_stay_go_along(self):
        self.corpus("one", 9000, 4000)
        self.tamis("dedup", "one", "-o", "out", "--shard-bytes", "1M", "--threads", 2)
        documents = self.check(self.dir / "out")
        self.assertGreater(len(documents), 2)
        self.assertEqual(sum(map(len, documents.values())), 6000)
        self.tamis("dedup", "out", "-o", "again")
        self.assertEqual(sum(map(len, self.check(self.dir / "again").values())), 6000)

    def test_unreadable_documents_have_none(self):
        root = self.corpus("one", 90, 90)
        path = root / "documents/00000.jsonl.gz"
        lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
        path.write_bytes(gzip.compress(b"".join(lines[:4] + [b"{no json\n"] + lines[5:])))
        self.tamis("dedup", "one", "-o", "out", code=1)
        names = [row["id"] for row in self.check(self.dir / "out")["00000.jsonl.gz"]]
        self.assertNotIn("one-4", names)

    def test_folders_that_lack_rows(self):
        root = self.corpus("one", 90, 60)
        (root / "attributes/a/00060.jsonl.gz").unlink()
        _, err = self.tamis("dedup", "one", "-o", "out", code=1)
        self.assertIn("attributes/a has no rows for", err)
        self.assertEqual([p.name for p in (self.dir / "out/attributes").iterdir()], ["b"])
        other = root / "attributes/b/00060.jsonl.gz"
        lines = gzip.decompress(other.read_bytes()).splitlines(keepends=True)
        other.write_bytes(gzip.compress(b"".join(lines[1:])))
        _, err = self.tamis("dedup", "one", "-o", "bad", code=2)
        self.assertIn("attributes/b has 89 rows for 90 documents", err)
        self.assertFalse((self.dir / "bad/summary.json").exists())

    def test_a_dolma_corpus_of_run(self):
        crawl = self.dir / "crawl.warc.gz"
        other = [p + " And this page goes on in another way, at length." for p in PARAGRAPHS[::-1]]
        crawl.write_bytes(member(response("a.example", page())) + member(response("b.example", page()))
                          + member(response("c.example", page("Other", other))))
        self.tamis("run", crawl, "-o", "corpus", "-q", "--schema", "dolma")
        self.tamis("dedup", "corpus", "-o", "out")
        documents = read(self.dir / "out/documents")
        folders = sorted((self.dir / "out/attributes").iterdir())
        self.assertEqual([f.name for f in folders],
                         sorted(f.name for f in (self.dir / "corpus/attributes").iterdir()))
        for folder in folders:
            self.assertEqual([row["id"] for row in read(folder)["00000.jsonl.gz"]],
                             [row["id"] for row in documents["00000.jsonl.gz"]])
        self.tamis("report", "out", "-o", "report.html")


if __name__ == "__main__":
    unittest.main()
