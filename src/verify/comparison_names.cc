// The names in a comparison: which are its sides, which say where.
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "verify/comparison_words.h"
#include "verify/wording.h"

namespace chimera::verify {

Side side_of(const Mention& mention, const Scope& around) {
  return {mention.alias, narrowed(scope_of({mention}), around), mention.range.end};
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

bool is_set(std::string_view clause, std::size_t word, const Mention& mention) {
  constexpr std::size_t kNear = 16;
  if (mention.range.begin <= word) {
    return false;
  }
  const std::string_view between = clause.substr(word, mention.range.begin - word);
  const std::size_t of = between.rfind(" of the ");
  return of != std::string_view::npos && between.size() - of < kNear;
}

bool stands_among(std::string_view clause, const Mention& mention) {
  static constexpr std::array<std::string_view, 8> kAmong = {
      "among ",   "among the ",   "among all ",  "among all the ",
      "amongst ", "amongst the ", "within the ", "out of the "};
  return ends_with_word(clause.substr(0, mention.range.begin), kAmong);
}

bool is_adverbial(std::string_view clause, const Mention& mention) {
  static constexpr std::array<std::string_view, 12> kPrepositions = {
      "in", "at", "for", "with", "on", "under", "within", "from", "of", "using", "across", "to"};
  std::string_view before = clause.substr(0, mention.range.begin);
  while (!before.empty() && !is_word_char(before.back())) {
    before.remove_suffix(1);
  }
  for (const std::string_view article : {" the", " a", " an"}) {
    before.remove_suffix(before.ends_with(article) ? article.size() : 0);
  }
  return ends_with_word(before, kPrepositions);
}

bool is_side(std::string_view clause, std::size_t word, const Mention& mention) {
  if (mention.range.begin < word) {
    return true;
  }
  const std::string_view before = clause.substr(0, mention.range.begin);
  return before.ends_with(" is ") || before.ends_with("is '") || before.ends_with(" was ") ||
         before.ends_with(" by ") || before.ends_with(": ") || before.ends_with("(");
}

bool stands_ahead(std::string_view clause, const Mention& mention) {
  constexpr std::size_t kPreposition = 6;
  return mention.range.begin < kPreposition && is_adverbial(clause, mention) &&
         clause.substr(mention.range.end).starts_with(",");
}

// "A with X is faster than B with Y": both sides are named by several kinds, one of each.
bool is_each_akin(const std::vector<Mention>& mine, const std::vector<Mention>& others) {
  return mine.size() > 1 && mine.size() == others.size() &&
         std::all_of(others.begin(), others.end(), [&](const Mention& other) {
           const auto akin = [&](const Mention& each) { return is_akin(each, other); };
           return std::count_if(mine.begin(), mine.end(), akin) == 1 &&
                  std::count_if(others.begin(), others.end(), akin) == 1;
         });
}

}  // namespace chimera::verify
