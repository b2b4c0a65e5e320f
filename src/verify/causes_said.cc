#include "verify/causes_said.h"

#include <algorithm>
#include <array>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 28> kCauses = {
    "due to",         "because of",       "because",          "owing to",       "thanks to",
    "caused by",      "as a result of",   "triggered by",     "provoked by",    "attributable to",
    "attributed to",  "stemming from",    "stems from",       "stem from",      "explained by",
    "on account of",  "brought about by", "down to the fact", "resulting from", "driven by",
    "the result of",  "a result of",      "comes from",       "come from",      "originates from",
    "originate from", "arises from",      "arise from"};

constexpr std::array<std::string_view, 30> kHedges = {
    "which",   "and",      "this",       "that",     "it",      "is",     "are",    "was",
    "were",    "be",       "can",        "could",    "may",     "might",  "most",   "very",
    "likely",  "probably", "presumably", "possibly", "perhaps", "mostly", "mainly", "primarily",
    "largely", "partly",   "apparently", "probable", "again",   "simply"};

}  // namespace

std::size_t cause_in_clause(std::string_view clause) {
  std::size_t at = std::string_view::npos;
  for (const std::string_view cause : kCauses) {
    at = std::min(at, find_phrase(clause, cause));
  }
  if (at == std::string_view::npos) {
    return at;
  }
  const auto words = words_of(clause.substr(0, at));
  for (auto word = words.rbegin(); word != words.rend(); ++word) {
    if (!is_one_of(clause.substr(word->begin, word->end - word->begin), kHedges)) {
      break;
    }
    at = word->begin;
  }
  return at;
}

bool begins_with_cause(std::string_view clause) {
  const std::size_t at = cause_in_clause(clause);
  return at != std::string_view::npos && words_of(clause.substr(0, at)).empty();
}

}  // namespace chimera::verify
