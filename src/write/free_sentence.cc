#include "write/free_sentence.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "data/definition.h"
#include "write/outline.h"
#include "write/spelled_numbers.h"

namespace chimera::write {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kBlank = " \t\r\n";

// What explains, advises or guesses: no query confirms it.
constexpr std::array kExplaining{
    "because"sv,     "since"sv,      "due"sv,        "owing"sv,      "thanks"sv,
    "therefore"sv,   "thus"sv,       "hence"sv,      "why"sv,        "cause"sv,
    "causes"sv,      "caused"sv,     "causing"sv,    "reason"sv,     "reasons"sv,
    "explain"sv,     "explains"sv,   "explained"sv,  "explaining"sv, "suggest"sv,
    "suggests"sv,    "suggesting"sv, "imply"sv,      "implies"sv,    "implying"sv,
    "likely"sv,      "unlikely"sv,   "probably"sv,   "presumably"sv, "possibly"sv,
    "perhaps"sv,     "maybe"sv,      "apparently"sv, "might"sv,      "may"sv,
    "could"sv,       "would"sv,      "should"sv,     "must"sv,       "recommend"sv,
    "recommended"sv, "recommends"sv, "always"sv,     "never"sv,      "proves"sv,
    "proof"sv,       "proven"sv,     "guarantees"sv, "thereby"sv,    "consequently"sv};

// What only something that has a name does.
constexpr std::array kDeeds{
    "has"sv,      "have"sv,     "had"sv,   "is"sv,          "are"sv,     "was"sv,     "were"sv,
    "leads"sv,    "led"sv,      "beats"sv, "beat"sv,        "wins"sv,    "won"sv,     "follows"sv,
    "trails"sv,   "lags"sv,     "comes"sv, "came"sv,        "reaches"sv, "reached"sv, "achieves"sv,
    "shows"sv,    "showed"sv,   "takes"sv, "took"sv,        "gets"sv,    "got"sv,     "needs"sv,
    "delivers"sv, "performs"sv, "ranks"sv, "outperforms"sv, "runs"sv,    "ran"sv,     "trades"sv};

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kPlainSigns{
    {{"\u2019", "'"},
     {"\u2018", "'"},
     {"\u2013", "-"},
     {"\u2014", "-"},
     {"\u00a0", " "},
     {"\u202f", " "},
     {"\u2011", "-"}}};

// Words of the metrics' names that also mean something else.
constexpr std::array kNotOnlyMetrics{
    "a"sv,      "the"sv,     "of"sv,     "to"sv,        "on"sv,     "with"sv,
    "after"sv,  "per"sv,     "share"sv,  "end"sv,       "use"sv,    "run"sv,
    "draw"sv,   "total"sv,   "output"sv, "generated"sv, "server"sv, "failed"sv,
    "trials"sv, "request"sv, "system"sv, "evaluated"sv};

// Conditions without which a value would be another one.
constexpr std::array kConditions{"cold"sv, "failed"sv, "only"sv};

// And some that no definition has.
constexpr std::array kMoreMetrics{"ttft"sv,   "tpot"sv, "itl"sv,   "latencies"sv, "duration"sv,
                                  "energy"sv, "wait"sv, "delay"sv, "cost"sv};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

std::string lower(std::string_view word) {
  std::string text(word);
  for (char& c : text) {
    c = is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

std::string with_plain_signs(std::string_view reply) {
  std::string text(reply);
  for (const auto& [sign, plain] : kPlainSigns) {
    for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign, at)) {
      text.replace(at, sign.size(), plain);
    }
  }
  return text;
}

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(kBlank);
  if (from == std::string_view::npos) {
    return {};
  }
  return text.substr(from, text.find_last_not_of(kBlank) - from + 1);
}

std::string_view without_fence(std::string_view text) {
  constexpr std::string_view kFence = "```";
  if (!text.starts_with(kFence)) {
    return text;
  }
  const auto line_end = text.find('\n');
  text.remove_prefix(line_end == std::string_view::npos ? text.size() : line_end);
  text = trimmed(text);
  if (text.ends_with(kFence)) {
    text.remove_suffix(kFence.size());
  }
  return trimmed(text);
}

