"""tamis dedup --index and --against, tamis index, histories of URLs."""
import fcntl
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from harness import TAMIS, TamisTest, edited, tree, words  # noqa: E402


class IndexTest(TamisTest):
    def setUp(self):
        super().setUp()
        probe = subprocess.run([TAMIS, "index", "info", "none"], cwd=self.dir, capture_output=True)
        if b"RocksDB" in probe.stderr:
            self.skipTest("this build has no RocksDB")

    def write_rows(self, name, rows):
        return self.write(name, "".join(json.dumps(r) + "\n" for r in rows).encode())

    def dedup(self, name, rows, *flags, code=0):
        """Runs over rows; gives those that stay and those that go, by id."""
        path = self.write_rows(f"{name}.jsonl", rows)
        self.tamis("dedup", path, "-o", name, "--compression", "none", *flags, code=code)
        kept, gone = {}, {}
        for file in sorted((self.dir / name).rglob("*.jsonl")):
            into = kept if file.parent.name == "documents" else gone
            for line in file.read_text().splitlines():
                into[json.loads(line)["id"]] = json.loads(line)
        return kept, gone

    def info(self, index="seen"):
        return json.loads(self.tamis("index", "info", index, "--json")[0])

    def check(self, index="seen"):
        self.tamis("index", "check", index)

    def test_rows_go_for_what_earlier_runs_kept(self):
        a, b = words(1), words(2)
        self.dedup("monday", [{"id": "a", "text": a}, {"id": "b", "text": b},
                              {"id": "b2", "text": edited(b, 5)}], "--index", "seen")
        self.assertEqual(self.info()["documents"], 2)
        longer = b + " with many more words than the old one has, which stays all the same"
        kept, gone = self.dedup("tuesday", [
            {"id": "a'", "text": " " + a}, {"id": "b'", "text": longer}, {"id": "c'", "text": words(3)},
            {"id": "c", "text": edited(words(3), 7)}, {"id": "none"}], "--index", "seen")
        self.assertEqual(set(kept), {"c", "none"})
        self.assertEqual([gone[i]["duplicate_of"] for i in ("a'", "b'", "c'")], ["a", "b2", "c"])
        self.assertEqual([gone[i].get("duplicate_in") for i in ("a'", "b'", "c'")],
                         ["index", "index", None])
        self.assertEqual((gone["a'"]["filter_reason"], gone["a'"]["similarity"]), ("exact_dup", 1))
        self.assertEqual(gone["b'"]["filter_reason"], "near_dup")
        self.assertGreaterEqual(gone["b'"]["similarity"], 0.8)
        self.assertEqual((gone["b'"]["minhash_cluster_id"], gone["b'"]["minhash_cluster_size"]), (-1, 1))
        self.assertEqual((gone["c'"]["minhash_cluster_size"]), 2)
        summary = json.loads((self.dir / "tuesday/summary.json").read_text())
        self.assertEqual((summary["known"], summary["index"]["added"],
                          summary["index"]["documents"], summary["index"]["generation"]), (2, 1, 3, 2))
        self.check()

    def test_a_second_run_finds_everything_and_adds_nothing(self):
        rows = [{"id": i, "text": edited(words(i // 2), *range(i % 2, 3))} for i in range(200)]
        kept, gone = self.dedup("one", rows, "--index", "seen")
        before = self.info()
        again, all_gone = self.dedup("two", rows, "--index", "seen")
        self.assertEqual((len(again), len(all_gone)), (0, 200))
        self.assertEqual(self.info()["documents"], before["documents"])
        self.assertEqual(self.info()["generation"], before["generation"])
        for i, row in all_gone.items():
            # A row that had stayed goes for itself; another one for one that had stayed.
            self.assertEqual(row["duplicate_of"], i if i in kept else gone[i]["duplicate_of"])
        self.check()

    def test_order_and_threads_change_nothing(self):
        old = [{"id": f"o{i}", "text": words(i)} for i in range(60)]
        new = [{"id": f"n{i}", "text": edited(words(i % 90), *range(0, 5 * (i % 4), 5))}
               for i in range(150)]
        self.dedup("old", old, "--index", "seen")
        want = None
        for round_ in range(4):
            shutil.copytree(self.dir / "seen", self.dir / f"seen{round_}")
            got = self.dedup(f"new{round_}", new, "--index", f"seen{round_}", "--threads", 1 + round_)
            want = want or got
            self.assertEqual(got, want)
            summary = tree(self.dir / f"new{round_}")["summary.json"].decode()
            first = tree(self.dir / "new0")["summary.json"].decode()
            self.assertEqual(summary.replace(f"new{round_}.jsonl", ""), first.replace("new0.jsonl", ""))
            random.Random(round_).shuffle(new)

    def test_against_names_the_rows_of_the_other_files(self):
        """datatrove#370: what was found in the other corpus came back as row 4294967295."""
        a = self.write_rows("a.jsonl", [{"id": 10, "text": words(1)}, {"id": "x", "text": words(2)},
                                        {"id": 11, "text": words(1)}, {"text": words(4)}])
        kept, gone = self.dedup("b", [{"id": 1, "text": edited(words(1), 3)},
                                      {"id": 2, "text": words(2)}, {"id": 3, "text": words(3)},
                                      {"id": 4, "text": words(4)}], "--against", a)
        self.assertEqual(set(kept), {3})
        self.assertEqual({i: row["duplicate_of"] for i, row in gone.items()},
                         {1: 10, 2: "x", 4: "a.jsonl:4"})
        self.assertEqual({row["duplicate_in"] for row in gone.values()}, {"against"})
        self.assertEqual(sorted(p.name for p in (self.dir / "b").iterdir()),
                         ["documents", "removed", "summary.json"])
        self.tamis("dedup", a, "-o", "c", "--against", a, "--index", "seen", code=2)

    def test_previews_against_have_folders_of_their_own(self):
        """Temporary files are shared by all users of a machine."""
        a = self.write_rows("a.jsonl", [{"id": 1, "text": words(1)}])
        other = self.write("temporary/.tamis.against/db/file", b"of somebody else")
        out, _ = self.tamis("dedup", a, "--against", a, "--preview",
                            env={**os.environ, "TMPDIR": str(self.dir / "temporary")})
        self.assertIn(b"1 would go", out)
        self.assertEqual([p for p in (self.dir / "temporary").rglob("*") if p.is_file()], [other])

    def test_read_only(self):
        self.tamis("dedup", self.write_rows("x.jsonl", [{"id": 1, "text": words(1)}]), "-o", "none",
                   "--index", "seen", "--index-read-only", code=2)
        self.dedup("one", [{"id": 1, "text": words(1)}], "--index", "seen")
        before = tree(self.dir / "seen")
        kept, gone = self.dedup("two", [{"id": 2, "text": words(1)}, {"id": 3, "text": words(2)}],
                                "--index", "seen", "--index-read-only")
        self.assertEqual((set(kept), set(gone)), ({3}, {2}))
        self.assertEqual(tree(self.dir / "seen"), before)

    def test_preview(self):
        self.dedup("one", [{"id": i, "text": words(i)} for i in range(3)], "--index", "seen")
        path = self.write_rows("x.jsonl", [{"id": i, "text": words(i)} for i in range(4)])
        before = tree(self.dir / "seen")
        out, _ = self.tamis("dedup", path, "--preview", "--index", "seen")
        self.assertIn(b"3 would go", out)
        self.assertEqual(tree(self.dir / "seen"), before)
        out, _ = self.tamis("dedup", path, "--preview", "--index", "not-there-yet")
        self.assertIn(b"0 would go", out)
        self.assertFalse((self.dir / "not-there-yet").exists())

    def test_same_url(self):
        self.dedup("one", [{"id": 1, "text": words(1), "url": "http://a.example/x#top"}],
                   "--index", "seen")
        new = [{"id": 2, "text": words(2), "url": "https://a.example/x"}]
        kept, _ = self.dedup("two", new, "--index", "seen", "--index-read-only")
        self.assertEqual(set(kept), {2})
        _, gone = self.dedup("three", new, "--index", "seen", "--same-url")
        self.assertEqual((gone[2]["filter_reason"], gone[2]["duplicate_of"], gone[2]["similarity"]),
                         ("url_dup", 1, None))

    def test_add_remove_compact(self):
        rows = [{"id": f"r{i}", "text": words(i), "url": f"https://www.h{i % 3}.example/p{i}"}
                for i in range(30)] + [{"id": 77, "text": words(77)}, {"id": "empty", "text": " "}]
        path = self.write_rows("rows.jsonl", rows)
        _, err = self.tamis("index", "add", "seen", path)
        self.assertIn("32 rows: 31 added, 0 were there, 1 without text", err)
        _, err = self.tamis("index", "add", "seen", path)
        self.assertIn("0 added, 31 were there", err)
        self.assertEqual(self.info()["generation"], 1)
        for flags, count in ((("--id", "r1"), 1), (("--id", "r1"), 0), (("--id", "77"), 1),
                             (("--host", "h1.example"), 9), (("--host", "1.example"), 0),
                             (("--url-prefix", "https://www.h2.example/p2"), 5)):
            _, err = self.tamis("index", "remove", "seen", *flags)
            self.assertIn(f"  {count} document{'' if count == 1 else 's'} removed", err, flags)
        (self.dir / "ids").write_text("r0\r\nr3\n\nnone\n")
        self.tamis("index", "remove", "seen", "--ids", "ids")
        self.check()
        self.assertEqual((self.info()["documents"], self.info()["removed"]), (13, 18))
        out, _ = self.tamis("index", "check", "seen")
        self.assertNotIn(b"(0 of removed", out)
        self.tamis("index", "compact", "seen")
        out, _ = self.tamis("index", "check", "seen")
        self.assertIn(b"(0 of removed", out)
        kept, gone = self.dedup("again", rows, "--index", "seen")
        self.assertEqual((len(kept), len(gone)), (19, 13))
        self.assertEqual(self.info()["documents"], 31)

    def test_refused(self):
        rows = [{"id": 1, "text": words(1)}]
        path = self.write_rows("x.jsonl", rows)
        self.dedup("one", rows, "--index", "seen")
        for flags in (("--preset", "fineweb"), ("--seed", "2"), ("--shingle", "6")):
            _, err = self.tamis("dedup", path, "-o", "two", "--index", "seen", *flags, code=2)
            self.assertIn("words of 5, 21 bands of 6 rows, seed 1", err)
        self.dedup("three", rows, "--index", "seen", "--threshold", "0.9")  # no part of the method
        self.tamis("dedup", path, "-o", "two", "--index", "one", code=2)  # a folder of other things
        self.tamis("dedup", path, "-o", "two", "--index-read-only", code=2)
        self.tamis("index", "info", "missing", code=2)
        self.tamis("index", "remove", "seen", code=2)
        self.tamis("index", "add", "seen", code=2)
        self.tamis("index", code=2)
        self.assertFalse((self.dir / "two").exists())

    def test_damaged_files_are_told(self):
        self.dedup("one", [{"id": i, "text": words(i)} for i in range(300)], "--index", "seen")
        path = self.dir / "one.jsonl"
        files = [p for p in (self.dir / "seen/db").iterdir() if p.suffix == ".sst"]
        self.assertGreater(len(files), 3)
        for file in files + [self.dir / "seen/db/CURRENT"]:
            data = file.read_bytes()
            for damage in (data[:len(data) // 2], b"", data[:40] + b"\xff" * 40 + data[80:]):
                file.write_bytes(damage)
                for command in (["index", "check", "seen"],
                                ["dedup", path, "-o", "two", "--overwrite", "--index", "seen",
                                 "--index-read-only"]):
                    done = subprocess.run([TAMIS, *map(str, command)], cwd=self.dir,
                                          capture_output=True)
                    self.assertIn(done.returncode, (0, 1, 2), done.stderr)
                    if command[0] == "index":
                        self.assertNotEqual(done.returncode, 0, file)
                        self.assertIn(b"error", done.stderr)
            file.write_bytes(data)
        self.check()

    def test_what_a_crash_leaves(self):
        """A run that was killed before its summary stood is forgotten; one killed after it counts."""
        rows = [{"id": i, "text": words(i)} for i in range(5)]
        path = self.write_rows("x.jsonl", rows)
        # The files of a run as they stand between the two: an index whose folder cannot take up.
        self.dedup("one", rows, "--index", "seen")
        summary = json.loads((self.dir / "one/summary.json").read_text())
        self.assertEqual(len(summary["index"]["run"]), 16)
        pending = self.dir / "seen/pending"
        for note, documents in (("", 5), ("nonsense", 5)):
            pending.mkdir()
            (pending / "complete").write_text(note)
            self.tamis("index", "check", "seen", code=1)
            shutil.rmtree(pending)
            self.assertEqual(self.info()["documents"], documents)
        pending.mkdir()
        (pending / "4.sst").write_text("half a file")
        self.assertEqual(self.info()["documents"], 5)
        self.assertTrue(pending.exists())  # to look changes nothing
        self.check()
        self.assertEqual(self.info()["documents"], 5)
        self.assertFalse(pending.exists())

    def test_another_process_holds_it(self):
        path = self.write_rows("x.jsonl", [{"id": 1, "text": words(1)}])
        self.tamis("index", "add", "blocks", path)  # "lock" in the name says nothing
        with open(self.dir / "blocks/db/LOCK", "w", encoding="ascii") as lock:
            fcntl.lockf(lock, fcntl.LOCK_EX)
            for command in (["index", "add", "blocks", path], ["index", "compact", "blocks"],
                            ["dedup", path, "-o", "two", "--index", "blocks"]):
                _, err = self.tamis(*command, code=2)
                self.assertIn("in use by another process", err)
            self.tamis("index", "info", "blocks")
            _, gone = self.dedup("three", [{"id": 2, "text": words(1)}], "--index", "blocks",
                                 "--index-read-only")
            self.assertEqual(gone[2]["duplicate_of"], 1)

    def test_histories(self):
        def row(i, date, text, url="https://a.example/x"):
            return {"id": i, "warc_date": date, "text": text, "url": url}

        def fields(rows):
            return {i: (r["url_first_seen"], r["url_last_changed"], r["url_captures"])
                    for i, r in rows.items() if "url_captures" in r}

        one, two = words(1), words(2)
        first = [row(1, "2020-01-01T00:00:00Z", one), row(2, "2021-05-06T07:08:09Z", one),
                 row(3, None, one), row(4, "2022", words(4), "no url"),
                 row(5, None, words(5), "http://b.example/")]
        second = [row(6, "2022-03", two), row(7, "2019-01-01T10:00:00Z", one, "http://a.example/x#y")]
        kept, gone = self.dedup("plain", first, "--history")
        self.assertEqual(fields({**kept, **gone}), {1: ("2020-01-01", "2020-01-01", 2),
                                                    2: ("2020-01-01", "2020-01-01", 2),
                                                    3: ("2020-01-01", "2020-01-01", 2),
                                                    5: (None, None, 0)})
        all_ = ("2019-01-01T10:00:00Z", "2022-03", 4)
        for index, runs in (("ab", (first, second)), ("ba", (second, first))):
            self.dedup(f"{index}1", runs[0], "--history", "--index", index)
            kept, gone = self.dedup(f"{index}2", runs[1], "--history", "--index", index)
            self.assertIn(all_, fields({**kept, **gone}).values())
            kept, gone = self.dedup(f"{index}3", first + second, "--history", "--index", index)
            self.assertEqual({fields(gone)[i] for i in (1, 2, 3, 6, 7)}, {all_})
            self.assertEqual(self.info(index)["generation"], 2)  # captures are counted once
            self.check(index)


if __name__ == "__main__":
    unittest.main()
