"""Pages with labels of our own (labels/pages.jsonl; how they were made: labels/README.md).

A line a page: source (an sdist on PyPI, or a set of the data folder), path in it (or record id), url, sha256 of the page, and passes:
what each reader found, as byte ranges of the page: main (main content) and doubtful. The pages themselves are their publishers' and are
fetched when needed; each must have its sha256.
"""
import hashlib
import json
import pathlib
import re
import tarfile
import urllib.parse
import urllib.request

import numpy as np

DOUBTFUL = .31  # share of main content in what readers called doubtful, on control pages with gold (labels/README.md)
INDEX = "https://pypi.org/simple/"


def fetch(name, folder):
    """The path of the sdist `name`, downloaded when it is not there."""
    path = folder / name
    if not path.exists():
        project = name.rsplit("-", 1)[0].replace("_", "-")
        index = urllib.parse.urljoin(INDEX, project.lower() + "/")
        with urllib.request.urlopen(index, timeout=60) as page:
            links = re.findall(r'href="([^"]+)"', page.read().decode())
        link = next(link for link in links if link.partition("#")[0].endswith("/" + name))
        with urllib.request.urlopen(urllib.parse.urljoin(index, link), timeout=600) as file:
            content = file.read()
        path.write_bytes(content)
    return path


def read_label_pages(labels, folder, sets):
    """Yields (row of labels, body). `folder` keeps downloads; `sets` gives {record id: body} of a set of the data folder."""
    rows = [json.loads(line) for line in pathlib.Path(labels).read_text(encoding="utf-8").splitlines()]
    for source in sorted({row["source"] for row in rows}):
        wanted = {row["path"]: row for row in rows if row["source"] == source}
        if source.endswith(".tar.gz"):
            with tarfile.open(fetch(source, folder)) as archive:
                bodies = {path: archive.extractfile(f"{source[:-7]}/{path}").read() for path in wanted}
        else:
            bodies = sets(source)
        for path, row in wanted.items():
            if hashlib.sha256(bodies[path]).hexdigest() != row["sha256"]:
                raise ValueError(f"{source}: {path} is not the page that was labelled")
            yield row, bodies[path]


def block_labels(row, ranges):
    """The label of each block, given [(begin, end)] of the blocks: mean over the passes."""
    labels = np.zeros(len(ranges), np.float32)
    for one_pass in row["passes"]:
        for key, value in (("main", 1.), ("doubtful", DOUBTFUL)):
            for begin, end in one_pass[key]:
                labels += [value * (begin <= b < e <= end) for b, e in ranges]
    return np.minimum(labels / len(row["passes"]), 1)
