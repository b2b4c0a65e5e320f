#include "verify/words.h"

#include <algorithm>
#include <array>

namespace chimera::verify {
namespace {

// Behind these a full stop ends no sentence.
constexpr std::array<std::string_view, 12> kAbbreviations = {
    "vs", "e.g", "i.e", "approx", "no", "fig", "etc", "cf", "ca", "resp", "incl", "max"};

constexpr std::array<std::string_view, 22> kClauseWords = {
    " while ",       " whereas ",   " but ",           " although ",     ", suggesting ",
    ", indicating ", ", which ",    ", showing ",      ", supporting ",  ", confirming ",
    ", with ",       ", and ",      ", followed ",     " because ",      " due to ",
    ", making ",     ", aligning ", ", highlighting ", ", potentially ", ", likely ",
    ", so ",         " and the "};

bool ends_sentence(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c != '.' && c != '!' && c != '?') {
    return false;
  }
  if (at + 1 < text.size() && text[at + 1] != ' ' && text[at + 1] != '"' && text[at + 1] != ')') {
    return false;
  }
  std::size_t begin = at;
  while (begin > 0 && (is_word_char(text[begin - 1]) || text[begin - 1] == '.')) {
    --begin;
  }
  const std::string_view word = text.substr(begin, at - begin);
  return std::find(kAbbreviations.begin(), kAbbreviations.end(), word) == kAbbreviations.end();
}

// Where a clause ends that reaches `at`, and where the next one begins: the same place, or behind
// the sign that parts them.
bool parts_clauses(std::string_view text, std::size_t at) {
  if (text[at] == ';') {
    return true;
  }
  return std::any_of(kClauseWords.begin(), kClauseWords.end(),
                     [&](std::string_view words) { return text.substr(at).starts_with(words); });
}

}  // namespace

std::size_t find_phrase(std::string_view text, std::string_view phrase, std::size_t from) {
  const bool open = phrase.ends_with('*');
  const std::string_view plain = open ? phrase.substr(0, phrase.size() - 1) : phrase;
  for (std::size_t at = text.find(plain, from); at != std::string_view::npos;
       at = text.find(plain, at + 1)) {
    const std::size_t end = at + plain.size();
    const bool starts = at == 0 || !is_word_char(plain.front()) || !is_word_char(text[at - 1]);
    const bool ends =
        open || end == text.size() || !is_word_char(plain.back()) || !is_word_char(text[end]);
    if (starts && ends) {
      return at;
    }
  }
  return std::string_view::npos;
}

bool has_phrase(std::string_view text, std::string_view phrase) {
  return find_phrase(text, phrase) != std::string_view::npos;
}

bool has_any(std::string_view text, std::span<const std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](std::string_view phrase) { return has_phrase(text, phrase); });
}

std::vector<Range> words_of(std::string_view text) {
  std::vector<Range> words;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_word_char(text[at])) {
      const std::size_t begin = at;
      while (at < text.size() && is_word_char(text[at])) {
        ++at;
      }
      words.push_back({begin, at});
    }
  }
  return words;
}

std::vector<Range> sentences_of(std::string_view text) {
  std::vector<Range> sentences;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (ends_sentence(text, at)) {
      sentences.push_back({begin, at + 1});
      begin = at + 1;
    }
  }
  if (begin < text.size()) {
    sentences.push_back({begin, text.size()});
  }
  return sentences;
}

std::vector<Range> clauses_of(std::string_view text, Range sentence) {
  std::vector<Range> clauses;
  std::size_t begin = sentence.begin;
  for (std::size_t at = sentence.begin; at < sentence.end; ++at) {
    if (at > begin && parts_clauses(text, at)) {
      clauses.push_back({begin, at});
      begin = at + 1;
    }
  }
  clauses.push_back({begin, sentence.end});
  return clauses;
}

}  // namespace chimera::verify
