"""tamis dedup with Parquet: in and out with every column and type, and out of JSONL."""
import datetime
import decimal
import json
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "schemas"), str(HERE.parent / "cli")]
import readers  # noqa: E402

readers.enter()

import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402
from harness import PARAGRAPHS, TamisTest, member, page, response, words  # noqa: E402


def texts():
    """800 texts: of each four the second is the first, and the fourth the third with a word more."""
    for i in range(200):
        yield from (words(i), words(i), words(1000 + i), words(1000 + i) + " more")


def odd_table(rows=800, **more):
    """What JSON cannot carry: widths of numbers, times, bytes, categories."""
    ids = list(range(rows))
    columns = {
        "text": pa.array(list(texts())[:rows], pa.large_string()),
        "id": pa.array([f"doc-{i}" for i in ids]),
        "small": pa.array([i % 100 for i in ids], pa.int8()),
        "single": pa.array([i / 3 for i in ids], pa.float32()),
        "when": pa.array([datetime.datetime(2026, 1, 1, microsecond=i) for i in ids],
                         pa.timestamp("us", tz="UTC")),
        "price": pa.array([decimal.Decimal(i).scaleb(-2) for i in ids], pa.decimal128(9, 2)),
        "bytes": pa.array([bytes([i % 256, 255]) for i in ids], pa.binary()),
        "kind": pa.array([f"k{i % 3}" for i in ids]).dictionary_encode(),
        "tags": pa.array([[{"a": i, "b": None}] * (i % 3) for i in ids],
                         pa.list_(pa.struct([("a", pa.int16()), ("b", pa.string())]))),
        "nothing": pa.array([None] * rows, pa.string()),
        "filter_reason": pa.array([None] * rows, pa.string()),
        **more,
    }
    return pa.table(columns)


