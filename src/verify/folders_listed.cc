#include "verify/folders_listed.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "verify/folders_said.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 4> kFolders = {"folders", "directories", "subfolders",
                                                      "subdirectories"};

// "csv_data/old/": whether a folder is called so, whatever folders it lies in; the tree may have
// been moved out of those that the text names first.
bool is_folder(const Dataset& dataset, std::string_view name) {
  const std::string bare = trimmed(name, "/. ");
  return has_folder(dataset, bare) ||
         std::ranges::any_of(dataset.folders(), [&](const std::string& folder) {
           return (bare + "/").ends_with("/" + lowered(folder));
         });
}

// Of names that end with a slash, where each stands.
std::vector<Range> names_with_slash(std::string_view text) {
  std::vector<Range> names;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::size_t end = at;
    while (end < text.size() && (is_name_char(text[end]) || text[end] == '/' || text[end] == '.')) {
      ++end;
    }
    std::size_t last = end;
    while (last > at && text[last - 1] == '.') {
      --last;
    }
    if (last > at + 1 && text[last - 1] == '/' && is_name_char(text[at])) {
      names.push_back({at, last});
    }
    at = end;
  }
  return names;
}

// Whether nothing but what parts a list stands around it: "runs under `reports/a`, of which" is
// none.
bool is_item(std::string_view list, Range name) {
  static constexpr std::array<std::string_view, 5> kBefore = {", ", " and ", " & ", "/ ", "; "};
  static constexpr std::array<std::string_view, 6> kBehind = {", ",  " and ", " & ",
                                                              " / ", " (",    "; "};
  const std::string_view ahead = list.substr(0, name.begin);
  const std::string_view behind = list.substr(name.end);
  return (trimmed(ahead, " `").empty() || ends_with_any(ahead, kBefore)) &&
         (trimmed(behind, " `.").empty() || starts_with_any(behind, kBehind));
}

// "reports/gemma3, csv_data, and plots" behind a label: paths, and names that folders have.
std::vector<Range> names_in_list(const Dataset& dataset, std::string_view list) {
  std::vector<Range> names;
  for (std::size_t at = 0; at < list.size(); ++at) {
    std::size_t end = at;
    while (end < list.size() && (is_name_char(list[end]) || list[end] == '/')) {
      ++end;
    }
    const std::string_view name = list.substr(at, end - at);
    const bool file = end + 1 < list.size() && list[end] == '.' && is_name_char(list[end + 1]);
    const bool slash = name.ends_with('/') && name.size() > 1;
    const bool path = name.find('/') != std::string_view::npos && name.size() > 2;
    const bool named = path || is_folder(dataset, name);
    if (!name.empty() && !file && named && (slash || is_item(list, {at, end}))) {
      names.push_back({at, end});
    }
    at = file ? std::min(list.find(' ', end), list.size()) : end;
  }
  return names;
}

// Behind "key directories: ", "the subfolders are "; npos for neither.
std::size_t begin_of_list(std::string_view clause, std::string_view joint) {
  constexpr std::size_t kLabelWords = 5;
  constexpr std::string_view kNames = "/names";  // "key directories/names: "
  for (const std::string_view noun : kFolders) {
    const std::size_t at = find_phrase(clause, noun);
    if (at == std::string_view::npos) {
      continue;
    }
    std::size_t end = at + noun.size();
    end += clause.substr(end).starts_with(kNames) ? kNames.size() : 0;
    if (clause.substr(end).starts_with(joint) &&
        words_of(clause.substr(0, end)).size() <= kLabelWords) {
      return end + joint.size();
    }
  }
  return std::string_view::npos;
}

// "There is a `raw/` subfolder": the name; "" for another clause.
std::string_view folder_claimed(std::string_view clause) {
  static constexpr std::array<std::string_view, 4> kNouns = {" folder", " directory", " subfolder",
                                                             " subdirectory"};
  static constexpr std::array<std::string_view, 7> kHas = {
      "there is", "has a", "has an", "holds a", "contains a", "contains an", "includes a"};
  static constexpr std::array<std::string_view, 3> kNot = {"no", "not", "isn't"};
  for (const Range& name : names_with_slash(clause)) {
    const std::string_view ahead = clause.substr(0, name.begin);
    if (starts_with_word(clause.substr(name.end), kNouns) && has_any(ahead, kHas) &&
        !has_any(ahead, kNot)) {
      return clause.substr(name.begin, name.end - name.begin);
    }
  }
  return {};
}

// "`plots/`: no such folder", "`plots/` does not exist": the name; "" for another clause.
std::string_view folder_missed(std::string_view clause, std::string_view sentence) {
  static constexpr std::array<std::string_view, 3> kNone = {"no such folder", "no such directory",
                                                            "no such subfolder"};
  static constexpr std::array<std::string_view, 5> kAbsent = {
      " does not exist", " doesn't exist", " is missing", " is absent", " is not there"};
  const auto names = names_with_slash(sentence);
  if (names.size() != 1) {
    return {};
  }
  const bool said =
      has_any(clause, kNone) || starts_with_any(sentence.substr(names.front().end), kAbsent);
  return said ? sentence.substr(names.front().begin, names.front().end - names.front().begin)
              : std::string_view();
}

}  // namespace

std::vector<FolderListed> find_listed_folders(const Dataset& dataset, std::string_view clause) {
  std::vector<FolderListed> listed;
  const std::size_t begin = begin_of_list(clause, ": ");
  if (begin == std::string_view::npos) {
    return listed;
  }
  for (const Range& name : names_in_list(dataset, clause.substr(begin))) {
    const std::string spelled(clause.substr(begin + name.begin, name.end - name.begin));
    const bool there = is_folder(dataset, spelled);
    listed.push_back(
        {{begin + name.begin, begin + name.end},
         judged_presence(there, false,
                         there ? "the tree has it" : "no folder is called '" + spelled + "'")});
  }
  return listed;
}

std::optional<Judgement> judge_folders_there(const Dataset& dataset, std::string_view clause,
                                             std::string_view sentence) {
  if (const auto name = folder_claimed(clause); !name.empty()) {
    return judged_presence(is_folder(dataset, name), false, "folder '" + std::string(name) + "'");
  }
  if (const auto name = folder_missed(clause, sentence); !name.empty()) {
    return judged_presence(is_folder(dataset, name), true, "folder '" + std::string(name) + "'");
  }
  const std::size_t begin = std::min(begin_of_list(clause, " are "), clause.size());
  const auto names = names_with_slash(clause.substr(begin));
  if (names.empty()) {
    return std::nullopt;
  }
  const auto missing = std::ranges::find_if(names, [&](const Range& name) {
    return !is_folder(dataset, clause.substr(begin + name.begin, name.end - name.begin));
  });
  return judged_presence(missing == names.end(), false,
                         missing == names.end() ? "the tree has them all" : "one is not there");
}

}  // namespace chimera::verify
