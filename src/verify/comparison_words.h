// The words that compare, what they ask of a metric, and what stands on their sides.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "verify/bind.h"
#include "verify/scope.h"

namespace chimera::verify {

enum class Sense { kMore, kLess, kBetter, kWorse };

struct CompareWord {
  std::string_view word;
  Sense sense;
  bool superlative;
};

/// The first of them in a text.
struct FoundWord {
  const CompareWord* word = nullptr;
  std::size_t at = std::string_view::npos;
};

/// Whether it is said of each of all pairs: "consistently", "at each rate".
bool says_always(std::string_view clause);

/// "For each model", and no other universal beside it.
bool says_one_universal(std::string_view clause);

/// "Considerably less": that the difference is no small one.
bool says_much(std::string_view clause);

FoundWord find_word(std::string_view clause);

/// "Higher", "better": what something may have more of, so that the word alone names no metric.
bool is_attribute(const CompareWord& word);

/// "It depends on which is faster": whether the word at `word` only asks; not "A, which is faster".
bool asks_which(std::string_view clause, std::string_view sentence, std::size_t word);

/// "At all batch sizes from 2 upwards": of some levels, which no name tells.
bool says_upwards(std::string_view clause);

/// "The second fastest": which of the others is before it isn't looked for.
bool is_later_rank(std::string_view clause, const FoundWord& found);

/// "The lowest, 212.7": the word says which number it is, not what something is.
bool is_of_number(std::string_view clause, const FoundWord& found);

/// "Has the highest mean Z, 9, …": what stands right behind a superlative; "" for other words.
std::string_view words_of_extreme(std::string_view clause, const FoundWord& found);

/// One side of a comparison.
struct Side {
  std::string name;
  Scope scope;
  std::size_t end = 0;  ///< of its mention
};

Side side_of(const Mention& mention, const Scope& around);

/// Two things of one kind, and the names that say where they are compared.
struct Pairing {
  std::vector<Mention> sides;  ///< in their order; fewer than two where there are none
  std::vector<Mention> rest;
};

/// Of the mentions those of the kind that has two different ones, the last such; where no kind has,
/// one of them and the subject of its kind that was spoken of before.
Pairing pair_up(const std::vector<Mention>& mentions, const std::vector<Mention>& subjects);

/// Whether both mean the same.
bool is_same(const Mention& a, const Mention& b);

/// Whether a preposition before it makes the name a place: "in the large file".
bool is_adverbial(std::string_view clause, const Mention& mention);

/// Whether a superlative at `word` may be said of it: it stands before the word, or behind "is".
bool is_side(std::string_view clause, std::size_t word, const Mention& mention);

/// Of both lists keeps what is of a kind that both have, of several the kind nearest behind "than";
/// what else they hold goes to `rest`.
void keep_akin(std::vector<Mention>& mine, std::vector<Mention>& others,
               std::vector<Mention>& rest);

/// "Fastest of the three gemma3 models": whether the name behind a superlative at `word` says of
/// which it is one.
bool is_set(std::string_view clause, std::size_t word, const Mention& mention);

/// "The first pp512 repetition is the slowest of its five": whether what stands before the word at
/// `word` is a row of what is named, and not that itself.
bool is_of_one_row(std::string_view clause, const std::vector<Mention>& mentions, std::size_t word);

/// "Among the gemma3 variants, …": whether the name says of which set something is said.
bool stands_among(std::string_view clause, const Mention& mention);

/// "… in `a.csv`": whether it only says where, since the clause names what is compared besides.
bool is_place(std::string_view clause, const std::vector<Mention>& mentions,
              const Mention& mention);

/// How a clause takes back what its comparison would say.
enum class Denial {
  kNone,
  kPlain,   ///< "isn't faster than B": by the means
  kAlways,  ///< "is never faster than B": in no pair of what was run alike
  kOther    ///< what is taken back can't be told from the words
};

/// Of the word at `word`. O(clause). REQUIRES: lower case.
Denial denial_of(std::string_view clause, std::size_t word);

/// "For A, B is slower than C": whether the name ahead only says where.
bool stands_ahead(std::string_view clause, const Mention& mention);

/// "Faster in every measurement": of each metric, not of throughput alone.
bool says_every_metric(std::string_view clause);

/// "A with X is faster than B with Y": whether both are named by several kinds, one of each.
bool is_each_akin(const std::vector<Mention>& mine, const std::vector<Mention>& others);

/// +1 where a is more than b, −1 where it is less, 0 where they are equal.
double sign_of(double a, double b);

/// Which way the metric must go for the word to hold: +1 more, −1 less, 0 unknown.
int wanted_sign(Sense sense, const Metric& metric);

}  // namespace chimera::verify
