#include "read/walk.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "base/parallel.h"

namespace chimera::read {

namespace {

struct Ending {
  std::string_view ending;
  ArtifactType type;
};

constexpr std::array kEndings{
    Ending{".csv", ArtifactType::kCsv},           Ending{".tsv", ArtifactType::kCsv},
    Ending{".json", ArtifactType::kJson},         Ending{".jsonl", ArtifactType::kJson},
    Ending{".ndjson", ArtifactType::kJson},       Ending{".md", ArtifactType::kMarkdown},
    Ending{".markdown", ArtifactType::kMarkdown}, Ending{".log", ArtifactType::kLog},
    Ending{".txt", ArtifactType::kLog},           Ending{".out", ArtifactType::kLog},
    Ending{".sse", ArtifactType::kLog},           Ending{".sql", ArtifactType::kLog},
};

constexpr std::size_t kManyEntries = 16;  ///< that are worth a second thread

std::string in_lower_case(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(), lower_case);
  return lower;
}

class Walker {
 public:
  Walker(const Disk& disk, const Cancel& cancel) : disk_(disk), cancel_(cancel) {}

  using Entries = Result<std::vector<DiskEntry>>;

  void enter(const std::string& folder, const std::string& path, std::size_t depth,
             const Entries& entries) {
    if (cancel_.raised()) {
      return;
    }
    if (depth > kFolderDepthMax) {
      walk_.problems.push_back({path, "", "folder left out: nested too deeply"});
      return;
    }
    if (!entries) {
      walk_.problems.push_back({path, "", entries.error().message});
      return;
    }
    if (is_report(folder, *entries)) {
      walk_.problems.push_back({path, "", "folder left out: a report that chimera wrote"});
      return;
    }
    visit_all(folder, path, depth, *entries);
  }

  void visit_all(const std::string& folder, const std::string& path, std::size_t depth,
                 const std::vector<DiskEntry>& entries) {
    // A folder's folders are listed side by side, and entered one after the other.
    std::vector<Entries> inside(entries.size());
    for_each_index(entries.size(), entries.size() < kManyEntries ? 1 : 0, [&](std::size_t i) {
      if (entries[i].kind == EntryKind::kFolder && is_visited(entries[i])) {
        inside[i] = disk_.list(folder + "/" + entries[i].name);
      }
    });
    for (std::size_t i = 0; i < entries.size(); ++i) {
      visit(folder, path, depth, entries[i], inside[i]);
    }
  }

  void add_file(const std::string& disk_path, const std::string& path, const DiskEntry& entry) {
    if (walk_.files.size() >= kFilesMax) {
      if (!full_) {
        walk_.problems.push_back({path, "", "too many files: the rest is left out"});
      }
      full_ = true;
      return;
    }
    walk_.files.push_back(
        {disk_path, {path, type_of_name(entry.name), entry.size_bytes, entry.modified_utc_s}});
  }

  /// The tree's own folder, so that a link back to it is not followed.
  void start_at(const DiskEntry& root) { seen_.insert({root.device, root.inode}); }

  Walk take() { return std::move(walk_); }

 private:
  /// Its numbers are those of the tree: read back, they would be pooled with it.
  [[nodiscard]] bool is_report(const std::string& folder,
                               const std::vector<DiskEntry>& entries) const {
    constexpr std::size_t kReportBytesMax = std::size_t{64} << 20U;
    const auto has = [&](std::string_view name) {
      return std::any_of(entries.begin(), entries.end(),
                         [&](const DiskEntry& entry) { return entry.name == name; });
    };
    if (!has("report.json") || !has("facts.json")) {
      return false;
    }
    const auto bytes = disk_.read(folder + "/report.json", kReportBytesMax);
    return bytes && bytes->substr(0, 200).find("\"chimera.report/") != std::string::npos;
  }

  static bool is_visited(const DiskEntry& entry) { return !entry.name.starts_with('.'); }

  /// `inside`: of a folder.
  void visit(const std::string& folder, const std::string& path, std::size_t depth,
             const DiskEntry& entry, const Entries& inside) {
    if (!is_visited(entry)) {
      return;
    }
    const std::string disk_path = folder + "/" + entry.name;
    const std::string tree_path = path.empty() ? entry.name : path + "/" + entry.name;
    switch (entry.kind) {
      case EntryKind::kFile:
        add_file(disk_path, tree_path, entry);
        return;
      case EntryKind::kFolder:
        // An inode of 0 means that the disk has none to offer.
        if (entry.inode == 0 || seen_.insert({entry.device, entry.inode}).second) {
          enter(disk_path, tree_path, depth + 1, inside);
        }
        return;
      case EntryKind::kOther:
        walk_.problems.push_back({tree_path, "", "left out: neither a file nor a folder"});
        return;
    }
  }

  const Disk& disk_;
  const Cancel& cancel_;
  Walk walk_;
  bool full_ = false;
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen_;
};

}  // namespace

ArtifactType type_of_name(std::string_view name) {
  const std::string lower = in_lower_case(name);
  for (const Ending& known : kEndings) {
    if (lower.ends_with(known.ending)) {
      return known.type;
    }
  }
  return ArtifactType::kOther;
}

bool is_yaml_name(std::string_view name) {
  const std::string lower = in_lower_case(name);
  return lower.ends_with(".yaml") || lower.ends_with(".yml");
}

Result<Walk> walk_tree(const std::string& tree, const std::string& prefix, const Disk& disk,
                       const Cancel& cancel) {
  const auto root = disk.stat(tree);
  if (!root) {
    return tl::unexpected(root.error());
  }
  Walker walker(disk, cancel);
  if (root->kind == EntryKind::kFile) {
    const std::string name = tree.substr(tree.rfind('/') + 1);
    DiskEntry entry = *root;
    entry.name = name;
    walker.add_file(tree, prefix.empty() ? name : prefix, entry);
    return walker.take();
  }
  const auto listed = disk.list(tree);
  if (!listed) {
    return tl::unexpected(listed.error());
  }
  walker.start_at(*root);
  // What is asked for by its own name is read, also a report.
  walker.visit_all(tree, prefix, 0, *listed);
  if (cancel.raised()) {
    return interrupted();
  }
  Walk walk = walker.take();
  std::sort(walk.files.begin(), walk.files.end(), [](const FoundFile& a, const FoundFile& b) {
    return a.artifact.path < b.artifact.path;
  });
  return walk;
}

}  // namespace chimera::read
