"""Every decoder against independent ones, on the sequences of inputs.py:

1. reference_decoders.py, the standard's text in Python. No difference is accepted. Needs the index
   files of the standard in ../shared/data/encoding (TAMIS_SHARED names another ../shared).
2. PEERS: Node's TextDecoder (ICU), where Node is installed, or Python's codecs. Where they differ
   from the standard, the table says on which bytes and why; the standard wins. A peer of another
   design of errors is compared on whether there is an error, and on the text when there is none.
"""
import itertools
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys

import inputs
import reference_decoders

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARED = pathlib.Path(os.environ.get("TAMIS_SHARED", ROOT.parent / "shared"))
DATA = SHARED / "data" / "encoding"
TOOL = pathlib.Path(os.environ.get("TAMIS_BUILD_DIR", ROOT / "build/dev")) / "encoding_tool"

MARKS = {"UTF-8": b"\xef\xbb\xbf", "UTF-16LE": b"\xff\xfe", "UTF-16BE": b"\xfe\xff"}


def names():
    source = (ROOT / "src/encoding/labels_table.cc").read_text()
    found = re.findall(r'^    "([^"]+)",$', source, re.MULTILINE)
    assert len(found) == 40, found
    return found


def run(command, records):
    data = b"".join(struct.pack("<I", len(r)) + r for r in records)
    out = subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout
    texts, i = [], 0
    while i < len(out):
        (size,) = struct.unpack_from("<I", out, i)
        texts.append(out[i + 4:i + 4 + size].decode("utf-8"))
        i += 4 + size
    assert len(texts) == len(records), (len(texts), len(records))
    return texts


def reference_texts(name, records):
    if name == "UTF-8":
        return [r.removeprefix(MARKS[name]).decode("utf-8", errors="replace") for r in records]
    decoder = reference_decoders.make(name, DATA)
    return [decoder.decode(r.removeprefix(MARKS.get(name, b""))) for r in records]


# Bytes on which the peer departs from the standard, and why.
BIG5_HKSCS_2001 = ("a145", "a14e", "a1c2", "a1e3", "a1f2", "a1f3", "a241", "a242", "a244", "a246", "a247")
PEERS = {
    "IBM866": ("node", b"\x1a\x1c\x7f", "ICU swaps these controls as DOS did"),
    "ISO-8859-16": ("iso8859_16", b"", "Node does not know it"),
    "KOI8-U": ("node", b"\xae\xbe", "the standard has the Belarusian letter of KOI8-RU here"),
    "windows-874": ("node", b"\xdb\xdc\xdd\xde\xfc\xfd\xfe\xff", "ICU maps unassigned bytes to private use"),
    "windows-1252": ("cp1252", b"\x81\x8d\x8f\x90\x9d", "Python has no C1 controls; Node 20 decodes as Latin-1"),
    "windows-1253": ("node", b"\xaa", "ICU maps an unassigned byte"),
    "windows-1255": ("node", b"\xca", "U+05BA is not in ICU's table"),
    "GBK": ("node:gb18030", b"", "decoded as gb18030, as the standard says; ICU's GBK is older"),
    "EUC-KR": ("cp949", b"", "ICU's EUC-KR lacks the extended syllables"),
    "Shift_JIS": ("cp932", b"\xa0\xfd\xfe\xff", "Python maps unassigned bytes to private use"),
    "Big5": ("big5hkscs", b"", "Python has HKSCS-2004: 11 pairs mapped as before Windows, 192 unknown"),
    "EUC-JP": ("node", b"\x8f\xf3", "well-formed sequences; ICU has 21 more code points in row 8F F3"),
    "ISO-2022-JP": ("node", b"", "well-formed sequences; ICU reports errors otherwise"),
}


def all_pairs(first, last):
    return [bytes(p) for p in itertools.product(range(first, last + 1), repeat=2)]


