#include "data/finding.h"

#include "base/check.h"

namespace chimera {

std::string_view finding_kind_name(FindingKind kind) {
  switch (kind) {
    case FindingKind::kUndecidable:
      return "undecidable";
    case FindingKind::kComparison:
      return "comparison";
    case FindingKind::kEffect:
      return "effect";
    case FindingKind::kNoEffect:
      return "no_effect";
    case FindingKind::kConfounded:
      return "confounded";
    case FindingKind::kExtreme:
      return "extreme";
    case FindingKind::kOutlier:
      return "outlier";
    case FindingKind::kColdStart:
      return "cold_start";
    case FindingKind::kTrend:
      return "trend";
    case FindingKind::kChangePoint:
      return "change_point";
    case FindingKind::kTradeOff:
      return "trade_off";
    case FindingKind::kGap:
      return "gap";
    case FindingKind::kFailure:
      return "failure";
    case FindingKind::kSpread:
      return "spread";
    case FindingKind::kDuplicate:
      return "duplicate";
    case FindingKind::kInconsistency:
      return "inconsistency";
  }
  CHIMERA_CHECK(false, "a finding kind without a name");
}

}  // namespace chimera
