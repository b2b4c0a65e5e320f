"""Races `chimera query` against DuckDB, polars and pandas over the same bytes, in one run.

    race.py CHIMERA DATA [--log FILE] [--results FILE.csv]

DATA is what make_data.py wrote; --results gets every round of us and DuckDB, turn about, for README's
table. Each question is a mean and a median by model. The answers are
compared; times are medians of five rounds with the files in the page cache, ours with the start of the
process, the others' without. Peak memory is of one more run of ours (the file is read in pieces and
never mapped). A rival that is not installed is left out, and said.
"""
import argparse
import csv
import importlib
import os
import pathlib
import statistics
import subprocess
import sys
import time

REPEATS = 5


def chimera(program, folder):
    command = [program, "query", str(folder), "--metric", "tokens_s", "--stat", "mean,median", "--by", "model"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    rows = [line.split() for line in lines[1:] if not line.startswith(("note:", "left out:"))]
    return [(row[0], float(row[1]), float(row[2])) for row in rows if len(row) == 5]


def duckdb(reader, column="tokens_s"):
    import duckdb as engine

    text = f"select model, avg({column}), median({column}) from {reader} where status = 'ok' group by model order by model"
    return engine.sql(text).fetchall()


def polars(frame, column):
    import polars as engine

    value = column(engine)
    answer = frame(engine).filter(engine.col("status") == "ok").group_by("model").agg(value.mean().alias("mean"), value.median().alias("median"))
    return answer.sort("model").collect().rows()


def pandas(read, column="tokens_s"):
    import pandas as engine

    frame = read(engine)
    group = frame[frame["status"] == "ok"].groupby("model")[column]
    return list(zip(group.mean().index, group.mean(), group.median()))


def questions(data):
    csv, files, lines = data / "csv/requests.csv", data / "files", data / "jsonl/requests.jsonl"
    nested = lambda pl: pl.col("metrics").struct.field("tokens_s")
    yield "CSV of %d MB" % (csv.stat().st_size / 1e6), csv.parent, {
        "duckdb": lambda: duckdb(f"read_csv('{csv}')"),
        "polars": lambda: polars(lambda pl: pl.scan_csv(csv), lambda pl: pl.col("tokens_s")),
        "pandas": lambda: pandas(lambda pd: pd.read_csv(csv)),
    }
    yield "%d CSV files" % len(list(files.iterdir())), files, {
        "duckdb": lambda: duckdb(f"read_csv('{files}/*.csv')"),
        "polars": lambda: polars(lambda pl: pl.scan_csv(files / "*.csv"), lambda pl: pl.col("tokens_s")),
        "pandas": lambda: pandas(lambda pd: pd.concat(map(pd.read_csv, files.iterdir()))),
    }
    yield "JSON Lines of %d MB" % (lines.stat().st_size / 1e6), lines.parent, {
        "duckdb": lambda: duckdb(f"read_json('{lines}')", "metrics.tokens_s"),
        "polars": lambda: polars(lambda pl: pl.scan_ndjson(lines), nested),
    }


def once(work):
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


def turn_about(ours, theirs):
    """Seconds of each round of both, and both answers."""
    rounds = [(once(ours), once(theirs)) for _ in range(REPEATS)]
    return [a[0] for a, _ in rounds], [b[0] for _, b in rounds], rounds[-1][0][1], rounds[-1][1][1]


def check(ours, theirs, who):
    same = len(ours) == len(theirs) and all(
        a[0] == b[0] and all(abs(x - y) <= 1e-9 * abs(y) for x, y in zip(a[1:], b[1:])) for a, b in zip(ours, theirs)
    )
    if not same:
        sys.exit(f"{who} answers otherwise:\n{ours}\n{theirs}")


def peak_megabytes(program, folder):
    code = (
        "import resource,subprocess,sys;subprocess.run(sys.argv[1:],check=True,stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [program, "query", str(folder), "--metric", "tokens_s", "--stat", "mean,median", "--by", "model"]
    return int(subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True).stdout) / 1000


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--log", type=pathlib.Path)
    parser.add_argument("--results", type=pathlib.Path)
    options = parser.parse_args()
    out = ["| what | who | seconds (median of 5) | chimera / who | peak MB of chimera |", "|---|---|---|---|---|"]
    versions, results = [], []
    for name, folder, rivals in questions(options.data):
        ours = lambda folder=folder: chimera(options.program, folder)
        rounds = [once(ours) for _ in range(REPEATS)]
        seconds, answer = statistics.median(taken for taken, _ in rounds), rounds[-1][1]
        out.append(f"| {name} | chimera | {seconds:.2f} | | {peak_megabytes(options.program, folder):.0f} |")
        for who, ask in rivals.items():
            try:
                version = f"{who} {importlib.import_module(who).__version__}"
            except ImportError:
                version = f"{who}: not installed"
            if version not in versions:
                versions.append(version)
            if version.endswith("not installed"):
                continue
            if who == "duckdb":
                mine, theirs, _, said = turn_about(ours, ask)
                for number, pair in enumerate(zip(mine, theirs), 1):
                    results += [[name, "chimera", number, f"{pair[0]:.4f}"], [name, version, number, f"{pair[1]:.4f}"]]
                seconds, taken, note = statistics.median(mine), statistics.median(theirs), ""
            else:
                (taken, said), note = once(ask), " (once)"
            check(answer, said, who)
            out.append(f"| {name} | {who} | {taken:.2f}{note} | {seconds / taken:.2f} | |")
    before = None
    for step in range(6):
        folder = options.data / f"double_{step}"
        seconds = statistics.median(once(lambda: chimera(options.program, folder))[0] for _ in range(REPEATS))
        grown = "" if before is None else f"{seconds / before:.2f} × the half"
        out.append(f"| CSV doubled, step {step} | chimera | {seconds:.3f} | {grown} | |")
        before = seconds
    text = "\n".join(out) + f"\n\n{', '.join(versions)}; {os.cpu_count()} cores; answers equal to 1e-9.\n"
    print(text)
    if options.log:
        options.log.write_text(text)
    if options.results:
        with options.results.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([["question", "program", "round", "wall_s"], *results])


if __name__ == "__main__":
    main()
