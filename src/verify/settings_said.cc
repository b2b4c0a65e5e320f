// Settings in a text: "num_gpu=60", "a batch size of 8", "tp2", "20 layers", "without masking".
#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "query/select.h"
#include "verify/level_spelling.h"
#include "verify/scope.h"
#include "verify/wording.h"
#include "verify/written_units.h"

namespace chimera::verify {
namespace {

// Whether no unit and no noun follows.
bool ends_thought(std::string_view lower, std::size_t end) {
  static constexpr std::array<std::string_view, 15> kBehind = {
      ",",      ";",       ".",       ")",       ":",     " is ", " was ",      " and ",
      " with ", " shows ", " gives ", " would ", " for ", " in ", " throughout"};
  const std::string_view rest = lower.substr(end);
  return rest.empty() || starts_with_any(rest, kBehind);
}

void sort_by_place(std::vector<Mention>& mentions) {
  std::ranges::stable_sort(mentions, {},
                           [](const Mention& mention) { return mention.range.begin; });
}

// "request_rate", "qps": how often requests were sent.
bool is_request_rate(std::string_view column) {
  const auto words = name_words(column);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "rate" || word == "qps" || word == "rps";
  });
}

}  // namespace

// The first of the columns that has the value, with all that have it.
std::optional<Mention> NameFinder::level_mention(const std::vector<std::string>& columns,
                                                 std::string_view value) const {
  Mention mention;
  mention.kind = NameKind::kLevel;
  mention.exact = true;
  for (const std::string& plain : plain_levels(value)) {
    for (const std::string& column :
         mention.columns.empty() ? columns : std::vector<std::string>()) {
      const auto factor = dataset_.factors().find(column);
      if (factor == dataset_.factors().end()) {
        continue;
      }
      for (const std::string& level : factor->second) {
        if (lowered(level) == plain || query::value_matches(level, plain)) {
          add_all(mention.columns, {column});
          add_all(mention.values, {level});
        }
      }
    }
  }
  if (mention.columns.empty()) {
    return std::nullopt;
  }
  // A column that goes by the same name in other tables has other rows: "Maximum request
  // concurrency" of a log, which never was at 64.
  for (const std::string& column : columns) {
    if (dataset_.factors().contains(column)) {
      add_all(mention.columns, {column});
    }
  }
  for (const std::string& word : words_with_level(mention.columns, mention.values.front())) {
    if (dataset_.files_named(word) > 0) {
      add_all(mention.other_columns, {std::string(kPathColumn)});
      add_all(mention.other_values, {word});
    }
  }
  return mention;
}

Mention NameFinder::level_of(const std::vector<std::string>& columns,
                             std::string_view value) const {
  if (auto known = level_mention(columns, value)) {
    known->alias = std::string(value);
    return *known;
  }
  Mention mention;
  mention.kind = NameKind::kLevel;
  mention.alias = std::string(value);
  mention.columns = columns;
  mention.values = {std::string(value)};
  mention.unknown = true;
  return mention;
}

// The value behind a factor's name, which begins at `begin` and ends at `at`.
std::optional<Mention> NameFinder::setting_of(std::string_view lower, std::size_t begin,
                                              const FoundName<std::vector<std::string>>& factor,
                                              std::size_t at) const {
  bool equal = false;
  bool apart = false;
  for (const std::string_view between : {" ", "=", ":", " ", "value ", "setting ", "level ", "of ",
                                         "is ", "at ", "to ", "was ", "set to ", "value "}) {
    if (lower.substr(at).starts_with(between)) {
      equal = equal || between == "=" || between == ":";
      apart = true;
      at += between.size();
    }
  }
  if (!apart || (factor.end == begin + 1 && !equal)) {
    return std::nullopt;
  }
  if (at < lower.size() && (lower[at] == '\'' || lower[at] == '"')) {
    ++at;
  }
  std::size_t end = at;
  while (end < lower.size() && !lower.substr(end).starts_with("->") &&
         (is_name_char(lower[end]) ||
          (lower[end] == '.' && end + 1 < lower.size() && is_word_char(lower[end + 1])))) {
    ++end;
  }
  end = std::max(end, level_end(lower, at));
  const std::string_view value = lower.substr(at, end - at);
  if (value.empty()) {
    return std::nullopt;
  }
  std::optional<Mention> mention = level_mention(*factor.what, value);
  const bool phrase = lower.substr(begin, factor.end - begin).find(' ') != std::string_view::npos;
  // "Coincides with loading the model: 3 of its 6 trials": a count.
  const bool counted = lower.substr(end).starts_with(" of ");
  if (!mention && (equal || (phrase && ends_thought(lower, end))) && is_number(value) && !counted) {
    mention = level_of(*factor.what, value);
  }
  if (mention) {
    mention->range = {begin, end};
    mention->alias = std::string(lower.substr(begin, end - begin));
  }
  return mention;
}

