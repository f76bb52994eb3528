"""The generated tables are what their scripts write from their inputs."""
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = pathlib.Path(os.environ.get("TAMIS_SHARED", ROOT.parent / "shared")) / "data" / "encoding"


def check(script, *arguments):
    return subprocess.run([sys.executable, str(ROOT / "tools/gen" / script), *map(str, arguments), "--check"]).returncode


def main():
    failed = check("unicode_tables.py", ROOT) | check("compositions.py", ROOT)
    if DATA.is_dir():
        failed |= check("encoding_tables.py", DATA, ROOT)
    else:
        print(f"no {DATA}: src/encoding/tables not compared")
    return failed


if __name__ == "__main__":
    sys.exit(main())
