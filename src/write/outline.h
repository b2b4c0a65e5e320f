// The rules that order and sort: which finding the collector tells, which the analyst, in what
// order, and what may stand in which section. A model has no say in any of it: small ones order no
// better than chance.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "data/finding.h"

namespace chimera::write {

inline constexpr std::size_t kSummaryMax = 6;     ///< sentences, the one on coverage included
inline constexpr std::size_t kConclusionMax = 5;  ///< sentences

/// Whether findings of that kind are about the data rather than what was measured: the collector's.
bool is_about_data(FindingKind kind);

/// The findings that the collector may tell, strongest first. They point into `analysis`.
std::vector<const Finding*> collector_findings(const Analysis& analysis);

/// The findings that are left for the analyst, strongest first, at most `most`. Those in `told`
/// (ids) and those that can't say themselves are left out. They point into `analysis`.
std::vector<const Finding*> analyst_findings(const Analysis& analysis,
                                             const std::set<std::string>& told, std::size_t most);

/// The coverage's chains, each a sentence of its own with its ways to say it, in order.
std::vector<std::vector<Phrase>> coverage_sentences(const Analysis& analysis);

/// The finding's sentences for that section, in the order of the rules.
std::vector<Phrase> candidates_for(const Finding& finding, Section section);

/// The advice in words: what to do, what it brings, what would change it; a way for each order.
std::vector<Phrase> ways_to_advise(const Advice& advice);

/// The ways ordered by length of their text, shortest first; equal lengths keep their order.
std::vector<Phrase> shortest_first(std::vector<Phrase> ways);

/// Words as a reader counts them: runs of characters that are no white space.
std::size_t word_count(std::string_view text);

}  // namespace chimera::write
