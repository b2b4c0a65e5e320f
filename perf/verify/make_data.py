"""Writes a tree of small result files and a report that speaks of them.

    make_data.py FOLDER [--files 10000] [--lines 5000] [--seed 1]

FOLDER/tree has CSV files of eight trials each, of 80 models; FOLDER/report.md speaks of one file a
line: means, medians, extremes, comparisons, counts. About half of the comparisons are false.
"""
import argparse
import pathlib
import random
import shutil

MODELS = [f"model{k}-{size}b" for k in range(20) for size in (1, 3, 7, 13)]
CELLS = [(batch, prompt) for batch in (1, 8) for prompt in ("a1", "b2", "c3", "d4")]


def line_about(number, name, model, values):
    at_one = sorted(values[:4])
    return random.choice([
        f"In `{name}` {model} reaches a mean throughput of {sum(values) / 8:.2f} tok/s.",
        f"At batch size 1 the median ttft_ms of {model} in `{name}` is {3 * (at_one[1] + at_one[2]) / 2:.2f} ms.",
        f"{model} is faster than {MODELS[(number + 3) % len(MODELS)]} and holds 8 trials in `{name}`.",
        f"- the highest throughput in `{name}` was {max(values):.2f} tok/s",
    ])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--lines", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random.seed(options.seed)
    tree = options.folder / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    lines = ["# Report", ""]
    for number in range(options.files):
        folder = tree / f"group{number // 500}" / f"set{number % 500 // 50}"
        folder.mkdir(parents=True, exist_ok=True)
        name, model = f"bench_{number:05d}.csv", MODELS[number % len(MODELS)]
        values = [round(random.uniform(10, 200), 3) for _ in CELLS]
        rows = [f"{model},{b},{p},{v},{3 * v:.3f}" for (b, p), v in zip(CELLS, values)]
        (folder / name).write_text("model,batch_size,prompt,tokens_per_sec,ttft_ms\n" + "\n".join(rows) + "\n")
        lines += [line_about(number, name, model, values), ""]
    (options.folder / "report.md").write_text("\n".join(lines[:options.lines]) + "\n")


main()
