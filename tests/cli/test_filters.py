"""Filters of tamis run, in flags and in files, and --dryrun: what is removed, where it goes, what is counted; --mask-pii."""
import collections
import gzip
import json
import random
import re
import unittest

from harness import ROOT, TamisTest, page, response, tree
from harness import member as make_member

PROSE = [
    "The council has said that the bridge over the river will be closed to all cars from Monday morning.",
    "Nobody who lives beyond it was asked, and nobody knows of another way that could be taken with a cart.",
    "\"We have to walk,\" said a man with two dogs. Buses go to the station every hour of the day.",
    "The works are to end by June, if the weather is kind! Will it be? Write to ann.lee@example.com about it.",
]
# Long enough that no n-gram stands for much of it, and short of fifty words and of five sentences.
SHORT = [
    "A short note of the council, of three sentences: the bridge over the river is closed from Monday morning.",
    "Buses to the station leave every half hour from the market. What it costs, nobody could tell us so far.",
]
# One page a step, each broken in its own way.
PAGES = {
    "kept.example": PROSE,
    "short.example": SHORT,
    "repeated.example": [PROSE[0] + " " + PROSE[1]] * 1 + [(PROSE[1] + " ") * 6],
    "bracket.example": PROSE + ["Press the key { to go on with it, and then the other key to go back to it."],
}


def places_of(corpus):
    """{host: (step or None, filter_reason)} of all rows; a row that stands twice is an error."""
    return {row["url"].split("/")[2]: place for row, place in rows_with_places(corpus)}


def rows_with_places(corpus):
    out, seen = [], set()
    for part in ("documents", "removed"):
        for file in sorted((corpus / part).rglob("*.jsonl.gz")):
            step = file.parent.name if part == "removed" else None
            with gzip.open(file, "rt", encoding="utf-8") as lines:
                for row in map(json.loads, lines):
                    assert row["id"] not in seen, f"{row['url']} stands in two places"
                    seen.add(row["id"])
                    out.append((row, (step, row["filter_reason"])))
    return out


