// A file of JSON or JSON Lines, parsed as far as it makes sense, and the tables that it makes. The
// generic reader is the two steps one after the other; a known tool's format looks at the documents
// in between, and may take from them what it reads itself.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "read/format/format.h"
#include "read/format/json_row.h"
#include "read/format/problem_list.h"
#include "text/json.h"

namespace chimera::read {

struct JsonFile {
  text::JsonValue root;            ///< of JSON Lines an array, one item a line
  std::vector<std::size_t> lines;  ///< of each item of JSON Lines; empty for one document
  ProblemList problems;
  bool broken = false;  ///< nothing could be read; `problems` says why
};

/// Linear in the text.
JsonFile parse_json_file(const Source& source);

/// The file where it is JSON, can be read, and its text has all the markers: whatever else it is,
/// it isn't parsed. nullopt otherwise.
std::optional<JsonFile> parse_marked_file(const Source& source,
                                          std::span<const std::string_view> markers);

/// As parse_marked_file, of a file of YAML (text/yaml.h); one that can't be read is `broken`, since
/// no other format asks for it.
std::optional<JsonFile> parse_marked_yaml(const Source& source,
                                          std::span<const std::string_view> markers);

/// The items of an array, or the root alone. The pointers live as long as the file is not changed.
std::vector<text::JsonValue*> documents_of(JsonFile& file);

/// The tables of the file's documents as they now are, its problems and its account.
FormatOutput json_output(JsonFile file, const std::string& path, const JsonKnowledge& knowledge);

}  // namespace chimera::read
