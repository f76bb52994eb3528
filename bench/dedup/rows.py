"""Rows on disk and their shingles, as the scripts of this folder share them."""
import json
import re

WORD = re.compile(r"\w+")
SHINGLE = 5


def read_lines(path):
    with open(path, encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def write_rows(rows, path):
    with open(path, "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def shingles(text):
    words = WORD.findall(text.lower())
    if len(words) <= SHINGLE:
        return {tuple(words)}
    return set(zip(*(words[i:] for i in range(SHINGLE))))