class Filters(TamisTest):
    def setUp(self):
        super().setUp()
        self.crawl(records=[response(name, page(name, paragraphs)) for name, paragraphs in PAGES.items()])

    def run_with(self, *flags):
        self.tamis("run", "example.warc.gz", "-o", "out", "--overwrite", "--quiet", *flags)
        summary = self.summary(self.dir / "out")
        self.assertEqual(summary["documents"] + summary["removed"], len(PAGES))
        self.assertEqual(len(self.rows(self.dir / "out")), summary["documents"])
        self.assertEqual(len(self.rows(self.dir / "out", "removed")), summary["removed"])
        return summary

    def test_no_filter_removes_nothing(self):
        self.assertEqual(self.run_with()["removed"], 0)
        reasons = {row["hostname"]: row["quality"]["gopher_quality"]["reason"] for row in self.rows(self.dir / "out")}
        self.assertEqual(reasons["short.example"], "gopher_short_doc")
        self.assertIsNone(reasons["kept.example"])

    def test_each_filter(self):
        for flags, reasons in [
            ("gopher", {"gopher_short_doc": 1, "duplicated_5_n_grams": 1}),
            ("c4", {"too_few_sentences": 1, "curly_bracket": 1}),
            ("gopher,c4", {"gopher_short_doc": 1, "duplicated_5_n_grams": 1, "curly_bracket": 1}),
        ]:
            with self.subTest(flags):
                self.assertEqual(self.run_with("--filter", flags)["removed_by_reason"], reasons)

    def test_removed_rows_name_step_and_reason(self):
        self.run_with("--filter", "c4,gopher")
        out = self.dir / "out"
        for step, name, reason in [("gopher_rep", "repeated.example", "duplicated_5_n_grams"),
                                   ("gopher_qual", "short.example", "gopher_short_doc"),
                                   ("c4", "bracket.example", "curly_bracket")]:
            self.assertEqual([(row["hostname"], row["filter_reason"]) for row in self.rows(out, f"removed/{step}")],
                             [(name, reason)])
        self.assertEqual([row["hostname"] for row in self.rows(out)], ["kept.example"])

    def test_filters_are_part_of_the_options_hash(self):
        plain = self.run_with()["engine"]["options_hash"]
        self.assertNotEqual(plain, self.run_with("--filter", "c4")["engine"]["options_hash"])
        self.assertNotEqual(plain, self.run_with("--mask-pii")["engine"]["options_hash"])

    def test_flags_give_a_chain_in_their_order(self):
        for flags, places in [
            (("--languages", "de"), {name: ("language", "language") for name in PAGES}),
            (("--languages", "en", "--min-language-score", "1"),
             {name: ("language", "language_score") for name in PAGES}),
            (("--min-words", "60"), {"short.example": ("length", "too_few_words")}),
            (("--max-chars", "300", "--filter", "gopher"),
             {"kept.example": ("length", "too_many_chars"), "repeated.example": ("length", "too_many_chars"),
              "bracket.example": ("length", "too_many_chars"), "short.example": ("gopher_qual", "gopher_short_doc")}),
        ]:
            with self.subTest(flags):
                self.run_with(*flags)
                self.assertEqual({name: place for name, place in places_of(self.dir / "out").items() if place[0]}, places)

    def test_url_lists(self):
        self.write("list.txt", b"# hosts\nkept.example\nnobody.example\r\n")
        self.write("more.txt.gz", gzip.compress(b"HTTP://Short.example\nbracket.example/other\nshort.example/"))
        self.run_with("--url-filters", "list.txt,more.txt.gz")
        self.assertEqual({name: place for name, place in places_of(self.dir / "out").items() if place[0]},
                         {"kept.example": ("url", "domain"), "short.example": ("url", "url")})
        row = self.rows(self.dir / "out", "removed/url")[0]
        self.assertEqual((row["url"], row["text"]), ("https://kept.example/", ""))
        self.assertTrue(row["id"] and row["warc_date"] and row["content_digest"] and row["warc_record_length"])
        err = self.tamis("run", "example.warc.gz", "-o", "x", "--url-filters", "missing.txt", code=1)[1]
        self.assertIn("missing.txt", err)
        self.write("bad.txt", b"a.example\na b\n")
        err = self.tamis("run", "example.warc.gz", "-o", "x", "--url-filters", "bad.txt", code=2)[1]
        self.assertIn("bad.txt:2: ", err)
        self.assertFalse((self.dir / "x").exists())

    def test_a_file_in_place_of_flags(self):
        self.write("f.toml", b'[[filter]]\nkind = "c4"\n')
        same = self.run_with("--filters", "f.toml")
        self.assertEqual(same, self.run_with("--filter", "c4"))
        err = self.tamis("run", "example.warc.gz", "-o", "x", "--filters", "f.toml", "--languages", "en", code=2)[1]
        self.assertIn("language", err)
        self.write("f.toml", b'[[filter]]\nkind = "c4"\nmin_sentence = 3\n')
        err = self.tamis("run", "example.warc.gz", "-o", "x", "--filters", "f.toml", code=2)[1]
        self.assertIn('f.toml:3:1: unknown key "min_sentence"; did you mean "min_sentences"?', err)
        self.tamis("run", "example.warc.gz", "-o", "x", "--filters", "missing.toml", code=2)

    def test_the_hash_covers_contents_of_lists(self):
        self.write("one/list.txt", b"a.example\n")
        self.write("two/list.txt", b"# the same\nA.example.\n")
        one = self.run_with("--url-filters", "one/list.txt")["engine"]["options_hash"]
        self.assertEqual(one, self.run_with("--url-filters", "two/list.txt")["engine"]["options_hash"])
        self.write("two/list.txt", b"b.example\n")
        self.assertNotEqual(one, self.run_with("--url-filters", "two/list.txt")["engine"]["options_hash"])
        err = self.tamis("run", "example.warc.gz", "-o", "out", "--url-filters", "one/list.txt", code=2)[1]
        self.assertIn("filter_1", err)  # the folder holds the run with the other list

    def test_unknown_filter(self):
        self.tamis("run", "example.warc.gz", "-o", "out", "--filter", "gohper", code=2)

    def test_mask(self):
        self.run_with()
        plain = self.rows(self.dir / "out")[0]
        self.assertEqual([span["kind"] for span in plain["pii"]], ["email"])
        self.run_with("--mask-pii", "--markdown")
        masked = self.rows(self.dir / "out")[0]
        span = masked["pii"][0]
        self.assertEqual(plain["text"].encode()[span["text_start"]:span["text_end"]], b"ann.lee@example.com")
        self.assertEqual(masked["text"].encode()[span["text_start"]:span["text_end"]], b"xxx.xxx@xxxxxxx.xxx")
        self.assertEqual(len(masked["text"]), len(plain["text"]))
        self.assertNotIn("ann.lee", str(masked))


def docs_example():
    """The TOML file of docs/filters.md."""
    return re.search(r"```toml\n(.*?)```", (ROOT / "docs" / "filters.md").read_text(encoding="utf-8"), re.S)[1]


