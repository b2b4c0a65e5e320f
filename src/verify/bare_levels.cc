// Numbers that are levels because a label or a sentence names their factor: "Layers. 60 is the
// worst setting", "For the context window, 2048 is the best on average".
#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "verify/clauses.h"
#include "verify/level_spelling.h"
#include "verify/scope.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 2> kLabelEnds = {".", ":"};

// Where the label of a paragraph ends ("*Layers.* …", "Context: …"); 0 for none.
std::size_t label_end(std::string_view lower) {
  constexpr std::size_t kLabelWords = 3;
  const std::string_view label = up_to_any(lower, kLabelEnds);
  const std::size_t words = words_of(label).size();
  return label.size() < lower.size() && words > 0 && words <= kLabelWords ? label.size() : 0;
}

// "60 is the worst", "2048, is best": a number that begins a clause and is said to be the best or
// the worst.
bool is_ranked(std::string_view lower, Range number) {
  static constexpr std::array<std::string_view, 6> kBefore = {". ", "; ",    ", ",
                                                              ": ", " and ", " but "};
  static constexpr std::array<std::string_view, 5> kVerbs = {" is ", " was ", " remains ",
                                                             " comes out ", " turns out "};
  static constexpr std::array<std::string_view, 10> kRanks = {
      "best",     "worst",   "fastest", "slowest", "winner",
      "quickest", "optimal", "optimum", "ahead",   "top"};
  constexpr std::size_t kNear = 40;
  const std::string_view before = lower.substr(0, number.begin);
  std::string_view behind = lower.substr(number.end);
  behind.remove_prefix(behind.starts_with(", ") ? 1 : 0);
  const bool begins = before.empty() || ends_with_any(before, kBefore);
  const std::string_view verb = behind.substr(0, behind.find_first_of(".;:,"));
  return begins && starts_with_any(behind, kVerbs) && has_any(verb.substr(0, kNear), kRanks);
}

// "Temperature: the 0.2 rows are slower": the level of what the label names.
std::optional<Mention> level_of_rows(const NameFinder& names, std::string_view lower,
                                     std::size_t at, const std::vector<std::string>& labelled) {
  static constexpr std::array<std::string_view, 2> kThe = {" the ", " its "};
  static constexpr std::array<std::string_view, 3> kRows = {" rows", " runs", " trials"};
  std::size_t end = digits_end(lower, at);
  if (lower.substr(end).starts_with('.') && digits_end(lower, end + 1) > end + 1) {
    end = digits_end(lower, end + 1);
  }
  if (labelled.empty() || !ends_with_any(lower.substr(0, at), kThe) ||
      !starts_with_word(lower.substr(end), kRows)) {
    return std::nullopt;
  }
  Mention level = names.level_of(labelled, lower.substr(at, end - at));
  level.range = {at, end};
  return level.unknown ? std::nullopt : std::optional(std::move(level));
}

// Whether all are one factor, which several tables have: "num_ctx", "options.num_ctx".
bool is_one_factor(const std::vector<std::string>& columns) {
  const auto last = [](std::string_view column) { return column.substr(column.rfind('.') + 1); };
  return std::ranges::all_of(
      columns, [&](const std::string& column) { return last(column) == last(columns.front()); });
}

}  // namespace

// The factors that have both levels.
std::vector<std::string> NameFinder::columns_with(std::string_view a, std::string_view b) const {
  std::vector<std::string> columns;
  for (const auto& [column, levels] : dataset_.factors()) {
    if (level_mention({column}, a) && level_mention({column}, b)) {
      columns.push_back(column);
    }
  }
  return columns;
}

