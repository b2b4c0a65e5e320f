// What a stated count is held against: the numbers that its words may mean, the likeliest first.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/sample.h"

namespace chimera::verify {

/// What a trial that came to nothing is called.
inline constexpr std::array<std::string_view, 15> kFailureWords = {
    "timed-out",    "failed",    "failures", "failure",  "errors",
    "unsuccessful", "timed out", "refused",  "crashed",  "aborted",
    "failing",      "died",      "errored",  "timeouts", "timeout"};

/// How a trial may come to nothing: the words that reports have for it, and those that the reasons
/// in the data have, in lower case.
struct Ending {
  std::span<const std::string_view> said;
  std::span<const std::string_view> noted;
};

/// "No run timed out": what the text in lower case says that trials came to; nullptr for nothing.
const Ending* ending_in(std::string_view lower);

/// Whether a reason, in lower case, tells it.
bool tells(const Ending& ending, std::string_view reason);

/// A number that may be meant, and of what.
struct Tally {
  double value = 0;
  std::string what;
  std::string query;  ///< "" where no query says it
};

/// Supported by any of them; else the first is the truth. REQUIRES: some.
Judgement judged(const Numeral& stated, const std::vector<Tally>& tallies, ClaimType type);

/// Trials of the scope, with copies and without, that failed or all.
std::vector<Tally> tally_trials(const Dataset& dataset, const Scope& given, bool failed);

/// How many trials of a scope there are, and of those how many failed: the likeliest tally of each.
struct Outcomes {
  double failed = 0;
  double all = 0;

  [[nodiscard]] bool all_failed() const { return all > 0 && !(failed < all); }

  /// "3 of 8 trials failed"
  [[nodiscard]] std::string why() const;
};

/// The tables that the scope's files hold, of those that hold the same the first alone.
std::vector<const Table*> tables_once(const Dataset& dataset, const Scope& scope);

/// One walk over the rows.
Outcomes outcomes_of(const Dataset& dataset, const Scope& given);

/// Failed trials that came to what the text in lower case says ("timed out"), as their reasons
/// tell; empty where it says no such thing, or where no trial of the tree came to it.
std::vector<Tally> tally_failed_so(const Dataset& dataset, const Scope& scope,
                                   std::string_view lower);

/// Files and folders in which every trial failed ("failed entirely", "only failed rows"), or some
/// did not ("usable rows"), as the text in lower case says; nullopt where it says neither.
std::optional<Judgement> judge_wholly_failed(const Dataset& dataset, const Numeral& stated,
                                             std::string_view lower, const Scope& scope);

/// Cold starts of the scope.
std::vector<Tally> tally_cold(const Dataset& dataset, const Scope& given);

/// Distinct cells of the column of that name in the scope.
std::set<std::string_view> values_in(const Table& table, const std::string& name,
                                     const Scope& scope);

}  // namespace chimera::verify
