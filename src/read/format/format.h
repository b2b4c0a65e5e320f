// What a format does: it looks at a file's text and, if the shape is one it knows, reads its
// tables. To add one: a file in this folder with a `Format`, and a line in format.cc. A format
// yields cells, units and, where the tool defines them, roles and definitions; the rest is guessed
// after.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/observations.h"

namespace chimera::read {

/// A decoded file.
struct Source {
  std::string path;  ///< in the tree
  ArtifactType type = ArtifactType::kOther;
  std::string_view text;  ///< valid UTF-8; the caller's, for the length of the call
};

struct FormatOutput {
  std::vector<Table> tables;
  std::vector<Problem> problems;
  std::optional<Account> account;  ///< of a file whose parts can be counted
};

/// nullopt: not mine, ask the next one.
using ReadFormat = std::optional<FormatOutput> (*)(const Source& source);

struct Format {
  std::string_view name;  ///< as a mapping file spells it; Table::format begins with it
  ReadFormat read = nullptr;
  /// The type that a file gets where a mapping file forces this format; nullopt: several may fit.
  std::optional<ArtifactType> type = std::nullopt;
  // What 'chimera formats' says of it, each a sentence without its full stop.
  std::string_view files;    ///< which files of the tool
  std::string_view reads;    ///< what of them is read, as what
  std::string_view unknown;  ///< what such a file can't tell; "" for nothing special
  bool real = false;  ///< tested with a file that the tool wrote, not with a hand-written twin
};

/// Known tools first, generic readers last.
std::span<const Format> formats();

/// What the first format makes of a source that it knows; nullopt if none does.
std::optional<FormatOutput> read_by_shape(const Source& source);

/// The format of that name; nullptr if there is none.
const Format* find_format(std::string_view name);

std::optional<FormatOutput> read_llama_bench(const Source& source);
std::optional<FormatOutput> read_aiperf(const Source& source);
std::optional<FormatOutput> read_genai_perf_profile(const Source& source);
std::optional<FormatOutput> read_guidellm(const Source& source);
std::optional<FormatOutput> read_inference_perf(const Source& source);
std::optional<FormatOutput> read_inference_perf_requests(const Source& source);
std::optional<FormatOutput> read_inference_x(const Source& source);
std::optional<FormatOutput> read_llama_benchy(const Source& source);
std::optional<FormatOutput> read_llmperf(const Source& source);
std::optional<FormatOutput> read_sglang(const Source& source);
std::optional<FormatOutput> read_vllm(const Source& source);
std::optional<FormatOutput> read_llmd_report(const Source& source);
std::optional<FormatOutput> read_optimum_benchmark(const Source& source);
std::optional<FormatOutput> read_chimeraforge(const Source& source);
std::optional<FormatOutput> read_mlperf_summary(const Source& source);
std::optional<FormatOutput> read_mlperf_detail(const Source& source);
std::optional<FormatOutput> read_mlcommons_endpoints(const Source& source);
std::optional<FormatOutput> read_ncu(const Source& source);
std::optional<FormatOutput> read_nsys(const Source& source);
std::optional<FormatOutput> read_nvbench(const Source& source);
std::optional<FormatOutput> read_ollama(const Source& source);
std::optional<FormatOutput> read_ollama_bench(const Source& source);
std::optional<FormatOutput> read_llama_server(const Source& source);
std::optional<FormatOutput> read_openai(const Source& source);
std::optional<FormatOutput> read_batched_bench(const Source& source);
std::optional<FormatOutput> read_google_benchmark(const Source& source);
std::optional<FormatOutput> read_hyperfine(const Source& source);
std::optional<FormatOutput> read_pytest_benchmark(const Source& source);
std::optional<FormatOutput> read_criterion(const Source& source);
std::optional<FormatOutput> read_kernel_tuner(const Source& source);
std::optional<FormatOutput> read_delimited(const Source& source);
std::optional<FormatOutput> read_json(const Source& source);
std::optional<FormatOutput> read_log(const Source& source);
std::optional<FormatOutput> read_markdown(const Source& source);

}  // namespace chimera::read
