// "From 361 to 454 tok/s, a gain of 25.9 %": a change beside the two numbers that it is made of.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "verify/prose_piece.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// A value beside which a change may be said, and half a unit of its last digit.
struct End {
  Range range;
  double value = 0;
  double half = 0;
  std::string unit;
  int decimals = 0;
};

// The values that stand before `until`, those of ranges apart, without what is part of a name.
template <typename Named>
std::vector<End> ends_before(const std::vector<Numeral>& numerals, Range until, Named is_named) {
  std::vector<End> ends;
  for (const Numeral& each : numerals) {
    const bool here = until.begin <= each.range.begin && each.range.end <= until.end;
    const bool value = each.kind == NumeralKind::kNumber || each.kind == NumeralKind::kPercent;
    if (!here || !value || is_named(each)) {
      continue;
    }
    const double half = half_step(each);
    const std::size_t end = each.upper ? each.digits.end : each.range.end;
    ends.push_back({{each.range.begin, end}, each.value, half, each.unit, each.decimals});
    if (each.upper) {
      ends.push_back(
          {{each.upper_digits.begin, each.range.end}, *each.upper, half, each.unit, each.decimals});
    }
  }
  return ends;
}

// ", a gain of ", ", i.e. a lead of ", " (a ": the change is made of what stands before it.
bool sums_up(std::string_view before) {
  static constexpr std::array<std::string_view, 8> kSums = {
      ", a ", ", an ", ", i.e. ", " (a ", " (an ", ", or a ", ", which is a ", ", that is a "};
  return std::any_of(kSums.begin(), kSums.end(), [before](std::string_view words) {
    return before.find(words) != std::string_view::npos;
  });
}

// ", so A is ", ", which makes it ": what the two numbers come to.
bool concludes(std::string_view before) {
  static constexpr std::array<std::string_view, 10> kHence = {
      ", so ",   ", which makes ", ", which means ", ", making ",  ", hence ",
      ", thus ", ", therefore ",   ", i.e. ",        ", meaning ", " and is therefore "};
  constexpr std::size_t kWordsMax = 8;
  const std::string_view names = up_to_any(before, kHence);
  return names.size() < before.size() && words_of(before.substr(names.size())).size() <= kWordsMax;
}

// "A averages 742.4 tok/s, B 632.8": nothing but a name between two of one thing.
bool goes_with(std::string_view unnamed_between, const End& first, const End& second) {
  static constexpr std::array<std::string_view, 12> kBare = {
      "and", "while", "for", "on", "at", "with", "the", "in", "where", "but", "gives", "reaches"};
  const auto words = words_of(unnamed_between);
  const bool bare = std::all_of(words.begin(), words.end(), [&](const Range& word) {
    return is_one_of(unnamed_between.substr(word.begin, word.end - word.begin), kBare);
  });
  const bool alike = first.unit == second.unit || second.unit.empty() || first.unit.empty();
  return bare && alike && first.decimals == second.decimals && unnamed_between.size() > 2;
}

// Whether the change is that from one to the other, on wish of either; the two are rounded
// themselves.
Judgement agreed_change(const Numeral& stated, const End& from, const End& to, bool either) {
  const bool times = stated.kind == NumeralKind::kTimes;
  const double ratio = to.value / from.value;
  const double slack = from.half / from.value + to.half / to.value;
  const auto holds = [&](double value, double factor) {
    return std::abs(value * factor - stated.value) <=
           (value + (times ? 0 : 1)) * slack * factor + half_step(stated);
  };
  const double more = std::max(ratio, 1 / ratio);
  const double of_first = std::abs(ratio - 1);
  const double of_second = std::abs(1 / ratio - 1);
  const bool second = !times && either && !holds(of_first, 100) && holds(of_second, 100);
  const bool held = second || (times ? holds(more, 1) : holds(of_first, 100));
  const std::string why =
      "the two numbers make " +
      (times ? value_text(more) : value_text((second ? of_second : of_first) * 100, "%"));
  return held ? supported(ClaimType::kComparison, why)
              : contradicted(ClaimType::kComparison, VerdictReason::kWrongValue, why);
}

// "This is a speedup of 2x", "That makes it 15 % faster": a sentence that says nothing but what the
// one before it makes.
bool refers_to_numbers(std::string_view before) {
  static constexpr std::array<std::string_view, 14> kBegins = {
      "this is ",      "that is ",         "this means ",       "that means ",     "this gives ",
      "that gives ",   "this makes ",      "that makes ",       "this yields ",    "this equals ",
      "this amounts ", "this represents ", "this corresponds ", "this translates "};
  constexpr std::size_t kWordsMax = 8;
  return starts_with_any(before, kBegins) && words_of(before).size() <= kWordsMax;
}

}  // namespace