// "- ", "* ", "1. ", "2) ".
std::string_view without_list_sign(std::string_view text) {
  std::size_t at = text.find_first_not_of("0123456789");
  at = at == std::string_view::npos ? text.size() : at;
  const bool numbered = at > 0 && at < text.size() && (text[at] == '.' || text[at] == ')');
  const bool dashed = at == 0 && (text.starts_with('-') || text.starts_with('*'));
  if ((numbered || dashed) && at + 1 < text.size() && text[at + 1] == ' ') {
    text.remove_prefix(at + 1);
  }
  return trimmed(text);
}

std::string_view without_quotes(std::string_view text) {
  for (const auto& [open, close] : {std::pair("\""sv, "\""sv), std::pair("\u201c"sv, "\u201d"sv)}) {
    if (text.size() > open.size() + close.size() && text.starts_with(open) &&
        text.ends_with(close)) {
      return trimmed(text.substr(open.size(), text.size() - open.size() - close.size()));
    }
  }
  return text;
}

// Of letters only.
std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> all;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t from = i;
    while (i < text.size() && is_letter(text[i])) {
      ++i;
    }
    if (i > from) {
      all.push_back(text.substr(from, i - from));
    }
  }
  return all;
}

// In lower case.
bool names_metric(std::string_view word) {
  const auto is_word = [word](std::string_view known) { return known == word; };
  if (std::any_of(kNotOnlyMetrics.begin(), kNotOnlyMetrics.end(), is_word)) {
    return false;
  }
  const std::span<const Definition> all = definitions();
  return std::any_of(kMoreMetrics.begin(), kMoreMetrics.end(), is_word) ||
         std::any_of(all.begin(), all.end(), [&](const Definition& definition) {
           const std::vector<std::string_view> parts = words_in(definition.phrase);
           return std::any_of(parts.begin(), parts.end(), is_word);
         });
}

// A sentence cut at its tags: words, a tag, words, …
struct Part {
  std::string_view words;
  std::optional<std::size_t> tag;  ///< after the words
};

using Parts = tl::expected<std::vector<Part>, Refusal>;

Parts parts_of(std::string_view sentence, std::size_t tags) {
  std::vector<Part> parts;
  while (true) {
    const auto open = sentence.find('[');
    if (open == std::string_view::npos) {
      parts.push_back({sentence, std::nullopt});
      return parts;
    }
    if (open + 2 >= sentence.size() || sentence[open + 2] != ']' || !is_upper(sentence[open + 1])) {
      return tl::unexpected(Refusal::kUnknownTag);
    }
    const auto tag = static_cast<std::size_t>(sentence[open + 1] - 'A');
    if (tag >= tags) {
      return tl::unexpected(Refusal::kUnknownTag);
    }
    parts.push_back({sentence.substr(0, open), tag});
    sentence.remove_prefix(open + 3);
  }
}

class Examined {
 public:
  Examined(const std::vector<Part>& parts, const Tagged& statement)
      : parts_(parts), statement_(statement) {
    // What stands between the statement's tags, too: its words are true ones.
    for (const std::string_view word : words_in(statement.text)) {
      known_.insert(std::string(word));
      known_lower_.insert(lower(word));
    }
  }

