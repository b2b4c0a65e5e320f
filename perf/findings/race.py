"""Times `chimera facts` against the same facts by pandas, scipy and statsmodels, in one run.

    race.py CHIMERA DATA [--rival-files N] [--anova PROGRAM] [--log FILE]

DATA is what make_data.py wrote. The rival reads each file, leaves out failed and cold trials by the same
rules, and computes for throughput and time to first token of each file: the mean of each level of each
factor with its t interval, and the type II F test of logarithms beside prompts and the other factors;
ratios with their intervals, the tests in blocks, what is found and how it is said are left to us. It takes
long, so it does `--rival-files` files, one after another, and its time for all is that of one times their
number. Means and p are compared. Ours are medians of three with the files in the page cache, the start of
the process included. PROGRAM is perf/anova, which times one analysis of variance of a million rows.
"""
import argparse
import importlib
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import warnings

import numpy
import pandas
import scipy.stats
import statsmodels.api
import statsmodels.formula.api

REPEATS = 3
FACTORS = ["num_gpu", "num_ctx", "num_thread"]
METRICS = ["tokens_s", "ttft_s"]


def seconds_of(command):
    """Wall and processor time of one run that prints into a file, and its peak memory in MB."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=out)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{command}: status {status}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def median_of(command):
    return [statistics.median(column) for column in zip(*(seconds_of(command) for _ in range(REPEATS)))]


def formula(frame, metric, factors):
    others = " + ".join(f"C({name})" for name in [*factors, "prompt_id"])
    between = "".join(f" + C({a}):C({b})" for i, a in enumerate(factors) for b in factors[i + 1:])
    return f"numpy.log({metric}) ~ {others}{between}"


def rival(path, name):
    """{(file, metric, factor, level): mean} and {(file, metric, factor): p} of one file."""
    frame = pandas.read_csv(path)
    frame = frame[frame["error"].isna()]
    cold = (frame["load_s"] > 5 * frame["load_s"].median()) & (frame["load_s"] > 0.2)
    frame = frame[~cold]
    factors = [factor for factor in FACTORS if factor in frame]
    means, p = {}, {}
    for metric in METRICS:
        table = statsmodels.api.stats.anova_lm(statsmodels.formula.api.ols(formula(frame, metric, factors), frame).fit(), typ=2)
        for factor in factors:
            groups = frame.groupby(factor)[metric].agg(["mean", "sem", "count"])
            scipy.stats.t.interval(0.95, groups["count"] - 1, groups["mean"], groups["sem"])
            for level, mean in groups["mean"].items():
                means[name, metric, factor, str(level)] = mean
            p[name, metric, factor] = table.loc[f"C({factor})", "PR(>F)"]
    return means, p


def check(ours, means, p):
    """Every mean and p of the rival stands among our facts; how many were compared."""
    compared = 0
    found_means, found_p = {}, {}
    for fact in json.loads(ours)["facts"]:
        where = fact["where"]
        for factor in FACTORS:
            if fact["statistic"] == "mean" and factor in where and len(where) == 2:
                found_means[where.get("file"), fact["metric"], factor, where[factor]] = fact["value"]
            if fact["statistic"] == "p" and f"--effect {factor}" in fact["query"] and len(where) == 1:
                found_p[where.get("file"), fact["metric"], factor] = fact["value"]
    for theirs, found, slack in ((means, found_means, 1e-9), (p, found_p, 1e-6)):
        for key, value in theirs.items():
            if key not in found:
                sys.exit(f"no fact of {key}")
            # Below what a double tells of a tail both are 0 for a reader.
            if abs(found[key] - value) > slack * abs(value) + 1e-30:
                sys.exit(f"{key}: {found[key]} for {value}")
            compared += 1
    return compared


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--rival-files", type=int, default=200)
    parser.add_argument("--anova")
    parser.add_argument("--log", type=pathlib.Path)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    paths = sorted(options.data.rglob("*.csv"))
    read_wall, read_used, _ = median_of([options.program, "inventory", options.data])
    wall, used, peak = median_of([options.program, "facts", options.data, "--json"])
    ours = subprocess.run([options.program, "facts", options.data, "--json"], check=True, capture_output=True).stdout
    step = max(1, len(paths) // options.rival_files)
    means, p, start, cpu = {}, {}, time.perf_counter(), time.process_time()
    chosen = paths[::step]
    for path in chosen:
        more_means, more_p = rival(path, str(path.relative_to(options.data)))
        means |= more_means
        p |= more_p
    scale = len(paths) / len(chosen)
    theirs, theirs_used = (time.perf_counter() - start) * scale, (time.process_time() - cpu) * scale
    compared = check(ours, means, p)
    answer = json.loads(ours)
    versions = ", ".join(f"{name} {importlib.import_module(name).__version__}" for name in ("pandas", "scipy", "statsmodels"))
    text = "\n".join([
        "| what | who | seconds | processor seconds | chimera / who, processor | peak MB of chimera |", "|---|---|--:|--:|--:|--:|",
        f"| facts and findings of {len(paths)} files, as JSON | chimera | {wall:.2f} | {used:.2f} | | {peak:.0f} |",
        f"| of these, reading (`inventory`) | chimera | {read_wall:.2f} | {read_used:.2f} | | |",
        f"| means, intervals and F tests of {len(paths)} files, from {len(chosen)} | pandas, statsmodels | {theirs:.1f} | {theirs_used:.1f} | {used / theirs_used:.4f} | |",
        "", f"{len(answer['facts'])} facts, {len(answer['findings'])} findings; {compared} means and p compared: equal to 1e-9 and 1e-6. "
        f"{versions}; {os.cpu_count()} cores; load when done {os.getloadavg()[0]:.1f}."]) + "\n"
    if options.anova:
        text += "\n" + subprocess.run([options.anova], check=True, capture_output=True, text=True).stdout
    print(text)
    if options.log:
        options.log.write_text(text)


if __name__ == "__main__":
    main()
