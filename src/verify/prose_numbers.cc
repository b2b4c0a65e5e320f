// The numbers of a clause: counts, shares, ratios, tests, levels, measured values.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "query/select.h"
#include "verify/comparison_words.h"
#include "verify/counts.h"
#include "verify/factor_tests.h"
#include "verify/prose_piece.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

bool is_level(const Dataset& dataset, std::string_view spelled) {
  return std::any_of(dataset.factors().begin(), dataset.factors().end(), [&](const auto& factor) {
    return std::any_of(factor.second.begin(), factor.second.end(),
                       [&](const auto& level) { return query::value_matches(level, spelled); });
  });
}

// "A has the highest mean throughput, 99 tok/s; B follows with 88", "… is 99 tok/s for A against 88
// for B": a mean too.
bool follows_another(std::string_view before) {
  static constexpr std::array<std::string_view, 6> kFollows = {
      " follows with ",    " comes next with ", " is last with ",
      " comes last with ", " against ",         " compared with "};
  return std::any_of(kFollows.begin(), kFollows.end(),
                     [&](std::string_view words) { return before.ends_with(words); });
}

// "4 of 108 runs", "a share of 0.2 (0.1 to 0.4) of 25 trials": what stands before a whole.
bool is_whole(std::string_view ahead) {
  if (!ahead.ends_with(" of ") || ahead.size() < 5) {
    return false;
  }
  const char last = ahead[ahead.size() - 5];
  return (last >= '0' && last <= '9') || last == ')' || last == '%';
}

// "tests" are rows as well as values of a column called so.
bool may_be_trials(std::string_view behind) {
  return has_phrase(behind, "tests") || has_phrase(behind, "benchmarks") ||
         has_phrase(behind, "cases") || has_phrase(behind, "experiments");
}

}  // namespace

// "num_gpu (999, 80, 60, 40)", "temperatures 0.2, 0.4 and 0.8": a level of what stands before.
std::optional<Judgement> ProseReader::judge_level_number(const Piece& piece,
                                                         const Numeral& numeral) const {
  const Range near{piece.sentence.begin, numeral.range.begin};
  const std::string before = piece.text(near);
  const std::string around = before + " " + piece.context.title;
  if (numeral.kind != NumeralKind::kNumber || !numeral.unit.empty()) {
    return std::nullopt;
  }
  const std::string factor = factor_named(dataset_, around);
  const auto levels = dataset_.factors().find(factor);
  if (levels == dataset_.factors().end()) {
    return std::nullopt;
  }
  const std::string spelled = piece.text(numeral.digits);
  const bool known =
      std::any_of(levels->second.begin(), levels->second.end(),
                  [&](const auto& level) { return query::value_matches(level, spelled); });
  if (!known) {
    return std::nullopt;
  }
  return supported(ClaimType::kConfig, "a level of " + levels->first);
}

// "91 of 374 trials failed": the first number is of what the words behind say.
std::optional<Judgement> ProseReader::judge_part(const Piece& piece, const Numeral& numeral,
                                                 const Scope& scope) const {
  const std::string rest = piece.text({numeral.range.end, piece.clause.end});
  const std::string sentence = piece.text(piece.sentence);
  if (has_phrase(rest, "failed") || has_phrase(rest, "failures")) {
    return judge_count(dataset_, numeral, {"failed", scope, false});
  }
  if (has_phrase(sentence, "cold start*")) {
    return judge_count(dataset_, numeral, {"cold", scope, false});
  }
  if (has_phrase(sentence, "failed trials") || has_phrase(sentence, "failed runs")) {
    return judge_count(dataset_, numeral, {"failed", scope, false});
  }
  if (has_phrase(rest, "files") && type_in(rest)) {
    return judge_count(dataset_, numeral, {"files " + rest, {}, false});
  }
  return unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                     "the text doesn't say what part this is");
}

