// One row of the tidy table as text, and its two spellings. Knows the columns and their order, and
// nothing of what they mean.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "text/json.h"

namespace chimera::read {

/// The columns in their order.
enum class Field : std::size_t {
  kRecord,
  kFile,
  kTable,
  kTableKind,
  kFormat,
  kPointer,
  kRow,
  kPlace,
  kModel,
  kRun,
  kConfiguration,
  kBlock,
  kMetric,
  kRole,
  kDefinition,
  kValue,
  kText,
  kUnit,
  kState,
  kReason,
  kContent,
  kOther,
  kType,
  kBytes,
  kModified
};

inline constexpr std::size_t kFields = 25;

/// Cells by field; "" where a row has none. Numbers are spelled as JSON spells them.
class TidyRecord {
 public:
  [[nodiscard]] const std::string& at(Field field) const {
    return cells_[static_cast<std::size_t>(field)];
  }

  std::string& at(Field field) { return cells_[static_cast<std::size_t>(field)]; }

 private:
  std::array<std::string, kFields> cells_;
};

std::string_view field_name(Field field);

/// The field of that name; nullopt if there is none.
std::optional<Field> find_field(std::string_view name);

/// The record as one line of JSON with its line break; missing numbers are null.
std::string json_line(const TidyRecord& record);

/// The record as one CSV record, CRLF behind it; and the header.
std::string csv_line(const TidyRecord& record);
std::string csv_header();

/// A parsed line of JSON as a record; unknown members are ignored. kInput if it is no object or a
/// member is not a scalar.
Result<TidyRecord> record_of_json(const text::JsonValue& value);

/// A cell so that no spreadsheet takes it for a formula: what begins with = + - @ TAB or CR (behind
/// any number of apostrophes) and is no number gets one apostrophe in front.
std::string guarded(std::string_view cell);

/// The cell that was guarded. unguarded(guarded(x)) is x for every x.
std::string unguarded(std::string_view cell);

}  // namespace chimera::read
