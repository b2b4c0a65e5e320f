#include "read/read.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "read/copies.h"
#include "read/derived.h"
#include "read/format/format.h"
#include "read/roles.h"
#include "read/subjects.h"
#include "read/trials.h"
#include "read/walk.h"
#include "text/unicode.h"

namespace chimera::read {

namespace {

constexpr std::size_t kFileBytesMax = std::size_t{1} << 30U;

std::string folder_name(std::string tree) {
  while (tree.size() > 1 && tree.ends_with('/')) {
    tree.pop_back();
  }
  return tree.substr(tree.rfind('/') + 1);
}

void note_encoding(const std::string& path, const text::Decoded& decoded, Observations& out) {
  if (decoded.encoding != "UTF-8") {
    out.problems.push_back({path, "", "encoding is " + decoded.encoding + ", read as text"});
  } else if (decoded.replaced > 0) {
    out.problems.push_back(
        {path, "", "not all of it is UTF-8: the bytes that are none were replaced"});
  }
}

void read_file(const FoundFile& file, const Disk& disk, Observations& out) {
  const auto bytes = disk.read(file.disk_path, kFileBytesMax);
  if (!bytes) {
    out.problems.push_back({file.artifact.path, "", bytes.error().message});
    return;
  }
  const text::Decoded decoded = text::decode(*bytes);
  if (decoded.encoding == "binary") {
    out.problems.push_back({file.artifact.path, "", "no text: left out"});
    return;
  }
  note_encoding(file.artifact.path, decoded, out);
  const Source source{file.artifact.path, file.artifact.type, decoded.utf8};
  for (const Format& format : formats()) {
    if (auto output = format.read(source)) {
      std::move(output->tables.begin(), output->tables.end(), std::back_inserter(out.tables));
      std::move(output->problems.begin(), output->problems.end(), std::back_inserter(out.problems));
      if (output->account) {
        output->account->file = file.artifact.path;
        out.accounts.push_back(std::move(*output->account));
      }
      return;
    }
  }
}

void give_meaning(Observations& out) {
  for (Table& table : out.tables) {
    assign_roles(table);
  }
  assign_models(out.tables);
  for (Table& table : out.tables) {
    judge_trials(table);
    const auto broken = check_consistency(table);
    CHIMERA_CHECK(!broken, broken.value_or(""));
  }
  find_derived(out.tables);
  find_copies(out.tables);
}

}  // namespace

Result<Observations> read_trees(const std::vector<std::string>& trees, const Disk& disk,
                                const Cancel& cancel) {
  Observations out;
  std::vector<FoundFile> files;
  for (const std::string& tree : trees) {
    auto walk = walk_tree(tree, trees.size() > 1 ? folder_name(tree) : "", disk, cancel);
    if (!walk) {
      return tl::unexpected(walk.error());
    }
    std::move(walk->files.begin(), walk->files.end(), std::back_inserter(files));
    std::move(walk->problems.begin(), walk->problems.end(), std::back_inserter(out.problems));
  }
  std::sort(files.begin(), files.end(), [](const FoundFile& a, const FoundFile& b) {
    return a.artifact.path < b.artifact.path;
  });
  bool any_readable = false;
  for (const FoundFile& file : files) {
    if (cancel.raised()) {
      return interrupted();
    }
    out.artifacts.push_back(file.artifact);
    if (file.artifact.type != ArtifactType::kOther) {
      any_readable = true;
      read_file(file, disk, out);
    }
  }
  if (!any_readable) {
    return fail(ErrorCode::kInput,
                "nothing to read in '" + trees.front() + "': no CSV, JSON, Markdown or log file");
  }
  give_meaning(out);
  std::stable_sort(out.problems.begin(), out.problems.end(),
                   [](const Problem& a, const Problem& b) { return a.file < b.file; });
  return out;
}

}  // namespace chimera::read
