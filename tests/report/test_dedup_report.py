"""The report of a deduplication: its figures are those of the rows, its pairs differ where it says,
and hostile texts stay text.

test_dedup_report.py --screenshot DIR OUT.png   pictures the report of the deduplication in DIR
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from browser import MISSING, check  # noqa: E402
from harness import TAMIS, TamisTest  # noqa: E402
from test_report import SKIP_PAGE, data_of  # noqa: E402

EVIL = "<script>window.stolen=1</script><img src=x onerror=window.stolen=1>"


def words(seed, count=150):
    rng = random.Random(seed)
    return [f"w{rng.randrange(5000)}" for _ in range(count)]


def changed(text, *places, by="CHANGED"):
    text = list(text)
    for place in places:
        text[place] = by
    return text


def row(name, text, site="a.example", **more):
    return {"id": name, "text": " ".join(text) if isinstance(text, list) else text,
            "url": f"https://{site}/{name}", **more}


def some_rows():
    """A cluster of five, one of three, twenty of two, a site that loses 150 of 200."""
    rows = []
    big = words("big")
    rows.append(row("big", big + ["longest"]))
    rows += [row(f"big{i}", changed(big, *range(10, 10 + 8 * i, 8))) for i in range(1, 4)]
    rows.append(row("bigcopy", big + ["longest"], "b.example"))
    three = words("three")
    rows += [row(f"three{i}", three, "c.example") for i in range(3)]
    for i in range(20):
        rows += [row(f"two{i}", words(i), "d.example"), row(f"two{i}x", changed(words(i), i + 20), "e.example")]
    rows += [row(f"many{i}", words(f"many{i % 50}", 30), "many.example") for i in range(200)]
    rows += [row(f"single{i}", words(f"single{i}"), "f.example") for i in range(30)]
    return rows


def verdicts(summary):
    names = {"stays": summary["documents"], **{n: summary[n] for n in ("exact_dup", "near_dup", "url_dup")}}
    return {name: f"{n:,}" for name, n in names.items() if n or name == "stays"}


class Runs(TamisTest):
    def dedup(self, rows, *flags, code=0):
        path = self.dir / "docs.jsonl"
        path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        return self.tamis("dedup", path, "-o", "out", *flags, code=code)[1]

    def data(self, *flags, code=0):
        out, _ = self.tamis("report", "out", "--json", *flags, code=code)
        return json.loads(out)

    def summary_of_run(self):
        return json.loads((self.dir / "out/summary.json").read_text())


class DedupReport(Runs):
    def test_figures_are_those_of_the_rows(self):
        self.dedup(some_rows(), "-q")
        data, summary = self.data(), self.summary_of_run()
        self.assertEqual(data["summary"], summary)
        self.assertEqual(data["read"]["problem_count"], 0)
        gone = self.rows(self.dir / "out", "removed")
        kept = self.rows(self.dir / "out")
        self.assertEqual((data["read"]["documents"], data["read"]["removed"]), (len(kept), len(gone)))
        near = [r["similarity"] for r in gone if r["filter_reason"] == "near_dup"]
        self.assertEqual(sum(data["similarities"]), len(near))
        for i, n in enumerate(data["similarities"]):
            self.assertEqual(n, sum(min(int(s * 100), 99) == i for s in near), i)
        sizes = [r["minhash_cluster_size"] for r in kept if r["minhash_cluster_id"] >= 0]
        for least, n in data["cluster_sizes"]:
            self.assertEqual(n, sum(least <= size < 2 * least for size in sizes))
        self.assertEqual(sum(n for _, n in data["cluster_sizes"]), summary["clusters"])

    def test_largest_first_and_the_least_similar_is_shown(self):
        self.dedup(some_rows(), "-q")
        data = self.data("--samples", "20")
        sizes = [c["size"] for c in data["largest"]]
        self.assertEqual(sizes, sorted(sizes, reverse=True))
        self.assertEqual(len(sizes), len(set(c["duplicate_of"] for c in data["largest"])))
        self.assertEqual(len(sizes), min(80, self.summary_of_run()["clusters"]))
        (big,) = [c for c in data["largest"] if c["kept"]["id"] in ("big", "bigcopy")]
        self.assertEqual((big["size"], big["gone"]["id"]), (5, "big3"))
        self.assertEqual({r["id"] for r in big["others"]} | {"big3", big["kept"]["id"]},
                         {"big", "bigcopy", "big1", "big2", "big3"})
        self.assertEqual([p.get("gone") for p in big["parts"] if "gone" in p],
                         [" CHANGED", " CHANGED", " CHANGED", ""])
        self.assertEqual([p["kept"] for p in big["parts"] if "kept" in p][-1], " longest")
        similarities = [p["gone"]["similarity"] for p in data["nearest"]]
        near = sorted(r["similarity"] for r in self.rows(self.dir / "out", "removed/near_dup"))
        self.assertEqual(similarities, near[:len(similarities)])

    def test_the_order_of_rows_and_shards_changes_nothing(self):
        rows = some_rows()
        seen = []
        for seed in range(3):
            random.Random(seed).shuffle(rows)
            self.dedup(rows, "-q", "--overwrite", "--shard-bytes", f"{5 + 20 * seed}k")
            data = self.data()
            self.assertGreaterEqual(data["corpus"]["shards"], 3)
            for name in ("corpus", "read"):
                del data[name]
            seen.append(data)
        self.assertEqual(seen[0], seen[1])
        self.assertEqual(seen[0], seen[2])

    def test_the_report_of_the_run_is_that_of_its_folder(self):
        if SKIP_PAGE:
            self.skipTest("this tamis was built without the page of the report (npm)")
        err = self.dedup(some_rows(), "--report")
        self.assertIn("out/report.html", err)
        self.assertIn("many.example loses 150 of 200 rows", err)
        first = (self.dir / "out/report.html").read_text(encoding="utf-8")
        self.assertEqual(data_of(first), self.data())
        self.tamis("report", "out")
        self.assertEqual((self.dir / "out/report.html").read_text(encoding="utf-8"), first)
        self.dedup(some_rows()[:40], "--overwrite")
        self.assertFalse((self.dir / "out/report.html").exists(), "of an earlier run")
        self.dedup(some_rows(), "--preview", "--report", code=2)

    def test_other_fields_and_parquet(self):
        rows = [{"key": i, "body": r["text"], "link": r["url"]} for i, r in enumerate(some_rows())]
        flags = ("--text-field", "body", "--id-field", "key", "--url-field", "link", "-q")
        self.dedup(rows, *flags)
        data = self.data()
        big = data["largest"][1]
        self.assertEqual(big["kept"]["url"], rows[int(big["kept"]["id"])]["link"])
        self.assertGreater(big["kept"]["text_bytes"], 100)
        done = subprocess.run([TAMIS, "dedup", self.dir / "docs.jsonl", "-o", "columns", "--format", "parquet", *flags],
                              cwd=self.dir, capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            self.assertIn("arquet", done.stderr)
            self.skipTest("this build has no Parquet")
        columns = json.loads(self.tamis("report", "columns", "--json")[0])
        for one in (data, columns):
            del one["corpus"]
        self.assertEqual(columns, data)

    def test_size_and_memory_are_bounded(self):
        rng = random.Random(1)
        rows = []
        for i in range(60):  # texts of 400 kB, that differ in many places, and in one huge word
            text = [f"{rng.randrange(10**6)}" for _ in range(60_000)]
            rows += [row(f"a{i}", text), row(f"b{i}", changed(text, *range(0, 60_000, 700), by="x" * 900))]
        self.dedup(rows, "-q", "--compression", "none")
        out, _ = self.tamis("report", "out", "--json")
        self.assertLess(len(out), 2_000_000)
        data = json.loads(out)
        self.assertEqual(len(data["largest"]), 20)
        pair = data["largest"][0]
        self.assertEqual(pair["gone"]["compared_bytes"], 256 << 10)
        self.assertGreater(pair["words_same"], 30_000)
        self.assertGreater(pair["changes_left_out"] + len(pair["parts"]), 40)
        self.assertEqual(self.data("--samples", "0")["largest"], [])

    def test_damage_and_missing_rows_are_told(self):
        self.dedup(some_rows(), "-q")
        for shard in (self.dir / "out/documents").iterdir():
            shard.unlink()
        data = self.data(code=1)
        self.assertIn("the shards hold 0", " ".join(data["read"]["problems"]))
        self.assertNotIn("kept", data["largest"][0])
        self.assertTrue(data["largest"][0]["duplicate_of"])

    def test_what_earlier_steps_removed_is_no_copy(self):
        self.dedup(some_rows(), "-q")
        self.write("out/removed/length/00000.jsonl", b'{"id":"short","text":"x"}\n')
        self.assertEqual(self.data()["read"]["problem_count"], 0)


@unittest.skipIf(MISSING or SKIP_PAGE, f"not opened in a browser: no {', '.join(MISSING) or 'page'}")
class Browser(Runs):
    def check(self, **expected):
        summary = self.summary_of_run()
        self.tamis("report", "out", "--samples", "20")
        wrong = check("check_dedup.mjs", self.dir / "out/report.html",
                      {"texts": [], "marks": {}, "alarms": [], "verdicts": verdicts(summary), **expected})
        self.assertEqual(wrong, "")

    def test_in_a_browser(self):
        self.dedup(some_rows(), "-q")
        path = self.dir / "docs.jsonl"
        self.check(
            texts=["many.example", "big3", "the same text", "nearly the same text", "At random",
                   "Nearest the threshold", "No problems were met"],
            marks={"kept": ["longest"], "gone": ["CHANGED"]},
            alarms=[f"input {path}: 176 of 278 rows (63.3 %)", "site many.example: 150 of 200 rows (75.0 %)"])

    def test_hostile_texts(self):
        base = words("evil")
        arabic = "كان يا ما كان في قديم الزمان رجل يعيش في مدينة بعيدة جدا عن البحر الكبير".split() * 6
        override = ["\u202e\u2066abc"]
        rows = [
            row("e1", changed(base, 20, by=EVIL) + ["</script>", "<!--", "longer"], title=EVIL),
            row("e2", changed(base, 60, by="x" * 5000) + ["</script>", "<!--"]),
            {"id": "<b>js</b>", "url": "javascript:alert(1)", "text": " ".join(base + ["&amp;"])},
            row("rtl1", arabic + ["طويل", "جدا"]), row("rtl2", changed(arabic, 30, by="قصير")),
            row("o1", override + words("o") + ["more"]), row("o2", override + words("o")),
            row("zh1", "北京是中华人民共和国的首都，是全国的政治中心、文化中心。" * 12 + "完"),
            row("zh2", "北京是中华人民共和国的首都，是全国的政治中心、文化中心。" * 12),
        ]
        self.dedup(rows, "-q", "--threshold", "0.6")
        self.check(texts=[EVIL, "<b>js</b>", "javascript:alert(1)"],
                   marks={"kept": ["x" * 100 + "…", "完", "طويل جدا"], "gone": [EVIL, "قصير"]})

    def test_nothing_went(self):
        self.dedup([row("a", words(1))], "-q")
        self.check(texts=["Nothing went.", "No clusters."], alone=True)


def screenshot(folder, out):
    summary = json.loads((pathlib.Path(folder) / "summary.json").read_text())
    with tempfile.TemporaryDirectory() as work:
        report = pathlib.Path(work) / "report.html"
        subprocess.run([TAMIS, "report", folder, "-o", str(report), "-q"], check=True)
        sys.exit(check("check_dedup.mjs", report, {
            "texts": [], "marks": {}, "verdicts": verdicts(summary), "height": 2600,
            "alarms": []}, str(pathlib.Path(out).resolve())))


if __name__ == "__main__":
    if "--screenshot" in sys.argv:
        screenshot(*sys.argv[2:4])
    else:
        unittest.main()
