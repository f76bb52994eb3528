"""tamis run --site-boilerplate: what repeats across the pages of a site goes, and nothing else."""
import json
import random
import shutil
import signal
import subprocess
import time
import unittest

from harness import TAMIS, TamisTest, corpus_bytes, make_crawl, member, page

SHARED = ("The North River Gazette is printed on recycled paper in the town of Millbridge, and its "
          "readers have kept it alive since the great flood.")
WORDS = ("harbour lantern meadow orchard pilot quarry saddle timber valley willow copper ferry "
         "garden hollow island kettle ladder market needle ocean parcel ribbon signal tunnel").split()


def sentences(seed, count=4):
    """A paragraph that no other seed gives."""
    rng = random.Random(seed)
    return " ".join(f"The {rng.choice(WORDS)} near the {rng.choice(WORDS)} was sold to a "
                    f"{rng.choice(WORDS)} keeper, who kept the {rng.choice(WORDS)} for {seed} years."
                    for _ in range(count))


def record(url, body, n=1, content_type="text/html"):
    return make_crawl.response(url, make_crawl.http_message(body, content_type, "200 OK"), n)


def article(i, extra=""):
    own = [sentences(f"{i}-{k}") for k in range(3)]
    return page(f"Story number {i}", own + [SHARED], extra)


