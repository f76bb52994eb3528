"""The peer: trafilatura, fast, main text only, on every STEPth page.

Usage: peer_trafilatura.py CRAWL STEP      prints pages and CPU seconds of extraction alone
"""
import sys
import time

import trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecordType


def main(path, step):
    bodies = []
    with open(path, "rb") as stream:
        for number, record in enumerate(ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all")):
            body = record.reader.read()  # all: the reader loses its place after a body in chunks that was not read
            if number % int(step) == 0:
                bodies.append(body)
    trafilatura.extract(bodies[0], fast=True)  # what is loaded on first use
    begin = time.process_time()
    for body in bodies:
        trafilatura.extract(body, fast=True)
    print(len(bodies), time.process_time() - begin)


if __name__ == "__main__":
    main(*sys.argv[1:])
