"""tamis dedup-text: what is cut out of the texts of rows, what stays as it was, what is refused; the
same bytes whatever the threads and the memory."""
import gzip
import json
import random
import unittest

from harness import TamisTest, words


def read(folder):
    rows = []
    for path in sorted(folder.rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines]
    return rows


class DedupTextTest(TamisTest):
    def cut(self, rows, *flags, code=0, out="out"):
        """Runs over rows; gives those that stay and those that go, and what is said."""
        path = self.dir / "docs.jsonl"
        path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows),
                        encoding="utf-8")
        _, err = self.tamis("dedup-text", path, "-o", out, *flags, code=code)
        return read(self.dir / out / "documents"), read(self.dir / out / "removed"), err

    def test_lines_of_a_site(self):
        footer = "Read all terms of use"
        rows = [
            {"url": "https://www.a.example/1", "text": f"One text.\n\n{footer}"},
            {"url": "https://a.example/2", "text": f"Two text here.\n{footer}!\n\nMore text here."},
            {"url": "https://b.example/1", "text": f"Three text here.\n\n{footer}"},
        ]
        kept, gone, err = self.cut(rows, "--lines", "site")
        self.assertEqual([row["text"] for row in kept], [
            f"One text.\n\n{footer}", "Two text here.\n\nMore text here.",
            f"Three text here.\n\n{footer}"])
        self.assertEqual(gone, [])
        self.assertIn("3 rows: 1 cut", err)
        self.assertNotIn("text_cuts", kept[0])
        cuts = kept[1]["text_cuts"]
        self.assertEqual(cuts, [{"reason": "line_repeat", "start": 15, "end": 37,
                                 "first_id": "docs.jsonl:1", "first_start": 11}])
        kept, _, _ = self.cut(rows, "--lines", "corpus", "--overwrite")
        self.assertEqual(kept[2]["text"], "Three text here.")
        repeats = (self.dir / "out/repeats.jsonl").read_text().splitlines()
        self.assertEqual([json.loads(line) for line in repeats], [
            {"unit": "line", "count": 3, "first_id": "docs.jsonl:1", "first_start": 11,
             "text": footer}])

    def test_the_first_is_named(self):
        lines = ["One line of words.", "Another line of words.", "One line of words."]
        rows = [{"key": "é", "text": "Über allem.\n" + lines[0]}, {"key": None, "text": lines[1]},
                {"text": "\n".join(lines)}]
        kept, _, _ = self.cut(rows, "--lines", "corpus", "--id-field", "key", code=0)
        gone = read(self.dir / "out/removed")
        self.assertEqual(len(kept), 2)
        cuts, = (row["text_cuts"] for row in gone)
        self.assertEqual([(cut["first_id"], cut["first_start"]) for cut in cuts],
                         [("é", len("Über allem.\n".encode())), ("docs.jsonl:2", 0),
                          ("é", len("Über allem.\n".encode()))])
        # None stays: the first names itself.
        kept, gone, _ = self.cut([{"id": 7, "text": "a b c\nd e f"}, {"id": 8, "text": "a b c"}],
                                 "--lines", "corpus", "--remove-above", "1", "--overwrite")
        self.assertEqual(kept[0]["text_cuts"][0]["first_id"], 7)
        self.assertEqual(gone[0]["text_cuts"][0]["first_id"], 7)

    def test_how_many_stay(self):
        rows = [{"text": "the same line here"} for _ in range(5)]
        kept, gone, _ = self.cut(rows, "--lines", "corpus", "--keep-first", "2")
        self.assertEqual((len(kept), len(gone)), (2, 3))
        self.assertEqual({row["filter_reason"] for row in gone}, {"text_repeat"})
        kept, gone, _ = self.cut(rows, "--lines", "corpus", "--remove-above", "4", "--overwrite")
        self.assertEqual((len(kept), len(gone)), (0, 5))
        kept, gone, _ = self.cut(rows, "--lines", "corpus", "--min-words", "5", "--overwrite")
        self.assertEqual((len(kept), len(gone)), (5, 0))

    def test_paragraphs(self):
        kept, _, _ = self.cut([{"text": "First line.\nSecond line.\n\nOwn words."},
                               {"text": "First line.\nOther line.\n\nown words and more"},
                               {"text": "Mine alone.\n\nFIRST LINE second line"}],
                              "--paragraphs", "corpus")
        self.assertEqual(kept[1]["text"], "First line.\nOther line.\n\nown words and more")
        self.assertEqual(kept[2]["text"], "Mine alone.")

    def test_spans(self):
        passage = words(1, 60)
        rows = [{"id": 1, "text": "Before it " + passage + " after it"},
                {"id": 2, "text": "Über dem " + passage.replace(" ", "\n") + " darunter 😀"},
                {"id": 3, "text": " ".join(passage.split()[:49]) + " too short"}]
        kept, _, _ = self.cut(rows, "--substrings")
        self.assertEqual([row["text"] for row in kept],
                         [rows[0]["text"], "Über dem darunter 😀", rows[2]["text"]])
        cut, = kept[1]["text_cuts"]
        self.assertEqual(cut["reason"], "substring_repeat")
        before = rows[1]["text"].encode()
        self.assertEqual(before[cut["start"]:cut["end"]].decode().split(), passage.split())
        self.assertEqual((cut["first_id"], cut["first_start"]), (1, len("Before it ")))
        kept, _, _ = self.cut(rows, "--substring-words", "49", "--overwrite")
        self.assertEqual(kept[2]["text"], "too short")
        kept, _, _ = self.cut(rows, "--substrings", "--substring-bytes", "40", "--overwrite")
        self.assertEqual([row["text"] for row in kept[:2]], [row["text"] for row in rows[:2]])

    def test_ranges_move_and_other_fields_stay(self):
        text = "The same line here.\n\nWrite to a@b.example now."
        at = text.index("a@b")
        pii = [{"kind": "email", "text_start": at, "text_end": at + 11}]
        row = {"text": text, "n": 1.50, "markdown": "x", "pii": pii, "blocks": [
            {"start": 5, "text_start": 0, "text_end": 19}, {"start": 9, "text_start": 21,
                                                            "text_end": len(text)}]}
        kept, _, _ = self.cut([{"text": "the same line here"}, row], "--lines", "corpus")
        got = kept[1]
        self.assertEqual(got["text"], "Write to a@b.example now.")
        mail = got["pii"][0]
        self.assertEqual(got["text"][mail["text_start"]:mail["text_end"]], "a@b.example")
        self.assertEqual(got["blocks"], [{"start": 5, "text_start": 0, "text_end": 0},
                                         {"start": 9, "text_start": 0, "text_end": 25}])
        self.assertIsNone(got["markdown"])
        self.assertEqual(got["n"], 1.50)

    def test_rows_that_are_not_cut_stay_byte_for_byte(self):
        row = '{ "text" : "\\u0041 line of text",\t"n":1.50}'
        self.cut([row, "not json"], "--lines", "corpus", "--compression", "none", code=1)
        self.assertEqual((self.dir / "out/documents/00000.jsonl").read_text(), row + "\n")

    def test_threads_and_memory_change_nothing(self):
        rng = random.Random(5)
        rows = []
        for i in range(400):
            lines = [words(rng.randrange(60), 30) for _ in range(rng.randrange(1, 12))]
            rows.append({"url": f"https://h{i % 7}.example/{i}", "text": "\n".join(lines)})
        results = []
        for threads, memory in ((1, "1g"), (3, "1g"), (2, "64k")):
            out = f"out{len(results)}"
            self.cut(rows, "--lines", "site", "--paragraphs", "corpus", "--substrings", "--threads",
                     threads, "--memory", memory, out=out)
            files = sorted(path for path in (self.dir / out).rglob("*") if path.is_file())
            results.append([(path.name, path.read_bytes()) for path in files
                            if path.name != ".tamis.lock"])
        self.assertEqual(results[0], results[1])
        self.assertEqual(results[0], results[2])

    def test_a_second_run_finds_nothing(self):
        rows = [{"text": words(i // 2, 80)} for i in range(6)]
        self.cut(rows, "--substrings")
        _, err = self.tamis("dedup-text", "out/documents", "-o", "again", "--substrings")
        self.assertIn("3 rows: 0 cut", err)

    def test_usage(self):
        table = [  # flags, what stderr says
            ([], "--substrings"),
            (["--lines", "everywhere"], "'everywhere' is none of corpus, site"),
            (["--compression", "gzp"], "gzip, none, zstd"),
            (["--substring-words", "0"], "--substring-words"),
            (["--substring-words", "9", "--substring-bytes", "9"], "excludes"),
            (["--substrings", "--text-field", "body"], "--text-field"),
        ]
        for flags, says in table:
            _, _, err = self.cut([{"text": "a"}], *flags, code=2)
            self.assertIn(says, err)


if __name__ == "__main__":
    unittest.main()
