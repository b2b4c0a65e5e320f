// What a clause says that no number of the data decides: qualities that nobody measured, numbers of
// which nothing could be found out; and first trials, which are held against their rows.
#include <algorithm>
#include <array>
#include <string>

#include "verify/denied_things.h"
#include "verify/denied_words.h"
#include "verify/first_trials_said.h"
#include "verify/prose_piece.h"
#include "verify/unmeasured_things.h"
#include "verify/wording.h"

namespace chimera::verify {

// How well a model answers, where nobody measured that.
std::optional<Judgement> ProseReader::judge_quality(const Piece& piece) const {
  const std::string clause = piece.text(piece.clause);
  const bool measured =
      std::any_of(piece.numerals.begin(), piece.numerals.end(), [&](const Numeral& each) {
        return piece.clause.holds(each.range.begin) && !piece.is_named(each) &&
               (!each.unit.empty() || each.kind == NumeralKind::kTimes);
      });
  if (measured) {
    return std::nullopt;  // another statement, which may be wrong
  }
  // "Gives the best answers": nobody rated them.
  static constexpr std::array<std::string_view, 8> kJudged = {
      "best answer*",    "better answer*",   "accurate answer*", "accurate response*",
      "factual answer*", "coherent answer*", "accurate repl*",   "best repl*"};
  static constexpr std::array<std::string_view, 6> kVerdicts = {"rating", "ratings",    "judge",
                                                                "judged", "preference", "votes"};
  const bool rated = std::ranges::any_of(dataset_.metrics(), [&](const Metric& metric) {
    return std::ranges::any_of(name_words(metric.name),
                               [&](const std::string& word) { return is_one_of(word, kVerdicts); });
  });
  // "The answers of A are less accurate than those of B"
  static constexpr std::array<std::string_view, 5> kTexts = {"answers", "responses", "replies",
                                                             "outputs", "completions"};
  static constexpr std::array<std::string_view, 9> kGood = {
      "accurate", "coherent",     "fluent",  "creative",    "factual",
      "helpful",  "less precise", "nuanced", "more natural"};
  // "The wording quality of the first answer": nor is that measured.
  static constexpr std::array<std::string_view, 8> kText = {
      "answer*", "response*", "wording", "dialogue*", "banter", "output*", "text*", "completion*"};
  const bool of_text = has_phrase(clause, "quality") && has_any(clause, kText) &&
                       !unmeasured_quantity(dataset_, clause).empty();
  const bool judged = of_text || (has_any(clause, kTexts) && has_any(clause, kGood));
  // "Quality scores are missing": what is not there is told.
  if ((has_any(clause, kJudged) || judged) && !rated && denied_in(clause).empty()) {
    return unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                       "nobody's judgement of answers is there");
  }
  static constexpr std::array<std::string_view, 17> kQualities = {"answer accuracy",
                                                                  "response accuracy",
                                                                  "quality of the answers",
                                                                  "quality of the responses",
                                                                  "quality of the generated",
                                                                  "perplexity",
                                                                  "bleu",
                                                                  "mmlu",
                                                                  "gsm8k",
                                                                  "humaneval",
                                                                  "hellaswag",
                                                                  "accuracy",
                                                                  "rouge",
                                                                  "truthfulqa",
                                                                  "output quality",
                                                                  "answer quality",
                                                                  "response quality"};
  // "HellaSwag was evaluated, too": what was done can be listed.
  static constexpr std::array<std::string_view, 6> kDone = {"evaluated", "measured", "tested",
                                                            "include*",  "contain*", "cover*"};
  for (const std::string_view quality : kQualities) {
    // "No perplexity was recorded": true, where none was.
    const std::string_view absent = denied_in(clause);
    const bool denied = !absent.empty() && find_phrase(clause.substr(clause.find(absent)),
                                                       quality) != std::string::npos;
    // A top-1 is an accuracy.
    const bool called_otherwise =
        quality == "accuracy" && (dataset_.mentions("top1") || dataset_.mentions("top5") ||
                                  dataset_.mentions("acc") || dataset_.mentions("top-1"));
    if (has_phrase(clause, quality) && !denied && !has_any(clause, kDone) && !called_otherwise &&
        !dataset_.data_mention(quality)) {
      return unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                         "no " + std::string(quality) + " was measured");
    }
  }
  return std::nullopt;
}

