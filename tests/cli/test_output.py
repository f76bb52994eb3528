"""tamis run and its output folder: refusals, the lock, a full disk, an interrupted run."""
import gzip
import os
import resource
import signal
import subprocess
import time
import unittest

from harness import TAMIS, TamisTest, corpus_bytes, make_crawl, member, page, response, tree


def endless_crawl():
    """One gzip member to be written again and again: a crawl that does not end."""
    return member(response("a.example", page("A page", extra="<i>x</i>" * 3000)))


class Folder(TamisTest):
    def setUp(self):
        super().setUp()
        self.crawl()

    def test_made_when_missing(self):
        self.tamis("run", "example.warc.gz", "-o", "a/b/c")
        self.assertEqual(self.summary(self.dir / "a/b/c")["documents"], 8)
        self.assertEqual({p.name for p in (self.dir / "a/b/c").iterdir()},
                         {"documents", "manifest.jsonl", "removed", "summary.json"})

    def test_refuses_what_it_would_have_to_replace(self):
        self.tamis("run", "example.warc.gz", "-o", "out")
        before = tree(self.dir / "out")
        _, err = self.tamis("run", "example.warc.gz", "-o", "out", "--no-blocks", code=2)
        self.assertIn("--overwrite", err)
        self.write("mine/notes.txt", b"mine")
        _, err = self.tamis("run", "example.warc.gz", "-o", "mine", code=2)
        self.assertIn("not empty", err)
        _, err = self.tamis("run", "example.warc.gz", "-o", "example.warc.gz", code=2)
        self.assertIn("is a file", err)
        self.assertEqual(tree(self.dir / "out"), before)

    def test_overwrite_replaces_shards_and_nothing_else(self):
        self.tamis("run", "example.warc.gz", "-o", "out", "--shard-bytes", "1k")
        self.write("out/notes.txt", b"mine")
        self.write("out/documents/extra.txt", b"mine")
        self.write("out/documents/99999.jsonl.gz.tmp", b"left by a killed run")
        self.write("small.html", page())
        self.tamis("run", "small.html", "-o", "out", "--overwrite")
        self.assertEqual(set(tree(self.dir / "out")),
                         {"documents/00000.jsonl.gz", "documents/extra.txt", "manifest.jsonl",
                          "notes.txt", "summary.json"})

    def test_compression_none_writes_the_same_rows(self):
        self.tamis("run", "example.warc.gz", "-o", "packed")
        self.tamis("run", "example.warc.gz", "-o", "plain", "--compression", "none")
        packed, plain = tree(self.dir / "packed"), tree(self.dir / "plain")
        self.assertEqual({name.removesuffix(".gz") for name in packed}, set(plain))
        for name, data in packed.items():
            if name.endswith(".gz"):
                self.assertEqual(gzip.decompress(data), plain[name.removesuffix(".gz")], name)
        # The other kind is replaced as well, so that no row stands twice.
        self.tamis("run", "example.warc.gz", "-o", "plain", "--overwrite")
        self.assertEqual(set(tree(self.dir / "plain")), set(packed))
        _, err = self.tamis("run", "example.warc.gz", "-o", "other", "--compression", "zip", code=2)
        self.assertIn("--compression", err)

    def test_output_is_never_input(self):
        self.write("in/a.html", page())
        self.tamis("run", "in", "-o", "in/out")
        self.tamis("run", "in", "-o", "in/out", "--overwrite")
        self.assertEqual(self.summary(self.dir / "in/out")["inputs"], 1)
        _, err = self.tamis("run", "in/out/documents/00000.jsonl.gz", "-o", "in/out", "--overwrite",
                            code=2)
        self.assertIn("lies in the output folder", err)
        self.assertEqual(self.summary(self.dir / "in/out")["documents"], 1)

    def test_two_runs_into_one_folder(self):
        first = subprocess.Popen([TAMIS, "run", "-", "-o", "out", "-q"], cwd=self.dir,
                                 stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        while not (self.dir / "out" / ".tamis.lock").exists():
            time.sleep(0.01)
        for flags in ([], ["--overwrite"]):
            _, err = self.tamis("run", "example.warc.gz", "-o", "out", *flags, code=2)
            self.assertIn("in use by another run", err)
        first.communicate(b"".join(map(member, make_crawl.records())))
        self.assertEqual(first.returncode, 0)
        self.assertEqual(self.summary(self.dir / "out")["documents"], 8)

    def test_folder_that_cannot_be_written(self):
        _, err = self.tamis("run", "example.warc.gz", "-o", "/proc/corpus", code=1)
        self.assertIn("/proc/corpus", err)


class FullDisk(TamisTest):
    def test_no_shard_that_looks_whole(self):
        # A limit on the size of files stands in for the full disk: write(2) fails in the middle.
        records = [response(f"p{i}.example", page(f"Page {os.urandom(2000).hex()}"))
                   for i in range(2000)]
        self.crawl("x.warc.gz", records)

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

        _, err = self.tamis("run", "x.warc.gz", "-o", "out", code=1, preexec_fn=limit)
        self.assertIn("tamis: error: ", err)
        self.assertIn("out/documents/00000.part", err)
        self.assertIn("the same command goes on", err)
        left = set(tree(self.dir / "out"))
        self.assertEqual(left, {"documents/00000.part", "manifest.jsonl"}, "no shard, no summary")
        # With room again the same command ends with the bytes of a run that had it all along.
        self.tamis("run", "x.warc.gz", "-o", "out")
        self.assertEqual(self.summary(self.dir / "out")["documents"], 2000)
        self.tamis("run", "x.warc.gz", "-o", "room")
        self.same(self.dir / "out", self.dir / "room")

    def test_a_small_file_system(self):
        """A real disk that is full: needs the right to mount one."""
        disk = self.dir / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", disk],
                                 capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("no right to mount a file system here")
        self.addCleanup(subprocess.run, ["umount", "-l", disk], check=True)
        self.crawl("x.warc.gz", [response(f"p{i}.example", page(f"Page {os.urandom(2000).hex()}"))
                                 for i in range(1500)])
        command = ["run", "x.warc.gz", "-o", disk / "out", "--checkpoint-seconds", 0,
                   "--shard-bytes", "1M"]
        _, err = self.tamis(*command, code=1)
        self.assertIn("No space left on device; free some space", err)
        self.assertFalse((disk / "out/summary.json").exists())
        subprocess.run(["mount", "-o", "remount,size=100m", disk], check=True)
        _, err = self.tamis(*command)
        self.assertIn("going on after", err)
        self.tamis("run", "x.warc.gz", "-o", "room", "--shard-bytes", "1M")
        self.same(disk / "out", self.dir / "room")

    def test_a_file_system_that_is_read_only(self):
        disk = self.dir / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "none", disk],
                                 capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("no right to mount a file system here")
        self.addCleanup(subprocess.run, ["umount", "-l", disk], check=True)
        self.crawl()
        _, err = self.tamis("run", "example.warc.gz", "-o", disk / "out", code=1)
        self.assertIn("Read-only file system", err)

    def test_folder_without_permission(self):
        self.crawl()
        (self.dir / "locked").mkdir(mode=0o555)
        if os.access(self.dir / "locked", os.W_OK):
            self.skipTest("this user may write everywhere")
        _, err = self.tamis("run", "example.warc.gz", "-o", "locked/out", code=1)
        self.assertIn("locked/out", err)


