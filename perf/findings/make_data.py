"""Writes what the race over findings reads: campaigns of benchmark runs, one CSV a run.

    make_data.py FOLDER [--files N]

Each campaign has a run of each of five models in each of four quantisations, a hundred trials a run:
every other campaign varies one factor in four levels, the others two in two, always over 25 prompts in
random order. Models, quantisations and factors have effects; campaigns and prompts differ. One trial in
a hundred failed, and the first of each run waits for the load. All comes from one seed.
"""
import argparse
import itertools
import pathlib

import numpy

MODELS = {"gemma3:270m": 1.6, "gemma3:1b": 1.0, "llama3.1:8b": 0.4, "qwen2.5:7b": 0.45, "smollm2:135m": 1.62}
QUANTS = {"q4_0": 1.1, "q4_k_m": 1.0, "q8_0": 0.8, "f16": 0.6}
ONE_FACTOR = [("num_gpu", {0: 0.7, 20: 0.9, 60: 1.0, 999: 1.0})]
TWO_FACTORS = [("num_ctx", {2048: 1.0, 8192: 0.9}), ("num_thread", {4: 1.0, 8: 1.0})]
PROMPTS = 25


def trials(generator, model, quant, factors, prompts, campaign):
    """The lines of one run, header first."""
    names = [name for name, _ in factors]
    yield ",".join(["request_id", "model", "quant", *names, "prompt_id", "tokens_s", "ttft_s", "load_s", "error"])
    settings = list(itertools.product(*(levels.items() for _, levels in factors), range(PROMPTS)))
    order = generator.permutation(len(settings))
    noise = generator.lognormal(0, 0.05, (len(settings), 3))
    failed = generator.random(len(settings)) < 0.01
    for i, number in enumerate(order):
        *levels, prompt = settings[number]
        speed = 60 * MODELS[model] * QUANTS[quant] * campaign * prompts[prompt] * noise[i, 0]
        wait = 0.08 / MODELS[model] * prompts[prompt] * noise[i, 1]
        for _, factor in levels:
            speed *= factor
        load = 0.05 * noise[i, 2] if i else 2.5 * noise[i, 2]
        cells = [f"request-{i:03}", model, quant, *(str(level) for level, _ in levels), f"prompt-{prompt:02}"]
        if failed[i]:
            yield ",".join([*cells, "0", "0", "0", "connection refused"])
        else:
            yield ",".join([*cells, f"{speed:.6f}", f"{wait + (load if i == 0 else 0):.6f}", f"{load:.6f}", ""])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--files", type=int, default=10_000)
    options = parser.parse_args()
    runs = list(itertools.product(MODELS, QUANTS))
    for number in range(options.files):
        campaign, run = divmod(number, len(runs))
        shared = numpy.random.default_rng(1_000_000 + campaign)
        factors = ONE_FACTOR if campaign % 2 == 0 else TWO_FACTORS
        level, prompts = shared.lognormal(0, 0.1), shared.lognormal(0, 0.2, PROMPTS)
        model, quant = runs[run]
        path = options.folder / f"campaign_{campaign:04}" / f"{model.replace(':', '-')}_{quant}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = trials(numpy.random.default_rng(number), model, quant, factors, prompts, level)
        path.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
