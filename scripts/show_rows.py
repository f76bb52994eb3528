"""Prints the rows of a corpus folder for people.  Usage: show_rows.py CORPUS_DIR [ROWS]"""
import glob
import gzip
import json
import sys
import textwrap


def rows(folder, part):
    for path in sorted(glob.glob(f"{folder}/{part}/**/*.jsonl.gz", recursive=True)):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def main(folder, limit=20):
    for number, row in enumerate(rows(folder, "documents")):
        if number == limit:
            print("...")
            break
        kept = sum(block["keep"] for block in row.get("blocks", []))
        print(f"\n{row['url']}\n  {row['title']}   [{row['language']}, {kept} of {len(row.get('blocks', []))} blocks kept]")
        text = row["text"]
        print(textwrap.indent(text[:400] + (" ..." if len(text) > 400 else ""), "  | "))
    for row in rows(folder, "removed"):
        print(f"\nremoved: {row['url']}  ({row['filter_reason']})")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
