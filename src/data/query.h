// A query: metric, statistics, selection, grouping, what is left out. Its canonical text is what a
// user would type after `chimera query DIR…`, so every number can be re-run; a fact's id is that
// text's hash.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chimera {

enum class Statistic {
  kCount,
  kSum,
  kMean,
  kMedian,
  kStd,
  kVar,
  kMin,
  kMax,
  kP5,
  kP25,
  kP75,
  kP90,
  kP95,
  kP99,
  kIqr,
  kMad,
  kCv,
  kGeomean,
  kCi95,
  kRatio,
  kDifference,
  kDetectable,
  kP,
  kPInteraction
};

/// "mean", "p95", "ci95", …: what --stat takes.
std::string_view statistic_name(Statistic statistic);

/// The statistic of that name; nullopt if there is none.
std::optional<Statistic> find_statistic(std::string_view name);

/// Whether it needs two selections (or, for kP and kDetectable, a column with --effect;
/// kPInteraction needs that).
bool is_contrast(Statistic statistic);

/// All statistics in the order of the enum.
std::span<const Statistic> all_statistics();

/// COLUMN=VALUE; the value may hold * and ? as globs.
struct Condition {
  std::string column;
  std::string value;

  friend bool operator==(const Condition&, const Condition&) = default;
};

struct Query {
  std::string metric;  ///< a column as spelled, its last keys, or the catalogue's name
  std::vector<Statistic> statistics;
  std::vector<std::string> by;
  std::vector<Condition> where;
  /// The second selection: `where` with these conditions put in place of those on the same column.
  /// A ratio is the first's mean / the second's, a difference the first's − the second's.
  std::vector<Condition> against;
  /// The column of whose levels kP says whether they differ at all, an F test, kPInteraction
  /// whether what they do depends on the other factors, and kDetectable which ratio of two it would
  /// show; "" for none.
  std::string effect = {};
  bool exclude_cold = false;
  bool include_failed = false;
};

/// Whether the statistic is one that the query's --effect gives: p, p_interaction and detectable.
bool is_of_effect(Statistic statistic, const Query& query);

/// The arguments as typed, shell-quoted, `where` sorted: equal for equal queries.
std::string canonical_text(const Query& query);

}  // namespace chimera
