// Factors by name in a text, and levels that were never tried.
#include <algorithm>

#include "query/select.h"
#include "verify/factor_words.h"
#include "verify/scope.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Whether another column of that last key has the level.
bool is_set_elsewhere(const Dataset& dataset, std::string_view last, std::string_view value) {
  return std::any_of(dataset.factors().begin(), dataset.factors().end(), [&](const auto& factor) {
    const std::string_view column = factor.first;
    return column.substr(column.rfind('.') + 1) == last &&
           std::any_of(factor.second.begin(), factor.second.end(), [&](const std::string& level) {
             return query::value_matches(level, value);
           });
  });
}

}  // namespace

bool sets_unknown_level(const Dataset& dataset, std::string_view lower) {
  for (const auto& [column, levels] : dataset.factors()) {
    const std::string_view last = std::string_view{column}.substr(column.rfind('.') + 1);
    for (std::size_t at = find_phrase(lower, last); at != std::string_view::npos;
         at = find_phrase(lower, last, at + 1)) {
      std::size_t begin = at + last.size();
      // "num_ctx=512", "raising num_ctx to 512"
      static constexpr std::array<std::string_view, 2> kSet = {"=", " to "};
      const auto* const set = std::ranges::find_if(
          kSet, [&](std::string_view sign) { return lower.substr(begin).starts_with(sign); });
      if (set == kSet.end()) {
        continue;
      }
      // "In duo mode to 61": a factor of words is set to no number.
      if (*set == " to " &&
          std::ranges::none_of(levels, [](const std::string& level) { return is_number(level); })) {
        continue;
      }
      begin += set->size();
      std::size_t end = begin;
      while (end < lower.size() &&
             (is_word_char(lower[end]) ||
              (lower[end] == '.' && end + 1 < lower.size() && is_word_char(lower[end + 1])))) {
        ++end;
      }
      const std::string_view value = lower.substr(begin, end - begin);
      const bool known = std::any_of(levels.begin(), levels.end(), [&](const std::string& level) {
        return query::value_matches(level, value);
      });
      if (is_number(value) && !known && !is_set_elsewhere(dataset, last, value)) {
        return true;
      }
    }
  }
  return false;
}

std::string factor_named(const Dataset& dataset, std::string_view lower) {
  std::string found;
  std::size_t latest = 0;
  const auto consider = [&](std::string_view word, const std::string& column) {
    for (std::size_t at = find_phrase(lower, word); at != std::string_view::npos;
         at = find_phrase(lower, word, at + 1)) {
      if (found.empty() || at + word.size() > latest) {
        found = column;
        latest = at + word.size();
      }
    }
  };
  for (const auto& [column, levels] : dataset.factors()) {
    consider(std::string_view{column}.substr(column.rfind('.') + 1), column);
  }
  for (const auto& [column, levels] : dataset.factors()) {
    for_words_of(column, [&](std::string_view word, const std::string& of) {
      if (word != "gpu") {
        consider(word, of);
      }
    });
  }
  return found;
}

}  // namespace chimera::verify
