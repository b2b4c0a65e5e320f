#include "verify/prose.h"

#include <algorithm>
#include <array>
#include <utility>

#include "query/select.h"
#include "verify/counts.h"
#include "verify/run_block.h"
#include "verify/words.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 6> kAdviceWords = {
    "we recommend", "recommended", "should", "it is advised", "would be valuable", "i would need"};

bool is_advice(std::string_view sentence) {
  return is_imperative(sentence) || has_any(sentence, kAdviceWords);
}

// The words behind a number, as far as its clause and four of them.
std::string_view words_behind(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t at = begin;
  for (int words = 0; words < 4 && at < end; ++words) {
    while (at < end && (text[at] == ' ' || text[at] == '-')) {
      ++at;
    }
    if (at < end && (text[at] == ',' || text[at] == ';' || text[at] == '.' || text[at] == ')' ||
                     text[at] == '(' || text[at] == ':')) {
      break;
    }
    while (at < end && text[at] != ' ' && text[at] != ',' && text[at] != ')' && text[at] != ';' &&
           text[at] != ':') {
      ++at;
    }
  }
  return text.substr(begin, at - begin);
}

std::vector<Mention> within(const std::vector<Mention>& mentions, Range range) {
  std::vector<Mention> out;
  for (const Mention& mention : mentions) {
    if (range.begin <= mention.range.begin && mention.range.end <= range.end) {
      out.push_back(mention);
    }
  }
  return out;
}

bool share_column(const Mention& a, const Mention& b) {
  return std::any_of(a.columns.begin(), a.columns.end(), [&](const std::string& column) {
    return std::find(b.columns.begin(), b.columns.end(), column) != b.columns.end();
  });
}

bool same_kind(const Mention& a, const Mention& b) {
  const bool file_a = a.kind == NameKind::kFile || a.kind == NameKind::kFolder;
  const bool file_b = b.kind == NameKind::kFile || b.kind == NameKind::kFolder;
  return file_a || file_b ? file_a == file_b : share_column(a, b);
}

// Whether what stands between a number and a name behind it joins the two: "for", "with", "was
// measured at".
bool joins(std::string_view between) {
  static constexpr std::array<std::string_view, 10> kJoining = {
      "for", "with", "at", "in", "on", "by", "using", "when", "under", "from"};
  const auto words = words_of(between);
  if (words.empty() || words.size() > 5) {
    return false;
  }
  return std::any_of(words.begin(), words.end(), [&](const Range& word) {
    const std::string_view spelled = between.substr(word.begin, word.end - word.begin);
    return std::find(kJoining.begin(), kJoining.end(), spelled) != kJoining.end();
  });
}

// How far a name is from a number at `range`: one before rather than one behind, unless words join
// them; a comma or a colon between parts what else belongs together.
std::size_t distance_of(const Mention& mention, std::string_view text, Range number) {
  const bool before = mention.range.end <= number.begin;
  const std::size_t begin = before ? mention.range.end : number.end;
  const std::size_t end = before ? number.begin : std::max(number.end, mention.range.begin);
  const std::string_view between = text.substr(begin, end - begin);
  if (!before && joins(between)) {
    return 0;
  }
  std::size_t distance = before ? between.size() : 3 * between.size() + 8;
  if (between.find(',') != std::string_view::npos ||
      between.find(" and ") != std::string_view::npos) {
    distance += 60;
  }
  if (between.find(": ") != std::string_view::npos || between.find(';') != std::string_view::npos) {
    distance += before ? 100 : 10'000;
  }
  return distance;
}

// Of each kind the mention that stands nearest, with those that "and" joins to it. `text` has the
// names blanked.
std::vector<Mention> nearest_of_each(const std::vector<Mention>& mentions, std::string_view text,
                                     Range number) {
  constexpr std::size_t kTooFar = 10'000;
  std::vector<Mention> nearest;
  for (const Mention& mention : mentions) {
    if (distance_of(mention, text, number) >= kTooFar) {
      continue;
    }
    const auto other = std::find_if(nearest.begin(), nearest.end(),
                                    [&](const Mention& each) { return same_kind(each, mention); });
    if (other == nearest.end()) {
      nearest.push_back(mention);
    } else if (distance_of(mention, text, number) < distance_of(*other, text, number)) {
      *other = mention;
    }
  }
  std::vector<Mention> out = nearest;
  for (const Mention& chosen : nearest) {
    for (const Mention& mention : mentions) {
      const bool behind = mention.range.begin >= chosen.range.end;
      const std::string_view between =
          behind ? text.substr(chosen.range.end, mention.range.begin - chosen.range.end)
                 : text.substr(mention.range.end, chosen.range.begin - std::min(chosen.range.begin,
                                                                                mention.range.end));
      const bool joined =
          between == " and " || between == ", " || between == " & " || between == ", and ";
      if (joined && same_kind(mention, chosen)) {
        out.push_back(mention);
      }
    }
  }
  return out;
}

