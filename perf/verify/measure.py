"""Times `chimera verify`, and `run`, which has its own report verified, over trees of small files.

    measure.py CHIMERA FOLDER [--sample DIR --report FILE] [--log FILE]

FOLDER gets what make_data.py writes for 1,000 and 10,000 files. Times are medians of five with the
files in the page cache, from the start of the process to its end. A sample tree with its report is
timed too where it is given.
"""
import argparse
import json
import pathlib
import platform
import statistics
import subprocess
import sys
import time

REPEATS = 5


def timed(command, repeats=REPEATS):
    seconds, done = [], None
    for _ in range(repeats):
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), done


def verified(chimera, report, tree):
    seconds, done = timed([chimera, "verify", str(report), str(tree), "--json"])
    summary = json.loads(done.stdout)["summary"]
    return seconds, f"{sum(summary.values())} claims, {summary['contradicted']} contradicted"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chimera")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--sample", type=pathlib.Path)
    parser.add_argument("--report", type=pathlib.Path)
    parser.add_argument("--log", type=pathlib.Path)
    options = parser.parse_args()
    make = pathlib.Path(__file__).with_name("make_data.py")
    rows = []
    if options.sample and options.report:
        rows.append((f"verify {options.report.name} on the sample", *verified(options.chimera, options.report, options.sample)))
    for files, lines in ((1_000, 1_000), (10_000, 5_000)):
        folder = options.folder / str(files)
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, make, folder, "--files", str(files), "--lines", str(lines)], check=True)
        rows.append((f"verify {lines} lines over {files} files", *verified(options.chimera, folder / "report.md", folder / "tree")))
    tree, out = options.folder / "1000" / "tree", options.folder / "out"
    seconds, done = timed([options.chimera, "run", str(tree), "-o", str(out), "--engine", "none"], 3)
    summary = json.loads((out / "verdicts.json").read_text())["summary"]
    rows.append(("run, its report verified, on 1000 files", seconds, f"{sum(summary.values())} claims, {summary['contradicted']} contradicted"))
    text = "| what | seconds (median) | found |\n|---|---|---|\n"
    text += "".join(f"| {what} | {took:.2f} | {found} |\n" for what, took, found in rows)
    text += f"\n{platform.machine()}, {subprocess.run(['nproc'], capture_output=True, text=True).stdout.strip()} cores, shared; {options.chimera}\n"
    print(text, end="")
    if options.log:
        options.log.write_text(text)


main()
