"""The peer: FastWARC + Resiliparse, WARC.gz in, JSONL with the main text out, one process.

Usage: peer_resiliparse.py CRAWL.warc.gz OUT.jsonl
Settings as in the peer's own documentation: encoding from the bytes, main content only, no
alt texts. Prints the number of pages.
"""
import json
import sys

from fastwarc.warc import ArchiveIterator, WarcRecordType
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding
from resiliparse.parse.html import HTMLTree


def main(path, out):
    pages = 0
    with open(path, "rb") as stream, open(out, "w", encoding="utf-8") as sink:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all"):
            if "html" not in (record.http_content_type or ""):
                continue
            body = record.reader.read()
            tree = HTMLTree.parse_from_bytes(body, detect_encoding(body, html5_compatible=True))
            text = extract_plain_text(tree, main_content=True, alt_texts=False, preserve_formatting=True)
            sink.write(json.dumps({"id": record.record_id, "url": record.headers.get("WARC-Target-URI"), "text": text}) + "\n")
            pages += 1
    print(pages)


if __name__ == "__main__":
    main(*sys.argv[1:])
