// "Twelve rows exceed one second", "three requests with a TTFT above 100 ms": how many values lie
// on one side of another number.
#include <algorithm>
#include <array>
#include <utility>

#include "verify/counted_words.h"
#include "verify/prose_piece.h"
#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

bool is_bound(const Numeral& numeral) {
  return numeral.bound == Bound::kAbove || numeral.bound == Bound::kBelow ||
         numeral.bound == Bound::kAtLeast || numeral.bound == Bound::kAtMost;
}

// What may be counted by its values: "rows", "of the 36 configurations".
bool counts_trials(std::string_view behind) {
  static constexpr std::array<std::string_view, 14> kNouns = {
      " rows",    " runs",    " prompts", " requests", " trials",         " samples", " calls",
      " replies", " answers", " row",     " request",  " configurations", " prompt",  " configs"};
  if (behind.starts_with(" of ")) {
    behind.remove_prefix(behind.starts_with(" of the ") ? 8 : 4);
    const std::size_t digits = digits_end(behind, 0);
    behind.remove_prefix(digits);
    return digits > 0 && starts_with_word(behind, kNouns);
  }
  return starts_with_word(behind, kNouns);
}

// The bounded number with a unit that stands first behind a count of trials, unless a statistic of
// them is what lies beyond it; nullptr for none.
const Numeral* threshold_of(const std::vector<Numeral>& numerals, std::string_view text,
                            Range clause, const Numeral& count) {
  // "14 of the 36": the whole is no limit.
  const bool of_whole = text.substr(count.range.end).starts_with(" of ");
  auto found = std::find_if(numerals.begin(), numerals.end(), [&](const Numeral& each) {
    return each.range.begin >= count.range.end && clause.holds(each.range.begin);
  });
  if (of_whole && found != numerals.end()) {
    found = std::next(found) != numerals.end() && clause.holds(std::next(found)->range.begin)
                ? std::next(found)
                : numerals.end();
  }
  return found != numerals.end() && is_bound(*found) && !found->unit.empty() &&
                 found->kind == NumeralKind::kNumber &&
                 statistic_in(text.substr(count.range.end, found->range.begin - count.range.end))
                     .empty()
             ? &*found
             : nullptr;
}

bool lies_beyond(const Numeral& limit, double value) {
  switch (limit.bound) {
    case Bound::kAbove:
      return value > limit.value;
    case Bound::kBelow:
      return value < limit.value;
    case Bound::kAtLeast:
      return value >= limit.value;
    case Bound::kAtMost:
      return value <= limit.value;
    case Bound::kExact:
    case Bound::kAbout:
      break;
  }
  return false;
}

bool is_count(const Numeral& numeral) {
  return numeral.kind == NumeralKind::kNumber && numeral.unit.empty() && numeral.decimals <= 0;
}

}  // namespace

std::optional<Judgement> ProseReader::judge_counted_values(const Piece& piece,
                                                           const Numeral& numeral) const {
  const std::string behind = piece.text({numeral.range.end, piece.clause.end});
  // "12 of the 36 rows exceed 1 s": the whole is all of them.
  const bool whole = is_whole(piece.text({piece.clause.begin, numeral.range.begin}));
  const Numeral* limit =
      is_count(numeral) && !whole && counts_trials(behind)
          ? threshold_of(piece.numerals, piece.plain.lower(), piece.clause, numeral)
          : nullptr;
  if (limit == nullptr) {
    return std::nullopt;
  }
  NumberContext words = words_around(piece, numeral);
  words.near = piece.unnamed({numeral.range.end, limit->range.begin});
  words.scope = scope_near(piece, numeral);
  Judgement wrong = unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                                "the text doesn't say of which values this is a count");
  const auto metrics = metrics_around(dataset_, words, limit->unit).metrics;
  for (const Metric* const metric : metrics) {
    const auto factor = to_stated_unit(metric->unit, limit->unit);
    const auto values = take_sample(dataset_, *metric, words.scope).values();
    if (!factor || values.empty() || metric->stated) {
      continue;
    }
    const auto met = std::count_if(values.begin(), values.end(), [&](double value) {
      return lies_beyond(*limit, value * *factor);
    });
    const std::string why = std::to_string(met) + " of " + std::to_string(values.size()) +
                            " values of " + metric->name + " are so";
    if (count_agreement(numeral, static_cast<double>(met)) >= Agreement::kRounded) {
      return supported(ClaimType::kCount, why);
    }
    if (metrics.size() == 1) {
      wrong = contradicted(ClaimType::kCount, VerdictReason::kWrongCount, why);
    }
  }
  return wrong;
}

// Whether it says which values another number counts.
bool ProseReader::is_threshold(const Piece& piece, const Numeral& numeral) {
  if (!is_bound(numeral)) {
    return false;
  }
  // Numerals stand in their order: the count is the one before.
  const auto own =
      std::lower_bound(piece.numerals.begin(), piece.numerals.end(), numeral.range.begin,
                       [](const Numeral& each, std::size_t at) { return each.range.begin < at; });
  if (own == piece.numerals.begin() || own == piece.numerals.end()) {
    return false;
  }
  const bool of_whole =
      own - piece.numerals.begin() > 1 &&
      piece.text({(own - 2)->range.end, (own - 1)->range.begin}).starts_with(" of ");
  const Numeral& count = of_whole ? *(own - 2) : *(own - 1);
  return piece.clause.holds(count.range.begin) && is_count(count) &&
         counts_trials(piece.text({count.range.end, numeral.range.begin})) &&
         threshold_of(piece.numerals, piece.plain.lower(), piece.clause, count) == &*own;
}

}  // namespace chimera::verify
