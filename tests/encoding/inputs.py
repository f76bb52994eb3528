"""The byte sequences of the decoder tests: complete where that is possible, else both edges of
every range and random streams with a fixed seed."""
import itertools
import random

ESCAPES = [b"\x1b(B", b"\x1b(J", b"\x1b(I", b"\x1b$@", b"\x1b$B"]


def every_byte():
    for byte in range(256):
        yield bytes([byte])
        yield bytes([byte, 0x7A])


def every_pair():
    for pair in itertools.product(range(256), repeat=2):
        yield bytes(pair)
        yield bytes(pair) + b"z"


def euc_jp_triples():
    for pair in itertools.product(range(256), repeat=2):
        yield b"\x8f" + bytes(pair)
        yield b"\x8f" + bytes(pair) + b"z"


def gb18030_fours(ranges):
    """Both sides of each range's start, the edges of each position, and cut-off sequences."""
    def sequence(pointer):
        pointer, last = divmod(pointer, 10)
        pointer, third = divmod(pointer, 126)
        first, second = divmod(pointer, 10)
        return bytes([first + 0x81, second + 0x30, third + 0x81, last + 0x30])

    limit = 126 * 10 * 126 * 10
    pointers = {p + d for p in [*ranges, 0, 7457, 39419, 189000, 1237575, limit - 1] for d in (-2, -1, 0, 1, 2)}
    pointers |= set(range(0, limit, 997))
    for pointer in sorted(p for p in pointers if 0 <= p < limit):
        yield sequence(pointer)
    edges = [0x00, 0x2F, 0x30, 0x39, 0x3A, 0x41, 0x7F, 0x80, 0x81, 0xFE, 0xFF]
    for length in (2, 3, 4):
        for four in itertools.product(edges, repeat=length):
            yield bytes(four)
            yield bytes(four) + b"z"


def iso_2022_jp():
    for escape in [b"", *ESCAPES]:
        for byte in range(256):
            yield escape + bytes([byte])
            yield escape + b"!" + bytes([byte]) + b"z"
        for pair in itertools.product(ESCAPES, repeat=2):
            yield escape + b"".join(pair) + b"!!"
            yield escape + b"!".join(pair) + b"!!"
    for pair in itertools.product(range(256), repeat=2):
        yield b"\x1b$B" + bytes(pair) + b"!\x1b(Bz"
        yield b"\x1b" + bytes(pair) + b"!!"
        yield b"\x1b$" + bytes(pair) + b"!!"


def random_streams(seed, alphabet, count=4000, longest=24):
    draw = random.Random(seed)
    for _ in range(count):
        yield b"".join(draw.choices(alphabet, k=draw.randrange(longest)))


def inputs_of(name, ranges=()):
    any_byte = [bytes([b]) for b in range(256)]
    yield b""
    yield from random_streams(1, any_byte)
    yield from random_streams(2, any_byte + [b"a"] * 100)
    if name in ("GBK", "gb18030", "Big5", "EUC-JP", "Shift_JIS", "EUC-KR"):
        yield from every_pair()
        yield from random_streams(3, [bytes([b]) for b in range(0x80, 0x100)] + [b"0", b"9", b"@", b"\x7f"])
        if name == "EUC-JP":
            yield from euc_jp_triples()
        if name == "gb18030":
            yield from gb18030_fours(ranges)
    elif name == "ISO-2022-JP":
        yield from iso_2022_jp()
        yield from random_streams(4, ESCAPES * 4 + [b"\x1b", b"(", b"$", b"!", b"0", b"~", b"\\", b"\n", b"\x0e", b"\x80"])
    elif name.startswith("UTF-16"):
        yield from every_pair()
        units = [b"\xd8\x00", b"\xdb\xff", b"\xdc\x00", b"\xdf\xff", b"\x00\x41", b"\xff\xfd", b"\x41", b"\x00"]
        yield from random_streams(5, units + [u[::-1] for u in units], longest=8)
    elif name == "UTF-8":
        edges = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEE,
                 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF]
        for four in itertools.product(edges, repeat=4):
            yield bytes(four)
        yield from random_streams(6, ["é".encode(), "中".encode(), "😀".encode(), b"a", b"\x80", b"\xe2"], longest=90)
    else:
        yield from every_byte()
