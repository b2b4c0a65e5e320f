"""Writes what the race reads: one large CSV, a folder of many small ones, one JSON Lines file.

    make_data.py FOLDER [--rows N] [--files N] [--lines N]

The numbers come from one seed, so two machines race over the same bytes.
"""
import argparse
import pathlib

import numpy

MODELS = ["gemma3:270m", "gemma3:1b-it-qat", "gemma3:latest", "llama3.1:8b-instruct-q4_0", "qwen2.5:7b"]
QUANTS = ["q4_0", "q4_k_m", "q8_0", "f16"]
HEADER = (
    "request_id,timestamp,model,quant,num_gpu,num_ctx,temperature,prompt_id,ttft_ms,tpot_ms,"
    "e2e_latency_ms,tokens_s,prompt_eval_count,output_tokens,load_s,status\n"
)
BLOCK = 100_000


def columns(generator, rows):
    """The columns of `rows` requests; one in a hundred failed and has no values."""
    tokens = generator.integers(16, 512, rows)
    tpot = generator.lognormal(2.5, 0.3, rows)
    ttft = generator.lognormal(4.0, 0.5, rows)
    return {
        "model": generator.integers(0, len(MODELS), rows),
        "quant": generator.integers(0, len(QUANTS), rows),
        "num_gpu": generator.choice([0, 60, 80, 999], rows),
        "num_ctx": generator.choice([2048, 4096, 8192], rows),
        "temperature": generator.choice([0.2, 0.4, 0.8], rows),
        "prompt": generator.integers(0, 40, rows),
        "ttft": ttft,
        "tpot": tpot,
        "e2e": ttft + tpot * (tokens - 1),
        "speed": 1000 / tpot,
        "prompt_tokens": generator.integers(8, 4000, rows),
        "tokens": tokens,
        "load": generator.lognormal(-2.0, 0.2, rows),
        "failed": generator.random(rows) < 0.01,
    }


def csv_lines(data, first):
    for i, (model, quant, gpu, ctx, temperature, prompt, ttft, tpot, e2e, speed, prompts, tokens, load, failed) in enumerate(
        zip(*data.values())
    ):
        second = (first + i) // 50
        stamp = f"2026-10-{1 + second // 86400 % 28:02}T{second // 3600 % 24:02}:{second // 60 % 60:02}:{second % 60:02}Z"
        begin = f"request-{first + i:09},{stamp},{MODELS[model]},{QUANTS[quant]},{gpu},{ctx},{temperature},prompt-{prompt:02}"
        if failed:
            yield f"{begin},,,,,{prompts},0,{load:.13f},failed\n"
        else:
            yield f"{begin},{ttft:.13f},{tpot:.13f},{e2e:.13f},{speed:.13f},{prompts},{tokens},{load:.13f},ok\n"


def json_lines(data, first):
    for i, (model, quant, gpu, ctx, temperature, prompt, ttft, tpot, e2e, speed, prompts, tokens, load, _) in enumerate(
        zip(*data.values())
    ):
        yield (
            f'{{"request_id":"request-{first + i:09}","model":"{MODELS[model]}","config":{{"quant":"{QUANTS[quant]}",'
            f'"num_gpu":{gpu},"num_ctx":{ctx},"temperature":{temperature}}},"prompt_id":"prompt-{prompt:02}",'
            f'"metrics":{{"latency":{{"ttft_ms":{ttft:.9f},"tpot_ms":{tpot:.9f},"e2e_latency_ms":{e2e:.9f}}},'
            f'"tokens_s":{speed:.9f},"load_s":{load:.9f}}},"counts":{{"prompt_eval_count":{prompts},"output_tokens":{tokens}}},'
            f'"status":"ok"}}\n'
        )


def write(path, lines, rows, seed, header=""):
    generator = numpy.random.default_rng(seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as out:
        out.write(header)
        for first in range(0, rows, BLOCK):
            out.writelines(lines(columns(generator, min(BLOCK, rows - first)), first))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=2_700_000)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--lines", type=int, default=2_700_000)
    options = parser.parse_args()
    write(options.folder / "csv" / "requests.csv", csv_lines, options.rows, 1, HEADER)
    for i in range(options.files):
        write(options.folder / "files" / f"run_{i:05}.csv", csv_lines, 100, 100 + i, HEADER)
    write(options.folder / "jsonl" / "requests.jsonl", json_lines, options.lines, 2)
    doubled = options.rows // 32
    for step in range(6):
        write(options.folder / f"double_{step}" / "requests.csv", csv_lines, doubled << step, 3, HEADER)


if __name__ == "__main__":
    main()
