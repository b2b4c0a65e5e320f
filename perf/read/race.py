"""Races `chimera query` against DuckDB, polars and pandas over the same bytes, in one run.

    race.py CHIMERA DATA [--log FILE]

DATA is what make_data.py wrote. Each question is a mean and a median by model. The answers are
compared; times are medians of five with the files in the page cache, ours with the start of the
process, the others' without. Peak memory is of one more run of ours (the file is read in pieces and
never mapped). A rival that is not installed is left out, and said.
"""
import argparse
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


def timed(work, repeats=REPEATS):
    seconds, answer = [], None
    for _ in range(repeats):
        start = time.perf_counter()
        answer = work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), answer


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
    options = parser.parse_args()
    out = ["| what | who | seconds (median of 5) | chimera / who | peak MB of chimera |", "|---|---|---|---|---|"]
    versions = []
    for name, folder, rivals in questions(options.data):
        seconds, ours = timed(lambda: chimera(options.program, folder))
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
            repeats = REPEATS if who == "duckdb" else 1
            theirs, answer = timed(ask, repeats)
            check(ours, answer, who)
            once = "" if repeats > 1 else " (once)"
            out.append(f"| {name} | {who} | {theirs:.2f}{once} | {seconds / theirs:.2f} | |")
    before = None
    for step in range(6):
        folder = options.data / f"double_{step}"
        seconds, _ = timed(lambda: chimera(options.program, folder))
        grown = "" if before is None else f"{seconds / before:.2f} × the half"
        out.append(f"| CSV doubled, step {step} | chimera | {seconds:.3f} | {grown} | |")
        before = seconds
    text = "\n".join(out) + f"\n\n{', '.join(versions)}; {os.cpu_count()} cores; answers equal to 1e-9.\n"
    print(text)
    if options.log:
        options.log.write_text(text)


if __name__ == "__main__":
    main()
