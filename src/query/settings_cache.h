// The settings of tables, looked at once for all queries that are asked of the same observations:
// what a query costs beside its rows.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "data/table.h"
#include "query/rows.h"

namespace chimera::query {

class SettingsCache {
 public:
  /// Of a table that outlives the cache. Those of long tables are looked at anew: there the rows
  /// cost more, and what is kept would be as long. Several threads may ask at once.
  std::shared_ptr<const Settings> of(const Table& table);

 private:
  /// Threads that ask for tables of different parts don't wait for each other.
  struct Part {
    std::mutex mutex;
    std::unordered_map<const Table*, std::shared_ptr<const Settings>> known;
  };

  std::array<Part, 32> parts_;
};

}  // namespace chimera::query
