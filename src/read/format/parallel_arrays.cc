#include "read/format/parallel_arrays.h"

#include <algorithm>
#include <utility>

namespace chimera::read {

using text::JsonKind;
using text::JsonValue;

void join_parallel(JsonValue& record, std::span<const std::string_view> names) {
  const auto is_one = [&](const text::JsonMember& member) {
    return member.second.kind == JsonKind::kArray &&
           std::find(names.begin(), names.end(), member.first) != names.end();
  };
  const auto first = std::find_if(record.members.begin(), record.members.end(), is_one);
  if (first == record.members.end()) {
    return;
  }
  JsonValue runs{.kind = JsonKind::kArray};
  for (text::JsonMember& member : record.members) {
    if (!is_one(member)) {
      continue;
    }
    const std::size_t longest = std::max(runs.items.size(), member.second.items.size());
    runs.items.resize(longest, JsonValue{.kind = JsonKind::kObject});
    for (std::size_t i = 0; i < member.second.items.size(); ++i) {
      runs.items[i].members.push_back({member.first, std::move(member.second.items[i])});
    }
  }
  first->second = std::move(runs);
  const auto rest = std::remove_if(first + 1, record.members.end(), is_one);
  record.members.erase(rest, record.members.end());
}

}  // namespace chimera::read
