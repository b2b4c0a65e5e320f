// What a rule says of one claim, and whether a stated number is a true one: rounding, truncation,
// inequalities and "about" as RULES for numbers have them, in one place.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/claim.h"
#include "verify/stated_number.h"

namespace chimera::verify {

struct Judgement {
  ClaimType type = ClaimType::kOther;
  Verdict verdict = Verdict::kUnsupported;
  VerdictReason reason = VerdictReason::kTooVague;
  std::optional<StatedValue> stated = std::nullopt;
  std::optional<FoundValue> found = std::nullopt;
  std::vector<Evidence> evidence = {};
  std::string why;
};

Judgement supported(ClaimType type, std::string why, VerdictReason reason = VerdictReason::kExact);
Judgement contradicted(ClaimType type, VerdictReason reason, std::string why);
Judgement unsupported(ClaimType type, VerdictReason reason, std::string why);

/// Of what is said to be there, or, where `denied`, not to be.
Judgement judged_presence(bool there, bool denied, std::string why);

/// Of how many trials something is said.
Judgement judged_count(bool holds, std::string why);

enum class Agreement { kNo, kNear, kRounded, kExact };

/// Whether a number is the one stated: rounded to its digits, a half either way; cut off after
/// three significant digits or more; "about" within 5 %; an inequality. kNear: wrong, but by less
/// than 1 %.
Agreement agreement(const Numeral& stated, double value);

/// How far a value may be from an exact number that it agrees with.
double reach_of(const Numeral& stated);

/// The same for counts, which are exact where no word says otherwise.
Agreement count_agreement(const Numeral& stated, double value);

/// What a value in `from` is multiplied by to be in the stated unit; nullopt where they differ in
/// dimension. A unit that is not known converts into any.
std::optional<double> to_stated_unit(std::string_view from, std::string_view stated);

/// "73.4 GB" of 75,114 MiB, or of so many MB: by 1024, as some tools count; nullopt where the two
/// are no bytes of different prefixes.
std::optional<double> binary_factor(std::string_view from, std::string_view to);

/// Seven significant digits, with its unit.
std::string value_text(double value, std::string_view unit = {});

/// What so many readings conclude that hold, fail, or say neither: where they part, nothing. `said`
/// has the words and the value.
Judgement concluded(std::size_t holds, std::size_t fails, std::size_t unclear,
                    const Judgement& said, ClaimType type);

}  // namespace chimera::verify