  [[nodiscard]] std::optional<Refusal> refusal() const {
    for (const auto& check : {&Examined::signs, &Examined::word_by_word, &Examined::conditions,
                              &Examined::tag_places, &Examined::places, &Examined::tag_uses}) {
      if (const std::optional<Refusal> found = (this->*check)(); found) {
        return found;
      }
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::optional<Refusal> signs() const {
    for (const Part& part : parts_) {
      for (const char c : part.words) {
        if (c >= '0' && c <= '9') {
          return Refusal::kNumber;
        }
        if (c == '.' || c == '!' || c == '?' || c == '\n') {
          return Refusal::kSeveral;  // the last full stop was taken off
        }
        if (!is_letter(c) && " ,;:()'-"sv.find(c) == std::string_view::npos) {
          return Refusal::kSigns;
        }
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Refusal> word_by_word() const {
    bool first = parts_.front().words.find_first_not_of(' ') != std::string_view::npos;
    for (const Part& part : parts_) {
      for (const std::string_view word : words_in(part.words)) {
        if (const auto found = refusal_of(word, std::exchange(first, false)); found) {
          return found;
        }
      }
    }
    return std::nullopt;
  }

  // Of a model and a file that change places, a fair reader might still make sense, and a judge
  // does.
  [[nodiscard]] std::optional<Refusal> places() const {
    const bool moved = std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) {
      return part.tag && ends_in_name(part) && is_place(part.words) &&
             statement_.text.find(" in " + tag_text(*part.tag)) == std::string::npos &&
             !statement_.text.starts_with("In " + tag_text(*part.tag));
    });
    return moved ? std::optional(Refusal::kNamePlace) : std::nullopt;
  }

  static bool is_place(std::string_view before) {
    const std::vector<std::string_view> all = words_in(before);
    return !all.empty() && lower(all.back()) == "in";
  }

  [[nodiscard]] std::optional<Refusal> conditions() const {
    std::set<std::string> said;
    for (const Part& part : parts_) {
      for (const std::string_view word : words_in(part.words)) {
        said.insert(lower(word));
      }
    }
    const bool all = std::all_of(kConditions.begin(), kConditions.end(), [&](std::string_view one) {
      const std::string word(one);
      return !known_lower_.contains(word) || said.contains(word);
    });
    return all ? std::nullopt : std::optional(Refusal::kNoCondition);
  }

  [[nodiscard]] std::optional<Refusal> refusal_of(std::string_view word, bool first) const {
    const std::string small = lower(word);
    if (known_.contains(std::string(word)) || (first && known_lower_.contains(small))) {
      return std::nullopt;
    }
    if (is_roman_numeral(word) || (!known_lower_.contains(small) && says_number(small))) {
      return Refusal::kNumber;
    }
    if (!known_lower_.contains(small) && names_metric(small)) {
      return Refusal::kOtherMetric;
    }
    if (!known_lower_.contains(small) &&
        std::find(kExplaining.begin(), kExplaining.end(), small) != kExplaining.end()) {
      return Refusal::kExplains;
    }
    const auto capital = std::find_if(word.begin() + (first ? 1 : 0), word.end(), is_upper);
    return capital == word.end() ? std::nullopt : std::optional(Refusal::kUnknownName);
  }

  // A sign or a letter beside a tag could make another number of its value.
  [[nodiscard]] std::optional<Refusal> tag_places() const {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const std::string_view text = parts_[i].words;
      const bool after_tag = i > 0;
      const bool before_tag = parts_[i].tag.has_value();
      if (after_tag && before_tag && text.empty()) {
        return Refusal::kTagGlued;
      }
      if (after_tag && !text.empty() && " ,;:)"sv.find(text.front()) == std::string_view::npos &&
          !is_possessive(i)) {
        return Refusal::kTagGlued;
      }
      const bool apart = text.empty() || text.back() == ' ' || text.back() == '(';
      if (after_tag && !ends_in_name(parts_[i - 1]) && starts_with_deed(text)) {
        return Refusal::kValueActs;
      }
      // "The mean is `fast` for 20 tok/s": the tags changed places.
      if (before_tag && !ends_in_name(parts_[i]) && text.ends_with(" for ") &&
          !value_behind_for()) {
        return Refusal::kValueActs;
      }
      if (before_tag && (!apart || trimmed(text).ends_with('-'))) {
        return Refusal::kTagGlued;
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] bool value_behind_for() const {
    for (std::size_t i = 0; i < statement_.tags.size(); ++i) {
      if (!statement_.tags[i].is_name &&
          statement_.text.find(" for " + tag_text(i)) != std::string::npos) {
        return true;
      }
    }
    return false;
  }

  static bool starts_with_deed(std::string_view text) {
    const std::vector<std::string_view> all = words_in(text);
    return text.starts_with(' ') && !all.empty() &&
           std::find(kDeeds.begin(), kDeeds.end(), all.front()) != kDeeds.end();
  }

  [[nodiscard]] bool ends_in_name(const Part& part) const {
    return part.tag && statement_.tags[*part.tag].is_name;
  }

  [[nodiscard]] bool is_possessive(std::size_t i) const {
    return parts_[i].words.starts_with("'s ") && ends_in_name(parts_[i - 1]);
  }

  [[nodiscard]] std::optional<Refusal> tag_uses() const {
    std::vector<std::size_t> uses(statement_.tags.size());
    for (const Part& part : parts_) {
      if (part.tag) {
        ++uses[*part.tag];
      }
    }
    bool any_value = false;
    for (std::size_t i = 0; i < uses.size(); ++i) {
      const Tag& tag = statement_.tags[i];
      if (tag.is_name && uses[i] == 0) {
        return Refusal::kNameMissing;
      }
      if (!tag.is_name && uses[i] > tag.uses) {
        return Refusal::kTagTooOften;
      }
      any_value = any_value || (!tag.is_name && uses[i] > 0);
    }
    const bool has_value = std::any_of(statement_.tags.begin(), statement_.tags.end(),
                                       [](const Tag& tag) { return !tag.is_name; });
    return has_value && !any_value ? std::optional(Refusal::kNoValue) : std::nullopt;
  }

  const std::vector<Part>& parts_;
  const Tagged& statement_;
  std::set<std::string> known_;
  std::set<std::string> known_lower_;
};

Phrase filled(const std::vector<Part>& parts, const Tagged& statement) {
  Phrase phrase;
  for (const Part& part : parts) {
    if (!part.words.empty()) {
      phrase.push_back(words(std::string(part.words)));
    }
    if (part.tag) {
      const Phrase& value = statement.tags[*part.tag].phrase;
      phrase.insert(phrase.end(), value.begin(), value.end());
    }
  }
  if (!parts.front().words.empty()) {
    char& first = phrase.front().text.front();
    first = static_cast<char>(std::toupper(static_cast<unsigned char>(first)));
  }
  phrase.push_back(words("."));
  return phrase;
}

// Words as in "0.3 tok/s" are the tag's; here a tag is one word.
bool is_too_long(std::string_view sentence, const Tagged& statement) {
  constexpr std::size_t kWordBytesMax = 24;
  const std::size_t most = word_count(statement.text) + kWordsMoreMax;
  return word_count(sentence) > most || sentence.size() > most * kWordBytesMax;
}

}  // namespace

std::string_view refusal_text(Refusal refusal) {
  switch (refusal) {
    case Refusal::kEmpty:
      return "it was empty";
    case Refusal::kCopied:
      return "it was the statement as it stands";
    case Refusal::kSeveral:
      return "it was not one sentence that ends with a full stop";
    case Refusal::kTooLong:
      return "it was too long";
    case Refusal::kSigns:
      return "it held signs that are neither letters nor punctuation";
    case Refusal::kNumber:
      return "it held a number or a unit outside the tags";
    case Refusal::kUnknownTag:
      return "it held a tag that is not listed";
    case Refusal::kTagTooOften:
      return "it used a tag more often than the statement does";
    case Refusal::kTagGlued:
      return "a tag had no blank before or after it";
    case Refusal::kValueActs:
      return "it put the tag of a value where a name belongs";
    case Refusal::kNoValue:
      return "it used no tag of a value";
    case Refusal::kNamePlace:
      return "it put the tag of a name behind 'in' that is no place";
    case Refusal::kNameMissing:
      return "it left out the tag of a name";
    case Refusal::kNoCondition:
      return "it left out a condition that the statement makes";
    case Refusal::kOtherMetric:
      return "it named a metric that the statement isn't about";
    case Refusal::kUnknownName:
      return "it held a name that is no tag";
    case Refusal::kExplains:
      return "it explained, advised or guessed";
  }
  CHIMERA_CHECK(false, "a refusal out of range");
}

tl::expected<Phrase, Refusal> sentence_of(std::string_view reply, const Tagged& statement) {
  const std::string plain = with_plain_signs(reply);
  std::string_view sentence = without_quotes(without_list_sign(without_fence(trimmed(plain))));
  if (sentence.empty()) {
    return tl::unexpected(Refusal::kEmpty);
  }
  if (sentence == statement.text) {
    return tl::unexpected(Refusal::kCopied);
  }
  if (is_too_long(sentence, statement)) {
    return tl::unexpected(Refusal::kTooLong);
  }
  if (!sentence.ends_with('.')) {
    return tl::unexpected(Refusal::kSeveral);
  }
  sentence = trimmed(sentence.substr(0, sentence.size() - 1));
  return parts_of(sentence, statement.tags.size())
      .and_then([&](const std::vector<Part>& parts) -> tl::expected<Phrase, Refusal> {
        if (const auto refusal = Examined(parts, statement).refusal(); refusal) {
          return tl::unexpected(*refusal);
        }
        return filled(parts, statement);
      });
}

}  // namespace chimera::write