// Names in quotes or code spans that are no mention.
std::vector<std::string> quoted_names(const Plain& plain, Range range,
                                      const std::vector<Mention>& mentions) {
  std::vector<std::string> names;
  const std::string& text = plain.lower();
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const bool opens =
        (text[at] == '"' || text[at] == '\'') && (at == 0 || !is_word_char(text[at - 1]));
    if (!opens) {
      continue;
    }
    std::size_t end = at + 1;
    while (end < range.end && (is_name_char(text[end]) || text[end] == '.' || text[end] == ':')) {
      ++end;
    }
    std::string name = text.substr(at + 1, end - at - 1);
    while (!name.empty() && !is_word_char(name.back())) {
      name.pop_back();
    }
    const bool known = std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
      return mention.range.begin <= at + 1 && at + 1 < mention.range.end;
    });
    if (!known && name.size() > 2 && end < range.end &&
        (text[end] == '"' || text[end] == '\'' || text[end] == ',')) {
      names.push_back(std::move(name));
    }
    at = end;
  }
  return names;
}

}  // namespace

// A clause with all that stands around it.
struct ProseReader::Piece {
  const Plain& plain;
  const ProseContext& context;
  Range sentence;
  Range clause;
  const std::vector<Numeral>& numerals;
  const std::vector<Mention>& mentions;
  std::vector<Mention> subjects;

  /// The clause from the number before to the number behind.
  [[nodiscard]] Range segment_of(const Numeral& numeral) const {
    Range segment = clause;
    for (const Numeral& each : numerals) {
      if (each.range.end <= numeral.range.begin) {
        segment.begin = std::max(segment.begin, each.range.end);
      } else if (each.range.begin >= numeral.range.end) {
        segment.end = std::min(segment.end, each.range.begin);
      }
    }
    return segment;
  }

  /// The text with the names of files, models and levels blanked: their words name no metric.
  [[nodiscard]] std::string unnamed(Range range) const {
    std::string out = text(range);
    for (const Mention& mention : mentions) {
      for (std::size_t i = mention.range.begin; i < mention.range.end; ++i) {
        if (range.holds(i)) {
          out[i - range.begin] = ' ';
        }
      }
    }
    return out;
  }

  [[nodiscard]] std::string text(Range range) const {
    return plain.lower().substr(range.begin, range.end - range.begin);
  }
};

void mark_odd(const Plain& plain, Range range, Judgement& judgement) {
  if (plain.is_odd(range)) {
    judgement.verdict = Verdict::kUnsupported;
    judgement.reason = VerdictReason::kTooVague;
    judgement.why = "the text holds invisible characters or digits of another script";
  }
}

std::vector<Mention> ProseReader::read(const Plain& plain, const ProseContext& context,
                                       std::vector<Claim>& claims) const {
  const std::vector<Numeral> numerals = find_numerals(plain);
  const std::vector<Mention> mentions = names_.find(plain.lower());
  std::vector<Mention> subjects = context.subjects;
  for (const Range& sentence : sentences_of(plain.lower())) {
    std::vector<Mention> before;
    for (const Range& clause : clauses_of(plain.lower(), sentence)) {
      const Piece piece{
          plain, context, sentence, clause, numerals, mentions, before.empty() ? subjects : before};
      read_clause(piece, claims);
      if (auto here = within(mentions, clause); !here.empty()) {
        before = std::move(here);
      }
    }
    if (auto named = within(mentions, sentence); !named.empty()) {
      subjects = std::move(named);
    }
  }
  return subjects;
}

