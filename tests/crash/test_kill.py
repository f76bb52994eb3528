"""tamis run killed at random moments and run again: the same bytes as a run that nobody disturbed.

The crawl has every kind of input, damaged ones as well, and shards so small that some are completed
between any two kills. TAMIS_KILLS sets how often the run is killed, in all."""
import gzip
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from harness import TAMIS, TamisTest, member, page, response, tree  # noqa: E402

KILLS = int(os.environ.get("TAMIS_KILLS", "6"))


def filler(number):
    """Bytes that make a page large without making it slow."""
    return f"<!--{random.Random(number).randbytes(9000).hex()}-->"


def records(name, count):
    return [response(f"{name}{i}.example", page(f"{name} {i}", extra=filler(i)),
                     status="404 Not Found" if i % 7 == 3 else "200 OK") for i in range(count)]


class Kill(TamisTest):
    def setUp(self):
        super().setUp()
        members = [member(r) for r in records("a", 600)]
        self.write("in/a.warc.gz", b"".join(members))
        self.write("in/b.warc", b"".join(records("b", 300)))
        self.write("in/c.warc.gz", gzip.compress(b"".join(records("c", 300))))  # one member for all
        damaged = members[:100] + [b"garbage" * 3000] + members[100:200] + [members[200][:-99]] \
            + members[201:300]
        self.write("in/d.warc.gz", b"".join(damaged))
        rows = [json.dumps({"html": page(f"row {i}", extra=filler(i)).decode()}) for i in range(300)]
        self.write("in/e.jsonl.gz", gzip.compress("\n".join(rows).encode()))
        for i in range(20):
            self.write(f"in/f/{i:02}.html", page(f"file {i}"))

    def command(self, out, *flags):
        return [TAMIS, "run", "in", "-o", out, "--checkpoint-seconds", "0", "--shard-bytes", "300k",
                "-q", "-j", "2", *flags]

    def bytes_of(self, out):
        return {name: data for name, data in tree(self.dir / out).items() if name != "manifest.jsonl"}

    def check(self, *flags):
        begin = time.monotonic()
        done = subprocess.run(self.command("whole", *flags), cwd=self.dir, capture_output=True)
        self.assertEqual(done.returncode, 1, done.stderr.decode())  # some input is damaged
        seconds = time.monotonic() - begin
        whole = self.bytes_of("whole")
        self.assertIn("summary.json", whole)
        self.assertFalse([name for name in whole if name.endswith((".part", ".tmp"))])

        rng, kills, resumed = random.Random(20261123), 0, 0
        while kills < KILLS:
            out = f"out{kills}"
            for _ in range(100):
                process = subprocess.Popen(self.command(out, *flags), cwd=self.dir,
                                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                limit = rng.uniform(0, seconds) if kills < KILLS else None
                try:
                    err = process.communicate(timeout=limit)[1]
                    self.assertEqual(process.returncode, 1, err.decode())
                    break
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    process.communicate()
                    kills += 1
                    self.check_shards(out, whole)
            resumed += '"checkpoint"' in (self.dir / out / "manifest.jsonl").read_text()
            self.assertEqual(self.bytes_of(out), whole, out)
        self.assertGreater(resumed, 0)

    def check_shards(self, out, whole):
        """What has the name of a whole shard is one."""
        for name, data in self.bytes_of(out).items():
            if not name.endswith((".part", ".tmp", ".tamis.lock")):
                self.assertEqual(data, whole.get(name), name)

    def test_gzip(self):
        self.check()

    def test_plain(self):
        self.check("--compression", "none")

    def test_zstd_with_sidecars(self):
        self.check("--compression", "zstd", "--schema", "dolma")

    def test_parquet(self):
        done = subprocess.run([TAMIS, "run", "in", "-o", "probe", "--format", "parquet", "--limit",
                               "1", "-q"], cwd=self.dir, capture_output=True)
        if b"Parquet" in done.stderr:
            self.skipTest("this build has no Parquet: " + done.stderr.decode().strip())
        self.check("--format", "parquet")

    def test_site_boilerplate(self):
        self.check("--site-boilerplate")

    def test_limits(self):
        self.check("--skip", "150", "--limit", "1300", "--compression", "none")


if __name__ == "__main__":
    unittest.main()
