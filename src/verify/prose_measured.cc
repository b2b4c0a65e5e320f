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
  static constexpr std::array<std::string_view, 13> kRange = {
      "spread",        "range",         "ranges", "ranged",       "varies", "corridor", "narrow",
      "moves between", "moved between", "band",   "moves within", "window", "fluctuat*"};
  return has_any(clause, kRange);
}

// "Stays within a 2.5 tok/s band": from the least to the most.
bool says_band(std::string_view before, std::string_view behind) {
  static constexpr std::array<std::string_view, 3> kWithin = {"within a ", "within an ", "in a "};
  static constexpr std::array<std::string_view, 4> kBand = {" band", " window", " corridor",
                                                            " range"};
  return ends_with_any(before, kWithin) && starts_with_any(behind, kBand);
}

constexpr std::array<std::string_view, 4> kConstant = {"constant at ", "unchanged at ", "flat at ",
                                                       "constantly at "};

// "Remained constant at 5,490 MB": the least and the most are it.
bool is_constant(const Dataset& dataset, const Numeral& stated, NumberContext context) {
  context.loose_statistic = false;
  return std::ranges::all_of(std::array{"min", "max"}, [&](const char* end) {
    context.statistic = end;
    return judge_quantity(dataset, stated, context).verdict == Verdict::kSupported;
  });
}

// "Without the cold starts it is 0.09 s".
bool says_cold_left_out(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kWithout = {
      "without", "excluding", "excluded", "dropping", "except", "ignoring", "warm"};
  return has_any(text, kWithout);
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

constexpr std::array<std::string_view, 9> kAnywhere = {
    "anywhere",     "overall", "of all",        "in the dataset", "of the whole",
    "in the whole", "so far",  "of the entire", "in the data"};

// "The mean latency of model A": times and rates are of its own trials, whatever a machine's
// sensors note beside them.
bool is_of_models_trials(const std::vector<Mention>& clause, std::string_view unit) {
  static constexpr std::array<std::string_view, 5> kOfTrials = {"ms", "s", "us", "tok/s", "req/s"};
  return is_one_of(unit, kOfTrials) &&
         std::ranges::count(clause, NameKind::kModel, &Mention::kind) > 0;
}

}  // namespace

// "CV of throughput: 0.9 % (A), 0.5 % (B), 9.0 % (C)": the first of such a list, which has the
// words of all.
const Numeral& ProseReader::head_of_list(const Piece& piece, const Numeral& numeral) {
  const Numeral* head = &numeral;
  for (auto before = piece.numerals.rbegin(); before != piece.numerals.rend(); ++before) {
    if (before->range.end > head->range.begin || piece.is_named(*before)) {
      continue;
    }
    const std::string between = piece.unnamed({before->range.end, head->range.begin});
    const bool goes_on = piece.clause.holds(before->range.begin) && before->kind == head->kind &&
                         before->unit == head->unit && between.ends_with("), ") &&
                         words_of(between).empty();
    if (!goes_on) {
      break;
    }
    head = &*before;
  }
  return *head;
}

NumberContext ProseReader::words_around(const Piece& piece, const Numeral& numeral) {
  NumberContext context;
  const Numeral& listed = head_of_list(piece, numeral);
  context.near = piece.unnamed({piece.segment_of(listed).begin, listed.range.begin});
  // "9.12 s of it loading weights": a part, which stands behind its number.
  const std::string behind = piece.unnamed({numeral.range.end, piece.clause.end});
  context.near = behind.starts_with(" of it ") ? behind : context.near;
  context.clause = without_test(piece.unnamed(piece.clause));
  context.wide = without_test(piece.unnamed(piece.sentence));
  const std::string sentence = piece.text(piece.sentence);
  context.cold_apart = is_warm(sentence) || says_cold(sentence);
  context.before = piece.unnamed(piece.previous);
  context.far = piece.context.head + " " + piece.context.title;
  const bool bare = numeral.unit.empty() && numeral.kind == NumeralKind::kNumber;
  context.title = bare && numeral.decimals > 0 ? piece.context.item_before : std::string();
  return context;
}

