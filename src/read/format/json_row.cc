#include "read/format/json_row.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "read/format/json_shape.h"
#include "read/roles.h"
#include "text/number.h"
#include "text/unicode.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

constexpr std::size_t kTextCellMax = 4096;  ///< bytes kept of a long text
constexpr std::size_t kNameMax = 1024;      ///< bytes of a column's dotted name
constexpr std::size_t kColumnsMax = 4096;   ///< of one table
constexpr std::size_t kSettingsMax = 32;    ///< cells of a record that its samples carry

/// The longest beginning of `utf8` that has at most `bytes` bytes and cuts no code point.
std::string_view cut(std::string_view utf8, std::size_t bytes) {
  if (utf8.size() <= bytes) {
    return utf8;
  }
  while (bytes > 0 && (static_cast<unsigned char>(utf8[bytes]) & 0xC0U) == 0x80U) {
    --bytes;
  }
  return utf8.substr(0, bytes);
}

/// For each member whether a member before it has its name.
std::vector<bool> repeats(const std::vector<text::JsonMember>& members) {
  std::vector<bool> result;
  result.reserve(members.size());
  std::unordered_set<std::string_view> seen;
  for (const auto& [key, value] : members) {
    result.push_back(!seen.insert(key).second);
  }
  return result;
}

/// A measured number must not be repeated beside each sample, where it would count as many.
bool is_setting(const std::string& name, const JsonValue& value,
                std::span<const KnownColumn> known) {
  if (value.kind == JsonKind::kNull) {
    return false;
  }
  const KnownColumn* entry = known_column(known, name);
  if (entry == nullptr && (value.kind == JsonKind::kBool || !text::read_number(value.text))) {
    return true;
  }
  const auto role = entry == nullptr ? role_of_name(name) : std::optional(entry->role);
  return role == Role::kFactor || role == Role::kSubject || role == Role::kBlock ||
         role == Role::kRun;
}

/// A scalar as a list shows it.
std::string shown(const JsonValue& value) {
  if (value.kind == JsonKind::kString) {
    return '"' + value.text + '"';
  }
  return value.kind == JsonKind::kNull ? "null" : value.text;
}

bool is_metric(const KnownColumn* known) {
  return known != nullptr && known->role == Role::kMetric;
}

}  // namespace

void RowReader::note_samples(const JsonValue& object) {
  note_samples(object, "");
}

void RowReader::note_samples(const JsonValue& object, const std::string& path) {
  for (const auto& [key, value] : object.members) {
    if (path.size() + key.size() > kNameMax) {
      continue;
    }
    if (value.kind == JsonKind::kObject) {
      note_samples(value, pointer_to(path, key));
    } else if (value.kind == JsonKind::kArray && shape_of(value) == ArrayShape::kSamples) {
      samples_.insert(pointer_to(path, key));
    }
  }
}

JsonRow RowReader::read(const JsonValue& object, const std::string& pointer, const Record& keys) {
  ++row_;
  pointer_ = pointer;
  JsonRow row;
  for (const auto& [name, cell] : keys) {
    columns_[name] = row_;
    row.cells.emplace_back(name, cell);
    row.settings.emplace_back(name, cell);
  }
  members(object, {}, row);
  return row;
}

void RowReader::members(const JsonValue& object, const At& at, JsonRow& row) {
  const std::vector<bool> repeated = repeats(object.members);
  for (std::size_t i = 0; i < object.members.size(); ++i) {
    const auto& [key, value] = object.members[i];
    if (repeated[i]) {
      repeated_.push_back(pointer_ + pointer_to(at.path, cut(key, kNameMax)));
      ledger_.skip(value, repeated_.back(), "its key stands twice: the first is kept");
    } else if (at.name.size() + key.size() > kNameMax) {
      ledger_.skip(value, pointer_ + at.path, "its name is too long");
    } else {
      member(key, value, at, row);
    }
  }
}

void RowReader::member(std::string_view key, const JsonValue& value, const At& at, JsonRow& row) {
  const std::string name = at.name + std::string(key);
  if (value.is_scalar()) {
    scalar(name, value, at, row);
    return;
  }
  const std::string path = pointer_to(at.path, key);
  if (value.kind == JsonKind::kObject) {
    if (knowledge_.maps == Maps::kApart && is_map(value)) {
      row.below.push_back({std::string(key), path, &value});
    } else {
      members(value, {name + ".", path}, row);
    }
    return;
  }
  switch (shape_of(value)) {
    case ArrayShape::kEmpty:
      return;
    case ArrayShape::kNested:
      ledger_.skip(value, pointer_ + path, "in an array of arrays");
      return;
    case ArrayShape::kRecords:
    case ArrayShape::kSamples:
      row.below.push_back({std::string(key), path, &value});
      return;
    case ArrayShape::kList:
      break;
  }
  const bool sampled = samples_.contains(path) || is_metric(known_column(knowledge_.known, name));
  if (sampled && is_numbers(value)) {
    row.below.push_back({std::string(key), path, &value});
  } else {
    list(name, value, {at.name, path}, row);
  }
}

bool RowReader::accept_column(const std::string& name, const JsonValue& value,
                              const std::string& path) {
  const auto known = columns_.find(name);
  if (known != columns_.end()) {
    if (known->second == row_) {
      ledger_.skip(value, pointer_ + path, "its dotted name is another value's");
      return false;
    }
    known->second = row_;
    return true;
  }
  if (columns_.size() >= kColumnsMax || !ledger_.spend(rows_ * kCellBytes)) {
    ledger_.skip(value, pointer_ + path, "its table has too many columns");
    return false;
  }
  columns_.emplace(name, row_);
  return true;
}

void RowReader::scalar(const std::string& name, const JsonValue& value, const At& at,
                       JsonRow& row) {
  if (!accept_column(name, value, at.path)) {
    return;
  }
  const bool is_text = value.kind == JsonKind::kString;
  if (value.text.size() > kTextCellMax) {
    ledger_.skip(value, pointer_ + at.path,
                 is_text ? "a long text: its beginning is kept" : "a number of too many digits");
    if (is_text) {
      row.cells.emplace_back(name, cut(value.text, kTextCellMax));
    }
    return;
  }
  ledger_.use();
  row.cells.emplace_back(name, value.kind == JsonKind::kNull ? "" : value.text);
  if (row.settings.size() < kSettingsMax && is_setting(name, value, knowledge_.known)) {
    row.settings.push_back(row.cells.back());
  }
}

void RowReader::list(const std::string& name, const JsonValue& value, const At& at, JsonRow& row) {
  if (!accept_column(name, value, at.path)) {
    return;
  }
  lists_.insert(name);
  std::string cell;
  std::size_t kept = 0;
  for (const JsonValue& item : value.items) {
    const std::size_t more = item.text.size() + 4;
    if (cell.size() + more > kTextCellMax) {
      break;
    }
    cell += (kept == 0 ? "" : ", ") + shown(item);
    ++kept;
  }
  ledger_.use(kept);
  ledger_.skip(value.items.size() - kept, pointer_ + at.path,
               "in a long list: its beginning is kept");
  row.cells.emplace_back(name, "[" + cell + "]");
}

}  // namespace chimera::read
