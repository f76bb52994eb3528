"""tamis dedup --preview: what it says of a sample against what the run does."""
import json
import pathlib
import random
import re
import statistics
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "cli"), str(ROOT / "bench" / "dedup")]
import known_truth  # noqa: E402
from harness import TamisTest  # noqa: E402

SEEDS = 24
SAMPLED = re.compile(r"([\d,]+) rows: of ([\d,]+) drawn, ([\d,]+) would go, "
                     r"[\d.]+% \(([\d.]+) to ([\d.]+)%\)")
RECALL = re.compile(r"([\d.]+) ± ([\d.]+) would be found")


def number(text):
    return int(text.replace(",", ""))


class Preview(TamisTest):
    def setUp(self):
        super().setUp()
        self.rows_made, self.groups, _ = known_truth.make_corpus(5000, 3)
        for row in self.rows_made:
            row["url"] = f"https://{'big' if row['group'] % 3 else 'small'}.example/{row['id']}"
        self.path = self.dir / "docs.jsonl"
        self.write_rows(random.Random(1).sample(self.rows_made, len(self.rows_made)))

    def write_rows(self, rows):
        self.path.write_text("".join(json.dumps(row) + "\n" for row in rows))

    def preview(self, *flags):
        return self.tamis("dedup", self.path, "--preview", "-q", *flags)[0].decode()

    def run_dedup(self, *flags):
        self.tamis("dedup", self.path, "-o", "out", "-q", "--overwrite", *flags)
        return json.loads((self.dir / "out/summary.json").read_text())

    def test_all_rows_give_the_counts_of_the_run(self):
        summary = self.run_dedup()
        for flags in ((), ("--preview-sample", 0)):  # by default all, as there are few
            text = self.preview(*flags)
            self.assertIn(f"{summary['removed']:,} would go", text)
            self.assertIn(f"{summary['near_dup']:,} near duplicates", text)
            for site in summary["sites"]:
                gone = site["exact_dup"] + site["near_dup"]
                self.assertIn(f"{gone:,} of {site['rows']:,}, ", text)

    def test_a_sample_is_unbiased_and_its_intervals_hold(self):
        for flags in ((), ("--preset", "nemo"), ("--same-url", "--keep", "oldest")):
            with self.subTest(flags):
                summary = self.run_dedup(*flags)
                share = summary["removed"] / summary["rows"]
                shares, inside = [], 0
                for seed in range(1, SEEDS + 1):
                    found = SAMPLED.search(self.preview("--preview-sample", 400, "--seed", seed, *flags))
                    rows, judged, gone = map(number, found.group(1, 2, 3))
                    self.assertEqual((rows, judged), (summary["rows"], 400))
                    shares.append(gone / judged)
                    low, high = float(found[4]) / 100 - 5e-4, float(found[5]) / 100 + 5e-4
                    inside += low <= share <= high
                error = statistics.stdev(shares) / SEEDS ** 0.5
                self.assertLess(abs(statistics.mean(shares) - share), 4 * error)
                # 95 % of them; fewer than 19 of 24 in 1 of 1,000 cases.
                self.assertGreaterEqual(inside, 19)

    def test_rows_of_the_sample_are_judged_as_the_run_judges_them(self):
        """Half of the rows share a text with many others: the sample is compared with all of them."""
        rows = [{"id": i, "text": f"{i % 50} is a text that stands in this file many times over"
                 if i % 2 else f"{i} stands here once {i * 7919} and no other {i * 31} is {i * 17} like it"}
                for i in range(5000)]
        self.write_rows(rows)
        summary = self.run_dedup()
        found = SAMPLED.search(self.preview("--preview-sample", 400))
        self.assertAlmostEqual(number(found[3]) / 400, summary["removed"] / 5000, delta=0.1)

    def test_the_expected_recall_is_the_one_that_is_reached(self):
        """By brute force, with bands that find only some; a row counts as found when it goes."""
        flags = ("--bands", 4, "--rows", 6)
        _, similar = known_truth.true_pairs(self.rows_made, self.groups, 0.8)
        errors = []
        for seed in range(1, 9):
            self.run_dedup("--seed", seed, *flags)
            gone = {r["id"] for r in self.rows(self.dir / "out", "removed/near_dup")}
            kept = {r["id"] for r in self.rows(self.dir / "out")}
            missed = len({a for a, b in similar if a in kept and b in kept})
            expected, error = map(float, RECALL.search(
                self.preview("--preview-sample", 0, "--seed", seed, *flags)).groups())
            self.assertLess(expected, 0.97)
            errors.append((expected - len(gone) / (len(gone) + missed)) / error)
        self.assertLess(abs(statistics.mean(errors)), 1.5, errors)


if __name__ == "__main__":
    unittest.main()
