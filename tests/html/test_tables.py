"""The generated tables of src/html are what their scripts write today."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLES = {
    "tools/gen/html_names.py": ["src/html/names/names_table.h", "src/html/names/names_table.cc"],
    "tools/gen/html_entities.py": ["src/html/tokenizer/entities_table.h",
                                   "src/html/tokenizer/entities_table.cc"],
}


class TablesTest(unittest.TestCase):
    def test_regenerating_changes_nothing(self):
        for script, outputs in TABLES.items():
            with self.subTest(script), tempfile.TemporaryDirectory() as folder:
                for output in outputs:
                    (pathlib.Path(folder) / output).parent.mkdir(parents=True, exist_ok=True)
                subprocess.run([sys.executable, ROOT / script, folder], check=True)
                for output in outputs:
                    made = (pathlib.Path(folder) / output).read_text()
                    self.assertTrue(made == (ROOT / output).read_text(), f"{output} is out of date")


if __name__ == "__main__":
    unittest.main()
