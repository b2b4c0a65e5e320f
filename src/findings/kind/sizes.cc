// How large what was compared is: levels of a subject by a column of sizes in bytes, of which each
// level has one. A size is no sample, so that nothing needs a test; the third side of accuracy and
// speed.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"
#include "findings/stated_means.h"

namespace chimera::findings {

namespace {

bool tells_size(const Column& column) {
  return column.role == Role::kMetric && column.unit == "B" && !column.shared &&
         last_key(column.name).find("size") != std::string::npos;
}

/// The levels of the table's only subject with their sizes, the smallest first; empty where a level
/// has several, or fewer than two have one.
std::vector<Level> sizes_of(FactBook& book, const Table& table, const Column& size) {
  std::vector<Level> levels;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto where = row_conditions(table, row);
    const Fact* fact =
        where.size() == 2 && size.number_at(row) > 0 ? cell_fact(book, table, size, row) : nullptr;
    if (fact == nullptr || levels.size() == kLevelsMax) {
      return {};
    }
    levels.push_back({where.back().value, called(where.back().value), fact});
  }
  std::ranges::stable_sort(
      levels, [](const Level& a, const Level& b) { return a.mean->value < b.mean->value; });
  return levels.size() < 2 ? std::vector<Level>{} : levels;
}

/// Those of the smallest size.
std::vector<Phrase> smallest_of(const std::vector<Level>& levels) {
  std::vector<Phrase> smallest;
  for (const Level& level : levels) {
    if (level.mean->value <= levels.front().mean->value) {
      smallest.push_back(level.called);
    }
  }
  return smallest;
}

/// Whether the level is what the others are held against, by its name.
bool is_baseline(const Level& level) {
  constexpr std::array<std::string_view, 6> kNames{"baseline",  "base", "original",
                                                   "reference", "fp32", "f32"};
  return std::find(kNames.begin(), kNames.end(), level.value) != kNames.end();
}

/// ", so that nothing saves room against `baseline`", where that is so.
Phrase baseline_phrase(const std::vector<Level>& levels) {
  const auto baseline = std::ranges::find_if(levels, is_baseline);
  const bool smallest =
      baseline != levels.end() && baseline->mean->value <= levels.front().mean->value;
  return smallest ? join({say(", so that nothing saves room against "), baseline->called})
                  : Phrase{};
}

const Fact* ratio_between(FactBook& book, const Level& large, const Level& small) {
  Query query = large.mean->query;
  query.statistics = {Statistic::kRatio};
  query.against = small.mean->query.where;
  std::erase_if(query.against,
                [](const Condition& condition) { return condition.column == "file"; });
  return book.ask(query);
}

std::optional<Finding> finding_of(FactBook& book, const Table& table, const Column& size) {
  const std::vector<Level> levels = sizes_of(book, table, size);
  const Fact* ratio = levels.empty() ? nullptr : ratio_between(book, levels.back(), levels.front());
  if (ratio == nullptr || !(ratio->value > 1)) {
    return std::nullopt;
  }
  const std::vector<Phrase> smallest = smallest_of(levels);
  Finding finding{.kind = FindingKind::kTradeOff};
  finding.about = {size.name, {}, {{"file", table.file}}};
  finding.strength = std::min(0.2, std::log(ratio->value) / 2) * book.share_of(levels.size());
  finding.lattice.chains =
      one_chain({fixed(join({say("By "), called(size.name), say(" in "), called(table.file),
                             say(" "), listed(smallest)})),
                 fixed(say(smallest.size() == 1 ? " is the smallest, " : " are the smallest, ")),
                 fixed(measured(*levels.front().mean)), one_of({", and ", "; "}),
                 fixed(join({levels.back().called,
                             say(" is the largest, "),
                             measured(*levels.back().mean),
                             say(", a ratio of "),
                             {value(*ratio)},
                             baseline_phrase(levels),
                             say(".")}))});
  return finished(std::move(finding));
}

}  // namespace

void find_sizes(FactBook& book, const Table& table, std::vector<Finding>& findings) {
  for (const Column& column : table.columns) {
    if (auto finding = tells_size(column) ? finding_of(book, table, column) : std::nullopt) {
      findings.push_back(*std::move(finding));
    }
  }
}

}  // namespace chimera::findings
