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
#include <vector>

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

// Words of a file's or a model's name in its spelling for files; a point joins "2.5".
std::vector<std::string_view> words_of(std::string_view spelled) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < spelled.size();) {
    const std::size_t end = std::min(spelled.find_first_of("_-", begin), spelled.size());
    if (end > begin) {
      words.push_back(spelled.substr(begin, end - begin));
    }
    begin = end + 1;
  }
  return words;
}

// Whether the word tells a variant of a model: "q8", "fp16", "instruct".
bool tells_variant(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kVariants{
      "q", "iq", "fp", "f", "bf", "int", "awq", "gptq", "chat", "base", "instruct", "it"};
  const std::string_view letters = word.substr(0, word.find_first_of("0123456789"));
  const bool numbered = letters.size() < word.size();
  return std::any_of(kVariants.begin(), kVariants.end(), [&](std::string_view variant) {
    return letters == variant && (numbered || variant.size() > 3 || variant == "it");
  });
}

// "qwen2.5_7b_sweep.csv" of "qwen2.5:7b-instruct-q4_K_M", where no other model begins so and the
// name says no other variant.
std::optional<std::string> model_begun_in_name(const std::string& path,
                                               const std::map<std::string, std::string>& models) {
  std::string spelled = file_spelling(file_name(path));
  spelled.resize(std::min(spelled.rfind('.'), spelled.size()));
  const std::vector<std::string_view> name = words_of(spelled);
  std::optional<std::string> best;
  std::size_t most = 0;
  for (const auto& [begin, model] : models) {
    const std::vector<std::string_view> words = words_of(begin);
    const auto apart = std::mismatch(name.begin(), name.end(), words.begin(), words.end());
    const auto shared = static_cast<std::size_t>(apart.first - name.begin());
    const bool other_variant = apart.first != name.end() && tells_variant(*apart.first);
    if (shared >= most && shared > 0) {
      best = shared == most || other_variant ? std::nullopt : std::optional(model);
      most = shared;
    }
  }
  const bool numbered =
      most > 1 && std::any_of(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(most),
                              [](std::string_view word) {
                                return word.find_first_of("0123456789") != std::string_view::npos;
                              });
  return numbered ? best : std::nullopt;
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
    const auto whole = model_in_name(table.file, models);
    const auto model = whole ? whole : model_begun_in_name(table.file, models);
    if (model) {
      table.columns.push_back(Column{.name = "model",
                                     .role = Role::kSubject,
                                     .evidence = whole ? "the file's name begins with it"
                                                       : "the file's name begins as it alone does",
                                     .text = {*model},
                                     .number = {std::numeric_limits<double>::quiet_NaN()},
                                     .shared = true});
    }
  }
}

}  // namespace chimera::read