class DocsExample(TamisTest):
    def hash_with(self, toml):
        self.write("filters.toml", toml.encode())
        self.tamis("run", "example.warc.gz", "-o", "out", "--overwrite", "--quiet", "--filters", "filters.toml")
        return self.summary(self.dir / "out")["engine"]["options_hash"]

    def test_it_runs_and_shows_the_defaults(self):
        self.crawl(records=[response(name, page(name, PROSE)) for name in ("a.example", "b.ads.example", "c.example")])
        self.write("lists/domains.txt", b"c.example\n")
        shown = docs_example()
        full = self.hash_with(shown)
        self.assertEqual(places_of(self.dir / "out")["b.ads.example"], ("blocked", "domain"))
        self.assertEqual(places_of(self.dir / "out")["c.example"], ("blocked", "domain"))
        numbers = re.sub(r"(?m)^\w+ = ([\d.]+|true|false|\[\])( .*)?\n", "", shown)
        self.assertLess(numbers.count("\n"), shown.count("\n") - 40)
        self.assertEqual(full, self.hash_with(numbers), "a value that docs/filters.md shows is not the default")
        self.assertNotEqual(full, self.hash_with(shown.replace("min_words = 50", "min_words = 51")))


# Steps of random chains: the kind, with the lines that make it remove some of the pages below.
STEPS = [
    ("url", 'domains = ["site3.example", "www.site5.example"]\nhard_words = ["casino"]'),
    ("url", 'soft_words = ["poker", "bet", "page"]\nsubwords = ["site1"]'),
    ("url", 'urls = ["site2.example/page"]'),
    ("rights", 'rules = ["noai", "noindex"]'),
    ("page_state", 'states = ["login", "soft_error", "bot_wall", "empty"]'),
    ("page_state", 'states = ["parked", "paywall"]\nmin_score = 0.9'),
    ("language", 'languages = ["en"]'),
    ("language", 'languages = ["en", "de", "fr"]\nmin_score = 0.99\nkeep_unknown = true'),
    ("length", "min_chars = 200"),
    ("length", "max_words = 90"),
    ("gopher_rep", "max_top_2_gram = 0.05"),
    ("gopher_qual", "min_words = 40\nmin_stop_words = 3"),
    ("c4", "min_sentences = 4"),
    ("fineweb_qual", ""),
]
URL_KIND, PAGE_KINDS = "url", ("rights", "page_state")


