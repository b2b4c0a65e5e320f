// InferenceX's aggregated rows: results of vLLM's or SGLang's serving benchmark, latencies in
// seconds, with the machine beside them. tput_per_gpu is prompt and generated tokens per second of
// one device; *_intvty is 1/TPOT, in tokens per second for one user.
#include <array>

#include "read/format/format.h"
#include "read/format/tool_json.h"

namespace chimera::read {

namespace {

using text::JsonValue;
using enum Role;

constexpr std::array kKnown{
    KnownColumn{"*_ttft", kSummary, "ttft.chunk", "s"},
    KnownColumn{"*_tpot", kSummary, "tpot.decode", "s"},
    KnownColumn{"*_itl", kSummary, "itl.chunk", "s"},
    KnownColumn{"*_e2el", kSummary, "e2e_latency", "s"},
    KnownColumn{"*_intvty", kSummary, "", "tok/s"},
    KnownColumn{"*tput_per_gpu", kMetric, "", "tok/s"},
    KnownColumn{"conc", kFactor},
    KnownColumn{"isl", kFactor},
    KnownColumn{"osl", kFactor},
    KnownColumn{"tp", kFactor},
    KnownColumn{"ep", kFactor},
    KnownColumn{"dp_attention", kFactor},
    KnownColumn{"spec_decoding", kFactor},
    KnownColumn{"precision", kSubject},
    KnownColumn{"hw", kSubject},
    KnownColumn{"model", kSubject},
    KnownColumn{"framework", kSubject},
    KnownColumn{"image", kSubject},
};

bool wrote(const JsonValue& document) {
  static constexpr std::array<std::string_view, 5> kNames{"hw", "conc", "model", "precision",
                                                          "tput_per_gpu"};
  return has_members(document, kNames);
}

}  // namespace

std::optional<FormatOutput> read_inference_x(const Source& source) {
  static constexpr std::array<std::string_view, 3> kMarkers{"\"tput_per_gpu\"", "\"hw\"",
                                                            "\"conc\""};
  return read_tool_json(source, {"inferencex", kMarkers, wrote, kKnown});
}

}  // namespace chimera::read
