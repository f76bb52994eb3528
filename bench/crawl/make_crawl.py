"""Makes the crawl that benches measure: a .warc.gz as Common Crawl writes it.

Usage: make_crawl.py OUT.warc.gz [--plain] (--synthetic PAGES | WARC_OR_WARC.ZST...)
Takes the pages of the response records of undamaged, uncompressed (or .zst, through the zstd
command) WARC files, or makes pages (synthetic.py), and writes for each a request, a response and a
metadata record, one gzip member a record, as crawlers do. Bodies come as servers send them: of 16
pages 8 as they are, 5 gzip, 1 br, 1 zstd, 1 deflate, by the digest of the URL; of those as they
are, every second in chunks. (None is both compressed and in chunks: the peer loses its place after
those.) Without the modules brotli and zstandard, and in synthetic crawls, gzip stands for br and
zstd. --plain leaves all as they are, with the response records only. The same bytes every time.
"""
import argparse
import base64
import hashlib
import pathlib
import subprocess
import uuid
import zlib

import synthetic

CODINGS = ["gzip"] * 5 + ["br", "zstd", "deflate"] + [None] * 8
NAMESPACE = uuid.UUID("0a0d1d51-8e0f-4b5f-8a6c-5f6c2d9e7b10")
DATE = "2026-01-01T00:00:00Z"
CHUNK = 8192


def records(data):
    """Splits a WARC into (header fields, block)."""
    at = 0
    while at < len(data):
        head_end = data.index(b"\r\n\r\n", at)
        fields = {}
        for line in data[at:head_end].split(b"\r\n")[1:]:
            name, _, value = line.partition(b":")
            fields[name.decode().lower()] = value.strip().decode()
        begin = head_end + 4
        end = begin + int(fields["content-length"])
        yield fields, data[begin:end]
        at = end + 4


def read(path):
    if path.endswith(".zst"):
        return subprocess.run(["zstd", "-dcq", path], check=True, stdout=subprocess.PIPE).stdout
    return pathlib.Path(path).read_bytes()


def pages(sources):
    """(URL, record id, header lines of the response, body)"""
    for source in sources:
        for fields, block in records(read(source)):
            if fields.get("warc-type") != "response":
                continue
            head, _, body = block.partition(b"\r\n\r\n")
            lines = [line for line in head.decode("latin-1").split("\r\n")
                     if not line.lower().startswith(("content-length:", "content-encoding:", "transfer-encoding:"))]
            yield fields["warc-target-uri"], fields["warc-record-id"], lines, body


def made_pages(count):
    for url, body in synthetic.pages(count):
        yield url, record_id("response", url), ["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8"], body


def member(data):
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def compress(body, coding):
    """The body, and the coding that it came out in."""
    if coding == "deflate":
        return zlib.compress(body, 6), coding
    try:
        if coding == "br":
            import brotli
            return brotli.compress(body, quality=5), coding
        if coding == "zstd":
            import zstandard
            return zstandard.ZstdCompressor(level=3).compress(body), coding
    except ImportError:
        pass
    return member(body), "gzip"


def chunked(body):
    pieces = [body[i:i + CHUNK] for i in range(0, len(body), CHUNK)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def http_message(url, lines, body, codings):
    choice = hashlib.sha1(url.encode()).digest()
    coding = codings[choice[0] % len(codings)]
    lines = list(lines)
    if coding is not None:
        body, coding = compress(body, coding)
        lines.append(f"Content-Encoding: {coding}")
    if coding is None and choice[1] % 2 and codings != [None]:
        body = chunked(body)
        lines.append("Transfer-Encoding: chunked")
    else:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def record_id(kind, url):
    return f"<urn:uuid:{uuid.uuid5(NAMESPACE, kind + ' ' + url)}>"


def record(kind, url, identity, content_type, block):
    digest = base64.b32encode(hashlib.sha1(block.partition(b"\r\n\r\n")[2]).digest()).decode()
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: {DATE}\r\nWARC-Record-ID: {identity}\r\nContent-Length: {len(block)}\r\n"
            f"Content-Type: {content_type}\r\n")
    if url:
        head += f"WARC-Target-URI: {url}\r\nWARC-Payload-Digest: sha1:{digest}\r\n"
    return member(head.encode() + b"\r\n" + block + b"\r\n\r\n")


def request(url):
    host, _, path = url.partition("://")[2].partition("/")
    return f"GET /{path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: bench\r\nAccept: text/html\r\nAccept-Encoding: br,zstd,gzip\r\n\r\n".encode()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--synthetic", type=int, metavar="PAGES")
    parser.add_argument("--plain", action="store_true")
    args = parser.parse_args()
    if not args.sources and not args.synthetic:
        parser.error("name WARC files, or --synthetic PAGES")
    codings = [None] if args.plain else CODINGS
    if args.synthetic:
        codings = ["gzip" if coding in ("br", "zstd") else coding for coding in codings]
    part = args.out.with_name(args.out.name + ".part")
    with open(part, "wb") as sink:
        sink.write(record("warcinfo", "", record_id("warcinfo", "crawl"), "application/warc-fields", b"software: bench\r\n"))
        for url, identity, lines, body in made_pages(args.synthetic) if args.synthetic else pages(args.sources):
            if not args.plain:
                sink.write(record("request", url, record_id("request", url), "application/http; msgtype=request", request(url)))
            sink.write(record("response", url, identity, "application/http; msgtype=response", http_message(url, lines, body, codings)))
            if not args.plain:
                sink.write(record("metadata", url, record_id("metadata", url), "application/warc-fields", b"fetchTimeMs: 210\r\n"))
    part.rename(args.out)


if __name__ == "__main__":
    main()
