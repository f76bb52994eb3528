"""tamis run --filter and --mask-pii: what is removed, where it goes, what is masked."""
import unittest

from harness import TamisTest, page, response

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


if __name__ == "__main__":
    unittest.main()
