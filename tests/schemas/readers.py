"""What the tests of the schemas share: the Python that has the other tools, and a crawl."""
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".cache" / "python" / "bin" / "python"
TOOLS = ["pyarrow", "duckdb", "datatrove", "orjson", "zstandard", "trafilatura", "msgspec"]
sys.path.insert(0, str(ROOT / "tests" / "cli"))


def have(module):
    """Whether a module is there; nothing of it runs."""
    import importlib.util
    return importlib.util.find_spec(module) is not None


def skip(why):
    print(f"{sys.argv[0]}: skipped: {why}")
    sys.exit(1 if os.environ.get("CI") else 0)


def enter():
    """Goes on in the Python of scripts/arrow.sh, where the tools are."""
    tamis = pathlib.Path(os.environ.get("TAMIS") or ROOT / "build" / "release" / "tamis")
    if not (tamis.parent / "libtamis_parquet.so").exists():
        skip("tamis was built without Arrow; scripts/deps.sh installs it")
    if all(map(have, TOOLS)):
        return
    there = PYTHON.exists() and os.environ.get("TAMIS_IN_READERS") is None
    if there:
        done = subprocess.run([PYTHON, *sys.argv], env=dict(os.environ, TAMIS_IN_READERS="1"))
        sys.exit(done.returncode)
    missing = ", ".join(name for name in TOOLS if not have(name))
    skip(f"no {missing}; scripts/arrow.sh --readers installs them")
