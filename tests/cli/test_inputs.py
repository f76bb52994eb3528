"""What tamis run reads: patterns, lists, stdin, folders, all of them in one run; and what it refuses."""
import unittest

from harness import TamisTest, member, page, response


class Inputs(TamisTest):
    def setUp(self):
        super().setUp()
        for name in ("crawl/b.warc.gz", "crawl/a/deep/c.warc.gz", "crawl/a.warc.gz", "crawl/x.html",
                     "other/d.warc.gz"):
            host = name.replace("/", "-").split(".")[0]
            self.write(name, page(host) if name.endswith("html") else
                       member(response(f"{host}.example", page(host))))

    def titles(self, *arguments, code=0, **more):
        _, err = self.tamis("run", *arguments, "-o", "out", "--overwrite", code=code, **more)
        return [row["title"] for row in self.rows(self.dir / "out")], err

    def test_patterns(self):
        table = [("crawl/*.warc.gz", ["crawl-a", "crawl-b"]),
                 ("crawl/**/*.warc.gz", ["crawl-a-deep-c", "crawl-a", "crawl-b"]),
                 ("c*/[b-x].*", ["crawl-b", "crawl-x"]),
                 ("**/?.html", ["crawl-x"])]
        for pattern, titles in table:
            self.assertEqual(self.titles(pattern)[0], titles, pattern)
        self.write("crawl/odd[1].html", page("odd"))
        self.assertEqual(self.titles("crawl/odd[1].html")[0], ["odd"])
        _, err = self.tamis("run", "crawl/*.zip", "-o", "out", "--overwrite", code=1)
        self.assertIn("no file matches", err)

    def test_lists(self):
        self.write("list.txt", b"# two\r\nother/d.warc.gz\r\n\r\ncrawl/b.*\r\n")
        self.assertEqual(self.titles("-i", "list.txt")[0], ["other-d", "crawl-b"])
        self.assertEqual(self.titles("crawl/x.html", "-i", "list.txt", "-i", "list.txt")[0],
                         ["crawl-x", "other-d", "crawl-b", "other-d", "crawl-b"])
        self.assertEqual(self.titles("-i", "-", stdin=b"other\ncrawl/x.html")[0],
                         ["other-d", "crawl-x"])
        self.write("bad.txt", b"other/d.warc.gz\ngone.warc.gz\n")
        titles, err = self.titles("-i", "bad.txt", code=1)
        self.assertEqual(titles, ["other-d"])
        self.assertIn("bad.txt:2: gone.warc.gz: no such file or folder", err)

    def test_all_kinds_in_one_run(self):
        self.write("list.txt", b"crawl/b.warc.gz\n")
        stdin = member(response("stdin.example", page("stdin")))
        titles, _ = self.titles("-", "other", "crawl/*.html", "-i", "list.txt", stdin=stdin)
        self.assertEqual(titles, ["stdin", "other-d", "crawl-x", "crawl-b"])

    def test_what_is_refused(self):
        self.write("urls.txt", b"crawl\ns3://bucket/x.warc.gz\n")
        self.write("zero.txt", b"crawl\0other\0")
        table = [(("crawl", "s3://bucket/x.warc.gz"), "aws s3 cp 's3://bucket/x.warc.gz' - | tamis run"),
                 (("https://example.org/x.warc.gz",), "curl"), (("gs://b/x",), "gcloud"),
                 (("hdfs://h/x",), "hdfs dfs -cat"), (("-i", "urls.txt"), "urls.txt:2: s3:"),
                 (("-i", "zero.txt"), "line 1 holds a zero byte"),
                 (("-", "-i", "-"), "named twice"), (("-i", "crawl/a.warc.gz"), "without -i")]
        for arguments, says in table:
            out, err = self.tamis("run", *arguments, "-o", "out", code=2)
            self.assertEqual(out, b"")
            self.assertIn(says, err)
            self.assertFalse((self.dir / "out" / "documents").exists(), arguments)
        self.assertIn("missing.txt", self.tamis("run", "-i", "missing.txt", "-o", "out", code=1)[1])


if __name__ == "__main__":
    unittest.main()
