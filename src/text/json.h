// JSON → a tree of values that keeps member order and how numbers were spelled; simdjson does the
// parsing, and what it refuses goes to the tolerant reader (json_tolerant.h). Also JSON Lines.
// Errors carry the line. Depth is limited, so hostile nesting is an error.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chimera::text {

enum class JsonKind { kNull, kBool, kNumber, kString, kArray, kObject };

struct JsonMember;

struct JsonValue {
  JsonKind kind = JsonKind::kNull;
  bool boolean = false;
  double number = 0;
  std::string text;  ///< of a string its value; of a number, a bool or NaN its spelling in the file
  std::vector<JsonValue> items;
  std::vector<JsonMember> members;  ///< in file order

  /// The member of that name; nullptr if there is none or this is no object. Linear.
  [[nodiscard]] const JsonValue* find(std::string_view name) const;

  /// Neither an array nor an object.
  [[nodiscard]] bool is_scalar() const {
    return kind != JsonKind::kArray && kind != JsonKind::kObject;
  }
};

/// Named like a pair's halves; a std::pair of a type that isn't complete yet is more than clang
/// takes.
struct JsonMember {
  std::string first;  ///< the name
  JsonValue second;
};

inline constexpr std::size_t kJsonDepthMax = 256;

/// One document (a BOM is skipped), strictly: besides JSON only bare NaN and Infinity, as kNull.
/// kInput with the line where it breaks (place.line, from 1).
Result<JsonValue> parse_json(std::string_view bytes);

struct JsonDocument {
  JsonValue value;
  std::vector<Error> problems;  ///< what is no JSON and was read nevertheless, with its place
};

/// One document of a file as far as it makes sense: see json_tolerant.h. kInput if nothing does.
Result<JsonDocument> read_json_document(std::string_view bytes);

struct JsonLine {
  std::size_t line = 0;
  JsonValue value;
};

struct JsonLines {
  std::vector<JsonLine> lines;
  std::vector<Error> problems;   ///< lines left out: broken, or cut off like a last one
  std::vector<Error> tolerated;  ///< oddities of lines that were read nevertheless
};

/// One document per line; blank lines are left out.
JsonLines parse_json_lines(std::string_view bytes);

}  // namespace chimera::text
