"""Scores the whole engine on pages whose hosts its weights never saw.

Usage: out_of_fold.py REPO_ROOT BUILD_DIR SHARED_DIR
For each of five folds by host: fits the model without it (fit_model.py --leave-out) into a copy of the
repository, builds, runs over the training sets, and keeps the rows of the fold's pages. Then scores all of
them. BUILD_DIR: a configured build, of which tamis_block_rows is used. About half an hour.
"""
import gzip
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

from fit_scores import SETS, host_fold


def build(root, folder, fold, tool, shared):
    """Returns the command line tool with the weights of the other folds."""
    copy = folder / "repo"
    if not copy.exists():
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build", ".git"))
        subprocess.run(["cmake", "-S", copy, "-B", folder / "build", "-G", "Ninja", "-DTAMIS_DEVELOPER_MODE=OFF"], check=True,
                       stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, root / "training" / "fit_model.py", tool, shared / "data", "--write", copy,
                    "--leave-out", str(fold)], check=True)
    subprocess.run(["ninja", "-C", folder / "build", "tamis"], check=True, stdout=subprocess.DEVNULL)
    return folder / "build" / "tamis"


def main(root, build_dir, shared):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        rows = {s: [] for s in SETS}
        for fold in range(5):
            tamis = build(root, folder, fold, build_dir / "tamis_block_rows", shared)
            for s in SETS:
                corpus = folder / f"{s}-{fold}"
                subprocess.run([tamis, "run", shared / "data" / f"{s}.warc.zst", "-o", corpus, "--quiet"], check=True)
                for shard in sorted((corpus / "documents").glob("*.jsonl.gz")):
                    with gzip.open(shard, "rt", encoding="utf-8") as lines:
                        rows[s] += [line for line in lines if host_fold(json.loads(line)["url"]) == fold]
        for s in SETS:
            out = folder / f"{s}.jsonl"
            out.write_text("".join(rows[s]), encoding="utf-8")
            subprocess.run([sys.executable, shared / "score" / "score.py", shared / "data" / f"{s}.gold.jsonl.gz", out], check=True)


if __name__ == "__main__":
    main(*(pathlib.Path(arg).resolve() for arg in sys.argv[1:4]))
