// mlcommons/endpoints' result_summary.json (src/inference_endpoint/metrics/report.py): a JSON
// object of one run, told by its counts of samples and its three blocks of statistics. Times are in
// ns by the client's clock. `ttft` ends with the first chunk. `tpot` is (last − first chunk) /
// tokens behind the first chunk: tpot.decode only where that chunk holds one token, which the file
// doesn't tell, so it is `tpot`. A histogram's counts are no trials.
#include <array>
#include <optional>
#include <string_view>

#include "read/format/format.h"
#include "read/format/known_columns.h"

namespace chimera::read {

namespace {

using enum Role;

constexpr std::array kKnown{
    KnownColumn{"*histogram.*", kNote},
    KnownColumn{"ttft.*", kSummary, "ttft.chunk", "ns"},
    KnownColumn{"tpot.*", kSummary, "tpot", "ns"},
    KnownColumn{"latency.*", kSummary, "e2e_latency", "ns"},
    KnownColumn{"output_sequence_lengths.*", kSummary, "tokens"},
    KnownColumn{"input_sequence_lengths.*", kSummary, "prompt_tokens"},
    KnownColumn{"qps", kSummary, "request_throughput", "req/s"},
    KnownColumn{"tps", kSummary, "throughput.system", "tok/s"},
    KnownColumn{"duration_ns", kSummary, "", "ns"},
    KnownColumn{"legacy_loadgen_window_duration_ns", kNote, "", "ns"},
    KnownColumn{"run_config.*", kFactor},
    KnownColumn{"*", kNote},
};

bool is_summary(std::string_view text) {
  for (const std::string_view key :
       {"\"n_samples_issued\"", "\"n_samples_completed\"", "\"ttft\"", "\"tpot\"", "\"latency\""}) {
    if (text.find(key) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<FormatOutput> read_mlcommons_endpoints(const Source& source) {
  if (source.type != ArtifactType::kJson || !is_summary(source.text)) {
    return std::nullopt;
  }
  FormatOutput output = read_json(source).value_or(FormatOutput{});
  for (Table& table : output.tables) {
    know_columns(table, kKnown, "mlcommons-endpoints");
  }
  return output;
}

}  // namespace chimera::read
