"""tamis run on damaged and hostile input: told with path and position, and the rest is done."""
import gzip
import json
import os
import unittest

from harness import PARAGRAPHS, TamisTest, make_crawl, member, page, response

RECORDS = [response(f"p{i}.example", page(f"Page {i}")) for i in range(10)]
MEMBERS = [member(r) for r in RECORDS]


class Damage(TamisTest):
    def titles(self, corpus="out"):
        return [r["title"] for r in self.rows(self.dir / corpus)]

    def check(self, data, titles, name="x.warc.gz", code=1):
        self.write(name, data)
        _, err = self.tamis("run", name, "-o", "out", code=code)
        self.assertEqual(self.titles(), [f"Page {i}" for i in titles])
        s = self.summary(self.dir / "out")
        if code:
            self.assertRegex(err, rf"tamis: warning: {name}: .*\d")
            self.assertTrue(s["errors"])
        return s, err

    def test_truncated_gzip(self):
        s, err = self.check(b"".join(MEMBERS)[:-200], range(9))
        self.assertEqual((s["damaged"], s["inputs_failed"]), (1, 1))
        self.assertIn("truncated", err)

    def test_truncated_between_members_is_a_whole_file(self):
        self.check(b"".join(MEMBERS[:4]), range(4), code=0)

    def test_garbage_between_members(self):
        garbage = os.urandom(3000).replace(b"\x1f\x8b", b"..")
        s, _ = self.check(b"".join(MEMBERS[:5]) + garbage + b"".join(MEMBERS[5:]), range(10))
        self.assertGreaterEqual(s["damaged"], 1)

    def test_garbage_between_plain_records(self):
        self.check(b"".join(RECORDS[:5]) + b"\x00garbage\r\n" * 300 + b"".join(RECORDS[5:]),
                   range(10), name="x.warc")

    def test_a_member_with_flipped_bytes(self):
        broken = bytearray(MEMBERS[5])
        broken[len(broken) // 2] ^= 0x55
        s, _ = self.check(b"".join(MEMBERS[:5]) + bytes(broken) + b"".join(MEMBERS[6:]),
                          [0, 1, 2, 3, 4, 6, 7, 8, 9])
        self.assertGreaterEqual(s["damaged"], 1)

    def test_one_bad_file_among_good_ones(self):
        nested = b"<div>" * 100_000 + b"<p>" + PARAGRAPHS[0].encode()
        self.write("in/a.warc.gz", b"".join(MEMBERS[:2]))
        self.write("in/b-empty.warc.gz", b"")
        cut = gzip.compress(page("Cut", extra=os.urandom(9000).hex()))[:-2000]
        self.write("in/c-cut.html.gz", cut)
        self.write("in/d-deep.html", nested)
        self.write("in/e.html", page("Page 2"))
        (self.dir / "in/f-nowhere.html").symlink_to("nowhere")
        _, err = self.tamis("run", "in", "missing.warc.gz", "in/e.html/x", "-o", "out", code=1)
        for path in ("in/b-empty.warc.gz: the input is empty", "in/c-cut.html.gz: ",
                     "in/f-nowhere.html: the link leads nowhere",
                     "missing.warc.gz: no such file or folder", "in/e.html/x: "):
            self.assertIn(path, err)
        rows = self.rows(self.dir / "out")
        self.assertEqual([r["title"] for r in rows if r["title"]],
                         ["Page 0", "Page 1", "Cut", "Page 2"])
        self.assertEqual([r["status"] for r in rows],
                         ["ok", "ok", "truncated", "depth_limit", "ok"])
        self.assertEqual(self.summary(self.dir / "out")["inputs_failed"], 5)

    def test_a_named_file_that_is_no_page(self):
        self.write("x.bin", bytes(range(256)) * 100)
        _, err = self.tamis("run", "x.bin", "-o", "out", code=1)
        self.assertIn("x.bin: ", err)
        self.assertEqual(self.summary(self.dir / "out")["removed_by_reason"], {"not_html": 1})

    def test_an_archive_by_name_without_a_record(self):
        self.write("x.warc", b"nothing of the kind " * 100)
        _, err = self.tamis("run", "x.warc", "-o", "out", code=1)
        self.assertIn("x.warc: ", err)

    def test_nothing_to_read(self):
        for name in ("missing.warc.gz", "missing/"):
            _, err = self.tamis("run", name, "-o", "out", code=1)
            self.assertIn("no such file or folder", err)
            self.assertFalse((self.dir / "out").exists(), "nothing was done")
        (self.dir / "hollow").mkdir()
        _, err = self.tamis("run", "hollow", "-o", "out", code=1)
        self.assertIn("no file", err)

    def test_too_many_failed(self):
        for i in range(11):
            self.write(f"in/{i}.html", b"" if i else page())
        self.tamis("run", "in", "-o", "out", code=126)
        self.assertEqual(self.summary(self.dir / "out")["documents"], 1)

    def test_many_problems_are_not_told_one_by_one(self):
        self.write("x.jsonl", b'{"no json\n' * 5000 + json.dumps(
            {"html": page("Page 0").decode()}).encode() + b"\n")
        _, err = self.tamis("run", "x.jsonl", "-o", "out", code=1)
        self.assertLess(len(err.splitlines()), 200)
        s = self.summary(self.dir / "out")
        self.assertEqual((s["damaged"], s["documents"], len(s["errors"])), (5000, 1, 100))


class HttpDamage(TamisTest):
    def test_bodies(self):
        text = PARAGRAPHS[1]
        whole = make_crawl.http_message(page("A"), "text/html", codings=("gzip", "chunked"))
        header, _, body = make_crawl.http_message(page("A"), "text/html",
                                                  codings=("gzip",)).partition(b"\r\n\r\n")
        table = [  # name, message, part of text that must survive, status
            ("whole", whole, text, "ok"),
            ("chunks end early", make_crawl.http_message(page("A") * 3, "text/html",
                                                         codings=("chunked",))[:-900], text,
             "truncated"),
            ("gzip ends early", header + b"\r\n\r\n" + body[:-40], PARAGRAPHS[0], "truncated"),
            ("declared gzip, is plain", header + b"\r\n\r\n" + page("A"), text, "ok"),
            ("declared chunked, is not", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
             b"Transfer-Encoding: chunked\r\n\r\n" + page("A"), text, "ok"),
            ("bare line feeds", b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n" + page("A"), text,
             "ok"),
        ]
        self.crawl("x.warc.gz", [make_crawl.response(f"https://p{i}.example/", message, 1)
                                 for i, (_, message, _, _) in enumerate(table)])
        self.tamis("run", "x.warc.gz", "-o", "out")
        rows = {r["url"]: r for r in self.rows(self.dir / "out")}
        for i, (name, _, want, status) in enumerate(table):
            row = rows[f"https://p{i}.example/"]
            self.assertIn(want, row["text"], name)
            self.assertEqual(row["status"], status, name)

    def test_unknown_coding(self):
        message = make_crawl.http_message(bytes(range(256)) * 9, "text/html",
                                          headers=["Content-Encoding: rot13"])
        self.crawl("x.warc.gz", [make_crawl.response("https://a.example/", message, 1)])
        self.tamis("run", "x.warc.gz", "-o", "out")
        self.assertEqual(self.summary(self.dir / "out")["removed_by_reason"], {"http_coding": 1})


if __name__ == "__main__":
    unittest.main()
