// Letters, words and phrases of plain text in lower case.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "verify/plain.h"

namespace chimera::verify {

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_word_char(char c) {
  return is_letter(c) || is_digit(c);
}

/// Of which file, column and model names are made.
constexpr bool is_name_char(char c) {
  return is_word_char(c) || c == '_' || c == '-';
}

inline bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

/// Whether it has nothing but digits, points and signs.
inline bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.-+") == std::string_view::npos;
}

inline bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

inline bool starts_with_any(std::string_view text, std::span<const std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [text](std::string_view each) { return text.starts_with(each); });
}

inline bool ends_with_any(std::string_view text, std::span<const std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [text](std::string_view each) { return text.ends_with(each); });
}

/// As starts_with_any, where the word ends there, too.
inline bool starts_with_word(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) {
    return text.starts_with(word) &&
           (text.size() == word.size() || !is_word_char(text[word.size()]));
  });
}

/// As ends_with_any, where the word begins there, too.
inline bool ends_with_word(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) {
    return text.ends_with(word) &&
           (text.size() == word.size() || !is_word_char(text[text.size() - word.size() - 1]));
  });
}

/// Where the digits end that begin at `at`; `at` itself for none.
inline std::size_t digits_end(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
    ++at;
  }
  return at;
}

/// "recall at 20" for "recall@20".
std::string with_signs_spelled(std::string_view text);

/// Without any of the characters at both ends.
inline std::string trimmed(std::string_view text, std::string_view characters) {
  const std::size_t first = text.find_first_not_of(characters);
  return first == std::string_view::npos
             ? ""
             : std::string(text.substr(first, text.find_last_not_of(characters) + 1 - first));
}

/// "arc-c" of "arc_challenge": a name of words with all but the first shortened; "" for others.
std::string brief_name(std::string_view name);

/// Where the phrase stands as whole words from `from` on; npos for nowhere. A phrase that ends with
/// an asterisk stands for all words that begin so.
std::size_t find_phrase(std::string_view text, std::string_view phrase, std::size_t from = 0);

/// Of entries with a `word` the one that stands first in a text in lower case, and where; a null
/// pointer for none.
template <typename Entries>
auto find_first_word(std::string_view lower, const Entries& entries) {
  std::pair<decltype(entries.data()), std::size_t> found{nullptr, std::string_view::npos};
  for (const auto& entry : entries) {
    if (const std::size_t at = find_phrase(lower, entry.word); at < found.second) {
      found = {&entry, at};
    }
  }
  return found;
}

bool has_phrase(std::string_view text, std::string_view phrase);

bool has_any(std::string_view text, std::span<const std::string_view> phrases);

/// The text before the first of the signs, wherever it stands; all of it where there is none.
std::string_view up_to_any(std::string_view text, std::span<const std::string_view> signs);

/// "json_mean_ms", "csv_tokens" as the data spell it: without the kind of file before it.
std::string_view without_file_kind(std::string_view key);

/// The parts of a list: at each place the first of the signs that stands there parts two.
std::vector<std::string_view> split_at_any(std::string_view text,
                                           std::span<const std::string_view> signs);

/// The clause behind ", and " and the like, or a short label ("Gaps: no …"), that begin it.
std::string_view without_joint(std::string_view clause);

/// Whether a sentence tells to do something: its first word, behind a label, is a command.
bool is_imperative(std::string_view sentence);

/// What stands behind a label of a few words ("Time period: …"); all of it where none does.
std::string_view behind_short_label(std::string_view clause);

/// Whether a sentence says what would be, not what was.
bool is_hypothetical(std::string_view sentence);

/// Whether a verb says that something went from one value to another.
bool says_change(std::string_view clause);

/// Whether the text speaks of warm trials alone, cold starts left out.
bool is_warm(std::string_view text);

/// Which trials of a run, in their order.
enum class TrialPlace { kAny, kFirst, kNotFirst };

/// "The first prompt", "prompt 1", "without the first prompt": which trials of each run the words
/// speak of.
TrialPlace place_said(std::string_view lower);

/// Runs of letters and digits, as ranges.
std::vector<Range> words_of(std::string_view text);

/// Where the claim of a number that ends at `end` gives way to that of the next, which begins at
/// `begin`: before the comma or the conjunction that stands last between them, else before the
/// first preposition behind a noun, else right behind the first.
std::size_t boundary_between(std::string_view text, std::size_t end, std::size_t begin);

}  // namespace chimera::verify
