"""Commands that change an index, killed at random moments: the index is whole every time, and when
they are run again all is as if nobody had disturbed them. TAMIS_KILLS sets how often each is killed,
in all."""
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from harness import TAMIS, TamisTest, tree  # noqa: E402

KILLS = int(os.environ.get("TAMIS_KILLS", "6"))


def row(prefix, number, seed, edits=0):
    rng = random.Random(seed)
    words = [f"w{rng.randrange(5000)}" for _ in range(150)]
    for place in range(0, 7 * edits, 7):
        words[place] = "edited"
    return json.dumps({"id": f"{prefix}{number}", "url": f"https://h{seed % 7}.example/{seed}",
                       "warc_date": f"20{10 + number % 10}-01-01", "text": " ".join(words)}) + "\n"


class KillIndex(TamisTest):
    def setUp(self):
        super().setUp()
        probe = subprocess.run([TAMIS, "index", "info", "none"], cwd=self.dir, capture_output=True)
        if b"RocksDB" in probe.stderr:
            self.skipTest("this build has no RocksDB")
        self.write("old.jsonl", "".join(row("o", i, i) for i in range(3000)).encode())
        self.write("new.jsonl", "".join(row("n", i, 2000 + i * 2 // 3, i % 3)
                                        for i in range(4000)).encode())
        self.run_tamis("index", "add", "base", "old.jsonl", "-q")

    def run_tamis(self, *arguments, code=0):
        done = subprocess.run([TAMIS, *arguments], cwd=self.dir, capture_output=True)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stdout.decode()

    def contents(self, index):
        """What an index answers, to whatever could be asked."""
        info = json.loads(self.run_tamis("index", "info", index, "--json"))
        shutil.rmtree(self.dir / "asked", ignore_errors=True)
        self.run_tamis("dedup", "old.jsonl", "new.jsonl", "-o", "asked", "--index", index,
                       "--index-read-only", "--history", "--compression", "none", "-q")
        return ([info[key] for key in ("documents", "generation", "removed")],
                tree(self.dir / "asked"))

    def disturb(self, name, command, finished):
        """Kills `command(index, output)` until KILLS are spent, running it again until it ends;
        then output and index must be those of an undisturbed run."""
        shutil.copytree(self.dir / "base", self.dir / f"{name}-whole")
        begin = time.monotonic()
        self.run_tamis(*command(f"{name}-whole", f"{name}-out"))
        seconds = time.monotonic() - begin
        want = self.contents(f"{name}-whole")
        output = tree(self.dir / f"{name}-out")
        rng, kills = random.Random(name), 0
        while kills < KILLS:
            index, out = f"{name}{kills}", f"{name}-out{kills}"
            shutil.copytree(self.dir / "base", self.dir / index)
            while True:
                process = subprocess.Popen([TAMIS, *command(index, out)], cwd=self.dir,
                                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                try:
                    limit = rng.uniform(0, seconds) if kills < KILLS else None
                    err = process.communicate(timeout=limit)[1]
                    self.assertEqual(process.returncode, 0, err.decode())
                    break
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    process.communicate()
                    kills += 1
                # A look that changes nothing, and one that ends what the kill has left.
                if kills % 2:
                    self.run_tamis("index", "check", index)
                if finished(out):
                    break
            self.run_tamis("index", "check", index)
            got = tree(self.dir / out)
            got.pop(".tamis.lock", None)  # of a run that was killed when its output was complete
            self.assertEqual(got, output, index)
            self.assertEqual(self.contents(index), want, index)
            shutil.rmtree(self.dir / index)

    def test_dedup(self):
        self.disturb("dedup", lambda index, out: [
            "dedup", "new.jsonl", "-o", out, "--index", index, "--history", "--overwrite",
            "--compression", "none", "-q"], lambda out: (self.dir / out / "summary.json").exists())

    def test_add(self):
        self.disturb("add", lambda index, _: ["index", "add", index, "new.jsonl", "-q"],
                     lambda _: False)

    def test_remove(self):
        self.disturb("remove", lambda index, _: ["index", "remove", index, "--host", "h3.example"],
                     lambda _: False)

    def test_compact(self):
        self.run_tamis("index", "remove", "base", "--host", "h3.example")
        self.disturb("compact", lambda index, _: ["index", "compact", index], lambda _: False)


if __name__ == "__main__":
    unittest.main()
