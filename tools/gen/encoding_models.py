"""Writes src/encoding/detect/models_table.cc: what letters follow each other in each language.

Usage: encoding_models.py MODELS_DIR REPO_ROOT     (needs the Python package brotli)

Input:  MODELS_DIR holds the crates lingua-LANGUAGE-language-model 1.2.0 (Apache-2.0; `cargo vendor`
        of a crate that depends on them), of which the letter and letter-pair frequencies are read
        and, for Thai, the word lists. Their sentences are left for tests/encoding/detect_accuracy.py.
Output: alphabetic languages: letters and a square of costs, -log2 of the probability that the column
        follows the row, in steps of COST_STEP bits; symbol 0 is whatever is no letter. Chinese,
        Japanese, Korean: the frequent characters and the cost of each.
"""
import collections
import fractions
import json
import math
import pathlib
import sys
import unicodedata

import brotli

COST_STEP = 0.3        # bits; as kCostStep in detect.cc
COST_FIRST = ord("#")  # stands for cost 0; "~" stands in for "?", which would make trigraphs
MAX_COST = 56          # "[": the backslash is not reached
MIN_LETTER = 1e-5      # rarer letters are foreign
ASCII = "abcdefghijklmnopqrstuvwxyz"

LATIN = """english german french spanish portuguese italian dutch swedish danish bokmal finnish icelandic catalan
albanian polish czech slovak hungarian romanian croatian slovene turkish estonian latvian lithuanian vietnamese""".split()
OTHER = "russian ukrainian bulgarian serbian macedonian belarusian greek hebrew arabic persian urdu thai".split()
IDEOGRAPHIC = {"chinese": 3000, "japanese": 2200, "korean": 1400}

# What legacy encodings have in place of these.
REPLACED = str.maketrans({"ș": "ş", "ț": "ţ", "ی": "ي", "ۀ": "ه", "ې": "ي"})


def read_ngrams(crate, name):
    data = json.loads(brotli.decompress((crate / "models" / f"{name}.json.br").read_bytes()))
    return {gram: float(fractions.Fraction(f)) for f, grams in data["ngrams"].items() for gram in grams.split(" ")}


def windows_1258_letters(char):
    """A Vietnamese letter as windows-1258 writes it: letter and combining tone."""
    try:
        char.encode("cp1258")
        return char
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", char)
        tone = [m for m in parts if m in "\u0300\u0301\u0303\u0309\u0323"]
        return unicodedata.normalize("NFC", "".join(p for p in parts if p not in tone)) + "".join(tone)


def pair_counts(crate, language):
    """(previous, next) -> frequency; "" is the border of a word."""
    counts = collections.Counter()
    if language == "thai":  # the models lack vowel signs
        text = "".join((crate / "testdata" / f"{n}.txt").read_text(encoding="utf-8") for n in ("single-words", "word-pairs"))
        for word in text.split():
            for pair in zip(["", *word], [*word, ""]):
                counts[pair] += 1
        total = sum(counts.values())
        return {pair: n / total for pair, n in counts.items()}
    letters = read_ngrams(crate, "unigrams")
    before, after = collections.Counter(), collections.Counter()
    for gram, p in read_ngrams(crate, "bigrams").items():
        joint = p * letters.get(gram[0], 0)
        counts[gram[0], gram[1]] += joint
        after[gram[0]] += joint
        before[gram[1]] += joint
    for letter, p in letters.items():
        counts[letter, ""] += max(p - after[letter], p * 1e-3)
        counts["", letter] += max(p - before[letter], p * 1e-3)
    return counts


def normalised(counts, language):
    out = collections.Counter()
    for (a, b), p in counts.items():
        a, b = a.translate(REPLACED), b.translate(REPLACED)
        if language == "vietnamese":
            a, b = windows_1258_letters(a) if a else a, windows_1258_letters(b) if b else b
            if len(b) > 1:
                out[b[0], b[1]] += p
            a, b = a[-1:], b[:1]
        if len(a) < 2 and len(b) < 2:
            out[a, b] += p
    return out