// "Going from 64 to 128 doubles it": both are levels of one factor alone.
void NameFinder::add_pairs(std::string_view lower, std::vector<Mention>& mentions) const {
  const auto next = [lower](std::size_t from) {
    return std::min(lower.find("from ", from), lower.find('(', from));
  };
  for (std::size_t at = next(0); at != std::string_view::npos; at = next(at + 1)) {
    const bool bracket = lower[at] == '(';  // "the last step (16 to 64)"
    const std::size_t first = at + (bracket ? 1 : 5);
    std::size_t end = digits_end(lower, first);
    std::string_view a = lower.substr(first, end - first);
    if (const auto word = number_word(lower, first); !word.second.empty()) {
      std::tie(end, a) = word;  // "from one to 32 streams"
    }
    const std::size_t second = end + 4;
    if (end == first || !lower.substr(end).starts_with(" to ")) {
      continue;
    }
    const auto second_word = number_word(lower, second);  // "from one to eight streams"
    const std::size_t last =
        second_word.second.empty() ? digits_end(lower, second) : second_word.first;
    const auto other = std::ranges::find_if(mentions, [&](const Mention& mention) {
      return mention.range.begin < last && first < mention.range.end;
    });
    if (!is_digit(lower[first]) && other != mentions.end() && other->range.begin == second) {
      if (auto mention = level_mention(other->columns, a)) {
        mention->range = {first, end};
        mention->alias = std::string(lower.substr(first, end - first));
        mentions.push_back(*std::move(mention));
      }
      continue;
    }
    const bool named = other != mentions.end();
    // "Raising num_gpu from 40 to 999": of the factor that is named before it, if any.
    constexpr std::size_t kNear = 30;
    const std::vector<std::string> called =
        factor_in(lower.substr(at - std::min(kNear, at), std::min(kNear, at)));
    const bool alone = stands_alone(lower.substr(last)) ||
                       (!called.empty() && lower.substr(last).starts_with(' '));
    if (last == second || named || !alone || (bracket && !lower.substr(last).starts_with(")"))) {
      continue;
    }
    const std::string_view b =
        second_word.second.empty() ? lower.substr(second, last - second) : second_word.second;
    std::vector<std::string> columns = columns_with(a, b);
    std::erase_if(columns, [&](const std::string& column) {
      return !called.empty() && std::ranges::find(called, column) == called.end();
    });
    if (columns.empty() || (called.empty() && !is_one_factor(columns))) {
      continue;
    }
    for (const auto& [value, range] :
         {std::pair(a, Range{first, end}), std::pair(b, Range{second, last})}) {
      Mention mention = level_of(columns, value);
      mention.range = range;
      mentions.push_back(std::move(mention));
    }
  }
  std::ranges::stable_sort(mentions, {}, [](const Mention& each) { return each.range.begin; });
}

void NameFinder::add_bare_levels(std::string_view lower, std::vector<Mention>& mentions) const {
  static constexpr std::array<std::string_view, 5> kAt = {" at ", " with ", " than ", " and ",
                                                          " for "};
  const std::size_t label = label_end(lower);
  const auto labelled = factors_called(trimmed(lower.substr(0, label), " *_"));
  std::vector<Mention> found;
  for (const Range& sentence : sentences_of(lower)) {
    const std::string_view said = lower.substr(sentence.begin, sentence.end - sentence.begin);
    Mention factor;
    factor.columns = labelled.empty() ? factor_in(said) : labelled;
    for (std::size_t at = sentence.begin; !factor.columns.empty() && at < sentence.end; ++at) {
      const bool starts = is_digit(lower[at]) && (at == 0 || lower[at - 1] == ' ');
      const bool known = std::ranges::any_of(
          mentions, [at](const Mention& mention) { return mention.range.holds(at); });
      auto rows = starts && !known ? level_of_rows(*this, lower, at, labelled) : std::nullopt;
      if (rows) {
        at = rows->range.end;
        found.push_back(std::move(*rows));
        continue;
      }
      auto level = starts && !known ? echo_at(lower, at, factor) : std::nullopt;
      if (!level) {
        continue;
      }
      const bool at_it = !labelled.empty() && ends_with_any(lower.substr(0, at), kAt);
      at = level->range.end;
      if (at_it || is_ranked(lower, level->range)) {
        found.push_back(std::move(*level));
      }
    }
  }
  mentions.insert(mentions.end(), found.begin(), found.end());
  std::ranges::stable_sort(mentions, {}, [](const Mention& each) { return each.range.begin; });
}

}  // namespace chimera::verify