std::optional<Judgement> ProseReader::judge_counted(const Piece& piece, const Numeral& numeral,
                                                    const Scope& scope) const {
  if (!numeral.unit.empty() || numeral.kind != NumeralKind::kNumber || numeral.decimals > 0) {
    return std::nullopt;
  }
  const std::string& text = piece.plain.lower();
  // "in more than one file": that it is not the only one.
  if (numeral.word && numeral.bound == Bound::kAbove && numeral.value < 2) {
    return std::nullopt;
  }
  const std::string_view behind = words_behind(text, numeral.range.end, piece.clause.end);
  if (behind.starts_with(" of ") &&
      std::any_of(behind.begin(), behind.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return judge_part(piece, numeral, scope);
  }
  const std::string_view next =
      behind.substr(std::min(behind.find_first_not_of(' '), behind.size()));
  // "9 CSV files under `runs/`": of that folder, whatever else the clause names.
  std::vector<Mention> places = within(piece.mentions, piece.clause);
  std::vector<Mention> folder;
  for (const Mention& mention : places) {
    if (mention.kind == NameKind::kFolder && mention.range.begin > numeral.range.end &&
        mention.range.begin < numeral.range.end + 25) {
      folder = {mention};
    }
  }
  if (next.starts_with("csv") || next.starts_with("json") || next.starts_with("markdown")) {
    return judge_count(
        dataset_, numeral,
        {"files " + std::string(next.substr(0, next.find(' '))), scope_of(folder), false});
  }
  if (has_phrase(behind, "files")) {
    places = folder.empty() ? std::move(places) : std::move(folder);
    const Scope named = scope_of(places);
    return judge_count(dataset_, numeral, {std::string(behind), named, true});
  }
  const std::string_view nearest = behind.substr(
      0, behind.find(' ', std::min(behind.find_first_not_of(' ') + 1, behind.size())));
  // "4 of 108 runs failed": the whole is of the runs, not of those that failed.
  const std::string_view ahead = std::string_view{text}.substr(0, numeral.range.begin);
  if (is_whole(ahead)) {
    auto whole = judge_count(dataset_, numeral, {std::string(nearest), scope, false});
    return whole && whole->verdict == Verdict::kContradicted
               ? judge_count(dataset_, numeral, {std::string(nearest), {}, false})
               : whole;
  }
  // "B failed on 6 requests": those that failed.
  static constexpr std::array<std::string_view, 3> kFailing = {"failed on", "failed in", "lost"};
  if (has_any(ahead.substr(ahead.size() - std::min<std::size_t>(ahead.size(), 16)), kFailing)) {
    return judge_count(dataset_, numeral, {"failed", scope, false});
  }
  if (is_counted_each(behind)) {
    auto each = judge_repeats(dataset_, numeral, piece.text(piece.clause), behind, scope);
    return each && each->verdict == Verdict::kContradicted
               ? judge_repeats(dataset_, numeral, piece.text(piece.clause), behind, {})
               : each;
  }
  const bool special =
      has_phrase(behind, "cold") || has_phrase(behind, "failed") || has_phrase(behind, "failures");
  if (!special) {
    if (auto judgement = judge_count(dataset_, numeral, {std::string(nearest), scope, false})) {
      return judgement;
    }
  }
  auto columns = columns_counted(behind);
  static constexpr std::array<std::string_view, 5> kValues = {" values", " levels", " settings",
                                                              " different values", " options"};
  const bool values = std::any_of(kValues.begin(), kValues.end(),
                                  [&](std::string_view word) { return behind.starts_with(word); });
  if (columns.empty() && values) {
    columns = names_.factor_in(text.substr(piece.segment_of(numeral).begin,
                                           numeral.range.begin - piece.segment_of(numeral).begin));
  }
  if (!columns.empty()) {
    Numeral counted = numeral;
    const bool across = std::string_view{text}.substr(0, numeral.digits.begin).ends_with("over ");
    counted.bound = across ? Bound::kExact : counted.bound;
    if (auto judgement = judge_level_count(dataset_, counted, columns, scope)) {
      // "Used 5 shots": a level.
      static constexpr std::array<std::string_view, 4> kUses = {"used", "uses", "using", "with"};
      const std::size_t near = ahead.size() - std::min<std::size_t>(8, ahead.size());
      if (has_any(ahead.substr(near), kUses) && !numeral.word &&
          judgement->verdict == Verdict::kContradicted) {
        return judge_used_level(dataset_, numeral, columns, scope);
      }
      if (judgement->verdict == Verdict::kContradicted && may_be_trials(behind)) {
        auto trials = judge_count(dataset_, numeral, {"trials", scope, false});
        return trials && trials->verdict == Verdict::kSupported ? trials : judgement;
      }
      return judgement;
    }
  }
  if (auto judgement = judge_count(dataset_, numeral, {std::string(behind), scope, false})) {
    return judgement;
  }
  if (auto judgement = judge_repeats(dataset_, numeral, piece.text(piece.clause), behind, scope)) {
    return judgement;
  }
  if (numeral.word) {
    return std::nullopt;
  }
  // "number of files (101)", "CSV files: 28"
  const std::size_t begin = piece.clause.begin;
  std::string before = text.substr(begin, numeral.range.begin - begin);
  const bool opened = before.ends_with("(") || before.ends_with(": ") || before.ends_with(" is ") ||
                      before.ends_with(" are ") || before.ends_with("= ");
  if (!opened) {
    return std::nullopt;
  }
  while (!before.empty() && !is_word_char(before.back())) {
    before.pop_back();
  }
  const bool verb = before.ends_with(" is") || before.ends_with(" are");
  const std::size_t start = before.size() > 30 ? before.find(' ', before.size() - 30) : 0;
  const std::string noun = before.substr(std::min(start, before.size()));
  static constexpr std::array<std::string_view, 8> kLast = {
      "files", "trials", "runs", "models", "prompts", "rows", "directories", "configurations"};
  const bool counted = std::any_of(kLast.begin(), kLast.end(), [&](std::string_view word) {
    return noun.ends_with(word) || (verb && has_phrase(noun, word));
  });
  return counted ? judge_count(dataset_, numeral, {noun, scope, false}) : std::nullopt;
}

// The columns whose values the words behind a number count: "five prompts", "three quantization
// levels".
std::vector<std::string> ProseReader::columns_counted(std::string_view behind) const {
  const std::vector<Range> words = words_of(behind);
  for (std::size_t size = std::min<std::size_t>(words.size(), 3); size > 0; --size) {
    std::string phrase(
        behind.substr(words.front().begin, words[size - 1].end - words.front().begin));
    for (const std::string_view kind : {" levels", " settings", " values", " sizes", " lengths"}) {
      if (phrase.ends_with(kind)) {
        auto columns = names_.factors_called(phrase.substr(0, phrase.size() - kind.size()));
        if (!columns.empty()) {
          return columns;
        }
      }
    }
    if (phrase.ends_with('s')) {
      phrase.pop_back();
      if (auto columns = names_.factors_called(phrase); !columns.empty()) {
        return columns;
      }
    }
  }
  return {};
}

// One kind of number after the other, each of which ends it.
std::optional<Judgement> ProseReader::judge_number(const Piece& piece,
                                                   const Numeral& numeral) const {
  const std::string clause = piece.text(piece.clause);
  const std::string sentence = piece.text(piece.sentence);
  const std::string segment = piece.text(piece.segment_of(numeral));
  const std::string& lower = piece.plain.lower();
  const std::size_t digits = numeral.digits.begin;
  if (digits > 0 && lower[digits - 1] == '=' && numeral.unit.empty()) {
    return std::nullopt;  // a setting
  }
  const char slash = numeral.digits.end < lower.size() ? lower[numeral.digits.end] : ' ';
  if (numeral.unit.empty() && (slash == '/' || (digits > 0 && lower[digits - 1] == '/'))) {
    return std::nullopt;  // "3/5"
  }
  if (auto counted = judge_counted(piece, numeral, scope_near(piece, numeral))) {
    if (counted->verdict == Verdict::kContradicted) {
      Judgement measured = judge_measured(piece, numeral, "", true);
      if (measured.verdict == Verdict::kSupported && measured.found &&
          bind_metrics(dataset_, piece.unnamed(piece.clause)).rank >= MetricRank::kWords) {
        return measured;
      }
      // "They hold 33 trials": of all, where the clause names nothing; else of what it names
      // itself, whatever was spoken of before.
      auto named = judge_counted(piece, numeral, scope_of(within(piece.mentions, piece.clause)));
      return named && named->verdict == Verdict::kSupported ? named : counted;
    }
    return counted;
  }
  if (numeral.word && numeral.kind == NumeralKind::kNumber) {
    return std::nullopt;
  }
  // "64% of the card's 16 GB": the whole that the share is of.
  const std::string_view ahead = std::string_view{lower}.substr(0, numeral.range.begin);
  const std::size_t share_of = ahead.rfind("% of ");
  if (share_of != std::string_view::npos && words_of(ahead.substr(share_of)).size() < 5 &&
      ahead.find_first_of(",;(", share_of) == std::string_view::npos &&
      ahead.find(" and ", share_of) == std::string_view::npos) {
    return std::nullopt;
  }
  if (bind_metrics(dataset_, clause).rank < MetricRank::kDefinition) {
    if (auto level = judge_level_number(piece, numeral)) {
      return level;
    }
  }
  const Range whole = piece.segment_of(numeral);
  std::string statistic = statistic_in(piece.text({whole.begin, numeral.range.begin}));
  const std::string ranked = piece.text({piece.sentence.begin, numeral.range.begin});
  if (statistic.empty() && follows_another(ranked)) {
    const std::string of_first = statistic_in(ranked);
    statistic = of_first == "mean" || of_first == "median" ? of_first : "";
  }
  const bool near = !statistic.empty();
  if (!near) {
    statistic = statistic_in(segment);
  }
  if (statistic.empty()) {
    statistic = statistic_in(clause);
  }
  if (auto size = judge_file_size(dataset_, numeral, clause, statistic)) {
    return size;
  }
  const auto here = within(piece.mentions, piece.clause);
  const auto is_missing = [](const Mention& mention) {
    return mention.kind == NameKind::kMissingFile;
  };
  if (std::any_of(here.begin(), here.end(), is_missing) &&
      std::none_of(here.begin(), here.end(),
                   [](const Mention& mention) { return mention.kind == NameKind::kFile; })) {
    return unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                       "the file that it is of is not there");
  }
  const TestNumber test = test_number(piece.plain.lower(), numeral);
  if (test != TestNumber::kDetectable &&
      is_hypothetical(piece.text({piece.clause.begin, numeral.range.begin}))) {
    return unsupported(ClaimType::kOther, VerdictReason::kTooVague,
                       "it says what would be, not what was");
  }
  if (test != TestNumber::kNone) {
    auto tested = judge_test(piece, numeral, test);
    tested = tested ? not_refuted(clause, std::move(*tested)) : tested;
    // "By a factor of 3" says also what "three times" does.
    const bool untold =
        test == TestNumber::kRatio && (!tested || tested->verdict == Verdict::kContradicted);
    if (!untold) {
      return tested;
    }
  }
  const bool percent = numeral.kind == NumeralKind::kPercent;
  const bool share = numeral.kind == NumeralKind::kShare;
  const bool times = numeral.kind == NumeralKind::kTimes || test == TestNumber::kRatio;
  static constexpr std::array<std::string_view, 16> kCompares = {
      " faster", " slower",   " longer",       " shorter",  " below", " above",
      " behind", " ahead of", " more",         " fewer",    " less",  " higher",
      " lower",  " over ",    " relative to ", " compared "};
  const std::string behind = piece.text({numeral.range.end, piece.clause.end});
  const bool compares = std::any_of(kCompares.begin(), kCompares.end(), [&](std::string_view word) {
    return behind.starts_with(word);
  });
  if (percent || share) {
    const Scope scope = scope_of(within(piece.mentions, piece.clause));
    if (auto of_files = judge_share(dataset_, numeral, clause, scope)) {
      return of_files;
    }
  }
  static constexpr std::array<std::string_view, 9> kApart = {
      " more", " fewer", " less", " higher", " lower", " faster", " slower", " longer", " shorter"};
  const bool part = percent && is_part_of_another(piece, numeral);
  const bool apart = !numeral.unit.empty() && numeral.kind == NumeralKind::kNumber &&
                     std::any_of(kApart.begin(), kApart.end(),
                                 [&](std::string_view word) { return behind.starts_with(word); });
  if (times || share || apart || part ||
      (percent && (compares || numeral.points || comparison_word(sentence) != std::string::npos))) {
    return judge_between(piece, numeral);
  }
  const std::size_t before = numeral.digits.begin;
  const bool change = numeral.signed_up && before > 0 && numeral.kind == NumeralKind::kNumber;
  const bool margin = ahead.ends_with("within ") && behind.starts_with(" of ");
  if (sets_unknown_level(dataset_, sentence) || change || margin) {
    return unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                       "of settings that the data don't have, or a change without its two sides");
  }
  Judgement judgement = judge_measured(piece, numeral, statistic, near);
  const bool bare = numeral.unit.empty() && numeral.kind == NumeralKind::kNumber;
  if (bare && judgement.verdict == Verdict::kContradicted) {
    if (auto level = judge_level_number(piece, numeral)) {
      return level;
    }
    static constexpr std::array<std::string_view, 14> kOtherNouns = {
        "tokens",  "token", "layers", "cores", "characters", "chars",      "words",
        "threads", "gpus",  "weeks",  "days",  "hours",      "parameters", "params"};
    const std::string_view next =
        words_behind(piece.plain.lower(), numeral.range.end, piece.clause.end);
    static constexpr std::array<std::string_view, 4> kMade = {"generated", "generates", "produced",
                                                              "in total"};
    const bool made = next.starts_with(" tokens") && has_any(clause, kMade);
    if (has_any(next, kOtherNouns) && !made) {
      return std::nullopt;
    }
    const bool placed = lower.substr(0, numeral.range.begin).ends_with("at ");
    if (placed && is_level(dataset_, piece.text(numeral.digits))) {
      return std::nullopt;
    }
  }
  if (judgement.verdict == Verdict::kContradicted && is_imperative(sentence)) {
    return unsupported(judgement.type, VerdictReason::kTooVague,
                       "it says what to do, or to expect");
  }
  const std::string middle =
      piece.unnamed({whole.begin, numeral.range.begin}) + " " +
      piece.unnamed({numeral.range.end, std::max(numeral.range.end, whole.end)});
  if (bare && judgement.verdict != Verdict::kSupported &&
      bind_metrics(dataset_, middle).rank < MetricRank::kWords && !goes_on(piece, numeral)) {
    return std::nullopt;
  }
  return judgement;
}

