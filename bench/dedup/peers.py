#!/usr/bin/env python3
"""Other tools on the rows of known_truth.py, each in a process of its own, so that its CPU time is
that of the whole job: starting, reading the rows, deciding, writing what it writes.

    peers.py NAME rows.jsonl THRESHOLD OUT.json

OUT.json: {id: id of the row that stays for it}; a row that stays names itself. Exit code 3: the tool
is not installed (requirements.txt).

rensa and datasketch are libraries without a command: the usual loop over the rows is written here
(query, check the estimate, else insert), with shingles from Python. text-dedup and DataTrove are
run as their authors run them, with their own words, files and clusters, on one process.
"""
import gzip
import json
import os
import pathlib
import pickle
import subprocess
import sys
import tempfile

from rows import read_lines, shingles


def first_alike(path, threshold, insert, query):
    """The loop of both libraries. query(): the estimates of the rows inserted so far, by id."""
    stays = {}
    for row in read_lines(path):
        sketch, near = query([" ".join(s) for s in shingles(row["text"])])
        near = {other: estimate for other, estimate in near if estimate >= threshold}
        if near:
            stays[row["id"]] = max(near, key=near.get)
        else:
            insert(row["id"], sketch)
            stays[row["id"]] = row["id"]
    return stays


def datasketch(path, threshold, _):
    from datasketch import MinHash, MinHashLSH
    index, sketches = MinHashLSH(threshold=threshold, num_perm=128), {}

    def query(words):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([word.encode() for word in words])
        return sketch, [(other, sketches[other].jaccard(sketch)) for other in index.query(sketch)]

    def insert(name, sketch):
        index.insert(name, sketch)
        sketches[name] = sketch

    return first_alike(path, threshold, insert, query)


def rensa(path, threshold, _):
    from rensa import RMinHash, RMinHashLSH
    index, names, sketches = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=16), [], []

    def query(words):
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(words)
        return sketch, [(names[i], sketches[i].jaccard(sketch)) for i in index.query(sketch)]

    def insert(name, sketch):
        index.insert(len(names), sketch)
        names.append(name)
        sketches.append(sketch)

    return first_alike(path, threshold, insert, query)


def of_clusters(cluster_of, kept):
    """By the row of its cluster that stays. `cluster_of`: of the rows that are in one."""
    keeper = {cluster_of[name]: name for name in kept if name in cluster_of}
    stays = {name: keeper[cluster] for name, cluster in cluster_of.items()}
    stays.update((name, name) for name in kept)
    return stays


def text_dedup(path, threshold, folder):
    import datasets
    import text_dedup.minhash  # not for its names: the command below is what needs it
    out = folder / "out"
    command = [sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--data_files", path,
               "--split", "train", "--cache_dir", folder / "cache", "--output", out, "--column",
               "text", "--idx_column", "id", "--num_proc", "1", "--threshold", str(threshold),
               "--debug"]  # writes its clusters
    subprocess.run(command, check=True)
    clusters = pickle.loads((out / "uf.pkl").read_bytes())
    return of_clusters({name: clusters.find(name) for name in list(clusters.parent)},
                       datasets.load_from_disk(str(out))["id"])


def datatrove(path, folder, bands, rows):
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import (MinhashDedupBuckets, MinhashDedupCluster,
                                          MinhashDedupFilter, MinhashDedupSignature)
    from datatrove.pipeline.dedup.minhash import MinhashConfig
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    def read():
        return JsonlReader(os.path.dirname(path), glob_pattern=os.path.basename(path))

    def run(*steps, tasks=1):
        LocalPipelineExecutor(pipeline=list(steps), tasks=tasks, workers=1,
                              logging_dir=f"{folder}/logs-{steps[-1].name[-1]}").run()

    config = MinhashConfig(n_grams=5, num_buckets=bands, hashes_per_bucket=rows)
    sig, buckets, remove = (f"{folder}/{name}" for name in ("sig", "buckets", "remove"))
    run(read(), MinhashDedupSignature(sig, config=config, language="eng"))
    run(MinhashDedupBuckets(sig, buckets, config=config), tasks=bands)
    run(MinhashDedupCluster(buckets, remove, config=config, save_cluster_id=True))
    run(read(), MinhashDedupFilter(remove, JsonlWriter(f"{folder}/gone"), load_cluster_ids=True),
        JsonlWriter(f"{folder}/kept"))

    def written(name):
        for file in sorted((folder / name).rglob("*.jsonl.gz")):
            with gzip.open(file, "rt", encoding="utf-8") as rows:
                yield from map(json.loads, rows)

    kept = {row["id"]: row["metadata"]["minhash_cluster_id"] for row in written("kept")}
    gone = {row["id"]: row["metadata"]["minhash_cluster_id"] for row in written("gone")}
    return of_clusters({**gone, **{name: c for name, c in kept.items() if c >= 0}}, kept)


PEERS = {
    "rensa": rensa,
    "datasketch": datasketch,
    "text-dedup": text_dedup,
    "text-dedup-0.7": lambda path, _, folder: text_dedup(path, 0.7, folder),  # its default
    "datatrove-14x8": lambda path, _, folder: datatrove(path, folder, 14, 8),  # that of FineWeb
    "datatrove-21x6": lambda path, _, folder: datatrove(path, folder, 21, 6),  # finds more at 0.8
}


def main():
    name, path, threshold, out = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="tamis-peer-") as folder:
        try:
            stays = PEERS[name](os.path.abspath(path), float(threshold), pathlib.Path(folder))
        except ImportError as error:
            print(error, file=sys.stderr)
            sys.exit(3)
    pathlib.Path(out).write_text(json.dumps(stays), encoding="utf-8")


if __name__ == "__main__":
    main()
