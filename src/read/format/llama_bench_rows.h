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

// The configuration of a row, in the order in which llama-bench prints it. What never changes
// between rows of one machine (build, cpu) stays readable in the file and says nothing here.
inline constexpr std::array<std::string_view, 14> kLlamaBenchOptions{
    "model_filename", "model_type", "backends", "n_batch",      "n_ubatch",
    "n_threads",      "type_k",     "type_v",   "n_gpu_layers", "flash_attn",
    "n_prompt",       "n_gen",      "n_depth",  "cpu_info"};

/// Statistics that it states of a test.
inline constexpr std::array<std::string_view, 4> kLlamaBenchStated{"avg_ts", "stddev_ts", "avg_ns",
                                                                   "stddev_ns"};

LlamaBenchTest test_of(double prompt, double generated);

/// "pp512", "tg128", "pp512+tg128".
std::string test_name(const std::string& prompt, const std::string& generated, LlamaBenchTest test);

/// `rows` as stated summaries. `format`: "llama-bench json", …
Table stated_table(const Source& source, const std::vector<LlamaBenchRow>& rows,
                   std::string_view format);

/// The repetitions of the tests of one kind; absent if there are none.
std::optional<Table> samples_table(const Source& source, const std::vector<LlamaBenchRow>& rows,
                                   LlamaBenchTest test);

}  // namespace chimera::read
