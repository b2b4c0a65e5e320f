#include "verify/clauses.h"

#include <algorithm>
#include <array>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Behind these a full stop ends no sentence.
constexpr std::array<std::string_view, 17> kAbbreviations = {
    "vs",   "e.g",  "i.e", "approx", "no",  "fig", "etc", "cf",  "ca",
    "resp", "incl", "max", "std",    "dev", "avg", "min", "temp"};

constexpr std::array<std::string_view, 74> kClauseWords = {", most of ",
                                                           ", most in ",
                                                           " while ",
                                                           " whereas ",
                                                           " but ",
                                                           " although ",
                                                           ", yet ",
                                                           ", however",
                                                           ", suggesting ",
                                                           ", indicating ",
                                                           ", which ",
                                                           ", showing ",
                                                           ", supporting ",
                                                           ", confirming ",
                                                           ", with ",
                                                           ", followed ",
                                                           " because ",
                                                           " due to ",
                                                           " owing to ",
                                                           ", representing ",
                                                           ", accounting for ",
                                                           ", making up ",
                                                           " with emphasis on ",
                                                           " with an emphasis on ",
                                                           " with a focus on ",
                                                           " with a particular focus on ",
                                                           " focusing on ",
                                                           ", an improvement of ",
                                                           ", a gain of ",
                                                           ", an increase of ",
                                                           ", a reduction of ",
                                                           ", a drop of ",
                                                           ", a decline of ",
                                                           ", a speedup of ",
                                                           ", a speed-up of ",
                                                           " as a result of ",
                                                           ", most likely ",
                                                           ", likely ",
                                                           ", presumably ",
                                                           ", possibly ",
                                                           ", perhaps ",
                                                           ", thanks to ",
                                                           ", probably ",
                                                           ", an effect of ",
                                                           " and holds ",
                                                           " and has ",
                                                           " and is ",
                                                           " since ",
                                                           ", making ",
                                                           ", aligning ",
                                                           ", highlighting ",
                                                           ", so ",
                                                           ", primarily ",
                                                           ", predominantly ",
                                                           ", mainly ",
                                                           ", including ",
                                                           ", compared ",
                                                           " - ",
                                                           ", reflecting ",
                                                           ", demonstrating ",
                                                           ", as no ",
                                                           ", as none ",
                                                           ", as on ",
                                                           ", as in ",
                                                           ", and the ",
                                                           " given that ",
                                                           ", the majority of which ",
                                                           ", most of which ",
                                                           ", caused by ",
                                                           ", triggered by ",
                                                           ", provoked by ",
                                                           ", at the cost of ",
                                                           ", at the price of ",
                                                           ", at the expense of "};

// With one of them words behind "and" are a sentence.
constexpr std::array<std::string_view, 135> kFiniteVerbs = {
    "holds",      "contains",  "records",   "reports",   "lists",     "make",      "account",
    "constitute", "would",     "could",     "will",      "may",       "might",     "matches",
    "recovers",   "averaged",  "peaked",    "draws",     "drew",      "keeps",     "kept",
    "makes",      "dominates", "dominate",  "carry",     "carries",   "accounts",  "explains",
    "hit",        "hits",      "passed",    "shrinks",   "has",       "have",      "is",
    "are",        "was",       "were",      "shows",     "show",      "reaches",   "reached",
    "takes",      "took",      "needs",     "needed",    "delivers",  "achieves",  "increases",
    "reduces",    "raises",    "lowers",    "causes",    "improves",  "lose",      "loses",
    "lost",       "gains",     "gained",    "doubles",   "halves",    "triples",   "cuts",
    "saves",      "costs",     "prefer",    "preferred", "beats",     "beat",      "outperforms",
    "outperform", "leads",     "led",       "grows",     "rises",     "falls",     "drops",
    "fell",       "rose",      "stays",     "stayed",    "remains",   "remained",  "ranks",
    "rank",       "gives",     "gave",      "produces",  "produced",  "requires",  "consumes",
    "consumed",   "uses",      "used",      "exceeds",   "adds",      "prevented", "ran",
    "failed",     "differs",   "differ",    "deserves",  "stem",      "stems",     "limits",
    "limited",    "shortens",  "apply",     "reduced",   "increased", "improved",  "raised",
    "lowered",    "doubled",   "halved",    "delivered", "showed",    "achieved",  "required",
    "exceeded",   "finished",  "completed", "succeeded", "wins",      "won",       "sustains",
    "sustained",  "trails",    "overtakes", "dropped",   "climbs",    "climbed",   "declines",
    "decreases",  "degrades"};

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
  static constexpr std::array<std::string_view, 1> kNothing = {"nothing"};
  if (text[at] == ';') {
    return true;
  }
  const bool range = text.substr(at).starts_with(" - ") && at > 0 && at + 3 < text.size() &&
                     text[at - 1] >= '0' && text[at - 1] <= '9' && text[at + 3] >= '0' &&
                     text[at + 3] <= '9';
  // "Nothing but errors" is one thought.
  const bool nothing_but =
      text.substr(at).starts_with(" but ") && ends_with_word(text.substr(0, at), kNothing);
  return !range && !nothing_but && starts_with_any(text.substr(at), kClauseWords);
}

