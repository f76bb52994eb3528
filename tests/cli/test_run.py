"""tamis run: the example crawl, the kinds of input, the counts."""
import gzip
import hashlib
import json
import shutil
import subprocess
import unittest

from harness import PARAGRAPHS, ROOT, TAMIS, TamisTest, corpus_bytes, make_crawl, member, page, response


class ExampleCrawl(TamisTest):
    def setUp(self):
        super().setUp()
        self.crawl()
        self.tamis("run", "example.warc.gz", "-o", "out", "--markdown")

    def test_documents_in_input_order(self):
        self.assertEqual([r["url"].split("/")[2] for r in self.rows(self.dir / "out")],
                         ["gazette.news.example", "tools.shop.example", "forum.example",
                          "pelican.docs.example", "www.heimatverein-gruenhagen.example",
                          "wanbao.news.example", "library.example", "tidings.news.example"])

    def test_counts(self):
        s = self.summary(self.dir / "out")
        self.assertEqual((s["records"], s["documents"], s["removed"], s["skipped"]), (25, 8, 2, 15))
        self.assertEqual(s["removed_by_reason"], {"http_status": 2})
        self.assertEqual(s["skipped_by_kind"], {"image/png": 1, "metadata": 1, "request": 10,
                                                "revisit": 1, "text/dns": 1, "warcinfo": 1})
        self.assertEqual((s["damaged"], s["inputs_failed"]), (0, 0))

    def test_rows_know_where_they_come_from(self):
        crawl = (self.dir / "example.warc.gz").read_bytes()
        for row in self.rows(self.dir / "out") + self.rows(self.dir / "out", "removed"):
            begin, length = row["warc_record_offset"], row["warc_record_length"]
            record = gzip.decompress(crawl[begin:begin + length])
            self.assertIn(row["id"].encode(), record)
            self.assertEqual(row["warc_record_id"], row["id"])
            self.assertEqual(row["warc_filename"], "example.warc.gz")
            self.assertRegex(row["content_digest"], r"^sha1:[A-Z2-7]{32}$")
            if "tidings" not in row["url"]:  # whose record has no digest
                self.assertIn(row["content_digest"].encode(), record)
            self.assertEqual(row["warc_date"][:10], "2026-05-04")

    def test_main_text_and_nothing_else(self):
        table = {
            "gazette.news.example": (
                ["The first boat is due to leave Quay Street", "If two people catch the same cold",
                 "Dogs travel free"],
                ["214 partners", "Most read", "Sign up", "outboard motors", "All rights reserved",
                 "Lighthouse keeper", "Subscribe now"]),
            "tools.shop.example": (
                ["Every plane on this page has been on our bench", "Number 5 jack plane",
                 "A plane has one thing to do"],
                ["Only show what is in stock", "Sign in", "Prices include VAT"]),
            "forum.example": (
                ["Hello everyone, first post", "That is your answer", "opened like a book"],
                ["You have to log in", "Users browsing", "Starter smells of acetone"]),
            "pelican.docs.example": (
                ["Jobs fail: a network is down", "raise pelican.Abort", "max_attempts",
                 "at least once"],
                ["Was this page helpful", "Built with Quill"]),
            "www.heimatverein-gruenhagen.example": (
                ["„Er steht oben und klappert.“", "zwölf Hektar gepachtet", "Fernrohr"],
                ["Gästebuch", "Sie sind Besucher"]),
            "wanbao.news.example": (
                ["清晨六点半，城南的雾还没有散", "声音细碎，像下雨"],
                ["最后一家手工秤铺", "版权声明", "扫一扫"]),
            "tidings.news.example": (
                ["The regional water board has approved", "the machines are needed elsewhere"],
                ["Oops", "Something went wrong", "without any warranty", "Be the first to comment"]),
        }
        rows = {row["url"].split("/")[2]: row for row in self.rows(self.dir / "out")}
        for host, (inside, outside) in table.items():
            row = rows[host]
            for text in inside:
                self.assertIn(text, row["text"], row["url"])
            for text in outside:
                self.assertNotIn(text, row["text"], row["url"])

    def test_metadata(self):
        table = {
            "gazette.news.example": ("Ferry line returns to the north shore after eleven years",
                                     ["Ines Calloway", "Tom Adeyemi"], "2026-04-17", "en", "UTF-8"),
            "www.heimatverein-gruenhagen.example": (
                None, ["Jürgen Bärwald"], "2025-05-24", "de", "windows-1252"),
            "wanbao.news.example": ("老茶馆里的修表匠", ["林晓溪"], "2025-11-08", "zh", "UTF-8"),
        }
        for row in self.rows(self.dir / "out"):
            want = table.get(row["url"].split("/")[2])
            if want is None:
                continue
            title, authors, date, language, charset = want
            if title:
                self.assertEqual(row["title"], title)
            self.assertEqual(row["authors"], authors)
            self.assertEqual(row["date_published"][:10], date)
            self.assertEqual(row["language"], language)
            self.assertEqual(row["content_charset"].lower(), charset.lower())

    def test_blocks_point_into_the_text(self):
        for row in self.rows(self.dir / "out"):
            text = row["text"].encode()
            kept = [b for b in row["blocks"] if b["keep"]]
            self.assertTrue(kept)
            for block in kept:
                self.assertLess(block["text_start"], block["text_end"])
                self.assertLessEqual(block["text_end"], len(text))
            self.assertTrue(all(b["reason"] for b in row["blocks"]))

    def test_markdown_has_structure(self):
        rows = {r["url"].split("/")[2]: r["markdown"] for r in self.rows(self.dir / "out")}
        self.assertIn("```python\nimport pelican", rows["pelican.docs.example"])
        self.assertIn("| `max_attempts` | 8 |", rows["pelican.docs.example"])
        self.assertIn("## A levy of nine pounds", rows["gazette.news.example"])


