#include "cli/tree_texts.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "text/unicode.h"

namespace chimera::cli {
namespace {

constexpr std::size_t kDocumentBytesMax = 4'000'000;

// Of an artifact's path in the result; nullopt where no tree has it.
std::optional<std::string> bytes_of(const std::string& path, const std::vector<std::string>& trees,
                                    const Disk& disk) {
  for (const std::string& tree : trees) {
    // With several trees a path begins with the tree's name.
    const std::string inside = trees.size() == 1 ? path : path.substr(path.find('/') + 1);
    std::string below = tree;
    below.append("/").append(inside);
    for (const std::string& full : {below, tree}) {
      if (full == tree && !tree.ends_with(path)) {
        continue;
      }
      if (auto bytes = disk.read(full, kDocumentBytesMax)) {
        return *bytes;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<verify::TreeText> tree_texts(const std::vector<std::string>& trees, const Disk& disk,
                                         std::string_view report, Observations& observations) {
  std::vector<verify::TreeText> texts;
  std::vector<std::string> same;
  for (const Artifact& artifact : observations.artifacts) {
    if (artifact.type != ArtifactType::kMarkdown && artifact.type != ArtifactType::kLog) {
      continue;
    }
    auto bytes = bytes_of(artifact.path, trees, disk);
    if (!bytes) {
      continue;
    }
    if (*bytes == report) {
      same.push_back(artifact.path);
    } else {
      texts.push_back({artifact.path, text::decode(std::move(*bytes)).utf8});
    }
  }
  const auto is_same = [&](const std::string& path) {
    return std::find(same.begin(), same.end(), path) != same.end();
  };
  std::erase_if(observations.tables, [&](const Table& table) { return is_same(table.file); });
  return texts;
}

}  // namespace chimera::cli
