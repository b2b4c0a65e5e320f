#include "read/subjects.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace chimera::read {

namespace {

constexpr std::array<std::string_view, 4> kOtherNames{"model.name", "model_name", "model_filename",
                                                      "model_id"};

// "gemma3:1b-it-qat" and "gemma3_1b-it-qat" are the same name in a file system.
std::string file_spelling(std::string_view model) {
  if (model.ends_with(":latest")) {
    model.remove_suffix(7);
  }
  std::string spelled;
  for (const char c : model) {
    const auto byte = static_cast<unsigned char>(c);
    spelled += std::isalnum(byte) != 0 || c == '-' || c == '.'
                   ? static_cast<char>(std::tolower(byte))
                   : '_';
  }
  return spelled;
}

std::string file_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

/// The models that the tables name, by their spelling in file names.
std::map<std::string, std::string> known_models(const std::vector<Table>& tables) {
  std::map<std::string, std::string> models;
  std::unordered_set<std::string_view> known;
  for (const Table& table : tables) {
    const Column* column = find_column(table, "model");
    if (column == nullptr || table.kind == TableKind::kClaim) {
      continue;
    }
    for (std::size_t i = 0; i < column->text.spellings(); ++i) {
      const std::string_view model = column->text.spelling(i);
      if (model.size() >= 3 && known.insert(model).second) {
        models.emplace(file_spelling(model), std::string(model));
      }
    }
  }
  return models;
}

std::optional<std::string> model_in_name(const std::string& path,
                                         const std::map<std::string, std::string>& models) {
  const std::string spelled = file_spelling(file_name(path));
  std::optional<std::string> best;
  std::size_t longest = 0;
  for (const auto& [begin, model] : models) {
    const bool whole_word = spelled.size() > begin.size() &&
                            (spelled[begin.size()] == '_' || spelled[begin.size()] == '.');
    if (spelled.starts_with(begin) && whole_word && begin.size() > longest) {
      longest = begin.size();
      best = model;
    }
  }
  return best;
}

bool copy_other_name(Table& table) {
  for (const std::string_view other : kOtherNames) {
    if (const Column* found = find_column(table, other); found != nullptr) {
      Column model = *found;
      model.name = "model";
      model.role = Role::kSubject;
      model.evidence = "the column '" + std::string(other) + "'";
      model.definition = nullptr;
      table.columns.push_back(std::move(model));
      return true;
    }
  }
  return false;
}

}  // namespace

void assign_models(std::vector<Table>& tables) {
  const auto models = known_models(tables);
  for (Table& table : tables) {
    if (find_column(table, "model") != nullptr || copy_other_name(table)) {
      continue;
    }
    if (const auto model = model_in_name(table.file, models)) {
      table.columns.push_back(Column{.name = "model",
                                     .role = Role::kSubject,
                                     .evidence = "the file's name begins with it",
                                     .text = {*model},
                                     .number = {std::numeric_limits<double>::quiet_NaN()},
                                     .shared = true});
    }
  }
}

}  // namespace chimera::read
