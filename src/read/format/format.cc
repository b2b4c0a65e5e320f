#include "read/format/format.h"

#include <algorithm>
#include <array>

namespace chimera::read {

namespace {

// In the order in which a file is held against them: known tools first.
constexpr std::array kFormats{
    Format{"llama-bench", read_llama_bench, std::nullopt,
           "what llama.cpp's llama-bench prints with -o json, jsonl, csv, md or sql",
           "samples_ts and samples_ns as trials, avg_ts and t/s as stated means, options as "
           "factors; prompt and generation apart",
           "csv, md and sql hold no repetitions, so their means have no n", true},
    Format{"ollama", read_ollama, std::nullopt,
           "what Ollama's API streams, and what run --verbose prints",
           "a trial an answer; counters that are absent are missing", "the time to the first token",
           true},
    Format{"ollama-bench", read_ollama_bench, std::nullopt,
           "what Ollama's cmd/bench prints as csv or for benchstat",
           "a trial an epoch and step; prefill, generate, ttft, load and total apart",
           "which tokens the time to first content spans", false},
    Format{"llama-server", read_llama_server, std::nullopt,
           "answers of llama-server with its timings, also streamed", "a trial an answer",
           "the time to the first token: only the server's clock is in it", true},
    Format{"openai", read_openai, std::nullopt,
           "answers of OpenAI's interface that have usage, also streamed",
           "a trial an answer, its tokens", "all times", true},
    Format{"llama-batched-bench", read_batched_bench, std::nullopt, "lines of llama-batched-bench",
           "a row a point; pp, tg, pl and the settings as factors",
           "the spread: each point is run once", true},
    Format{"google-benchmark", read_google_benchmark, std::nullopt,
           "google/benchmark's JSON and CSV",
           "repetitions as trials, aggregates as stated summaries",
           "of CSV, which row is an aggregate, but by its name", true},
    Format{"hyperfine", read_hyperfine, std::nullopt, "hyperfine's exports",
           "each run of JSON as a trial, failed by its exit code; the rest is stated",
           "the runs of CSV and Markdown", true},
    Format{"pytest-benchmark", read_pytest_benchmark, std::nullopt, "pytest-benchmark's JSON",
           "rounds as trials where they were saved; the rest is stated",
           "rounds that were not saved", true},
    Format{"criterion", read_criterion, std::nullopt,
           "criterion.rs's estimates.json and sample.json",
           "estimates as stated summaries, parts of a sample as trials",
           "the benchmark's name without its folder", true},
    Format{"kernel-tuner", read_kernel_tuner, ArtifactType::kJson,
           "Kernel Tuner's results (T4) and its cache",
           "a stated row a configuration, each runtime a trial; what could not run failed",
           "units of what observers measured, where the file names none", false},
    Format{"mlperf-summary", read_mlperf_summary, std::nullopt,
           "MLPerf LoadGen's mlperf_log_summary.txt",
           "a row a run: each 'key : value' behind the banner; percentiles as stated summaries",
           "the requests behind the percentiles; whether the first token came alone", false},
    Format{"mlperf-detail", read_mlperf_detail, std::nullopt,
           "MLPerf LoadGen's mlperf_log_detail.txt",
           "a row a file, a column a key; settings as factors, results as stated summaries",
           "the unit of result_token_throughput, which is published unconverted", false},
    Format{"mlcommons-endpoints", read_mlcommons_endpoints, ArtifactType::kJson,
           "result_summary.json of mlcommons/endpoints",
           "one row of stated summaries, times by the client's clock",
           "how many tokens the first chunk holds, so what tpot leaves out", false},
    Format{"ncu", read_ncu, std::nullopt, "what Nsight Compute prints with --csv, also --page raw",
           "a row a launch and metric (or a row a launch); durations as kernel_time",
           "how often a launch was replayed; clocks where they weren't locked", false},
    Format{"nsys", read_nsys, std::nullopt,
           "what nsys stats prints with --format csv of kernels, calls and copies",
           "a row a name, all numbers as stated summaries",
           "the instances, so nothing of their order or a cold first one", false},
    Format{"nvbench", read_nvbench, std::nullopt, "what nvbench writes with --json or --csv",
           "a row a state: axes as factors, summaries under their tags",
           "the samples, which lie in files of their own", false},
    Format{"aiperf", read_aiperf, std::nullopt, "aiperf's and genai-perf's exports",
           "a row an export (of CSV a table a metric), units from the file; of "
           "profile_export.jsonl a trial a request",
           "the requests behind the statistics", false},
    Format{"genai-perf-profile", read_genai_perf_profile, ArtifactType::kJson,
           "genai-perf's raw profile_export.json",
           "a trial a request and a row a gap, worked out of the times of the chunks",
           "how many tokens a chunk holds", false},
    Format{"guidellm", read_guidellm, std::nullopt, "guidellm's benchmarks.json and its CSV",
           "a row a benchmark, all stated; of JSON a trial a request",
           "what stands behind a group without requests", false},
    Format{"inference-perf", read_inference_perf, std::nullopt,
           "inference-perf's lifecycle metrics", "a row a stage, all stated", "", false},
    Format{"inference-perf-requests", read_inference_perf_requests, ArtifactType::kJson,
           "inference-perf's per_request_lifecycle_metrics.json",
           "a trial a request and a row a gap, worked out of the times of the chunks",
           "of answers that weren't streamed, the time to the first token", false},
    Format{"inferencex", read_inference_x, std::nullopt, "InferenceX's aggregated rows",
           "a row a configuration", "which benchmark made the row", false},
    Format{"llama-benchy", read_llama_benchy, std::nullopt, "llama-benchy's report",
           "a row a benchmark; values as trials", "", false},
    Format{"llmperf", read_llmperf, std::nullopt, "llmperf's summaries and responses",
           "a row a run; a trial a response", "its two code paths count tokens differently", false},
    Format{"sglang", read_sglang, std::nullopt,
           "SGLang's bench_serving, its lines and what it prints", "a row a run; a trial a request",
           "whether gaps were divided among tokens", false},
    Format{"vllm", read_vllm, std::nullopt, "vLLM's bench serve, its files and what it prints",
           "a row a run; a trial a request, a row a gap", "the time per output token of a request",
           false},
    Format{"llm-d-report", read_llmd_report, std::nullopt,
           "llm-d's Benchmark Report, versions 0.1 and 0.2, as YAML or JSON",
           "a row a report, all stated", "which tool's meaning the times per token keep", false},
    Format{"optimum-benchmark", read_optimum_benchmark, ArtifactType::kJson,
           "optimum-benchmark's benchmark_report.json and benchmark.json",
           "repetitions of each target as trials, statistics as stated",
           "which tokens a time per token lies between", false},
    Format{"chimeraforge", read_chimeraforge, ArtifactType::kJson,
           "Chimeraforge's bench JSON, also of its Rust agents",
           "a trial a run; aggregates are stated; zeros that stand for none are missing",
           "whose clock the time to first token is by", false},
    Format{"csv", read_delimited, ArtifactType::kCsv, "delimited text of any tool",
           "each table, its columns by the header; titles and pairs above it belong to all rows",
           "what the names mean where the catalogue doesn't know them", true},
    Format{"json", read_json, ArtifactType::kJson, "JSON and JSON Lines of any tool",
           "arrays of objects as tables, keys that name things as a column, arrays of numbers as "
           "trials",
           "what the names mean where the catalogue doesn't know them", true},
    Format{"log", read_log, ArtifactType::kLog, "logs of any tool",
           "lines of key=value, blocks of 'key: number', objects of JSON on a line",
           "units and meanings that the keys don't spell", true},
    Format{"markdown", read_markdown, ArtifactType::kMarkdown, "prose",
           "its tables, listed as somebody's claim and never pooled",
           "which measurements stand behind them", true},
};

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

std::optional<FormatOutput> read_by_shape(const Source& source) {
  for (const Format& format : formats()) {
    if (auto output = format.read(source)) {
      return output;
    }
  }
  return std::nullopt;
}

const Format* find_format(std::string_view name) {
  const auto known = formats();
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const Format& format) { return format.name == name; });
  return found == known.end() ? nullptr : &*found;
}

}  // namespace chimera::read
