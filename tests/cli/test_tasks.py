"""tamis run --tasks N --rank I: many processes, one folder, every file once."""
import unittest

from harness import TamisTest, corpus_bytes, make_crawl, member, page, response


class Tasks(TamisTest):
    def setUp(self):
        super().setUp()
        for i in range(7):
            self.write(f"in/{i}.warc.gz", b"".join(
                member(response(f"p{i}-{j}.example", page(f"Page {i} {j}"))) for j in range(3)))

    def run_task(self, rank, *flags, tasks=3, code=0, out="out"):
        return self.tamis("run", "in", "-o", out, "--tasks", tasks, "--rank", rank, *flags,
                          code=code)

    def test_every_file_once(self):
        for rank in (2, 0, 1):
            self.run_task(rank)
        out = self.dir / "out"
        self.assertEqual(sorted(p.name for p in (out / "documents").iterdir()),
                         [f"{rank:05}_00000.jsonl.gz" for rank in range(3)])
        self.assertEqual(sorted(p.name for p in (out / "completions").iterdir()),
                         ["00000", "00001", "00002"])
        titles = [row["title"] for row in self.rows(out)]
        self.assertEqual(sorted(titles), sorted(f"Page {i} {j}" for i in range(7) for j in range(3)))
        files = {row["warc_filename"] for row in self.rows(out) if row["title"].endswith("0")}
        self.assertEqual(files, {f"in/{i}.warc.gz" for i in range(7)})
        first = (out / "tasks/00000/summary.json").read_text()
        self.assertIn('"inputs":3', first)  # files 0, 3 and 6

    def test_again_and_overwrite_touch_one_task(self):
        for rank in range(3):
            self.run_task(rank)
        before = corpus_bytes(self.dir / "out")
        _, err = self.run_task(1)
        self.assertIn("complete already", err)
        self.run_task(1, "--overwrite")
        self.assertEqual(corpus_bytes(self.dir / "out"), before)

    def test_more_tasks_than_files(self):
        self.run_task(8, tasks=9)
        self.assertTrue((self.dir / "out/completions/00008").exists())

    def test_refusals(self):
        _, err = self.run_task(3, code=2)
        self.assertIn("--rank", err)
        self.tamis("run", "in", "-o", "single")
        _, err = self.run_task(0, out="single", code=2)
        self.assertIn("another run", err)
        self.run_task(0)
        _, err = self.tamis("run", "in", "-o", "out", code=2)
        self.assertIn("not empty", err)
        _, err = self.run_task(0, tasks=4, code=2)
        self.assertIn("`tasks` was 3, is 4", err)

    def test_all_files_missing_from_a_share_is_no_error(self):
        self.tamis("run", "in", "-o", "out", "--limit", 1, "--tasks", 20, "--rank", 19)


if __name__ == "__main__":
    unittest.main()