def varied_records():
    """Pages of all kinds: good ones, walls, empty ones, other answers, images, bytes that are no text."""
    rng = random.Random(5)
    records = []
    german = "Die Bruecke ist seit Montag gesperrt, und niemand weiss, wann sie wieder geöffnet wird. Es gibt keinen anderen Weg."
    paths = ["page", "casino/x", "poker-bet", "a/b"]
    for i, file in enumerate(sorted((ROOT / "tests" / "state" / "pages").glob("*.html"))[::3]):
        records.append((f"www.site{i % 9}.example/{rng.choice(paths)}/{i}", file.read_bytes(), {}))
    for i in range(12):
        paragraphs = rng.choice([PROSE, SHORT, [german] * rng.randint(1, 4), PROSE[:2] + ["{"], [PROSE[1]] * 9, []])
        extra = '<meta name="robots" content="noai">' if i % 4 == 0 else ""
        records.append((f"site{i % 7}.example/{rng.choice(paths)}", page(f"Page {i}", paragraphs, extra), {}))
    records.append(("site1.example/x.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), {"content_type": "image/png"}))
    for i in range(6):
        records.append((f"site{i}.example/empty", b"<!doctype html><title>x</title><body></body>", {}))
    records.append(("site3.example/stream", b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
                    {"content_type": "application/octet-stream"}))
    records.append(("site1.example/bytes", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), {"content_type": ""}))
    records.append(("site3.example/bytes", b"\x00\x01\x02" * 400, {"content_type": "text/html"}))
    records.append(("site4.example/bytes", b"\x00\x01\x02" * 400, {"content_type": "text/html"}))
    records.append(("site3.example/gone", page(), {"status": "404 Not Found"}))
    records.append(("site4.example/gone", page(), {"status": "404 Not Found"}))
    records.append(("site4.example/large", page("Large", PROSE * 400), {}))
    rng.shuffle(records)
    return [response(*record[:2], **record[2]) for record in records]


class RandomChains(TamisTest):
    """What a chain does follows from what each step does alone."""

    def setUp(self):
        super().setUp()
        records = varied_records()
        self.write("crawl/a.warc.gz", b"".join(map(make_member, records[::2])))
        self.write("crawl/b.warc", b"".join(records[1::2]))
        rows = [{"url": f"https://site{i}.example/row", "html": page(f"Row {i}", PROSE).decode(), "id": f"r{i}"}
                for i in range(5)]
        self.write("crawl/c.jsonl", "".join(json.dumps(row) + "\n" for row in rows).encode() + b"[1]\n{}\n")

    def places(self, steps, *flags):
        """{row id: (step, reason)} of a run over a chain of [(name, kind, lines)]."""
        self.write("f.toml", "".join(f'[[filter]]\nname = "{name}"\nkind = "{kind}"\n{lines}\n'
                                     for name, kind, lines in steps).encode())
        self.tamis("run", "crawl", "-o", "out", "--overwrite", "--quiet", "--filters", "f.toml",
                   "--max-record-bytes", "60k", *flags, code=1)  # two lines of rows are damaged
        out = self.dir / "out"
        self.counts = self.summary(out)
        return {row["id"]: place for row, place in rows_with_places(out)}

    def expected(self, steps, plain, alone):
        """What the chain has to do, from a run without filters and a run with each step alone."""
        out = {}
        for page_id, place in plain.items():
            out[page_id] = place
            if place[0] == "fetch":
                continue
            is_page, has_text = place[0] != "decode", place[0] is None
            leading = True
            for name, kind, _ in steps:
                leading = leading and kind == URL_KIND
                if not leading and (not is_page or (kind not in (URL_KIND, *PAGE_KINDS) and not has_text)):
                    break
                if name in alone and alone[name].get(page_id, (None,))[0] == name:
                    out[page_id] = alone[name][page_id]
                    break
        return out

    def test_each_page_is_where_the_first_step_that_objects_puts_it(self):
        plain = self.places([])
        self.assertEqual({step for step, _ in plain.values()}, {None, "fetch", "decode", "extract"})
        self.assertIn(("fetch", "too_large"), plain.values())
        named = [(f"s{i}", kind, lines) for i, (kind, lines) in enumerate(STEPS)]
        alone = {step[0]: self.places([step]) for step in named}
        useful = [name for name in alone if any(place[0] == name for place in alone[name].values())]
        self.assertGreater(len(useful), 9, "the pages are too much alike")
        rng = random.Random(11)
        for _ in range(12):
            steps = rng.sample(named, rng.randint(2, 7))
            with self.subTest([name for name, _, _ in steps]):
                places = self.places(steps, "-j", "1")
                one = tree(self.dir / "out" / "removed")
                # What an early step removes is no longer skipped as bytes of some other kind.
                self.assertEqual({k: v for k, v in places.items() if k in plain}, self.expected(steps, plain, alone))
                self.assertEqual(self.counts["records"],
                                 self.counts["documents"] + self.counts["removed"] + self.counts["skipped"])
                self.check_dry_run(steps, places)
                self.assertEqual(places, self.places(steps, "-j", "3"))
                self.assertEqual(one, tree(self.dir / "out" / "removed"))

    def check_dry_run(self, steps, places):
        before = tree(self.dir)
        out = self.tamis("run", "crawl", "--quiet", "--filters", "f.toml", "--max-record-bytes", "60k",
                         "--dryrun=json", "-j", "2", code=1)[0]
        self.assertEqual(before, tree(self.dir), "a dry run wrote something")
        report = json.loads(out)
        for key in ("records", "documents", "removed", "skipped", "damaged", "text_bytes"):
            self.assertEqual(report[key], self.counts[key], key)
        given = {(step["name"], reason["reason"]): reason["pages"]
                 for step in report["steps"] for reason in step["reasons"] if reason["pages"]}
        self.assertEqual(given, collections.Counter(place for place in places.values() if place[0]))
        self.assertEqual([step["name"] for step in report["steps"]],
                         ["fetch", "decode", "extract", *(name for name, _, _ in steps)])

    def test_alone_is_what_a_run_with_that_step_alone_removes(self):
        named = [(f"s{i}", kind, lines) for i, (kind, lines) in enumerate(STEPS)]
        alone = {}
        for step in named:
            alone[step[0]] = sum(place[0] == step[0] for place in self.places([step]).values())
        self.places(named)
        out = self.tamis("run", "crawl", "--quiet", "--filters", "f.toml", "--max-record-bytes", "60k", "--dryrun=json",
                         code=1)[0]
        given = {step["name"]: step["alone"] for step in json.loads(out)["steps"][3:]}
        self.assertEqual(given, alone)

    def test_the_table_of_a_dry_run(self):
        self.places([("s0", *STEPS[0])])
        out = self.tamis("run", "crawl", "--quiet", "--filters", "f.toml", "--dryrun", code=1)[0].decode()
        self.assertRegex(out, r"(?m)^step, reason +pages +share +alone +text$")
        self.assertRegex(out, r"(?m)^s0 +[1-9]\d* +[\d.]+% +[1-9]\d* ")
        self.assertRegex(out, r"(?m)^  hard_blacklisted .*\n      https://")
        self.tamis("run", "crawl", "--dryrun", "--site-boilerplate", code=2)


if __name__ == "__main__":
    unittest.main()
