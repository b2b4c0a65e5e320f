#include "data/claim.h"

#include "base/check.h"

namespace chimera {

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::kSupported:
      return "supported";
    case Verdict::kContradicted:
      return "contradicted";
    case Verdict::kUnsupported:
      return "unsupported";
  }
  CHIMERA_CHECK(false, "a verdict without a name");
}

std::string_view claim_type_name(ClaimType type) {
  static constexpr std::array<std::string_view, 11> kNames = {
      "count",  "aggregate", "comparison",   "extreme",    "existence", "date",
      "config", "effect",    "significance", "run_metric", "other"};
  return kNames.at(static_cast<std::size_t>(type));
}

std::string_view verdict_reason_name(VerdictReason reason) {
  static constexpr std::array<std::string_view, 13> kNames = {
      "exact",         "rounding",      "wrong_value",   "wrong_direction",
      "wrong_count",   "no_such_thing", "misattributed", "expected_as_observed",
      "insignificant", "total_as_mean", "unit_slip",     "no_such_measurement",
      "too_vague"};
  return kNames.at(static_cast<std::size_t>(reason));
}

VerdictCounts count_verdicts(const std::vector<Claim>& claims) {
  VerdictCounts counts;
  for (const Claim& claim : claims) {
    counts.supported += claim.verdict == Verdict::kSupported ? 1U : 0U;
    counts.contradicted += claim.verdict == Verdict::kContradicted ? 1U : 0U;
    counts.unsupported += claim.verdict == Verdict::kUnsupported ? 1U : 0U;
  }
  return counts;
}

}  // namespace chimera
