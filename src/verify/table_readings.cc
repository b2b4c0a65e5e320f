// The means of a table are read alike: where its neighbours count cold starts, one that leaves them
// out is another number than its head says.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "verify/bound_query.h"
#include "verify/peers.h"
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

// "The mean of avg_ts is …": of a column of means.
bool is_stated_mean(const Dataset& dataset, std::string_view why) {
  return std::any_of(dataset.metrics().begin(), dataset.metrics().end(), [&](const Metric& metric) {
    return metric.stated && metric.statistic == "mean" &&
           why.starts_with("the mean of " + metric.name + " ");
  });
}

// The rows and columns, each of a metric, of numbers that count the cold starts.
struct ColdCells {
  std::set<std::pair<std::string, std::size_t>> rows;
  std::set<std::pair<std::string, std::size_t>> columns;

  explicit ColdCells(const std::vector<MeanCell>& readings) {
    for (const MeanCell& reading : readings) {
      if (!reading.warm && reading.tells) {
        rows.emplace(reading.metric, reading.row);
        columns.emplace(reading.metric, reading.column);
      }
    }
  }

  [[nodiscard]] bool stand_beside(const MeanCell& reading) const {
    return rows.contains({reading.metric, reading.row}) ||
           columns.contains({reading.metric, reading.column});
  }
};

}  // namespace

// A column's number that is a mean and no median, or the other way round; nullopt for others.
std::optional<TableReader::OneStatistic> TableReader::statistic_of(const Row& row,
                                                                   const MeasuredCell& cell,
                                                                   const Claim& claim) const {
  CellWords words = words_of_cell(row, cell.column);
  const bool may_be =
      claim.why.starts_with("the mean of") || claim.why.starts_with("the median of");
  const bool is_end = claim.why.starts_with("the min of") || claim.why.starts_with("the max of") ||
                      claim.why.starts_with("a value of");
  if (claim.verdict != Verdict::kSupported || (!may_be && !is_end) || !words.statistic.empty() ||
      !statistic_in(row.table.lead).empty()) {
    return std::nullopt;
  }
  if (is_stated_mean(dataset_, claim.why)) {
    return OneStatistic{true, {}};
  }
  words.statistic = "mean";
  Judgement mean = judge_measured(row, words, cell.numeral);
  words.statistic = "median";
  const Judgement median = judge_measured(row, words, cell.numeral);
  const bool is_mean = mean.verdict == Verdict::kSupported;
  const bool is_median = median.verdict == Verdict::kSupported;
  if (is_end && mean.verdict == Verdict::kContradicted && !is_median) {
    return OneStatistic{false, std::move(mean)};
  }
  const Verdict other = is_mean ? median.verdict : mean.verdict;
  if (is_mean == is_median || other != Verdict::kContradicted) {
    return std::nullopt;
  }
  return OneStatistic{is_mean, std::move(mean)};
}

// Where numbers of a column are means alone, one that is a median alone is another than they.
void TableReader::hold_to_means(const std::vector<MeasuredCell>& cells,
                                std::vector<Claim>& claims) {
  std::set<std::size_t> columns;
  for (const MeasuredCell& cell : cells) {
    if (cell.one && cell.one->mean) {
      columns.insert(cell.column);
    }
  }
  for (const MeasuredCell& cell : cells) {
    if (cell.one && !cell.one->mean && columns.contains(cell.column)) {
      Claim& claim = claims[cell.claim];
      claim.verdict = Verdict::kContradicted;
      claim.reason = VerdictReason::kWrongValue;
      claim.why = "the numbers beside it are means, and " + cell.one->of_mean.why;
      claim.found = cell.one->of_mean.found;
    }
  }
}

void TableReader::hold_to_one_reading(const Block& table, const std::vector<MeasuredCell>& cells,
                                      std::vector<Claim>& claims) const {
  hold_to_means(cells, claims);
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
  const ColdCells cold(readings);
  for (const MeanCell& reading : readings) {
    if (reading.warm && reading.tells && cold.stand_beside(reading)) {
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

namespace {

// "Mean speed-up vs eager (fp16)" in the row of a backend: that one and the base; none where the
// head names no base of the row's kind.
std::vector<Mention> sides_of_head(const DerivedCell& cell, const std::vector<Mention>& of_row) {
  static constexpr std::array<std::string_view, 9> kAgainst = {" vs ",      " vs. ",  " versus ",
                                                               " against ", " over ", " relative",
                                                               " compared", " than ", " v "};
  std::size_t against = std::string::npos;
  for (const std::string_view word : kAgainst) {
    against = std::min(against, cell.head.find(word));
  }
  for (const Mention& base : cell.in_head) {
    if (against == std::string::npos || base.range.begin < against) {
      continue;
    }
    for (const Mention& own : of_row) {
      if (is_akin(own, base) && !names_same(own, base)) {
        return {own, base};
      }
    }
  }
  return {};
}

}  // namespace

// "+1.1 %" below "Baseline versus tuned", of which no column is: the row's second against its
// first.
std::optional<Judgement> TableReader::judge_titled(const DerivedCell& cell,
                                                   const std::vector<Mention>& of_row,
                                                   const ProseContext& context) const {
  std::vector<Mention> sides = sides_in_title(context.title, names_);
  if (cell.numeral.kind == NumeralKind::kNumber) {
    return std::nullopt;
  }
  const bool of_head = sides.empty();
  sides = of_head ? sides_of_head(cell, of_row) : std::move(sides);
  if (sides.empty()) {
    return std::nullopt;
  }
  ComparisonContext said;
  said.clause = cell.head;
  said.ahead = cell.head;
  said.unnamed = cell.head;
  said.near = cell.numeral.value < 0 ? " below" : cell.numeral.signed_up ? " above" : "";
  said.mentions = of_row;
  if (of_head) {
    said.mentions.insert(said.mentions.end(), cell.in_head.begin(), cell.in_head.end());
    std::erase_if(said.mentions, [&](const Mention& each) { return is_akin(each, sides.front()); });
  }
  said.nearest = said.mentions;
  said.scope = context.scope;
  said.names = &names_;
  return judge_ratio_of(dataset_, cell.numeral, said, sides);
}

}  // namespace chimera::verify
