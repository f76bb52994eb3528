"""Talks to records_tool, which must be in the build folder (TAMIS_BUILD_DIR, set by ctest)."""
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def tool():
    build = pathlib.Path(os.environ.get("TAMIS_BUILD_DIR", ROOT / "build" / "dev"))
    return str(build / "records_tool")


class Listing:
    def __init__(self, lines):
        self.records = []  # (URI, sha1 of the block, flags, offset kind, offset, length)
        self.damages = []  # (code, offset, message)
        self.http = []     # (status, flags, size, sha1 of the decoded body), where there is any
        self.end = ""
        for line in lines:
            kind, _, rest = line.partition(" ")
            words = rest.split(" ")
            if kind == "record":
                self.records.append((words[7], words[9], int(words[5]), words[0], int(words[1]), int(words[2])))
                self.http.append(tuple(int(w) if w.isdigit() else w for w in words[10:]))
            elif kind == "damage":
                self.damages.append((words[0], int(words[1]), " ".join(words[2:])))
            elif kind == "end":
                self.end = words[0]


class Server:
    """One process for many small files."""

    def __init__(self, *options):
        self.process = subprocess.Popen([tool(), "--server", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        encoding="utf-8", errors="surrogateescape")

    def list(self, path):
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            line = line.rstrip("\n")
            if line == ".":
                return Listing(lines)
            lines.append(line)
        raise AssertionError(f"records_tool ended while reading {path} (kept)")

    def close(self):
        self.process.stdin.close()
        assert self.process.wait(timeout=30) == 0
        self.process.stdout.close()


def run(path, *options):
    done = subprocess.run([tool(), *options, str(path)], stdout=subprocess.PIPE, timeout=120)
    assert done.returncode in (0, 1), done.returncode
    return Listing(done.stdout.decode("utf-8", "surrogateescape").split("\n"))
