#include "verify/folders_said.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "verify/counts.h"
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

// The longest folder that they all lie in.
std::string_view folder_of(const Dataset& dataset, const std::vector<std::size_t>& files) {
  std::string_view common = dataset.files()[files.front()].folder;
  for (const std::size_t i : files) {
    const std::string_view other = dataset.files()[i].folder;
    const auto end = std::mismatch(common.begin(), common.end(), other.begin(), other.end()).first;
    common = common.substr(0, static_cast<std::size_t>(end - common.begin()));
    common = common.substr(0, common.rfind('/') + 1);
  }
  return common;
}

constexpr std::array<std::string_view, 4> kStamped = {"stamped", "dated", "timestamped",
                                                      "time-stamped"};

}  // namespace

bool has_folder(const Dataset& dataset, std::string_view name) {
  const std::string whole = "/" + std::string(name) + "/";
  return std::ranges::any_of(dataset.folders(), [&](const std::string& folder) {
    return ("/" + lowered(folder)).ends_with(whole);
  });
}

bool is_stamped(std::string_view name) {
  constexpr std::ptrdiff_t kDayDigits = 8;
  return std::count_if(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }) >=
         kDayDigits;
}

bool is_stamped_noun(std::string_view noun) {
  static constexpr std::array<std::string_view, 6> kRuns = {"runs",     "suites",    "sessions",
                                                            "captures", "campaigns", "batches"};
  return has_any(noun, kStamped) && has_any(noun, kRuns);
}

std::vector<Tally> tally_subfolders(const Dataset& dataset, const std::vector<std::size_t>& files,
                                    std::string_view noun) {
  if (files.empty()) {
    return {};
  }
  const std::string_view parent = folder_of(dataset, files);
  double direct = 0;
  double below = 0;
  double stamped = 0;
  for (const std::string& folder : dataset.folders()) {
    if (!folder.starts_with(parent) || folder.size() == parent.size()) {
      continue;
    }
    const std::string_view name = std::string_view{folder}.substr(parent.size());
    const bool right_in_it = name.find('/') + 1 == name.size();
    below += 1;
    direct += right_in_it ? 1 : 0;
    stamped += right_in_it && is_stamped(name) ? 1 : 0;
  }
  if (has_any(noun, kStamped)) {
    return {{stamped, "folders in it that are called by a time", ""}};
  }
  return {{direct, "folders in it", ""}, {below, "folders below it", ""}};
}

std::vector<Tally> tally_stamped_folders(const Dataset& dataset, std::string_view noun) {
  if (!has_any(noun, kStamped)) {
    return {};
  }
  std::map<std::string_view, double> in_folder;
  double all = 0;
  for (const std::string& folder : dataset.folders()) {
    const std::string_view whole = std::string_view{folder}.substr(0, folder.size() - 1);
    const std::size_t slash = whole.rfind('/') + 1;
    if (is_stamped(whole.substr(slash))) {
      all += 1;
      in_folder[whole.substr(0, slash)] += 1;
    }
  }
  std::vector<Tally> tallies = {{all, "folders that are called by a time", ""}};
  for (const auto& [parent, count] : in_folder) {
    tallies.push_back({count, "such folders in " + std::string(parent), ""});
  }
  return tallies;
}

std::optional<Judgement> judge_largest_folder(const Dataset& dataset, std::string_view clause,
                                              const std::vector<Mention>& mentions) {
  static constexpr std::array<std::string_view, 11> kMost = {
      "largest share of files",    "largest share of the files",
      "largest part of the files", "largest folder",
      "largest directory",         "biggest folder",
      "biggest directory",         "largest number of files",
      "highest number of files",   "most files",
      "largest subfolder"};
  const auto is_folder = [](const Mention& mention) { return mention.kind == NameKind::kFolder; };
  if (!has_any(clause, kMost) || std::count_if(mentions.begin(), mentions.end(), is_folder) != 1) {
    return std::nullopt;
  }
  const auto named = std::find_if(mentions.begin(), mentions.end(), is_folder);
  const FolderCounts counts = count_files(dataset);
  const std::string_view folder = folder_of(dataset, named->files);
  const bool holds = is_most(counts.direct, folder) || is_most(counts.below, folder) ||
                     is_most(counts.top, folder);
  const std::string why = std::to_string(named->files.size()) + " files lie in it";
  return holds ? supported(ClaimType::kExtreme, why)
               : contradicted(ClaimType::kExtreme, VerdictReason::kWrongDirection, why);
}

std::optional<Judgement> judge_largest_file(const Dataset& dataset, std::string_view clause,
                                            const std::vector<Mention>& mentions) {
  static constexpr std::array<std::string_view, 3> kMost = {"largest", "biggest", "bulkiest"};
  static constexpr std::array<std::string_view, 3> kNouns = {" file", " document", " artifact"};
  bool said = false;
  std::optional<ArtifactType> type;
  for (const std::string_view most : kMost) {
    for (const std::string_view word : {" csv is", " json is"}) {
      if (has_phrase(clause, std::string(most).append(word))) {
        said = true;
        type = type_in(word);
      }
    }
    for (const std::string_view noun : kNouns) {
      for (const std::string_view word : {"", " csv", " json", " markdown"}) {
        if (has_phrase(clause, std::string(most).append(word).append(noun))) {
          said = true;
          type = noun == " document" ? std::optional(ArtifactType::kMarkdown) : type_in(word);
        }
      }
    }
  }
  if (!said || mentions.size() != 1 || mentions.front().kind != NameKind::kFile ||
      mentions.front().files.empty()) {
    return std::nullopt;
  }
  // Copies of one file go by one name.
  const FileEntry& own = dataset.files()[mentions.front().files.front()];
  const bool one = std::ranges::all_of(mentions.front().files, [&](std::size_t file) {
    return dataset.files()[file].name == own.name;
  });
  if (!one) {
    return std::nullopt;
  }
  const auto most = std::max_element(dataset.files().begin(), dataset.files().end(),
                                     [&](const FileEntry& a, const FileEntry& b) {
                                       const auto size = [&](const FileEntry& file) {
                                         const bool counts = !type || file.artifact->type == *type;
                                         return counts ? file.artifact->size_bytes : 0;
                                       };
                                       return size(a) < size(b);
                                     });
  const std::string why = most->artifact->path + " has " +
                          std::to_string(most->artifact->size_bytes) + " bytes, this one " +
                          std::to_string(own.artifact->size_bytes);
  return own.artifact->size_bytes >= most->artifact->size_bytes
             ? supported(ClaimType::kExtreme, why)
             : contradicted(ClaimType::kExtreme, VerdictReason::kWrongDirection, why);
}

}  // namespace chimera::verify
