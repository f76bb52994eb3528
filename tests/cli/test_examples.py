"""The commands of examples/README.md give the output that it shows; numbers may differ.

test_examples.py --update   writes what they give now into the README.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from harness import ROOT, TAMIS

README = ROOT / "examples" / "README.md"
BLOCK = re.compile(r"```console\n\$ (.*)\n((?:.*\n)*?)```\n")


def outputs(readme):
    """[(command, shown, given)] of every block, run one after another in a copy of examples."""
    with tempfile.TemporaryDirectory() as folder:
        bin_folder = pathlib.Path(folder) / "bin"
        bin_folder.mkdir()
        (bin_folder / "tamis").symlink_to(pathlib.Path(TAMIS).resolve())
        work = pathlib.Path(folder) / "examples"
        shutil.copytree(ROOT / "examples", work)
        env = {**os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        result = []
        for command, shown in BLOCK.findall(readme):
            done = subprocess.run(["bash", "-c", command], cwd=work, env=env, text=True,
                                  encoding="utf-8", stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, timeout=300)
            result.append((command, shown, done.stdout))
        return result


def without_numbers(text):
    """Scores, times and sizes may change from version to version, and so may their columns."""
    text = re.sub(r"(?m)^  time: .*", "  time: by stage", text)  # whose order is by chance
    return re.sub(r"[ ,]+", " ", re.sub(r"\d[\d.,:]*( [kMG]?B)?", "0", text))


class Examples(unittest.TestCase):
    maxDiff = None

    def test_the_readme_is_true(self):
        blocks = outputs(README.read_text(encoding="utf-8"))
        self.assertGreater(len(blocks), 8)
        for command, shown, given in blocks:
            with self.subTest(command):
                self.assertEqual(without_numbers(shown), without_numbers(given))


def update():
    readme = README.read_text(encoding="utf-8")
    given = iter(outputs(readme))
    README.write_text(BLOCK.sub(
        lambda match: f"```console\n$ {match[1]}\n{next(given)[2]}```\n", readme), encoding="utf-8")


if __name__ == "__main__":
    if "--update" in sys.argv:
        update()
    else:
        unittest.main()
