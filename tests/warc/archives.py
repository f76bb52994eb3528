"""Builds small archives whose content is known, in every form that crawls come in.

Standard library and libzstd. The frames of the form "zstd" hold raw blocks: what stands in the archive shows through.
"""
import base64
import ctypes
import ctypes.util
import hashlib
import random
import struct
import zlib


class Record:
    """One record: its identity, its block, its bytes as WARC."""

    def __init__(self, number, block, kind="response", content_type="application/http; msgtype=response",
                 digest=True, version="1.0"):
        self.id = f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>"
        # No two differ in a single bit.
        self.uri = "https://example.org/" + hashlib.sha1(bytes([number])).hexdigest()[:12]
        self.block = block
        fields = [("WARC-Type", kind), ("WARC-Record-ID", self.id), ("WARC-Date", "2026-11-23T05:51:00Z"),
                  ("WARC-Target-URI", self.uri)]
        if digest:
            fields.append(("WARC-Block-Digest", "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode()))
        fields += [("Content-Type", content_type), ("Content-Length", str(len(block)))]
        self.fields = fields
        self.version = version
        self.sha1 = hashlib.sha1(block).hexdigest()

    def bytes(self, length=None):
        """The record; with `length` in place of the right Content-Length (None: right, "": absent)."""
        lines = [f"WARC/{self.version}"]
        for name, value in self.fields:
            if name == "Content-Length" and length is not None:
                if length == "":
                    continue
                value = str(length)
            lines.append(f"{name}: {value}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + self.block + b"\r\n\r\n"


    def arc(self, length=None):
        """The record as ARC 1; the URL stands for its identity."""
        length = len(self.block) if length in (None, "") else length
        media = "text/html" if self.block.startswith(b"HTTP/") else "text/plain"
        return f"{self.uri} 192.0.2.1 20261123055100 {media} {length}\n".encode() + self.block + b"\n"


ARC_HEAD = (b"filedesc://test.arc 0.0.0.0 20261123055100 text/plain 76\n1 0 Alexa Internet\n"
            b"URL IP-address Archive-date Content-type Archive-length\n\n")


def http(body, headers=()):
    lines = ["HTTP/1.1 200 OK", "Content-Type: text/html"] + [f"{n}: {v}" for n, v in headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def random_text(random, size):
    words = ("archive", "of", "pages", "the", "lines\r\n", "blank\r\n\r\n", "<p>", "</p>\n", "\u00e9t\u00e9", "zero", "WARC", "0")
    out = []
    while sum(map(len, out)) < size:
        out.append(random.choice(words) + " ")
    return "".join(out).encode()


def make_records(random, count, digest=True):
    """Records of all kinds; every fifth holds something that could mislead a reader."""
    records = []
    for number in range(count):
        block = http(random_text(random, random.randrange(0, 3000)))
        trap = number % 5
        if trap == 1:
            block = http(zlib.compress(random_text(random, 500), wbits=31), [("Content-Encoding", "gzip")])
        elif trap == 2:
            block = random.randbytes(random.randrange(0, 2000))
        elif trap == 3 and number % 2:
            block = b""
        kind = ("response", "request", "resource", "metadata", "conversion")[trap]
        content_type = "application/http; msgtype=response" if block.startswith(b"HTTP/") else "text/plain"
        records.append(Record(number, block, kind, content_type, digest, random.choice(["0.18", "1.0", "1.1"])))
    return records


def gzip_member(data, level=6):
    packer = zlib.compressobj(level, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


PRIMES = (11400714785074694791, 14029467366897019727, 1609587929392839161, 9650029242287828579, 2870177450012600261)
MASK = (1 << 64) - 1


def xxh64(data):
    """https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md, seed 0: the checksum of zstd frames."""
    p1, p2, p3, p4, p5 = PRIMES

    def rotate(x, r):
        return ((x << r) | (x >> (64 - r))) & MASK

    def step(lane, word):
        return rotate((lane + word * p2) & MASK, 31) * p1 & MASK

    at = 0
    if len(data) >= 32:
        lanes = [(p1 + p2) & MASK, p2, 0, -p1 & MASK]
        while at + 32 <= len(data):
            for i, word in enumerate(struct.unpack_from("<4Q", data, at)):
                lanes[i] = step(lanes[i], word)
            at += 32
        acc = sum(rotate(lane, r) for lane, r in zip(lanes, (1, 7, 12, 18))) & MASK
        for lane in lanes:
            acc = ((acc ^ step(0, lane)) * p1 + p4) & MASK
    else:
        acc = p5
    acc = (acc + len(data)) & MASK
    while at + 8 <= len(data):
        acc = (rotate(acc ^ step(0, struct.unpack_from("<Q", data, at)[0]), 27) * p1 + p4) & MASK
        at += 8
    if at + 4 <= len(data):
        acc = (rotate(acc ^ (struct.unpack_from("<I", data, at)[0] * p1 & MASK), 23) * p2 + p3) & MASK
        at += 4
    while at < len(data):
        acc = rotate(acc ^ (data[at] * p5 & MASK), 11) * p1 & MASK
        at += 1
    for shift, prime in ((33, p2), (29, p3), (32, 1)):
        acc = (acc ^ (acc >> shift)) * prime & MASK
    return acc


def zstd_frame(data):
    """A frame of raw blocks with content size and checksum: RFC 8878, section 3.1.1."""
    out = [struct.pack("<IBQ", 0xFD2FB528, 0b11100100, len(data))]  # single segment, 8-byte size, checksum
    blocks = [data[i:i + 65536] for i in range(0, len(data), 65536)] or [b""]
    for i, block in enumerate(blocks):
        last = i + 1 == len(blocks)
        out.append(struct.pack("<I", len(block) << 3 | last)[:3] + block)
    out.append(struct.pack("<I", xxh64(data) & 0xFFFFFFFF))
    return b"".join(out)


class Libzstd:
    """Frames as other tools write them, by the library that tamis is built with."""
    CHECKSUM = 201  # ZSTD_c_checksumFlag

    def __init__(self):
        name = ctypes.util.find_library("zstd") or "libzstd.so.1"
        self.lib = lib = ctypes.CDLL(name)
        for function in ("ZSTD_compressBound", "ZSTD_compress2", "ZSTD_CCtx_setParameter", "ZSTD_CCtx_loadDictionary",
                         "ZDICT_trainFromBuffer"):
            getattr(lib, function).restype = ctypes.c_size_t
        lib.ZSTD_createCCtx.restype = ctypes.c_void_p
        samples = [Record(i, random_text(random.Random(i), 900)).bytes() for i in range(200)]
        sizes = (ctypes.c_size_t * len(samples))(*map(len, samples))
        out = ctypes.create_string_buffer(4096)
        size = lib.ZDICT_trainFromBuffer(out, ctypes.c_size_t(4096), b"".join(samples), sizes, len(samples))
        assert size <= 4096, "no dictionary could be trained"
        self.dictionary = out.raw[:size]

    def frame(self, data, dictionary=b""):
        lib = self.lib
        context = ctypes.c_void_p(lib.ZSTD_createCCtx())
        lib.ZSTD_CCtx_setParameter(context, self.CHECKSUM, 1)
        lib.ZSTD_CCtx_loadDictionary(context, dictionary, ctypes.c_size_t(len(dictionary)))
        room = lib.ZSTD_compressBound(ctypes.c_size_t(len(data)))
        out = ctypes.create_string_buffer(room)
        size = lib.ZSTD_compress2(context, out, ctypes.c_size_t(room), data, ctypes.c_size_t(len(data)))
        lib.ZSTD_freeCCtx(context)
        assert size <= room
        return out.raw[:size]

    def dictionary_frame(self):
        return struct.pack("<II", 0x184D2A5D, len(self.dictionary)) + self.dictionary


LIBZSTD = Libzstd()


class Form:
    """How records become a file: as bytes each, as units that stand or fall together, as a whole."""

    def __init__(self, unit=bytes, whole=None, arc=False, checked=True, head=b""):
        self.head = head        # of the file, before all records
        self.unit = unit        # the bytes of one record -> what stands in the file
        self.whole = whole      # all of it -> the file
        self.arc = arc
        self.checked = checked  # a unit that is damaged is known to be


FORMS = {
    "plain": Form(checked=False),
    "gzip": Form(gzip_member),
    "gzip-stored": Form(lambda data: gzip_member(data, 0)),
    "zstd": Form(zstd_frame),
    "zstd-packed": Form(LIBZSTD.frame),
    "zstd-dictionary": Form(lambda data: LIBZSTD.frame(data, LIBZSTD.dictionary), head=LIBZSTD.dictionary_frame()),
    "gzip-whole": Form(whole=gzip_member, checked=False),
    "zstd-whole": Form(whole=zstd_frame, checked=False),
    "arc": Form(arc=True, checked=False),
    "arc-gzip": Form(gzip_member, arc=True),
}
