"""Damages small archives in ways whose truth is known, 1,000 times, and holds the reader to it:

  - every undamaged record comes out once, whole, unflagged and in order;
  - nothing damaged is passed off: where units have checksums, what comes out without a flag is as
    it was written;
  - damage is reported, and where one place was hurt, once;
  - the same bytes in small reads give the same answer.

Usage: test_mutations.py [FILES_PER_SEED [SEED...]]     a failure prints its seed and keeps the file
"""
import itertools
import os
import pathlib
import random
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import archives
import reader

TRUNCATED, MALFORMED = "truncated", "malformed"


class Case:
    """An archive, a mutation of it, and what must come of it."""

    def __init__(self, rng):
        self.rng = rng
        self.form = rng.choice(list(archives.FORMS))
        self.how = archives.FORMS[self.form]
        self.records = archives.make_records(rng, rng.randrange(3, 12), digest=rng.random() < 0.5)
        self.lengths = {}  # record number -> wrong Content-Length
        self.damaged = set()
        self.expected = None  # record numbers as they stand in the file; None: each once, in order
        self.damages = None  # exact number of statuses; None: at least one, when any record is damaged
        only_warc = ("mutate_blank_lines", "mutate_line_ends", "mutate_join_forms")
        self.kind = rng.choice([m for m in dir(self) if m.startswith("mutate_") and not (self.how.arc and m in only_warc)])

    def units(self, parts=None):
        if parts is None:
            parts = [r.arc(self.lengths.get(i)) if self.how.arc else r.bytes(self.lengths.get(i)) for i, r in enumerate(self.records)]
        return [self.how.unit(part) for part in parts]

    def build(self):
        units = getattr(self, self.kind)()
        data = units if isinstance(units, bytes) else b"".join(units)
        return self.how.head + (self.how.whole(data) if self.how.whole else data)

    def place(self, units, at):
        """The number of the unit that holds byte `at`."""
        for i, unit in enumerate(units):
            if at < len(unit):
                return i
            at -= len(unit)
        return len(units)

    def mutate_nothing(self):
        self.damages = 0
        return self.units()

    def mutate_truncate(self):
        units = self.units()
        data = b"".join(units)
        cut = self.rng.randrange(0, len(data))
        first = self.place(units, cut)
        self.damaged = set(range(first, len(units)))
        begin = sum(map(len, units[:first]))
        if not self.how.checked and cut - begin >= len(units[first]) - (1 if self.how.arc else 4):
            self.damaged.discard(first)  # only blank lines are missing
            self.damages = 0
        else:
            self.damages = 0 if cut == begin else 1
        return data[:cut]

    def mutate_flip(self):
        units = self.units()
        data = bytearray(b"".join(units))
        for _ in range(self.rng.choice([1, 1, 1, 3, 10])):
            at = self.rng.randrange(0, len(data))
            data[at] ^= 1 << self.rng.randrange(8)
            self.damaged.add(self.place(units, at))
        if self.how.checked and len(self.damaged) == 1:
            self.damages = 1
        return bytes(data)

    def mutate_garbage_between(self):
        units = self.units()
        out = []
        self.damages = 0
        for unit in units:
            if self.rng.random() < 0.4:
                junk = self.rng.choice([
                    self.rng.randbytes(self.rng.randrange(1, 400)), b"WARC/1.0\r\nnot a record", b"\x1f\x8b\x08\x00junk junk junk",
                    b"\x28\xb5\x2f\xfd", b"<html>\r\n\r\nstray page\r\n", b"WARC/1.0\r\n\r\n", b"x" * 70000])
                if not junk.strip(b"\0" if self.how.checked else b"\r\n"):
                    continue
                # A first byte of blank line or padding is none of the garbage.
                junk = b"\x07" + junk
                out.append(junk)
                self.damages += 1
            out.append(unit)
        return out

    def mutate_splice(self):
        """Takes a piece out, in the middle of things."""
        units = self.units()
        data = b"".join(units)
        begin = self.rng.randrange(0, len(data) - 1)
        end = min(len(data), begin + self.rng.randrange(1, 6000))
        first, last = self.place(units, begin), self.place(units, end - 1)
        self.damaged = set(range(first, last + 1))
        # Of a record that shrank by the size of those that follow, the length leads to the end of
        # one of them: it is right for all that can be seen.
        ends = list(itertools.accumulate(map(len, units)))
        for i in range(last + 1, len(units)):
            if not self.how.checked and 0 <= ends[i] - (end - begin) - ends[first] + 4 <= 8:
                self.damaged |= set(range(first, i + 1))
        return data[:begin] + data[end:]

    def mutate_insert(self):
        units = self.units()
        data = b"".join(units)
        at = self.rng.randrange(1, len(data))
        self.damaged = {self.place(units, at), self.place(units, at - 1)}
        return data[:at] + self.rng.randbytes(self.rng.randrange(1, 2000)) + data[at:]

    def mutate_reorder(self):
        order = list(range(len(self.records)))
        self.rng.shuffle(order)
        self.records = [self.records[i] for i in order]
        self.damages = 0
        return self.units()

    def mutate_take_out(self):
        del self.records[self.rng.randrange(len(self.records))]
        self.damages = 0
        return self.units()

    def mutate_wrong_length(self):
        for i, record in enumerate(self.records):
            if self.rng.random() < 0.4:
                size = len(record.block)
                wrong = self.rng.choice([
                    size + self.rng.randrange(1, 5000), max(0, size - self.rng.randrange(1, 3000)), "", "-5", "x",
                    size + 10**6, 10**12, 10**17, 10**30, "0x10", 0])
                # A length that ends at a blank line is right for all that can be seen.
                short = isinstance(wrong, int) and wrong < size and record.block[wrong:].startswith((b"\r\n", b"\n"))
                if wrong != size and not short:
                    self.lengths[i] = wrong
        self.leave_out_believable()
        self.damaged = set(self.lengths)
        return self.units()

    def leave_out_believable(self):
        """A length that leads to the end of another record is right for all that can be seen."""
        parts = [r.arc(self.lengths.get(i)) if self.how.arc else r.bytes(self.lengths.get(i)) for i, r in enumerate(self.records)]
        ends = [sum(map(len, parts[:i + 1])) for i in range(len(parts))]
        for i, wrong in list(self.lengths.items()):
            block_begin = ends[i] - len(self.records[i].block) - (1 if self.how.arc else 4)
            if isinstance(wrong, int) and any(end - 8 <= block_begin + wrong <= end for end in ends):
                del self.lengths[i]

    def mutate_blank_lines(self):
        """Record ends that are not as they should be, but no damage."""
        parts = [r.bytes()[:-4] + self.rng.choice([b"", b"\r\n", b"\n", b"\n\n", b"\r\n" * 3, b"\r\n\r\n"]) for r in self.records]
        self.damages = 0
        return self.units(parts)

    def mutate_line_ends(self):
        """Headers with LF only, and folded lines."""
        parts = []
        for r in self.records:
            head, _, _ = r.bytes().partition(b"\r\n\r\n")
            head = head.replace(b"WARC-Date: ", b"warc-date:\r\n\t ").replace(b"\r\n", b"\n")
            parts.append(head + b"\n\n" + r.block + b"\n\n")
        self.damages = 0
        return self.units(parts)

    def mutate_cut_head(self):
        """The file begins in the middle."""
        units = self.units()
        data = b"".join(units)
        cut = self.rng.randrange(1, len(data))
        first = self.place(units, cut - 1)
        self.damaged = set(range(first + 1))
        if cut == sum(map(len, units[:first + 1])):
            self.damages = 0
        return data[cut:]

    def mutate_overwrite(self):
        """A region holds something else: a lost sector, zeros of a file system, a piece of another place."""
        units = self.units()
        data = b"".join(units)
        begin = self.rng.randrange(0, len(data))
        size = min(len(data) - begin, self.rng.choice([1, 16, 512, 4096, 9000]))
        other = self.rng.randrange(0, len(data))
        filling = self.rng.choice([bytes(size), self.rng.randbytes(size), b"\xff" * size, data[other:other + size].ljust(size, b"\0")])
        changed = [i for i in range(begin, begin + size) if data[i] != filling[i - begin]]
        self.damaged = {self.place(units, i) for i in changed}
        if not changed:
            self.damages = 0
        # A piece of another place may hold whole records, which now stand in the file twice.
        whole = sorted((filling.find(unit), i) for i, unit in enumerate(units) if unit in filling and i not in self.damaged)
        if whole and changed:
            rest = [i for i in range(len(units)) if i not in self.damaged]
            first = min(self.damaged)
            self.expected = [i for i in rest if i < first] + [i for _, i in whole] + [i for i in rest if i > first]
        return data[:begin] + filling + data[begin + size:]

    def mutate_duplicate(self):
        """Members that stand twice, or more often, as when an upload was tried again."""
        units = self.units()
        self.expected = list(range(len(units)))
        for _ in range(self.rng.randrange(1, 4)):
            first = self.rng.randrange(len(self.expected))
            piece = self.expected[first:first + self.rng.randrange(1, 4)]
            at = self.rng.randrange(len(self.expected) + 1)
            self.expected[at:at] = piece
        self.damages = 0
        return [units[i] for i in self.expected]

    def mutate_several(self):
        """Faults of several kinds in one file."""
        units = self.units()
        out = list(units)
        for i, unit in enumerate(units):
            if self.rng.random() > 0.35:
                continue
            at, size = self.rng.randrange(len(unit)), self.rng.randrange(1, 700)
            flipped = bytearray(unit)
            flipped[at] ^= 1 << self.rng.randrange(8)
            out[i] = self.rng.choice([bytes(flipped), unit[:at], unit[at + 1:], unit[:at] + unit[at + size:],
                                      unit[:at] + self.rng.randbytes(size) + unit[at:], (unit[:at] + bytes(size))[:len(unit)] + unit[at + size:]])
            if out[i] != unit:
                self.damaged.add(i)
            # A URL line that breaks off in its URL and runs into the next is a URL that holds another.
            if self.form == "arc" and len(out[i]) <= len(self.records[i].uri) + 1 and i + 1 < len(units):
                self.damaged.add(i + 1)
        # As for a splice: a record that lost as much as what follows has ends where another does.
        begins = [0, *itertools.accumulate(map(len, out))]
        for i in sorted(self.damaged):
            for j in range(i + 1, len(out)):
                if not self.how.checked and abs(begins[i] + len(units[i]) - begins[j + 1]) <= 8:
                    self.damaged |= set(range(i, j + 1))
        return out

    def mutate_join_forms(self):
        """Files of several forms in one, as cat makes them."""
        parts = [r.bytes() for r in self.records]
        cut = self.rng.randrange(1, len(parts))
        other = archives.FORMS[self.rng.choice(["plain", "gzip", "zstd", "gzip-stored"])]
        if self.how.whole or self.how.head:
            other = self.how
        self.damages = 0
        return self.units(parts[:cut]) + [other.unit(part) for part in parts[cut:]]


