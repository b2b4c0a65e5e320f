#include "query/settings_cache.h"

namespace chimera::query {

std::shared_ptr<const Settings> SettingsCache::of(const Table& table) {
  constexpr std::size_t kRowsMax = 10'000;
  if (table.rows() > kRowsMax) {
    return std::make_shared<const Settings>(table);
  }
  {
    const std::scoped_lock lock(mutex_);
    if (const auto known = known_.find(&table); known != known_.end()) {
      return known->second;
    }
  }
  auto made = std::make_shared<const Settings>(table);
  const std::scoped_lock lock(mutex_);
  return known_.try_emplace(&table, std::move(made)).first->second;
}

}  // namespace chimera::query
