#include "verify/level_spelling.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "verify/dataset.h"
#include "verify/wording.h"

namespace chimera::verify {

std::size_t level_end(std::string_view lower, std::size_t begin) {
  constexpr std::size_t kGroup = 3;
  std::size_t end = digits_end(lower, begin);
  while (end > begin && end - begin > 0 && end < lower.size() && lower[end] == ',' &&
         digits_end(lower, end + 1) == end + 1 + kGroup) {
    end += 1 + kGroup;
  }
  const bool thousands = end > begin && end < lower.size() && lower[end] == 'k' &&
                         (end + 1 == lower.size() || !is_name_char(lower[end + 1]));
  return thousands ? end + 1 : end;
}

std::vector<std::string> plain_levels(std::string_view spelled) {
  std::vector<std::string> plain = {std::string(spelled)};
  std::string digits(spelled);
  std::erase(digits, ',');
  const bool thousands = digits.ends_with('k');
  digits.resize(digits.size() - (thousands ? 1 : 0));
  unsigned number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number);
  constexpr unsigned kMost = 1'000'000;
  if (error != std::errc() || stop != end || number > kMost || digits == spelled) {
    return plain;
  }
  if (thousands) {
    plain.push_back(std::to_string(number * 1024));
    plain.push_back(std::to_string(number * 1000));
  } else {
    plain.push_back(digits);
  }
  return plain;
}

std::vector<std::string> words_with_level(const std::vector<std::string>& columns,
                                          std::string_view level) {
  std::vector<std::string> words;
  if (level.empty() || digits_end(level, 0) != level.size()) {
    return words;
  }
  for (const std::string& column : columns) {
    const auto named = name_words(column);
    if (!named.empty() && named.back().size() > 2) {
      words.push_back(named.back() + std::string(level));
    }
  }
  return words;
}

std::pair<std::size_t, std::string_view> number_word(std::string_view lower, std::size_t begin) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kWords = {
      {{"one", "1"},
       {"single", "1"},
       {"two", "2"},
       {"four", "4"},
       {"six", "6"},
       {"eight", "8"},
       {"ten", "10"},
       {"twelve", "12"},
       {"sixteen", "16"},
       {"twenty", "20"},
       {"thirty-two", "32"},
       {"sixty-four", "64"}}};
  for (const auto& [word, digits] : kWords) {
    const std::size_t end = begin + word.size();
    if (lower.substr(begin).starts_with(word) &&
        (end == lower.size() || !is_name_char(lower[end]) || lower[end] == '-')) {
      return {end, digits};
    }
  }
  return {begin, ""};
}

bool is_load(std::string_view column) {
  static constexpr std::array<std::string_view, 8> kLoads = {
      "concurrency", "concurrent", "clients", "users", "streams", "batch", "qps", "rps"};
  const auto words = name_words(column);
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return is_one_of(word, kLoads); });
}

bool stands_alone(std::string_view rest) {
  static constexpr std::array<std::string_view, 47> kBehind = {
      ",",           ";",          ". ",        ")",         ":",       " is ",      " was ",
      " and ",       " with ",     " shows ",   " gives ",   " give ",  " for ",     " in ",
      " to ",        " reaches ",  " reach ",   " gets ",    " get ",   " yields ",  " takes ",
      " it ",        " manages ",  " doubles ", " costs ",   " adds ",  " buys ",    " brings ",
      " raises ",    " makes ",    " (",        " the ",     " differ", " changes ", " v ",
      " vs ",        " slows ",    " lowers ",  " reduces ", " cuts ",  " speeds ",  " lifts ",
      " increases ", " improves ", " loses ",   " frees ",   " saves "};
  return rest.empty() || rest == "." || starts_with_any(rest, kBehind);
}

}  // namespace chimera::verify