// "num_gpu=60", "a batch size of 8", "num_ctx 4096", "tp=2".
std::optional<Mention> NameFinder::setting_mention(std::string_view lower,
                                                   std::size_t begin) const {
  if (auto block = block_mention(lower, begin)) {
    return block;
  }
  const auto factor = index_.factor_at(lower, begin);
  return factor ? setting_of(lower, begin, *factor, factor->end) : std::nullopt;
}

// "tp2", "bs8": initials with the value glued to them.
std::optional<Mention> NameFinder::glued_setting(std::string_view lower, std::size_t begin) const {
  std::size_t letters = begin;
  while (letters < lower.size() && is_letter(lower[letters])) {
    ++letters;
  }
  const std::size_t end = digits_end(lower, letters);
  if (letters - begin == 1 && end > letters && (end == lower.size() || !is_name_char(lower[end]))) {
    return initial_setting(lower, begin, end);
  }
  if (letters - begin == 1 && letters < lower.size() && lower[letters] == '=') {  // "c=64"
    const std::size_t last = digits_end(lower, letters + 1);
    const bool ends =
        last == lower.size() || !is_name_char(lower[last]) || lower.substr(last).starts_with("->");
    return last > letters + 1 && ends ? initial_setting(lower, begin, last) : std::nullopt;
  }
  if (letters - begin < 2 || letters - begin > 4 || end == letters ||
      (end < lower.size() && is_name_char(lower[end]))) {
    return std::nullopt;
  }
  const auto factor = index_.factor_at(lower.substr(begin, letters - begin), 0);
  if (!factor) {
    return std::nullopt;
  }
  auto mention = level_mention(*factor->what, lower.substr(letters, end - letters));
  if (mention) {
    mention->range = {begin, end};
    mention->alias = std::string(lower.substr(begin, end - begin));
  }
  return mention;
}

// "20 layers", "128 concurrent requests", "eight clients": of factors that are called by what they
// count.
std::optional<Mention> NameFinder::reversed_setting(std::string_view lower,
                                                    std::size_t begin) const {
  std::size_t end = digits_end(lower, begin);
  std::string count(lower.substr(begin, end - begin));
  if (const auto word = number_word(lower, begin); !word.second.empty()) {
    end = word.first;
    count = word.second;
  }
  if (end == begin || end + 1 >= lower.size() || (lower[end] != ' ' && lower[end] != '-')) {
    return std::nullopt;
  }
  auto factor = index_.factor_at(lower, end + 1);
  std::size_t behind = factor ? factor->end : end;
  if (!factor && lower[end] == '-') {  // "the 16-thread runs"
    behind = std::min(lower.find_first_of(" ,;.)-", end + 1), lower.size());
    factor = index_.factor_at(std::string(lower.substr(end + 1, behind - end - 1)) + "s", 0);
  }
  // "With one stream", "the single-client run": of what else is counted in the plural.
  static constexpr std::array<std::string_view, 6> kOne = {"stream", "client", "user",
                                                           "thread", "worker", "request"};
  const bool worded = !is_digit(lower[begin]);
  if (!factor && worded && count == "1") {
    const std::size_t noun_end = std::min(lower.find_first_of(" ,;.)-", end + 1), lower.size());
    const std::string_view noun = lower.substr(end + 1, noun_end - end - 1);
    const bool in_flight = noun == "request" && lower[end] == '-';
    if (is_one_of(noun, kOne) && (noun != "request" || in_flight)) {
      behind = noun_end;
      factor = index_.factor_at(
          in_flight ? std::string("concurrent requests") : std::string(noun) + "s", 0);
    }
  }
  const bool one =
      count == "1" && factor &&
      (is_one_of(lower.substr(end + 1, behind - end - 1), kOne) ||
       index_.factor_at(std::string(lower.substr(end + 1, behind - end - 1)) + "s", 0));
  const bool hyphen = factor && lower[end] == '-' && behind < lower.size() &&
                      (lower[behind] == ' ' || lower[behind] == ',');
  const std::string_view noun = factor ? lower.substr(end + 1, behind - end - 1) : "";
  if (!factor || (lower[behind - 1] != 's' && !one && !hyphen && !noun.starts_with("concurr") &&
                  !noun.ends_with("in flight"))) {
    return std::nullopt;
  }
  auto mention = level_mention(*factor->what, count);
  static constexpr std::array<std::string_view, 3> kCountable = {"threads", "workers", "layers"};
  if (!mention && std::find(kCountable.begin(), kCountable.end(), noun) != kCountable.end()) {
    mention = level_of(*factor->what, count);
  }
  if (mention) {
    mention->range = {begin, behind};
    mention->alias = std::string(lower.substr(begin, behind - begin));
    mention->reversed = true;
  }
  return mention;
}

