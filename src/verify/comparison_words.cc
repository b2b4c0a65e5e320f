#include "verify/comparison_words.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<CompareWord, 155> kWords = {{
    {"stays ahead of", Sense::kBetter, false},
    {"stayed ahead of", Sense::kBetter, false},
    {"remains ahead of", Sense::kBetter, false},
    {"is ahead of", Sense::kBetter, false},
    {"pulls ahead of", Sense::kBetter, false},
    {"loses to", Sense::kWorse, false},
    {"lost to", Sense::kWorse, false},
    {"gives up", Sense::kLess, false},
    {"gave up", Sense::kLess, false},
    {"comes last", Sense::kWorse, true},
    {"ranks last", Sense::kWorse, true},
    {"comes first", Sense::kBetter, true},
    {"ranks first", Sense::kBetter, true},
    {"beating", Sense::kBetter, false},
    {"overtakes", Sense::kBetter, false},
    {"outperforming", Sense::kBetter, false},
    {"more accurate", Sense::kBetter, false},
    {"most accurate", Sense::kBetter, true},
    {"least accurate", Sense::kWorse, true},
    {"less accurate", Sense::kWorse, false},
    {"% more", Sense::kMore, false},
    {"% fewer", Sense::kLess, false},
    {"times more", Sense::kMore, false},
    {"x more", Sense::kMore, false},
    {"times the", Sense::kMore, false},
    {"beats", Sense::kBetter, false},
    {"beat", Sense::kBetter, false},
    {"surpasses", Sense::kMore, false},
    {"exceeds", Sense::kMore, false},
    {"boosts", Sense::kMore, false},
    {"raises", Sense::kMore, false},
    {"cuts", Sense::kLess, false},
    {"shortens", Sense::kLess, false},
    {"improves", Sense::kBetter, false},
    {"saves", Sense::kLess, false},
    {"saving", Sense::kLess, false},
    {"saved", Sense::kLess, false},
    {"drops", Sense::kLess, false},
    {"falls", Sense::kLess, false},
    {"rises", Sense::kMore, false},
    {"grows", Sense::kMore, false},
    {"bigger", Sense::kMore, false},
    {"smaller", Sense::kLess, false},
    {"biggest", Sense::kMore, true},
    {"decreased", Sense::kLess, false},
    {"highest", Sense::kMore, true},
    {"largest", Sense::kMore, true},
    {"greatest", Sense::kMore, true},
    {"longest", Sense::kMore, true},
    {"lowest", Sense::kLess, true},
    {"smallest", Sense::kLess, true},
    {"most compact", Sense::kLess, true},
    {"shortest", Sense::kLess, true},
    {"fastest", Sense::kBetter, true},
    {"quickest", Sense::kBetter, true},
    {"best", Sense::kBetter, true},
    {"most efficient", Sense::kBetter, true},
    {"slowest", Sense::kWorse, true},
    {"worst", Sense::kWorse, true},
    {"higher", Sense::kMore, false},
    {"greater", Sense::kMore, false},
    {"larger", Sense::kMore, false},
    {"longer", Sense::kMore, false},
    {"increase", Sense::kMore, false},
    {"increases", Sense::kMore, false},
    {"increased", Sense::kMore, false},
    {"lower", Sense::kLess, false},
    {"shorter", Sense::kLess, false},
    {"reduction", Sense::kLess, false},
    {"reduces", Sense::kLess, false},
    {"reduced", Sense::kLess, false},
    {"decrease", Sense::kLess, false},
    {"decreases", Sense::kLess, false},
    {"less", Sense::kLess, false},
    {"faster", Sense::kBetter, false},
    {"quicker", Sense::kBetter, false},
    {"better", Sense::kBetter, false},
    {"outperforms", Sense::kBetter, false},
    {"outperform", Sense::kBetter, false},
    {"improvement", Sense::kBetter, false},
    {"speedup", Sense::kBetter, false},
    {"slower", Sense::kWorse, false},
    {"worse", Sense::kWorse, false},
    {"underperforms", Sense::kWorse, false},
    {"clear winner", Sense::kBetter, true},
    {"the winner", Sense::kBetter, true},
    {"costs", Sense::kLess, false},
    {"loses", Sense::kLess, false},
    {"lose", Sense::kLess, false},
    {"lowers", Sense::kLess, false},
    {"lowered", Sense::kLess, false},
    {"dropped", Sense::kLess, false},
    {"speeds up", Sense::kBetter, false},
    {"slows", Sense::kWorse, false},
    {"rose", Sense::kMore, false},
    {"gains", Sense::kMore, false},
    {"lifts", Sense::kMore, false},
    {"sooner", Sense::kBetter, false},
    {"slowdown", Sense::kWorse, false},
    {"more efficient", Sense::kBetter, false},
    {"trails", Sense::kWorse, false},
    {"trail", Sense::kWorse, false},
    {"lags", Sense::kWorse, false},
    {"lag behind", Sense::kWorse, false},
    {"leads", Sense::kBetter, false},
    {"lead the", Sense::kBetter, false},
    {"wins", Sense::kBetter, false},
    {"outpaces", Sense::kBetter, false},
    {"undercuts", Sense::kLess, false},
    {"holds up better", Sense::kBetter, false},
    {"shrinks", Sense::kLess, false},
    {"shrank", Sense::kLess, false},
    {"trims", Sense::kLess, false},
    {"trimmed", Sense::kLess, false},
    {"slashes", Sense::kLess, false},
    {"slashed", Sense::kLess, false},
    {"dips", Sense::kLess, false},
    {"declines", Sense::kLess, false},
    {"declined", Sense::kLess, false},
    {"raised", Sense::kMore, false},
    {"lifted", Sense::kMore, false},
    {"boosted", Sense::kMore, false},
    {"climbs", Sense::kMore, false},
    {"climbed", Sense::kMore, false},
    {"jumps", Sense::kMore, false},
    {"jumped", Sense::kMore, false},
    {"grew", Sense::kMore, false},
    {"improved", Sense::kBetter, false},
    {"outperformed", Sense::kBetter, false},
    {"outpaced", Sense::kBetter, false},
    {"out-paces", Sense::kBetter, false},
    {"out-paced", Sense::kBetter, false},
    {"outruns", Sense::kBetter, false},
    {"outran", Sense::kBetter, false},
    {"edges out", Sense::kBetter, false},
    {"speedier", Sense::kBetter, false},
    {"snappier", Sense::kBetter, false},
    {"degrades", Sense::kWorse, false},
    {"worsens", Sense::kWorse, false},
    {"trailed", Sense::kWorse, false},
    {"lagged", Sense::kWorse, false},
    {"speed-up", Sense::kBetter, false},
    {"speediest", Sense::kBetter, true},
    {"snappiest", Sense::kBetter, true},
    {"tops the", Sense::kBetter, true},
    {"fewest", Sense::kLess, true},
    {"leanest", Sense::kLess, true},
    {"heaviest", Sense::kMore, true},
    {"lightest", Sense::kLess, true},
    {"ahead of", Sense::kBetter, false},
    {"falls behind", Sense::kWorse, false},
    {"fall behind", Sense::kWorse, false},
    {"fell behind", Sense::kWorse, false},
    {"lags behind", Sense::kWorse, false},
    {"stays behind", Sense::kWorse, false},
}};