std::optional<Judgement> ProseReader::judge_change_of_previous(const Piece& piece,
                                                               const Numeral& numeral) {
  static constexpr std::array<std::string_view, 14> kChanges = {
      "speedup", "speed-up", "reduction", "improvement", "increase", "decrease", "difference",
      "gain",    "drop",     "faster",    "slower",      "higher",   "lower",    "factor"};
  constexpr std::size_t kNounReach = 14;
  const std::string before =
      trimmed(piece.text({piece.sentence.begin, numeral.range.begin}), " ") + " ";
  const std::string behind =
      piece.text({numeral.range.end, piece.sentence.end}).substr(0, kNounReach);
  const bool change = numeral.kind == NumeralKind::kPercent || numeral.kind == NumeralKind::kTimes;
  if (!change || piece.previous.empty() || !refers_to_numbers(before) ||
      !has_any(before + behind, kChanges)) {
    return std::nullopt;
  }
  const auto ends = ends_before(piece.numerals, piece.previous,
                                [&](const Numeral& each) { return piece.is_named(each); });
  const bool two = ends.size() == 2 && ends[0].unit == ends[1].unit && !ends[0].unit.empty() &&
                   ends[0].unit != "%" && ends[0].value > 0 && ends[1].value > 0;
  return two ? std::optional(agreed_change(numeral, ends[0], ends[1], true)) : std::nullopt;
}

std::optional<Judgement> ProseReader::judge_change_of_before(const Piece& piece,
                                                             const Numeral& numeral) {
  static constexpr std::array<std::string_view, 18> kChanges = {
      "reduction", "drop",       "decrease", "saving", "increase", "improvement",
      "gain",      "speedup",    "speed-up", "rise",   "lead",     "advantage",
      "loss",      "difference", "gap",      "lift",   "slowdown", "overhead"};
  static constexpr std::array<std::string_view, 4> kAgainst = {" against ", " versus ", " vs ",
                                                               " vs. "};
  constexpr std::size_t kNounReach = 14;  // "… % improvement"
  const bool times = numeral.kind == NumeralKind::kTimes;
  if (numeral.kind != NumeralKind::kPercent && !times) {
    return std::nullopt;
  }
  const auto ends = ends_before(piece.numerals, {piece.sentence.begin, numeral.range.begin},
                                [&](const Numeral& each) { return piece.is_named(each); });
  if (ends.size() < 2) {
    return std::nullopt;
  }
  const End& from = ends[ends.size() - 2];
  const End& to = ends.back();
  const Range between{from.range.end, to.range.begin};
  const std::string joint = piece.text(between);
  const std::string behind =
      piece.text({to.range.end, numeral.range.begin}) +
      piece.text({numeral.range.end, piece.sentence.end}).substr(0, kNounReach);
  const bool change = joint.ends_with(" to ") &&
                      piece.text({piece.sentence.begin, from.range.begin}).ends_with("from ");
  const bool against = ends_with_any(joint, kAgainst);
  const bool beside = goes_with(piece.unnamed(between), from, to);
  const bool alike = from.unit == to.unit || beside || change;
  // "A takes 0.05 ms while B needs 0.76 ms, so A is 15x faster"
  static constexpr std::array<std::string_view, 8> kComparatives = {
      "faster", "slower", "higher", "lower", "more", "less", "longer", "shorter"};
  const bool hence = ends.size() == 2 && from.unit == to.unit && !from.unit.empty() &&
                     from.unit != "%" && concludes(behind) && has_any(behind, kComparatives);
  const bool pair =
      ((change || against || beside) && alike && sums_up(behind) && has_any(behind, kChanges)) ||
      hence;
  if (!pair || !(from.value > 0) || !(to.value > 0)) {
    return std::nullopt;
  }
  if (hence && !has_phrase(behind, "slower")) {
    // "50 % faster" is of the less, "33 % lower" of the more.
    static constexpr std::array<std::string_view, 3> kLower = {"lower", "less", "shorter"};
    const auto [less, more] = std::minmax(
        from, to, [](const End& first, const End& second) { return first.value < second.value; });
    return has_any(behind, kLower) ? agreed_change(numeral, more, less, false)
                                   : agreed_change(numeral, less, more, false);
  }
  const bool either = has_phrase(behind, "speedup") || has_phrase(behind, "improvement") || !change;
  return agreed_change(numeral, from, to, either);
}

}  // namespace chimera::verify
