// The most and the least that a sentence singles out: which names are of which, and where each was
// measured.
#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

#include "verify/bind.h"
#include "verify/parts_said.h"
#include "verify/prose_piece.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// The stretch of the sentence that is an extreme's, from its word to the next one; from the number
// on where none stands before it.
Range stretch_of(const std::vector<std::size_t>& words, Range sentence, std::size_t at) {
  const auto next = std::upper_bound(words.begin(), words.end(), at);
  return {next == words.begin() ? sentence.begin : *std::prev(next),
          next == words.end() ? sentence.end : *next};
}

void drop(const std::vector<Mention>& dropped, std::vector<Mention>& mentions) {
  std::erase_if(mentions, [&](const Mention& mention) {
    return std::any_of(dropped.begin(), dropped.end(), [&](const Mention& each) {
      return each.range.begin == mention.range.begin && each.alias == mention.alias;
    });
  });
}

// "Throughput was highest at A (303.9 tok/s)": A stands before the number and yet says where.
bool places_before(std::string_view text, Range stretch) {
  const std::string_view before = text.substr(0, stretch.begin);
  const std::string_view said = text.substr(stretch.begin, stretch.end - stretch.begin);
  const std::string_view behind = said.substr(std::min(said.find(' '), said.size()));
  return (before.ends_with(" is ") || before.ends_with(" was ") || before.ends_with(" and ") ||
          before.ends_with(" are ") || before.ends_with(" were ")) &&
         (behind.starts_with(" at ") || behind.starts_with(" with ") ||
          behind.starts_with(" for "));
}

}  // namespace

// Where the sentence singles out a most or a least, in order.
std::vector<std::size_t> extreme_words(std::string_view text, Range sentence) {
  static constexpr std::array<std::string_view, 20> kWords = {
      "highest", "lowest",  "largest", "smallest", "greatest", "longest", "shortest",
      "fastest", "slowest", "best",    "worst",    "maximum",  "minimum", "max",
      "min",     "peak",    "peaked",  "peaks",    "top",      "bottom"};
  std::vector<std::size_t> found;
  const std::string_view said = text.substr(sentence.begin, sentence.end - sentence.begin);
  for (const Range& word : words_of(said)) {
    const std::string_view spelled = said.substr(word.begin, word.end - word.begin);
    // "max_concurrency": a part of a name.
    const bool part =
        said.substr(word.end).starts_with('_') || said.substr(0, word.begin).ends_with('_');
    if (!part && std::find(kWords.begin(), kWords.end(), spelled) != kWords.end()) {
      found.push_back(sentence.begin + word.begin);
    }
  }
  return found;
}

// A setting stands in another extreme's stretch behind its number, or beside one of the same column
// in the own stretch; else it is of both.
ProseReader::Piece ProseReader::of_own_extreme(const Piece& piece, const Numeral& numeral,
                                               bool models_too, std::vector<Mention>& kept) {
  kept = piece.mentions;
  std::vector<Mention> subjects = piece.subjects;
  const std::vector<std::size_t> words = extreme_words(piece.blanked, piece.sentence);
  if (words.size() > 1 && words.front() < numeral.range.begin) {
    const Range own = stretch_of(words, piece.sentence, numeral.range.begin);
    const auto mine = within(piece.mentions, own);
    std::vector<Mention> others;
    for (const Mention& mention : within(piece.mentions, piece.sentence)) {
      const bool setting = mention.kind == NameKind::kLevel;
      const bool model = mention.kind == NameKind::kModel && models_too;
      if ((!setting && !model) || mention.range.begin < words.front() ||
          own.holds(mention.range.begin)) {
        continue;
      }
      const Range stretch = stretch_of(words, piece.sentence, mention.range.begin);
      const bool behind =
          std::any_of(piece.numerals.begin(), piece.numerals.end(), [&](const Numeral& each) {
            return stretch.begin <= each.range.begin && each.range.end <= mention.range.begin &&
                   !piece.is_named(each);
          });
      const bool instead = std::any_of(mine.begin(), mine.end(), [&](const Mention& each) {
        return each.kind == mention.kind && share_column(each.columns, mention.columns);
      });
      if (behind || instead) {
        others.push_back(mention);
      }
    }
    drop(others, kept);
    drop(others, subjects);
  }
  return {piece.plain,    piece.context, piece.sentence,      piece.previous, piece.clause,
          piece.numerals, kept,          std::move(subjects), piece.blanked};
}

