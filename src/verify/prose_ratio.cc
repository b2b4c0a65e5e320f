// Numbers of a clause that hold two things against each other: ratios, differences, parts.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "verify/counts.h"
#include "verify/fair_readings.h"
#include "verify/parts_said.h"
#include "verify/peers.h"
#include "verify/prose_piece.h"
#include "verify/unmeasured_things.h"
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

// "A gains 2.4 tok/s", "the difference is 2.95 tok/s (13 %)": what lies between two values.
bool ProseReader::says_gap(const Piece& piece, const Numeral& numeral) {
  static constexpr std::array<std::string_view, 22> kVerbs = {
      "gains ",  "gain ",      "gain of ",       "adds ",         "add ",        "loses ",
      "frees ",  "an extra ",  "an additional ", "extra ",        "additional ", "loss of ",
      "saves ",  "saving of ", "another ",       "shaves ",       "shave ",      "wins ",
      "gap of ", "lead of ",   "margin of ",     "difference of "};
  static constexpr std::array<std::string_view, 4> kNotBy = {"followed by ", "led by ",
                                                             "divided by ", "topped by "};
  static constexpr std::array<std::string_view, 2> kNouns = {"the difference between",
                                                             "the gap between"};
  const std::string text = piece.text({piece.clause.begin, numeral.range.begin});
  const std::string_view before = without_adverbs(text);
  const bool measured = numeral.kind == NumeralKind::kNumber && !numeral.unit.empty();
  const bool bracketed = numeral.kind == NumeralKind::kPercent && before.ends_with("(");
  const bool noun = has_any(before, kNouns);
  const bool by = before.ends_with(" by ") && !ends_with_any(before, kNotBy);
  return (measured && (noun || by || ends_with_any(before, kVerbs))) || (bracketed && noun);
}

// "98.2 % of fp16's score": a ratio to what was measured of another.
bool ProseReader::is_part_of_another(const Piece& piece, const Numeral& numeral) {
  const std::size_t end = numeral.range.end;
  const std::string behind = piece.text({end, piece.clause.end});
  // "Gives up 15 % of A's rate": how much less, and no part that is left.
  static constexpr std::array<std::string_view, 9> kLoses = {
      "gives up", "gave up", "loses", "lost", "sacrifices", "sacrificed", "costs", "cost", "drops"};
  if (!behind.starts_with(" of ") ||
      has_any(piece.text({piece.segment_of(numeral).begin, numeral.range.begin}), kLoses)) {
    return false;
  }
  // "99 % of the fp16 accuracy at 52 % of its size": of the other that stands before.
  static constexpr std::array<std::string_view, 3> kOfIts = {" of its size", " of its footprint",
                                                             " of its memory"};
  const auto before = within(piece.mentions, {piece.sentence.begin, numeral.range.begin});
  if (starts_with_any(behind, kOfIts) && pair_up(before, {}).sides.size() == 2) {
    return true;
  }
  return std::any_of(piece.mentions.begin(), piece.mentions.end(), [&](const Mention& mention) {
    return (mention.kind == NameKind::kModel || mention.kind == NameKind::kLevel) &&
           mention.range.begin >= end + 4 && mention.range.begin < end + kNameReach;
  });
}

