#include "verify/wording.h"

#include <algorithm>
#include <array>

namespace chimera::verify {
namespace {

// Behind these a full stop ends no sentence.
constexpr std::array<std::string_view, 17> kAbbreviations = {
    "vs",   "e.g",  "i.e", "approx", "no",  "fig", "etc", "cf",  "ca",
    "resp", "incl", "max", "std",    "dev", "avg", "min", "temp"};

constexpr std::array<std::string_view, 51> kClauseWords = {", most of ",
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

}  // namespace

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
  return has_any(text, kWarm) && !has_phrase(text, "warm-up");
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

std::vector<Range> clauses_of(std::string_view text, Range sentence) {
  std::vector<Range> clauses;
  std::size_t begin = sentence.begin;
  for (std::size_t at = sentence.begin; at < sentence.end; ++at) {
    const std::string_view before = text.substr(begin, at - begin);
    const bool stated =
        text.substr(at).starts_with(": ") && (before.find(" is ") != std::string_view::npos ||
                                              before.find(" are ") != std::string_view::npos);
    const bool short_ones =
        text.substr(at).starts_with(" and ") &&
        joins_short_sentences(before, text.substr(at + 5, sentence.end - at - 5));
    if (at > begin && (stated || short_ones || joins_sentences(text, at, sentence.end) ||
                       parts_clauses(text, at))) {
      clauses.push_back({begin, at});
      begin = at + 1;
    }
  }
  clauses.push_back({begin, sentence.end});
  return clauses;
}

std::string_view without_joint(std::string_view clause) {
  static constexpr std::array<std::string_view, 8> kJoints = {
      "and ", "but ", "while ", "so ", "although ", "though ", "whereas ", "yet "};
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
