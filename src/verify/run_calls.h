// The calls of its model that a program lists in its own report: a table with a row a call, and the
// statistics of its columns, in rows of that table, in a table of their own or in lines behind it.
// What a call took only its transcript tells; what is worked out of the calls is judged by that.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verify/document.h"
#include "verify/judgement.h"

namespace chimera::verify {

/// Seconds that each named stage took, in their order.
using StageTimes = std::vector<std::pair<std::string, double>>;

/// Of what is neither in the data nor worked out of other numbers of the run.
Judgement only_the_run_can_tell(ClaimType type = ClaimType::kRunMetric);

class RunCalls {
 public:
  /// Whether the table lists calls, or statistics of them, by its heads.
  static bool is_table(const Block& table);

  /// The calls of a table; nothing where it lists none.
  void add(const Block& table);

  [[nodiscard]] bool empty() const { return columns_.empty(); }

  /// The claims of such a table, a number each.
  void judge(const Block& table, const StageTimes& stages, const Lines& lines,
             std::vector<Claim>& claims) const;

  /// A line of the run's metrics: "Tokens Generated" is the calls' sum, "TTFT CV" of their column.
  /// nullopt where the calls have no such column.
  /// Where the first statistic of the key is another number's, the last counts (`last_counts`).
  [[nodiscard]] std::optional<Judgement> judge_line(std::string_view key, const Numeral& stated,
                                                    bool last_counts = false) const;

 private:
  struct Column {
    std::vector<double> values;  ///< times in milliseconds
    double half_step = 0;        ///< of the roughest of them
  };

  /// What a statistic of a column is, and how far it may be from that by the rounding of the calls.
  struct Expected {
    double value = 0;
    double slack = 0;
  };

  [[nodiscard]] std::optional<Expected> expected(std::string_view metric,
                                                 std::string_view statistic) const;
  [[nodiscard]] std::optional<Expected> evaluation_ms() const;
  [[nodiscard]] std::optional<Judgement> judge_spread(std::string_view key,
                                                      const Numeral& stated) const;
  [[nodiscard]] Judgement judge_statistic(std::string_view metric, std::string_view statistic,
                                          const Numeral& stated, std::string_view unit) const;

  std::map<std::string, Column, std::less<>> columns_;
};

}  // namespace chimera::verify
