"""A report in Chromium: opened from disk without network, numbers shown, text of pages inert.

test_browser.py --screenshot DIR OUT.png   pictures the report of the corpus in DIR
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from browser import MISSING, check  # noqa: E402
from harness import TAMIS, TamisTest, make_crawl, page, response  # noqa: E402

def funnel(data):
    """The rows that the funnel should show: name and what is left."""
    left = data["run"]["records"]
    rows = [["Records read", f"{left:,}"]]
    for name, taken in [["skipped", data["run"]["skipped"]], *data["steps"]]:
        left -= taken
        if taken:
            rows.append([name, f"{left:,}"])
    return rows + [["Documents", f"{left:,}"]]


@unittest.skipIf(MISSING, f"the report is not opened in a browser: no {', '.join(MISSING)}")
class Browser(TamisTest):
    def test_a_hostile_crawl(self):
        evil = "<script>window.stolen=1</script><img src=x onerror=window.stolen=1>"
        title = evil.replace("<", "&lt;")
        records = list(make_crawl.records())
        records += [response("evil.example", page(title, [f"{title} stands here, and it takes a "
                                                          "whole long sentence to say so."] * 3)),
                    response("gone.example", page("Gone"), status="404 Not Found")]
        for i in range(40):
            records.append(response(f"p{i}.example", page(f"Page {i}", [f"Page {i} is a page."])))
        self.crawl("crawl.warc.gz", records)
        self.tamis("run", "crawl.warc.gz", "-o", "corpus", "--filter", "gopher,c4")
        data = json.loads(self.tamis("report", "corpus", "--json", "--samples", "20")[0])
        self.tamis("report", "corpus", "--samples", "20")
        removed = [row[0].split("/")[1] for row in data["tables"]["reasons"]["rows"]]
        wrong = check("check.mjs", self.dir / "corpus" / "report.html", {
            "funnel": funnel(data),
            "samples": removed,
            "texts": ["corpus", f"{data['documents']['rows']:,}", evil, "evil.example",
                      *removed],
        })
        self.assertEqual(wrong, "")

    def test_an_unfinished_corpus(self):
        self.write("a.html", page())
        self.tamis("run", "a.html", "-o", "corpus")
        (self.dir / "corpus" / "summary.json").unlink()
        self.tamis("report", "corpus")
        wrong = check("check.mjs", self.dir / "corpus" / "report.html", {
            "funnel": [["Pages", "1"], ["Documents", "1"]], "samples": [],
            "texts": ["The run has not ended", "No page was removed"]})
        self.assertEqual(wrong, "")


def screenshot(corpus, out):
    data = json.loads(subprocess.run([TAMIS, "report", corpus, "--json"], check=True,
                                     capture_output=True).stdout)
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.html"
        subprocess.run([TAMIS, "report", corpus, "-o", str(report), "-q"], check=True)
        sys.exit(check("check.mjs", report, {"funnel": funnel(data), "samples": [], "texts": [], "height": 2270},
                       str(pathlib.Path(out).resolve())))


if __name__ == "__main__":
    if "--screenshot" in sys.argv:
        screenshot(*sys.argv[2:4])
    else:
        unittest.main()
