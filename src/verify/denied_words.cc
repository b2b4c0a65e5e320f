#include "verify/denied_words.h"

#include <algorithm>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 28> kTaken = {
    "recorded",  "measured", "collected", "taken",     "logged",      "captured", "gathered",
    "stored",    "kept",     "present",   "available", "found",       "located",  "included",
    "provided",  "reported", "given",     "there",     "evaluated",   "sampled",  "monitored",
    "accompan*", "covered",  "explored",  "studied",   "benchmarked", "tested",   "investigated"};

// Of a conclusion, not of what is there.
constexpr std::array<std::string_view, 36> kConclusions = {
    "differ*",    "effect*",    "correlat*",  "improve*",    "gain*",      "change*",
    "benefit*",   "advantage*", "trend*",     "regress*",    "evidence",   "speed-up*",
    "speedup*",   "outlier*",   "anomal*",    "pattern*",    "impact*",    "penalty",
    "duplicat*",  "redundant",  "identical",  "copies",      "fail*",      "error*",
    "crash*",     "timeout*",   "repeat*",    "further",     "additional", "other",
    "comparable", "sufficient", "meaningful", "independent", "reason*",    "missing"};

// Up to where the clause goes on; commas in parentheses belong to a list.
std::string_view up_to_end(std::string_view text) {
  const std::size_t open = text.find('(');
  const std::size_t close = open == std::string_view::npos ? 0 : text.find(')', open);
  std::size_t end = text.find_first_of(";.");
  end = std::min({end, text.find(" whatsoever"), text.find(" at all")});
  end = std::min(end, text.find(", ", std::min(close, text.size())));
  // "Perplexity, BLEU or ROUGE scores": a list.
  constexpr std::size_t kItemWords = 3;
  const std::string_view list = text.substr(0, text.find_first_of(";.("));
  const std::size_t last = std::min(list.rfind(" or "), list.rfind(" nor "));
  while (end < last && last < list.size()) {
    const std::size_t next = std::min(list.find(", ", end + 1), list.size());
    const std::size_t item_end = std::min(next, last);
    if (words_of(list.substr(end, item_end - end)).size() > kItemWords) {
      break;
    }
    end = next > last ? std::min(list.find(", ", last), text.size()) : next;
  }
  return text.substr(0, end);
}

// "No power data was recorded", "neither A nor B was logged": what stands before the verb.
std::string_view denied_before_verb(std::string_view said) {
  static constexpr std::array<std::string_view, 13> kVerbs = {
      " was ",    " were ",  " is ",   " are ",   " has been ", " have been ", " could be ",
      " can be ", " exists", " exist", " appear", " accompan",  " came with"};
  static constexpr std::array<std::string_view, 4> kPartOf = {
      " is part of the d", " are part of the d", " was part of the d", " were part of the d"};
  const bool neither = said.starts_with("neither ");
  if (!said.starts_with("no ") && !neither) {
    return {};
  }
  const std::size_t begin = neither ? 8 : 3;
  std::size_t at = std::string_view::npos;
  for (const std::string_view verb : kVerbs) {
    at = std::min(at, said.find(verb, begin));
  }
  if (at == std::string_view::npos) {
    return {};
  }
  static constexpr std::array<std::string_view, 3> kAlone = {" exist", " appear", " accompan"};
  return has_any(said.substr(at), kTaken) || starts_with_any(said.substr(at), kAlone) ||
                 starts_with_any(said.substr(at), kPartOf)
             ? said.substr(begin, at - begin)
             : std::string_view();
}

