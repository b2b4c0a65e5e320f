#include "read/tree_files.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "text/unicode.h"

namespace chimera::read {

namespace {

std::string folder_name(std::string tree) {
  while (tree.size() > 1 && tree.ends_with('/')) {
    tree.pop_back();
  }
  return tree.substr(tree.rfind('/') + 1);
}

Result<Mapping> read_mapping(const std::string& path, const Disk& disk) {
  return disk.read(path, kMappingBytesMax).and_then([&](const std::string& bytes) {
    return parse_mapping(text::decode(bytes).utf8, path);
  });
}

Result<void> lay(const std::string& path, std::span<const MappedFile> files, const Disk& disk,
                 Overrides& overrides) {
  return read_mapping(path, disk).and_then([&](Mapping&& mapping) {
    return overrides.add(std::move(mapping), files);
  });
}

}  // namespace

Result<TreeFiles> find_files(const std::vector<std::string>& trees, const Disk& disk,
                             const Cancel& cancel) {
  TreeFiles all;
  for (std::size_t tree = 0; tree < trees.size(); ++tree) {
    const std::string prefix = trees.size() > 1 ? folder_name(trees[tree]) : "";
    auto walk = walk_tree(trees[tree], prefix, disk, cancel);
    if (!walk) {
      return tl::unexpected(walk.error());
    }
    for (FoundFile& file : walk->files) {
      const bool is_tree = file.disk_path == trees[tree];
      std::string path = file.artifact.path;
      path.erase(0, prefix.empty() || is_tree ? 0 : prefix.size() + 1);
      if (path == kMappingName && !is_tree) {
        all.mappings[tree] = file.disk_path;
      } else {
        all.files.push_back({std::move(file), tree, std::move(path)});
      }
    }
    std::move(walk->problems.begin(), walk->problems.end(), std::back_inserter(all.problems));
  }
  const auto path_less = [](const TreeFile& a, const TreeFile& b) {
    return a.found.artifact.path < b.found.artifact.path;
  };
  if (!std::is_sorted(all.files.begin(), all.files.end(), path_less)) {
    std::sort(all.files.begin(), all.files.end(), path_less);
  }
  return all;
}

Result<Overrides> lay_mappings(const TreeFiles& found, const std::string& map_file,
                               const Disk& disk) {
  Overrides overrides;
  for (const auto& [tree, path] : found.mappings) {
    std::vector<MappedFile> files;
    for (std::size_t i = 0; i < found.files.size(); ++i) {
      if (found.files[i].tree == tree) {
        files.push_back({i, found.files[i].path});
      }
    }
    if (auto done = lay(path, files, disk, overrides); !done) {
      return tl::unexpected(done.error());
    }
  }
  if (map_file.empty()) {
    return overrides;
  }
  std::vector<MappedFile> files;
  files.reserve(found.files.size());
  for (std::size_t i = 0; i < found.files.size(); ++i) {
    files.push_back({i, found.files[i].found.artifact.path});
  }
  return lay(map_file, files, disk, overrides).map([&] { return std::move(overrides); });
}

}  // namespace chimera::read
