// Which two names of a sentence a ratio may hold against each other, beside those that its clause
// puts on the sides of "than".
#pragma once

#include <optional>
#include <vector>

#include "verify/comparison_words.h"
#include "verify/comparisons.h"

namespace chimera::verify {

/// "From 1 to 64 clients it grows 11-fold", "moving from A to B buys 62 %": what is reached, then
/// where it began. Nothing else is compared then.
std::optional<Pairing> ends_of_change(const ComparisonContext& context);

/// What a change or a comparison is of where each side is named by several kinds at once.
struct CompoundPair {
  std::vector<Mention> a;
  std::vector<Mention> b;
  std::vector<Mention> rest;
};

/// "Moving from A with X to B with Y", "alpha q4 is 2x faster than beta q8": names that stand side
/// by side are one thing, where the sentence has two such, of the same kinds. What is reached, or
/// spoken of, first; nullopt where it has none, or more.
std::optional<CompoundPair> compound_pair(const ComparisonContext& context);

/// "Alpha is 33 % faster than beta q4": one name against two that are one thing; nullopt for other
/// sides.
std::optional<CompoundPair> compound_object(const ComparisonContext& context);

/// Pairs that a reader may take to be meant, the likeliest first: what stands behind "than" or "of"
/// against the last of its kind before; where no such word stands two of one kind, and a name and
/// the only other of its factor. The rest of each is what stands nearest to the number.
std::vector<Pairing> possible_pairs(const Dataset& dataset, const ComparisonContext& context);

/// Of each kind that isn't compared what stands nearest to the number.
std::vector<Mention> rest_of(const ComparisonContext& context, const std::vector<Mention>& sides);

/// Both levels of a factor that is named without one: "flash attention improves".
std::vector<Mention> both_levels(const Dataset& dataset, const ComparisonContext& context);

/// Whether the text puts what is compared with first: "relative to A", "from A to B".
bool names_base_first(const ComparisonContext& context);

/// "INT8 drops 0.3 points", "FP8 reduces the size by 4 %": what the clause names and the level that
/// others are held against by its name; none where the clause says another.
Pairing against_base(const Dataset& dataset, const ComparisonContext& context);

/// "A is 2.8 times as fast as B, C is 55 % faster than A": C, whose verb stands before the number,
/// and the name behind it; none where no such verb does.
std::vector<Mention> own_sides(const ComparisonContext& context);

/// "A beats B by 17 % and B beats C by 36 %": those of the verb that stands last before the number;
/// none where none does.
std::vector<Mention> sides_of_verb(const ComparisonContext& context);

/// "A is 56 % faster than B with one client": A and B, whatever else the clause names; none where
/// no name of one kind stands right behind "than" and before the number.
std::vector<Mention> sides_of_than(const ComparisonContext& context);

/// "Flash attention raises prompt processing by 9 %": of llama-bench's tests those of that phase;
/// all where the clause names none, or no table has such tests.
Scope scope_of_phase(const Dataset& dataset, std::string_view clause);

/// "A reaches 72 and B 46, so A is 55 % faster": what follows from the only two of a sentence is of
/// those.
bool follows_from_two(const ComparisonContext& context);

/// Whether the clause says what its number is held against, so that another number is wrong.
bool names_object(const ComparisonContext& context);

/// "The smallest model is 2.8x faster than B": whether the words ahead name a subject that what was
/// spoken of before is not.
bool names_another_subject(const ComparisonContext& context);

}  // namespace chimera::verify
