// Settings that are claims of their own, and which are best.
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "verify/comparison_words.h"
#include "verify/counted_words.h"
#include "verify/denied_words.h"
#include "verify/prose_piece.h"
#include "verify/settings_judged.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// A level that has a number, and isn't one of files' names.
bool is_setting(const Mention& mention) {
  return mention.kind == NameKind::kLevel && has_digit(mention.alias) && !mention.columns.empty() &&
         mention.columns.front() != kPathColumn;
}

// "32 threads were never run", "no measurements with 32 threads exist": whether the clause says
// that there are no trials of the setting in the range.
bool denies_setting(std::string_view clause, Range setting) {
  static constexpr std::array<std::string_view, 8> kNever = {
      "never run",      "not run",      "never tried", "not tried",
      "never measured", "never tested", "not tested",  "never benchmarked"};
  static constexpr std::array<std::string_view, 13> kTrials = {
      "measurement", "measurements", "run",   "runs", "trial", "trials",        "result",
      "results",     "test",         "tests", "data", "rows",  "configuration*"};
  const std::string_view what = denied_in(clause);
  const std::size_t at = what.empty() ? std::string_view::npos : clause.find(what);
  const bool inside = at <= setting.begin && setting.end <= at + what.size();
  return has_any(clause, kNever) || (!what.empty() && inside && has_any(what, kTrials));
}

bool says_each_model(std::string_view clause) {
  static constexpr std::array<std::string_view, 3> kEach = {"for all", "for every", "for each"};
  static constexpr std::array<std::string_view, 2> kModels = {"model*", "variant*"};
  const std::string_view ahead = up_to_any(clause, kEach);
  constexpr std::size_t kNear = 24;  // "for all four tested models"
  return ahead.size() < clause.size() && has_any(clause.substr(ahead.size(), kNear), kModels);
}

// "The optimum for all four models is x=1": of each that was tried so, and of several.
std::optional<Judgement> judge_for_each_model(const Dataset& dataset, const SettingWords& words,
                                              const std::vector<Mention>& settings,
                                              const Scope& scope) {
  std::optional<Judgement> held;
  std::size_t models = 0;
  for (const std::string& model : dataset.models()) {
    Scope of_model = scope;
    of_model.conditions.push_back({{"model"}, {model}});
    auto judgement = judge_ranked_setting(dataset, words, settings, of_model);
    if (judgement && judgement->verdict == Verdict::kContradicted) {
      judgement->why += ", for " + model;
      return judgement;
    }
    if (judgement && judgement->verdict == Verdict::kSupported) {
      ++models;
      held = std::move(judgement);
    }
  }
  return models > 1 ? held : std::nullopt;
}

}  // namespace

// "with 16 threads", "used n_batch = 2048": a setting that is said for its own sake, in a clause
// that measures nothing.
const Mention* ProseReader::set_by(const Piece& piece, const Numeral& numeral) {
  static constexpr std::array<std::string_view, 16> kUses = {"executed with",
                                                             "performed with",
                                                             "conducted with",
                                                             "use",
                                                             "used",
                                                             "uses",
                                                             "ran",
                                                             "run",
                                                             "fixed at",
                                                             "set to",
                                                             "kept at",
                                                             "using",
                                                             "was tested",
                                                             "were tested",
                                                             "was tried",
                                                             "were tried"};
  const std::string clause = piece.text(piece.clause);
  // "The energy use of the model": a thing, and nothing that is done.
  static constexpr std::array<std::string_view, 6> kUseOf = {
      "energy use", "memory use", "power use", "gpu use", "cpu use", "use of"};
  const bool uses = has_any(clause, kUses) && !has_any(clause, kUseOf);
  const bool measures =
      std::any_of(piece.numerals.begin(), piece.numerals.end(), [&](const Numeral& each) {
        return piece.sentence.holds(each.range.begin) && !piece.is_named(each);
      });
  for (const Mention& mention : piece.mentions) {
    // "With 20 layers it reaches 40": not "it stays below 40 at 20 layers with either".
    const std::string before =
        piece.text({piece.clause.begin, std::max(piece.clause.begin, mention.range.begin)});
    const bool said =
        uses || has_phrase(before, "with") || counts_repeats(before, piece.text(mention.range));
    const bool own =
        mention.reversed ? said : uses && !measures && mention.kind == NameKind::kLevel;
    if (own && mention.range.holds(numeral.range.begin) &&
        piece.clause.holds(mention.range.begin)) {
      return &mention;
    }
  }
  return nullptr;
}

// "`num_gpu=0` `num_ctx=1024` was never run": one claim of all settings that the clause names.
void ProseReader::add_never_run(const Piece& piece, const Mention& set,
                                std::vector<Anchor>& anchors) const {
  std::vector<Mention> settings = within(piece.mentions, piece.clause);
  std::vector<Mention> places = within(piece.mentions, piece.sentence);
  std::erase_if(settings, [](const Mention& mention) { return !is_setting(mention); });
  std::erase_if(places, [](const Mention& mention) { return is_setting(mention); });
  if (settings.empty() || settings.front().range.begin != set.range.begin) {
    return;
  }
  const Scope scope = narrowed(scope_of(settings), narrowed(scope_of(places), piece.context.scope));
  const double trials = tally_trials(dataset_, scope, false).front().value;
  const std::string why = "trials of it: " + value_text(trials);
  anchors.push_back({{settings.front().range.begin, settings.back().range.end},
                     judged_count(!(trials > 0), why)});
}

