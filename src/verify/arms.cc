#include "verify/arms.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 10> kReferences = {
    "baseline", "base",    "default", "stock",    "control",
    "before",   "untuned", "vanilla", "original", "reference"};

struct Arms {
  Mention changed;
  Mention reference;
  std::string name;  ///< of the changed one
};

std::optional<Arms> arms_of_levels(const Dataset& dataset, const NameFinder& names) {
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> columns;
  for (const auto& [column, levels] : dataset.factors()) {
    if (levels.size() != 2) {
      continue;
    }
    const bool first = is_one_of(lowered(levels.front()), kReferences);
    if (first != is_one_of(lowered(levels.back()), kReferences)) {
      columns[{lowered(levels[first ? 1 : 0]), lowered(levels[first ? 0 : 1])}].push_back(column);
    }
  }
  if (columns.size() != 1) {
    return std::nullopt;
  }
  const auto& [levels, called] = *columns.begin();
  return Arms{names.level_of(called, levels.first), names.level_of(called, levels.second),
              levels.first};
}

// The words of a file's name without numbers, the reference's apart.
struct NamedFile {
  std::vector<std::string> words;
  bool reference = false;
};

NamedFile named_file(const FileEntry& file) {
  NamedFile named;
  for (std::string& word : name_words(file.folder + file.stem)) {
    if (is_one_of(word, kReferences)) {
      named.reference = true;
    } else if (!has_digit(word.substr(0, 1))) {
      named.words.push_back(std::move(word));
    }
  }
  return named;
}

// The one word that the other file's name has besides; "" where they differ in more.
std::string word_besides(const NamedFile& reference, const NamedFile& other) {
  if (other.words.size() != reference.words.size() + 1) {
    return {};
  }
  std::vector<std::string> besides = other.words;
  for (const std::string& word : reference.words) {
    const auto at = std::ranges::find(besides, word);
    if (at == besides.end()) {
      return {};
    }
    besides.erase(at);
  }
  return besides.front();
}

Mention file_mention(const Dataset& dataset, std::size_t file) {
  Mention mention;
  mention.kind = NameKind::kFile;
  mention.alias = dataset.files()[file].path;
  mention.files = {file};
  mention.exact = true;
  return mention;
}

bool has_any_word(std::string_view clause, const std::vector<std::string>& words) {
  constexpr std::size_t kTelling = 4;
  return std::ranges::any_of(words, [&](const std::string& word) {
    return word.size() >= kTelling && has_phrase(clause, word);
  });
}

// Of several such pairs the one that the clause calls by another word of its name.
std::optional<Arms> arms_of_files(const Dataset& dataset, std::string_view clause) {
  constexpr std::size_t kFilesMax = 400;
  std::vector<std::pair<std::size_t, NamedFile>> references;
  std::vector<std::pair<std::size_t, NamedFile>> others;
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    if (dataset.files()[i].has_data()) {
      NamedFile named = named_file(dataset.files()[i]);
      (named.reference ? references : others).emplace_back(i, std::move(named));
    }
  }
  if (references.size() + others.size() > kFilesMax) {
    return std::nullopt;
  }
  std::vector<Arms> all;
  std::vector<Arms> called;
  for (const auto& [reference, of_reference] : references) {
    for (const auto& [other, of_other] : others) {
      if (std::string word = word_besides(of_reference, of_other); !word.empty()) {
        all.push_back(
            {file_mention(dataset, other), file_mention(dataset, reference), std::move(word)});
        if (has_any_word(clause, of_reference.words)) {
          called.push_back(all.back());
        }
      }
    }
  }
  const std::vector<Arms>& meant = called.empty() ? all : called;
  return meant.size() == 1 ? std::optional(meant.front()) : std::nullopt;
}

}  // namespace

std::vector<Mention> arms_said(const Dataset& dataset, std::string_view clause,
                               const NameFinder& names) {
  static constexpr std::array<std::string_view, 14> kChange = {
      "gain*",   "improve*", "speedup*",  "speed-up*", "difference*", "reduc*",  "drop*",
      "saving*", "change*",  "increase*", "decrease*", "effect*",     "differ*", "shift*"};
  auto arms = arms_of_levels(dataset, names);
  arms = arms ? std::move(arms) : arms_of_files(dataset, clause);
  if (!arms || (!has_any(clause, kChange) && !has_phrase(clause, arms->name))) {
    return {};
  }
  return {std::move(arms->changed), std::move(arms->reference)};
}

}  // namespace chimera::verify
