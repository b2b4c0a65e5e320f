#include "read/format/json_shape.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

using Names = std::unordered_set<std::string_view>;

void leaf_names(const JsonValue& value, std::size_t& left, Names& names) {
  for (const auto& [key, member] : value.members) {
    if (left == 0) {
      return;
    }
    if (member.is_scalar()) {
      --left;
      names.insert(key);
    } else {
      leaf_names(member, left, names);
    }
  }
}

Names leaf_names(const JsonValue& value) {
  Names names;
  std::size_t left = kAlikeLeavesMax;
  leaf_names(value, left, names);
  return names;
}

bool alike(const Names& a, const Names& b) {
  const Names& smaller = a.size() < b.size() ? a : b;
  const Names& larger = a.size() < b.size() ? b : a;
  const auto common = std::count_if(smaller.begin(), smaller.end(),
                                    [&](std::string_view name) { return larger.contains(name); });
  return common > 0 && 2 * static_cast<std::size_t>(common) >= smaller.size();
}

bool all_objects(const JsonValue& value) {
  return value.kind == JsonKind::kObject && !value.members.empty() &&
         std::all_of(value.members.begin(), value.members.end(),
                     [](const auto& member) { return member.second.kind == JsonKind::kObject; });
}

// Several fields, the same in both: what failed has null where the others have records.
bool has_same_fields(const JsonValue& a, const JsonValue& b) {
  return a.members.size() > 1 && a.members.size() == b.members.size() &&
         std::equal(a.members.begin(), a.members.end(), b.members.begin(),
                    [](const auto& x, const auto& y) { return x.first == y.first; });
}

// Half of the fields and several, one of them null where the other has a record: one of the two
// failed, and says why in a field of its own.
bool has_null_for_record(const JsonValue& a, const JsonValue& b) {
  std::size_t common = 0;
  bool null_for_record = false;
  for (const auto& [key, of_b] : b.members) {
    const JsonValue* const of_a = a.find(key);
    if (of_a != nullptr) {
      ++common;
      null_for_record = null_for_record ||
                        (of_a->kind == JsonKind::kNull && of_b.kind == JsonKind::kObject) ||
                        (of_b.kind == JsonKind::kNull && of_a->kind == JsonKind::kObject);
    }
  }
  return null_for_record && common > 1 &&
         2 * common >= std::min(a.members.size(), b.members.size());
}

bool has(const JsonValue& array, JsonKind kind) {
  return std::any_of(array.items.begin(), array.items.end(),
                     [&](const JsonValue& item) { return item.kind == kind; });
}

}  // namespace

bool is_numbers(const JsonValue& array) {
  return has(array, JsonKind::kNumber) &&
         std::all_of(array.items.begin(), array.items.end(), [](const JsonValue& item) {
           return item.kind == JsonKind::kNumber || item.kind == JsonKind::kNull;
         });
}

ArrayShape shape_of(const JsonValue& array) {
  if (array.items.empty()) {
    return ArrayShape::kEmpty;
  }
  if (has(array, JsonKind::kObject)) {
    return ArrayShape::kRecords;
  }
  if (has(array, JsonKind::kArray)) {
    return ArrayShape::kNested;
  }
  return array.items.size() >= kSamplesMin && is_numbers(array) ? ArrayShape::kSamples
                                                                : ArrayShape::kList;
}

bool is_map(const JsonValue& value) {
  if (!all_objects(value) || value.members.size() < 2) {
    return false;
  }
  const JsonValue& first = value.members.front().second;
  const Names leaves = leaf_names(first);
  return std::all_of(value.members.begin() + 1, value.members.end(), [&](const auto& member) {
    return has_same_fields(first, member.second) || alike(leaves, leaf_names(member.second)) ||
           has_null_for_record(first, member.second);
  });
}

bool names_one_level_more(const JsonValue& map) {
  const auto keys_of = [](const JsonValue& value) {
    std::set<std::string_view> keys;
    for (const auto& [key, member] : value.members) {
      keys.insert(key);
    }
    return keys;
  };
  const auto first = keys_of(map.members.front().second);
  return std::all_of(map.members.begin(), map.members.end(),
                     [](const auto& member) { return all_objects(member.second); }) &&
         std::any_of(map.members.begin(), map.members.end(),
                     [&](const auto& member) { return keys_of(member.second) != first; });
}

std::size_t count_leaves(const JsonValue& value) {
  if (value.is_scalar()) {
    return 1;
  }
  std::size_t count = 0;
  for (const JsonValue& item : value.items) {
    count += count_leaves(item);
  }
  for (const auto& [key, member] : value.members) {
    count += count_leaves(member);
  }
  return count;
}

std::string pointer_to(std::string_view pointer, std::string_view key) {
  std::string out(pointer);
  out += '/';
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace chimera::read
