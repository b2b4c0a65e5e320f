// Records that hold one quantity before and after something was done ("metrics_before.latency_ms",
// "metrics_after.latency_ms"): which way it went, where it went the same way in all of them.
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/phrases.h"

namespace chimera::findings {

namespace {

using enum Section;

constexpr std::string_view kBefore = "before";
constexpr std::string_view kAfter = "after";

struct Change {
  const Table* table = nullptr;
  const Column* before = nullptr;
  const Column* after = nullptr;
  bool rises = false;
};

/// The column that says the same of afterwards; nullptr where there is none.
const Column* partner_of(const Table& table, const Column& before) {
  const std::size_t at = before.name.find(kBefore);
  if (at == std::string::npos || before.role != Role::kMetric || before.shared) {
    return nullptr;
  }
  std::string name = before.name;
  name.replace(at, kBefore.size(), kAfter);
  const Column* after = find_column(table, name);
  const bool alike = after != nullptr && after->role == Role::kMetric && !after->shared &&
                     after->unit == before.unit;
  return alike ? after : nullptr;
}

/// nullopt where fewer than two records hold both, or they don't agree.
std::optional<Change> change_of(const Table& table, const Column& before, const Column& after) {
  std::size_t rose = 0;
  std::size_t fell = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const double difference = after.number_at(row) - before.number_at(row);
    const bool counts = !table.state[row].failed;
    if (counts && std::isnan(difference)) {
      return std::nullopt;
    }
    rose += counts && difference > 0 ? 1U : 0U;
    fell += counts && difference < 0 ? 1U : 0U;
  }
  const bool agree =
      rose + fell >= 2 && rose + fell == ok_trials(table) && (rose == 0 || fell == 0);
  return agree ? std::optional(Change{&table, &before, &after, rose > 0}) : std::nullopt;
}

const Fact* mean_of(FactBook& book, const Change& change, const Column& metric) {
  Query query{.metric = book.metric_name(*change.table, metric), .statistics = {Statistic::kMean}};
  query.where = {{"file", change.table->file}};
  return book.ask(query);
}

/// What that means for whoever did it; nothing where no direction is known.
std::vector<Consequence> consequences_of(const Change& change) {
  const Direction direction = presumed_direction(*change.after);
  if (direction == Direction::kUnknown) {
    return {};
  }
  const bool worse = change.rises == (direction == Direction::kLowerIsBetter);
  return {
      {kConclusion, join({called(change.after->name), say(" is "), say(worse ? "worse" : "better"),
                          say(" than "), called(change.before->name), say(" in each record of "),
                          called(change.table->file), say(".")})}};
}

std::optional<Finding> finding_of(FactBook& book, const Change& change) {
  const Fact* before = mean_of(book, change, *change.before);
  const Fact* after = mean_of(book, change, *change.after);
  const std::size_t records = ok_trials(*change.table);
  if (before == nullptr || after == nullptr || before->n != records || after->n != records) {
    return std::nullopt;
  }
  Finding finding{.kind = FindingKind::kTrend};
  finding.about = {change.after->name, {}, {{"file", change.table->file}}};
  finding.strength = 0.3 * book.share_of(records);
  finding.lattice.chains =
      one_chain({fixed(join({say("The mean "), called(change.after->name), say(" in "),
                             called(change.table->file), say(" is "), measured(*after)})),
                 one_of({" and the mean ", ", the mean "}),
                 fixed(join({called(change.before->name),
                             say(" is "),
                             measured(*before),
                             say("; in each of the "),
                             {value(*after, "n")},
                             say(change.rises ? " records the first is the higher one."
                                              : " records the first is the lower one.")}))});
  finding.consequences = consequences_of(change);
  return finished(std::move(finding));
}

}  // namespace

void find_before_after(FactBook& book, const Table& table, std::vector<Finding>& findings) {
  for (const Column& before : table.columns) {
    const Column* after = partner_of(table, before);
    const auto change = after == nullptr ? std::nullopt : change_of(table, before, *after);
    if (auto finding = change ? finding_of(book, *change) : std::nullopt) {
      findings.push_back(*std::move(finding));
    }
  }
}

}  // namespace chimera::findings
