#!/usr/bin/env python3
"""Writes a small crawl archive from the pages in examples/pages.  Standard library only.

Usage: make_crawl.py [OUTPUT.warc.gz]        (default: example.warc.gz)

The archive holds what a real crawl holds: a warcinfo record, a request and a response for each
page, bodies sent as they are, in chunks, compressed, or both, a redirect, a real 404 and a soft
one, an image, a DNS answer, a revisit, a metadata record, and a conversion record (the kind that
WET files are made of). One gzip member a record. The same bytes every time.
"""
import base64
import hashlib
import pathlib
import sys
import uuid
import zlib

PAGES = pathlib.Path(__file__).resolve().parent / "pages"
NAMESPACE = uuid.UUID("2c7d2a3e-8f0b-5d57-9d3c-6f4f0a1c7b11")
CRLF = b"\r\n"

# file, URL, HTTP Content-Type, minutes after the start of the crawl, codings of the body
CRAWL = [
    ("news_article.html", "https://gazette.news.example/transport/2026/04/ferry-line-returns",
     "text/html; charset=utf-8", 1, ("gzip", "chunked")),
    ("product_list.html", "https://tools.shop.example/planes/", "text/html", 2, ()),
    ("forum_thread.html", "https://forum.example/t/sourdough-collapses-when-i-score-it/8841",
     "text/html; charset=UTF-8", 3, ("chunked",)),
    ("documentation.html", "https://pelican.docs.example/4.2/guide/retries.html", "text/html", 4,
     ("gzip",)),
    ("german.html", "http://www.heimatverein-gruenhagen.example/stoerche.html", "text/html", 5, ()),
    ("chinese.html", "https://wanbao.news.example/a/20251108/2231.html",
     "text/html;charset=utf-8", 6, ("deflate",)),
    ("soft_404.html", "https://library.example/opening-hours-2019", "text/html; charset=utf-8", 7,
     ()),
]
# An image of one grey pixel.
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCB"
                         "d81ytgAAAABJRU5ErkJggg==")


def sha1(data):
    """A digest as WARC headers write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def gzip_member(data):
    """zlib writes the header itself: no time, so the same bytes every time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def stamp(minutes):
    return f"2026-05-04T09:{minutes:02d}:00Z"


def record(kind, name, block, content_type, date, **headers):
    """One WARC record, uncompressed. Its id follows from `kind` and `name` alone."""
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(NAMESPACE, kind + ' ' + name)}>",
        "WARC-Date": date,
    }
    fields.update({key.replace("_", "-"): value for key, value in headers.items()})
    fields["Content-Type"] = content_type
    fields["Content-Length"] = str(len(block))
    head = "WARC/1.1\r\n" + "".join(f"{key}: {value}\r\n" for key, value in fields.items())
    return head.encode() + CRLF + block + CRLF + CRLF


def chunked(body, size=1500):
    pieces = [body[i:i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


def http_message(body, content_type, status="200 OK", codings=(), headers=()):
    """An HTTP response as it went over the wire."""
    head = [f"HTTP/1.1 {status}", "Server: example"]
    if content_type:
        head.append(f"Content-Type: {content_type}")
    head += headers
    if "gzip" in codings:
        body = gzip_member(body)
        head.append("Content-Encoding: gzip")
    if "deflate" in codings:
        body = zlib.compress(body)
        head.append("Content-Encoding: deflate")
    if "chunked" in codings:
        body = chunked(body)
        head.append("Transfer-Encoding: chunked")
    else:
        head.append(f"Content-Length: {len(body)}")
    return "\r\n".join(head).encode() + CRLF + CRLF + body


def response(url, message, minutes, **headers):
    payload = message.partition(b"\r\n\r\n")[2]
    return record("response", url, message, "application/http; msgtype=response", stamp(minutes),
                  WARC_Target_URI=url, WARC_Payload_Digest=sha1(payload),
                  WARC_Block_Digest=sha1(message), **headers)


def request(url, minutes):
    host, _, path = url.partition("://")[2].partition("/")
    block = f"GET /{path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: example-crawler\r\n\r\n".encode()
    return record("request", url, block, "application/http; msgtype=request", stamp(minutes),
                  WARC_Target_URI=url)


def records():
    """The records of the crawl, in order."""
    info = b"software: make_crawl.py\r\nformat: WARC File Format 1.1\r\nrobots: classic\r\n"
    yield record("warcinfo", "info", info, "application/warc-fields", stamp(0),
                 WARC_Filename="example.warc.gz")
    yield record("response", "dns:gazette.news.example",
                 b"20260504090000\r\ngazette.news.example.\t3600\tIN\tA\t192.0.2.17\r\n",
                 "text/dns", stamp(0), WARC_Target_URI="dns:gazette.news.example")
    for file, url, content_type, minutes, codings in CRAWL:
        body = (PAGES / file).read_bytes()
        yield request(url, minutes)
        yield response(url, http_message(body, content_type, codings=codings), minutes)
    first = CRAWL[0][1]
    yield record("metadata", first, b"fetchTimeMs: 412\r\noutlink: /about L a/@href\r\n",
                 "application/warc-fields", stamp(1), WARC_Target_URI=first)

    moved = "http://gazette.news.example/transport/2026/04/ferry-line-returns"
    yield request(moved, 8)
    yield response(moved, http_message(b"", "", "301 Moved Permanently",
                                       headers=[f"Location: {first}"]), 8)
    gone = "https://forum.example/t/1"
    yield request(gone, 9)
    yield response(gone, http_message(b"<!doctype html><title>Not found</title><p>No such thread.",
                                      "text/html", "404 Not Found"), 9)
    pixel = "https://gazette.news.example/img/pixel.png"
    yield request(pixel, 10)
    yield response(pixel, http_message(PIXEL, "image/png"), 10)
    yield record("revisit", first + " again", b"HTTP/1.1 304 Not Modified\r\n\r\n",
                 "application/http; msgtype=response", stamp(11), WARC_Target_URI=first,
                 WARC_Profile="http://netpreserve.org/warc/1.1/revisit/identical-payload-digest")
    yield record("conversion", "flattened", (PAGES / "flattened.txt").read_bytes(), "text/plain",
                 stamp(12), WARC_Target_URI="https://tidings.news.example/2026/01/salt-marsh")


def main(arguments):
    if len(arguments) > 1 or arguments[:1] in (["-h"], ["--help"]):
        sys.exit(__doc__)
    path = pathlib.Path(arguments[0] if arguments else "example.warc.gz")
    with path.open("wb") as out:
        count = 0
        for count, data in enumerate(records(), 1):
            out.write(gzip_member(data))
    print(f"{path}: {count} records, {path.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
