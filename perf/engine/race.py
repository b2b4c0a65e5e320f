"""Measures the embedded engine beside llama-bench, of the same source and settings, in one run.

    race.py CHIMERA LLAMA_BENCH MODEL TREE [--threads N] [--log FILE]

Plain decoding is held against llama-bench's tg64 (-fa 0 --repack 0: the reproducible setting), turn
about, the best of twenty, since others on the machine only ever slow down: from an empty context, and
after as many tokens as our prompt has. Both hold a context of that size: a larger one is slower. Guided writing is the tokens that `run` on TREE emits over its eval duration,
beside plain decoding in the same run; TTFT again is the second run's over the first's, whose prompts
it finds kept; peak memory is beyond the model's file.
"""
import argparse
import csv
import json
import os
import pathlib
import subprocess
import tempfile
import time

REPEATS = 20
SCENARIO = """mode = "compared"
repetitions = 1
[[agent]]
name = "one"
task = "Tell the history of the computer at length."
[[agent]]
name = "other"
task = "Tell the history of the telephone at length."
"""


def llama_bench(program, model, threads, depth):
    command = [program, "-m", model, "-p", "0", "-n", "64", "-d", str(depth), "-t", str(threads), "-fa", "0", "--repack", "0", "-r", "2", "-o", "json"]
    return max(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)[0]["samples_ts"])


def plain(program, model, threads, folder):
    """The speed, and the prompt's tokens."""
    (folder / "scenario.toml").write_text(SCENARIO)
    command = [program, "agents", folder / "scenario.toml", "-o", folder / "agents", "--model", model, "--num-predict", "65", "--num-ctx", "256", "--threads", str(threads)]
    subprocess.run(command, check=True, capture_output=True)
    with open(folder / "agents" / "trials.csv", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["tokens_s"] and int(row["output_tokens"]) > 60]
    assert rows, "the model stopped early"
    return max(float(row["tokens_s"]) for row in rows), int(rows[0]["prompt_tokens"])


def report(program, model, threads, tree, folder, out):
    command = [program, "run", tree, "-o", folder / out, "--model", model, "--threads", str(threads)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"XDG_CACHE_HOME": str(folder / "cache")})
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, command
    calls = [json.loads(line)["measurement"] for line in (folder / out / "transcript.jsonl").read_text().splitlines()]
    return time.perf_counter() - start, calls, usage.ru_maxrss * 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("chimera", "llama_bench", "model", "tree"):
        parser.add_argument(name)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--log")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        empty, after, ours = [], [], []
        for _ in range(REPEATS):
            speed, depth = plain(args.chimera, args.model, args.threads, folder)
            ours.append(speed)
            empty.append(llama_bench(args.llama_bench, args.model, args.threads, 0))
            after.append(llama_bench(args.llama_bench, args.model, args.threads, depth))
        decode, bench = max(ours), max(empty)
        first_s, first, memory = report(args.chimera, args.model, args.threads, args.tree, folder, "first")
        again_s, again, _ = report(args.chimera, args.model, args.threads, args.tree, folder, "again")
        emitted = sum(c["tokens"] for c in again) / sum(c["eval_s"] for c in again)
        beyond = memory - os.path.getsize(args.model)
    ttft = [a["ttft_s"] / f["ttft_s"] for a, f in zip(again, first)]
    lines = [
        "| what | figure |", "|---|---|",
        f"| model | {pathlib.Path(args.model).name}, {args.threads} threads |",
        f"| llama-bench tg64, -fa 0 --repack 0 | {bench:.1f} tok/s |",
        f"| plain decoding / llama-bench | {decode / bench:.3f} |",
        f"| plain decoding / llama-bench after {depth} tokens, as ours | {decode / max(after):.3f} |",
        f"| guided emission / plain decoding | {emitted / decode:.2f} |",
        f"| TTFT of the same prompts again / first | {', '.join(f'{ratio:.3f}' for ratio in ttft)} |",
        f"| `run`, first | {first_s:.1f} s |",
        f"| `run`, again | {again_s:.1f} s |",
        f"| tokens scored in all | {sum(c['scored_tokens'] for c in first)} |",
        f"| decode calls / token | {sum(c['decode_calls'] for c in first) / sum(c['tokens'] for c in first):.3f} |",
        f"| peak memory beyond the model's file | {beyond / 1e6:.0f} MB |",
    ]
    text = "\n".join(lines) + "\n"
    print(text)
    if args.log:
        with open(args.log, "a") as log:
            log.write(text + "\n")


if __name__ == "__main__":
    main()
