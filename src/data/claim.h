// A claim is the part of somebody's text that could be true or false, and what the data say of it.
// Plain types: `verify` makes them, `cli` prints them.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/fact.h"

namespace chimera {

enum class Verdict { kSupported, kContradicted, kUnsupported };

/// "supported", "contradicted", "unsupported".
std::string_view verdict_name(Verdict verdict);

enum class ClaimType {
  kCount,
  kAggregate,
  kComparison,
  kExtreme,
  kExistence,
  kDate,
  kConfig,
  kEffect,
  kSignificance,
  kRunMetric,
  kOther
};

/// "count", "aggregate", …, "run_metric", "other" as in chimera.verdicts/1.
std::string_view claim_type_name(ClaimType type);

/// Why a verdict is what it is.
enum class VerdictReason {
  kExact,     ///< the value as stated, or a statement without a number that holds
  kRounding,  ///< the value rounded as stated
  kWrongValue,
  kWrongDirection,
  kWrongCount,
  kNoSuchThing,
  kMisattributed,
  kExpectedAsObserved,
  kInsignificant,
  kTotalAsMean,
  kUnitSlip,
  kNoSuchMeasurement,
  kTooVague
};

/// "exact", "wrong_value", … as in chimera.verdicts/1.
std::string_view verdict_reason_name(VerdictReason reason);

/// Where a claim stands: within one line, exactly these bytes of it.
struct ClaimPlace {
  std::size_t line = 0;    ///< from 1
  std::size_t column = 0;  ///< from 1, in code points
  std::string text;
};

/// A number as the text states it, in the unit that it states.
struct StatedValue {
  double value = 0;
  std::string unit;
};

/// What the data say in its place.
struct FoundValue {
  double value = 0;
  std::string unit;
  std::string query;  ///< arguments of `chimera query DIR…` that compute it; "" where none does
};

struct Claim {
  ClaimPlace place;
  ClaimType type = ClaimType::kOther;
  Verdict verdict = Verdict::kUnsupported;
  VerdictReason reason = VerdictReason::kTooVague;
  std::optional<StatedValue> stated = std::nullopt;
  std::optional<FoundValue> found = std::nullopt;
  std::vector<Evidence> evidence = {};
  std::string why;  ///< one sentence for a reader, without its full stop
};

struct VerdictCounts {
  std::size_t supported = 0;
  std::size_t contradicted = 0;
  std::size_t unsupported = 0;
};

/// Invariant: each claim has one verdict, so the three add up to the number of claims.
VerdictCounts count_verdicts(const std::vector<Claim>& claims);

}  // namespace chimera
