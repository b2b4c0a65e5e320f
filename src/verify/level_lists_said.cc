#include "verify/level_lists_said.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "query/select.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

struct NumberList {
  std::vector<std::string_view> numbers;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The numbers from `begin` on that commas and "and" join.
NumberList list_at(std::string_view text, std::size_t begin) {
  static constexpr std::array<std::string_view, 5> kJoints = {", and ", " and ", ", ", " to ", "/"};
  NumberList list{{}, begin, begin};
  for (std::size_t at = begin; at < text.size();) {
    const std::size_t end = digits_end(text, at);
    const bool ends = end == text.size() || (!is_name_char(text[end]) && text[end] != '%');
    const bool fraction =
        end + 1 < text.size() && text[end] == '.' && has_digit(text.substr(end + 1, 1));
    if (end == at || !ends || fraction) {
      break;
    }
    list.numbers.push_back(text.substr(at, end - at));
    list.end = end;
    const auto* const joint =
        std::find_if(kJoints.begin(), kJoints.end(),
                     [&](std::string_view sign) { return text.substr(end).starts_with(sign); });
    if (joint == kJoints.end() || *joint == " to ") {
      break;
    }
    at = end + joint->size();
  }
  return list;
}

// The factor whose name stands right before the list or right behind it.
std::vector<std::string> factor_beside(const NameFinder& names, std::string_view clause,
                                       const NumberList& list) {
  const std::string_view behind = clause.substr(std::min(list.end + 1, clause.size()));
  const std::string_view noun = behind.substr(0, behind.find_first_of(" ,.;:)"));
  if (auto columns = names.factors_called(noun); !noun.empty() && !columns.empty()) {
    return columns;
  }
  const auto words = words_of(clause.substr(0, list.begin));
  for (std::size_t count = 1; count <= std::min<std::size_t>(words.size(), 3); ++count) {
    const Range first = words[words.size() - count];
    const std::string_view name = clause.substr(first.begin, words.back().end - first.begin);
    const bool beside = list.begin - words.back().end <= 2;
    if (auto columns = names.factors_called(name); beside && !columns.empty()) {
      return columns;
    }
  }
  return {};
}

bool is_level(const Dataset& dataset, const std::vector<std::string>& columns,
              std::string_view number) {
  return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
    const auto factor = dataset.factors().find(column);
    return factor != dataset.factors().end() &&
           std::any_of(factor->second.begin(), factor->second.end(),
                       [&](const auto& level) { return query::value_matches(level, number); });
  });
}

}  // namespace

std::optional<Judgement> judge_level_list(const Dataset& dataset, const NameFinder& names,
                                          std::string_view clause) {
  constexpr std::size_t kFewest = 3;
  for (std::size_t at = 0; at < clause.size(); ++at) {
    const bool starts = clause[at] >= '0' && clause[at] <= '9' &&
                        (at == 0 || clause[at - 1] == ' ' || clause[at - 1] == '(');
    const NumberList list = starts ? list_at(clause, at) : NumberList{};
    if (list.numbers.size() < kFewest) {
      continue;
    }
    const auto columns = factor_beside(names, clause, list);
    if (columns.empty()) {
      return std::nullopt;
    }
    for (const std::string_view number : list.numbers) {
      if (!is_level(dataset, columns, number)) {
        return contradicted(ClaimType::kConfig, VerdictReason::kNoSuchThing,
                            columns.front() + " was never " + std::string(number));
      }
    }
    return supported(ClaimType::kConfig, "levels of " + columns.front());
  }
  return std::nullopt;
}

}  // namespace chimera::verify
