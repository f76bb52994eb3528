"""tamis run --drop-states and --respect-rights, end to end: every page is in exactly one place."""
import collections
import unittest

from harness import ROOT, TamisTest, page, response

STATE_TESTS = ROOT / "tests" / "state"
STATES = ("soft_error", "consent_wall", "bot_wall", "login", "paywall", "parked",
          "javascript_shell", "index_page", "empty")
RULES = ("noindex", "noarchive", "nosnippet", "noai", "noimageai", "tdm", "ai-train", "ai-input")


def labels():
    """{page: state} of the pages of tests/state."""
    lines = (STATE_TESTS / "labels.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t")[:2] for line in lines if line and not line.startswith("#"))


def without_run(row):
    """A row without what says how the run sorted it."""
    return {key: value for key, value in row.items() if key not in ("filter_reason", "engine")}


class SortingTest(TamisTest):
    def sort(self, source, *flags):
        """({row id: row}, {row id: (step or None, reason)}, summary) of a run."""
        out = self.dir / "out"
        self.tamis("run", source, "-o", out, "--overwrite", "--quiet", *flags)
        summary = self.summary(out)
        rows, places = {}, {}
        parts = [("documents", None)]
        parts += [(f"removed/{p.name}", p.name) for p in sorted((out / "removed").glob("*"))]
        for part, step in parts:
            for row in self.rows(out, part):
                self.assertNotIn(row["id"], rows, "a page is in two places")
                rows[row["id"]] = row
                places[row["id"]] = (step, row["filter_reason"])
        self.assertEqual(len(rows), summary["documents"] + summary["removed"])
        return rows, places, summary


class DropStates(SortingTest):
    def setUp(self):
        super().setUp()
        self.labels = labels()
        self.source = STATE_TESTS / "pages"

    def name(self, row):
        return row["warc_filename"].rpartition("/")[2].removesuffix(".html")

    def test_each_page_is_where_its_label_says(self):
        rows, places, _ = self.sort(self.source, "--drop-states", ",".join(STATES))
        self.assertEqual(len(rows), len(self.labels))
        for key, row in rows.items():
            state = self.labels[self.name(row)]
            kept = (None, None)
            expected = kept if state == "ok" else ("page_state", state)
            self.assertEqual(places[key], expected, self.name(row))

    def test_one_state_takes_no_other_page(self):
        before, before_places, _ = self.sort(self.source)
        self.assertEqual({step for step, _ in before_places.values()}, {None, "extract"})
        for state in STATES:
            with self.subTest(state):
                rows, places, summary = self.sort(self.source, "--drop-states", state)
                self.assertEqual(rows.keys(), before.keys())
                count = collections.Counter(self.labels.values())[state]
                self.assertGreater(count, 0)
                self.assertEqual(summary["removed_by_reason"].get(state), count)
                for key, row in rows.items():
                    self.assertEqual(without_run(row), without_run(before[key]))
                    dropped = row["page_state"] == state
                    self.assertEqual(places[key],
                                     ("page_state", state) if dropped else before_places[key])

    def test_part_of_the_options_hash(self):
        hashes = {self.sort(self.source, *flags)[2]["engine"]["options_hash"]
                  for flags in ((), ("--drop-states", "login"), ("--drop-states", "parked"),
                                ("--respect-rights", "noai"))}
        self.assertEqual(len(hashes), 4)

    def test_unknown_names(self):
        for flag, name in (("--drop-states", "ok"), ("--drop-states", "login,soft-error"),
                           ("--respect-rights", "nofollow"), ("--respect-rights", "NOAI,tmd")):
            with self.subTest(f"{flag} {name}"):
                self.tamis("run", self.source, "-o", "out", flag, name, code=2)
                self.assertFalse((self.dir / "out").exists())


# Host, HTTP fields, elements of the page, the rules that remove it.
RIGHTS = (
    ("silent.example", (), "", ()),
    ("header.example", ("X-Robots-Tag: noai, noimageai",), "", ("noai", "noimageai")),
    ("meta.example", (), "<meta name=robots content='noindex,noarchive'>",
     ("noindex", "noarchive")),
    ("none.example", ("X-Robots-Tag: none",), "", ("noindex",)),
    ("snippet.example", (), "<meta name=ROBOTS content=NOSNIPPET>", ("nosnippet",)),
    ("agent.example", ("X-Robots-Tag: gptbot: noai",), "<meta name=googlebot content=noindex>", ()),
    ("tdm.example", ("TDM-Reservation: 1",), "", ("tdm",)),
    ("open.example", ("TDM-Reservation: 0",), "", ()),
    ("disputed.example", ("TDM-Reservation: 0",), "<meta name=tdm-reservation content=1>",
     ("tdm",)),
    ("signal.example", ("Content-Signal: search=yes, ai-input=no, ai-train=no",), "",
     ("ai-train", "ai-input")),
    ("allowed.example", ("Content-Signal: ai-train=yes", "X-Robots-Tag: all"), "", ()),
)


class RespectRights(SortingTest):
    def setUp(self):
        super().setUp()
        records = []
        for host, fields, markup, _ in RIGHTS:
            body = page(host).replace(b"</head>", markup.encode() + b"</head>")
            records.append(response(host, body, headers=fields))
        self.crawl(records=records)

    def test_each_rule(self):
        before, _, summary = self.sort("example.warc.gz")
        self.assertEqual(summary["documents"], len(RIGHTS))
        for rule in RULES:
            with self.subTest(rule):
                rows, places, _ = self.sort("example.warc.gz", "--respect-rights", rule)
                self.assertEqual(rows.keys(), before.keys())
                removed = {rows[key]["hostname"] for key, (step, _) in places.items() if step}
                self.assertEqual(removed, {host for host, _, _, rules in RIGHTS if rule in rules})
                self.assertTrue(removed)
                for key, place in places.items():
                    self.assertIn(place, ((None, None), ("rights", f"rights_{rule}")))
                    self.assertEqual(without_run(rows[key]), without_run(before[key]))

    def test_all_rules_at_once(self):
        rows, places, summary = self.sort("example.warc.gz", "--respect-rights", ",".join(RULES))
        self.assertEqual({rows[key]["hostname"] for key, (step, _) in places.items() if not step},
                         {host for host, _, _, rules in RIGHTS if not rules})
        # The first rule in the order of --help gives the reason, so it is counted once.
        expected = collections.Counter(f"rights_{rules[0]}" for *_, rules in RIGHTS if rules)
        self.assertEqual(summary["removed_by_reason"], dict(expected))

    def test_rights_come_before_the_state(self):
        gone = page("Page not found", ["The page you were looking for does not exist."])
        gone = gone.replace(b"</head>", b"<meta name=robots content=noindex></head>")
        self.crawl(records=[response("gone.example", gone)])
        drop = ("--drop-states", "soft_error")
        for flags, place in (((), (None, None)), (drop, ("page_state", "soft_error")),
                             ((*drop, "--respect-rights", "noindex"), ("rights", "rights_noindex"))):
            with self.subTest(flags):
                _, places, _ = self.sort("example.warc.gz", *flags)
                self.assertEqual(list(places.values()), [place])


if __name__ == "__main__":
    unittest.main()
