// Lists: a factor's levels ("varies num_ctx over 1024, 2048 and 4096"), names behind their number.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "query/select.h"
#include "verify/comparison_words.h"
#include "verify/number_words.h"
#include "verify/prose_piece.h"
#include "verify/settings_judged.h"
#include "verify/tally.h"
#include "verify/trend_verbs.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::size_t kTelling = 3;  ///< so many numbers in a row are levels without a verb

bool says_levels(std::string_view clause) {
  static constexpr std::array<std::string_view, 16> kVerbs = {
      "vary",  "varies", "varied", "varying", "cover",  "covers", "covered",  "sweeps",
      "swept", "tried",  "tested", "tests",   "levels", "values", "explore*", "stepped"};
  return has_any(clause, kVerbs);
}

// Whether nothing but a joint stands between two numbers of a list.
bool is_joint(std::string_view between) {
  static constexpr std::array<std::string_view, 5> kJoints = {", ", " and ", ", and ", " or ", "/"};
  return std::find(kJoints.begin(), kJoints.end(), between) != kJoints.end();
}

// "995.6 img/s" has a unit, though none that metrics are converted to.
bool is_bare(const Numeral& numeral, std::string_view text) {
  std::string_view behind = text.substr(std::min(numeral.range.end, text.size()));
  behind.remove_prefix(behind.starts_with(' ') ? 1 : 0);
  const std::size_t word =
      std::min(behind.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), behind.size());
  const bool rate = word > 0 && behind.substr(word).starts_with("/s");
  return numeral.kind == NumeralKind::kNumber && numeral.unit.empty() && !numeral.word &&
         !numeral.upper && !rate;
}

// Whether one of the columns has it.
bool has_level(const Dataset& dataset, const std::vector<std::string>& columns,
               std::string_view spelled) {
  return std::ranges::any_of(columns, [&](const std::string& column) {
    const auto factor = dataset.factors().find(column);
    return factor != dataset.factors().end() &&
           std::ranges::any_of(factor->second, [spelled](const std::string& level) {
             return query::value_matches(level, spelled);
           });
  });
}

// The most of levels that are numbers; nullopt where one is none.
std::optional<double> most_of(const std::vector<std::string>& levels) {
  std::optional<double> most;
  for (const std::string& level : levels) {
    char* end = nullptr;
    const double value = std::strtod(level.c_str(), &end);
    if (end == level.c_str() || *end != '\0') {
      return std::nullopt;
    }
    most = most ? std::max(*most, value) : value;
  }
  return most;
}

// The numbers among the values that trials of the scope have in one of the columns.
std::set<double> numbers_tried(const Dataset& dataset, const std::vector<std::string>& columns,
                               const Scope& scope) {
  std::set<double> numbers;
  for (const Table* const table : tables_of(dataset, scope)) {
    const Column* const column = column_called(*table, columns);
    const std::set<std::string_view> none;
    for (const std::string_view value :
         column == nullptr ? none : values_in(*table, column->name, scope)) {
      if (const auto number = number_of(value)) {
        numbers.insert(*number);
      }
    }
  }
  return numbers;
}

// "Varied between 0.2 and 1.0": whether these are the least and the most that were tried.
Judgement judge_span(const Numeral& span, const std::set<double>& tried) {
  const auto same = [](double a, double b) { return std::abs(a - b) <= 1e-9 * std::abs(b); };
  const bool holds =
      tried.size() > 1 && same(span.value, *tried.begin()) && same(*span.upper, *tried.rbegin());
  const std::string why = tried.size() > 1 ? "it goes from " + value_text(*tried.begin()) + " to " +
                                                 value_text(*tried.rbegin())
                                           : "it was " + value_text(*tried.begin()) + " throughout";
  return holds ? supported(ClaimType::kConfig, why)
               : contradicted(ClaimType::kConfig, VerdictReason::kNoSuchThing, why);
}

}  // namespace

// "The temperature was varied between 0.2 and 1.0".
void ProseReader::add_level_spans(const Piece& piece, std::vector<Anchor>& anchors) const {
  static constexpr std::array<std::string_view, 7> kVaried = {
      "varied", "varies", "vary", "varying", "swept", "sweeps", "sweeping"};
  constexpr std::size_t kReach = 48;
  if (!has_any(piece.text(piece.clause), kVaried)) {
    return;
  }
  for (const Numeral& numeral : piece.numerals) {
    if (!numeral.upper || !piece.clause.holds(numeral.range.begin) || !numeral.unit.empty() ||
        numeral.kind != NumeralKind::kNumber) {
      continue;
    }
    const auto columns = columns_of_list(piece, {numeral}, kReach);
    std::vector<Mention> places = within(piece.mentions, piece.sentence);
    std::erase_if(places, [&](const Mention& each) { return share_column(each.columns, columns); });
    auto tried = numbers_tried(dataset_, columns, narrowed(scope_of(places), piece.context.scope));
    tried = tried.empty() ? numbers_tried(dataset_, columns, {}) : std::move(tried);
    if (!tried.empty()) {
      anchors.push_back({{numeral.digits.begin, numeral.range.end}, judge_span(numeral, tried)});
    }
  }
}

