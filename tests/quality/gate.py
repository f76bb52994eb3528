"""Holds the text quality of `tamis run` against pinned floors.

Usage: gate.py TAMIS SHARED_DIR [--update [--allow-regression]]
Runs the main job over each set of floors.json, scores the corpus with SHARED_DIR/score/score.py
and fails when a figure lies under its floor. The data's hashes are pinned too: figures of other
data are not compared. --update writes the figures reached, less EPSILON, as the new floors; it
never lowers one without --allow-regression.

EPSILON: one page of a thousand that flips between nothing and everything moves F1 by .001; so
much may change unnoticed by a change elsewhere (a tie broken another way), not more.
"""
import argparse
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

FLOORS = pathlib.Path(__file__).with_name("floors.json")
EPSILON = 0.001


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def figures(tamis, shared, name, folder):
    """Runs and scores one set; returns {"text f1": ..., "title f1": ..., ...}."""
    warc = folder / f"{name}.warc.zst"
    warc.symlink_to((shared / "data" / f"{name}.warc.zst").resolve())
    corpus, report = folder / name, folder / f"{name}.json"
    subprocess.run([tamis, "run", str(warc), "-o", str(corpus), "--quiet"], check=True)
    subprocess.run([sys.executable, str(shared / "score" / "score.py"), str(shared / "data" / f"{name}.gold.jsonl.gz"),
                    str(corpus), "--json", str(report)], check=True, stdout=subprocess.DEVNULL)
    result = json.loads(report.read_text())
    out = {f"{field} f1": value["f1"] for field, value in result.get("fields", {}).items()}
    out["text f1"] = result["text"]["f1"]
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tamis")
    parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    args = parser.parse_args()
    floors = json.loads(FLOORS.read_text())
    failed = False
    for name, pinned in floors.items():
        files = {kind: args.shared / "data" / f"{name}.{kind}" for kind in ("warc.zst", "gold.jsonl.gz")}
        hashes = {kind: sha256(path) for kind, path in files.items()}
        if hashes != pinned["sha256"] and not args.update:
            print(f"{name}: the data has changed; look at the figures and run gate.py --update")
            failed = True
            continue
        with tempfile.TemporaryDirectory() as folder:
            reached = figures(args.tamis, args.shared, name, pathlib.Path(folder))
        for figure, floor in pinned["floors"].items():
            low = reached[figure] < floor
            print(f"{name:14} {figure:9} {reached[figure]:.4f}  floor {floor:.4f}{'  TOO LOW' if low else ''}")
            failed |= low and not args.update
            if args.update:
                new = round(reached[figure] - EPSILON, 4)
                pinned["floors"][figure] = new if args.allow_regression else max(new, floor)
        if args.update:
            pinned["sha256"] = hashes
    if args.update:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