class ParquetTest(TamisTest):
    def read(self, folder):
        files = sorted((self.dir / folder).glob("*.parquet"))
        self.assertTrue(files, folder)
        return pa.concat_tables([pq.read_table(f, partitioning=None) for f in files])

    def write(self, table, name="rows.parquet"):
        pq.write_table(table, self.dir / name, row_group_size=300)
        return self.dir / name

    def test_every_column_and_type_stays(self):
        table = odd_table()
        self.tamis("dedup", self.write(table), "-o", "out", "--threads", 3)
        kept = self.read("out/documents")
        self.assertEqual(kept.schema.names,
                         table.schema.names + ["minhash_cluster_id", "minhash_cluster_size"])
        self.assertEqual([kept.schema.field(n).type for n in table.schema.names],
                         [table.schema.field(n).type for n in table.schema.names])
        by_id = {row["id"]: row for row in table.to_pylist()}
        removed = [self.read(f"out/removed/{step}") for step in ("exact_dup", "near_dup")]
        rows = 0
        for part in (kept, *removed):
            for row in part.to_pylist():
                want = by_id[row["id"]]
                self.assertEqual({k: row[k] for k in want if k != "filter_reason"},
                                 {k: want[k] for k in want if k != "filter_reason"})
                rows += 1
        self.assertEqual(rows, 800)
        self.assertEqual([len(kept), len(removed[0]), len(removed[1])], [400, 200, 200])
        self.assertEqual(set(kept["minhash_cluster_size"].to_pylist()), {2})
        names = set(kept["id"].to_pylist())
        for part, reason in zip(removed, ("exact_dup", "near_dup")):
            self.assertEqual(set(part["filter_reason"].to_pylist()), {reason})
            self.assertTrue(set(part["duplicate_of"].to_pylist()) <= names)
            self.assertTrue(all(0.8 <= s <= 1 for s in part["similarity"].to_pylist()))
        self.assertEqual(kept["id"].to_pylist(), sorted(names, key=lambda n: int(n[4:])))

    def test_threads_give_the_same_files(self):
        path = self.write(odd_table())
        files = []
        for threads in (1, 3):
            out = self.dir / f"t{threads}"
            self.tamis("dedup", path, "-o", out, "--threads", threads, "--shard-bytes", "100k")
            files.append({str(p.relative_to(out)): p.read_bytes()
                          for p in sorted(out.rglob("*")) if p.is_file()})
        self.assertGreater(len(files[0]), 5)
        self.assertEqual(files[0], files[1])

    def test_other_columns_begin_another_shard(self):
        self.write(odd_table(400), "a.parquet")
        self.write(odd_table(400, extra=pa.array([1.5] * 400)), "b.parquet")
        self.tamis("dedup", self.dir / "a.parquet", self.dir / "b.parquet", "-o", "out")
        shards = [pq.read_schema(f).names for f in sorted((self.dir / "out/documents").iterdir())]
        self.assertEqual([("extra" in names) for names in shards], [False, True])

    def test_it_can_be_jsonl(self):
        self.tamis("dedup", self.write(odd_table()), "-o", "out", "--format", "jsonl",
                   "--compression", "none")
        rows = (self.dir / "out/documents/00000.jsonl").read_text(encoding="utf-8").splitlines()
        self.assertEqual(len(rows), 400)
        self.assertEqual(json.loads(rows[3])["when"][:10], "2026-01-01")

    def jsonl(self, rows, name="rows.jsonl"):
        path = self.dir / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return path

    def test_foreign_json_lines(self):
        rows = [{"text": text, "n": i, "x y": i / 2, "deep": {"a": [i], "b": None}}
                for i, text in enumerate(texts())]
        rows[5] = {"n": None, "id": 7, "text": rows[5]["text"], "late": [{"k": True}]}
        self.tamis("dedup", self.jsonl(rows), "-o", "out", "--format", "parquet", "--threads", 2,
                   "--id-field", "n")
        kept, gone = self.read("out/documents"), self.read("out/removed/near_dup")
        self.assertEqual(kept.schema.field("deep").type,
                         pa.struct([("a", pa.list_(pa.int64())), ("b", pa.string())]))
        self.assertEqual([str(kept.schema.field(n).type) for n in ("n", "x y", "late")],
                         ["int64", "double", "list<element: struct<k: bool>>"])
        self.assertEqual(gone.schema.field("duplicate_of").type, pa.string())
        numbers = set(map(str, kept["n"].to_pylist()))
        self.assertTrue(set(gone["duplicate_of"].to_pylist()) <= numbers)

    def test_rows_of_two_types_are_refused_before_anything_is_done(self):
        path = self.jsonl([{"text": words(1), "x": {"y": 1}}, {"text": words(2), "x": {"y": "1"}}])
        _, err = self.tamis("dedup", path, "-o", "out", "--format", "parquet", code=2)
        self.assertIn("`x.y` has values of different types", err)
        self.assertFalse((self.dir / "out/documents").exists())
        self.tamis("dedup", path, "-o", "out")

    def test_both_kinds_of_input(self):
        self.write(odd_table(8))
        path = self.jsonl([{"text": words(77), "small": 1.5}])
        self.tamis("dedup", path, self.dir / "rows.parquet", "-o", "out")
        self.assertTrue((self.dir / "out/documents/00000.jsonl.gz").exists())
        self.tamis("dedup", path, self.dir / "rows.parquet", "-o", "all", "--format", "parquet")
        self.assertEqual(self.read("all/documents").schema.field("small").type, pa.float64())

    def test_rows_of_tamis_have_the_columns_that_run_gives_them(self):
        crawl = self.dir / "crawl.warc.gz"
        longer = page(paragraphs=[*PARAGRAPHS, "One more sentence, so that this page stays."])
        crawl.write_bytes(member(response("a.example", page())) +
                          member(response("b.example", longer)))
        for form in ("jsonl", "parquet"):
            self.tamis("run", crawl, "-o", form, "-q", "--format", form)
        self.tamis("dedup", "jsonl", "-o", "a", "--format", "parquet")
        self.tamis("dedup", "parquet", "-o", "b")
        a, b = self.read("a/documents"), self.read("b/documents")
        self.assertEqual(a.to_pylist(), b.to_pylist())
        run = self.read("parquet/documents").schema
        for name in run.names:
            self.assertEqual(a.schema.field(name).type, run.field(name).type, name)
        gone = self.read("b/removed/near_dup").to_pylist()
        self.assertEqual(gone[0]["duplicate_of"], b["id"].to_pylist()[0])
        self.tamis("report", "b", "-o", "report.html")


if __name__ == "__main__":
    unittest.main()