// Bare numbers of the clause in a row, joint by joint; one alone where it is an upper end.
std::vector<std::vector<Numeral>> ProseReader::lists_of(const Piece& piece) {
  std::vector<std::vector<Numeral>> lists;
  const std::string& text = piece.plain.lower();
  for (const Numeral& numeral : piece.numerals) {
    if (!piece.clause.holds(numeral.range.begin) || !is_bare(numeral, text)) {
      continue;
    }
    const bool goes_on =
        !lists.empty() && lists.back().back().digits.end <= numeral.digits.begin &&
        is_joint(std::string_view{text}.substr(
            lists.back().back().digits.end, numeral.digits.begin - lists.back().back().digits.end));
    if (goes_on) {
      lists.back().push_back(numeral);
    } else {
      lists.push_back({numeral});
    }
  }
  return lists;
}

// The columns of the factor that is named before the list, or that the word behind it names: "1, 4
// and 16 clients".
std::vector<std::string> ProseReader::columns_of_list(const Piece& piece,
                                                      const std::vector<Numeral>& list,
                                                      std::size_t reach) const {
  const std::size_t begin = list.front().digits.begin;
  const std::size_t from = std::max(piece.clause.begin, begin - std::min(begin, reach));
  const std::string ahead = piece.text({from, begin});
  const std::string_view near =
      std::string_view{ahead}.substr(ahead.find_last_of("0123456789") + 1);
  if (const std::string factor = factor_named(dataset_, near); !factor.empty()) {
    // Each table has it in a column of its own: "temperature", "options.temperature".
    std::vector<std::string> columns = {factor};
    add_all(columns, names_.factors_called(std::string_view{factor}.substr(factor.rfind('.') + 1)));
    return columns;
  }
  if (auto columns = names_.factor_in(near); !columns.empty()) {
    return columns;
  }
  const std::string behind = piece.text({list.back().digits.end, piece.clause.end});
  const std::size_t noun = behind.find_first_not_of(' ');
  return list.size() < kTelling || noun != 1
             ? std::vector<std::string>()
             : names_.factors_called(
                   behind.substr(noun, behind.find_first_of(" ,.;:)", noun) - noun));
}

// Every number of the list is a level of the factor, one claim of all; "up to" says the largest.
void ProseReader::add_level_lists(const Piece& piece, std::vector<Anchor>& anchors) const {
  constexpr std::size_t kReach = 48;  // bytes before a list in which its factor is named
  constexpr std::size_t kBeside = 24;
  if (is_advice(piece.text(piece.sentence))) {
    return;
  }
  add_level_spans(piece, anchors);
  const bool says = says_levels(piece.text(piece.clause));
  for (const std::vector<Numeral>& list : lists_of(piece)) {
    const std::size_t begin = list.front().digits.begin;
    const bool upper_end = says && list.front().reached;
    if (list.size() < (says ? 2 : kTelling) && !upper_end) {
      continue;
    }
    const auto columns = columns_of_list(piece, list, says ? kReach : kBeside);
    const std::string factor = columns.empty() ? std::string() : columns.front();
    const auto levels = dataset_.factors().find(factor);
    if (levels == dataset_.factors().end()) {
      continue;
    }
    // ", and B over 8 and 16": the claim begins behind the list before it.
    constexpr std::size_t kAnd = 5;
    const std::size_t before = anchors.empty() ? std::string::npos : anchors.back().range.end;
    const bool joined = before < begin && piece.text({before, begin}).starts_with(" and ");
    const Range all{joined ? before + kAnd : begin, list.back().digits.end};
    if (list.size() < 2) {
      const auto most = most_of(levels->second);
      if (most) {
        const std::string why = "the most of " + factor + " is " + value_text(*most);
        const bool holds = std::abs(*most - list.front().value) < 1e-9 * std::abs(*most);
        anchors.push_back(
            {all, holds ? supported(ClaimType::kConfig, why)
                        : contradicted(ClaimType::kConfig, VerdictReason::kNoSuchThing, why)});
      }
      continue;
    }
    const auto unknown = std::find_if(list.begin(), list.end(), [&](const Numeral& each) {
      return !has_level(dataset_, columns, piece.text(each.digits));
    });
    const bool any = std::any_of(list.begin(), list.end(), [&](const Numeral& each) {
      return has_level(dataset_, columns, piece.text(each.digits));
    });
    if (any && unknown == list.end()) {
      anchors.push_back({all, supported(ClaimType::kConfig, "levels of " + factor)});
    } else if (any) {
      anchors.push_back(
          {all, contradicted(ClaimType::kConfig, VerdictReason::kNoSuchThing,
                             "no trial has " + factor + " " + piece.text(unknown->digits))});
    }
  }
}

