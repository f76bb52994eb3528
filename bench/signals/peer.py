"""DataTrove's own figures for a text: the verdicts of its filters, and the values behind them.

Verdicts come from its filters with their published limits. Values of repetition come from its
functions, counts from its word splitter and sentence splitter; the plain ratios are worked out here.
"""
import functools
import re
import warnings

from datatrove.data import Document
from datatrove.pipeline.filters import fineweb_quality_filter, gopher_quality_filter, gopher_repetition_filter
from datatrove.pipeline.filters.c4_filters import C4QualityFilter
from datatrove.pipeline.filters.gopher_repetition_filter import (find_all_duplicate, find_duplicates, find_top_duplicate,
                                                                 get_n_grams)
from datatrove.utils.text import PUNCTUATION_SET, TERMINAL_PUNCTUATION, split_into_words

warnings.filterwarnings("ignore")

# A text is split once, not once a filter.
words_of = functools.lru_cache(maxsize=2)(split_into_words)
for module in (fineweb_quality_filter, gopher_quality_filter, gopher_repetition_filter):
    module.split_into_words = words_of

FILTERS = {
    "gopher_repetition": gopher_repetition_filter.GopherRepetitionFilter(),
    "gopher_quality": gopher_quality_filter.GopherQualityFilter(),
    "c4": C4QualityFilter(),
    "fineweb": fineweb_quality_filter.FineWebQualityFilter(),
}


def reasons(text):
    """Filter -> its reason to remove the text, or None."""
    found = {}
    for name, each in FILTERS.items():
        verdict = each.filter(Document(text=text, id="0"))
        found[name] = None if verdict is True else verdict[1]
    return found


def values(text):
    """Signal -> value, by the names of the row."""
    words = words_of(text, "en")
    real = [w for w in words if any(c not in PUNCTUATION_SET for c in w)]
    lines = text.splitlines()
    filled = [line for line in text.split("\n") if line.strip()]
    paragraphs = re.split(r"\n{2,}", text.strip())
    size = len(text)
    found = {
        "characters": size, "lines": len(filled), "words": len(words), "gopher_quality.words": len(real),
        "gopher_quality.mean_word_length": sum(map(len, real)) / max(1, len(real)),
        "gopher_quality.hash_word_ratio": text.count("#") / len(words),
        "gopher_quality.ellipsis_word_ratio": (text.count("...") + text.count("…")) / len(words),
        "gopher_quality.bullet_lines_ratio": sum(line.lstrip().startswith(("•", "-")) for line in lines) / len(lines),
        "gopher_quality.ellipsis_lines_ratio": sum(line.rstrip().endswith(("...", "…")) for line in lines) / len(lines),
        "gopher_quality.alpha_words_ratio": sum(any(c.isalpha() for c in w) for w in words) / len(words),
        "gopher_quality.stop_words": len(FILTERS["gopher_quality"].stop_words.intersection(words)),
        "fineweb.line_punct_ratio": sum(line.endswith(tuple(TERMINAL_PUNCTUATION)) for line in filled) / len(filled),
        "fineweb.short_line_ratio": sum(len(line) <= 30 for line in filled) / len(filled),
        "fineweb.char_dup_ratio": find_duplicates(filled)[1] / len(text.replace("\n", "")),
        "fineweb.list_ratio": text.count("\n") / len(words),
    }
    repeated, characters = find_duplicates(paragraphs)
    found["gopher_repetition.dup_para_frac"] = repeated / len(paragraphs)
    found["gopher_repetition.dup_para_char_frac"] = characters / size
    repeated, characters = find_duplicates(filled)
    found["gopher_repetition.dup_line_frac"] = repeated / len(filled)
    found["gopher_repetition.dup_line_char_frac"] = characters / size
    for n in (2, 3, 4):
        grams = get_n_grams(words, n)
        found[f"gopher_repetition.top_{n}_gram"] = find_top_duplicate(grams) / size if grams else 0
    for n in range(5, 11):
        found[f"gopher_repetition.duplicated_{n}_n_grams"] = find_all_duplicate(words, n) / size
    return found
