#include "verify/wording.h"

#include <algorithm>
#include <array>

namespace chimera::verify {

std::string brief_name(std::string_view name) {
  const std::size_t sign = name.find_first_of("_-");
  const bool two = sign != std::string_view::npos && sign > 2 && sign + 3 < name.size() &&
                   name.find_first_of("_- .:/", sign + 1) == std::string_view::npos &&
                   name.find_first_of("0123456789") == std::string_view::npos;
  return two ? std::string(name.substr(0, sign + 2)) : std::string();
}

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

std::string_view up_to_any(std::string_view text, std::span<const std::string_view> signs) {
  std::size_t end = text.size();
  for (const std::string_view sign : signs) {
    end = std::min(end, text.find(sign));
  }
  return text.substr(0, end);
}

std::string_view without_file_kind(std::string_view key) {
  for (const std::string_view kind : {"json_", "csv_"}) {
    if (key.starts_with(kind)) {
      return key.substr(kind.size());
    }
  }
  return key;
}

std::vector<std::string_view> split_at_any(std::string_view text,
                                           std::span<const std::string_view> signs) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    std::size_t end = text.size();
    std::size_t next = text.size();
    for (const std::string_view sign : signs) {
      if (const std::size_t at = text.find(sign); at < end) {
        end = at;
        next = at + sign.size();
      }
    }
    parts.push_back(text.substr(0, end));
    text.remove_prefix(next);
  }
  return parts;
}

std::string with_signs_spelled(std::string_view text) {
  std::string spelled(text);
  for (std::size_t at = spelled.find('@'); at != std::string::npos; at = spelled.find('@', at)) {
    spelled.replace(at, 1, " at ");
  }
  return spelled;
}

bool is_imperative(std::string_view sentence) {
  static constexpr std::array kVerbs = {
      std::string_view("plan"),        std::string_view("budget"),
      std::string_view("prioritize"),  std::string_view("conduct"),
      std::string_view("analyze"),     std::string_view("investigate"),
      std::string_view("experiment"),  std::string_view("ensure"),
      std::string_view("develop"),     std::string_view("consider"),
      std::string_view("use"),         std::string_view("create"),
      std::string_view("automate"),    std::string_view("implement"),
      std::string_view("focus"),       std::string_view("explore"),
      std::string_view("run"),         std::string_view("test"),
      std::string_view("evaluate"),    std::string_view("monitor"),
      std::string_view("refine"),      std::string_view("optimize"),
      std::string_view("perform"),     std::string_view("add"),
      std::string_view("establish"),   std::string_view("adopt"),
      std::string_view("standardize"), std::string_view("document"),
      std::string_view("collect"),     std::string_view("expand"),
      std::string_view("further"),     std::string_view("increase"),
      std::string_view("reduce"),      std::string_view("improve"),
      std::string_view("validate"),    std::string_view("review"),
      std::string_view("continue"),    std::string_view("leverage"),
      std::string_view("select"),      std::string_view("choose"),
      std::string_view("avoid"),       std::string_view("set"),
      std::string_view("deploy"),      std::string_view("prefer"),
      std::string_view("keep"),        std::string_view("apply"),
      std::string_view("determine"),   std::string_view("incorporate"),
      std::string_view("measure"),     std::string_view("repeat"),
      std::string_view("rerun"),       std::string_view("utilize"),
      std::string_view("introduce"),   std::string_view("take"),
      std::string_view("confirm"),     std::string_view("execute"),
      std::string_view("verify"),      std::string_view("check"),
      std::string_view("record"),      std::string_view("pick"),
      std::string_view("move"),        std::string_view("try"),
      std::string_view("switch"),      std::string_view("raise"),
      std::string_view("pin"),         std::string_view("extend")};
  const auto commands = [](std::string_view text) {
    const auto words = words_of(text);
    const std::string_view first =
        words.empty() ? std::string_view()
                      : text.substr(words.front().begin, words.front().end - words.front().begin);
    return std::find(kVerbs.begin(), kVerbs.end(), first) != kVerbs.end();
  };
  // "Increase the batch: …" commands as "Advice: increase the batch" does.
  const std::size_t colon = sentence.find(": ");
  const bool label = colon != std::string_view::npos && colon < 60;
  // "Focus: most of it is …": a word that says what it is about commands nothing.
  const bool word = label && words_of(sentence.substr(0, colon)).size() == 1;
  return (!word && commands(sentence)) || (label && commands(sentence.substr(colon + 2)));
}

