// Types of files by the words for them.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

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

std::size_t results_among(const Dataset& dataset, const std::vector<std::size_t>& files) {
  return static_cast<std::size_t>(std::ranges::count_if(files, [&](std::size_t i) {
    return std::ranges::find(kResultTypes, dataset.files()[i].artifact->type) != kResultTypes.end();
  }));
}

std::size_t files_described(const Dataset& dataset, std::string_view lower) {
  const auto type = type_in(lower);
  return static_cast<std::size_t>(
      std::count_if(dataset.files().begin(), dataset.files().end(),
                    [&](const FileEntry& file) { return !type || file.artifact->type == *type; }));
}

std::optional<std::size_t> files_of_topic(const Dataset& dataset, std::string_view lower,
                                          std::optional<ArtifactType> type) {
  static constexpr std::array<std::string_view, 30> kGeneral = {
      "files",     "dataset",    "results",    "result",    "reports",       "report",
      "benchmark", "benchmarks", "majority",   "share",     "artifacts",     "documents",
      "which",     "means",      "concern",    "concerns",  "about",         "relate",
      "account",   "accounts",   "types",      "records",   "measurements",  "tests",
      "focus",     "focused",    "collection", "primarily", "predominantly", "largely"};
  constexpr std::size_t kTelling = 5;
  constexpr std::size_t kStem = 6;  // "compil" of "compilation" and "compile"
  std::optional<std::size_t> count;
  for (const Range& range : words_of(lower)) {
    const std::string_view word = lower.substr(range.begin, range.end - range.begin);
    if (word.size() < kTelling || is_one_of(word, kGeneral) || type_in(word)) {
      continue;
    }
    std::size_t named = 0;
    std::size_t of_all = 0;
    for (const FileEntry& file : dataset.files()) {
      const bool has = file.path.find(word.substr(0, kStem)) != std::string::npos;
      of_all += has ? 1U : 0U;
      named += has && (!type || file.artifact->type == *type) ? 1U : 0U;
    }
    if (of_all > 0 && of_all < dataset.files().size()) {
      if (count) {
        return std::nullopt;
      }
      count = named;
    }
  }
  return count;
}

namespace {

// "…, followed by CSV", "It is followed by CSV": what stands first was said before.
bool begins_with_follower(std::string_view clause, std::size_t follows) {
  static constexpr std::array<std::string_view, 4> kLeads = {"it is", "they are", "this is",
                                                             "these are"};
  constexpr std::size_t kJoint = 3;
  const std::string ahead = trimmed(clause.substr(0, follows), " ,");
  return follows <= kJoint || (follows < clause.size() && is_one_of(ahead, kLeads));
}

}  // namespace

std::optional<Judgement> judge_order_of_types(const Dataset& dataset, std::string_view clause,
                                              std::string_view wide) {
  static constexpr std::array<std::pair<std::string_view, ArtifactType>, 4> kTypes = {
      {{"logs", ArtifactType::kLog},
       {"csv", ArtifactType::kCsv},
       {"json", ArtifactType::kJson},
       {"markdown", ArtifactType::kMarkdown}}};
  const std::size_t follows = find_phrase(clause, "followed by");
  std::map<std::size_t, ArtifactType> order;
  for (const auto& [word, type] : kTypes) {
    if (const std::size_t at = find_phrase(wide, word); at != std::string::npos) {
      order.emplace(at, type);
    }
  }
  if (!begins_with_follower(clause, follows) || order.size() < 2) {
    return std::nullopt;
  }
  std::string why;
  std::size_t before = std::string::npos;
  bool holds = true;
  for (const auto& [at, type] : order) {
    const std::size_t count = files_of_types(dataset, std::array{type});
    holds = holds && count <= before;
    why.append(why.empty() ? "" : ", ").append(std::to_string(count));
    before = count;
  }
  why += " files, in the order of the text";
  return holds ? supported(ClaimType::kExtreme, why)
               : contradicted(ClaimType::kExtreme, VerdictReason::kWrongDirection, why);
}

// "JSON files outnumber CSV files", "there are fewer Markdown than CSV files".
std::optional<Judgement> judge_types_compared(const Dataset& dataset, std::string_view clause) {
  const auto count = [&](std::string_view text) {
    const auto type = type_in(text);
    return type ? std::optional(files_of_types(dataset, std::array{*type})) : std::nullopt;
  };
  static constexpr std::array<std::pair<std::string_view, int>, 4> kWords = {{
      {" outnumber", 1},
      {" more numerous than ", 1},
      {" are rarer than ", -1},
      {" than ", 0},
  }};
  for (const auto& [word, sign] : kWords) {
    const std::size_t at = clause.find(word);
    if (at == std::string_view::npos) {
      continue;
    }
    std::string_view ahead = clause.substr(0, at);
    const bool more = ahead.rfind("more ") != std::string_view::npos;
    const bool fewer = ahead.rfind("fewer ") != std::string_view::npos;
    if (sign == 0 && more == fewer) {
      return std::nullopt;
    }
    ahead = sign == 0 ? ahead.substr(ahead.rfind(more ? "more " : "fewer ")) : ahead;
    const auto first = count(ahead);
    const auto second = count(clause.substr(at));
    if (!first || !second || has_digit(clause)) {
      return std::nullopt;
    }
    const int wanted = sign != 0 ? sign : more ? 1 : -1;
    const bool holds = wanted > 0 ? *first > *second : *first < *second;
    const std::string why =
        std::to_string(*first) + " and " + std::to_string(*second) + " files of these types";
    return holds ? supported(ClaimType::kComparison, why)
                 : contradicted(ClaimType::kComparison, VerdictReason::kWrongDirection, why);
  }
  return std::nullopt;
}

}  // namespace chimera::verify
