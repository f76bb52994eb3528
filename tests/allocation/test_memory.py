"""A run needs no more memory the longer it lasts, and little for each thread.

The same crawl of made pages (bench/crawl/synthetic.py, half of them compressed or in chunks) is
given 10 times and 100 times; peak memory is what the kernel says the process had.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TAMIS = os.environ.get("TAMIS") or str(ROOT / "build" / "release" / "tamis")
PAGES = 24
WORKER_MB = 60  # for each thread, the first one's including all else
GROWTH_MB = 3


def sanitized():
    """Sanitizers need several times the memory."""
    cache = pathlib.Path(os.environ.get("TAMIS_BUILD_DIR", "")) / "CMakeCache.txt"
    return cache.exists() and re.search(r"^TAMIS_SANITIZE:\w+=.+", cache.read_text(), re.M) is not None


@unittest.skipIf(sanitized(), "memory is not measured under sanitizers")
class MemoryTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dir = pathlib.Path(tempfile.mkdtemp(prefix="tamis-test-"))
        cls.crawl = cls.dir / "crawl.warc.gz"
        subprocess.run([sys.executable, ROOT / "bench" / "crawl" / "make_crawl.py", cls.crawl, "--synthetic", str(PAGES)], check=True)
        cls.peaks = {(times, threads): cls.peak(times, threads) for times, threads in ((10, 1), (100, 1), (100, 2))}

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.dir, ignore_errors=True)

    @classmethod
    def peak(cls, times, threads):
        """Megabytes of a run over the crawl, so many times."""
        command = [TAMIS, "run", *[str(cls.crawl)] * times, "-o", str(cls.dir / "out"), "--overwrite", "--threads", str(threads), "--quiet"]
        _, status, usage = os.wait4(os.posix_spawn(TAMIS, command, os.environ), 0)
        if os.waitstatus_to_exitcode(status) != 0:
            raise AssertionError(f"tamis run failed with {times} inputs and {threads} threads")
        return usage.ru_maxrss / 1024

    def test_flat_over_a_hundred_crawls(self):
        self.assertLess(self.peaks[100, 1] - self.peaks[10, 1], GROWTH_MB, self.peaks)

    def test_little_for_each_worker(self):
        self.assertLess(self.peaks[100, 1], WORKER_MB, self.peaks)
        self.assertLess(self.peaks[100, 2] - self.peaks[100, 1], WORKER_MB, self.peaks)


if __name__ == "__main__":
    unittest.main()