def check(case, listing):
    """What is wrong, or None."""
    by_uri = {r.uri: (i, r) for i, r in enumerate(case.records)}
    seen = []
    for ident, sha1, flags, *_ in listing.records:
        if ident not in by_uri:
            if not case.damaged:
                return f"a record that was never written: {ident}"
            continue
        number, record = by_uri[ident]
        if number in case.damaged:
            # A first unit that is no longer one makes a file of stored units a plain one.
            plain = not case.how.checked or (0 in case.damaged and case.form in ("zstd", "gzip-stored"))
            checked = not plain and case.kind != "mutate_wrong_length"
            if flags == 0 and sha1 != record.sha1 and (checked or case.kind == "mutate_truncate"):
                return f"record {number} is damaged, and passed off as whole"
            continue
        if sha1 != record.sha1:
            return f"record {number} came out with another block"
        if flags != 0:
            return f"record {number} is undamaged, but has flags {flags}"
        seen.append(number)
    expected = [i for i in case.expected or range(len(case.records)) if i not in case.damaged]
    # Without checksums a copy may have become part of what stands before it.
    once = [i for at, i in enumerate(expected) if i not in expected[:at]]
    if seen != expected and (case.how.checked or case.kind != "mutate_overwrite" or sorted(set(seen)) != sorted(once)):
        missing = [i for i in expected if i not in seen]
        return f"undamaged records lost: {missing}" if missing else f"records came out as {seen}, not {expected}"
    # A bit of a gzip header that nobody reads (time, system) is no damage.
    harmless = case.kind == "mutate_flip" and [r[:3] for r in listing.records] == [(r.uri, r.sha1, 0) for r in case.records]
    if harmless and not listing.damages:
        return None
    reported = len(listing.damages) + sum(flags != 0 for _, _, flags, *_ in listing.records)
    if case.damages is not None and reported != case.damages:
        return f"{reported} damages reported, not {case.damages}"
    if case.kind == "mutate_wrong_length":
        for ident, sha1, flags, *_ in listing.records:
            number, record = by_uri.get(ident, (None, None))
            # An ARC line whose length is no number does not show that a record begins inside another.
            hidden = case.how.arc and number is not None and number + 1 in case.lengths
            if number in case.lengths and sha1 != record.sha1 and flags == 0 and not hidden:
                return f"record {number} has a wrong length and no flag"
    if listing.end != "end_of_stream":
        return f"ended with {listing.end}"
    return None


