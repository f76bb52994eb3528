"""AArch64 from an x86 machine: src/base with its tests, built by the cross compiler and run by qemu, so that
the vectors of 16 bytes (base/simd/sse2.h) are tried as NEON; and what else knows of vectors, compiled.

The whole program is built for AArch64 with cmake/aarch64.cmake (HACKING.md).
Needs, from scripts/deps.sh --test: g++-aarch64-linux-gnu, qemu-user-static, libsimde-dev, googletest.
"""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMPILER = "aarch64-linux-gnu-g++"
EMULATOR = "qemu-aarch64-static"
GTEST = pathlib.Path("/usr/src/googletest/googletest")
SIMDE = pathlib.Path("/usr/include/simde")
# As in cmake/warnings.cmake.
FLAGS = ["-std=c++20", "-O1", "-Wall", "-Wextra", "-Wshadow", "-Werror", "-Wno-restrict", "-fsigned-char", "-ffp-contract=off",
         f"-I{ROOT}/include", f"-I{ROOT}/src", f"-I{ROOT}", f'-DTAMIS_SOURCE_DIR="{ROOT}"']
VECTORS = re.compile(r"base/simd/|__x86_64__|__SSE2__|immintrin")


def compile_one(source, out=None):
    google = [f"-I{GTEST}", "-isystem", f"{GTEST}/include"]
    result = ["-fsyntax-only"] if out is None else ["-c", "-o", str(out)]
    done = subprocess.run([COMPILER, *FLAGS, *google, *result, str(source)], capture_output=True, text=True)
    return "" if done.returncode == 0 else f"{source}:\n{done.stderr}"


def main():
    missing = [tool for tool in (COMPILER, EMULATOR) if shutil.which(tool) is None]
    missing += [str(folder) for folder in (GTEST, SIMDE) if not folder.is_dir()]
    if missing:
        print(f"skipped: no {', '.join(missing)} (scripts/deps.sh --test)")
        return 0
    base = [*(ROOT / "src/base").rglob("*.cc")]
    users = [file for file in (ROOT / "src").rglob("*.cc")
             if file not in base and not file.name.endswith("_test.cc") and VECTORS.search(file.read_text())]
    assert base and users
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        linked = [*base, GTEST / "src/gtest-all.cc", GTEST / "src/gtest_main.cc"]
        objects = [pathlib.Path(folder) / f"{i}.o" for i in range(len(linked))]
        errors = [*pool.map(compile_one, linked, objects), *pool.map(compile_one, users)]
        if any(errors):
            print("\n".join(error for error in errors if error))
            return 1
        program = pathlib.Path(folder) / "base_test"
        subprocess.run([COMPILER, *map(str, objects), "-o", str(program), "-ldl"], check=True)
        for kernel in ("scalar", "neon"):
            done = subprocess.run([EMULATOR, "-L", "/usr/aarch64-linux-gnu", str(program), "--gtest_brief=1"],
                                  env={**os.environ, "TAMIS_KERNEL": kernel})
            if done.returncode != 0:
                print(f"failed as {kernel}")
                return 1
    print(f"{len(base)} files of src/base run, {len(users)} others compiled")
    return 0


if __name__ == "__main__":
    sys.exit(main())
