"""What the benches share: the peers' environment, the crawl, and rounds that take turns."""
import os
import pathlib
import statistics
import subprocess
import sys
import time

BENCH = pathlib.Path(__file__).resolve().parent
ROOT = BENCH.parent
WORK = ROOT / "build" / "bench"
DATA = ROOT.parent / "shared" / "data"
CRAWL_NAMES = ["wcxb-a", "aeb", "trafilatura-a"]
SYNTHETIC_PAGES = 1000


def peers():
    """The interpreter of build/bench/venv, which has the pinned peers; installs what is missing."""
    python = WORK / "venv" / "bin" / "python"
    wanted = BENCH / "crawl" / "requirements.txt"
    installed = WORK / "venv" / "requirements.txt"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
    if not installed.exists() or installed.read_bytes() != wanted.read_bytes():
        subprocess.run([python, "-m", "pip", "-q", "install", "-r", wanted], check=True)
        installed.write_bytes(wanted.read_bytes())
    return str(python)


def crawl(names=(), data=DATA):
    """The crawl to measure, made when missing: all data sets with their codings mixed; or those
    named, as they are; or made pages when there is no data."""
    WORK.mkdir(parents=True, exist_ok=True)
    make = [peers(), BENCH / "crawl" / "make_crawl.py"]
    if not data.is_dir():
        path = WORK / "synthetic.warc.gz"
        make += [path, "--synthetic", str(SYNTHETIC_PAGES)]
    elif names:
        path = WORK / ("-".join(names) + ".warc.gz")
        make += [path, "--plain", *(str(data / f"{name}.warc.zst") for name in names)]
    else:
        path = WORK / "crawl.warc.gz"
        make += [path, *(str(data / f"{name}.warc.zst") for name in CRAWL_NAMES)]
    if not path.exists():
        subprocess.run([str(word) for word in make], check=True)
    return path


def measure(command):
    """Runs a command; returns (CPU seconds, wall seconds, peak MB, what it printed)."""
    printed, complaints = WORK / "stdout.txt", WORK / "stderr.txt"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    begin = time.monotonic()
    pid = os.posix_spawn(command[0], command, os.environ,
                         file_actions=[(os.POSIX_SPAWN_OPEN, 1, str(printed), flags, 0o644),
                                       (os.POSIX_SPAWN_OPEN, 2, str(complaints), flags, 0o644)])
    _, status, usage = os.wait4(pid, 0)
    wall = time.monotonic() - begin
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {' '.join(command)}\n{complaints.read_text()}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, printed.read_text()


def start_time(python, modules):
    """CPU seconds that an interpreter takes to start and import."""
    return min(measure([python, "-c", f"import {modules}"])[0] for _ in range(3))


def spread(values):
    digits = 0 if max(values) >= 100 else 2 if max(values) >= 1 else 3
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"
