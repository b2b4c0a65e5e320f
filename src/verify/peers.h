// The others of a thing's kind: files of its folder, models, levels of its column.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "verify/comparison_words.h"

namespace chimera::verify {

/// The values of the mention's column in the tables that the other mentions and the scope tell of.
std::set<std::string> levels_beside(const Dataset& dataset, const Mention& mention,
                                    const std::vector<Mention>& mentions, const Scope& around);

/// Those that have the metric or might. O(tables + levels).
std::vector<Side> peers_of(const Dataset& dataset, const Mention& subject, const Metric& metric,
                           const Scope& around);

/// "A is twice as fast": A and the other, where the column of one mention has two values alone;
/// fewer than two sides where none or several have.
Pairing pair_with_other(const Dataset& dataset, const std::vector<Mention>& mentions,
                        const NameFinder* names);

/// "Fusing softmax saves 40 %": the level that is called `fused_softmax` and the one that differs
/// in a word for a variant alone; none where several do.
Pairing pair_of_fusion(const Dataset& dataset, std::string_view clause, const NameFinder* names);

/// "Fused softmax is faster than the naive one": the level that differs in such a word alone from
/// the one that is named; fewer than two sides where none or several do, or where the clause, in
/// lower case, says no such word behind "than".
Pairing pair_with_variant(const Dataset& dataset, std::string_view clause,
                          const std::vector<Mention>& mentions, const NameFinder* names);

/// "Baseline versus Tuned": the second and the first of two that a title, in lower case, holds
/// against each other; none where it holds none, or more.
std::vector<Mention> sides_in_title(std::string_view title, const NameFinder& names);

/// "The two arms": both levels of the factor that the text, in lower case, calls two of; none where
/// it has not two.
std::vector<Mention> two_levels_of(const Dataset& dataset, std::string_view text,
                                   const NameFinder& names);

/// The level of the subject's column that others are held against by its name ("baseline", "fp32"),
/// where it has one and the subject is another.
std::optional<Mention> base_level(const Dataset& dataset, const Mention& subject,
                                  const NameFinder* names);

}  // namespace chimera::verify
