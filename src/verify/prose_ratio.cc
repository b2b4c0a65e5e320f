// Numbers of a clause that hold two things against each other: ratios, differences, parts.
#include <algorithm>
#include <array>
#include <utility>

#include "verify/prose_piece.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::size_t kNameReach = 12;  ///< bytes between "% of" and the name that it is of

// "46 % of peak memory and 38 % of run time": the words that say what this number is of, up to the
// next thought.
std::string object_of(std::string_view behind) {
  static constexpr std::array<std::string_view, 13> kEnds = {
      " at ", " with ", " for ", " in ",   " on ",  ",",      ";",
      "(",    ": ",     " and ", " than ", " but ", " while "};
  return std::string(up_to_any(behind, kEnds));
}

}  // namespace

Judgement not_refuted(std::string_view clause, Judgement judgement) {
  if (judgement.verdict == Verdict::kContradicted && has_phrase(clause, "expect")) {
    return unsupported(judgement.type, VerdictReason::kTooVague, "it says what to expect");
  }
  return judgement;
}

// "98.2 % of fp16's score": a ratio to what was measured of another.
bool ProseReader::is_part_of_another(const Piece& piece, const Numeral& numeral) {
  const std::size_t end = numeral.range.end;
  if (!piece.text({end, piece.clause.end}).starts_with(" of ")) {
    return false;
  }
  return std::any_of(piece.mentions.begin(), piece.mentions.end(), [&](const Mention& mention) {
    return (mention.kind == NameKind::kModel || mention.kind == NameKind::kLevel) &&
           mention.range.begin >= end + 4 && mention.range.begin < end + kNameReach;
  });
}

// A ratio or a difference of the two that are named nearest.
Judgement ProseReader::judge_between(const Piece& piece, const Numeral& numeral) const {
  const std::string clause = piece.text(piece.clause);
  const Range segment = piece.segment_of(numeral);
  ComparisonContext context;
  context.clause = clause;
  context.near =
      object_of(piece.unnamed({numeral.range.end, std::max(numeral.range.end, segment.end)}));
  context.wide = piece.unnamed(piece.sentence) + " " + piece.context.title;
  context.unnamed = piece.unnamed(piece.clause);
  context.mentions = within(piece.mentions, piece.clause);
  if (context.mentions.size() < 2) {
    context.mentions = within(piece.mentions, piece.sentence);
  }
  context.subjects = piece.subjects;
  context.before = piece.unnamed(piece.previous);
  context.scope = piece.context.scope;
  context.names = &names_;
  context.number_at = numeral.range.begin;
  Numeral stated = numeral;
  if (is_part_of_another(piece, numeral)) {
    stated.kind = NumeralKind::kTimes;
    stated.value /= 100;
    stated.decimals = std::max(stated.decimals, 0) + 2;
  }
  if (auto ratio = judge_ratio(dataset_, stated, context)) {
    return not_refuted(clause, std::move(*ratio));
  }
  return unsupported(ClaimType::kComparison, VerdictReason::kNoSuchMeasurement,
                     "the text doesn't name two things that were both measured");
}

}  // namespace chimera::verify
