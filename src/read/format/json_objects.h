// The JSON of a file in whatever way it is laid out: one document, JSON Lines, or the events of a
// stream ("data: {…}", as servers send them). For formats whose objects stand in all of these.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/observations.h"
#include "read/format/format.h"
#include "text/json.h"

namespace chimera::read {

struct JsonObjects {
  text::JsonValue root;            ///< the document; an array of the lines' or events' values
  std::vector<std::size_t> lines;  ///< of each item of `root`, from 1; empty for a document
  bool is_stream = false;          ///< events
  std::vector<Problem> problems;   ///< lines that could not be read
};

/// nullopt where the text doesn't begin as one of them, or nothing of it can be read. O(bytes).
std::optional<JsonObjects> json_objects(const Source& source);

/// What json_tables makes of `kept`, with the leaves of `left_out` accounted for, each kind of them
/// with its reason. `kept` is an array, or the document that the file holds.
FormatOutput json_output(const Source& source, JsonObjects objects,
                         const std::vector<Skipped>& left_out);

/// Adds so many leaves that stand at `where`; the first place is kept.
void skip_leaves(Skipped& skipped, std::size_t leaves, const std::string& where);

}  // namespace chimera::read