// "without causal masking", "with flash attention": a factor of two levels that mean yes and no.
std::optional<Mention> NameFinder::switch_mention(std::string_view lower, std::size_t begin) const {
  std::size_t at = begin;
  bool on = true;
  for (const auto& [word, value] : {std::pair("without ", false), std::pair("with ", true)}) {
    if (lower.substr(begin).starts_with(word)) {
      at = begin + std::string_view(word).size();
      on = value;
    }
  }
  const auto factor = at < lower.size() ? index_.factor_at(lower, at)
                                        : std::optional<FoundName<std::vector<std::string>>>();
  if (!factor || lower.substr(factor->end).starts_with('=')) {
    return std::nullopt;
  }
  std::size_t end = factor->end;
  if (on) {  // "flash attention on", "with flash attention off"
    for (const auto& [word, value] : {std::pair(" on", true), std::pair(" enabled", true),
                                      std::pair(" off", false), std::pair(" disabled", false)}) {
      const std::size_t behind = factor->end + std::string_view(word).size();
      if (lower.substr(factor->end).starts_with(word) &&
          (behind == lower.size() || lower[behind] == ',' || lower[behind] == ')' ||
           lower[behind] == '.' || lower.substr(behind).starts_with(" and ") || value != on ||
           std::string_view(word).size() > 4)) {
        on = value;
        end = behind;
      }
    }
    if (end == factor->end && at == begin) {
      return std::nullopt;
    }
  }
  for (const auto& [yes, no] : {std::pair("true", "false"), std::pair("1", "0"),
                                std::pair("on", "off"), std::pair("yes", "no")}) {
    if (level_mention(*factor->what, yes) && level_mention(*factor->what, no)) {
      auto mention = level_mention(*factor->what, on ? yes : no);
      mention->range = {at, end};
      mention->alias = std::string(lower.substr(begin, end - begin));
      return mention;
    }
  }
  return std::nullopt;
}

// "at 4096": a level of any factor that has it.
std::optional<Mention> NameFinder::bare_level(std::string_view lower, std::size_t begin) const {
  const std::string_view before = lower.substr(0, begin);
  const bool at = before.ends_with(" at ") || before == "at ";
  if (!at && !before.ends_with("(") && !before.ends_with(", ")) {
    return std::nullopt;
  }
  const std::size_t end = level_end(lower, begin);
  static constexpr std::array<std::string_view, 27> kEnds = {
      " to ",   " than ",    ",",       ";",      ")",       ". ",     " is ",
      " and ",  " was ",     " for ",   " with ", " on ",    " in ",   " v ",
      " vs ",   " against ", " has ",   " had ",  " lost ",  " gets ", " needs ",
      " over ", " as ",      " while ", ":",      " there ", " where "};
  const std::string_view behind = lower.substr(end);
  const bool stops = behind.empty() || behind == "." || starts_with_any(behind, kEnds);
  std::size_t unit_end = end + (end < lower.size() && lower[end] == ' ' ? 1 : 0);
  const std::size_t unit_begin = unit_end;
  while (unit_end < lower.size() && (is_letter(lower[unit_end]) || lower[unit_end] == '/')) {
    ++unit_end;
  }
  const auto unit = written_unit(std::string(lower.substr(unit_begin, unit_end - unit_begin)));
  const bool digit = end - begin < 2;  // of a load alone: "at 4"
  if (end == begin || (!unit && ((digit && !at) || !stops)) || (!at && unit != "req/s")) {
    return std::nullopt;
  }
  std::vector<std::string> columns;
  for (const auto& [column, levels] : dataset_.factors()) {
    const bool fits = unit ? dataset_.unit_of_factor(column) == *unit ||
                                 (unit == "req/s" && is_request_rate(column))
                           : !digit || is_load(column);
    if (fits && level_mention({column}, lower.substr(begin, end - begin))) {
      columns.push_back(column);
    }
  }
  if (columns.empty()) {
    return std::nullopt;
  }
  Mention mention = level_of(columns, lower.substr(begin, end - begin));
  mention.range = {begin, unit ? unit_end : end};
  return mention;
}