// "54 % faster than rocBLAS", of which nothing is known: a name by its inner capitals.
bool ProseReader::is_to_unknown(const Piece& piece, const Numeral& numeral) {
  const std::string behind = piece.unnamed({numeral.range.end, piece.clause.end});
  const std::size_t than = find_phrase(behind, "than");
  if (than == std::string::npos) {
    return false;
  }
  const auto words = words_of(std::string_view{behind}.substr(than + 4));
  if (words.empty() || words.front().begin != 1) {
    return false;
  }
  const std::size_t begin = numeral.range.end + than + 4 + words.front().begin;
  const std::string_view word =
      std::string_view{piece.plain.text()}.substr(begin, words.front().end - words.front().begin);
  return word.size() > 2 &&
         std::any_of(word.begin() + 1, word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "Raising the batch from 8 to 32 triples it", of which one was never run.
bool ProseReader::moves_off_levels(const Piece& piece) {
  for (std::size_t i = 0; i + 1 < piece.numerals.size(); ++i) {
    const Numeral& from = piece.numerals[i];
    const Numeral& to = piece.numerals[i + 1];
    const bool move = piece.clause.holds(from.range.begin) && piece.clause.holds(to.range.begin) &&
                      from.unit.empty() && to.unit.empty() && from.kind == NumeralKind::kNumber &&
                      to.kind == NumeralKind::kNumber &&
                      piece.text({0, from.range.begin}).ends_with(" from ") &&
                      piece.text({from.range.end, to.range.begin}) == " to ";
    if (move && piece.is_named(from) != piece.is_named(to)) {
      return true;
    }
  }
  return false;
}

// Where the next number of the same kind begins behind " and ", with a name of its own; the end of
// the sentence where none does.
std::size_t ProseReader::end_of_own_part(const Piece& piece, const Numeral& numeral) {
  const auto next = std::ranges::find_if(piece.numerals, [&](const Numeral& each) {
    return each.range.begin >= numeral.range.end && piece.clause.holds(each.range.begin) &&
           each.kind == numeral.kind && !piece.is_named(each);
  });
  if (next == piece.numerals.end()) {
    return piece.sentence.end;
  }
  const std::string between = piece.text({numeral.range.end, next->range.begin});
  const bool apart = between.find(" and ") != std::string::npos &&
                     within(piece.mentions, {numeral.range.end, next->range.begin}).empty();
  const bool named = !within(piece.mentions, {piece.sentence.begin, numeral.range.begin}).empty();
  return apart && named ? next->range.begin : piece.sentence.end;
}

// What stands around a ratio or a difference.
ComparisonContext ProseReader::context_of_ratio(const Piece& piece, const Numeral& numeral) const {
  const std::string clause = piece.text(piece.clause);
  const Range segment = piece.segment_of(numeral);
  ComparisonContext context;
  context.clause = clause;
  context.near =
      object_of(piece.unnamed({numeral.range.end, std::max(numeral.range.end, segment.end)}));
  context.wide =
      piece.unnamed(piece.sentence) + " " + piece.context.head + " " + piece.context.title;
  context.ahead = piece.unnamed({segment.begin, std::max(segment.begin, numeral.range.begin)});
  context.behind = piece.unnamed({numeral.range.end, piece.clause.end});
  context.head = piece.context.head;
  context.unnamed = piece.unnamed(piece.clause);
  // "A gain of 17 % on average, and 40 % over C": C is the next number's.
  const Range own_part{piece.sentence.begin, end_of_own_part(piece, numeral)};
  context.mentions =
      within(piece.mentions, {piece.clause.begin, std::min(piece.clause.end, own_part.end)});
  if (context.mentions.size() < 2) {
    context.mentions = within(piece.mentions, own_part);
  }
  context.subjects = piece.subjects;
  // "…, which is 55 % higher than A and 80 % higher than B"
  const auto own =
      within(piece.mentions, {numeral.range.begin, std::max(numeral.range.begin, segment.end)});
  const auto first =
      std::find_if(piece.numerals.begin(), piece.numerals.end(),
                   [&](const Numeral& each) { return piece.clause.holds(each.range.begin); });
  const std::size_t first_at =
      first == piece.numerals.end() ? numeral.range.begin : first->range.begin;
  const bool named_ahead = !within(piece.mentions, {piece.clause.begin, first_at}).empty();
  if (own.size() == 1 && !named_ahead && context.mentions.size() > 1 && !piece.subjects.empty() &&
      has_phrase(clause, "than")) {
    context.mentions = own;
  }
  context.before = piece.unnamed(piece.previous);
  context.scope = piece.context.scope;
  if (const TrialPlace place = place_said(clause); place != TrialPlace::kAny) {
    context.scope.place = place;
  }
  context.names = &names_;
  context.number_at = numeral.range.begin;
  context.around = within(piece.mentions, own_part);
  context.nearest = nearest_names(piece, numeral);
  context.text = piece.plain.lower();
  context.title = piece.context.title;
  return context;
}

// "By 33 % on A and 26 % on B": what supports the one number says of what the other is.
std::optional<Judgement> ProseReader::judge_beside(const Piece& piece, const Numeral& numeral,
                                                   const ComparisonContext& context) const {
  const bool range = piece.text({piece.clause.begin, numeral.range.begin}).ends_with(" to ") ||
                     piece.text({numeral.range.end, piece.clause.end}).starts_with(" to ");
  if (range || numeral.upper) {
    return std::nullopt;
  }
  for (const Numeral& other : piece.numerals) {
    const bool beside = piece.clause.holds(other.range.begin) && other.kind == numeral.kind &&
                        other.range.begin != numeral.range.begin && !piece.is_named(other);
    if (!beside || other.significant < 2) {
      continue;
    }
    const auto judged = judge_ratio(dataset_, other, context_of_ratio(piece, other));
    if (judged && !judged->sides.empty()) {
      return judge_ratio_of(dataset_, numeral, context, judged->sides);
    }
  }
  return std::nullopt;
}

namespace {

// "A gives up 15 % of B's rate and C another 39 % on top of that": of C against A, the two that
// stand last before the number; none for another number.
std::vector<Mention> sides_on_top(const std::vector<Mention>& before, std::string_view ahead,
                                  std::string_view behind) {
  static constexpr std::array<std::string_view, 4> kMore = {"another ", "a further ",
                                                            "another roughly ", "yet another "};
  if (before.size() < 2 || !ends_with_any(ahead, kMore) || !behind.starts_with(" on top")) {
    return {};
  }
  const auto first = std::ranges::find_if(before, [&](const Mention& each) {
    return is_akin(each, before.back()) && each.values != before.back().values;
  });
  return first == before.end() ? std::vector<Mention>()
                               : std::vector<Mention>{before.back(), *first};
}

}  // namespace

// A ratio or a difference of the two that are named nearest.
Judgement ProseReader::judge_between(const Piece& piece, const Numeral& numeral) const {
  const std::string clause = piece.text(piece.clause);
  ComparisonContext context = context_of_ratio(piece, numeral);
  if (is_to_unknown(piece, numeral) || moves_off_levels(piece)) {
    return unsupported(ClaimType::kComparison, VerdictReason::kNoSuchMeasurement,
                       "what it is compared with was not measured");
  }
  Numeral stated = numeral;
  if (is_part_of_another(piece, numeral)) {
    stated.kind = NumeralKind::kTimes;
    stated.value /= 100;
    stated.decimals = std::max(stated.decimals, 0) + 2;
  }
  // "A is 56 % faster than B with one client, and still 31 % faster with 32": of the same two.
  static constexpr std::array<std::string_view, 5> kStill = {"and still ", "but still ",
                                                             "and only ", "but only ", "still "};
  const std::string ahead = piece.text({piece.clause.begin, numeral.range.begin});
  if (ends_with_any(ahead, kStill) && has_phrase(ahead, "than") &&
      !has_phrase(context.behind, "than")) {
    if (auto beside = judge_beside(piece, stated, context)) {
      return not_refuted(clause, std::move(*beside));
    }
  }
  const auto on_top =
      sides_on_top(within(piece.mentions, {piece.sentence.begin, numeral.range.begin}),
                   piece.text({piece.sentence.begin, numeral.range.begin}),
                   piece.text({numeral.range.end, piece.clause.end}));
  if (!on_top.empty()) {
    context.clause += " less";
    if (auto further = judge_ratio_of(dataset_, stated, context, on_top)) {
      return *further;
    }
  }
  auto ratio = judge_ratio(dataset_, stated, context);
  // "With A it is slow: B is twice as fast here": A stands in another clause.
  if (!ratio && piece.clause.begin != piece.sentence.begin) {
    context.mentions = within(piece.mentions, piece.sentence);
    ratio = judge_ratio(dataset_, stated, context);
  }
  // What was spoken of before may be left behind; a cell is about its row.
  const bool holds = ratio && ratio->judgement.verdict == Verdict::kSupported;
  if (!holds && !context.subjects.empty() && context.head.empty()) {
    context.subjects.clear();
    auto alone = judge_ratio(dataset_, stated, context);
    const bool alone_holds = alone && alone->judgement.verdict == Verdict::kSupported;
    ratio = !ratio || alone_holds ? alone : ratio;
  }
  if (!ratio || ratio->judgement.verdict == Verdict::kUnsupported) {
    if (auto beside = judge_beside(piece, stated, context)) {
      return not_refuted(clause, std::move(*beside));
    }
  }
  // "A factor of 6.9 below the leader": who that is, no name says.
  static constexpr std::array<std::string_view, 4> kUntold = {"the leader", "the winner",
                                                              "the front-runner", "the runner-up"};
  if (ratio && ratio->judgement.verdict == Verdict::kContradicted &&
      has_any(context.behind, kUntold)) {
    return unsupported(ClaimType::kComparison, VerdictReason::kTooVague,
                       "who leads is not said by name");
  }
  if (ratio) {
    return not_refuted(clause, std::move(ratio->judgement));
  }
  return unsupported(ClaimType::kComparison, VerdictReason::kNoSuchMeasurement,
                     "the text doesn't name two things that were both measured");
}

// "86 of 104 runs (82.7 %)": what the two numbers before it say.
std::optional<Judgement> ProseReader::judge_share_of_before(const Piece& piece,
                                                            const Numeral& numeral) {
  const std::string& lower = piece.plain.lower();
  const bool bracketed = numeral.range.begin > 0 && lower[numeral.range.begin - 1] == '(';
  if (numeral.kind != NumeralKind::kPercent || !bracketed) {
    return std::nullopt;
  }
  const auto own =
      std::find_if(piece.numerals.begin(), piece.numerals.end(),
                   [&](const Numeral& each) { return each.range.begin == numeral.range.begin; });
  if (own - piece.numerals.begin() < 2 || own == piece.numerals.end()) {
    return std::nullopt;
  }
  const Numeral& whole = *(own - 1);
  const Numeral& part = *(own - 2);
  constexpr std::size_t kNear = 30;
  const bool of =
      piece.text({part.range.end, std::max(part.range.end, whole.range.begin)}) == " of ";
  if (!of || numeral.range.begin - whole.range.end > kNear || !(whole.value > 0)) {
    return std::nullopt;
  }
  const double share = part.value / whole.value * 100;
  const std::string why = "the two numbers make " + value_text(share, "%");
  return agreement(numeral, share) >= Agreement::kRounded
             ? supported(ClaimType::kAggregate, why)
             : contradicted(ClaimType::kAggregate, VerdictReason::kWrongValue, why);
}

// What something cost: no unit that a benchmark writes, but in a column that is called so.
std::optional<Judgement> ProseReader::judge_price() const {
  return records_price(dataset_, "dollar")
             ? std::nullopt
             : std::optional(unsupported(ClaimType::kOther, VerdictReason::kNoSuchMeasurement,
                                         "no price is recorded"));
}

namespace {

// "JSON: 16 files, CSV: 13 files (": from "CSV" on; all of it where it names no type.
std::string_view from_last_type(std::string_view text) {
  std::size_t last = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = at == 0 || !is_word_char(text[at - 1]);
    const std::string_view word = text.substr(at, text.find_first_of(" :,(*`", at) - at);
    last = begins && type_in(word) ? at : last;
  }
  return text.substr(last);
}

// "JSON files make up 40 % of the dataset; CSV 35 %", "By type: JSON 40 %, CSV 35 %": a list of
// shares, whose parts need not say so again.
bool says_file_shares(std::string_view sentence) {
  static constexpr std::array<std::string_view, 14> kShares = {
      "share",          "shares",     "% of the artifacts", "% of all artifacts", "% of the files",
      "% of all files", "% of files", "% of the dataset",   "% of the data",      "files make up",
      "file types",     "by type",    "by file type",       "file formats"};
  return has_any(sentence, kShares);
}

constexpr std::array<std::string_view, 3> kPartOf = {"representing", "accounting for", "making up"};

}  // namespace

// "`a` holds 34 % of the files and `b` 31 %": what stands right before the number, of several.
std::vector<Mention> ProseReader::places_beside(const Piece& piece, const Numeral& numeral) {
  std::vector<Mention> places = within(piece.mentions, piece.clause);
  const auto is_place = [](const Mention& each) { return !each.files.empty(); };
  if (std::ranges::count_if(places, is_place) < 2) {
    return places;
  }
  std::vector<Mention> beside = within(piece.mentions, piece.segment_of(numeral));
  std::erase_if(beside, [&](const Mention& each) {
    return !is_place(each) || each.range.begin > numeral.range.begin;
  });
  return beside.size() == 1 ? beside : places;
}

// "JSON files account for 43.6 % of the artifacts, CSV for 26.7 %": a share of files by their type,
// or of trials by how they ended.
std::optional<Judgement> ProseReader::judge_file_share(const Piece& piece, const Numeral& numeral,
                                                       std::string_view statistic) const {
  // "The largest coefficient of variation among the files, 31 %": no share of them.
  if (is_spread(statistic)) {
    return std::nullopt;
  }
  const std::string& lower = piece.plain.lower();
  const std::size_t comma = std::min(lower.find(',', numeral.range.end), piece.clause.end);
  // "CSV: 14 files (35.9 %) | JSON: 16": of the type that stands before it.
  const std::string before_it = piece.text({piece.clause.begin, numeral.range.begin});
  const std::size_t bar = std::min(lower.find('|', numeral.range.end), comma);
  const std::size_t last_bar = before_it.rfind('|');
  const std::size_t from = last_bar == std::string::npos ? piece.segment_of(numeral).begin
                                                         : std::min(piece.segment_of(numeral).begin,
                                                                    piece.clause.begin + last_bar);
  const std::string segment_words = piece.text({from, bar});
  const std::string own_words = type_in(segment_words) || !before_it.ends_with('(')
                                    ? segment_words
                                    : std::string(from_last_type(before_it));
  const bool shares = says_file_shares(piece.text(piece.sentence));
  const std::string near_words = type_in(own_words) ? own_words + (shares ? " share" : "")
                                                    : piece.text({piece.clause.begin, comma});
  // "`runs/`: twelve files, 40 % of everything".
  static constexpr std::array<std::string_view, 2> kAll = {" of everything", " of the whole tree"};
  const auto label = starts_with_any(lower.substr(numeral.range.end), kAll)
                         ? folder_of_label(piece)
                         : std::vector<Mention>();
  // "CSV is the most common type, representing over 60 % of the dataset": of what was named ahead.
  const bool goes_on = starts_with_any(trimmed(before_it, " ,"), kPartOf);
  const std::string of_what = goes_on ? piece.text({piece.sentence.begin, comma}) : near_words;
  auto of_files = judge_share(dataset_, numeral, of_what + (label.empty() ? "" : " files"),
                              scope_of(label.empty() ? places_beside(piece, numeral) : label));
  // "JSON files are the majority (43.6 %)": the share is right and the word is not.
  const bool minority = has_any(own_words, kMost) && numeral.kind == NumeralKind::kPercent &&
                        numeral.value <= 50 && numeral.bound == Bound::kExact;
  if (of_files && minority && of_files->verdict == Verdict::kSupported) {
    return contradicted(ClaimType::kComparison, VerdictReason::kWrongCount,
                        of_files->why + ": no more than half");
  }
  return of_files;
}

}  // namespace chimera::verify
