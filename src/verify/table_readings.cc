// The means of a table are read alike: where its neighbours count cold starts, one that leaves them
// out is another number than its head says.
#include <algorithm>
#include <optional>
#include <utility>

#include "verify/bound_query.h"
#include "verify/table_row.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// A number that a mean or a deviation of trials supports, and what it is with the cold starts put
// in or left out instead.
struct MeanCell {
  std::size_t row = 0;
  std::size_t column = 0;
  std::size_t claim = 0;
  std::string metric;
  bool warm = false;
  FoundValue otherwise;
  bool tells = false;  ///< whether the other reading would not support it
};

std::optional<MeanCell> reading_of(const Claim& claim, const Numeral& numeral,
                                   const Observations& observations) {
  if (claim.verdict != Verdict::kSupported || !claim.found || claim.found->query.empty()) {
    return std::nullopt;
  }
  auto query = parse_query(claim.found->query);
  if (!query || (query->statistics.front() != Statistic::kMean &&
                 query->statistics.front() != Statistic::kMedian &&
                 query->statistics.front() != Statistic::kStd)) {
    return std::nullopt;
  }
  const auto own = evaluate(*query, observations);
  query->exclude_cold = !query->exclude_cold;
  const auto other = evaluate(*query, observations);
  if (!own || !other || !(own->value > 0)) {
    return std::nullopt;
  }
  MeanCell reading{.metric = query->metric, .warm = !query->exclude_cold};
  reading.otherwise = {other->value * (claim.found->value / own->value), claim.found->unit,
                       canonical_text(*query)};
  reading.tells = agreement(numeral, reading.otherwise.value) <= Agreement::kNear;
  return reading;
}

bool are_neighbours(const MeanCell& a, const MeanCell& b) {
  return a.metric == b.metric && (a.row == b.row || a.column == b.column);
}

}  // namespace

void TableReader::hold_to_one_reading(const Block& table, const std::vector<MeasuredCell>& cells,
                                      std::vector<Claim>& claims) const {
  const bool any_warm = std::any_of(cells.begin(), cells.end(), [&](const MeasuredCell& cell) {
    const auto& found = claims[cell.claim].found;
    return found && found->query.find("--exclude-cold") != std::string::npos;
  });
  if (!any_warm || is_warm(table.lead)) {
    return;
  }
  std::vector<MeanCell> readings;
  for (const MeasuredCell& cell : cells) {
    if (is_warm(head_of(table, cell.column)) ||
        std::any_of(table.rows[cell.row].cells.begin(), table.rows[cell.row].cells.end(),
                    [](const Plain& each) { return is_warm(each.lower()); })) {
      continue;
    }
    if (auto reading = reading_of(claims[cell.claim], cell.numeral, dataset_.observations())) {
      reading->row = cell.row;
      reading->column = cell.column;
      reading->claim = cell.claim;
      readings.push_back(std::move(*reading));
    }
  }
  for (const MeanCell& reading : readings) {
    const bool alone = reading.warm && reading.tells &&
                       std::any_of(readings.begin(), readings.end(), [&](const MeanCell& other) {
                         return !other.warm && other.tells && are_neighbours(reading, other);
                       });
    if (alone) {
      Claim& claim = claims[reading.claim];
      claim.verdict = Verdict::kContradicted;
      claim.reason = VerdictReason::kWrongValue;
      claim.why = "with its cold starts, as the numbers beside it are, it is " +
                  value_text(reading.otherwise.value, reading.otherwise.unit) +
                  "; stated is what it is without";
      claim.found = reading.otherwise;
    }
  }
}

}  // namespace chimera::verify
