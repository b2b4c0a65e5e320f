// Statements without a measured number: what the dataset holds or lacks, what most files are, when
// things were measured or written.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// When files were modified, without a date: the data don't tell; "all within a week" is refuted by
/// the report's own list of files, where their newest lie `days` apart.
std::optional<Judgement> judge_modified(std::string_view clause, double days);

/// Words for more than half.
inline constexpr std::array<std::string_view, 10> kMost = {
    "majority",     "most of", "primarily", "predominantly", "mainly",
    "concentrated", "largely", "mostly",    "primary focus", "bulk of"};

/// Why a statement holds of which no more was read than that the names in it are there.
inline constexpr std::string_view kHoldsWhatIsNamed = "the data hold what is named";

struct StatementContext {
  std::string clause;               ///< in lower case
  std::string spelled;              ///< the same as it is spelled
  std::string unnamed;              ///< the clause without names ("gemma3:latest" is no latest day)
  std::string wide;                 ///< its sentence
  std::vector<Mention> mentions;    ///< in the clause
  std::vector<Numeral> dates;       ///< in the clause
  std::vector<std::string> quoted;  ///< names in quotes or code spans that nothing is known by
  const NameFinder* names = nullptr;
  double modified_days = 0;  ///< between the newest files of each type that the report lists
};

/// Dates: when things were measured, tested or written. nullopt where the clause has none.
std::optional<Judgement> judge_dates(const Dataset& dataset, const StatementContext& context);

/// "The tests stretched over three months": the time from the first to the last that names and
/// contents carry. `behind`: the words behind the number. nullopt where the clause says no such
/// thing.
std::optional<Judgement> judge_duration(const Dataset& dataset, const Numeral& stated,
                                        std::string_view clause, std::string_view behind);

/// "majority", "predominantly", "dominant", "focus". nullopt where the clause has no such word.
std::optional<Judgement> judge_majority(const Dataset& dataset, const StatementContext& context);

/// "contains", "explores", "labelled", "unable to", "lacks". nullopt where it says nothing of that.
std::optional<Judgement> judge_existence(const Dataset& dataset, const StatementContext& context);

/// What users and invoices say, and nothing measured is called by: "its answers are worse". nullopt
/// for none.
std::optional<Judgement> judge_unmeasured(const Dataset& dataset, const StatementContext& context);

/// What no data decide: "suggesting", "well-suited", causes, switches of which nothing speaks.
/// nullopt for none.
std::optional<Judgement> judge_opinion(const StatementContext& context);

}  // namespace chimera::verify
