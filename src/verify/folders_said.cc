#include "verify/folders_said.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

using Counts = std::map<std::string_view, std::size_t>;

// Files of each folder: those right in it, or with those of folders below; and those of the folders
// at the top alone.
struct FolderCounts {
  Counts direct;
  Counts below;
  Counts top;
};

FolderCounts count_files(const Dataset& dataset) {
  FolderCounts counts;
  for (const FileEntry& file : dataset.files()) {
    const std::string_view folder = file.folder;
    for (std::size_t slash = folder.find('/'); slash != std::string_view::npos;
         slash = folder.find('/', slash + 1)) {
      ++counts.below[folder.substr(0, slash + 1)];
    }
    if (!folder.empty()) {
      ++counts.direct[folder];
      ++counts.top[folder.substr(0, folder.find('/') + 1)];
    }
  }
  return counts;
}

bool is_most(const Counts& counts, std::string_view folder) {
  const auto own = counts.find(folder);
  return own != counts.end() && std::all_of(counts.begin(), counts.end(), [&](const auto& other) {
           return other.second <= own->second || folder.starts_with(other.first);
         });
}

// The folder whose files are the mention's: the longest that they all lie in.
std::string_view folder_of(const Dataset& dataset, const Mention& mention) {
  std::string_view common = dataset.files()[mention.files.front()].folder;
  for (const std::size_t i : mention.files) {
    const std::string_view other = dataset.files()[i].folder;
    const auto end = std::mismatch(common.begin(), common.end(), other.begin(), other.end()).first;
    common = common.substr(0, static_cast<std::size_t>(end - common.begin()));
    common = common.substr(0, common.rfind('/') + 1);
  }
  return common;
}

}  // namespace

std::optional<Judgement> judge_largest_folder(const Dataset& dataset, std::string_view clause,
                                              const std::vector<Mention>& mentions) {
  static constexpr std::array<std::string_view, 8> kMost = {
      "largest folder",          "largest directory",       "biggest folder", "biggest directory",
      "largest number of files", "highest number of files", "most files",     "largest subfolder"};
  const auto is_folder = [](const Mention& mention) { return mention.kind == NameKind::kFolder; };
  if (!has_any(clause, kMost) || std::count_if(mentions.begin(), mentions.end(), is_folder) != 1) {
    return std::nullopt;
  }
  const auto named = std::find_if(mentions.begin(), mentions.end(), is_folder);
  const FolderCounts counts = count_files(dataset);
  const std::string_view folder = folder_of(dataset, *named);
  const bool holds = is_most(counts.direct, folder) || is_most(counts.below, folder) ||
                     is_most(counts.top, folder);
  const std::string why = std::to_string(named->files.size()) + " files lie in it";
  return holds ? supported(ClaimType::kExtreme, why)
               : contradicted(ClaimType::kExtreme, VerdictReason::kWrongDirection, why);
}

}  // namespace chimera::verify