// "GPU temperature is not recorded in any file": what stands before the verb.
std::string_view missing_subject(std::string_view said) {
  static constexpr std::array<std::string_view, 10> kVerbs = {
      " is ",     " are ",    " was ",     " were ", " isn't ",
      " aren't ", " wasn't ", " weren't ", " has ",  " have "};
  static constexpr std::array<std::string_view, 7> kNot = {
      "missing", "absent", "lacking", "not ", "never ", "nowhere ", "unavailable"};
  static constexpr std::array<std::string_view, 3> kFully = {"completely ", "entirely ", "also "};
  constexpr std::size_t kWordsMax = 8;
  for (const std::string_view verb : kVerbs) {
    const std::size_t at = said.find(verb);
    if (at == std::string_view::npos || words_of(said.substr(0, at)).size() > kWordsMax) {
      continue;
    }
    std::string_view behind = said.substr(at + verb.size());
    for (const std::string_view word : kFully) {
      behind.remove_prefix(behind.starts_with(word) ? word.size() : 0);
    }
    const bool short_not = verb.find('\'') != std::string_view::npos;
    const bool undone = short_not || behind.starts_with("not ") || behind.starts_with("never ");
    if (verb.starts_with(" ha") && !behind.starts_with("not been ") &&
        !behind.starts_with("never been ")) {
      continue;  // "has not improved"
    }
    constexpr std::size_t kNear = 24;
    if ((short_not || starts_with_any(behind, kNot)) &&
        (!undone || has_any(behind.substr(0, kNear), kTaken))) {
      return said.substr(0, at);
    }
  }
  return {};
}

// "The data hold no energy figures", "there is no telemetry on GPU memory", "lacks any telemetry":
// what stands behind the verb.
std::string_view denied_behind_verb(std::string_view said) {
  static constexpr std::array<std::string_view, 39> kNone = {"stores no ",
                                                             "store no ",
                                                             "there are no ",
                                                             "there is no ",
                                                             "there was no ",
                                                             "there were no ",
                                                             "has no ",
                                                             "have no ",
                                                             "contains no ",
                                                             "contain no ",
                                                             "holds no ",
                                                             "hold no ",
                                                             "includes no ",
                                                             "include no ",
                                                             "provides no ",
                                                             "provide no ",
                                                             "records no ",
                                                             "record no ",
                                                             "lists no ",
                                                             "reports no ",
                                                             "offers no ",
                                                             "no file gives ",
                                                             "no file holds ",
                                                             "no file reports ",
                                                             "no file records ",
                                                             "lacks any ",
                                                             "lack any ",
                                                             "lacks ",
                                                             "does not include any ",
                                                             "does not contain any ",
                                                             "do not include any ",
                                                             "do not contain any ",
                                                             "does not include ",
                                                             "does not contain ",
                                                             "do not include ",
                                                             "do not contain ",
                                                             "nowhere is there any ",
                                                             "does not cover ",
                                                             "do not cover "};
  // "None of the files includes X"
  static constexpr std::array<std::string_view, 13> kHas = {
      " reports ",  " gives ",   " lists ", " states ", " stores ", " includes ", " include ",
      " contains ", " contain ", " has ",   " have ",   " holds ",  " records "};
  static constexpr std::array<std::string_view, 6> kOf = {"files",     "tables",   "documents",
                                                          "artifacts", "datasets", "records"};
  const std::string_view subject = up_to_any(said, kHas);
  if (said.starts_with("none of ") && subject.size() < said.size() &&
      ends_with_word(subject, kOf)) {
    std::string_view thing = said.substr(said.find(' ', subject.size() + 1) + 1);
    for (const std::string_view article : {"a ", "an ", "any "}) {
      thing.remove_prefix(thing.starts_with(article) ? article.size() : 0);
    }
    return up_to_end(thing);
  }
  for (const std::string_view none : kNone) {
    const std::size_t at = said.find(none);
    if (at != std::string_view::npos && (at == 0 || !is_word_char(said[at - 1]))) {
      return up_to_end(said.substr(at + none.size()));
    }
  }
  return {};
}

// "Input or output token counts": the first is of token counts, too.
std::string with_shared_noun(const std::string& item, const std::string& last) {
  const auto own = telling_words(item);
  const auto words = telling_words(last);
  std::string whole = item;
  if (own.size() == 1 && words.size() > 1 && !has_any(item, kQuantities)) {
    for (std::size_t i = 1; i < words.size(); ++i) {
      whole.append(" ").append(words[i]);
    }
  }
  return whole;
}

}  // namespace