std::optional<Judgement> ProseReader::judge_test(const Piece& piece, const Numeral& numeral,
                                                 TestNumber test) const {
  if (test == TestNumber::kLevel) {
    const bool usual = std::abs(numeral.value - 95) < 1e-9 || numeral.value < 1;
    return usual ? std::nullopt
                 : std::optional(unsupported(ClaimType::kSignificance, VerdictReason::kTooVague,
                                             "intervals are recomputed for 95 % only"));
  }
  TestContext context;
  std::vector<Mention> places;
  std::vector<Mention> before;
  for (const Mention& mention : within(piece.mentions, piece.sentence)) {
    const bool file = mention.kind == NameKind::kFile || mention.kind == NameKind::kFolder;
    if (file) {
      places.push_back(mention);
    } else if (mention.range.end <= numeral.range.begin) {
      before.push_back(mention);
    }
  }
  context.sides = pair_up(before, {}).sides;
  if (context.sides.size() < 2 && places.size() == 2) {
    context.sides = std::move(places);
    places.clear();
  }
  context.scope = narrowed(scope_of(places), piece.context.scope);
  context.words = piece.unnamed(piece.sentence);
  context.before = piece.text({piece.sentence.begin, numeral.range.begin});
  context.behind = piece.text({numeral.range.end, piece.sentence.end});
  context.factor_test = names_factor_test(context.before) || names_factor_test(context.behind);
  context.factor = names_.factor_in(context.before);
  context.other_test = context.factor_test || has_phrase(context.words, "chi-square*") ||
                       has_phrase(context.words, "fisher*") ||
                       has_phrase(context.words, "kruskal*");
  if (test == TestNumber::kRatio || test == TestNumber::kDetectable || test == TestNumber::kP ||
      test == TestNumber::kInterval) {
    if (auto judgement = judge_test_number(dataset_, numeral, test, context)) {
      return judgement;
    }
  }
  return unsupported(ClaimType::kSignificance, VerdictReason::kTooVague,
                     "the text doesn't say of which rows this is a test");
}