// "The smallest model reaches the highest rate", "the larger batch goes with a lower latency": says
// which model or setting, where another word compares.
bool says_which(std::string_view clause, std::string_view word, std::size_t at) {
  static constexpr std::array<std::string_view, 6> kSizes = {"larger",   "largest", "smaller",
                                                             "smallest", "bigger",  "biggest"};
  static constexpr std::array<std::string_view, 4> kThings = {" model", " models", " variant",
                                                              " network"};
  static constexpr std::array<std::string_view, 4> kSettings = {"larger", "smaller", "higher",
                                                                "lower"};
  const std::string_view before = clause.substr(0, at);
  static constexpr std::array<std::string_view, 3> kCauses = {"caused by", "due to", "because of"};
  const bool begins =
      before.ends_with("the ") && words_of(before).size() == 1 && !has_any(clause, kCauses);
  return (is_one_of(word, kSizes) && starts_with_word(clause.substr(at + word.size()), kThings)) ||
         (begins && is_one_of(word, kSettings));
}

// "Under higher load": where, not what is compared.
bool says_load(std::string_view clause, std::string_view word, std::size_t at) {
  static constexpr std::array<std::string_view, 4> kWhere = {"under ", "at ", "with ", "for "};
  static constexpr std::array<std::string_view, 5> kLoads = {" load", " loads", " traffic",
                                                             " concurrency", " parallelism"};
  static constexpr std::array<std::string_view, 6> kAmounts = {"higher",  "lower",   "larger",
                                                               "smaller", "heavier", "lighter"};
  return is_one_of(word, kAmounts) && ends_with_any(clause.substr(0, at), kWhere) &&
         starts_with_word(clause.substr(at + word.size()), kLoads);
}

}  // namespace

