"""Bytes to tree by a parser for Python.  Usage: peer.py selectolax|lxml PAGES

Prints "pages bytes CPU-seconds". PAGES as bench/parse/parse_bench.cc writes them.
"""
import struct
import sys
import time


def pages(path):
    with open(path, "rb") as file:
        data = file.read()
    found, at = [], 0
    while at < len(data):
        size, = struct.unpack_from("<I", data, at)
        found.append(data[at + 4:at + 4 + size])
        at += 4 + size
    return found


def main(name, path):
    if name == "selectolax":
        from selectolax.lexbor import LexborHTMLParser as parse
    else:
        from lxml import etree
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)

        def parse(page):
            return etree.fromstring(page, parser)
    inputs = pages(path)
    begin = time.process_time()
    for page in inputs:
        parse(page)
    print(len(inputs), sum(map(len, inputs)), time.process_time() - begin)


if __name__ == "__main__":
    main(*sys.argv[1:])
