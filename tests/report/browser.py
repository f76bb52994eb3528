"""What the browser tests of reports share: Chromium with the checks of web/report/browser."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT / "web" / "report" / "browser"
BUILD = pathlib.Path(os.environ.get("TAMIS_BUILD_DIR") or ROOT / "build" / "dev")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MISSING = [name for name, there in (("chromium", CHROMIUM), ("node", shutil.which("node")),
                                    ("npm", shutil.which("npm"))) if not there]


def prepared():
    """The folder with the checks and the modules of package-lock.json, installed when that changed."""
    folder = BUILD / "web" / "browser"
    lock = (SOURCE / "package-lock.json").read_text()
    mark = folder / "node_modules" / "installed"
    folder.mkdir(parents=True, exist_ok=True)
    for file in SOURCE.iterdir():
        if file.is_file():
            shutil.copy(file, folder)
    if not mark.exists() or mark.read_text() != lock:
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund",
                        "--loglevel=error", "--fetch-retries=1"], cwd=folder, check=True,
                       timeout=300)
        mark.write_text(lock)
    return folder


def check(script, report, expected, *screenshot):
    """What is wrong with a report; empty when nothing is."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(expected, file)
        file.flush()
        done = subprocess.run(["node", str(prepared() / script), CHROMIUM, str(report), file.name,
                               *screenshot], capture_output=True, text=True, timeout=300)
    return done.stderr if done.returncode else ""
