// Types of files by the words for them.
#include <algorithm>
#include <array>

#include "verify/counts.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

struct TypeWord {
  std::string_view word;
  ArtifactType type;
};

constexpr std::array<TypeWord, 8> kTypeWords = {{
    {"csv", ArtifactType::kCsv},
    {"json", ArtifactType::kJson},
    {"markdown", ArtifactType::kMarkdown},
    {"md", ArtifactType::kMarkdown},
    {".md", ArtifactType::kMarkdown},
    {"yaml", ArtifactType::kYaml},
    {"log", ArtifactType::kLog},
    {"logs", ArtifactType::kLog},
}};

}  // namespace

std::optional<ArtifactType> type_in(std::string_view lower) {
  std::optional<ArtifactType> found;
  std::size_t nearest = std::string_view::npos;
  for (const TypeWord& each : kTypeWords) {
    const std::size_t at = find_phrase(lower, each.word);
    if (at < nearest) {
      nearest = at;
      found = each.type;
    }
  }
  return found;
}

std::vector<ArtifactType> types_listed(std::string_view lower) {
  static constexpr std::array<std::string_view, 6> kJoints = {", and ", ", ", " and ",
                                                              " & ",    "/",  " "};
  std::vector<ArtifactType> types;
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view joint : kJoints) {
      if (lower.starts_with(joint)) {
        lower.remove_prefix(joint.size());
        break;
      }
    }
    for (const TypeWord& each : kTypeWords) {
      const bool ends = lower.size() == each.word.size() ||
                        (lower.size() > each.word.size() && !is_word_char(lower[each.word.size()]));
      if (lower.starts_with(each.word) && ends) {
        types.push_back(each.type);
        lower.remove_prefix(each.word.size());
        more = true;
        break;
      }
    }
  }
  return types;
}

std::size_t files_of_types(const Dataset& dataset, std::span<const ArtifactType> types) {
  return static_cast<std::size_t>(
      std::count_if(dataset.files().begin(), dataset.files().end(), [&](const FileEntry& file) {
        return std::find(types.begin(), types.end(), file.artifact->type) != types.end();
      }));
}

std::size_t files_described(const Dataset& dataset, std::string_view lower) {
  const auto type = type_in(lower);
  return static_cast<std::size_t>(
      std::count_if(dataset.files().begin(), dataset.files().end(),
                    [&](const FileEntry& file) { return !type || file.artifact->type == *type; }));
}

}  // namespace chimera::verify
