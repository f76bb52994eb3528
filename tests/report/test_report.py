"""tamis report: its counts are those of the rows, whatever state the corpus is in."""
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from harness import ROOT, TAMIS, TamisTest, make_crawl, page, response  # noqa: E402

NPM = shutil.which("npm") is not None
BUILT_WITH_PAGE = b"built without the page" not in subprocess.run(
    [TAMIS, "report", "/nowhere"], capture_output=True).stderr
# Where npm is, CI must not pass without the page.
SKIP_PAGE = not BUILT_WITH_PAGE and not (NPM and os.environ.get("CI"))


def data_of(html):
    """The JSON inside a report."""
    found = re.search(r'<script type="application/json" id="report-data">(.*?)</script>', html,
                      re.DOTALL)
    return json.loads(found.group(1))


class Report(TamisTest):
    def corpus(self, *more):
        self.crawl("crawl.warc.gz", list(make_crawl.records()) + [
            response("missing.example", page("Missing"), status="404 Not Found"),
            response("short.example", page("Short", ["A short page, that much can be said."]))])
        self.tamis("run", "crawl.warc.gz", "-o", "corpus", "--filter", "gopher,c4", *more)

    def data(self, *arguments, code=0):
        out, err = self.tamis("report", *(arguments or ("corpus",)), "--json", code=code)
        return json.loads(out), err

    def test_counts_are_those_of_the_run(self):
        self.corpus()
        data, err = self.data()
        self.assertEqual(err, "")
        run = json.loads((self.dir / "corpus" / "summary.json").read_text())
        for name in ("records", "documents", "removed", "skipped", "inputs", "bytes_read"):
            self.assertEqual(data["run"][name], run[name], name)
        self.assertTrue(data["run"]["finished"])
        self.assertEqual(data["read"]["documents"], run["documents"])
        self.assertEqual(data["read"]["removed"], run["removed"])
        self.assertEqual(sum(rows for _, rows in data["steps"]), run["removed"])
        self.assertEqual(run["records"],
                         run["skipped"] + run["documents"] + sum(n for _, n in data["steps"]))
        reasons = {}
        for name, documents, removed, _ in data["tables"]["reasons"]["rows"]:
            self.assertEqual(documents, 0)
            reason = name.split("/", 1)[1]
            reasons[reason] = reasons.get(reason, 0) + removed
        self.assertEqual(reasons, run["removed_by_reason"])
        self.assertGreater(len(reasons), 1)
        self.assertEqual(data["documents"]["text_bytes"], run["text_bytes"])
        self.assertEqual(dict(data["run"]["skipped_by_kind"]), run["skipped_by_kind"])

    def test_every_table_adds_up(self):
        self.corpus()
        data, _ = self.data()
        rows = self.rows(self.dir / "corpus")
        for name, table in data["tables"].items():
            if name in ("reasons", "kept_blocks", "dropped_blocks"):
                continue
            documents = sum(row[1] for row in table["rows"]) + table["other"][0]
            removed = sum(row[2] for row in table["rows"]) + table["other"][1]
            self.assertEqual((documents, removed),
                             (len(rows), data["read"]["removed"]), name)
        for name, field in (("languages", "language"), ("page_types", "page_type"),
                            ("sites", "hostname"), ("charsets", "content_charset")):
            counted = {row[0]: row[1] for row in data["tables"][name]["rows"] if row[1]}
            want = {}
            for row in rows:
                want[row[field] or ""] = want.get(row[field] or "", 0) + 1
            self.assertEqual(counted, want, name)
        blocks = sum(len(row.get("blocks", [])) for row in rows)
        self.assertEqual(blocks, sum(row[1] for name in ("kept_blocks", "dropped_blocks")
                                     for row in data["tables"][name]["rows"]))
        self.assertEqual(sum(data["documents"]["confidence"]), len(rows))
        self.assertEqual(sum(n for _, n in data["documents"]["lengths"]["bins"]), len(rows))

    def test_every_reason_has_a_sample_with_text_and_address(self):
        self.corpus()
        data, _ = self.data()
        groups = {group["group"]: group["rows"] for group in data["page_samples"]}
        for name, *_ in data["tables"]["reasons"]["rows"]:
            self.assertTrue(groups[name], name)
        sample = groups["/"][0]
        row = next(r for r in self.rows(self.dir / "corpus") if r["id"] == sample["id"])
        self.assertEqual(sample["url"], row["url"])
        self.assertTrue(row["text"].startswith(sample["text"]))
        dropped = {row[0] for row in data["tables"]["dropped_blocks"]["rows"]}
        self.assertTrue(dropped)
        self.assertLessEqual({g["group"] for g in data["block_samples"]}, dropped)

    def test_texts_of_dropped_blocks_come_from_the_archives_when_asked(self):
        body = page("Menu", extra="<nav><a href=/a>Somewhere else</a> <a href=/b>Contact us by "
                                  "e-mail: ann.lee@corp.example</a></nav>")
        self.crawl("crawl.warc.gz", [response("menu.example", body)])
        self.tamis("run", "crawl.warc.gz", "-o", "corpus")
        without, _ = self.data()
        samples = [s for g in without["block_samples"] for s in g["rows"]]
        self.assertTrue(samples)
        self.assertFalse(any("text" in s for s in samples))
        data, _ = self.data("corpus", "--archives")
        texts = " ".join(s["text"] for g in data["block_samples"] for s in g["rows"])
        self.assertIn("Somewhere else", texts)
        self.assertNotIn("ann.lee", texts)
        (self.dir / "crawl.warc.gz").unlink()
        self.assertEqual(self.data("corpus", "--archives")[0], without)

    def test_the_order_and_cutting_of_shards_change_nothing(self):
        self.corpus()
        want, _ = self.data()
        shards = sorted((self.dir / "corpus" / "documents").iterdir())
        lines = b"".join(gzip.decompress(shard.read_bytes()) for shard in shards).splitlines(True)
        for shard in shards:
            shard.unlink()
        for i, line in enumerate(reversed(lines)):
            self.write(f"corpus/documents/{i:05}.jsonl", line)
        again, _ = self.data()
        for one in (want, again):
            del one["corpus"]
            del one["read"]["shards"]
        self.assertEqual(want, again)

    def test_every_schema_and_compression(self):
        for arguments in (["--schema", "datatrove"], ["--schema", "dolma"],
                          ["--schema", "trafilatura"], ["--schema", "cc"],
                          ["--compression", "zstd"], ["--compression", "none"]):
            with self.subTest(arguments):
                shutil.rmtree(self.dir / "corpus", ignore_errors=True)
                self.corpus(*arguments)
                data, _ = self.data()
                run = json.loads((self.dir / "corpus" / "summary.json").read_text())
                self.assertEqual(data["read"]["documents"], run["documents"])
                self.assertEqual(data["read"]["removed"], run["removed"])
                self.assertGreater(data["documents"]["text_bytes"], 0)
                named = [row[0] for row in data["tables"]["sites"]["rows"]]
                self.assertGreater(len([name for name in named if name]), 1)

    def test_parquet(self):
        self.write("a.html", page())
        done = subprocess.run([TAMIS, "run", "a.html", "-o", "corpus", "--format", "parquet"],
                              cwd=self.dir, capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            self.assertIn("arquet", done.stderr)
            self.skipTest("this build has no Parquet")
        data, _ = self.data()
        self.assertEqual(data["read"]["documents"], 1)
        self.assertGreater(data["documents"]["text_bytes"], 0)

    def test_a_damaged_shard_is_told_and_the_rest_counted(self):
        self.corpus()
        (whole,) = (self.dir / "corpus" / "documents").iterdir()
        lines = gzip.decompress(whole.read_bytes()).splitlines(True)
        whole.unlink()
        shards = [self.write(f"corpus/documents/{i:05}.jsonl.gz", gzip.compress(line))
                  for i, line in enumerate(lines)]
        broken = shards[1].read_bytes()
        shards[1].write_bytes(broken[:len(broken) // 2])
        data, err = self.data(code=1)
        self.assertIn(shards[1].name, err)
        self.assertEqual(data["read"]["documents"], data["run"]["documents"] - 1)
        self.assertEqual(data["read"]["documents"], len(shards) - 1)
        problems = " ".join(data["read"]["problems"])
        self.assertIn(shards[1].name, problems)
        self.assertIn("the run counted", problems)

    def test_lines_that_are_no_rows(self):
        self.corpus()
        self.write("corpus/documents/99999.jsonl", b"no row\n" * 50 + b'{"text":"a"}\n')
        data, err = self.data(code=1)
        self.assertEqual(data["read"]["bad_rows"], 50)
        self.assertLess(len(err.splitlines()), 10)

    def test_an_unfinished_run(self):
        self.corpus()
        (self.dir / "corpus" / "summary.json").unlink()
        self.write("corpus/documents/00001.part", b"half a row")
        data, err = self.data()
        self.assertEqual(err, "")
        self.assertFalse(data["run"]["finished"])
        self.assertGreater(data["run"]["records"], 0, "from the last checkpoint")
        self.assertEqual(data["corpus"]["unfinished_shards"], 1)
        (self.dir / "corpus" / "manifest.jsonl").unlink()
        self.assertIsNone(self.data()[0]["run"])

    def test_tasks_are_added_up(self):
        for i in range(3):
            self.write(f"in/{i}.html", page(f"Page {i}"))
        for rank in (0, 1):
            self.tamis("run", "in", "-o", "corpus", "--tasks", 2, "--rank", rank)
            data, _ = self.data()
            self.assertEqual(data["run"]["finished"], rank == 1)
            self.assertEqual((data["run"]["tasks"], data["run"]["tasks_finished"]), (2, rank + 1))
        self.assertEqual(data["run"]["documents"], 3)
        self.assertEqual(data["read"]["documents"], 3)

    def test_an_empty_corpus(self):
        self.write("x.warc.gz", make_crawl.gzip_member(next(iter(make_crawl.records()))))
        self.tamis("run", "x.warc.gz", "-o", "corpus", "--limit", 1, "--skip", 9)
        data, _ = self.data()
        self.assertEqual(data["read"]["documents"], 0)
        if not SKIP_PAGE:
            self.tamis("report", "corpus")

    def test_what_is_no_corpus(self):
        (self.dir / "empty").mkdir()
        self.write("file", b"x")
        for arguments, says in ((("missing",), "no such folder"), (("empty",), "holds no corpus"),
                                (("file",), "is a file"), ((), "no corpus; name"),
                                (("empty", "--samples", "-1"), "-1")):
            _, err = self.tamis("report", *arguments, code=2)
            self.assertIn(says, err)

    def test_where_it_is_written(self):
        self.corpus()
        data, _ = self.data()
        out, err = self.tamis("report", "corpus", "--json", "-o", "data.json")
        self.assertEqual(out, b"")
        self.assertIn("data.json", err)
        self.assertEqual(json.loads((self.dir / "data.json").read_text()), data)
        _, err = self.tamis("report", "corpus", "--json", "-o", "no/such/folder.json", code=1)
        self.assertIn("no/such/folder.json", err)


@unittest.skipIf(SKIP_PAGE, "this tamis was built without the page of the report (npm)")
class Html(TamisTest):
    def test_the_page_holds_the_data_and_nothing_ends_its_script(self):
        evil = "</script><script>stolen()</script><!--"
        body = page("Evil", [evil.replace("<", "&lt;") + " is what this long paragraph says."] * 2)
        self.crawl("crawl.warc.gz", [response("evil.example", body)])
        self.tamis("run", "crawl.warc.gz", "-o", "corpus")
        data = json.loads(self.tamis("report", "corpus", "--json")[0])
        out, err = self.tamis("report", "corpus")
        self.assertEqual(out, b"")
        self.assertIn("corpus/report.html", err)
        html = (self.dir / "corpus" / "report.html").read_text(encoding="utf-8")
        self.assertIn(evil, data["page_samples"][0]["rows"][0]["text"])
        self.assertEqual(html.count("</script"), 2)
        self.assertEqual(data_of(html), data)
        self.assertLess(len(html), 300_000)
        first = self.tamis("report", "corpus", "-o", "-")[0]
        self.assertEqual(first.decode(), html)


if __name__ == "__main__":
    unittest.main()