// "Three models (A, B and C)", "five quantisations: A, B, …": where as many are named behind the
// number, and the data know each of them, that is so; of those that they don't know nothing counts.
std::optional<Judgement> ProseReader::judge_named_many(const Piece& piece,
                                                       const Numeral& numeral) const {
  constexpr std::size_t kNear = 32;
  const std::string_view text = piece.plain.lower();
  const std::size_t end = piece.sentence.end;
  std::size_t open = end;
  for (const std::string_view opens : {" (", ": "}) {
    open = std::min(open, text.find(opens, numeral.range.end));
  }
  if (open >= end || open > numeral.range.end + kNear) {
    return std::nullopt;
  }
  const std::size_t close = text[open] == ':' ? end : std::min(end, text.find(')', open));
  const Range range{open, close};
  const std::string_view list = text.substr(range.begin, range.end - range.begin);
  std::size_t names = 1;
  for (const std::string_view joint : {", ", " and "}) {
    for (std::size_t at = list.find(joint); at != std::string_view::npos;
         at = list.find(joint, at + 1)) {
      names += list.substr(at).starts_with(", and ") ? 0U : 1U;
    }
  }
  if (names < 2 || std::abs(numeral.value - static_cast<double>(names)) > 0.5) {
    return std::nullopt;
  }
  const auto known = std::ranges::count_if(within(piece.mentions, range), [](const Mention& each) {
    return !each.unknown && (each.kind == NameKind::kModel || each.kind == NameKind::kLevel);
  });
  return static_cast<std::size_t>(known) == names
             ? supported(ClaimType::kCount, "the data hold each of those that are named")
             : unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                           "so many are named, and nothing counts them");
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
  if (has_phrase(piece.text(piece.clause), "significan*")) {
    return std::nullopt;
  }
  // "… and 999 comes last": what is said of the level is the claim.
  const std::string behind =
      piece.text({numeral.range.end, std::max(numeral.range.end, piece.segment_of(numeral).end)});
  if (const FoundWord ranked = find_word(behind);
      ranked.word != nullptr && (ranked.word->superlative || ranked.at < 2)) {
    return std::nullopt;
  }
  // "At 4096 it increases memory consumption": so is what it brings about.
  if (find_trend_verb(behind).at != std::string_view::npos) {
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
  // "10 runs in all files of A": of every trial there.
  static constexpr std::array<std::string_view, 6> kThroughout = {
      "in all", "in every", "in each", "for all", "across all", "throughout"};
  if (has_any(behind, kThroughout)) {
    if (auto other = judge_set_throughout(dataset_, names_.level_of({factor}, spelled),
                                          scope_near(piece, numeral))) {
      return other;
    }
  }
  return supported(ClaimType::kConfig, "a level of " + levels->first);
}

namespace {

bool names_model(const NameFinder& names, std::string_view lower) {
  const auto mentions = names.find(lower);
  return mentions.size() == 1 && mentions.front().kind == NameKind::kModel;
}

}  // namespace

// The columns whose values the words behind a number count: "five prompts", "three quantization
// levels".
std::vector<std::string> ProseReader::columns_counted(std::string_view behind) const {
  std::vector<Range> words = words_of(behind);
  static constexpr std::array<std::string_view, 6> kKinds = {"sizes",    "levels",   "values",
                                                             "settings", "variants", "models"};
  const bool of_kind =
      words.size() > 1 &&
      !is_one_of(behind.substr(words[1].begin, words[1].end - words[1].begin), kKinds);
  if (of_kind && names_model(names_, behind.substr(0, words.front().end))) {
    words.erase(words.begin());  // "four mistral quantisation levels"
  }
  for (std::size_t size = std::min<std::size_t>(words.size(), 3); size > 0; --size) {
    std::string phrase(
        behind.substr(words.front().begin, words[size - 1].end - words.front().begin));
    for (const std::string_view kind :
         {" levels", " settings", " values", " sizes", " lengths", " counts"}) {
      if (phrase.ends_with(kind)) {
        const std::string called = phrase.substr(0, phrase.size() - kind.size());
        for (const std::string& name : {called, called + "s"}) {  // "thread counts" of "threads"
          if (auto columns = names_.factors_called(name); !columns.empty()) {
            return columns;
          }
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

}  // namespace chimera::verify