void ProseReader::read_clause(const Piece& piece, std::vector<Claim>& claims) const {
  std::vector<Anchor> anchors;
  add_missing_files(piece, anchors);
  add_dates(piece, anchors);
  add_numbers(piece, anchors);
  add_comparison(piece, anchors);
  if (anchors.empty()) {
    add_statement(piece, anchors);
  }
  std::sort(anchors.begin(), anchors.end(),
            [](const Anchor& a, const Anchor& b) { return a.range.begin < b.range.begin; });
  std::size_t begin = piece.clause.begin;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    const bool last = i + 1 == anchors.size();
    const std::size_t end = last ? piece.clause.end : anchors[i].range.end;
    Range range{std::min(begin, anchors[i].range.begin), std::max(end, anchors[i].range.end)};
    if (begin > anchors[i].range.begin) {
      continue;  // two readings of one place
    }
    Judgement judgement = std::move(anchors[i].judgement);
    mark_odd(piece.plain, anchors[i].range, judgement);
    while (range.begin < anchors[i].range.begin && !is_word_char(piece.plain.text()[range.begin]) &&
           piece.plain.text()[range.begin] != '(' && piece.plain.text()[range.begin] != '"' &&
           piece.plain.text()[range.begin] != '\'') {
      ++range.begin;
    }
    while (range.end > anchors[i].range.end &&
           (piece.plain.text()[range.end - 1] == '.' || piece.plain.text()[range.end - 1] == ',' ||
            piece.plain.text()[range.end - 1] == ' ')) {
      --range.end;
    }
    claims.push_back(
        claim_at(piece.plain, range, anchors[i].range.begin, lines_, std::move(judgement)));
    begin = range.end;
  }
}

void ProseReader::add_missing_files(const Piece& piece, std::vector<Anchor>& anchors) const {
  for (const Mention& mention : within(piece.mentions, piece.clause)) {
    if (mention.kind == NameKind::kMissingFile) {
      const std::string nearest = names_.nearest_file(mention.alias);
      anchors.push_back(
          {mention.range,
           contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing,
                        "there is no '" + mention.alias + "'" +
                            (nearest.empty() ? "" : "; the nearest name is '" + nearest + "'"))});
    }
  }
}

void ProseReader::add_dates(const Piece& piece, std::vector<Anchor>& anchors) const {
  StatementContext context;
  context.clause = piece.text(piece.clause);
  context.wide = piece.text(piece.sentence) + " " + piece.context.head;
  context.mentions = within(piece.mentions, piece.clause);
  Range all{piece.clause.end, piece.clause.begin};
  for (const Numeral& numeral : piece.numerals) {
    if (numeral.kind == NumeralKind::kDate && piece.clause.holds(numeral.range.begin)) {
      context.dates.push_back(numeral);
      all.begin = std::min(all.begin, numeral.range.begin);
      all.end = std::max(all.end, numeral.range.end);
    }
  }
  if (auto judgement = judge_dates(dataset_, context)) {
    anchors.push_back({all, std::move(*judgement)});
  }
}

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

// "102 vs 77": 0 of the first number, 1 of the second, −1 of none such.
int ProseReader::part_of_pair(const Piece& piece, const Numeral& numeral) {
  static constexpr std::array<std::string_view, 6> kBetween = {
      "vs", "vs.", "versus", "against", "compared to", "compared with"};
  for (std::size_t i = 0; i + 1 < piece.numerals.size(); ++i) {
    const Range first = piece.numerals[i].range;
    const Range second = piece.numerals[i + 1].range;
    std::string between = piece.text({first.end, std::max(first.end, second.begin)});
    between.erase(0, std::min(between.find_first_not_of(' '), between.size()));
    between.erase(between.find_last_not_of(' ') + 1);
    if (std::find(kBetween.begin(), kBetween.end(), between) != kBetween.end()) {
      if (first.begin == numeral.range.begin) {
        return 0;
      }
      if (second.begin == numeral.range.begin) {
        return 1;
      }
    }
  }
  return -1;
}