class SiteBoilerplate(TamisTest):
    def site(self, name, pages, host="gazette.example"):
        return self.write(name, b"".join(
            member(record(f"https://{host}/story/{i}", body, i)) for i, body in enumerate(pages)))

    def run_site(self, source, out, *flags, **more):
        self.tamis("run", source, "-o", out, "--site-boilerplate", *flags, **more)
        return self.rows(self.dir / out)

    def test_what_repeats_goes(self):
        self.site("in.warc.gz", [article(i) for i in range(30)])
        self.tamis("run", "in.warc.gz", "-o", "plain")
        plain = self.rows(self.dir / "plain")
        self.assertTrue(all(SHARED in row["text"] for row in plain), "the model alone keeps it")
        rows = self.run_site("in.warc.gz", "out")
        self.assertEqual(len(rows), 30)
        for i, row in enumerate(rows):
            self.assertNotIn(SHARED, row["text"])
            for k in range(3):
                self.assertIn(sentences(f"{i}-{k}"), row["text"])
            repeats = [b for b in row["blocks"] if b["reason"] == "site_repeat"]
            self.assertEqual(len(repeats), 1)
            self.assertEqual(repeats[0]["site_share"], 1)
            self.assertEqual(sum("site_share" in b for b in row["blocks"]), 1)
        self.summary(self.dir / "out")
        self.assertFalse((self.dir / "out/site.counting").exists())

    def test_few_pages_say_nothing(self):
        self.site("in.warc.gz", [article(i) for i in range(2)])
        for row in self.run_site("in.warc.gz", "out"):
            self.assertIn(SHARED, row["text"])

    def test_other_sites_do_not_count(self):
        records = b"".join(member(record(f"https://host{i}.example/", article(i), i))
                           for i in range(30))
        self.write("in.warc.gz", records)
        for row in self.run_site("in.warc.gz", "out"):
            self.assertIn(SHARED, row["text"])

    def test_www_and_scheme_are_one_site(self):
        hosts = ["https://gazette.example", "http://gazette.example", "https://www.gazette.example"]
        self.write("in.warc.gz", b"".join(
            member(record(f"{hosts[i % 3]}/story/{i}", article(i), i)) for i in range(30)))
        for row in self.run_site("in.warc.gz", "out"):
            self.assertNotIn(SHARED, row["text"])

    def test_captures_of_one_page_keep_their_text(self):
        clock = [article(1, f"<p>Fetched for the reader at {i} minutes past nine in the morning</p>")
                 for i in range(40)]
        changed = [article(1, f"<p>{sentences(f'news {i}', 1)}</p>") for i in range(40)]
        canonical = [body.replace(b"<head>", b"<head><link rel=canonical href=/story/1>")
                     for body in changed]
        for name, records in {
                "the same address": [record("https://a.example/", b, i)
                                     for i, b in enumerate(changed)],
                "the same words": [record(f"https://a.example/{i}", b, i)
                                   for i, b in enumerate(clock)],
                "the same canonical address": [record(f"https://a.example/{i}", b, i)
                                               for i, b in enumerate(canonical)],
                "nearly the same words": [record(f"https://a.example/{i}", b, i)
                                          for i, b in enumerate(changed)]}.items():
            with self.subTest(name):
                self.write("in.warc.gz", b"".join(member(r) for r in records))
                rows = self.run_site("in.warc.gz", "out", "--overwrite")
                self.assertEqual(len(rows), 40)
                for row in rows:
                    for k in range(3):
                        self.assertIn(sentences(f"1-{k}"), row["text"])

    def test_flattened_text(self):
        lines = [json.dumps({"url": f"https://gazette.example/{i}", "text": "\n".join(
            [f"Story number {i}"] + [sentences(f"{i}-{k}") for k in range(3)] + [SHARED])})
            for i in range(90)]
        self.write("in.jsonl", "\n".join(lines).encode())
        self.tamis("run", "in.jsonl", "-o", "plain")
        kept = sum(SHARED in row["text"] for row in self.rows(self.dir / "plain"))
        self.assertGreater(kept, 80)
        rows = self.run_site("in.jsonl", "out")
        self.assertEqual(sum(SHARED in row["text"] for row in rows), 0)
        self.assertTrue(all(sentences(f"{i}-1") in row["text"] for i, row in enumerate(rows)))

    def test_threads_and_memory_change_nothing(self):
        self.site("in.warc.gz", [article(i) for i in range(50)])
        self.run_site("in.warc.gz", "one", "-j", 1)
        self.run_site("in.warc.gz", "four", "-j", 4, "--site-memory", "2K")
        self.assertEqual(corpus_bytes(self.dir / "one"), corpus_bytes(self.dir / "four"))

    def test_order_of_files_changes_no_table(self):
        for part in range(3):
            self.site(f"{part}.warc.gz", [article(f"{part} {i}") for i in range(10)])
        tables = []
        for out, order in (("a", "012"), ("b", "210")):
            self.tamis("run", *[f"{part}.warc.gz" for part in order], "-o", out,
                       "--site-boilerplate")
            tables.append((self.dir / out / "site.table").read_bytes())
        self.assertEqual(tables[0], tables[1])
        self.assertGreater(len(tables[0]), 100)

    def test_a_run_goes_on_with_its_table_or_a_new_one(self):
        self.site("in.warc.gz", [article(i) for i in range(400)])
        self.run_site("in.warc.gz", "want")
        want = corpus_bytes(self.dir / "want")
        for damage in (False, True):
            for wait in (0.0, 0.02, 0.05, 0.1, 0.2):
                with self.subTest(damage=damage, wait=wait):
                    shutil.rmtree(self.dir / "out", ignore_errors=True)
                    command = [TAMIS, "run", "in.warc.gz", "-o", "out", "--site-boilerplate",
                               "-j", "1", "--checkpoint-seconds", "0"]
                    process = subprocess.Popen(command, cwd=self.dir, stderr=subprocess.DEVNULL)
                    time.sleep(wait)
                    process.send_signal(signal.SIGKILL)
                    process.wait()
                    table = self.dir / "out/site.table"
                    if damage and table.exists() and not (self.dir / "out/summary.json").exists():
                        table.write_bytes(table.read_bytes()[:-1] + b"?")
                    self.run_site("in.warc.gz", "out")
                    self.assertEqual(corpus_bytes(self.dir / "out"), want)

    def test_inputs_that_can_be_read_once_are_refused(self):
        _, err = self.tamis("run", "-", "-o", "out", "--site-boilerplate", stdin=article(1), code=2)
        self.assertIn("stdin can be read once only", err)

    def test_options_are_part_of_the_run(self):
        self.site("in.warc.gz", [article(i) for i in range(30)])
        rows = self.run_site("in.warc.gz", "out")
        _, err = self.tamis("run", "in.warc.gz", "-o", "out", "--site-boilerplate", "--site-share",
                            50, code=2)
        self.assertIn("site_min_share_percent", err)
        other = self.run_site("in.warc.gz", "other", "--site-share", 50)
        self.assertNotEqual(rows[0]["engine"]["options_hash"], other[0]["engine"]["options_hash"])
        rows = self.run_site("in.warc.gz", "strict", "--site-pages", 31)
        self.assertTrue(all(SHARED in row["text"] for row in rows))


if __name__ == "__main__":
    unittest.main()
