"""The peer: FastWARC, every record with its payload read.  Usage: peer_read.py CRAWL"""
import sys

from fastwarc.warc import ArchiveIterator


def main(path):
    records = size = 0
    with open(path, "rb") as stream:
        for record in ArchiveIterator(stream, parse_http=False):
            size += len(record.reader.read())
            records += 1
    print(records, size)


if __name__ == "__main__":
    main(*sys.argv[1:])
