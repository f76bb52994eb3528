"""The command line itself: help whose examples run, versions, wrong usage, configuration."""
import gzip
import json
import os
import re
import shlex
import subprocess
import unittest

from harness import PARAGRAPHS, ROOT, TAMIS, TamisTest, make_crawl, member, page


class Help(TamisTest):
    def examples(self, *command):
        """The commands that --help shows."""
        out, err = self.tamis(*command, "--help")
        self.assertEqual(err, "")
        lines = [re.split(r"\s{3,}", line.strip())[0] for line in out.decode().splitlines()
                 if re.match(r"  (tamis|curl|zcat) ", line)]
        self.assertGreaterEqual(len(lines), 2, out)
        return lines

    def test_every_example_of_every_help_runs(self):
        crawl = b"".join(map(member, make_crawl.records()))
        ran = 0
        for command in ([], ["extract"], ["run"], ["dedup"], ["dedup-text"], ["report"], ["warc"], ["warc", "ls"], ["warc", "check"],
                        ["warc", "get"], ["index"], ["index", "info"], ["index", "add"], ["index", "remove"],
                        ["index", "compact"], ["index", "check"]):
            for example in self.examples(*command):
                if "COMMAND" in example:
                    continue
                ran += 1
                with self.subTest(example):
                    folder = self.dir / f"example{ran}"
                    folder.mkdir()
                    for name in ("page.html", "pages/a.html"):
                        (folder / name).parent.mkdir(exist_ok=True)
                        (folder / name).write_bytes(page())
                    row = json.dumps({"html": page().decode()}).encode() + b"\n"
                    self.write(folder / "rows.jsonl.gz", make_crawl.gzip_member(row))
                    for name in ("crawl.warc.gz", "crawl/1.warc.gz", "more/2.warc.zst"):
                        self.write(folder / name, crawl)
                    self.write(folder / "list.txt", b"# the crawl\ncrawl.warc.gz\n")
                    self.write(folder / "blocked.txt.gz", gzip.compress(b"nowhere.example\n"))
                    self.write(folder / "filters.toml", b'[[filter]]\nkind = "length"\nmin_chars = 10\n')
                    for name in ("docs.jsonl", "a.jsonl", "b.jsonl"):
                        text = b"e f" if name == "b.jsonl" else b"a b"
                        self.write(folder / name, b'{"doc_id":"1","text":"%s","content":"c d"}\n' % text * 2)
                    self.write(folder / "gone.txt", b"1\n")
                    if "tamis index" in example:
                        self.tamis("index", "add", "seen", "docs.jsonl", cwd=folder)
                    if "tamis report" in example or "dedup corpus" in example or "dedup-text corpus" in example or \
                            "seen corpus" in example:
                        self.tamis("run", "crawl.warc.gz", "-o", "corpus", cwd=folder)
                    if "tamis report OUT" in example:
                        self.tamis("dedup", "docs.jsonl", "-o", "OUT", cwd=folder)
                    script = example.replace("tamis ", shlex.quote(TAMIS) + " ")
                    script = re.sub(r"curl -s \S+", "cat page.html", script)  # no network here
                    done = subprocess.run(["bash", "-o", "pipefail", "-c", script], cwd=folder, capture_output=True,
                                          env={**os.environ, "SLURM_ARRAY_TASK_ID": "0"})
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assertTrue(done.stdout or list(folder.glob("corpus/documents/*")) or
                                    any((folder / name).exists() for name in
                                        ("rows.jsonl", "index.cdxj", "OUT/documents", "unique/documents", "seen/db")) or ">" in example)
        self.assertGreater(ran, 10)

    def test_every_flag_is_in_the_help(self):
        out, _ = self.tamis("run", "--help")
        for flag in ("--output", "--overwrite", "--threads", "--limit", "--skip", "--markdown",
                     "--no-blocks", "--quiet", "--precision", "--recall", "--no-tables",
                     "--no-comments", "--max-page-bytes", "--max-nodes", "--max-depth", "--timeout",
                     "--max-record-bytes", "--shard-bytes"):
            self.assertIn(flag, out.decode())

    def test_version(self):
        version = re.search(r'kVersion\[\] = "(.*)"',
                            (ROOT / "include/tamis/version.h").read_text()).group(1)
        self.assertEqual(self.tamis("--version")[0].decode(), f"tamis {version}\n")

    def test_wrong_usage(self):
        table = [  # arguments, what stderr says
            ((), "Examples"),
            (("fly",), "fly"),
            (("--fly",), "--fly"),
            (("extract", "--fly"), "--fly"),
            (("extract", "--json", "--markdown"), "excludes"),
            (("extract", "--precision", "--recall"), "excludes"),
            (("extract", "--input-kind", "pdf"), "pdf"),
            (("extract", "--max-page-bytes", "lots"), "lots"),
            (("extract", "--max-page-bytes", "0"), "out of range"),
            (("extract", "--max-page-bytes", "99G"), "out of range"),
            (("extract", "--timeout", "-1"), "-1"),
            (("run",), "no input"),
            (("run", "x.warc"), "-o DIR"),
            (("warc",), "ls, check or get"),
            (("warc", "ls"), "tamis warc ls --help"),
            (("warc", "ls", "x", "--sort"), "--cdxj"),
            (("warc", "get", "x"), "OFFSET"),
            (("run", "x.warc", "-o", "out", "--threads", "many"), "many"),
        ]
        for arguments, says in table:
            out, err = self.tamis(*arguments, code=2)
            self.assertEqual(out, b"", arguments)
            self.assertIn(says, err, arguments)
            if arguments:
                self.assertIn("tamis: error: ", err)
                self.assertIn("--help", err)


