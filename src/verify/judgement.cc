#include "verify/judgement.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "data/unit.h"

namespace chimera::verify {
namespace {

constexpr double kSlack = 1e-9;
constexpr double kAboutShare = 0.05;

double step_of(const Numeral& stated) {
  if (stated.decimals >= 0) {
    return std::pow(10.0, -stated.decimals);
  }
  // Zeros that end a whole number may be rounded ones, as long as two digits are left; those that
  // "million" stands for always are.
  const int most = std::max(0, stated.significant - 2) + stated.scaled;
  const int zeros = std::clamp(-stated.decimals, 0, most);
  return std::pow(10.0, zeros);
}

}  // namespace

Judgement supported(ClaimType type, std::string why, VerdictReason reason) {
  return {.type = type, .verdict = Verdict::kSupported, .reason = reason, .why = std::move(why)};
}

Judgement contradicted(ClaimType type, VerdictReason reason, std::string why) {
  return {.type = type, .verdict = Verdict::kContradicted, .reason = reason, .why = std::move(why)};
}

Judgement unsupported(ClaimType type, VerdictReason reason, std::string why) {
  return {.type = type, .verdict = Verdict::kUnsupported, .reason = reason, .why = std::move(why)};
}

Judgement judged_presence(bool there, bool denied, std::string why) {
  return there != denied
             ? supported(ClaimType::kExistence, std::move(why))
             : contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing, std::move(why));
}

Judgement judged_count(bool holds, std::string why) {
  return holds ? supported(ClaimType::kCount, std::move(why))
               : contradicted(ClaimType::kCount, VerdictReason::kWrongCount, std::move(why));
}

Agreement agreement(const Numeral& stated, double value) {
  const double step = step_of(stated);
  const double apart = std::abs(value - stated.value);
  const double slack = kSlack * std::max(std::abs(value), std::abs(stated.value));
  // "Roughly double", "half of it": what words say has no digits that were rounded.
  const bool in_words = stated.word && stated.bound == Bound::kAbout &&
                        (stated.kind == NumeralKind::kTimes || stated.kind == NumeralKind::kShare);
  const bool rounded = apart <= step / 2 + slack && !in_words;
  const bool cut = stated.significant >= 3 && std::abs(value) + slack >= std::abs(stated.value) &&
                   std::abs(value) < std::abs(stated.value) + std::min(step, 1.0) &&
                   value * stated.value >= 0;
  if (apart <= slack) {
    return Agreement::kExact;
  }
  // "Never exceeded 15 %": a round limit is no value that was rounded.
  const bool limit = (stated.bound == Bound::kAtMost || stated.bound == Bound::kAtLeast) &&
                     stated.decimals <= 0 && stated.significant < 3;
  const bool open = stated.bound == Bound::kAbove || stated.bound == Bound::kBelow || limit;
  if (!open && (rounded || cut)) {
    return Agreement::kRounded;
  }
  bool holds = false;
  switch (stated.bound) {
    case Bound::kExact:
      break;
    case Bound::kAbout:
      holds = apart <= kAboutShare * std::abs(stated.value) + slack;
      break;
    case Bound::kAtLeast:
      holds = value >= stated.value;
      break;
    case Bound::kAbove:
      holds = value > stated.value - slack;
      break;
    case Bound::kAtMost:
      holds = value <= stated.value;
      break;
    case Bound::kBelow:
      holds = value < stated.value + slack;
      break;
  }
  if (holds) {
    return Agreement::kRounded;
  }
  return apart < 0.01 * std::abs(value) ? Agreement::kNear : Agreement::kNo;
}

double reach_of(const Numeral& stated) {
  return step_of(stated) + kSlack * std::abs(stated.value);
}

Agreement count_agreement(const Numeral& stated, double value) {
  if (stated.bound == Bound::kExact && stated.scaled == 0) {
    const double apart = std::abs(value - stated.value);
    return apart < 0.5                      ? Agreement::kExact
           : apart < 0.01 * std::abs(value) ? Agreement::kNear
                                            : Agreement::kNo;
  }
  return agreement(stated, value);
}

std::optional<double> to_stated_unit(std::string_view from, std::string_view stated) {
  if (from.empty() || stated.empty()) {
    return 1.0;
  }
  return conversion_factor(from, stated);
}

std::optional<double> binary_factor(std::string_view from, std::string_view to) {
  static constexpr std::string_view kPrefixes = "KMGT";
  const auto power = [](std::string_view unit) {
    const bool bytes =
        unit.ends_with('B') && (unit.size() == 2 || (unit.size() == 3 && unit[1] == 'i'));
    return bytes ? kPrefixes.find(unit.front()) : std::string_view::npos;
  };
  const std::size_t a = power(from);
  const std::size_t b = power(to);
  if (a == std::string_view::npos || b == std::string_view::npos || a == b) {
    return std::nullopt;
  }
  return std::pow(1024.0, static_cast<double>(a) - static_cast<double>(b));
}

std::string value_text(double value, std::string_view unit) {
  std::string text = fmt::format("{:.7g}", value);
  if (!unit.empty()) {
    text += " ";
    text += unit;
  }
  return text;
}

Judgement concluded(std::size_t holds, std::size_t fails, std::size_t unclear,
                    const Judgement& said, ClaimType type) {
  Judgement judgement = said;
  judgement.type = type;
  if (holds > 0 && fails == 0) {
    judgement.verdict = Verdict::kSupported;
    judgement.reason = VerdictReason::kExact;
  } else if (fails > 0 && holds == 0) {
    judgement.verdict = Verdict::kContradicted;
    judgement.reason = VerdictReason::kWrongDirection;
  } else if (holds + fails + unclear > 0) {
    judgement.verdict = Verdict::kUnsupported;
    judgement.reason = VerdictReason::kTooVague;
    judgement.why += "; the readings disagree in direction";
  }
  return judgement;
}

}  // namespace chimera::verify
