"""Processor time to decide about a page and decode it.

Usage: speed.py ENCODING_TOOL     (of a build with optimisation)

Pages of 200 KB in paragraphs of 2,000 characters, of the sentences of test_detect.py.
"""
import struct
import subprocess
import sys

import test_detect

CASES = [("german", "utf-8"), ("russian", "utf-8"), ("simplified", "utf-8"), ("german", "windows-1252"),
         ("russian", "windows-1251"), ("simplified", "gbk"), ("japanese", "shift_jis"), ("korean", "euc-kr")]
CODECS = {"shift_jis": "cp932", "euc-kr": "cp949"}


def page_of(sentence, codec):
    paragraph = f"<p class=\"text\">{(sentence + ' ') * (2000 // len(sentence))}</p>\n".encode(codec)
    return b"<!DOCTYPE html><title>x</title>\n" + paragraph * (200_000 // len(paragraph))


def milliseconds(tool, page, header):
    out = subprocess.run([tool, "time", header], input=struct.pack("<I", len(page)) + page, stdout=subprocess.PIPE, check=True)
    return out.stdout.decode().split()


def main(tool):
    pages = [("ASCII", "utf-8", page_of("Plain words, nothing else. ", "ascii"))]
    pages += [(language, label, page_of(test_detect.SENTENCES[language][1], CODECS.get(label, label))) for language, label in CASES]
    print("| page | declared, ms | GB/s | undeclared, ms |\n|---|---|---|---|")
    for language, label, page in pages:
        declared = milliseconds(tool, page, f"text/html; charset={label}")
        undeclared = milliseconds(tool, page, "")
        assert declared[1] == "http", declared
        speed = len(page) / float(declared[2]) / 1e6
        print(f"| {language}, {label} | {declared[2]} | {speed:.2f} | {undeclared[2]} ({undeclared[0]}) |")


if __name__ == "__main__":
    main(sys.argv[1])