def symbols_of(counts, latin):
    frequency = collections.Counter()
    for (a, _), p in counts.items():
        frequency[a] += p
    frequency.pop("")
    letters = [c for c, p in frequency.most_common() if p > MIN_LETTER and c > "\x7f" and ord(c) < 0x10000]
    return ["", *(ASCII if latin else ""), *sorted(letters[:90])]


def cost(p):
    return min(MAX_COST, max(0, round(-math.log2(max(p, 1e-9)) / COST_STEP)))


def encoded(values):
    return "".join(chr(COST_FIRST + v) for v in values).replace("?", "~")


def alphabetic(crates, language):
    counts = normalised(pair_counts(crates / f"lingua-{language}-language-model", language), language)
    symbols = symbols_of(counts, language in LATIN)
    rows = []
    for a in symbols:
        total = sum(p for (x, _), p in counts.items() if x == a)
        row = [counts[a, b] / total for b in symbols]
        if a == "":  # between words there is mostly more than one character that is no letter
            row = [0.4] + [0.6 * p for p in row[1:]]
        rows.append(encoded(cost(p) for p in row))
    extra = "".join(symbols[27:] if language in LATIN else symbols[1:])
    units = ",".join(f"0x{ord(c):X}" for c in extra) or "0"
    name = "k" + language.capitalize()
    return [f"// {extra}", f"const uint16_t {name}Letters[] = {{{units}}};", f"const char {name}Costs[] =",
            *(f'    "{row}"' for row in rows[:-1]), f'    "{rows[-1]}";', ""], \
        f'    {{"{language}", {name}Letters, {len(extra)}, {str(language in LATIN).lower()}, {name}Costs}},'


def ideographic(crates, language, count):
    letters = read_ngrams(crates / f"lingua-{language}-language-model", "unigrams")
    frequent = sorted(c for c, _ in collections.Counter(letters).most_common(count) if ord(c) < 0x10000)
    name = "k" + language.capitalize()
    values = [f"0x{ord(c):X}," for c in frequent]
    costs = encoded(cost(letters[c]) for c in frequent)
    lines = [f"const uint16_t {name}Characters[] = {{"]
    lines += ["".join(values[i:i + 14]) for i in range(0, len(values), 14)] + ["};", f"const char {name}Costs[] ="]
    pieces = [f'    "{costs[i:i + 92]}"' for i in range(0, len(costs), 92)]
    return lines + pieces[:-1] + [pieces[-1] + ";", ""], \
        f'    {{"{language}", {name}Characters, {len(frequent)}, {name}Costs}},'


def main(crates, root):
    out = ["// Generated by tools/gen/encoding_models.py, do not edit.",
           "// Command: python3 tools/gen/encoding_models.py MODELS_DIR .",
           "// Input: letter frequencies of the crates lingua-*-language-model 1.2.0 (Apache-2.0).", "",
           "// clang-format off", '#include "encoding/detect/models.h"', "", "namespace tamis::encoding {",
           "namespace {", ""]
    alphabets, ideographs = [], []
    for language in [*LATIN, *OTHER]:
        lines, row = alphabetic(crates, language)
        out += lines
        alphabets.append(row)
    for language, count in IDEOGRAPHIC.items():
        lines, row = ideographic(crates, language, count)
        out += lines
        ideographs.append(row)
    out += ["}  // namespace", "", f"const AlphabetModel kAlphabetModels[kAlphabetCount] = {{", *alphabets, "};",
            f"const IdeographModel kIdeographModels[kIdeographCount] = {{", *ideographs, "};", "",
            "}  // namespace tamis::encoding", ""]
    (root / "src/encoding/detect/models_table.cc").write_text("\n".join(out), encoding="utf-8")
    print(len(alphabets), "alphabets,", len(ideographs), "ideographic")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
