"""Whole archives: the same records from a file, from standard input and in any packing; HTTP codings
that other readers stumble over; the pages that tamis is measured on, digest by digest.
"""
import hashlib
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import archives
import reader

SHARED = pathlib.Path(os.environ.get("TAMIS_SHARED", reader.ROOT.parent / "shared"))
PAGES = {"aeb": 181, "htmldate-a": 514, "trafilatura-a": 506, "wcxb-a": 1167}


def chunked(data, size=1000):
    pieces = [data[i:i + size] for i in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


class Archives(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def write(self, name, data):
        path = pathlib.Path(self.folder.name) / name
        path.write_bytes(data)
        return path

    def test_standard_input(self):
        records = archives.make_records(random.Random(1), 20)
        for name, form in archives.FORMS.items():
            data = b"".join(form.unit(r.arc() if form.arc else r.bytes()) for r in records)
            path = self.write("x", form.head + (form.whole(data) if form.whole else data))
            with open(path, "rb") as stream:
                done = subprocess.run([reader.tool(), "-"], stdin=stream, stdout=subprocess.PIPE, timeout=60, check=True)
            piped = reader.Listing(done.stdout.decode().split("\n"))
            listed = reader.run(path)
            self.assertEqual(len(listed.records), 20, name)
            self.assertEqual(piped.records, listed.records, name)
            self.assertEqual([r[1] for r in listed.records], [r.sha1 for r in records], name)

    def test_records_stay_in_place_behind_both_codings(self):
        """A response that is chunked and gzip is where FastWARC 2.0 loses its place."""
        page = archives.random_text(random.Random(2), 20000)
        blocks, bodies = [], []
        for i in range(30):
            body = b"<html>%d " % i + page
            coded = zlib.compress(body, wbits=31)
            blocks += [archives.http(chunked(coded), [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]), archives.http(body)]
            bodies += [body, body]
        records = [archives.Record(i, block) for i, block in enumerate(blocks)]
        for form in ("plain", "gzip", "gzip-whole", "zstd"):
            how = archives.FORMS[form]
            data = b"".join(how.unit(r.bytes()) for r in records)
            listing = reader.run(self.write("x", how.whole(data) if how.whole else data), "--http", "--verify")
            self.assertEqual(listing.damages, [], form)
            self.assertEqual(listing.http, [(200, 0, len(b), hashlib.sha1(b).hexdigest()) for b in bodies], form)

    def test_offsets_fetch_the_record(self):
        """[offset, offset + length) of the file is the record: what indexes and range requests need."""
        records = archives.make_records(random.Random(3), 12)
        for form in ("plain", "gzip", "zstd", "arc", "arc-gzip"):
            how = archives.FORMS[form]
            data = b"".join(how.unit(r.arc() if how.arc else r.bytes()) for r in records)
            for uri, sha1, _, kind, offset, length in reader.run(self.write("x", data)).records:
                self.assertEqual(kind, "file")
                alone = reader.run(self.write("one", data[offset:offset + length]))
                self.assertEqual([r[:2] for r in alone.records], [(uri, sha1)], form)
                self.assertEqual(alone.damages, [])

    def test_memory_of_a_bomb(self):
        """300 MB of zeros in one record: skipped, within the memory of one record."""
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        head = archives.Record(1, b"").bytes(length=300_000_000)[:-4]
        bomb = packer.compress(head) + b"".join(packer.compress(bytes(1_000_000)) for _ in range(300)) + packer.compress(b"\r\n\r\n") + packer.flush()
        good = [archives.gzip_member(archives.Record(i, b"x").bytes()) for i in (2, 3)]
        path = self.write("bomb.warc.gz", good[0] + bomb + good[1])
        process = subprocess.Popen([reader.tool(), "--max-record=1000000", path], stdout=subprocess.PIPE)
        listing = reader.Listing(process.stdout.read().decode().split("\n"))
        process.stdout.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertLess(usage.ru_maxrss, 250_000, "KB; the record has 300,000")
        self.assertEqual(len(listing.records), 2)
        self.assertEqual([d[0] for d in listing.damages], ["too_large"])

    def test_measured_pages(self):
        if not (SHARED / "data").is_dir():
            self.skipTest(f"{SHARED}/data is not here")
        for name, count in PAGES.items():
            listing = reader.run(SHARED / "data" / f"{name}.warc.zst", "--verify")
            self.assertEqual(len(listing.records), count, name)
            self.assertEqual(listing.damages, [], name)
            self.assertTrue(all(flags == 0 for _, _, flags, *_ in listing.records), name)


if __name__ == "__main__":
    if not os.path.exists(reader.tool()):
        sys.exit(f"{reader.tool()} is missing: build it, or set TAMIS_BUILD_DIR")
    unittest.main()