// "The highest rate is 12 with X", "the lowest, 5 ms, came from Y", "…, and it belongs to `a.csv`":
// the number is one claim, and where it was measured another.
bool ProseReader::add_extreme_apart(const Piece& piece, const Numeral& numeral,
                                    std::vector<Anchor>& anchors) const {
  static constexpr std::array<std::string_view, 14> kPlacing = {
      " with ", " at ", " by ", " for ", " under ",    " using ",  " to ",
      " from ", " on ", " in ", " (",    " with the ", " by the ", " during the "};
  // ", with X": in what may be the next clause.
  static constexpr std::array<std::string_view, 5> kOwn = {", with ", ", at ", ", using ",
                                                           ", under ", ", and it "};
  const Range segment = piece.segment_of(numeral);
  const std::string ahead = piece.text({segment.begin, numeral.range.begin});
  const std::string_view of_means = extreme_of_means(ahead);
  const std::string statistic = of_means.empty() ? statistic_in(ahead) : std::string(of_means);
  const bool own = starts_with_any(piece.text({numeral.range.end, piece.sentence.end}), kOwn) &&
                   !piece.text({piece.clause.begin, numeral.range.begin}).ends_with(", ");
  std::vector<Mention> kept = piece.mentions;
  std::vector<Mention> placing = within(
      piece.mentions,
      {numeral.range.end, own ? piece.sentence.end : std::max(numeral.range.end, segment.end)});
  std::erase_if(placing, [](const Mention& mention) {
    return mention.kind == NameKind::kFolder || mention.kind == NameKind::kMissingFile;
  });
  const bool value = numeral.kind == NumeralKind::kNumber || numeral.kind == NumeralKind::kPercent;
  if (!is_extreme(statistic) || placing.empty() || !value) {
    return false;
  }
  const std::string between = piece.text({numeral.range.end, placing.front().range.begin});
  // ", reached by X", "was measured for X"; what says more is another thought.
  static constexpr std::array<std::string_view, 20> kReached = {
      "was reached", "is reached",   "was achieved", "is achieved", "obtained",
      "reached",     "achieved",     "measured",     "came at",     "belongs to",
      "occurs at",   "came from",    "comes from",   "occurred",    "recorded",
      "seen",        "was observed", "goes to",      "was seen",    "was recorded"};
  const bool reached = has_any(between, kReached) || (between == " (" && placing.size() > 1);
  const std::size_t words_max = reached ? 5 : 2;
  const bool belongs = has_phrase(between, "belongs to") || has_phrase(between, "goes to");
  const bool file = placing.front().kind == NameKind::kFile;
  // "The longest build, 318 s, was the A engine"
  static constexpr std::array<std::string_view, 6> kIsThat = {
      ", was the ", ", is the ", ", was that of ", ", is that of ", ", was ", ", was that of the "};
  const bool is_that = is_one_of(between, kIsThat);
  if ((!ends_with_any(between, kPlacing) && !belongs && !is_that) ||
      (!is_that && words_of(between).size() > words_max) || (file && !reached)) {
    return false;
  }
  drop(placing, kept);
  const Piece without{piece.plain,    piece.context, piece.sentence, piece.previous, piece.clause,
                      piece.numerals, kept,          piece.subjects, piece.blanked};
  Judgement of_all = judge_measured(without, numeral, statistic, true);
  if (of_all.verdict != Verdict::kSupported) {
    return false;
  }
  ProseContext there = piece.context;
  there.scope.files = placing.front().files;
  const Piece in_file{piece.plain,    there, piece.sentence, piece.previous, piece.clause,
                      piece.numerals, kept,  piece.subjects, piece.blanked};
  // Whether the place is one of the settings of the sweep, which the data would then have said.
  Judgement placed = judge_measured(file ? in_file : piece, numeral, statistic, true);
  const auto lies_there = [&](const Evidence& each) {
    return std::ranges::any_of(placing.front().files, [&](std::size_t i) {
      return dataset_.files()[i].artifact->path == each.file;
    });
  };
  // "The longest of all": of more than the file.
  if (file && !std::ranges::all_of(placed.evidence, lies_there)) {
    placed = contradicted(ClaimType::kExtreme, VerdictReason::kMisattributed,
                          "it stands in " + placed.evidence.front().file);
  }
  add_judged(piece, numeral, std::move(of_all), anchors);
  const Range where{placing.front().range.begin, placing.back().range.end};
  if (placed.verdict == Verdict::kContradicted) {
    Judgement place =
        contradicted(ClaimType::kExtreme, VerdictReason::kWrongDirection, "there " + placed.why);
    anchors.push_back({where, std::move(place)});
  } else if (placed.verdict == Verdict::kSupported) {
    anchors.push_back({where, placed});
  }
  return true;
}