std::vector<std::string> NameFinder::factors_called(std::string_view lower) const {
  while (!lower.empty() && !is_word_char(lower.front())) {
    lower.remove_prefix(1);
  }
  if (const std::size_t bracket = lower.find(" ("); bracket != std::string_view::npos) {
    lower = lower.substr(0, bracket);
  }
  while (!lower.empty() && !is_word_char(lower.back())) {
    lower.remove_suffix(1);
  }
  if (lower.empty()) {
    return {};
  }
  const auto factor = index_.factor_at(lower, 0);
  if (factor && factor->end == lower.size()) {
    return *factor->what;
  }
  // "Rate" of "Request Rate (req/s)", where only one factor ends so.
  std::vector<std::string> ending;
  for (const auto& [column, levels] : dataset_.factors()) {
    const auto words = name_words(std::string_view{column}.substr(0, column.find(" (")));
    if (words.size() > 1 && words.back() == lower) {
      ending.push_back(column);
    }
  }
  return ending.size() == 1 ? ending : std::vector<std::string>();
}

std::vector<std::string> NameFinder::factor_in(std::string_view lower) const {
  for (const Range& word : words_of(lower)) {
    const auto factor = index_.factor_at(lower, word.begin);
    if (factor && factor->end > word.begin + 1) {
      return *factor->what;
    }
  }
  return {};
}

// Another level of the factor that was spoken of, as a number of its own.
std::optional<Mention> NameFinder::echo_at(std::string_view lower, std::size_t at,
                                           const Mention& said) const {
  auto [end, count] = number_word(lower, at);
  if (count.empty()) {
    end = digits_end(lower, at);
    const std::size_t fraction =
        lower.substr(end).starts_with('.') ? digits_end(lower, end + 1) : 0;
    end = fraction > end + 1 ? fraction : end;
    count = lower.substr(at, end - at);
  }
  if (count.empty() || !stands_alone(lower.substr(end))) {
    return std::nullopt;
  }
  auto mention = level_mention(said.columns, count);
  if (mention) {
    mention->range = {at, end};
    mention->alias = std::string(lower.substr(at, end - at));
  }
  return mention;
}

// "Eight threads give 35 tok/s against 31 with four", "16 layers give 22, and 33 give 37".
void NameFinder::add_echoes(std::string_view lower, std::vector<Mention>& mentions) const {
  static constexpr std::array<std::string_view, 12> kBefore = {
      "with ", "at ", "for ", "on ",     "to ",      "than ",
      "and ",  "v ",  "vs ",  "versus ", "against ", "between "};
  const auto is_numeric = [](const Mention& mention) {
    return mention.kind == NameKind::kLevel &&
           std::all_of(mention.values.begin(), mention.values.end(), is_number);
  };
  std::vector<Mention> echoes;
  for (auto said = std::find_if(mentions.begin(), mentions.end(), is_numeric);
       said != mentions.end();) {
    const auto next = std::find_if(said + 1, mentions.end(), is_numeric);
    const std::string_view until =
        next == mentions.end() ? lower : lower.substr(0, next->range.begin);
    const std::size_t end = std::min(until.find(". ", said->range.end), until.size());
    const auto overlaps = [&](std::size_t at) {
      return std::any_of(said, next,
                         [at](const Mention& mention) { return mention.range.holds(at); });
    };
    for (std::size_t at = said->range.end + 1; at < end; ++at) {
      const bool may_be = ends_with_any(lower.substr(0, at), kBefore);
      if (auto echo = may_be && !overlaps(at) ? echo_at(lower, at, *said) : std::nullopt) {
        at = echo->range.end;
        echoes.push_back(std::move(*echo));
      }
    }
    said = next;
  }
  mentions.insert(mentions.end(), echoes.begin(), echoes.end());
  sort_by_place(mentions);
}

}  // namespace chimera::verify