# What is compared where errors are of another design: every pair, or every well-formed sequence.
PEER_INPUTS = {
    "EUC-KR": lambda: all_pairs(0, 255),
    "Shift_JIS": lambda: all_pairs(0, 255),
    "Big5": lambda: all_pairs(0, 255),
    "ISO-8859-16": lambda: [bytes([b]) for b in range(256)],
    "windows-1252": lambda: [bytes([b]) for b in range(256)],
    "EUC-JP": lambda: (all_pairs(0xA1, 0xFE) + [b"\x8e" + bytes([b]) for b in range(0xA1, 0xE0)] +
                       [b"\x8f" + pair for pair in all_pairs(0xA1, 0xFE)]),
    "ISO-2022-JP": lambda: [b"\x1b$B" + pair + b"\x1b(Bz" for pair in all_pairs(0x21, 0x7E)],
}


def codec_texts(codec, records):
    """U+FFFD for what the codec refuses."""
    texts = []
    for record in records:
        try:
            texts.append(record.decode(codec))
        except UnicodeDecodeError:
            texts.append("\ufffd")
    return texts


def explained(name, record, theirs):
    if name == "Big5":
        return record.hex() in BIG5_HKSCS_2001 or theirs == "\ufffd"
    special = PEERS[name][1] if name in PEERS else b""
    if name == "EUC-JP":
        return record.startswith(special)
    return any(byte in special for byte in record)


def report(name, other, count, different, bad, note):
    print(f"{name}: {count} sequences, {len(different)} differ from {other}, {len(bad)} unexplained {note}")
    for record, mine, yours in bad[:5]:
        print(f"  {record.hex(' ')}: ours {ascii(mine)}, {other} {ascii(yours)}")
    return len(bad)


def compare_with_standard(name, records):
    ours = run([str(TOOL), "decode", "csiso2022kr" if name == "replacement" else name], records)
    theirs = reference_texts(name, records)
    different = [(r, a, b) for r, a, b in zip(records, ours, theirs) if a != b]
    return report(name, "the standard's text", len(records), different, different, "")


def compare_with_peer(name, records):
    peer, _, reason = PEERS.get(name, ("node", b"", ""))
    records = PEER_INPUTS[name]() if name in PEER_INPUTS else records
    ours = run([str(TOOL), "decode", name], records)
    if peer.startswith("node"):
        theirs = run(["node", str(HERE / "node_decode.js"), peer.partition(":")[2] or name], records)
    else:
        theirs = codec_texts(peer, records)
        ours = ["\ufffd" if "\ufffd" in text else text for text in ours]
    different = [(r, a, b) for r, a, b in zip(records, ours, theirs) if a != b]
    bad = [d for d in different if not explained(name, d[0], d[2])]
    if name == "Big5" and len(different) != 11 + 192:
        bad = different
    return report(name, peer, len(records), different, bad, f"({reason})" if different else "")


# Of Node: older ones have gb18030 of 2005, the standard that of 2022.
MIN_ICU = 78


def node_is_new_enough():
    if shutil.which("node") is None:
        return False
    icu = subprocess.run(["node", "-p", "process.versions.icu"], capture_output=True, text=True).stdout
    return icu.split(".")[0].strip().isdigit() and int(icu.split(".")[0]) >= MIN_ICU


def main():
    have_data, have_node = DATA.is_dir(), node_is_new_enough()
    if not have_data:
        print(f"no {DATA}: not compared with the standard's text")
    if not have_node:
        print(f"no node with ICU {MIN_ICU}: compared with Python's codecs alone")
    ranges = reference_decoders.read_index(DATA, "gb18030-ranges") if have_data else ()
    bad = 0
    for name in names():
        records = list(inputs.inputs_of(name, ranges))
        if have_data:
            bad += compare_with_standard(name, records)
        if name in ("replacement", "x-user-defined"):
            continue
        if have_node or not PEERS.get(name, ("node",))[0].startswith("node"):
            bad += compare_with_peer(name, records)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
