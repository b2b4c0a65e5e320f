#include "verify/log_phrases.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

// What stands behind "log records" or "aborted with", up to the next thought; "" for nothing.
std::string_view phrase_said(std::string_view clause) {
  static constexpr std::array<std::string_view, 16> kTells = {
      "log records ",   "log shows ",     "log contains ",  "log reports ",
      "log has ",       "log holds ",     "log ends with ", "log notes ",
      "logs record ",   "logs show ",     "logs contain ",  "logs report ",
      " aborted with ", " crashed with ", " died with ",    " exited with "};
  static constexpr std::array<std::string_view, 9> kEnds = {
      ",", ";", "(", ". ", " at ", " for ", " during ", " after ", " when "};
  for (const std::string_view tells : kTells) {
    if (const std::size_t at = clause.find(tells); at != std::string_view::npos) {
      return up_to_any(clause.substr(at + tells.size()), kEnds);
    }
  }
  return {};
}

// The words that tell what it was; fewer than two could be anything.
std::vector<std::string> telling_words(std::string_view phrase) {
  static constexpr std::array<std::string_view, 12> kLittle = {
      "a",  "an",        "the", "error", "errors", "message",
      "of", "exception", "one", "its",   "and",    "with"};
  std::vector<std::string> words;
  for (const Range& range : words_of(phrase)) {
    const std::string_view word = phrase.substr(range.begin, range.end - range.begin);
    if (!is_one_of(word, kLittle) && !is_number(word)) {
      words.emplace_back(word);
    }
  }
  return words.size() < 2 ? std::vector<std::string>() : words;
}

// The number, from 1, of the first line with all of the words; 0 for none.
std::size_t line_with(std::string_view text, const std::vector<std::string>& words) {
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string line = lowered(text.substr(0, end));
    if (std::ranges::all_of(
            words, [&](const std::string& word) { return line.find(word) != std::string::npos; })) {
      return number;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return 0;
}

}  // namespace

std::optional<Judgement> judge_log_phrase(const Dataset& dataset, std::string_view clause) {
  const std::vector<std::string> words = telling_words(phrase_said(clause));
  if (words.empty() || is_hypothetical(clause)) {
    return std::nullopt;
  }
  for (const FileEntry& file : dataset.files()) {
    if (file.artifact->type != ArtifactType::kLog) {
      continue;
    }
    if (const std::size_t line = line_with(dataset.text_of(file.artifact->path), words); line > 0) {
      return supported(ClaimType::kExistence, "line " + std::to_string(line) + " of '" +
                                                  file.artifact->path + "' says so");
    }
  }
  return std::nullopt;
}

}  // namespace chimera::verify
