#include "verify/prompt_names.h"

#include <algorithm>
#include <array>
#include <string>

#include "verify/mention_order.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// A level that is a sentence, of a column that is called so.
struct PromptText {
  std::string column;
  std::string level;
};

std::vector<PromptText> prompt_texts(const Dataset& dataset) {
  constexpr std::size_t kWordsMin = 4;
  std::vector<PromptText> texts;
  for (const auto& [column, levels] : dataset.factors()) {
    if (column.find("prompt") == std::string::npos &&
        column.find("question") == std::string::npos) {
      continue;
    }
    for (const std::string& level : levels) {
      if (words_of(level).size() >= kWordsMin) {
        texts.push_back({column, level});
      }
    }
  }
  return texts;
}

// "Finish" of "finishing": the beginning of a longer word.
bool has_word(std::string_view text, std::string_view word) {
  constexpr std::size_t kLong = 6;
  return has_phrase(text, word.size() >= kLong ? std::string(word.substr(0, kLong)).append("*")
                                               : std::string(word));
}

// The words before "prompt" that may be of its text, from the nearest back.
std::vector<Range> words_before(std::string_view lower, std::size_t noun) {
  static constexpr std::array<std::string_view, 16> kStops = {
      "the",  "a",    "each",    "every", "first",  "last", "per",   "of",
      "same", "this", "longest", "all",   "system", "long", "short", "one"};
  constexpr std::size_t kMost = 3;
  std::vector<Range> words;
  const auto all = words_of(lower.substr(0, noun));
  for (auto word = all.rbegin(); word != all.rend() && words.size() < kMost; ++word) {
    const std::string_view spelled = lower.substr(word->begin, word->end - word->begin);
    const std::size_t next = words.empty() ? noun : words.back().begin;
    const std::string_view between = lower.substr(word->end, next - word->end);
    if (is_one_of(spelled, kStops) || spelled.size() < 4 || has_digit(spelled) ||
        (between != " " && between != "-")) {
      break;
    }
    words.push_back(*word);
  }
  return words;
}

// The one column's texts that have all the words; empty where two texts of a column have.
std::vector<PromptText> texts_with(const std::vector<PromptText>& texts, std::string_view lower,
                                   const std::vector<Range>& words) {
  std::vector<PromptText> met;
  for (const PromptText& text : texts) {
    const std::string level = lowered(text.level);
    const bool all = std::ranges::all_of(words, [&](const Range& word) {
      return has_word(level, lower.substr(word.begin, word.end - word.begin));
    });
    const bool second = all && std::ranges::any_of(met, [&](const PromptText& each) {
                          return each.column == text.column;
                        });
    if (second) {
      return {};
    }
    if (all) {
      met.push_back(text);
    }
  }
  return met;
}

}  // namespace

void add_prompt_names(const Dataset& dataset, std::string_view lower,
                      std::vector<Mention>& mentions) {
  constexpr std::string_view kNoun = "prompt";
  std::size_t at = find_phrase(lower, kNoun);
  const std::vector<PromptText> texts =
      at == std::string_view::npos ? std::vector<PromptText>() : prompt_texts(dataset);
  for (; !texts.empty() && at != std::string_view::npos; at = find_phrase(lower, kNoun, at + 1)) {
    std::vector<Range> words = words_before(lower, at);
    auto met = words.empty() ? std::vector<PromptText>() : texts_with(texts, lower, words);
    while (met.empty() && words.size() > 1) {
      words.pop_back();
      met = texts_with(texts, lower, words);
    }
    if (met.empty()) {
      continue;
    }
    Mention mention;
    mention.kind = NameKind::kLevel;
    mention.range = {words.back().begin, at + kNoun.size()};
    mention.alias =
        std::string(lower.substr(mention.range.begin, at - mention.range.begin)) + "prompt";
    for (const PromptText& text : met) {
      mention.columns.push_back(text.column);
      mention.values.push_back(text.level);
    }
    mention.exact = true;
    if (is_unnamed(mentions, mention.range)) {
      insert_in_order(mentions, std::move(mention));
    }
  }
}

}  // namespace chimera::verify