std::string_view denied_in(std::string_view clause) {
  const std::string_view said = without_joint(behind_short_label(clause));
  std::string_view what = denied_before_verb(said);
  what = what.empty() ? denied_behind_verb(said) : what;
  what = what.empty() ? missing_subject(said) : what;
  // "…, but no power data"
  const bool bare = what.empty() && said.starts_with("no ");
  const std::string_view thing = up_to_end(said.substr(bare ? 3 : said.size()));
  return ends_with_word(thing, kDataNouns) ? thing : what;
}

std::string_view claimed_in(std::string_view clause) {
  const std::string_view said = without_joint(clause);
  static constexpr std::array<std::string_view, 8> kHolds = {
      " contains ", " contain ",  " includes ", " include ",
      " holds ",    " provides ", " provide ",  " comprises "};
  static constexpr std::array<std::string_view, 4> kVerbs = {" is ", " are ", " was ", " were "};
  static constexpr std::array<std::string_view, 10> kData = {
      "data",   "dataset", "collection", "tree", "archive",
      "corpus", "it",      "they",       "set",  "repository"};
  for (const std::string_view verb : kHolds) {
    const std::size_t at = said.find(verb);
    if (at != std::string_view::npos && has_any(said.substr(0, at), kData)) {
      return up_to_end(said.substr(at + verb.size()));
    }
  }
  for (const std::string_view verb : kVerbs) {
    const std::size_t at = said.find(verb);
    std::string_view behind = said.substr(std::min(said.size(), at + verb.size()));
    for (const std::string_view also : {"also ", "likewise "}) {
      behind.remove_prefix(behind.starts_with(also) ? also.size() : 0);
    }
    if (at != std::string_view::npos && ends_with_word(said.substr(0, at), kDataNouns) &&
        starts_with_word(behind, kTaken)) {
      return said.substr(0, at);
    }
  }
  return {};
}

std::string_view without_place(std::string_view what) {
  static constexpr std::array<std::string_view, 6> kPlaces = {" for ",    " in ",    " during ",
                                                              " within ", " under ", " from "};
  static constexpr std::array<std::string_view, 2> kOf = {" on ", " of "};
  const std::string_view thing = up_to_any(what, kPlaces);
  const std::string_view alone = up_to_any(thing, kOf);
  if (!telling_words(alone).empty()) {
    return alone;
  }
  return has_phrase(thing, "telemetry") || !telling_words(thing).empty() ? thing : what;
}

std::vector<std::string> items_of(std::string_view what) {
  static constexpr std::array<std::string_view, 3> kSuchAs = {" such as ", " like ", "e.g. "};
  const std::size_t open = what.find('(');
  if (open != std::string_view::npos) {
    what = what.substr(open + 1, what.find(')', open) - open - 1);
  }
  for (const std::string_view words : kSuchAs) {
    const std::size_t at = what.find(words);
    what.remove_prefix(at == std::string_view::npos ? 0 : at + words.size());
  }
  static constexpr std::array<std::string_view, 7> kJoints = {", or ", ", and ", " or ", " nor ",
                                                              " and ", ", ",     "/"};
  const auto listed = split_at_any(what, kJoints);
  std::vector<std::string> items(listed.begin(), listed.end());
  for (std::string& item : items) {
    item = with_shared_noun(item, items.back());
  }
  return items;
}

std::vector<std::string_view> telling_words(std::string_view item) {
  static constexpr std::array<std::string_view, 38> kGeneral = {
      "an",       "per",         "or",     "and",      "nor",        "reference", "baseline",
      "output",   "outputs",     "any",    "the",      "of",         "a",         "for",
      "explicit", "at",          "on",     "in",       "about",      "with",      "detailed",
      "raw",      "system",      "host",   "machine",  "server",     "hardware",  "device",
      "draw",     "consumption", "usable", "separate", "additional", "such",      "as",
      "like",     "single",      "kind"};
  std::vector<std::string_view> words;
  for (const Range& word : words_of(item)) {
    const std::string_view spelled = item.substr(word.begin, word.end - word.begin);
    if (spelled.size() > 1 && !is_one_of(spelled, kGeneral) && !is_one_of(spelled, kDataNouns)) {
      words.push_back(spelled);
    }
  }
  return words;
}

bool is_conclusion(std::string_view what) {
  return has_any(what, kConclusions);
}

}  // namespace chimera::verify