// "Its first prompt needed 7.8 s", "without the first prompt it is 0.09 s".
TrialPlace ProseReader::place_of(const Piece& piece, const Numeral& numeral) {
  const std::string ahead = piece.unnamed({piece.clause.begin, numeral.range.begin});
  // "The first prompt waits 2.3 s, the remaining four 0.1 s on average".
  static constexpr std::array<std::string_view, 4> kRest = {"the remaining", "the other",
                                                            "the others", "the rest"};
  const std::string_view before_rest = up_to_any(ahead, kRest);
  const std::string spoken_of =
      piece.unnamed({piece.sentence.begin, piece.clause.begin}).append(before_rest);
  if (before_rest.size() < ahead.size() && place_said(spoken_of) == TrialPlace::kFirst) {
    return TrialPlace::kNotFirst;
  }
  const TrialPlace before = place_said(ahead);
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
  // "1,195 tokens per prompt on average": a mean, whatever stands between.
  const bool averaged =
      statistic == "mean" &&
      has_phrase(piece.text({numeral.range.end, std::max(numeral.range.end, whole.end)}),
                 "on average");
  context.loose_statistic = !near && !averaged;
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
  const bool band = says_band(piece.text({piece.clause.begin, numeral.range.begin}),
                              piece.text({numeral.range.end, piece.clause.end}));
  if (band) {
    context.statistic = "range";
    context.loose_statistic = false;
  }
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
  static constexpr std::array<std::string_view, 16> kEvery = {
      "every",      "all",   "each", "always", "never",   "any",    "consistently", "staying",
      "throughout", "stays", "stay", "stayed", "remains", "remain", "remained",     "remaining"};
  static constexpr std::array<std::string_view, 12> kForAll = {
      " in each ",  " for each ",   " for all ",    " for every ", " in all ",      " in every ",
      " on every ", " across all ", " with every ", " at every ",  " at all times", " throughout"};
  if (has_any(piece.text({piece.clause.begin, numeral.range.begin}), kEvery) ||
      starts_with_any(behind, kForAll)) {
    strict.bound = numeral.bound == Bound::kBelow   ? Bound::kAtMost
                   : numeral.bound == Bound::kAbove ? Bound::kAtLeast
                                                    : numeral.bound;
    // "Never reaches 0.1 s": 0.104 does.
    constexpr int kUnrounded = 9;
    const bool limit = strict.bound == Bound::kAtMost || strict.bound == Bound::kAtLeast;
    strict.decimals += limit ? kUnrounded : 0;
  }
  strict.bound = band ? Bound::kAtMost : strict.bound;
  // "The lowest TPOT anywhere is 5.9 ms (A, B)": of all there is, wherever it was.
  if (is_extreme(context.statistic) &&
      has_any(piece.text({piece.clause.begin, numeral.range.begin}), kAnywhere)) {
    context.of_whole = true;
    context.scope = scope_of(within(piece.mentions, {piece.clause.begin, numeral.range.begin}));
  }
  Judgement judgement = judge_quantity(dataset_, strict, context);
  if (judgement.verdict == Verdict::kSupported &&
      ends_with_any(piece.text({piece.clause.begin, numeral.range.begin}), kConstant) &&
      !is_constant(dataset_, strict, context)) {
    return contradicted(judgement.type, VerdictReason::kWrongValue, "not all of its values are it");
  }
  if (judgement.verdict == Verdict::kSupported && is_extreme(context.statistic)) {
    if (auto other = judge_seen_place(piece, numeral, strict, context)) {
      return *other;
    }
  }
  if (auto elsewhere = judge_extreme_place(own, numeral, context, judgement)) {
    return *elsewhere;
  }
  // "The largest is 16.8 GB (model A), the smallest 0.75 GB": it may be of any model.
  if (judgement.verdict == Verdict::kContradicted && is_extreme(context.statistic)) {
    std::vector<Mention> of_own;
    context.scope = scope_near(of_own_extreme(piece, numeral, true, of_own), numeral);
    if (of_own.size() < kept.size()) {
      Judgement of_any = judge_quantity(dataset_, strict, context);
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
  if (judgement.verdict == Verdict::kContradicted && is_extreme(context.statistic) &&
      has_any(piece.text(piece.clause), kAnywhere)) {
    context.scope = scope_of(within(piece.mentions, {piece.clause.begin, numeral.range.begin}));
    Judgement of_all = judge_quantity(dataset_, strict, context);
    judgement = of_all.verdict == Verdict::kSupported ? of_all : judgement;
  }
  // One value among many is no evidence of the wider scope; a statistic is.
  const bool unmeasured = judgement.verdict == Verdict::kUnsupported &&
                          judgement.reason == VerdictReason::kNoSuchMeasurement;
  // "The longest answer of that run": of what was spoken of before alone.
  static constexpr std::array<std::string_view, 10> kThat = {
      "that run", "that file", "that model", "that sweep", "that suite",
      "this run", "this file", "this model", "this sweep", "this suite"};
  // Nor a sentence that goes on from one of a file and names nothing itself.
  const bool of_file = judgement.verdict == Verdict::kContradicted && here.empty() &&
                       std::ranges::count(piece.subjects, NameKind::kFile, &Mention::kind) == 1;
  // A cell is about its row.
  if (judgement.verdict != Verdict::kSupported && !piece.subjects.empty() && !of_file &&
      !has_any(piece.text(piece.clause), kThat) && piece.context.head.empty() &&
      (!context.statistic.empty() || unmeasured || numeral.upper || numeral.reached)) {
    context.scope = own_scope(piece, numeral);
    Judgement alone = judge_quantity(dataset_, strict, context);
    if (alone.verdict == Verdict::kSupported) {
      return alone;
    }
  }
  // "The power draw averaged 64 W during the baseline of A": its table has no column of models.
  if (judgement.verdict == Verdict::kUnsupported && unmeasured && !context.scope.is_all()) {
    const Scope asked = context.scope;
    context.scope = softened(context.scope);
    Judgement loose = judge_quantity(dataset_, strict, context);
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
    if (loose.verdict == Verdict::kSupported &&
        is_of_models_trials(within(piece.mentions, piece.clause), numeral.unit)) {
      return contradicted(loose.type, VerdictReason::kMisattributed,
                          "it is a number of files that name no model: " + loose.why);
    }
    if (loose.verdict != Verdict::kUnsupported && !of_others) {
      return loose;
    }
  }
  // "Nine rows are cold, with a mean of 3.5 s": of those alone.
  const std::string ahead = piece.text({piece.sentence.begin, numeral.range.begin});
  if (judgement.verdict != Verdict::kSupported && says_cold(ahead) &&
      !is_warm(piece.text({numeral.range.end, std::max(numeral.range.end, whole.end)}))) {
    context.cold = true;
    Judgement of_cold = judge_quantity(dataset_, strict, context);
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
    Judgement total = judge_quantity(dataset_, strict, context);
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

// "The worst p99 is seen with A (2553 ms)": where the worst of all is another, A's own number or
// not.
std::optional<Judgement> ProseReader::judge_seen_place(const Piece& piece, const Numeral& numeral,
                                                       const Numeral& strict,
                                                       NumberContext context) const {
  static constexpr std::array<std::string_view, 12> kSeen = {
      "is seen with",      "is seen at",       "is seen for",     "occurs with",
      "occurs at",         "is observed with", "is observed for", "is observed at",
      "was measured with", "is found with",    "belongs to",      "is reached by"};
  const std::string ahead = piece.text({piece.clause.begin, numeral.range.begin});
  const std::size_t seen = up_to_any(ahead, kSeen).size();
  if (seen == ahead.size() || extreme_words(ahead.substr(0, seen), {0, seen}).empty()) {
    return std::nullopt;
  }
  context.scope =
      narrowed(scope_of(within(piece.mentions, {piece.clause.begin, piece.clause.begin + seen})),
               piece.context.scope);
  context.of_whole = true;
  Judgement of_all = judge_quantity(dataset_, strict, context);
  return of_all.verdict == Verdict::kContradicted ? std::optional(std::move(of_all)) : std::nullopt;
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

}  // namespace chimera::verify
