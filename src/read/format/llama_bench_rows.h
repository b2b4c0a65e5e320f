// What a line of llama-bench says, in whatever form it was printed, and the tables that such lines
// make: the stated summaries, and one table of trials for each kind of test.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/format/format.h"
#include "read/table_builder.h"
#include "text/json.h"

namespace chimera::read {

enum class LlamaBenchTest { kPrompt, kGeneration, kBoth };

struct LlamaBenchRow {
  std::size_t place = 0;
  Record options;
  Record stated;
  std::vector<std::string> samples_ts;
  std::vector<std::string> samples_ns;
  LlamaBenchTest test = LlamaBenchTest::kPrompt;
};

// What tells one configuration from another, of all builds: any of them may be swept.
inline constexpr std::array<std::string_view, 43> kLlamaBenchOptions{
    "model_filename", "model_type",    "backends",     "n_batch",       "n_ubatch",
    "n_threads",      "type_k",        "type_v",       "n_gpu_layers",  "flash_attn",
    "n_prompt",       "n_gen",         "n_depth",      "n_cpu_moe",     "split_mode",
    "main_gpu",       "no_kv_offload", "devices",      "tensor_split",  "tensor_buft_overrides",
    "load_mode",      "lazy_mode",     "use_mmap",     "use_direct_io", "embeddings",
    "no_op_offload",  "no_host",       "fit_target",   "fit_min_ctx",   "cpu_mask",
    "cpu_strict",     "poll",          "defrag_thold", "f16_kv",        "mul_mat_q",
    "low_vram",       "cuda",          "opencl",       "vulkan",        "metal",
    "gpu_blas",       "blas",          "rpc_servers"};

/// What it says of the machine, the build and the model's file.
inline constexpr std::array<std::string_view, 7> kLlamaBenchNotes{
    "build_commit", "build_number",   "cpu_info", "gpu_info",
    "model_size",   "model_n_params", "test_time"};

/// Statistics that it states of a test.
inline constexpr std::array<std::string_view, 4> kLlamaBenchStated{"avg_ts", "stddev_ts", "avg_ns",
                                                                   "stddev_ns"};

LlamaBenchTest test_of(double prompt, double generated);

/// By its name: "pp512", "tg128 @ d4096"; kBoth where the name is none of these.
LlamaBenchTest test_of(std::string_view name);

/// A test from its fields, as json has them; those of csv and sql are strings with their number.
LlamaBenchRow llama_bench_row(const text::JsonValue& record, std::size_t place);

/// "pp512", "tg128", "pp512+tg128".
std::string test_name(const std::string& prompt, const std::string& generated, LlamaBenchTest test);

/// `rows` as stated summaries; their speed is prompt throughput or throughput where all tests are
/// of one kind, else neither. `format`: "llama-bench json", …
Table stated_table(const Source& source, const std::vector<LlamaBenchRow>& rows,
                   std::string_view format);

/// The repetitions of the tests of one kind; absent if there are none.
std::optional<Table> samples_table(const Source& source, const std::vector<LlamaBenchRow>& rows,
                                   LlamaBenchTest test);

/// The forms, each for a source of its type; nullopt where it is not llama-bench's.
std::optional<FormatOutput> read_llama_bench_json(const Source& source);
std::optional<FormatOutput> read_llama_bench_sql(const Source& source);

}  // namespace chimera::read
