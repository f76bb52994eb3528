"""bench/instructions/gate.py reads what callgrind writes, and fails when counts rise."""
import contextlib
import io
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench" / "instructions"))
import gate  # noqa: E402

# main calls Parse twice, for 300 in all; Parse calls Next, which was named in a call first.
PROFILE = """# callgrind format
version: 1
events: Ir

fl=(1) a.cc
fn=(1) main
16 20
cfn=(2) Parse(int)
calls=2 30
+1 300

fn=(2)
30 100
cfn=(3) Next()
calls=5 40
* 200

fn=(3)
-3 150
+2 50

totals: 320
"""
BEFORE = {"whole run": 1000, "parse": 100, "row": 10}


def report(counts, update=False):
    """The exit code, and what was printed."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = gate.report(counts, {"key": BEFORE}, "key", update)
    return code, printed.getvalue()


class GateTest(unittest.TestCase):
    def test_functions_count_with_what_they_call(self):
        with tempfile.NamedTemporaryFile("w", suffix=".out") as file:
            file.write(PROFILE)
            file.flush()
            total, by_name = gate.inclusive_costs(file.name)
        self.assertEqual(total, 320)
        self.assertEqual(by_name, {"main": 320, "Parse(int)": 300, "Next()": 200})

    def test_verdicts(self):
        cases = [
            ("the same", BEFORE, 0, None),
            ("3 % more is let through", BEFORE | {"whole run": 1030, "parse": 103}, 0, None),
            ("the whole run takes more", BEFORE | {"whole run": 1031}, 1, "FAILED: whole run"),
            ("parsing takes more", BEFORE | {"parse": 104}, 1, "FAILED: parse"),
            ("what is not gated takes more", BEFORE | {"row": 20}, 0, "+100.0 %"),
            ("a function was renamed", BEFORE | {"parse": 0}, 1, "FAILED: parse has no function"),
            ("less", BEFORE | {"whole run": 960}, 0, "can be lowered"),
        ]
        for name, counts, code, words in cases:
            with self.subTest(name):
                got, printed = report(counts)
                self.assertEqual(got, code, printed)
                self.assertIn(words or "stage", printed)
                self.assertEqual("FAILED" in printed, code == 1, printed)


if __name__ == "__main__":
    unittest.main()