// "A holds 14 requests and each request takes 35 J": behind " and " a subject with its own verb,
// where the words before have one, too.
bool joins_short_sentences(std::string_view before, std::string_view rest) {
  static constexpr std::array<std::string_view, 10> kSubjects = {
      "the ", "each ", "every ", "its ", "it ", "they ", "all ", "this ", "a ", "an "};
  static constexpr std::array<std::string_view, 2> kPairs = {"between", "both"};
  constexpr std::size_t kWords = 6;
  constexpr std::size_t kBareWords = 3;  // "fan noise remained"
  // "A leads with 102 and B reaches 101, a difference that …": one thought of the two.
  const bool sums_up = has_phrase(rest, "a difference") || has_phrase(rest, "a gap");
  rest = rest.substr(0, rest.find_first_of(",;"));
  const auto words = words_of(rest);
  const bool determined = starts_with_any(rest, kSubjects);
  const std::size_t bare = sums_up ? 2 : kBareWords;
  const std::size_t last = std::min(words.size(), determined ? kWords : bare);
  if (last < 2 || !is_letter(rest.front()) || has_any(before, kPairs) ||
      !has_any(before, kFiniteVerbs)) {
    return false;
  }
  return has_any(rest.substr(words[1].begin, words[last - 1].end - words[1].begin), kFiniteVerbs);
}

