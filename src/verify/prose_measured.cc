// A measured number of a clause: its words from the nearest on, its scope, and where an extreme is.
#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "verify/parts_said.h"
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
  return starts_with_any(before, kAll);
}

// "The spread goes from A to B".
bool says_range(std::string_view clause) {
  static constexpr std::array<std::string_view, 5> kRange = {"spread", "range", "ranges", "ranged",
                                                             "varies"};
  return has_any(clause, kRange);
}

// "Without the cold starts it is 0.09 s".
bool says_cold_left_out(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kWithout = {
      "without", "excluding", "excluded", "dropping", "except", "ignoring", "warm"};
  return has_any(text, kWithout);
}

bool is_extreme(std::string_view statistic) {
  static constexpr std::array<std::string_view, 6> kExtremes = {"top", "bottom", "max",
                                                                "min", "best",   "worst"};
  return std::find(kExtremes.begin(), kExtremes.end(), statistic) != kExtremes.end();
}

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

// "gemma" of "gemma3:1b".
std::string family_of(std::string_view model) {
  const std::string lower = lowered(model);
  return lower.substr(
      0, std::min(lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), lower.size()));
}

bool path_names(std::string_view path, std::string_view family) {
  const std::string lower = lowered(path);
  const std::size_t at = lower.find(family);
  return at != std::string::npos && (at == 0 || !is_letter(lower[at - 1]));
}

// Whether none of the files is of the kind of experiment that the scope asks for.
bool is_of_other_experiment(const std::vector<Evidence>& evidence, const Scope& scope) {
  return std::any_of(scope.conditions.begin(), scope.conditions.end(), [&](const Setting& setting) {
    return setting.columns.front() == kExperimentColumn &&
           std::none_of(evidence.begin(), evidence.end(),
                        [&](const Evidence& each) { return path_has(each.file, setting.values); });
  });
}

bool is_memory(const Evidence& evidence) {
  static constexpr std::array<std::string_view, 5> kMemory = {"vram", "memory", "mem", "ram",
                                                              "size"};
  const auto words = name_words(evidence.column);
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return is_one_of(word, kMemory); });
}

// Whether the files are called by models of another family than the scope's: "gpu.json" below
// "llama3/", where the text speaks of Gemma. Of the memory that a model needs no record tells that
// doesn't name it.
bool is_of_other_family(const Dataset& dataset, const std::vector<Evidence>& evidence,
                        const Scope& scope) {
  constexpr std::size_t kTelling = 3;
  std::set<std::string> own;
  for (const Setting& setting : scope.conditions) {
    if (!setting.called.empty()) {
      own.insert(family_of(setting.called));
    }
  }
  std::set<std::string> others;
  for (const std::string& model : dataset.models()) {
    const std::string family = family_of(model);
    if (family.size() > kTelling && !own.contains(family)) {
      others.insert(family);
    }
  }
  return !own.empty() && std::any_of(evidence.begin(), evidence.end(), [&](const Evidence& each) {
    const auto named = [&](const std::string& family) { return path_names(each.file, family); };
    return std::none_of(own.begin(), own.end(), named) &&
           (is_memory(each) || std::any_of(others.begin(), others.end(), named));
  });
}

}  // namespace

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

NumberContext ProseReader::words_around(const Piece& piece, const Numeral& numeral) {
  NumberContext context;
  context.near = piece.unnamed({piece.segment_of(numeral).begin, numeral.range.begin});
  // "9.12 s of it loading weights": a part, which stands behind its number.
  const std::string behind = piece.unnamed({numeral.range.end, piece.clause.end});
  context.near = behind.starts_with(" of it ") ? behind : context.near;
  context.clause = without_test(piece.unnamed(piece.clause));
  context.wide = without_test(piece.unnamed(piece.sentence));
  context.before = piece.unnamed(piece.previous);
  context.far = piece.context.head + " " + piece.context.title;
  const bool bare = numeral.unit.empty() && numeral.kind == NumeralKind::kNumber;
  context.title = bare && numeral.decimals > 0 ? piece.context.item_before : std::string();
  return context;
}

// "Its first prompt needed 7.8 s", "without the first prompt it is 0.09 s".
TrialPlace ProseReader::place_of(const Piece& piece, const Numeral& numeral) {
  const TrialPlace before = place_said(piece.unnamed({piece.clause.begin, numeral.range.begin}));
  const TrialPlace all = place_said(piece.unnamed(piece.clause));
  return before != TrialPlace::kAny || all == TrialPlace::kNotFirst ? all : before;
}