bool says_much(std::string_view clause) {
  static constexpr std::array<std::string_view, 5> kMuch = {"considerably", "substantially", "far",
                                                            "much", "dramatically"};
  return has_any(clause, kMuch);
}

bool says_one_universal(std::string_view clause) {
  static constexpr std::array<std::string_view, 5> kSingle = {
      "consistently", "always", "invariably", "without exception", "throughout"};
  static constexpr std::array<std::string_view, 4> kEach = {"all", "every", "each", "both"};
  std::size_t universals = 0;
  for (const Range& word : words_of(clause)) {
    universals += is_one_of(clause.substr(word.begin, word.end - word.begin), kEach) ? 1U : 0U;
  }
  return universals == 1 && !has_any(clause, kSingle);
}

bool says_always(std::string_view clause) {
  static constexpr std::array<std::string_view, 20> kAlways = {"consistently",
                                                               "always",
                                                               "all",
                                                               "every",
                                                               "invariably",
                                                               "uniformly",
                                                               "at each",
                                                               "in each",
                                                               "on each",
                                                               "for each",
                                                               "across the board",
                                                               "everywhere",
                                                               "each time",
                                                               "without exception",
                                                               "throughout",
                                                               "each of",
                                                               "and above",
                                                               "upwards",
                                                               "onwards",
                                                               "and up"};
  return has_any(clause, kAlways);
}

bool is_attribute(const CompareWord& word) {
  return word.sense == Sense::kMore || word.sense == Sense::kLess || word.word == "better" ||
         word.word == "worse";
}

FoundWord find_word(std::string_view clause) {
  FoundWord found;
  FoundWord which;
  for (const CompareWord& each : kWords) {
    std::size_t at = find_phrase(clause, each.word);
    if (at != std::string_view::npos && says_load(clause, each.word, at)) {
      at = find_phrase(clause, each.word, at + 1);
    }
    if (at != std::string_view::npos && says_which(clause, each.word, at)) {
      which = each.word == "larger" || at >= which.at ? which : FoundWord{&each, at};
      at = find_phrase(clause, each.word, at + 1);
    }
    if (at != std::string_view::npos && each.word == "leads" &&
        clause.substr(at + each.word.size()).starts_with(" to ")) {
      at = std::string_view::npos;  // names a consequence
    }
    // "Loses to" before "loses".
    const bool longer =
        at == found.at && found.word != nullptr && each.word.size() > found.word->word.size();
    if (at < found.at || longer) {
      found = {&each, at};
    }
  }
  // "draws more power than", "needs fewer steps than"
  static constexpr CompareWord kMoreOf = {"more", Sense::kMore, false};
  static constexpr CompareWord kLessOf = {"fewer", Sense::kLess, false};
  static constexpr CompareWord kLess = {"less", Sense::kLess, false};
  for (const CompareWord* const each : {&kMoreOf, &kLessOf, &kLess}) {
    const std::size_t at = find_phrase(clause, each->word);
    const std::size_t than = at == std::string_view::npos ? at : find_phrase(clause, "than", at);
    if (at < found.at && than != std::string_view::npos && than > at + each->word.size() + 1 &&
        than < at + 40) {
      found = {each, at};
    }
  }
  return found.word == nullptr ? which : found;
}

bool asks_which(std::string_view clause, std::string_view sentence, std::size_t word) {
  constexpr std::size_t kNear = 25;  // bytes
  const std::size_t which = find_phrase(clause, "which");
  return which < word && word - which < kNear &&
         (which > 3 || sentence.find('?') != std::string_view::npos);
}

bool says_upwards(std::string_view clause) {
  static constexpr std::array<std::string_view, 5> kUpwards = {"upwards", "upward", "onwards",
                                                               "and above", "and beyond"};
  return has_any(clause, kUpwards);
}

bool is_later_rank(std::string_view clause, const FoundWord& found) {
  static constexpr std::array<std::string_view, 4> kRanks = {"second ", "second-", "third ",
                                                             "next "};
  return found.word->superlative && ends_with_any(clause.substr(0, found.at), kRanks);
}

bool is_of_number(std::string_view clause, const FoundWord& found) {
  std::string_view behind = clause.substr(found.at + found.word->word.size());
  for (const std::string_view word : {",", ":", " is", " was", " at", " of"}) {
    behind.remove_prefix(behind.starts_with(word) ? word.size() : 0);
  }
  return behind.size() > 1 && behind[0] == ' ' && behind[1] >= '0' && behind[1] <= '9';
}