class Interrupted(TamisTest):
    COMMAND = ["run", "-", "-o", "out", "--shard-bytes", "1M"]

    def run_until_signal(self, number):
        """Feeds an endless crawl and sends the signal when some of it was read."""
        process = subprocess.Popen([TAMIS, *self.COMMAND], cwd=self.dir, stdin=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        piece = endless_crawl() * 50
        sent = False
        begin = time.time()
        try:
            while process.poll() is None and time.time() - begin < 60:
                process.stdin.write(piece)
                if not sent and list((self.dir / "out").glob("documents/00001.jsonl.gz")):
                    process.send_signal(number)
                    sent = True
            process.stdin.close()
        except BrokenPipeError:
            pass
        process.stdin = None
        return process.communicate(timeout=60)[1].decode(), process.returncode

    def test_what_is_done_is_written_and_whole(self):
        err, code = self.run_until_signal(signal.SIGINT)
        self.assertEqual(code, 130, err)
        self.assertIn("interrupted", err)
        self.assertIn("same command", err)
        out = self.dir / "out"
        self.assertFalse((out / "summary.json").exists())
        self.assertTrue(self.rows(out), "whole shards are readable")
        # The same stream again: what was read before is passed over.
        crawl = endless_crawl() * 3000
        _, err = self.tamis(*self.COMMAND, stdin=crawl)
        self.assertIn("going on after", err)
        self.tamis("run", "-", "-o", "at-once", "--shard-bytes", "1M", stdin=crawl)
        self.same(out, self.dir / "at-once")

    def test_what_differs_is_told(self):
        self.run_until_signal(signal.SIGKILL)
        (self.dir / "out/.tamis.lock").unlink()  # says nothing without a process that holds it
        before = tree(self.dir / "out")
        _, err = self.tamis("run", "-", "-o", "out", "--shard-bytes", "2M", "--no-blocks", code=2)
        self.assertIn("`shard_bytes` was 1048576, is 2097152", err)
        self.assertIn("write_blocks", err)
        self.crawl()
        _, err = self.tamis("run", "example.warc.gz", "-o", "out", "--shard-bytes", "1M", code=2)
        self.assertIn("input 1 was -, is example.warc.gz", err)
        self.assertEqual(tree(self.dir / "out"), before)

    def test_a_damaged_manifest_costs_no_shards(self):
        self.crawl()
        self.tamis("run", "example.warc.gz", "-o", "out")
        before = corpus_bytes(self.dir / "out")
        for damage in (b"", b"garbage\n", b"\0" * 1000):
            self.write("out/manifest.jsonl", damage)
            _, err = self.tamis("run", "example.warc.gz", "-o", "out", code=2)
            self.assertIn("--overwrite", err)
            self.assertEqual(corpus_bytes(self.dir / "out"), before)
        # Torn before anything else was written, it is begun again.
        self.write("new/manifest.jsonl", b'{"event":"run","format":"tamis-manifest","ver')
        self.tamis("run", "example.warc.gz", "-o", "new")
        self.same(self.dir / "new", self.dir / "out")

    def test_a_finished_run_is_not_done_again(self):
        self.crawl()
        self.tamis("run", "example.warc.gz", "-o", "out")
        before = tree(self.dir / "out")
        _, err = self.tamis("run", "example.warc.gz", "-o", "out")
        self.assertIn("complete already", err)
        self.assertEqual(tree(self.dir / "out"), before)

    def test_kill_leaves_no_half_shard_under_its_name(self):
        _, code = self.run_until_signal(signal.SIGKILL)
        self.assertEqual(code, -signal.SIGKILL)
        self.assertFalse((self.dir / "out" / "summary.json").exists())
        self.assertTrue(self.rows(self.dir / "out"), "whole shards are readable")
        self.crawl()
        self.tamis("run", "example.warc.gz", "-o", "out", code=2)
        self.tamis("run", "example.warc.gz", "-o", "out", "--overwrite")
        self.assertFalse(list((self.dir / "out").rglob("*.part")))
        self.tamis("run", "example.warc.gz", "-o", "clean")
        self.same(self.dir / "out", self.dir / "clean")


if __name__ == "__main__":
    unittest.main()
