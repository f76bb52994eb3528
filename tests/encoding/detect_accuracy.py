"""How often a page without any declaration is read right.

Usage: detect_accuracy.py MODELS_DIR ENCODING_TOOL [--floors]

MODELS_DIR holds the crates lingua-LANGUAGE-language-model (as for tools/gen/encoding_models.py, which
does not read their sentences). For each language and legacy encoding: 200 small HTML pages of about
50, 200 and 1000 characters, of sentences that the encoding can write. Right means that the decoded
text is the text. Prints a row an encoding, and what was guessed where it was wrong.
"""
import collections
import html
import pathlib
import random
import struct
import subprocess
import sys
import unicodedata

try:
    import opencc  # turns the simplified sentences into traditional ones, for Big5
except ImportError:
    opencc = None

CASES = [
    ("windows-1252", "cp1252", "german french spanish portuguese italian dutch swedish danish bokmal finnish icelandic catalan albanian"),
    ("ISO-8859-15", "iso8859_15", "french finnish german"),
    ("windows-1250", "cp1250", "polish czech slovak hungarian romanian croatian slovene"),
    ("ISO-8859-2", "iso8859_2", "polish czech slovak hungarian romanian croatian slovene"),
    ("windows-1251", "cp1251", "russian ukrainian bulgarian serbian macedonian belarusian"),
    ("KOI8-R", "koi8_r", "russian"),
    ("KOI8-U", "koi8_u", "ukrainian"),
    ("ISO-8859-5", "iso8859_5", "russian bulgarian serbian macedonian"),
    ("IBM866", "cp866", "russian"),
    ("windows-1253", "cp1253", "greek"),
    ("ISO-8859-7", "iso8859_7", "greek"),
    ("windows-1254", "cp1254", "turkish"),
    ("windows-1255", "cp1255", "hebrew"),
    ("windows-1256", "cp1256", "arabic persian urdu"),
    ("ISO-8859-6", "iso8859_6", "arabic"),
    ("windows-1257", "cp1257", "estonian latvian lithuanian"),
    ("ISO-8859-13", "iso8859_13", "latvian lithuanian"),
    ("windows-1258", "cp1258", "vietnamese"),
    ("windows-874", "cp874", "thai"),
    ("GBK", "gbk", "chinese"),
    ("Big5", "big5", "chinese-hant"),
    ("Shift_JIS", "cp932", "japanese"),
    ("EUC-JP", "euc_jp", "japanese"),
    ("ISO-2022-JP", "iso2022_jp", "japanese"),
    ("EUC-KR", "cp949", "korean"),
    ("UTF-8", "utf-8", "german russian chinese"),
]
LENGTHS = (50, 200, 1000)
PAGES = 200
# Share of pages that must be read right over all encodings, by length.
FLOORS = {50: 0.985, 200: 0.995, 1000: 0.998}

REPLACED = str.maketrans({"ș": "ş", "ț": "ţ", "Ș": "Ş", "Ț": "Ţ", "ی": "ي", "ۀ": "ه"})


def windows_1258(text):
    out = []
    for char in text:
        try:
            char.encode("cp1258")
            out.append(char)
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = "".join(m for m in parts if m in "\u0300\u0301\u0303\u0309\u0323")
            out.append(unicodedata.normalize("NFC", "".join(p for p in parts if p not in tone)) + tone)
    return "".join(out)


# Lines of the data that were decoded wrongly before they came there, or that Python's EUC-JP maps
# otherwise than the standard.
DAMAGED = ("ďż˝", "ï¿½", "\ufffd", "Ã¤", "Ã¼", "Ã¶", "Ã©", *map(chr, range(0x80, 0xA0)))
DAMAGED_IN = {"czech": "ąľĄĽżę", "japanese": "〜‖−¢£¬", "slovene": "ąľ", "croatian": "ąľ", "romanian": "ãºªþ"}


def sentences(models, language, codec):
    folder = language.removesuffix("-hant")
    text = (models / f"lingua-{folder}-language-model/testdata/sentences.txt").read_text(encoding="utf-8")
    if language.endswith("-hant"):
        if opencc is None:
            return []
        text = opencc.OpenCC("s2t").convert(text)
    usable = []
    for line in unicodedata.normalize("NFC", text).split("\n"):
        line = line.strip() if codec == "utf-8" else line.strip().translate(REPLACED)
        if codec == "cp1258":
            line = windows_1258(line)
        try:
            line.encode(codec)
        except UnicodeEncodeError:
            continue
        if line and not any(d in line for d in (*DAMAGED, *DAMAGED_IN.get(language, ""))):
            usable.append(line)
    return usable


def make_texts(lines, length, draw):
    for _ in range(PAGES * 3):
        text = ""
        while len(text) < length:
            text += draw.choice(lines) + " "
        text = text[:length].strip()
        if not text.isascii():
            yield text


def page_of(text):
    safe = html.escape(text, quote=False)
    return f'<!DOCTYPE html>\n<html><head><title>Home</title>\n<style>p {{margin: 0}}</style></head>\n<body><div class="main"><a href="/index.html">Home</a>\n<p>{safe}</p></div>\n<script>var x = "a";</script></body></html>\n'


def run(tool, mode, records):
    data = b"".join(struct.pack("<I", len(r)) + r for r in records)
    return subprocess.run([tool, mode], input=data, stdout=subprocess.PIPE, check=True).stdout


def read_records(out):
    texts, i = [], 0
    while i < len(out):
        (size,) = struct.unpack_from("<I", out, i)
        texts.append(out[i + 4:i + 4 + size].decode("utf-8"))
        i += 4 + size
    return texts


def main(models, tool, check):
    totals = collections.defaultdict(lambda: [0, 0])
    print(f"{'encoding':14}{'language':12}" + "".join(f"{n:>8}" for n in LENGTHS) + "   wrong guesses")
    for name, codec, languages in CASES:
        for language in languages.split():
            cells, wrong = [], collections.Counter()
            lines = sentences(models, language, codec)
            for length in LENGTHS:
                texts = list(make_texts(lines, length, random.Random(length)))[:PAGES] if len(lines) > 5 else []
                if not texts:
                    cells.append("      -")
                    continue
                pages = [page_of(text) for text in texts]
                records = [page.encode(codec) for page in pages]
                expected = [r.decode(codec) for r in records]
                decoded = read_records(run(tool, "page", records))
                decided = run(tool, "decide", records).decode().split("\n")
                good = 0
                for want, got, guess in zip(expected, decoded, decided):
                    good += want == got
                    if want != got:
                        wrong[f"{length}:{guess.split()[0]}"] += 1
                totals[length][0] += good
                totals[length][1] += len(texts)
                cells.append(f"{100 * good / len(texts):7.1f}")
            print(f"{name:14}{language:12}" + " ".join(cells) + "   " + " ".join(f"{g}x{n}" for g, n in wrong.most_common(6)))
    failed = False
    for length in LENGTHS:
        good, count = totals[length]
        failed |= good / count < FLOORS[length]
        print(f"{length} characters: {good} of {count} pages right, {100 * good / count:.2f} % (floor {100 * FLOORS[length]})")
    return 1 if check and failed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), sys.argv[2], "--floors" in sys.argv[3:]))
