"""tamis dedup: which rows stay and go, what is written, what is refused; the same result whatever
the order of rows and the number of threads."""
import gzip
import json
import os
import random
import signal
import subprocess
import time
import unittest

from harness import TAMIS, TamisTest, edited, member, page, response, words


def read(folder):
    rows = []
    for path in sorted(folder.rglob("*.jsonl*")):
        if path.name == "pairs.jsonl":
            continue
        opened = gzip.open(path, "rt") if path.suffix == ".gz" else open(path, encoding="utf-8")
        with opened as lines:
            rows += [json.loads(line) for line in lines]
    return rows


class DedupTest(TamisTest):
    def write(self, rows, name="docs.jsonl"):
        path = self.dir / name
        path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows),
                        encoding="utf-8")
        return path

    def dedup(self, rows, *flags, code=0, out="out"):
        """Runs over rows; gives those that stay and those that go, by id."""
        path = self.write(rows)
        _, err = self.tamis("dedup", path, "-o", out, *flags, code=code)
        folder = self.dir / out
        kept = {row.get("id"): row for row in read(folder / "documents")}
        gone = {row.get("id"): row for row in read(folder / "removed")}
        return kept, gone, err

    def test_what_goes_and_what_is_said_of_it(self):
        text = words(1)
        kept, gone, err = self.dedup([
            {"id": "a", "text": text + " and a little more"},
            {"id": "b", "text": edited(text, 60)},
            {"id": "c", "text": edited(text, 60).replace(" ", "\n")},
            {"id": "d", "text": words(2)},
            {"id": "e", "text": words(2)},
            {"id": "f", "text": words(3)},
        ])
        self.assertEqual(set(gone), {"b", "c"} | (set("de") - set(kept)))
        self.assertEqual((gone["b"]["duplicate_of"], gone["b"]["filter_reason"]), ("a", "near_dup"))
        # Its text is that of b, which goes itself: what is named has to stay.
        self.assertEqual((gone["c"]["duplicate_of"], gone["c"]["filter_reason"]), ("a", "near_dup"))
        self.assertTrue(0.8 <= gone["b"]["similarity"] < 1)
        same = gone.get("d") or gone["e"]
        self.assertEqual((same["filter_reason"], same["similarity"]), ("exact_dup", 1))
        self.assertEqual(same["duplicate_of"], "e" if same["id"] == "d" else "d")
        self.assertEqual([kept["a"]["minhash_cluster_size"], gone["b"]["minhash_cluster_size"]], [3, 3])
        self.assertEqual(kept["a"]["minhash_cluster_id"], gone["b"]["minhash_cluster_id"])
        self.assertEqual((kept["f"]["minhash_cluster_id"], kept["f"]["minhash_cluster_size"]), (-1, 1))
        self.assertIn("6 rows: 3 kept, 3 removed", err)
        summary = json.loads((self.dir / "out/summary.json").read_text())
        self.assertEqual([summary[k] for k in ("rows", "documents", "exact_dup", "near_dup", "clusters",
                                               "largest_cluster")], [6, 3, 1, 2, 2, 3])

    def test_bytes_of_rows_stay(self):
        row = '{ "id" : 7,"x":[1.50, {"id":"\\u00e9"}], "text": "\\u0041 b\\/c", "minhash_cluster_id":null }'
        path = self.write([row, '{"id":8,"text":"another text"}'])
        self.tamis("dedup", path, "-o", "out", "--compression", "none")
        lines = (self.dir / "out/documents/00000.jsonl").read_text().splitlines()
        want = row.replace('cluster_id":null', 'cluster_id":-1,"minhash_cluster_size":1')
        self.assertEqual(lines[0], want)
        self.assertEqual(path.read_text().splitlines()[0], row)

    def test_order_and_threads_change_nothing(self):
        rows = []
        for group in range(60):
            text = words(group)
            rows.append({"id": f"{group}", "text": text})
            for i in range(group % 5):
                rows.append({"id": f"{group}-{i}", "text": edited(text, *range(0, 7 * i, 7))})
        want = None
        for round_ in range(10):
            out = f"out{round_}"
            self.dedup(rows, "--threads", 1 + round_ % 4, "--shard-bytes", "10k", out=out)
            got = {name: sorted(json.dumps(r) for r in read(self.dir / out / name))
                   for name in ("documents", "removed/exact_dup", "removed/near_dup")}
            got["summary"] = (self.dir / out / "summary.json").read_text()
            want = want or got
            self.assertEqual(got, want, round_)
            random.Random(round_).shuffle(rows)

    def test_threads_give_the_same_files(self):
        rows = [{"id": i, "text": words(i % 700)} for i in range(3000)]
        path = self.write(rows)
        files = []
        for threads in (1, 3):
            out = self.dir / f"t{threads}"
            self.tamis("dedup", path, "-o", out, "--threads", threads, "--shard-bytes", "500k")
            files.append({str(p.relative_to(out)): p.read_bytes()
                          for p in sorted(out.rglob("*")) if p.is_file()})
        self.assertGreater(len(files[0]), 3)
        self.assertEqual(files[0], files[1])

    def test_survivors(self):
        base = words(5)
        rows = [
            {"id": "long", "text": base + " with more words", "warc_date": "2021-05-01",
             "confidence": 0.5, "url": "https://a.example/1"},
            {"id": "old", "text": base, "warc_date": "2019-05-01T10:00:00Z", "confidence": 0.25,
             "url": "https://b.example/1"},
            {"id": "new", "text": edited(base, 3), "warc_date": "2023", "confidence": 0.125,
             "url": "https://www.c.example/1"},
            {"id": "good", "text": edited(base, 119), "confidence": 0.75, "url": "no url"},
        ]
        for flags, want in ((("longest",), "long"), (("oldest",), "old"), (("newest",), "new"),
                            (("best-quality",), "good"),
                            (("preferred-host", "--prefer-host", "c.example"), "new")):
            kept, gone, _ = self.dedup(rows, "--keep", *flags, out="keep-" + flags[0])
            self.assertEqual((set(kept), len(gone)), ({want}, 3), flags)

    def test_the_same_url(self):
        rows = [{"id": 1, "text": words(1, 50), "url": "http://Site.example/a#x"},
                {"id": 2, "text": words(2, 60), "url": "https://site.example/a"},
                {"id": 3, "text": words(3), "url": "https://site.example/b"}]
        kept, gone, _ = self.dedup(rows, "--same-url", "--keep", "longest")
        self.assertEqual(set(kept), {2, 3})
        self.assertEqual((gone[1]["filter_reason"], gone[1]["duplicate_of"], gone[1]["similarity"]),
                         ("url_dup", 2, None))
        self.assertEqual(set(self.dedup(rows, out="other")[0]), {1, 2, 3})

    def test_texts_that_are_not_alike(self):
        rows = [{"id": "n1", "text": "Invoice number 17 of the year 2021"},
                {"id": "n2", "text": "Invoice number 18 of the year 2021"},
                {"id": "ar1", "text": "كان يا ما كان في قديم الزمان رجل يعيش في مدينة بعيدة"},
                {"id": "ar2", "text": "تقع الجامعة في وسط المدينة وتضم عشر كليات وآلاف الطلاب"},
                {"id": "zh1", "text": "北京是中华人民共和国的首都，是全国的政治中心。"},
                {"id": "zh2", "text": "上海位于长江入海口，是中国最大的经济中心城市。"},
                {"id": "none1"}, {"id": "none2"}, {"id": "empty1", "text": ""},
                {"id": "empty2", "text": ""}, {"id": "null", "text": None}]
        kept, gone, _ = self.dedup(rows)
        self.assertEqual((len(kept), gone), (len(rows), {}))

    def test_without_verifying_one_stays(self):
        rows = [{"id": i, "text": edited(words(1), i)} for i in range(5)]
        kept, gone, _ = self.dedup(rows, "--no-verify")
        self.assertEqual((len(kept), len(gone)), (1, 4))
        self.assertTrue(all(row["similarity"] is None for row in gone.values()))

    def test_presets_and_pairs(self):
        rows = [{"id": i, "text": edited(words(1), *range(0, 3 * i, 3))} for i in range(3)]
        for preset in ("default", "fineweb", "nemo", "text-dedup"):
            kept, gone, _ = self.dedup(rows, "--preset", preset, out=preset)
            self.assertEqual((len(kept), len(gone)), (1, 2), preset)
        self.dedup(rows, "--pairs", out="pairs")
        pairs = [json.loads(x) for x in (self.dir / "pairs/pairs.jsonl").read_text().splitlines()]
        self.assertEqual(sorted(sorted((p["id"], p["other_id"])) for p in pairs),
                         [[0, 1], [0, 2], [1, 2]])
        self.dedup(rows, "--preset", "nothing", code=2, out="wrong")

    def test_unreadable_rows_are_told_and_left_out(self):
        kept, gone, err = self.dedup([{"id": 1, "text": "a b c d e f"}, "{broken", "[1]", ""
                                      '{"id":2,"text":"g h i j k"}'], code=1)
        self.assertEqual((set(kept), gone), ({1, 2}, {}))
        self.assertIn("row 2", err)
        self.assertEqual(json.loads((self.dir / "out/summary.json").read_text())["unreadable"], 2)

    def test_a_row_without_id_is_named_by_its_place(self):
        path = self.write([{"text": words(1)}, {"text": words(1)}])
        self.tamis("dedup", path, "-o", "out")
        row = read(self.dir / "out/removed")[0]
        self.assertIn(row["duplicate_of"], ("docs.jsonl:1", "docs.jsonl:2"))

    def test_a_corpus_of_run(self):
        crawl = self.dir / "crawl.warc.gz"
        other = [f"This is another page number {i} with words that the first one has not at all, "
                 f"told at some length so that it is text." for i in "abc"]
        crawl.write_bytes(member(response("a.example", page())) + member(response("b.example", page()))
                          + member(response("c.example", page("Other", other))))
        self.tamis("run", crawl, "-o", "corpus", "-q")
        self.tamis("dedup", "corpus", "-o", "out", "--keep", "best-quality")
        self.assertEqual(len(read(self.dir / "out/documents")), 2)
        gone = read(self.dir / "out/removed/exact_dup")
        self.assertEqual((len(gone), gone[0]["filter_reason"]), (1, "exact_dup"))
        self.tamis("dedup", "corpus", "-o", "corpus", code=2)
        self.tamis("dedup", "corpus", "-o", "corpus", "--overwrite", code=2)
        self.assertEqual(len(read(self.dir / "corpus/documents")), 3)

    def test_fields_and_compressed_input(self):
        path = self.dir / "x.jsonl.gz"
        with gzip.open(path, "wt") as out:
            for name in "ab":
                out.write(json.dumps({"key": name, "body": words(1)}) + "\n")
        _, err = self.tamis("dedup", path, "-o", "none", code=2)
        self.assertIn("--text-field", err)
        self.tamis("dedup", path, "-o", "out", "--text-field", "body", "--id-field", "key",
                   "--compression", "zstd")
        self.assertTrue((self.dir / "out/documents/00000.jsonl.zst").exists())

    def test_preview_writes_nothing(self):
        path = self.write([{"id": i, "text": words(1), "url": f"https://h{i % 2}.example/"}
                           for i in range(4)])
        before = sorted(self.dir.iterdir())
        out, _ = self.tamis("dedup", path, "--preview")
        self.assertEqual(sorted(self.dir.iterdir()), before)
        self.assertIn(b"0.9983", out)
        self.assertIn(b".example", out)
        self.assertIn(b"3 would go", out)

    def test_sites_and_inputs_are_counted_and_alarm(self):
        def rows(name, count, distinct):
            return [{"id": f"{name}{i}", "text": words(f"{name}{i % distinct}", 40),
                     "url": f"https://{name}.example/{i}"} for i in range(count)]
        many = rows("many", 200, 50) + rows("less", 200, 100) + rows("tiny", 90, 1)
        path = self.write(many + [{"id": "longer", "text": edited(words("less1", 40), 39),
                                   "url": "https://less.example/x"}, {"id": 0, "text": words(0)}])
        other = self.write(rows("calm", 100, 100), "other.jsonl")
        _, err = self.tamis("dedup", path, other, "-o", "out", "-q")
        self.assertIn("warning: the site many.example loses 150 of 200 rows (75.0%)", err)
        self.assertIn("docs.jsonl loses 340 of 492 rows (69.1%)", err)
        self.assertEqual(len(err.splitlines()), 2)
        summary = json.loads((self.dir / "out/summary.json").read_text())
        self.assertEqual((summary["hosts"], summary["alarms"]), (4, 2))
        self.assertEqual([(s["name"], s["rows"], s["exact_dup"], s["near_dup"])
                          for s in summary["sites"]],
                         [("many.example", 200, 150, 0), ("less.example", 201, 99, 2),
                          ("tiny.example", 90, 89, 0)])
        self.assertEqual([s["name"] for s in summary["alarm_sites"]], ["many.example"])
        self.assertEqual([(s["name"], s["rows"]) for s in summary["inputs"]],
                         [(str(path), 492), (str(other), 100)])
        self.assertEqual(summary["alarm_inputs"], summary["inputs"][:1])

    def test_sites_beyond_the_list_do_not_depend_on_the_order(self):
        rows = [{"id": i, "text": words(i // 2), "url": f"https://h{i // 2}.example/"}
                for i in range(500)]
        sites = []
        for seed in range(2):
            random.Random(seed).shuffle(rows)
            self.dedup(rows, out=f"out{seed}")
            sites.append(json.loads((self.dir / f"out{seed}/summary.json").read_text())["sites"])
        self.assertEqual(len(sites[0]), 100)
        self.assertEqual(sites[0], sites[1])

    def test_refused(self):
        path = self.write([{"id": 1, "text": "a b"}])
        self.tamis("dedup", code=2)
        self.tamis("dedup", path, code=2)
        self.tamis("dedup", "missing.jsonl", "-o", "out", code=2)
        self.tamis("dedup", "-", "-o", "out", code=2)
        self.tamis("dedup", path, "-o", "out", "--keep", "preferred-host", code=2)
        self.tamis("dedup", path, "-o", "out", "--rows", "0", code=2)
        self.assertFalse((self.dir / "out/documents").exists())
        self.tamis("dedup", path, "-o", "out")
        self.tamis("dedup", path, "-o", "out", code=2)
        self.tamis("dedup", path, "-o", "out", "--overwrite")

    def test_interrupted(self):
        rows = [{"id": i, "text": words(i, 300)} for i in range(500)]
        path = self.write(rows * 60)
        process = subprocess.Popen([TAMIS, "dedup", path, "-o", "out", "-q"], cwd=self.dir,
                                   stderr=subprocess.PIPE)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertIn(process.returncode, (0, 130))
        self.assertEqual(process.returncode == 0, (self.dir / "out/summary.json").exists())
        self.assertFalse([p for p in os.listdir(self.dir / "out") if p.startswith(".tamis")])


if __name__ == "__main__":
    unittest.main()
