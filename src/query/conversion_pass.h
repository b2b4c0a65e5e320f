// One question asked of converted tables, for converted.h: its rows as an answer shows them, with
// what was converted by which formula of which columns, and what was refused and why.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "data/observations.h"
#include "query/compute.h"
#include "query/converted_table.h"

namespace chimera::query {

class ConversionPass {
 public:
  /// Of one group. Without trials the row has nothing but the group.
  struct Outcome {
    Row row;
    std::map<std::string, std::size_t> refused;  ///< by reason
  };

  /// REQUIRES: a target that outlives the pass, and `unit` of its dimension.
  ConversionPass(const Query& query, const Definition& target, std::string unit);

  void add(const Source& source);

  /// Sorted by group. O(rows).
  [[nodiscard]] std::vector<Outcome> outcomes() const;

  /// Whether there is something to convert.
  [[nodiscard]] bool converts() const;

  /// Whether trials of the definition are among what was to be converted.
  [[nodiscard]] bool takes(std::string_view definition) const;

 private:
  void describe(Outcome& outcome) const;
  void name_columns(Row& row) const;

  Query query_;
  const Definition& target_;
  std::string unit_;
  Observations tables_;
  std::vector<Source> sources_;
};

/// "2 refused: a reason; another one (2 trials)" of all reasons; "" where nothing was refused.
std::string refusals_text(const std::map<std::string, std::size_t>& refused);

}  // namespace chimera::query
