"""The recall and precision that docs/dedup.md promises, on a small corpus with known truth, and the
same outcome for every order of its rows."""
import os
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TAMIS = os.environ.get("TAMIS") or str(ROOT / "build" / "release" / "tamis")


class KnownTruth(unittest.TestCase):
    def run_bench(self, *flags, shared=None):
        done = subprocess.run(
            [sys.executable, ROOT / "bench/dedup/known_truth.py", "--tamis", TAMIS, *flags],
            capture_output=True, text=True, timeout=600,
            env={**os.environ, **({"TAMIS_SHARED": shared} if shared else {})})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_made_words(self):
        out = self.run_bench("--documents", "4000", "--shuffles", "3", shared="/nowhere")
        self.assertIn("made words", out)
        self.assertIn("3 shuffles", out)

    def test_words_of_pages_where_they_are(self):
        self.run_bench("--documents", "2000", "--seed", "3", "--threads", "2")


if __name__ == "__main__":
    unittest.main()