// Of two that the sentence compares the first or the second; where it names one, behind "than", the
// first is what was spoken of before.
Scope ProseReader::scope_of_part(const Piece& piece, int part, const Scope& otherwise) const {
  std::vector<Mention> sides;
  std::vector<Mention> places;
  for (const Mention& mention : within(piece.mentions, piece.sentence)) {
    const bool file = mention.kind == NameKind::kFile || mention.kind == NameKind::kFolder;
    (file ? places : sides).push_back(mention);
  }
  const Scope around = narrowed(scope_of(places), piece.context.scope);
  if (sides.size() == 2) {
    return narrowed(scope_of({sides[static_cast<std::size_t>(part)]}), around);
  }
  if (sides.size() == 1 && part == 1) {
    return narrowed(scope_of(sides), scope_of(places));
  }
  if (part == 1) {
    Scope other = narrowed(otherwise, scope_of(places));
    std::erase_if(other.conditions,
                  [](const Setting& setting) { return setting.columns.front() == "model"; });
    return other;
  }
  return narrowed(sides.empty() ? scope_of(piece.subjects) : Scope{}, around);
}

Scope ProseReader::scope_near(const Piece& piece, const Numeral& numeral) const {
  const std::string blanked = piece.unnamed({0, piece.plain.text().size()});
  const Scope sentence =
      scope_of(nearest_of_each(within(piece.mentions, piece.sentence), blanked, numeral.range));
  if (const int part = part_of_pair(piece, numeral); part >= 0) {
    return scope_of_part(piece, part, sentence);
  }
  return narrowed(narrowed(sentence, scope_of(piece.subjects)), piece.context.scope);
}

// "91 of 374 trials failed": the first number is of what the words behind say.
std::optional<Judgement> ProseReader::judge_part(const Piece& piece, const Numeral& numeral,
                                                 const Scope& scope) const {
  const std::string rest = piece.text({numeral.range.end, piece.clause.end});
  if (has_phrase(rest, "failed") || has_phrase(rest, "failures")) {
    return judge_count(dataset_, numeral, {"failed", scope, false});
  }
  if (has_phrase(rest, "files") && type_in(rest)) {
    return judge_count(dataset_, numeral, {"files " + rest, {}, false});
  }
  return unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                     "the text doesn't say what part this is");
}

