// Everything that was read from the trees that were given: artifacts, tables, and what went wrong.
// Sorted by path, so that the same data give the same bytes. Immutable once `read` returns it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"

namespace chimera {

enum class ArtifactType { kCsv, kJson, kMarkdown, kLog, kYaml, kOther };

/// "CSV", "JSON", "Markdown", "log", "YAML", "other".
std::string_view artifact_type_name(ArtifactType type);

/// A file of the tree. Those of type kOther are listed, not analyzed.
struct Artifact {
  std::string path;
  ArtifactType type = ArtifactType::kOther;
  std::size_t size_bytes = 0;
  std::int64_t modified_utc_s = 0;
};

/// Something that could not be read or makes no sense; never a reason to stop.
struct Problem {
  std::string file;
  std::string where;  ///< "line 3", a JSON pointer, or ""
  std::string what;
};

/// Parts of a file that became neither a cell nor a header, and why.
struct Skipped {
  std::size_t count = 0;
  std::string where;  ///< of the first: "line 3", a JSON pointer
  std::string reason;
};

/// What became of the parts of a file: the rows of delimited text, the leaves of JSON. Invariant:
/// total = used + headers + all skipped; `total` is counted by the syntax, the others by the
/// format.
struct Account {
  std::string file;
  std::string parts;  ///< "rows", "leaves"
  std::size_t total = 0;
  std::size_t used = 0;
  std::size_t headers = 0;
  std::vector<Skipped> skipped;
};

struct Observations {
  std::vector<Artifact> artifacts;  ///< sorted by path
  std::vector<Table> tables;        ///< sorted by file, then in file order
  std::vector<Problem> problems;    ///< sorted by file
  std::vector<Account> accounts;    ///< sorted by file
};

}  // namespace chimera
