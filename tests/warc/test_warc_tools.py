"""tamis warc ls, check and get: over archives of every form, damaged ones, and beside other tools.

The other tools (cdxj-indexer, warcio, FastWARC) are those of scripts/warc_peers.sh, or of the folder
that TAMIS_WARC_PEERS names; without them their tests are skipped.
"""
import gzip
import json
import os
import pathlib
import random
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import archives
from harness import ROOT, TAMIS, TamisTest, make_crawl, member

SHARED = pathlib.Path(os.environ.get("TAMIS_SHARED", ROOT.parent / "shared"))
PEERS = pathlib.Path(os.environ.get("TAMIS_WARC_PEERS", ROOT / ".cache" / "warc-peers")) / "bin"
have_peers = (PEERS / "cdxj-indexer").exists()
needs_peers = unittest.skipUnless(have_peers, "scripts/warc_peers.sh has not been run")

FASTWARC = """
import sys
from fastwarc.warc import ArchiveIterator
for r in ArchiveIterator(open(sys.argv[1], "rb"), parse_http=False):
    print(r.stream_pos, r.headers.get("WARC-Record-ID"), r.content_length, r.verify_block_digest(consume=False))
"""


class WarcTools(TamisTest):
    def warc(self, *arguments, **more):
        out, err = self.tamis("warc", *arguments, **more)
        return out.decode("utf-8", "surrogateescape"), err

    def json(self, *arguments, **more):
        return [json.loads(line) for line in self.warc(*arguments, "--json", **more)[0].splitlines()]

    def forms(self, seed=5, count=14):
        """(name, form, records, path) of an archive in every form with a place for each record."""
        records = archives.make_records(random.Random(seed), count)
        for name, form in archives.FORMS.items():
            if form.whole:
                continue
            data = b"".join(form.unit(r.arc() if form.arc else r.bytes()) for r in records)
            yield name, form, records, self.write(f"{name}.warc", form.head + data)

    # ls ---------------------------------------------------------------------------------------

    def test_every_record_is_listed_and_can_be_fetched(self):
        for name, form, records, path in self.forms():
            with self.subTest(name):
                rows = self.json("ls", path)
                self.assertEqual([r["url"] for r in rows], [r.uri for r in records])
                data = path.read_bytes()
                for row, record in zip(rows, records):
                    place = f"{row['offset']},{row['length']}"
                    stored = data[row["offset"]:row["offset"] + row["length"]]
                    whole = record.arc() if form.arc else record.bytes()
                    self.assertEqual(self.tamis("warc", "get", path, row["offset"])[0], whole)
                    self.assertEqual(self.tamis("warc", "get", path, place, "--raw")[0], stored)

    def test_filters(self):
        self.crawl("x.warc.gz")
        urls = [r["url"] for r in self.json("ls", "x.warc.gz", "--type", "response,revisit", "--url", "https://g*ferry*")]
        self.assertEqual(len(urls), 2, urls)
        self.assertEqual({r["status"] for r in self.json("ls", "x.warc.gz", "--status", "[3-4]??")}, set())
        self.assertEqual({r["status"] for r in self.json("ls", "x.warc.gz", "--status", "3??")}, {301, 304})
        self.assertEqual({r["mime"] for r in self.json("ls", "x.warc.gz", "--mime", "image/*")}, {"image/png"})
        table, _ = self.warc("ls", "x.warc.gz", "--type", "warcinfo")
        self.assertEqual([line.split()[:4] for line in table.splitlines()],
                         [["offset", "length", "type", "status"], ["0", "245", "warcinfo", "-"]])

    def test_records_that_share_a_member(self):
        data = b"".join(make_crawl.records())
        path = self.write("one.warc.gz", gzip.compress(data))
        rows = self.json("ls", path)
        self.assertEqual({r["offset_kind"] for r in rows}, {"decompressed"})
        for row in rows[1:4]:
            self.assertEqual(self.tamis("warc", "get", path, f"@{row['offset']}")[0],
                             data[row["offset"]:row["offset"] + row["length"]])
        index, err = self.warc("ls", path, "--cdxj", code=1)
        self.assertEqual(index, "")
        self.assertIn("no index can name them", err)
        self.assertIn("shares its compressed unit", self.warc("get", path, "@0", "--raw", code=1)[1])

    def test_damage_is_told_and_passed(self):
        units = [member(r) for r in make_crawl.records()]
        broken = bytearray(units[3])
        broken[len(broken) // 2] ^= 255
        path = self.write("x.warc.gz", b"".join([*units[:3], bytes(broken), *units[4:]]))
        out, err = self.warc("ls", path, "--json", code=1)
        self.assertEqual(len(out.splitlines()), len(units) - 1)
        self.assertIn(f"at byte {sum(map(len, units[:3]))}", err)
        self.warc("ls", self.dir / "missing", path, code=1)
        self.assertIn("no record", self.warc("ls", self.write("empty", b""), code=1)[1])

    def test_a_reader_that_has_enough_is_no_error(self):
        path = self.write("x.warc", b"".join(make_crawl.records()) * 200)
        for ignored in (False, True):
            script = ("trap '' PIPE; " if ignored else "") + f"{TAMIS} warc ls {path} | head -1"
            done = subprocess.run(["bash", "-c", script], capture_output=True)
            self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_memory_does_not_grow(self):
        peaks = []
        for times in (20, 500):
            with open(self.write("x.warc", b""), "wb") as out:
                for _ in range(times):
                    out.write(b"".join(make_crawl.records()))
            with open(os.devnull, "wb") as nothing:
                process = subprocess.Popen([TAMIS, "warc", "ls", str(self.dir / "x.warc"), "--cdxj"], stdout=nothing)
                _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(process.returncode, 0)
            peaks.append(usage.ru_maxrss)
        self.assertLess(peaks[1], peaks[0] + 6000, f"KB, of 20 and of 500 crawls: {peaks}")

    # get --------------------------------------------------------------------------------------

    def test_parts_of_a_record(self):
        body = b"<html>" + archives.random_text(random.Random(1), 3000)
        block = archives.http(gzip.compress(body), [("Content-Encoding", "gzip")])
        record = archives.Record(1, block)
        path = self.write("x.warc.gz", archives.gzip_member(archives.Record(0, b"", "request").bytes()) +
                          archives.gzip_member(record.bytes()))
        for which in (("--url", record.uri), ("--url", "*"), ("--id", record.id), ("--id", record.id[1:-1])):
            self.assertEqual(self.tamis("warc", "get", path, *which)[0], record.bytes())
        self.assertEqual(self.tamis("warc", "get", path, "--id", record.id, "--body")[0], body)
        heads = self.tamis("warc", "get", path, "--id", record.id, "--headers")[0]
        self.assertEqual(heads, record.bytes()[:len(heads)])
        self.assertTrue(heads.endswith(b"Content-Encoding: gzip\r\n\r\n"))
        self.tamis("warc", "get", path, "--id", record.id, "--body", "-o", "page.html")
        self.assertEqual((self.dir / "page.html").read_bytes(), body)

    def test_what_is_not_there(self):
        path = self.crawl("x.warc.gz")
        for arguments, says in (((path, "--url", "https://nowhere.example/"), "no such record"),
                                ((path, "246"), "246"), ((path, "999999999"), "not inside"),
                                ((path, "@5"), "no record begins at @5")):
            out, err = self.warc("get", *arguments, code=1)
            self.assertEqual(out, "")
            self.assertIn(says, err)
        for arguments in ((), (path,), (path, "x"), (path, "1,0"), (path, "1", "--id", "x"), (path, "1", "--raw", "--body")):
            self.warc("get", *arguments, code=2)
        self.assertIn("tamis warc get --help", self.warc("get", path, code=2)[1])

    def test_rows_of_a_corpus_find_their_records(self):
        path = self.crawl("x.warc.gz")
        if b" run " not in subprocess.run([TAMIS, "--help"], capture_output=True).stdout:
            self.skipTest("this build has no run")
        self.tamis("run", path, "-o", "out")
        rows = self.rows(self.dir / "out")
        self.assertGreater(len(rows), 3)
        for row in rows:
            place = f"{row['warc_record_offset']},{row['warc_record_length']}"
            out, _ = self.tamis("warc", "get", path, place, "--headers")
            self.assertIn(row["url"].encode(), out)

    # check ------------------------------------------------------------------------------------

    def test_good_archives_are_well(self):
        for name, form, records, path in self.forms():
            with self.subTest(name):
                *problems, report = self.json("check", path)
                self.assertEqual(problems, [])
                self.assertEqual((report["ok"], report["records"], report["problems"]), (True, len(records), 0))
                self.assertEqual(report["digests_verified"], 0 if form.arc else len(records))

    def test_damage_is_found_where_it_is(self):
        """A flipped bit in one record of any form with checksums or digests: one problem, at its offset or inside it."""
        rng = random.Random(7)
        for name, form, records, path in self.forms():
            if form.arc and name == "arc":
                continue
            rows = self.json("ls", path)
            for _ in range(6):
                number = rng.randrange(len(rows))
                row, data = rows[number], bytearray(path.read_bytes())
                at = row["offset"] + row["length"] - 10 - rng.randrange(min(20, row["length"] // 3))
                data[at] ^= 1 << rng.randrange(8)
                if not records[number].block:
                    continue
                bad = self.write("bad.warc", bytes(data))
                *problems, report = self.json("check", bad, code=1)
                self.assertFalse(report["ok"])
                places = [p["offset"] for p in problems if not p["note"]]
                self.assertTrue(places, name)
                for place in places:
                    self.assertTrue(row["offset"] <= place <= row["offset"] + row["length"], f"{name}: {problems}, not {row}")

    def test_measured_pages(self):
        if not (SHARED / "data").is_dir():
            self.skipTest(f"{SHARED}/data is not here")
        for file, count in (("aeb", 181), ("htmldate-a", 514)):
            *_, report = self.json("check", SHARED / "data" / f"{file}.warc.zst")
            self.assertEqual((report["ok"], report["records"], report["digests_verified"]), (True, count, 2 * count))

    # other tools ------------------------------------------------------------------------------

    @needs_peers
    def test_the_index_is_that_of_cdxj_indexer(self):
        """Keys, dates and fields; of plain files its lengths leave the four bytes that end a record out."""
        self.crawl("x.warc.gz")
        self.write("x.warc", b"".join(make_crawl.records()))
        files = ["x.warc.gz", "x.warc"]
        rng = random.Random(3)
        for form in ("gzip", "plain"):
            how = archives.FORMS[form]
            # Resources that hold HTTP are told apart by no other tool.
            records = [r for r in archives.make_records(rng, 60, digest=False)
                       if r.block.startswith(b"HTTP/") == (dict(r.fields)["WARC-Type"] == "response")]
            files.append(self.write(f"made-{form}.warc", b"".join(how.unit(r.bytes()) for r in records)).name)
        for file in files:
            theirs = subprocess.run([PEERS / "cdxj-indexer", "-s", file], cwd=self.dir, capture_output=True, check=True).stdout.decode()
            ours, _ = self.warc("ls", file, "--cdxj", "--sort")
            expected = []
            for line in theirs.splitlines():
                key, date, fields = line.split(" ", 2)
                fields = json.loads(fields)
                if "gz" not in file:
                    fields["length"] = str(int(fields["length"]) + 4)
                expected.append((key, date, fields))
            got = [(k, d, json.loads(f)) for k, d, f in (line.split(" ", 2) for line in ours.splitlines())]
            for (key, date, mine), (their_key, their_date, other) in zip(got, expected):
                # It knows the media type of a response only from HTTP.
                if "mime" not in other:
                    mine.pop("mime", None)
                self.assertEqual((key, date, mine), (their_key, their_date, other), file)
            self.assertEqual(len(got), len(expected), file)

    @needs_peers
    def test_fastwarc_sees_the_same_records(self):
        for name, form, records, path in self.forms():
            if form.arc or name.startswith("zstd"):
                continue
            done = subprocess.run([PEERS / "python", "-c", FASTWARC, path], capture_output=True, check=True)
            theirs = [line.split() for line in done.stdout.decode().splitlines()]
            ours = self.json("ls", path)
            self.assertEqual([(str(r["offset"]), r["id"], str(r["block_bytes"])) for r in ours], [tuple(t[:3]) for t in theirs])
            self.assertEqual({t[3] for t in theirs}, {"True"})

    @needs_peers
    def test_warcio_check_agrees(self):
        good = self.crawl("good.warc.gz")
        records = [r.replace(b"Castor Valley", b"Kastor Valley") for r in make_crawl.records()]
        self.assertTrue(any(b"Kastor" in r for r in records))
        bad = self.crawl("bad.warc.gz", records)
        for path, code in ((good, 0), (bad, 1)):
            self.assertEqual(subprocess.run([PEERS / "warcio", "check", path], capture_output=True).returncode, code)
            self.warc("check", path, code=code)


if __name__ == "__main__":
    unittest.main()
