// A measured number of a clause: its words from the nearest on, its scope, and where an extreme is.
#include <algorithm>
#include <array>
#include <utility>

#include "verify/prose_piece.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "All engines reached": not "over all engines".
bool says_all(std::string_view before) {
  static constexpr std::array<std::string_view, 3> kAll = {"all ", "every ", "each of "};
  while (!before.empty() && !is_word_char(before.front())) {
    before.remove_prefix(1);
  }
  return std::any_of(kAll.begin(), kAll.end(),
                     [&](std::string_view word) { return before.starts_with(word); });
}

}  // namespace

// A measured value: of what was spoken of before, or of its sentence alone.
Judgement ProseReader::judge_measured(const Piece& piece, const Numeral& numeral,
                                      const std::string& statistic, bool near) const {
  const Range whole = piece.segment_of(numeral);
  NumberContext context;
  context.near = piece.unnamed({whole.begin, numeral.range.begin});
  // Its own unit names no metric more surely than its sentence does.
  context.middle = piece.unnamed({whole.begin, numeral.range.begin}) + " " +
                   piece.unnamed({numeral.range.end, std::max(numeral.range.end, whole.end)});
  context.clause = piece.unnamed(piece.clause);
  context.wide = piece.unnamed(piece.sentence);
  context.loose_statistic = !near;
  context.before = piece.unnamed(piece.previous);
  context.far = piece.context.head + " " + piece.context.title;
  context.scope = scope_near(piece, numeral);
  context.statistic = statistic == "count" ? "" : statistic;
  // "Between 101 and 103, on average 102": the average is the next number's.
  if (numeral.upper && !near) {
    context.statistic.clear();
  }
  context.of_all = says_all(piece.text({piece.clause.begin, numeral.range.begin}));
  Judgement judgement = judge_quantity(dataset_, numeral, context);
  if (auto elsewhere = judge_extreme_place(piece, numeral, context, judgement)) {
    return *elsewhere;
  }
  // One value among many is no evidence of the wider scope; a statistic is.
  if (judgement.verdict != Verdict::kSupported && !piece.subjects.empty() &&
      !context.statistic.empty()) {
    context.scope = own_scope(piece, numeral);
    Judgement alone = judge_quantity(dataset_, numeral, context);
    if (alone.verdict == Verdict::kSupported) {
      return alone;
    }
  }
  // "generated 4,912 tokens": all of them.
  if (judgement.verdict == Verdict::kContradicted && context.statistic.empty() &&
      piece.text({numeral.range.end, piece.clause.end}).starts_with(" tokens")) {
    context.statistic = "sum";
    Judgement total = judge_quantity(dataset_, numeral, context);
    if (total.verdict == Verdict::kSupported) {
      return total;
    }
  }
  return judgement;
}

// "The highest, 303.9, was measured with A and B": the settings behind it say where it is; of one
// value alone everything is the highest.
std::optional<Judgement> ProseReader::judge_extreme_place(const Piece& piece,
                                                          const Numeral& numeral,
                                                          NumberContext context,
                                                          const Judgement& narrow) const {
  static constexpr std::array<std::string_view, 6> kExtremes = {"top", "bottom", "max",
                                                                "min", "best",   "worst"};
  const bool extreme =
      std::find(kExtremes.begin(), kExtremes.end(), context.statistic) != kExtremes.end();
  const bool single = narrow.evidence.size() == 1 &&
                      narrow.evidence.front().rows.find_first_of("-,") == std::string::npos;
  if (!extreme || !single || narrow.verdict != Verdict::kSupported) {
    return std::nullopt;
  }
  const auto first =
      std::find_if(piece.numerals.begin(), piece.numerals.end(),
                   [&](const Numeral& each) { return piece.sentence.holds(each.range.begin); });
  std::vector<Mention> kept = within(piece.mentions, piece.sentence);
  std::erase_if(kept, [&](const Mention& mention) {
    return mention.kind == NameKind::kLevel && mention.range.begin >= first->range.end;
  });
  if (kept.size() == within(piece.mentions, piece.sentence).size()) {
    return std::nullopt;
  }
  const Piece before{piece.plain,  piece.context,  piece.sentence, piece.previous,
                     piece.clause, piece.numerals, kept,           piece.subjects};
  context.scope = scope_near(before, numeral);
  Judgement wide = judge_quantity(dataset_, numeral, context);
  return wide.verdict == Verdict::kContradicted ? std::optional(std::move(wide)) : std::nullopt;
}

}  // namespace chimera::verify
