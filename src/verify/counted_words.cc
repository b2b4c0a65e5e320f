#include "verify/counted_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "verify/document.h"
#include "verify/wording.h"

namespace chimera::verify {

std::string_view type_counted(std::string_view behind) {
  for (const std::string_view lead : {"of them ", "of these ", "of which ", "are "}) {
    behind.remove_prefix(behind.starts_with(lead) ? lead.size() : 0);
  }
  const std::string_view word = behind.substr(0, behind.find_first_of(" ,.;)"));
  static constexpr std::array<std::string_view, 5> kTypes = {"csv", "csvs", "json", "jsons",
                                                             "markdown"};
  return is_one_of(word, kTypes) ? word : std::string_view();
}

std::string files_of_them(std::string_view ahead, std::string_view behind) {
  static constexpr std::array<std::string_view, 2> kThem = {"of them in ", "of these in "};
  if (!starts_with_any(behind, kThem)) {
    return "";
  }
  std::vector<std::string> types;
  for (const std::string_view type : {"csv", "json", "markdown"}) {
    if (has_phrase(ahead, type)) {
      types.emplace_back(type);
    }
  }
  static constexpr std::array<std::string_view, 3> kFiles = {"file*", "export*", "artifact*"};
  if (types.size() > 1 || (types.empty() && !has_any(ahead, kFiles))) {
    return "";
  }
  return types.empty() ? "files" : "files " + types.front();
}

bool counts_files(std::string_view behind) {
  static constexpr std::array<std::string_view, 10> kOthers = {
      "of", "in", "after", "with", "from", "for", "across", "per", "by", "used"};
  constexpr std::size_t kWordsBefore = 5;
  std::size_t before = 0;
  for (const Range& range : words_of(behind)) {
    const std::string_view word = behind.substr(range.begin, range.end - range.begin);
    const bool parted = range.begin > behind.find_first_of(",;:(");
    if (before == kWordsBefore || parted || is_one_of(word, kOthers)) {
      return false;
    }
    if (word == "files" || word == "file") {
      return true;
    }
    ++before;
  }
  return false;
}

bool counts_in_words(std::string_view before) {
  static constexpr std::array<std::string_view, 13> kWords = {
      "one",   "two",  "three", "four",   "five",   "six",   "seven",
      "eight", "nine", "ten",   "eleven", "twelve", "twenty"};
  const auto words = words_of(before);
  return !words.empty() && words.back().end == before.size() &&
         std::find(kWords.begin(), kWords.end(), before.substr(words.back().begin)) != kWords.end();
}

bool is_whole(std::string_view ahead) {
  for (const std::string_view of_which : {"the ", "its ", "their ", "our ", "all "}) {
    ahead.remove_suffix(ahead.ends_with(std::string(" of ").append(of_which)) ? of_which.size()
                                                                              : 0);
  }
  if (!ahead.ends_with(" of ") || ahead.size() < 5) {
    return false;
  }
  const char last = ahead[ahead.size() - 5];
  if (counts_in_words(ahead.substr(0, ahead.size() - 4))) {
    return true;
  }
  return (last >= '0' && last <= '9') || last == ')' || last == '%';
}

bool may_be_trials(std::string_view behind) {
  return has_phrase(behind, "tests") || has_phrase(behind, "benchmarks") ||
         has_phrase(behind, "cases") || has_phrase(behind, "experiments");
}

bool counts_repeats(std::string_view before, std::string_view level) {
  static constexpr std::array<std::string_view, 4> kRepeats = {" runs", " iterations",
                                                               " repetitions", " repeats"};
  return before.ends_with(" over ") && ends_with_any(level, kRepeats);
}

}  // namespace chimera::verify
