"""Page states of invented pages in the style of real ones (pages/, labels.tsv), one command.

Every page must come out as labelled: they are plain cases. docs/page-state.md has the figures on
pages from outside, where some are missed.
"""
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
TAMIS = os.environ.get("TAMIS", "tamis")


def labels():
    for line in (HERE / "labels.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, state, _ = line.split("\t")
            yield name, state


def judge(names):
    """{page: row} for all pages, in one run."""
    files = [str(HERE / "pages" / f"{name}.html") for name in names]
    command = [TAMIS, "extract", "--json", *files]
    out = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return dict(zip(names, map(json.loads, out.splitlines()), strict=True))


def check_evidence(row, page):
    """What is quoted stands where it is said to stand."""
    for evidence in row["page_state_evidence"]:
        assert evidence["weight"] > 0, evidence
        assert evidence["html_start"] <= evidence["html_end"] <= len(page), evidence


def main():
    expected = dict(labels())
    on_disk = {path.stem for path in (HERE / "pages").glob("*.html")}
    assert on_disk == set(expected), on_disk ^ set(expected)
    rows = judge(sorted(expected))
    wrong = 0
    for name, state in sorted(expected.items()):
        row = rows[name]
        check_evidence(row, (HERE / "pages" / f"{name}.html").read_bytes())
        if row["page_state"] != state:
            wrong += 1
            print(f"{name}: {row['page_state']} {row['page_state_score']}, not {state}")
    print(f"{len(expected) - wrong} of {len(expected)} pages as labelled")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