// "The tree has 40 files, but no power data": behind the number.
void ProseReader::add_denial(const Piece& piece, std::vector<Anchor>& anchors) const {
  const std::string clause = piece.text(piece.clause);
  std::size_t at = std::string::npos;
  for (const std::string_view joint : {" but no ", " but lack", ", no ", " and no "}) {
    at = std::min(at, clause.find(joint));
  }
  const Range said{piece.clause.begin + at, piece.clause.end};
  if (at == std::string::npos || std::ranges::any_of(anchors, [said](const Anchor& anchor) {
        return anchor.range.end > said.begin;
      })) {
    return;
  }
  StatementContext context;
  context.clause = piece.text(said);
  context.mentions = within(piece.mentions, said);
  for (Mention& mention : context.mentions) {
    mention.range = {mention.range.begin - said.begin, mention.range.end - said.begin};
  }
  if (auto judgement = judge_denied_things(dataset_, context)) {
    const std::size_t begin = said.begin + context.clause.find_first_not_of(" ,");
    anchors.push_back({{begin, begin + 1}, std::move(*judgement)});
  }
}

// "Two timed out, caused by a lack of memory", "these timeouts were caused by it": what the rows
// say is said already; what lies behind it they don't.
bool ProseReader::goes_beyond_outcome(const Piece& piece) {
  static constexpr std::array<std::string_view, 8> kCauses = {
      "caused by", "triggered by", "provoked by", "owing to",
      "due to",    "because of",   "stem from",   "result of"};
  static constexpr std::array<std::string_view, 8> kOutcomes = {
      "timed out", "timeout*", "out of memory", "reset",
      "refused",   "oom",      "crash*",        "connection error*"};
  const std::string clause = piece.text(piece.clause);
  std::size_t at = clause.size();
  for (const std::string_view cause : kCauses) {
    at = std::min(at, find_phrase(clause, cause));
  }
  return at < clause.size() &&
         has_any(piece.text({piece.sentence.begin, piece.clause.begin + at}), kOutcomes);
}

// A number in the clause may be what the first trial took.
std::optional<Judgement> ProseReader::judge_first_trials(const Piece& piece) const {
  const bool numbered = std::ranges::any_of(piece.numerals, [&](const Numeral& each) {
    // "In every 5-prompt run": says which run.
    const bool which = piece.plain.lower().substr(each.range.end).starts_with('-');
    return piece.clause.holds(each.range.begin) && !piece.is_named(each) && !each.word && !which;
  });
  std::vector<Mention> places = in_clause(piece);
  std::erase_if(places, [&](const Mention& mention) {
    return !mention.columns.empty() && dataset_.blocks().contains(mention.columns.front());
  });
  return numbered ? std::nullopt
                  : judge_first_extreme(dataset_, piece.text(piece.clause),
                                        narrowed(scope_of(places), piece.context.scope));
}

// "A random seed of 42 was used with the model": that the model is there doesn't say it.
bool ProseReader::has_unread_number(const Piece& piece) {
  static constexpr std::array<std::string_view, 4> kDefinite = {"all ", "the ", "both ", "these "};
  const auto names = static_cast<double>(within(piece.mentions, piece.clause).size());
  return std::ranges::any_of(piece.numerals, [&](const Numeral& each) {
    // "On all three networks", "three engines (A, B and C)"
    const bool told =
        each.word && (names >= each.value ||
                      ends_with_any(piece.text({piece.clause.begin,
                                                std::max(piece.clause.begin, each.range.begin)}),
                                    kDefinite));
    const bool amount =
        each.value > 1 || each.kind == NumeralKind::kShare || each.kind == NumeralKind::kTimes;
    return piece.clause.holds(each.range.begin) && !piece.is_named(each) && amount &&
           each.kind != NumeralKind::kDate && !told;
  });
}

// A number that nothing could be found out about is a claim nevertheless.
void ProseReader::add_unread(const Piece& piece, std::vector<Anchor>& anchors) const {
  // "Significant at the 5 % level", "peak 303.9": what it is of stands elsewhere.
  static constexpr std::array<std::string_view, 3> kOfTest = {"significan*", "p-value", "level"};
  constexpr std::size_t kWordsMin = 4;
  const std::string clause = piece.text(piece.clause);
  if (has_any(clause, kOfTest) || words_of(clause).size() < kWordsMin) {
    return;
  }
  const auto states = [&](const Numeral& each) {
    const bool measured = !each.unit.empty() || each.decimals > 0 ||
                          each.kind == NumeralKind::kPercent || each.kind == NumeralKind::kTimes;
    return measured && !each.word && each.kind != NumeralKind::kDate &&
           piece.clause.holds(each.range.begin) && !piece.is_named(each) &&
           !is_of_reason(piece, each);
  };
  const auto number = std::ranges::find_if(piece.numerals, states);
  if (number != piece.numerals.end()) {
    anchors.push_back({number->range, unsupported(ClaimType::kAggregate, VerdictReason::kTooVague,
                                                  "nothing that was read has the number in it")});
  }
}

}  // namespace chimera::verify