// "The highest, 303.9, was measured with A and B": the settings behind it say where it is; of one
// value alone everything is the highest.
std::optional<Judgement> ProseReader::judge_extreme_place(const Piece& piece,
                                                          const Numeral& numeral,
                                                          NumberContext context,
                                                          const Judgement& narrow) const {
  const bool single = narrow.evidence.size() == 1 &&
                      narrow.evidence.front().rows.find_first_of("-,") == std::string::npos;
  if (!is_extreme(context.statistic) || !single || narrow.verdict != Verdict::kSupported) {
    return std::nullopt;
  }
  const std::string& text = piece.plain.lower();
  const std::vector<std::size_t> words = extreme_words(piece.blanked, piece.sentence);
  const Range own = stretch_of(words, piece.sentence, numeral.range.begin);
  const bool several = words.size() > 1 && words.front() < numeral.range.begin;
  const auto first =
      std::find_if(piece.numerals.begin(), piece.numerals.end(), [&](const Numeral& each) {
        return piece.sentence.holds(each.range.begin) &&
               (!several || each.range.begin == numeral.range.begin);
      });
  const std::size_t from =
      !words.empty() && places_before(text, own) ? own.begin : first->range.end;
  std::vector<Mention> kept = within(piece.mentions, piece.sentence);
  std::vector<Mention> subjects = piece.subjects;
  std::vector<Mention> placing;
  std::copy_if(kept.begin(), kept.end(), std::back_inserter(placing), [&](const Mention& mention) {
    return mention.kind == NameKind::kLevel && mention.range.begin >= from;
  });
  drop(placing, kept);
  // Nor are settings that were spoken of before meant where it names its own.
  std::erase_if(subjects, [&](const Mention& mention) {
    return mention.kind == NameKind::kLevel &&
           std::any_of(placing.begin(), placing.end(), [&](const Mention& each) {
             return share_column(each.columns, mention.columns);
           });
  });
  if (kept.size() == within(piece.mentions, piece.sentence).size()) {
    return std::nullopt;
  }
  const Piece before{piece.plain,    piece.context,       piece.sentence,
                     piece.previous, piece.clause,        piece.numerals,
                     kept,           std::move(subjects), piece.blanked};
  context.scope = scope_near(before, numeral);
  Judgement wide = judge_quantity(dataset_, numeral, context);
  return wide.verdict == Verdict::kContradicted ? std::optional(std::move(wide)) : std::nullopt;
}

}  // namespace chimera::verify
