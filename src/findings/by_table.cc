#include <iterator>
#include <numeric>
#include <utility>

#include "base/parallel.h"
#include "findings/kind/kinds.h"
#include "findings/kind/same_setting.h"

namespace chimera::findings {

std::vector<Finding> find_in_all(
    const FactBook& book, std::size_t count,
    const std::function<void(std::size_t, std::vector<Finding>&)>& find) {
  std::vector<std::vector<Finding>> found(count);
  for_each_index(count, 0, [&](std::size_t i) {
    if (!book.cancelled()) {
      find(i, found[i]);
      keep_wording(book.wording(), found[i]);
    }
  });
  std::vector<Finding> all;
  all.reserve(std::accumulate(
      found.begin(), found.end(), std::size_t{0},
      [](std::size_t sum, const std::vector<Finding>& of_one) { return sum + of_one.size(); }));
  for (std::vector<Finding>& of_one : found) {
    std::move(of_one.begin(), of_one.end(), std::back_inserter(all));
  }
  return all;
}

std::vector<Finding> find_in_tables(FactBook& book) {
  const auto tables = distinct_tables(book.observations(), TableKind::kMeasured);
  return find_in_all(book, tables.size(), [&](std::size_t i, std::vector<Finding>& findings) {
    const Table& table = *tables[i];
    find_failures_by_level(book, table, findings);
    find_comparisons(book, table, findings);
    find_effects(book, table, findings);
    find_trade_offs(book, table, findings);
    find_trends(book, table, findings);
    find_extremes(book, table, findings);
    find_before_after(book, table, findings);
    find_sizes(book, table, findings);
    const std::vector<SameSetting> settings = same_settings(book, table);
    find_outliers(book, table, settings, findings);
    find_spread(book, table, settings, findings);
  });
}

}  // namespace chimera::findings
