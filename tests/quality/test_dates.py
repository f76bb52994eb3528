"""Runs dates.py --check on the shared data; skips with one line where that is missing."""
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SHARED = pathlib.Path(os.environ.get("TAMIS_SHARED", HERE.parents[2] / "shared"))

if __name__ == "__main__":
    if not (SHARED / "data" / "htmldate-a.warc.zst").exists():
        if os.environ.get("CI") and (SHARED / "data").is_dir():
            sys.exit(f"{SHARED}/data is there, but its sets are missing")
        print(f"skipped: no benchmark data in {SHARED}/data (set TAMIS_SHARED)")
        sys.exit(0)
    sys.exit(subprocess.run([sys.executable, HERE / "dates.py", os.environ["TAMIS"], SHARED, "--check"]).returncode)
