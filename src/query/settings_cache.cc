#include "query/settings_cache.h"

#include <functional>
#include <utility>

namespace chimera::query {

std::shared_ptr<const Settings> SettingsCache::of(const Table& table) {
  constexpr std::size_t kRowsMax = 10'000;
  if (table.rows() > kRowsMax) {
    return std::make_shared<const Settings>(table);
  }
  // By where it stands.
  Part& part = parts_.at(std::hash<const Table*>{}(&table) / sizeof(Table) % parts_.size());
  {
    const std::scoped_lock lock(part.mutex);
    if (const auto known = part.known.find(&table); known != part.known.end()) {
      return known->second;
    }
  }
  auto made = std::make_shared<const Settings>(table);
  const std::scoped_lock lock(part.mutex);
  return part.known.try_emplace(&table, std::move(made)).first->second;
}

}  // namespace chimera::query