std::optional<Judgement> ProseReader::judge_counted(const Piece& piece,
                                                    const Numeral& numeral) const {
  if (!numeral.unit.empty() || numeral.kind != NumeralKind::kNumber || numeral.decimals > 0) {
    return std::nullopt;
  }
  const std::string& text = piece.plain.lower();
  const Scope scope = scope_near(piece, numeral);
  const std::string_view behind = words_behind(text, numeral.range.end, piece.clause.end);
  if (behind.starts_with(" of ") &&
      std::any_of(behind.begin(), behind.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return judge_part(piece, numeral, scope);
  }
  const std::string_view next =
      behind.substr(std::min(behind.find_first_not_of(' '), behind.size()));
  if (next.starts_with("csv") || next.starts_with("json") || next.starts_with("markdown")) {
    return judge_count(dataset_, numeral,
                       {"files " + std::string(next.substr(0, next.find(' '))), {}, false});
  }
  if (has_phrase(behind, "files")) {
    const Scope named = scope_of(within(piece.mentions, piece.clause));
    return judge_count(dataset_, numeral, {std::string(behind), named, true});
  }
  const std::string_view nearest = behind.substr(
      0, behind.find(' ', std::min(behind.find_first_not_of(' ') + 1, behind.size())));
  const bool special =
      has_phrase(behind, "cold") || has_phrase(behind, "failed") || has_phrase(behind, "failures");
  if (!special) {
    if (auto judgement = judge_count(dataset_, numeral, {std::string(nearest), scope, false})) {
      return judgement;
    }
  }
  if (auto judgement = judge_count(dataset_, numeral, {std::string(behind), scope, false})) {
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
  if (auto counted = judge_counted(piece, numeral)) {
    return counted;
  }
  if (numeral.word && numeral.kind == NumeralKind::kNumber) {
    return std::nullopt;
  }
  if (bind_metrics(dataset_, clause).rank < MetricRank::kDefinition) {
    if (auto level = judge_level_number(piece, numeral)) {
      return level;
    }
  }
  const Range whole = piece.segment_of(numeral);
  std::string statistic = statistic_in(piece.text({whole.begin, numeral.range.begin}));
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
  if (const TestNumber test = test_number(piece.plain.lower(), numeral);
      test != TestNumber::kNone) {
    return judge_test(piece, numeral, test);
  }
  const bool percent = numeral.kind == NumeralKind::kPercent;
  const bool share = numeral.kind == NumeralKind::kShare;
  const bool times = numeral.kind == NumeralKind::kTimes;
  if (percent || share) {
    const Scope scope = scope_of(within(piece.mentions, piece.clause));
    if (auto of_files = judge_share(dataset_, numeral, clause, scope)) {
      return of_files;
    }
  }
  if (times || share || (percent && comparison_word(sentence) != std::string::npos)) {
    ComparisonContext context;
    context.clause = clause;
    context.wide = piece.unnamed(piece.sentence) + " " + piece.context.title;
    context.unnamed = piece.unnamed(piece.clause);
    context.mentions = within(piece.mentions, piece.clause);
    if (context.mentions.size() < 2) {
      context.mentions = within(piece.mentions, piece.sentence);
    }
    if (context.mentions.size() < 2) {
      context.subjects = piece.subjects;
    }
    context.scope = piece.context.scope;
    auto ratio = judge_ratio(dataset_, numeral, context);
    return ratio ? ratio
                 : unsupported(ClaimType::kComparison, VerdictReason::kNoSuchMeasurement,
                               "the text doesn't name two things that were both measured");
  }
  const std::size_t before = numeral.digits.begin;
  const bool change = numeral.signed_up && before > 0 && numeral.kind == NumeralKind::kNumber;
  if (sets_unknown_level(dataset_, sentence) || change) {
    return unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                       "of settings that the data don't have, or a change without its two sides");
  }
  NumberContext context;
  context.near = piece.unnamed({whole.begin, numeral.range.begin});
  context.middle = piece.unnamed(whole);
  context.wide = piece.unnamed(piece.clause) + " ; " + piece.unnamed(piece.sentence);
  context.loose_statistic = !near;
  context.far = piece.context.head + " " + piece.context.title;
  context.scope = scope_near(piece, numeral);
  context.statistic = statistic;
  if (context.statistic == "count") {
    context.statistic.clear();
  }
  Judgement judgement = judge_quantity(dataset_, numeral, context);
  const bool bare = numeral.unit.empty() && numeral.kind == NumeralKind::kNumber;
  if (bare && judgement.verdict == Verdict::kContradicted) {
    if (auto level = judge_level_number(piece, numeral)) {
      return level;
    }
    static constexpr std::array<std::string_view, 14> kOtherNouns = {
        "tokens",  "token", "layers", "cores", "characters", "chars",      "words",
        "threads", "gpus",  "weeks",  "days",  "hours",      "parameters", "params"};
    if (has_any(words_behind(piece.plain.lower(), numeral.range.end, piece.clause.end),
                kOtherNouns)) {
      return std::nullopt;
    }
  }
  if (judgement.verdict == Verdict::kContradicted && is_imperative(sentence)) {
    return std::nullopt;
  }
  if (bare && judgement.verdict != Verdict::kSupported &&
      bind_metrics(dataset_, context.middle).rank < MetricRank::kWords) {
    return std::nullopt;
  }
  return judgement;
}

std::optional<Judgement> ProseReader::judge_test(const Piece& piece, const Numeral& numeral,
                                                 TestNumber test) const {
  if (test == TestNumber::kLevel) {
    return std::nullopt;
  }
  TestContext context;
  std::vector<Mention> places;
  for (const Mention& mention : within(piece.mentions, piece.sentence)) {
    const bool file = mention.kind == NameKind::kFile || mention.kind == NameKind::kFolder;
    if (file) {
      places.push_back(mention);
    } else if (mention.range.end <= numeral.range.begin &&
               (context.sides.empty() || share_column(context.sides.back(), mention))) {
      context.sides.push_back(mention);
    }
  }
  if (context.sides.size() < 2 && places.size() == 2) {
    context.sides = std::move(places);
    places.clear();
  }
  context.scope = narrowed(scope_of(places), piece.context.scope);
  context.words = piece.unnamed(piece.sentence);
  static constexpr std::array<std::string_view, 5> kHypothetical = {"would", "could", "expect",
                                                                    "might", "projected"};
  if (has_any(piece.text(piece.sentence), kHypothetical)) {
    return unsupported(ClaimType::kOther, VerdictReason::kTooVague,
                       "it says what would be, not what was");
  }
  context.other_test = has_phrase(context.words, "f test") || has_phrase(context.words, "anova") ||
                       has_phrase(context.words, "chi-square*") ||
                       has_phrase(context.words, "fisher*") ||
                       has_phrase(context.words, "kruskal*");
  if (test == TestNumber::kRatio || test == TestNumber::kP || test == TestNumber::kInterval) {
    if (auto judgement = judge_test_number(dataset_, numeral, test, context)) {
      return judgement;
    }
  }
  return unsupported(ClaimType::kSignificance, VerdictReason::kTooVague,
                     "the text doesn't say of which rows this is a test");
}

void ProseReader::add_numbers(const Piece& piece, std::vector<Anchor>& anchors) const {
  if (is_wish(piece.text(piece.sentence))) {
    return;
  }
  for (const Numeral& numeral : piece.numerals) {
    const bool named =
        std::any_of(piece.mentions.begin(), piece.mentions.end(), [&](const Mention& mention) {
          return mention.range.begin < numeral.range.end && numeral.range.begin < mention.range.end;
        });
    if (numeral.kind == NumeralKind::kDate || named || !piece.clause.holds(numeral.range.begin) ||
        numeral.range.end > piece.clause.end) {
      continue;
    }
    if (auto judgement = judge_number(piece, numeral)) {
      anchors.push_back({numeral.range, std::move(*judgement)});
    }
  }
}

void ProseReader::add_comparison(const Piece& piece, std::vector<Anchor>& anchors) const {
  const std::string clause = piece.text(piece.clause);
  const bool premise =
      clause.find("due to") < 3 || clause.find("because") < 3 || clause.find("since") < 3;
  const bool advice = is_advice(piece.text(piece.sentence));
  const bool ratio = std::any_of(anchors.begin(), anchors.end(), [](const Anchor& anchor) {
    return anchor.judgement.type == ClaimType::kComparison;
  });
  if ((advice && !premise) || ratio) {
    return;
  }
  ComparisonContext context;
  context.clause = clause;
  context.wide = piece.unnamed(piece.sentence) + " " + piece.context.title;
  context.unnamed = piece.unnamed(piece.clause);
  context.mentions = within(piece.mentions, piece.clause);
  for (Mention& mention : context.mentions) {
    mention.range = {mention.range.begin - piece.clause.begin,
                     mention.range.end - piece.clause.begin};
  }
  context.subjects = piece.subjects;
  context.scope = piece.context.scope;
  const std::size_t word = comparison_word(clause);
  std::size_t at = piece.clause.begin + (word == std::string::npos ? 0 : word);
  while (at + 1 < piece.clause.end && !is_word_char(piece.plain.text()[at])) {
    ++at;
  }
  for (Compared& compared : judge_comparison(dataset_, context)) {
    const std::size_t end = std::max(at + 1, piece.clause.begin + compared.end);
    const bool free = std::none_of(anchors.begin(), anchors.end(), [&](const Anchor& anchor) {
      return anchor.range.begin < end && at < anchor.range.end;
    });
    if (free) {
      anchors.push_back({{at, end}, std::move(compared.judgement)});
    }
    at = end;
  }
}

void ProseReader::add_statement(const Piece& piece, std::vector<Anchor>& anchors) const {
  if (is_advice(piece.text(piece.sentence))) {
    return;
  }
  StatementContext context;
  context.clause = piece.text(piece.clause);
  context.wide = piece.text(piece.sentence);
  context.mentions = within(piece.mentions, piece.clause);
  context.quoted = quoted_names(piece.plain, piece.clause, piece.mentions);
  context.names = &names_;
  auto judgement = judge_majority(dataset_, context);
  if (!judgement) {
    judgement = judge_existence(dataset_, context);
  }
  if (!judgement) {
    judgement = judge_opinion(context);
  }
  std::size_t at = piece.clause.begin;
  while (at + 1 < piece.clause.end && !is_word_char(piece.plain.text()[at])) {
    ++at;
  }
  if (judgement && at < piece.clause.end) {
    anchors.push_back({{at, at + 1}, std::move(*judgement)});
  }
}

}  // namespace chimera::verify
