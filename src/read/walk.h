// Finds the files of a tree: names sorted, hidden ones left out, loops of links met once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/files.h"
#include "base/result.h"
#include "data/observations.h"

namespace chimera::read {

/// A file on the disk and what it is called in the observations.
struct FoundFile {
  std::string disk_path;
  Artifact artifact;
};

struct Walk {
  std::vector<FoundFile> files;   ///< sorted by path in the tree
  std::vector<Problem> problems;  ///< folders that can't be listed
};

inline constexpr std::size_t kFolderDepthMax = 64;
inline constexpr std::size_t kFilesMax = 1'000'000;

/// Everything below `tree`, which may also be a single file; `prefix` goes before each path. kInput
/// if the tree itself can't be read.
Result<Walk> walk_tree(const std::string& tree, const std::string& prefix, const Disk& disk,
                       const Cancel& cancel);

/// The type by the name's ending: .csv .tsv; .json .jsonl .ndjson; .md .markdown; .log .txt .out.
ArtifactType type_of_name(std::string_view name);

/// Whether the name ends like YAML, whose type only what stands in it can tell.
bool is_yaml_name(std::string_view name);

}  // namespace chimera::read