// "with 16 threads", "used n_batch = 2048": a setting that is said for its own sake, in a clause
// that measures nothing.
const Mention* ProseReader::set_by(const Piece& piece, const Numeral& numeral) {
  static constexpr std::array<std::string_view, 8> kUses = {
      "used", "uses", "ran", "run", "fixed at", "set to", "kept at", "using"};
  const std::string clause = piece.text(piece.clause);
  const bool uses = has_any(clause, kUses);
  const bool measures =
      std::any_of(piece.numerals.begin(), piece.numerals.end(), [&](const Numeral& each) {
        return piece.sentence.holds(each.range.begin) && !piece.is_named(each);
      });
  for (const Mention& mention : piece.mentions) {
    const bool own = mention.reversed ? uses || has_phrase(clause, "with")
                                      : uses && !measures && mention.kind == NameKind::kLevel;
    if (own && mention.range.holds(numeral.range.begin) &&
        piece.clause.holds(mention.range.begin)) {
      return &mention;
    }
  }
  return nullptr;
}

void ProseReader::add_numbers(const Piece& piece, std::vector<Anchor>& anchors) const {
  if (is_wish(piece.text(piece.sentence))) {
    return;
  }
  for (const Numeral& numeral : piece.numerals) {
    const bool named = piece.is_named(numeral);
    if (const Mention* const set = named ? set_by(piece, numeral) : nullptr; set != nullptr) {
      const std::string& column = set->columns.front();
      anchors.push_back(
          {set->range, set->unknown ? contradicted(ClaimType::kConfig, VerdictReason::kNoSuchThing,
                                                   "no trial has this value of " + column)
                                    : supported(ClaimType::kConfig, "a level of " + column)});
    }
    if (numeral.kind == NumeralKind::kDate || named || !piece.clause.holds(numeral.range.begin) ||
        numeral.range.end > piece.clause.end) {
      continue;
    }
    if (auto judgement = judge_number(piece, numeral)) {
      add_judged(piece, numeral, std::move(*judgement), anchors);
    }
  }
}

}  // namespace chimera::verify