std::string_view words_of_extreme(std::string_view clause, const FoundWord& found) {
  if (!found.word->superlative || found.at >= clause.size()) {
    return {};
  }
  static constexpr std::array<std::string_view, 8> kEnds = {",",     ";",    ":",      "(",
                                                            " and ", " at ", " with ", " for "};
  return up_to_any(clause.substr(found.at), kEnds);
}

void keep_akin(std::vector<Mention>& mine, std::vector<Mention>& others,
               std::vector<Mention>& rest) {
  const Mention* kind = nullptr;
  for (const Mention& mention : others) {
    const bool both = std::any_of(mine.begin(), mine.end(), [&](const Mention& each) {
      return is_akin(each, mention) && !is_same(each, mention);
    });
    kind = both && kind == nullptr ? &mention : kind;
  }
  if (kind == nullptr) {
    return;
  }
  const Mention like = *kind;
  for (std::vector<Mention>* const list : {&mine, &others}) {
    const auto apart = std::stable_partition(
        list->begin(), list->end(), [&](const Mention& each) { return is_akin(each, like); });
    std::copy(apart, list->end(), std::back_inserter(rest));
    list->erase(apart, list->end());
  }
}

Denial denial_of(std::string_view clause, std::size_t word) {
  static constexpr std::array<std::string_view, 14> kAny = {
      "not",   "neither", "cannot",   "can't",  "doesn't",  "no",      "isn't",
      "never", "nowhere", "fails to", "hardly", "scarcely", "none of", "nothing"};
  static constexpr std::array<std::string_view, 4> kPlain = {"is not", "isn't", "was not",
                                                             "wasn't"};
  static constexpr std::array<std::string_view, 2> kAlways = {"never", "nowhere"};
  const std::string_view behind = clause.substr(std::min(word, clause.size()));
  const bool wins_none = behind.starts_with("wins no");
  if (!has_any(clause, kAny) && !wins_none) {
    return Denial::kNone;
  }
  std::string_view before = clause.substr(0, std::min(word, clause.size()));
  for (const std::string_view article : {" the ", " a ", " "}) {
    if (before.ends_with(article)) {
      before.remove_suffix(article.size());
      break;
    }
  }
  if (ends_with_word(before, kPlain)) {
    return Denial::kPlain;
  }
  return ends_with_word(before, kAlways) || wins_none ? Denial::kAlways : Denial::kOther;
}

bool is_of_one_row(std::string_view clause, const std::vector<Mention>& mentions,
                   std::size_t word) {
  static constexpr std::array<std::string_view, 10> kRows = {
      " repetition", " sample", " run ", " iteration", " prompt ",
      " request",    " call ",  " row ", " turn ",     " trial "};
  return place_said(clause) == TrialPlace::kFirst &&
         std::ranges::any_of(mentions, [&](const Mention& mention) {
           return mention.range.end < word &&
                  starts_with_any(clause.substr(mention.range.end), kRows);
         });
}

bool is_place(std::string_view clause, const std::vector<Mention>& mentions,
              const Mention& mention) {
  if (mention.kind != NameKind::kFile && mention.kind != NameKind::kFolder) {
    return false;
  }
  const std::string_view before = clause.substr(0, mention.range.begin);
  const bool placed = before == "in " || before == "for " || before.ends_with(" in ") ||
                      before.ends_with("in the ") || before.ends_with("in '") ||
                      before.ends_with(" for ") || before.ends_with(" from ") ||
                      before.ends_with(" within ");
  return placed && std::any_of(mentions.begin(), mentions.end(), [](const Mention& each) {
           return each.kind == NameKind::kModel || each.kind == NameKind::kLevel;
         });
}

bool says_every_metric(std::string_view clause) {
  static constexpr std::array<std::string_view, 6> kEvery = {
      "every measurement", "every metric",     "all metrics",
      "all measurements",  "across the board", "in every respect"};
  return has_any(clause, kEvery);
}

double sign_of(double a, double b) {
  return a > b * (1 + 1e-12) ? 1 : a < b * (1 - 1e-12) ? -1 : 0;
}

int wanted_sign(Sense sense, const Metric& metric) {
  if (sense == Sense::kMore || sense == Sense::kLess) {
    return sense == Sense::kMore ? 1 : -1;
  }
  const Direction direction = direction_of_metric(metric);
  if (direction == Direction::kUnknown) {
    return 0;
  }
  return (direction == Direction::kHigherIsBetter) == (sense == Sense::kBetter) ? 1 : -1;
}

}  // namespace chimera::verify