// A measured value: of what was spoken of before, or of its sentence alone.
Judgement ProseReader::judge_measured(const Piece& piece, const Numeral& numeral,
                                      const std::string& statistic, bool near) const {
  const Range whole = piece.segment_of(numeral);
  NumberContext context = words_around(piece, numeral);
  // Its own unit names no metric more surely than its sentence does.
  context.middle =
      context.near + " " +
      without_test(piece.unnamed({numeral.range.end, std::max(numeral.range.end, whole.end)}));
  context.loose_statistic = !near;
  std::vector<Mention> kept;
  // "The lowest mean, 12 ms, is that of A".
  const bool of_means = statistic == "mean" &&
                        !extreme_words(piece.blanked, {whole.begin, numeral.range.begin}).empty();
  const Piece own =
      is_extreme(statistic) || of_means ? of_own_extreme(piece, numeral, false, kept) : piece;
  context.scope = scope_near(own, numeral);
  context.scope.place = place_of(piece, numeral);
  const bool of_first = context.scope.place == TrialPlace::kFirst;
  context.statistic = statistic == "count" || (of_first && !near) ? "" : statistic;
  // "Between 101 and 103, on average 102": the average is the next number's.
  if (numeral.upper && !near) {
    context.statistic.clear();
  }
  const auto here = within(piece.mentions, piece.sentence);
  context.own_files = piece.context.scope.files.has_value() ||
                      std::any_of(here.begin(), here.end(),
                                  [](const Mention& mention) { return !mention.files.empty(); });
  const std::string behind = piece.text({numeral.range.end, piece.clause.end});
  context.of_tokens = behind.starts_with(" tokens") && !behind.starts_with(" tokens/") &&
                      !behind.starts_with(" tokens per ");
  context.of_all = says_all(piece.text({piece.clause.begin, numeral.range.begin}));
  // "Every model responds in less than 120 ms": no mean decides it.
  Numeral strict = numeral;
  static constexpr std::array<std::string_view, 6> kEvery = {"every",  "all",   "each",
                                                             "always", "never", "any"};
  if (has_any(piece.text({piece.clause.begin, numeral.range.begin}), kEvery)) {
    strict.bound = numeral.bound == Bound::kBelow   ? Bound::kAtMost
                   : numeral.bound == Bound::kAbove ? Bound::kAtLeast
                                                    : numeral.bound;
  }
  Judgement judgement = judge_quantity(dataset_, strict, context);
  if (auto elsewhere = judge_extreme_place(own, numeral, context, judgement)) {
    return *elsewhere;
  }
  // "The largest is 16.8 GB (model A), the smallest 0.75 GB": it may be of any model.
  if (judgement.verdict == Verdict::kContradicted && is_extreme(context.statistic)) {
    std::vector<Mention> of_own;
    context.scope = scope_near(of_own_extreme(piece, numeral, true, of_own), numeral);
    if (of_own.size() < kept.size()) {
      Judgement of_any = judge_quantity(dataset_, numeral, context);
      return of_any.verdict == Verdict::kSupported
                 ? of_any
                 : unsupported(ClaimType::kExtreme, VerdictReason::kTooVague,
                               "the text doesn't say of which model this is");
    }
  }
  // "Raises it from 107 to 110 tok/s": two values of two settings, no range.
  const bool of_two = numeral.upper && says_change(piece.text(piece.clause)) &&
                      !says_range(piece.text(piece.clause));
  if (judgement.verdict == Verdict::kContradicted && of_two) {
    return unsupported(ClaimType::kComparison, VerdictReason::kTooVague,
                       "the text doesn't say of which two settings these are");
  }
  // "The lowest TPOT anywhere is 5.9 ms (A, B)": of all there is.
  static constexpr std::array<std::string_view, 8> kAnywhere = {
      "anywhere",     "overall",      "of all", "in the dataset",
      "of the whole", "in the whole", "so far", "of the entire"};
  if (judgement.verdict == Verdict::kContradicted && is_extreme(context.statistic) &&
      has_any(piece.text(piece.clause), kAnywhere)) {
    context.scope = scope_of(within(piece.mentions, {piece.clause.begin, numeral.range.begin}));
    Judgement of_all = judge_quantity(dataset_, numeral, context);
    judgement = of_all.verdict == Verdict::kSupported ? of_all : judgement;
  }
  // One value among many is no evidence of the wider scope; a statistic is.
  const bool unmeasured = judgement.verdict == Verdict::kUnsupported &&
                          judgement.reason == VerdictReason::kNoSuchMeasurement;
  // "The longest answer of that run": of what was spoken of before alone.
  static constexpr std::array<std::string_view, 10> kThat = {
      "that run", "that file", "that model", "that sweep", "that suite",
      "this run", "this file", "this model", "this sweep", "this suite"};
  // A cell is about its row.
  if (judgement.verdict != Verdict::kSupported && !piece.subjects.empty() &&
      !has_any(piece.text(piece.clause), kThat) && piece.context.head.empty() &&
      (!context.statistic.empty() || unmeasured)) {
    context.scope = own_scope(piece, numeral);
    Judgement alone = judge_quantity(dataset_, numeral, context);
    if (alone.verdict == Verdict::kSupported) {
      return alone;
    }
  }
  // "The power draw averaged 64 W during the baseline of A": its table has no column of models.
  if (judgement.verdict == Verdict::kUnsupported && unmeasured && !context.scope.is_all()) {
    const Scope asked = context.scope;
    context.scope = softened(context.scope);
    Judgement loose = judge_quantity(dataset_, numeral, context);
    // What was measured of another model says nothing of this one.
    const bool of_other =
        (loose.verdict == Verdict::kContradicted || numeral.bound != Bound::kExact) &&
        is_of_other_family(dataset_, loose.evidence, asked);
    // "The `t8_b2` configuration drew 148 W", of which the trace of the machine notes none.
    const bool exact =
        std::ranges::any_of(within(piece.mentions, piece.clause), [](const Mention& mention) {
          return mention.kind == NameKind::kLevel && mention.columns.size() == 1 &&
                 mention.alias.find('_') != std::string::npos &&
                 mention.alias.find('=') == std::string::npos;
        });
    const bool of_others =
        of_other || (loose.verdict == Verdict::kContradicted && (of_two || exact));
    if (loose.verdict != Verdict::kUnsupported && !of_others) {
      return loose;
    }
  }
  // "Nine rows are cold, with a mean of 3.5 s": of those alone.
  const std::string ahead = piece.text({piece.sentence.begin, numeral.range.begin});
  if (judgement.verdict != Verdict::kSupported && says_cold(ahead) &&
      !is_warm(piece.text({numeral.range.end, std::max(numeral.range.end, whole.end)}))) {
    context.cold = true;
    Judgement of_cold = judge_quantity(dataset_, numeral, context);
    context.cold = false;
    if (of_cold.verdict == Verdict::kSupported) {
      return of_cold;
    }
    if (judgement.verdict == Verdict::kContradicted && !says_cold_left_out(ahead)) {
      return unsupported(judgement.type, VerdictReason::kTooVague,
                         "the text speaks of cold starts, whose values are others");
    }
  }
  if (judgement.verdict == Verdict::kContradicted &&
      says_untold_part(dataset_, piece.text(piece.clause))) {
    return unsupported(judgement.type, VerdictReason::kTooVague,
                       "it is of a part of the values that no column tells");
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
  // "Fits in 1.4 GB" in the row of a model that no record of the memory names.
  if (judgement.verdict == Verdict::kContradicted && !piece.context.head.empty() &&
      is_of_other_family(dataset_, judgement.evidence, scope_of(piece.subjects))) {
    return unsupported(judgement.type, VerdictReason::kNoSuchMeasurement,
                       "nothing says of which model this was measured");
  }
  // "Throughout the sweeps", of which no file has such a trace.
  if (judgement.verdict == Verdict::kContradicted && !judgement.evidence.empty() &&
      !context.scope.files && is_of_other_experiment(judgement.evidence, context.scope)) {
    return unsupported(judgement.type, VerdictReason::kNoSuchMeasurement,
                       "no file of that kind of run has this measurement");
  }
  return judgement;
}

bool ProseReader::says_what_it_is(const Piece& piece, const Numeral& numeral, Range segment,
                                  bool near) const {
  const std::string middle =
      piece.unnamed({segment.begin, numeral.range.begin}) + " " +
      piece.unnamed({numeral.range.end, std::max(numeral.range.end, segment.end)});
  // "The other four averaged 11.2": of a part that no name tells.
  static constexpr std::array<std::string_view, 4> kRest = {"other", "others", "rest", "remaining"};
  // "The sweep averages 77.6 tok/s with a minimum of 76.4": the statistic says that it is a value.
  const bool goes_on =
      near && numeral.decimals > 0 &&
      !has_any(piece.text({piece.clause.begin, numeral.range.begin}), kRest) &&
      bind_metrics(dataset_, piece.unnamed(piece.sentence)).rank >= MetricRank::kWords;
  return goes_on || bind_metrics(dataset_, middle).rank >= MetricRank::kWords ||
         gone_on_from(piece, numeral) != nullptr;
}

// "The highest rate is 12 with X", "the lowest, 5 ms, came from Y": the number is one claim, and
// where it was measured another.
bool ProseReader::add_extreme_apart(const Piece& piece, const Numeral& numeral,
                                    std::vector<Anchor>& anchors) const {
  static constexpr std::array<std::string_view, 14> kPlacing = {
      " with ", " at ", " by ", " for ", " under ",    " using ",  " to ",
      " from ", " on ", " in ", " (",    " with the ", " by the ", " during the "};
  const Range segment = piece.segment_of(numeral);
  const std::string statistic = statistic_in(piece.text({segment.begin, numeral.range.begin}));
  std::vector<Mention> kept = piece.mentions;
  std::vector<Mention> placing =
      within(piece.mentions, {numeral.range.end, std::max(numeral.range.end, segment.end)});
  std::erase_if(placing, [](const Mention& mention) {
    return mention.kind != NameKind::kLevel && mention.kind != NameKind::kModel;
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
  if ((!ends_with_any(between, kPlacing) && !belongs) || words_of(between).size() > words_max) {
    return false;
  }
  drop(placing, kept);
  const Piece without{piece.plain,    piece.context, piece.sentence, piece.previous, piece.clause,
                      piece.numerals, kept,          piece.subjects, piece.blanked};
  Judgement of_all = judge_measured(without, numeral, statistic, true);
  if (of_all.verdict != Verdict::kSupported) {
    return false;
  }
  // Whether the place is one of the settings of the sweep, which the data would then have said.
  const Judgement placed = judge_measured(piece, numeral, statistic, true);
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
