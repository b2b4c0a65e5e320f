#include "verify/copies_said.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "verify/counts.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

using Files = std::vector<std::size_t>;

bool says_copies(std::string_view clause) {
  static constexpr std::array<std::string_view, 10> kCopies = {
      "byte-identical", "byte-for-byte", "identical to",  "exact duplicate", "exact copy",
      "exact copies",   "duplicate of",  "duplicates of", "copy of",         "copies of"};
  static constexpr std::array<std::string_view, 4> kDenied = {"not", "no", "differ*", "almost"};
  return has_any(clause, kCopies) && !has_any(clause, kDenied);
}

// What a file holds; "" where nothing of it was read.
std::string held_by(const Dataset& dataset, std::size_t file) {
  std::string held;
  for (const Table* const table : dataset.files()[file].tables) {
    held.append(table->content).append("\n");
  }
  const bool empty = held.find_first_not_of('\n') == std::string::npos;
  return empty ? std::string(dataset.text_of(dataset.files()[file].artifact->path)) : held;
}

Files both(const Files& a, const Files& b) {
  Files common;
  std::copy_if(a.begin(), a.end(), std::back_inserter(common),
               [&](std::size_t file) { return std::find(b.begin(), b.end(), file) != b.end(); });
  return common;
}

// The two sets that the names hold against each other: two names of files, or one in two folders.
std::pair<Files, Files> sides_of(const std::vector<Mention>& mentions) {
  std::vector<const Mention*> names;
  std::vector<const Mention*> folders;
  for (const Mention& mention : mentions) {
    if (mention.kind == NameKind::kFile) {
      names.push_back(&mention);
    } else if (mention.kind == NameKind::kFolder) {
      folders.push_back(&mention);
    }
  }
  if (names.size() == 2 && folders.empty()) {
    return {names[0]->files, names[1]->files};
  }
  if (names.size() == 1 && folders.size() == 2) {
    return {both(names[0]->files, folders[0]->files), both(names[0]->files, folders[1]->files)};
  }
  return {};
}

// "A is stored in both B and C": whether each of the folders has a file of that name.
std::optional<Judgement> judge_both_places(std::string_view clause,
                                           const std::vector<Mention>& mentions) {
  static constexpr std::array<std::string_view, 10> kInBoth = {
      "exists in both",  "exist in both", "stored in both",  "is in both",     "are in both",
      "present in both", "found in both", "appears in both", "appear in both", "lies in both"};
  const auto names = [&](NameKind kind) {
    return std::ranges::count(mentions, kind, &Mention::kind);
  };
  if (!has_any(clause, kInBoth) || names(NameKind::kFile) != 1 || names(NameKind::kFolder) != 2) {
    return std::nullopt;
  }
  const auto [first, second] = sides_of(mentions);
  return !first.empty() && !second.empty()
             ? supported(ClaimType::kExistence, "each of the two has it")
             : contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing,
                            "one of the two has no such file");
}

}  // namespace

std::optional<Judgement> judge_copies(const Dataset& dataset, std::string_view clause,
                                      const std::vector<Mention>& mentions) {
  if (auto both_places = judge_both_places(clause, mentions)) {
    return both_places;
  }
  if (!says_copies(clause)) {
    return std::nullopt;
  }
  auto [copies, originals] = sides_of(mentions);
  // "The three CSV tables": no other type of that name is meant.
  if (const auto type = type_in(clause)) {
    std::erase_if(copies,
                  [&](std::size_t file) { return dataset.files()[file].artifact->type != *type; });
  }
  if (copies.empty() || originals.empty()) {
    return std::nullopt;
  }
  std::set<std::string> held;
  for (const std::size_t file : originals) {
    held.insert(held_by(dataset, file));
  }
  for (const std::size_t file : copies) {
    const std::string own = held_by(dataset, file);
    const std::string& path = dataset.files()[file].artifact->path;
    if (own.empty()) {
      return unsupported(ClaimType::kExistence, VerdictReason::kTooVague,
                         "nothing that could be compared was read of '" + path + "'");
    }
    if (!held.contains(own)) {
      return contradicted(ClaimType::kExistence, VerdictReason::kWrongValue,
                          "'" + path + "' holds something else");
    }
  }
  return supported(ClaimType::kExistence, "they hold the same");
}

std::optional<Judgement> judge_stands_twice(const Dataset& dataset, std::string_view clause,
                                            const std::vector<Mention>& mentions) {
  static constexpr std::array<std::string_view, 7> kTwice = {
      "exists twice",    "appears twice",        "occurs twice",    "is there twice",
      "is stored twice", "exists in two places", "is present twice"};
  if (!has_any(clause, kTwice) || mentions.empty() || mentions.front().kind != NameKind::kFile ||
      mentions.front().files.empty()) {
    return std::nullopt;
  }
  const std::string& name = dataset.files()[mentions.front().files.front()].name;
  const auto places = std::ranges::count(dataset.files(), name, &FileEntry::name);
  const std::string why = "files of that name: " + std::to_string(places);
  return places == 2 ? supported(ClaimType::kExistence, why)
                     : contradicted(ClaimType::kExistence, VerdictReason::kWrongCount, why);
}

std::optional<Judgement> judge_copied_sets(const Dataset& dataset, const Numeral& stated,
                                           std::string_view clause) {
  static constexpr std::array<std::string_view, 4> kSame = {"same values", "same content",
                                                            "identical", "the same rows"};
  if (!has_phrase(clause, "more than one file") || !has_any(clause, kSame)) {
    return std::nullopt;
  }
  return judged(stated,
                {{static_cast<double>(dataset.inventory().copies.size()),
                  "sets of the same values in several files", "--metric copies --stat count"}},
                ClaimType::kCount);
}

}  // namespace chimera::verify
