#include "verify/comparison_words.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<CompareWord, 63> kWords = {{
    {"more accurate", Sense::kBetter, false},
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
    {"improves", Sense::kBetter, false},
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
    {"slowdown", Sense::kWorse, false},
    {"more efficient", Sense::kBetter, false},
}};

}  // namespace

FoundWord find_word(std::string_view clause) {
  FoundWord found;
  for (const CompareWord& each : kWords) {
    std::size_t at = find_phrase(clause, each.word);
    if (at != std::string_view::npos && each.word == "larger" &&
        clause.substr(at + each.word.size()).starts_with(" model")) {
      at = find_phrase(clause, each.word, at + 1);  // says which models
    }
    if (at < found.at) {
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
  return found;
}

bool is_of_number(std::string_view clause, const FoundWord& found) {
  std::string_view behind = clause.substr(found.at + found.word->word.size());
  for (const std::string_view word : {",", ":", " is", " was", " at", " of"}) {
    behind.remove_prefix(behind.starts_with(word) ? word.size() : 0);
  }
  return behind.size() > 1 && behind[0] == ' ' && behind[1] >= '0' && behind[1] <= '9';
}

Side side_of(const Mention& mention, const Scope& around) {
  return {mention.alias, narrowed(scope_of({mention}), around), mention.range.end};
}

bool is_akin(const Mention& a, const Mention& b) {
  const bool file_a = a.kind == NameKind::kFile || a.kind == NameKind::kFolder;
  const bool file_b = b.kind == NameKind::kFile || b.kind == NameKind::kFolder;
  if (file_a || file_b) {
    return file_a && file_b;
  }
  return std::any_of(a.columns.begin(), a.columns.end(), [&](const std::string& column) {
    return std::find(b.columns.begin(), b.columns.end(), column) != b.columns.end();
  });
}

bool is_same(const Mention& a, const Mention& b) {
  return a.values == b.values && a.files == b.files;
}

Pairing pair_up(const std::vector<Mention>& mentions, const std::vector<Mention>& subjects) {
  Pairing best;
  std::vector<Mention> named;
  std::copy_if(mentions.begin(), mentions.end(), std::back_inserter(named),
               [](const Mention& mention) { return mention.kind != NameKind::kMissingFile; });
  const auto split = [&](const Mention& of, const std::vector<Mention>& more) {
    Pairing pairing;
    for (const std::vector<Mention>* const list : {&more, &std::as_const(named)}) {
      for (const Mention& mention : *list) {
        const bool known = std::any_of(pairing.sides.begin(), pairing.sides.end(),
                                       [&](const Mention& each) { return is_same(each, mention); });
        if (!is_akin(mention, of)) {
          pairing.rest.push_back(mention);
        } else if (!known) {
          pairing.sides.push_back(mention);
        }
      }
    }
    return pairing;
  };
  for (const std::vector<Mention>& more : {std::vector<Mention>(), subjects}) {
    for (const Mention& mention : named) {
      Pairing pairing = split(mention, more);
      if (pairing.sides.size() >= 2) {
        best = std::move(pairing);
      }
    }
    if (!best.sides.empty()) {
      break;
    }
  }
  return best;
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
