#!/usr/bin/env python3
"""Writes a large crawl: the records of a small one again and again, with other URLs.

    bench/long/make_crawl.py build/bench/crawl.warc.gz build/long --bytes 10G

Each record stays a gzip member of its own. The compressed block is taken as it is and only the WARC
header before it is new, so this runs at the speed of the disk.
"""
import argparse
import pathlib
import re
import struct
import zlib

GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
FILE_BYTES = 1 << 30


def size(text):
    return int(float(text.rstrip("KMGT")) * 1024 ** (" KMGT".index(text[-1]) if text[-1] in "KMGT" else 0))


def members(path):
    """The records of a .warc.gz, each decompressed."""
    data = memoryview(path.read_bytes())
    begin = 0
    while begin < len(data):
        unzip, pieces, end = zlib.decompressobj(31), [], begin
        while not unzip.eof:
            piece = data[end:end + 65536]
            pieces.append(unzip.decompress(piece))
            end += len(piece)
        yield b"".join(pieces)
        begin = end - len(unzip.unused_data)


class Record:
    """A record whose block is compressed once for all."""

    def __init__(self, record):
        head, self.block = record.split(b"\r\n\r\n", 1)
        self.head = head + b"\r\n\r\n"
        zip_block = zlib.compressobj(6, zlib.DEFLATED, -15)
        self.packed = zip_block.compress(self.block) + zip_block.flush()

    def member(self, number):
        """As a gzip member, with a URL and an id that no other round has."""
        head = re.sub(rb"(WARC-Target-URI: https?://)", rb"\1r%d." % number, self.head)
        head = re.sub(rb"(WARC-Record-ID: <urn:uuid:)[0-9a-f]{8}", rb"\g<1>%08x" % number, head)
        zip_head = zlib.compressobj(1, zlib.DEFLATED, -15)
        packed = zip_head.compress(head) + zip_head.flush(zlib.Z_FULL_FLUSH)
        crc = zlib.crc32(self.block, zlib.crc32(head))
        return GZIP_HEADER + packed + self.packed + struct.pack(
            "<II", crc, (len(head) + len(self.block)) & 0xFFFFFFFF)


def make(source, folder, wanted):
    records = [Record(r) for r in members(source)]
    folder.mkdir(parents=True, exist_ok=True)
    written = number = files = 0
    while written < wanted:
        path = folder / f"{files:05}.warc.gz"
        with open(path, "wb") as out:
            while out.tell() < FILE_BYTES and written + out.tell() < wanted:
                number += 1
                for record in records:
                    out.write(record.member(number))
            written += out.tell()
        files += 1
    print(f"{written / 1e9:.1f} GB, {number * len(records):,} records in {files} files")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--bytes", type=size, default=size("10G"))
    args = parser.parse_args()
    make(args.source, args.folder, args.bytes)


if __name__ == "__main__":
    main()
