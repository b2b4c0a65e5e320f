#include <iterator>
#include <utility>

#include "base/parallel.h"
#include "findings/kind/kinds.h"

namespace chimera::findings {

std::vector<Finding> find_by_table(
    const FactBook& book, const std::function<void(const Table&, std::vector<Finding>&)>& find) {
  const auto tables = distinct_tables(book.observations(), TableKind::kMeasured);
  std::vector<std::vector<Finding>> found(tables.size());
  for_each_index(tables.size(), 0, [&](std::size_t i) { find(*tables[i], found[i]); });
  std::vector<Finding> all;
  for (std::vector<Finding>& of_table : found) {
    std::move(of_table.begin(), of_table.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace chimera::findings
