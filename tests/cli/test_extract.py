"""tamis extract: views, formats, stdin, limits, errors."""
import gzip
import json
import subprocess
import unittest

from harness import PARAGRAPHS, ROOT, TAMIS, TamisTest, page

PAGES = ROOT / "examples" / "pages"


class Extract(TamisTest):
    def test_text_is_the_default(self):
        out, err = self.tamis("extract", self.write("a.html", page("Title of the page")))
        self.assertEqual(err, "")
        lines = out.decode().split("\n\n")
        self.assertEqual([line.strip() for line in lines][-3:], PARAGRAPHS)

    def test_stdin_with_and_without_dash_and_compressed(self):
        want, _ = self.tamis("extract", self.write("a.html", page()))
        self.assertTrue(want)
        for arguments, data in [(("-",), page()), ((), page()), ((), gzip.compress(page()))]:
            self.assertEqual(self.tamis("extract", *arguments, stdin=data)[0], want)

    def test_markdown(self):
        out, _ = self.tamis("extract", "--markdown", PAGES / "documentation.html")
        text = out.decode()
        for piece in ("# Retries and back-off", "## The retry policy", "```python\nimport pelican",
                      "| `max_attempts` | 8 |", "1. Give each job a key"):
            self.assertIn(piece, text)

    def test_json_is_one_row_a_page(self):
        a, b = self.write("a.html", page("First")), self.write("b.html", page("Second"))
        out, _ = self.tamis("extract", "--json", "--url", "https://x.example/", a, b)
        rows = [json.loads(line) for line in out.splitlines()]
        self.assertEqual([r["title"] for r in rows], ["First", "Second"])
        self.assertEqual(rows[0]["url"], "https://x.example/")
        self.assertIn(PARAGRAPHS[0], rows[0]["text"])
        self.assertTrue(rows[0]["blocks"])

    def test_explain_lists_every_block_with_its_reason(self):
        out, _ = self.tamis("extract", "--explain", PAGES / "news_article.html")
        lines = out.decode().splitlines()
        rows = json.loads(self.tamis("extract", "--json", PAGES / "news_article.html")[0])["blocks"]
        for block in rows[:5] + rows[-5:]:
            begin = str(block["html_start"])
            self.assertTrue(any(begin in line and block["reason"] in line for line in lines), block)
        self.assertGreaterEqual(len(lines), len(rows))

    def test_flattened_text(self):
        out, _ = self.tamis("extract", PAGES / "flattened.txt")
        text = out.decode()
        self.assertIn("The regional water board has approved", text)
        self.assertEqual(text.count("Nine of eleven have accepted"), 1)
        for residue in ("503", "Oops", "Read also", "Disclaimer", "CommentsBe"):
            self.assertNotIn(residue, text)

    def test_input_kind_and_content_type(self):
        marked = self.write("a", "\n".join(f"<p>{p}" for p in PARAGRAPHS).encode())
        self.assertNotIn(b"<p>", self.tamis("extract", "--input-kind", "html", marked)[0])
        self.assertIn(b"<p>", self.tamis("extract", "--input-kind", "text", marked)[0])
        latin = self.write("b.html", "<p>Größe: ".encode("latin-1") + b"long enough a text. " * 9)
        out, _ = self.tamis("extract", "--content-type", "text/html; charset=iso-8859-1", latin)
        self.assertIn("Größe", out.decode())

    def test_views_differ_only_in_how_much_they_keep(self):
        sizes = [len(self.tamis("extract", *flags, PAGES / "product_list.html")[0])
                 for flags in (["--precision"], [], ["--recall"])]
        self.assertEqual(sizes, sorted(sizes))
        self.assertLess(sizes[0], sizes[2])

    def test_no_tables(self):
        with_tables, _ = self.tamis("extract", PAGES / "documentation.html")
        without, _ = self.tamis("extract", "--no-tables", PAGES / "documentation.html")
        self.assertIn(b"max_attempts\t", with_tables.replace(b" ", b"\t").replace(b"\n", b"\t"))
        self.assertLess(len(without), len(with_tables))

    def test_output_file(self):
        self.write("a.html", page())
        out, _ = self.tamis("extract", "a.html", "-o", "a.txt")
        self.assertEqual(out, b"")
        self.assertIn(PARAGRAPHS[0], (self.dir / "a.txt").read_text())
        _, err = self.tamis("extract", "a.html", "-o", "no/such/folder/a.txt", code=1)
        self.assertIn("no/such/folder/a.txt", err)

    def test_pages_are_separated(self):
        a, b = self.write("a.html", page("First")), self.write("b.html", page("Second"))
        both = self.tamis("extract", a, b)[0]
        self.assertEqual(both, self.tamis("extract", a)[0] + b"\n" + self.tamis("extract", b)[0])
        out = self.tamis("extract", "--explain", a, b)[0].decode()
        self.assertIn(f"== {a}\n", out)
        self.assertIn(f"\n\n== {b}\n", out)

    def test_full_disk(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([TAMIS, "extract", self.write("a.html", page())], stdout=full,
                                  stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"cannot write to stdout", done.stderr)

    def test_limits_are_told(self):
        nested = "<div>" * 50 + PARAGRAPHS[1] + "</div>" * 50
        long = self.write("a.html", page(paragraphs=PARAGRAPHS * 300, extra=nested))
        for flags, status in ((["--max-page-bytes", "10k"], "too_large"),
                              (["--max-nodes", 100], "node_limit"),
                              (["--max-depth", 20], "depth_limit")):
            out, err = self.tamis("extract", long, *flags)
            self.assertIn(status, err)
            self.assertIn(PARAGRAPHS[0].encode(), out)

    def test_same_bytes_every_time(self):
        for name in PAGES.iterdir():
            first = self.tamis("extract", "--json", name)
            self.assertEqual(first, self.tamis("extract", "--json", name))


class Failures(TamisTest):
    def test_table(self):
        from harness import make_crawl, member
        crawl = b"".join(map(member, make_crawl.records()))
        good = self.write("good.html", page())
        table = [  # name, bytes, what stderr says
            ("empty.html", b"", "empty"),
            ("cut.html.gz", gzip.compress(page() * 50)[:200], "truncated"),
            ("image.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "image.html"),
            ("crawl.warc.gz", crawl, "tamis run"),
            ("crawl.html", b"".join(make_crawl.records()), "tamis run"),
            ("rows.jsonl", b'{"html": "<p>x"}\n{"html": "<p>y"}\n', "tamis run"),
        ]
        for name, data, says in table:
            out, err = self.tamis("extract", self.write(name, data), code=1)
            self.assertIn(says, err, name)
            self.assertIn(name, err)
            self.assertTrue(err.startswith("tamis: error: "), err)
            out, _ = self.tamis("extract", name, good, code=1)
            self.assertIn(PARAGRAPHS[0].encode(), out, "the rest is done")
        _, err = self.tamis("extract", "missing.html", code=1)
        self.assertIn("missing.html", err)
        _, err = self.tamis("extract", ".", code=1)
        self.assertIn("irectory", err)

    def test_too_many_failed(self):
        self.write("good.html", page())
        self.tamis("extract", "good.html", *["missing.html"] * 9, code=126)
        self.tamis("extract", *["good.html"] * 6, *["missing.html"] * 5, code=1)

    def test_no_main_text_is_no_failure_but_told(self):
        out, err = self.tamis("extract", self.write("a.html", b"<nav><a href=/>Home</a></nav>"))
        self.assertEqual(out, b"")
        self.assertIn("--explain", err)

    def test_deep_nesting(self):
        nested = b"<div>" * 100_000 + b"<p>" + PARAGRAPHS[0].encode() + b"</p>" + b"</div>" * 100_000
        out, err = self.tamis("extract", self.write("deep.html", nested))
        self.assertIn(PARAGRAPHS[0].encode(), out)
        self.assertIn("depth_limit", err)


if __name__ == "__main__":
    unittest.main()