def main(files=1000, seeds=(20261123,)):
    whole, small = reader.Server(), reader.Server("--read-bytes=7")
    counts, failures = {}, 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "case.warc"
        for seed in seeds:
            for number in range(files):
                case = Case(random.Random(f"{seed}/{number}"))
                path.write_bytes(case.build())
                listing, again = whole.list(path), small.list(path)
                wrong = check(case, listing)
                if wrong is None and (listing.records, listing.damages) != (again.records, again.damages):
                    wrong = "small reads give another answer"
                counts[case.kind] = counts.get(case.kind, 0) + 1
                if wrong:
                    failures += 1
                    kept = pathlib.Path(tempfile.gettempdir()) / f"tamis-mutation-{seed}-{number}"
                    kept.write_bytes(path.read_bytes())
                    print(f"{seed}/{number} {case.kind} {case.form} damaged={sorted(case.damaged)} lengths={case.lengths}: {wrong}\n"
                          f"  {kept} {listing.damages}")
    whole.close()
    small.close()
    print(" ".join(f"{kind.removeprefix('mutate_')}={count}" for kind, count in sorted(counts.items())), f"failures={failures}")
    assert len(counts) == sum(m.startswith("mutate_") for m in dir(Case)), "a mutation was never tried"
    return 1 if failures else 0


if __name__ == "__main__":
    if not os.path.exists(reader.tool()):
        sys.exit(f"{reader.tool()} is missing: build it, or set TAMIS_BUILD_DIR")
    arguments = [int(a) for a in sys.argv[1:]]
    sys.exit(main(*(arguments[:1] or [1000]), **({"seeds": arguments[1:]} if arguments[1:] else {})))