// ", and the other has …": another sentence, not one more of a list.
bool joins_sentences(std::string_view text, std::size_t at, std::size_t end) {
  // "TPOT increases with load, throughput decreases with it": two trends.
  static constexpr std::array<std::string_view, 8> kTrends = {
      "increases", "decreases", "grows", "rises", "falls", "drops", "improves", "degrades"};
  if (text.substr(at).starts_with(", ")) {
    const std::string_view whole = text.substr(at + 2, std::min<std::size_t>(end - at - 2, 60));
    const std::size_t from = at > 60 ? at - 60 : 0;
    if (has_any(whole.substr(0, whole.find(',')), kTrends) &&
        has_any(text.substr(from, at - from), kTrends)) {
      return true;
    }
  }
  // "Two runs failed, both of them on the CPU": where is a statement of its own.
  static constexpr std::array<std::string_view, 10> kAllOfThem = {
      ", both at ", ", both on ", ", both in ",  ", both with ",   ", both of them ",
      ", all at ",  ", all on ",  ", all with ", ", all of them ", ", each of them "};
  if (starts_with_any(text.substr(at), kAllOfThem)) {
    constexpr std::size_t kNear = 90;
    const std::size_t from = at > kNear ? at - kNear : 0;
    static constexpr std::array<std::string_view, 5> kFailed = {"fail*", "timed out", "error*",
                                                                "crash*", "refused"};
    return has_any(text.substr(from, at - from), kFailed);
  }
  // "… and X was never tested on Y"
  static constexpr std::array<std::string_view, 3> kNever = {" was never ", " were never ",
                                                             " was not tested"};
  // "Two runs timed out and must be repeated": what was, and what is to be done.
  static constexpr std::array<std::string_view, 6> kAndOther = {
      " and no ", " and must ", " and should ", " and therefore ", " and thus ", " and hence "};
  if (starts_with_any(text.substr(at), kAndOther)) {
    return true;
  }
  if (text.substr(at).starts_with(" and ")) {
    const std::string_view rest = text.substr(at + 5, std::min<std::size_t>(end - at - 5, 40));
    const std::string_view verb = rest.substr(0, rest.find(' '));
    if (verb.ends_with('s') && verb.size() > 3 && is_one_of(verb, kFiniteVerbs)) {
      return true;
    }
    return std::any_of(kNever.begin(), kNever.end(), [&](std::string_view words) {
      return rest.find(words) != std::string_view::npos;
    });
  }
  // "A is the fastest but needs 31 s to compile"
  static constexpr std::array<std::string_view, 5> kButVerbs = {
      " but needs ", " but takes ", " but has ", " but requires ", " but uses "};
  if (starts_with_any(text.substr(at), kButVerbs)) {
    return true;
  }
  // "They agree that A is 3, and that B is 4"; not "that of B".
  if (text.substr(at).starts_with(", and that ") &&
      !text.substr(at).starts_with(", and that of ")) {
    return true;
  }
  if (!text.substr(at).starts_with(", and ")) {
    return false;
  }
  static constexpr std::array<std::string_view, 5> kSubjects = {
      " also ", " the highest", " the lowest", " the fastest", " the slowest"};
  const std::string_view rest = text.substr(at + 5, std::min<std::size_t>(end - at - 5, 60));
  const std::string_view next = rest.substr(0, rest.find(','));
  const auto stands = [next](std::string_view words) {
    return next.find(words) != std::string_view::npos;
  };
  return std::any_of(kSubjects.begin(), kSubjects.end(), stands) ||
         has_any(next.substr(std::min(next.find(' '), next.size())), kFiniteVerbs);
}

// "Likely, as a result of its size": no clause by itself.
bool only_hedges(std::string_view text) {
  static constexpr std::array<std::string_view, 11> kHedges = {
      "most likely", "likely", "presumably", "possibly", "perhaps",  "probably",
      "mainly",      "mostly", "largely",    "partly",   "primarily"};
  const std::size_t begin = text.find_first_not_of(" ,");
  return begin != std::string_view::npos &&
         is_one_of(text.substr(begin, text.find_last_not_of(" ,") + 1 - begin), kHedges);
}

}  // namespace

bool has_finite_verb(std::string_view text) {
  return has_any(text, kFiniteVerbs);
}

std::vector<Range> sentences_of(std::string_view text) {
  // What is longer nobody says in one breath; how a sentence's words bear on each other costs the
  // cube of its length.
  constexpr std::size_t kSentenceMax = 2000;  ///< bytes
  std::vector<Range> sentences;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool too_long = at - begin > kSentenceMax && text[at] == ' ';
    if (too_long || ends_sentence(text, at)) {
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
  std::size_t quote_end = 0;  ///< of what is quoted there; "it failed but goes on" is one word
  for (std::size_t at = sentence.begin; at < sentence.end; ++at) {
    const std::string_view before = text.substr(begin, at - begin);
    const bool stated =
        text.substr(at).starts_with(": ") && (before.find(" is ") != std::string_view::npos ||
                                              before.find(" are ") != std::string_view::npos);
    const bool short_ones =
        text.substr(at).starts_with(" and ") &&
        joins_short_sentences(before, text.substr(at + 5, sentence.end - at - 5));
    if (text[at] == '"' && at >= quote_end) {
      const std::size_t close = text.substr(0, sentence.end).find('"', at + 1);
      quote_end = close == std::string_view::npos ? 0 : close + 1;
    }
    if (at > begin && at >= quote_end &&
        (stated || short_ones || joins_sentences(text, at, sentence.end) ||
         parts_clauses(text, at)) &&
        !only_hedges(before)) {
      clauses.push_back({begin, at});
      begin = at + 1;
    }
  }
  clauses.push_back({begin, sentence.end});
  return clauses;
}

}  // namespace chimera::verify