// "Used num_ctx=4096": a claim of its own, where no superlative makes it a place.
void ProseReader::add_setting(const Piece& piece, const Mention& set,
                              std::vector<Anchor>& anchors) const {
  const std::string clause = piece.text(piece.clause);
  if (denies_setting(clause,
                     {set.range.begin - piece.clause.begin, set.range.end - piece.clause.begin})) {
    add_never_run(piece, set, anchors);
    return;
  }
  if (set.unknown) {
    anchors.push_back(
        {set.range, contradicted(ClaimType::kConfig, VerdictReason::kNoSuchThing,
                                 "no trial has this value of " + set.columns.front())});
    return;
  }
  constexpr std::size_t kDoesReach = 30;
  const FoundWord word = find_word(clause);
  if (word.word != nullptr && word.word->superlative) {
    return;
  }
  std::vector<Mention> others = within(piece.mentions, piece.clause);
  std::erase_if(others, [&](const Mention& each) { return is_akin(each, set); });
  const Scope scope = narrowed(scope_of(others), piece.context.scope);
  static constexpr std::array<std::string_view, 4> kAll = {"all", "both", "only", "every"};
  // "Two rows timed out. Both of them used num_gpu=80."
  static constexpr std::array<std::string_view, 4> kThem = {"both of them", "all of them",
                                                            "both of these", "all of these"};
  const bool of_them = has_any(clause, kThem) && has_any(piece.text(piece.previous), kFailureWords);
  if (of_them || (has_any(clause, kFailureWords) && has_any(clause, kAll))) {
    std::vector<Mention> settings = within(piece.mentions, piece.sentence);
    std::vector<Mention> places;
    std::copy_if(settings.begin(), settings.end(), std::back_inserter(places),
                 [](const Mention& mention) { return !is_setting(mention); });
    std::erase_if(settings, [](const Mention& mention) { return !is_setting(mention); });
    std::vector<Mention> before = piece.subjects;
    std::erase_if(before, is_setting);
    const Scope wide = narrowed(
        scope_of(places),
        narrowed(of_them ? scope_of(before) : softened(scope_of(before)), piece.context.scope));
    anchors.push_back({set.range, judge_failed_with(dataset_, settings, wide)});
    return;
  }
  static constexpr std::array<std::string_view, 8> kThroughout = {
      "throughout", "in all",     "in every",  "in each",
      "for all",    "across all", "each with", "all with"};
  // "The 4096 context increases X": of what it does, and no word on whether it was used.
  static constexpr std::array<std::string_view, 14> kDoes = {
      " increases ", " reduces ",  " raises ", " lowers ",  " improves ",
      " decreases ", " degrades ", " hurts ",  " slows ",   " needs more ",
      " do not ",    " does not ", " brings ", " bring no "};
  if (up_to_any(piece.text({set.range.end, piece.clause.end}), kDoes).size() <
      std::min(kDoesReach, piece.clause.end - set.range.end)) {
    return;
  }
  auto other =
      has_any(clause, kThroughout) ? judge_set_throughout(dataset_, set, scope) : std::nullopt;
  anchors.push_back(
      {set.range, other ? std::move(*other) : judge_used_setting(dataset_, set, scope, others)});
}

// "Best configuration: num_gpu=60, num_ctx=2048 at 77.6 tok/s": the settings are a claim, and the
// number another.
void ProseReader::add_best_setting(const Piece& piece, std::vector<Anchor>& anchors) const {
  std::vector<Mention> settings;
  std::vector<Mention> others;
  const auto here = within(piece.mentions, piece.clause);
  for (const Mention& mention : within(piece.mentions, piece.sentence)) {
    const bool of_other = !piece.clause.holds(mention.range.begin) &&
                          std::ranges::any_of(here, [&](const Mention& each) {
                            return !is_setting(each) && is_akin(each, mention);
                          });
    if (!is_setting(mention)) {
      others.insert(others.end(), of_other ? 0U : 1U, mention);
    } else if (piece.clause.holds(mention.range.begin)) {
      settings.push_back(mention);
    }
  }
  // "The best is at x=1 and the worst at x=2": another setting is no place to look in.
  std::vector<Mention> subjects = piece.subjects;
  std::erase_if(subjects, is_setting);
  const Scope scope =
      narrowed(narrowed(scope_of(others), softened(scope_of(subjects))), piece.context.scope);
  if (settings.empty() || has_phrase(piece.text(piece.sentence), "significan*") ||
      leaves_open(piece.text(piece.clause))) {
    return;
  }
  const Range range{settings.front().range.begin, settings.back().range.end};
  const std::string before = piece.text({piece.clause.begin, range.begin});
  const std::string behind = piece.text({range.end, piece.clause.end});
  const std::string unnamed = piece.unnamed(piece.clause);
  const SettingWords words{before, behind, unnamed};
  auto judgement = says_each_model(piece.text(piece.clause))
                       ? judge_for_each_model(dataset_, words, settings, scope)
                       : judge_ranked_setting(dataset_, words, settings, scope);
  if (judgement) {
    anchors.push_back({range, std::move(*judgement)});
  }
}

// Its value is that of the best, whatever settings are named.
std::optional<Judgement> ProseReader::judge_best_value(const Piece& piece, const Numeral& numeral,
                                                       const std::vector<Anchor>& anchors) const {
  if (anchors.empty() || anchors.front().judgement.type != ClaimType::kExtreme ||
      anchors.front().range.end > numeral.range.begin) {
    return std::nullopt;
  }
  std::vector<Mention> mentions = piece.mentions;
  std::erase_if(mentions, [&](const Mention& mention) {
    return anchors.front().range.holds(mention.range.begin);
  });
  const Piece without{piece.plain,    piece.context, piece.sentence, piece.previous, piece.clause,
                      piece.numerals, mentions,      piece.subjects, piece.blanked};
  Judgement judgement = judge_measured(without, numeral, "best", true);
  return judgement.verdict == Verdict::kSupported ? std::optional(std::move(judgement))
                                                  : std::nullopt;
}

}  // namespace chimera::verify
