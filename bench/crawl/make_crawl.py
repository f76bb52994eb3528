"""Makes the crawl that bench/crawl/run.py measures: a .warc.gz with one member per record.

Usage: make_crawl.py OUT.warc.gz [WARC_OR_WARC.ZST...]
Copies the records of the given uncompressed (or .zst, through the zstd command) WARC files;
without any it repeats the project's example pages, so that the bench runs anywhere.
"""
import pathlib
import subprocess
import sys
import zlib

EXAMPLE_COPIES = 200


def records(data):
    """Splits an undamaged, uncompressed WARC into the bytes of its records."""
    at = 0
    while at < len(data):
        head_end = data.index(b"\r\n\r\n", at) + 4
        length = next(int(line.split(b":")[1]) for line in data[at:head_end].split(b"\r\n")
                      if line.lower().startswith(b"content-length:"))
        end = head_end + length + 4
        yield data[at:end]
        at = end


def member(data):
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def read(path):
    if path.endswith(".zst"):
        return subprocess.run(["zstd", "-dcq", path], check=True, stdout=subprocess.PIPE).stdout
    return pathlib.Path(path).read_bytes()


def main(out, sources):
    with open(out, "wb") as sink:
        for source in sources:
            for record in records(read(source)):
                sink.write(member(record))
        if not sources:
            root = pathlib.Path(__file__).resolve().parents[2]
            example = str(out) + ".example"
            subprocess.run([sys.executable, root / "examples" / "make_crawl.py", example], check=True, stdout=subprocess.DEVNULL)
            sink.write(pathlib.Path(example).read_bytes() * EXAMPLE_COPIES)
            pathlib.Path(example).unlink()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