class SameBytes(TamisTest):
    def test_for_any_number_of_threads(self):
        # Enough pages for several batches, of different sizes.
        records = list(make_crawl.records())
        for i in range(300):
            filler = "<!-- " + "x" * (i % 7 * 20000) + " -->"
            records.append(response(f"p{i}.example", page(f"Page {i}", extra=filler)))
        self.crawl("big.warc.gz", records)
        outputs = []
        for threads in (1, 2, 4, 7):
            out = self.dir / f"out{threads}"
            self.tamis("run", "big.warc.gz", "-o", out, "--threads", threads, "--shard-bytes", "100k")
            outputs.append(corpus_bytes(out))
        self.assertGreater(len([n for n in outputs[0] if n.startswith("documents")]), 2)
        for other in outputs[1:]:
            self.assertEqual(outputs[0], other)
        self.assertEqual(self.summary(self.dir / "out1")["documents"], 308)

    def test_shards_are_whole_gzip_files_of_json_lines(self):
        self.crawl()
        self.tamis("run", "example.warc.gz", "-o", "out")
        for file in (self.dir / "out").rglob("*.gz"):
            done = subprocess.run(["gzip", "-t", file], capture_output=True)
            self.assertEqual(done.returncode, 0, done.stderr)


class Inputs(TamisTest):
    def texts(self, corpus="out"):
        return [r["text"] for r in self.rows(self.dir / corpus)]

    def test_archive_by_any_compression_name_and_pipe(self):
        plain = b"".join(make_crawl.records())
        files = {"a.warc": plain, "b.warc.gz": b"".join(map(member, make_crawl.records())),
                 "c.warc.gz": make_crawl.gzip_member(plain), "no-name-at-all": plain}
        if shutil.which("zstd"):
            files["d.warc.zst"] = subprocess.run(["zstd", "-qc"], input=plain, check=True,
                                                 capture_output=True).stdout
        want = None
        for name, data in files.items():
            self.write(name, data)
            self.tamis("run", name, "-o", f"out-{name}")
            got = self.texts(f"out-{name}")
            want = want or got
            self.assertEqual(got, want, name)
            self.tamis("run", "-", "-o", f"pipe-{name}", stdin=data)
            self.assertEqual(self.texts(f"pipe-{name}"), want, name)
        self.assertEqual(len(want), 8)

    def test_folder_of_pages(self):
        shutil.copytree(ROOT / "examples" / "pages", self.dir / "pages")
        self.write("pages/site.css", b"body { color: red }\n" * 40)
        self.write("pages/app.js", b"console.log('a long line of script');\n" * 40)
        self.write("pages/logo.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
        self.write("pages/deep/er/page.html.gz", gzip.compress(page("Deep")))
        self.tamis("run", "pages", "-o", "out")
        s = self.summary(self.dir / "out")
        self.assertEqual((s["documents"], s["removed"]), (9, 0))
        self.assertEqual(s["skipped_by_kind"], {"*.css": 1, "*.js": 1, "*.png": 1})
        self.assertEqual([r["warc_filename"] for r in self.rows(self.dir / "out")], [
            "pages/chinese.html", "pages/deep/er/page.html.gz", "pages/documentation.html",
            "pages/flattened.txt", "pages/forum_thread.html", "pages/german.html",
            "pages/news_article.html", "pages/product_list.html", "pages/soft_404.html"])

    def test_ids_of_files_follow_from_name_and_bytes(self):
        for folder in ("one", "two"):
            self.write(f"{folder}/a.html", page("A"))
            self.write(f"{folder}/b.html", page("A"))
            self.tamis("run", folder, "-o", f"out-{folder}")
        one, two = (self.rows(self.dir / f"out-{f}") for f in ("one", "two"))
        self.assertEqual([r["id"] for r in one], [r["id"] for r in two])
        self.assertNotEqual(one[0]["id"], one[1]["id"])
        want = hashlib.sha256(b"a.html\0" + page("A")).hexdigest()
        self.assertEqual(one[0]["id"], "sha256:" + want)

    def test_json_lines(self):
        rows = [
            {"url": "https://a.example/", "html": page("A").decode(), "id": "<urn:uuid:1>"},
            {"url": "https://b.example/", "text": "\n".join(PARAGRAPHS), "id": "doc-2"},
            {"url": "https://c.example/", "other": 1},
            {"html": "<meta charset=gb2312><p>" + "Größe über alles, schön und lang genug. " * 5},
        ]
        data = "".join(json.dumps(r) + "\n" for r in rows[:2]) + "\n{broken\n" + "".join(
            json.dumps(r, ensure_ascii=False) + "\n" for r in rows[2:])
        for name, packed in {"r.jsonl": data.encode(), "r.jsonl.gz": gzip.compress(data.encode()),
                             "unnamed": data.encode()}.items():
            self.write(name, packed)
            _, err = self.tamis("run", name, "-o", f"out-{name}", code=1)
            self.assertIn(f"{name}: ", err)
            s = self.summary(self.dir / f"out-{name}")
            self.assertEqual((s["documents"], s["damaged"]), (3, 1))
            self.assertEqual(s["skipped_by_kind"], {"malformed_row": 1, "row_without_page": 1})
            got = self.rows(self.dir / f"out-{name}")
            self.assertEqual([r["id"] for r in got[:2]], ["<urn:uuid:1>", "doc-2"])
            self.assertEqual(got[0]["warc_record_id"], "<urn:uuid:1>")
            self.assertIn(PARAGRAPHS[1], got[1]["text"])
            self.assertIn("Größe über alles", got[2]["text"])

    def test_resource_and_conversion_records(self):
        resource = make_crawl.record("resource", "r", page("Resource"), "text/html",
                                     "2026-01-01T00:00:00Z", WARC_Target_URI="https://r.example/")
        text = make_crawl.record("conversion", "c", "\n".join(PARAGRAPHS).encode(), "text/plain",
                                 "2026-01-01T00:00:00Z", WARC_Target_URI="https://c.example/")
        self.crawl("x.warc.gz", [resource, text])
        self.tamis("run", "x.warc.gz", "-o", "out")
        self.assertEqual([PARAGRAPHS[2] in t for t in self.texts()], [True, True])

    def test_arc(self):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page("Arc")
        head = b"filedesc://x.arc 0.0.0.0 20080101000000 text/plain 76\n1 0 Example\n" \
               b"URL IP-address Archive-date Content-type Archive-length\n\n"
        line = b"http://arc.example/ 192.0.2.1 20080102030405 text/html %d\n" % len(body)
        self.write("x.arc", head + line + body + b"\n")
        self.tamis("run", "x.arc", "-o", "out")
        row, = self.rows(self.dir / "out")
        self.assertEqual((row["url"], row["warc_date"], row["fetch_status"]),
                         ("http://arc.example/", "2008-01-02T03:04:05Z", 200))

    def test_mixed_kinds_in_one_run(self):
        self.crawl()
        self.write("p/a.html", page("A"))
        self.write("r.jsonl", json.dumps({"html": page("B").decode()}).encode())
        self.tamis("run", "p", "example.warc.gz", "r.jsonl", "-", "-o", "out",
                   stdin="\n".join(PARAGRAPHS).encode())
        self.assertEqual(self.summary(self.dir / "out")["documents"], 11)
        names = [r["warc_filename"] for r in self.rows(self.dir / "out")]
        self.assertEqual((names[0], names[9], names[10]), ("p/a.html", "r.jsonl", "-"))

    def test_skip_and_limit(self):
        self.crawl("x.warc.gz", [response(f"p{i}.example", page(f"Page {i}")) for i in range(20)])
        self.tamis("run", "x.warc.gz", "-o", "out", "--skip", 5, "--limit", 3)
        self.assertEqual([r["title"] for r in self.rows(self.dir / "out")],
                         ["Page 5", "Page 6", "Page 7"])
        self.assertEqual(self.summary(self.dir / "out")["skipped_by_kind"], {"passed_over": 5})

    def test_what_servers_say_decides_and_the_bytes_where_they_say_nothing(self):
        feed = b"<?xml version='1.0'?><rss version='2.0'><channel><title>F</title></channel></rss>"
        table = [  # content type, status, body, what becomes of it
            ("text/html", "200 OK", page("A"), "document"),
            ("", "200 OK", page("B"), "document"),
            ("application/octet-stream", "200 OK", page("C"), "document"),
            ("application/xhtml+xml", "200 OK", page("D"), "document"),
            ("text/plain", "200 OK", "\n".join(PARAGRAPHS).encode(), "document"),
            ("text/html", "404 Not Found", page("E"), "http_status"),
            ("text/html", "500 Oops", page("F"), "http_status"),
            ("text/html", "200 OK", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "not_html"),
            ("", "200 OK", b"PK\x03\x04" + bytes(range(256)) * 8, "not_html"),
            ("text/html", "200 OK", b"", "extract_empty"),
            ("text/html", "200 OK", b"<body><nav><a href=/>Home</a></nav>", "extract_empty"),
            ("application/pdf", "200 OK", b"%PDF-1.4", "skipped"),
            ("text/css", "200 OK", b"body{}", "skipped"),
            ("text/xml", "200 OK", feed, "skipped"),
            ("application/rss+xml", "200 OK", feed, "skipped"),
        ]
        self.crawl("x.warc.gz", [response(f"p{i}.example", body, kind, status)
                                 for i, (kind, status, body, _) in enumerate(table)])
        self.tamis("run", "x.warc.gz", "-o", "out")
        self.summary(self.dir / "out")
        got = {r["url"]: "document" for r in self.rows(self.dir / "out")}
        got.update({r["url"]: r["filter_reason"] for r in self.rows(self.dir / "out", "removed")})
        for i, (kind, status, _, want) in enumerate(table):
            self.assertEqual(got.get(f"https://p{i}.example/", "skipped"), want, (i, kind, status))

    def test_removed_rows_stand_in_the_folder_of_their_step(self):
        self.crawl("x.warc.gz", [response("a.example", page("A"), status="404 Not Found"),
                                 response("b.example", b"\x89PNG\r\n\x1a\n" + bytes(500)),
                                 response("c.example", b"")])
        self.tamis("run", "x.warc.gz", "-o", "out")
        for step, reason in {"fetch": "http_status", "decode": "not_html",
                             "extract": "extract_empty"}.items():
            row, = self.rows(self.dir / "out", f"removed/{step}")
            self.assertEqual(row["filter_reason"], reason)
            self.assertEqual(row["text"], "")


class Options(TamisTest):
    def test_no_blocks(self):
        self.crawl()
        self.tamis("run", "example.warc.gz", "-o", "out", "--no-blocks")
        self.assertTrue(all("blocks" not in r and "markdown" not in r
                            for r in self.rows(self.dir / "out")))

    def test_options_that_change_rows_change_the_hash_and_no_others(self):
        self.crawl()

        def digest(*flags):
            out = self.dir / ("out" + "-".join(map(str, flags)))
            self.tamis("run", "example.warc.gz", "-o", out, *flags)
            hashes = {r["engine"]["options_hash"] for r in self.rows(out)}
            self.assertEqual(len(hashes), 1)
            return hashes.pop()

        base = digest()
        self.assertRegex(base, "^[0-9a-f]{16}$")
        self.assertEqual(base, digest("--threads", 3))
        self.assertEqual(base, digest("--shard-bytes", "1k"))
        different = [digest("--precision"), digest("--recall"), digest("--no-tables"),
                     digest("--max-depth", 100), digest("--markdown")]
        self.assertEqual(len({base, *different}), 6)

    def test_limits_give_partial_documents(self):
        self.write("long.html", page(paragraphs=PARAGRAPHS * 400))
        table = {"too_large": ["--max-page-bytes", "20k"], "node_limit": ["--max-nodes", 300]}
        for status, flags in table.items():
            self.tamis("run", "long.html", "-o", f"out-{status}", *flags)
            row, = self.rows(self.dir / f"out-{status}")
            self.assertEqual(row["status"], status)
            self.assertIn(PARAGRAPHS[0], row["text"])
            self.assertEqual(self.summary(self.dir / f"out-{status}")["partial"], 1)

    def test_records_above_the_limit_are_removed(self):
        self.crawl("x.warc.gz", [response("a.example", page("A")),
                                 response("b.example", page("B", extra="x" * 50000)),
                                 response("c.example", page("C"))])
        _, err = self.tamis("run", "x.warc.gz", "-o", "out", "--max-record-bytes", "20k")
        self.assertIn("x.warc.gz", err)
        s = self.summary(self.dir / "out")
        self.assertEqual((s["documents"], s["removed_by_reason"]), (2, {"too_large": 1}))
        row = self.rows(self.dir / "out", "removed/fetch")[0]
        self.assertEqual((row["url"], row["status"]), ("https://b.example/", "too_large"))


class Progress(TamisTest):
    def test_summary_for_people_is_on_stderr_and_quiet_is_quiet(self):
        self.crawl()
        out, err = self.tamis("run", "example.warc.gz", "-o", "out")
        self.assertEqual(out, b"")
        for text in ("documents", "http_status 2", "request 10", "pages/s", "peak memory"):
            self.assertIn(text, err)
        self.assertEqual(self.tamis("run", "example.warc.gz", "-o", "quiet", "-q"), (b"", ""))

    def test_bar_on_a_terminal(self):
        import os
        import pty
        records = [response(f"p{i}.example", page(f"Page {i}", extra="<b>x</b>" * 20000))
                   for i in range(60)]
        self.crawl("x.warc.gz", records)
        try:
            leader, follower = pty.openpty()
        except OSError as error:
            self.skipTest(f"no terminal to be had here: {error}")
        process = subprocess.Popen([TAMIS, "run", "x.warc.gz", "-o", "out", "-j", "1"],
                                   cwd=self.dir, stderr=follower, env={**os.environ, "TERM": "xterm"})
        os.close(follower)
        shown = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        os.close(leader)
        self.assertEqual(process.wait(), 0)
        self.assertRegex(shown, rb"\r *\d+%.* ETA ")
        self.assertIn(b"\x1b[K", shown)
        self.assertIn(b"documents", shown)


if __name__ == "__main__":
    unittest.main()