class Config(TamisTest):
    def setUp(self):
        super().setUp()
        self.write("page.html", page(extra="<table><tr><td>cell of a table, long enough to keep"))

    def test_keys_are_the_long_flags(self):
        self.write("tamis.toml", b'# a comment\njson = true\n[run]\nno-blocks = true\n'
                                 b'shard-bytes = "1k"\n[extract]\nurl = "https://x.example/#a"\n')
        out, _ = self.tamis("extract", "page.html", "--config", "tamis.toml")
        self.assertIn(PARAGRAPHS[0], json.loads(out)["text"])
        self.write("flat.toml", b"no-blocks = true\nthreads = 2\n")
        self.tamis("run", "page.html", "-o", "out", "--config", "flat.toml")
        self.assertNotIn("blocks", self.rows(self.dir / "out")[0])

    def test_the_command_line_beats_the_file(self):
        self.write("tamis.toml", b'[extract]\nurl = "https://file.example/"\n')
        arguments = ("extract", "page.html", "--json", "--config", "tamis.toml")
        self.assertEqual(json.loads(self.tamis(*arguments)[0])["url"], "https://file.example/")
        out, _ = self.tamis(*arguments, "--url", "https://flag.example/")
        self.assertEqual(json.loads(out)["url"], "https://flag.example/")

    def test_what_is_printed_can_be_read_back(self):
        flags = ("--precision", "--max-page-bytes", "1M", "--timeout", "2.5", "--json", "--url",
                 "https://x.example/?a=1,2")
        printed, _ = self.tamis("extract", *flags, "--print-config")
        self.write("tamis.toml", printed)
        again, _ = self.tamis("extract", "--config", "tamis.toml", "--print-config")
        self.assertEqual(printed, again)
        self.assertIn(b"[extract]", printed)
        self.assertEqual(self.tamis("extract", "page.html", *flags),
                         self.tamis("extract", "page.html", "--config", "tamis.toml"))
        printed, _ = self.tamis("run", "-j", 3, "--print-config")
        self.assertIn(b"threads=3", printed.replace(b" ", b""))
        flags = ("--languages", "en,de", "--min-words", "5", "--drop-states", "login", "-o", "out", "--memory", "4G")
        for given in ((), flags):
            printed, _ = self.tamis("run", *given, "--print-config")
            self.write("tamis.toml", printed)
            self.assertEqual((printed, b""), (self.tamis("run", "--config", "tamis.toml", "--print-config")[0], b""))

    def test_mistakes(self):
        for text, says in ((b"colour = 1\n", "colour"), (b"[extract]\ncolour = 1\n", "colour"),
                           (b'max-nodes = "x"\n', "x")):
            self.write("bad.toml", text)
            _, err = self.tamis("extract", "page.html", "--config", "bad.toml", code=2)
            self.assertIn(says, err)
        _, err = self.tamis("extract", "page.html", "--config", "missing.toml", code=2)
        self.assertIn("missing.toml", err)


if __name__ == "__main__":
    unittest.main()