std::string_view behind_short_label(std::string_view clause) {
  constexpr std::size_t kLabelWords = 5;
  const std::size_t colon = clause.find(": ");
  const bool label = colon != std::string_view::npos &&
                     words_of(clause.substr(0, colon)).size() <= kLabelWords &&
                     clause.substr(0, colon).find_first_of(",.;(") == std::string_view::npos;
  return label ? clause.substr(colon + 2) : clause;
}

bool is_hypothetical(std::string_view sentence) {
  static constexpr std::array<std::string_view, 6> kWords = {
      "would", "could", "will", "projected", "extrapolat*", "estimated to"};
  // "Of everything I could see": what was.
  static constexpr std::array<std::string_view, 4> kSeen = {"i could see", "i could find",
                                                            "we could see", "we could find"};
  // "None of the runs could execute it": what was.
  static constexpr std::array<std::string_view, 7> kAble = {
      "none of",  "no run could",  "no trial could", "could not",
      "couldn't", "nothing could", "neither could"};
  static constexpr std::array<std::string_view, 5> kOthers = {"would", "will", "projected",
                                                              "extrapolat*", "estimated to"};
  const bool able = has_any(sentence, kAble) && !has_any(sentence, kOthers);
  return has_any(sentence, kWords) && !has_any(sentence, kSeen) && !able;
}

bool says_change(std::string_view clause) {
  static constexpr std::array<std::string_view, 24> kChanges = {
      "changes", "changed", "rising", "growing",   "falling", "dropping", "lift*",    "move*",
      "bring*",  "push*",   "raise*", "increase*", "lower*",  "reduce*",  "improve*", "drop*",
      "fall*",   "rise*",   "rose",   "fell",      "cut*",    "goes",     "grow*",    "climb*"};
  return has_any(clause, kChanges);
}

bool is_warm(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kWarm = {"warm",
                                                            "once loaded",
                                                            "once warm",
                                                            "excluding cold",
                                                            "without cold",
                                                            "cold starts left out",
                                                            "cold starts excluded",
                                                            "cold start excluded"};
  // "Cold vs. warm": of both.
  static constexpr std::array<std::string_view, 5> kBoth = {"cold vs", "cold and warm", "warm vs",
                                                            "warm and cold", "cold versus warm"};
  return has_any(text, kWarm) && !has_phrase(text, "warm-up") && !has_any(text, kBoth);
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

std::size_t boundary_between(std::string_view text, std::size_t end, std::size_t begin) {
  static constexpr std::array<std::string_view, 11> kStrong = {
      " × ",  ", ",    "; ",       " (",        " and ",  " or ",
      " vs ", " vs. ", " versus ", " against ", " while "};
  static constexpr std::array<std::string_view, 10> kWeak = {
      " on ", " in ", " with ", " to ", " over ", " across ", " at ", " from ", " for ", " under "};
  const std::string_view between = text.substr(0, begin);
  // "JSON (18), CSV (12)": each with its bracket.
  if (end < begin && text.substr(end).starts_with("), ") && between.ends_with(" (")) {
    return between.rfind(", ");
  }
  std::size_t last = end;
  for (const std::string_view sign : kStrong) {
    const std::size_t at = between.rfind(sign);
    last = at != std::string_view::npos && at > last ? at : last;
  }
  if (last > end || (end < begin && text.substr(end, 2) == ", ")) {
    return last;
  }
  std::size_t first = std::string_view::npos;
  for (const std::string_view word : kWeak) {
    first = std::min(first, between.find(word, end + 1));
  }
  return first == std::string_view::npos ? end : first;
}

std::string_view without_joint(std::string_view clause) {
  static constexpr std::array<std::string_view, 10> kJoints = {
      "and ",    "but ",     "while ", "so ",    "although ",
      "though ", "whereas ", "yet ",   "since ", "because "};
  constexpr std::size_t kLabelMax = 24;  // "Gaps: no …"
  const std::size_t colon = clause.find(": ");
  clause.remove_prefix(colon < kLabelMax ? colon + 2 : 0);
  clause.remove_prefix(std::min(clause.find_first_not_of(" ,;:"), clause.size()));
  for (const std::string_view joint : kJoints) {
    clause.remove_prefix(clause.starts_with(joint) ? joint.size() : 0);
  }
  return clause;
}

}  // namespace chimera::verify
