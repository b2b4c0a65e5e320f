// What mentions restrict the data to, and how one scope narrows another.
#include <algorithm>

#include "query/select.h"
#include "text/glob.h"
#include "verify/sample.h"
#include "verify/scope.h"
#include "verify/wording.h"

namespace chimera::verify {

bool share_column(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& column) {
    return std::find(b.begin(), b.end(), column) != b.end();
  });
}

bool complement(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto in = [](const std::vector<std::string>& values) {
    return [&values](const std::string& value) {
      return std::find(values.begin(), values.end(), value) != values.end();
    };
  };
  return std::any_of(a.begin(), a.end(), in(b)) &&
         !(std::all_of(a.begin(), a.end(), in(b)) && std::all_of(b.begin(), b.end(), in(a)));
}

bool is_akin(const Mention& a, const Mention& b) {
  const bool file_a = a.kind == NameKind::kFile || a.kind == NameKind::kFolder;
  const bool file_b = b.kind == NameKind::kFile || b.kind == NameKind::kFolder;
  if (file_a || file_b) {
    return file_a && file_b;
  }
  return share_column(a.columns, b.columns) && !complement(a.values, b.values);
}

Scope scope_of(const std::vector<Mention>& mentions) {
  Scope scope;
  for (const Mention& mention : mentions) {
    if (mention.kind == NameKind::kFile || mention.kind == NameKind::kFolder) {
      std::vector<std::size_t> files = scope.files.value_or(std::vector<std::size_t>());
      add_all(files, mention.files);
      std::sort(files.begin(), files.end());
      scope.files = std::move(files);
      scope.file_alias = scope.file_alias.empty() ? mention.alias : "*";
    } else if (mention.kind != NameKind::kMissingFile) {
      const auto same = std::find_if(scope.conditions.begin(), scope.conditions.end(),
                                     [&](const Setting& setting) {
                                       return share_column(setting.columns, mention.columns) &&
                                              !complement(setting.values, mention.values);
                                     });
      if (same == scope.conditions.end()) {
        const bool experiment = mention.columns.front() == kExperimentColumn;
        scope.conditions.push_back({mention.columns, mention.values, experiment,
                                    mention.kind == NameKind::kModel ? mention.alias : "",
                                    mention.other_columns, mention.other_values});
      } else {
        add_all(same->columns, mention.columns);
        add_all(same->values, mention.values);
        add_all(same->other_columns, mention.other_columns);
        add_all(same->other_values, mention.other_values);
      }
    }
  }
  return scope;
}

Scope softened(Scope scope) {
  for (Setting& setting : scope.conditions) {
    setting.soft = true;
  }
  return scope;
}

Scope narrowed(const Scope& inner, const Scope& outer) {
  Scope scope = inner;
  scope.place = inner.place == TrialPlace::kAny ? outer.place : inner.place;
  scope.element = inner.element ? inner.element : outer.element;
  const bool placed =
      std::any_of(inner.conditions.begin(), inner.conditions.end(),
                  [](const Setting& setting) { return setting.columns.front() == kPathColumn; });
  if (!scope.files && !placed) {
    scope.files = outer.files;
    scope.file_alias = outer.file_alias;
  }
  for (const Setting& setting : outer.conditions) {
    const bool known =
        std::any_of(scope.conditions.begin(), scope.conditions.end(), [&](const Setting& each) {
          return share_column(each.columns, setting.columns) &&
                 !complement(each.values, setting.values);
        });
    if (!known) {
      scope.conditions.push_back(setting);
    }
  }
  return scope;
}

bool is_same_scope(const Scope& a, const Scope& b) {
  const auto same = [](const Setting& one, const Setting& other) {
    return one.columns == other.columns && one.values == other.values;
  };
  return a.files == b.files && a.place == b.place &&
         std::equal(a.conditions.begin(), a.conditions.end(), b.conditions.begin(),
                    b.conditions.end(), same);
}

std::string glob_of(const Scope& scope, const Dataset& dataset) {
  if (!scope.files || scope.files->size() < 2) {
    return "";
  }
  const auto path = [&](std::size_t i) -> const std::string& {
    return dataset.files()[i].artifact->path;
  };
  std::string_view front = path(scope.files->front());
  std::string_view back = front;
  for (const std::size_t i : *scope.files) {
    const std::string& other = path(i);
    const auto head = std::mismatch(front.begin(), front.end(), other.begin(), other.end());
    front = front.substr(0, static_cast<std::size_t>(head.first - front.begin()));
    const auto tail = std::mismatch(back.rbegin(), back.rend(), other.rbegin(), other.rend());
    back = back.substr(back.size() - static_cast<std::size_t>(tail.first - back.rbegin()));
  }
  std::string glob(front);
  glob.append("*").append(back);
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    const bool meant = std::binary_search(scope.files->begin(), scope.files->end(), i);
    if (text::glob_matches(glob, path(i)) != meant) {
      return "";
    }
  }
  return glob;
}

namespace {

// The values that the column has in these files.
std::vector<std::string> values_in(const std::vector<std::size_t>& files, const std::string& column,
                                   const std::vector<std::string>& values, const Dataset& dataset) {
  std::vector<std::string> found;
  for (const std::size_t file : files) {
    for (const Table* const table : dataset.files()[file].tables) {
      const Column* const own = column_called(*table, column);
      for (std::size_t row = 0; own != nullptr && row < table->rows(); ++row) {
        const std::string_view text = own->text_at(row);
        if (std::ranges::find(values, text) != values.end()) {
          add_all(found, {std::string(text)});
        }
      }
    }
  }
  return found;
}

// As the files spell it; nullptr where they lack it.
const std::string* spelled_in(const std::vector<std::size_t>& files, const std::string& column,
                              const Dataset& dataset) {
  for (const std::size_t file : files) {
    for (const Table* const table : dataset.files()[file].tables) {
      if (const Column* const own = column_called(*table, column)) {
        return &own->name;
      }
    }
  }
  return nullptr;
}

}  // namespace

std::string spelled_column(const std::string& column, const Scope& scope, const Dataset& dataset) {
  const std::string* const own = scope.files ? spelled_in(*scope.files, column, dataset) : nullptr;
  const auto spellings = dataset.spellings_of_factor(column);
  return own != nullptr ? *own : spellings.empty() ? column : spellings.front();
}

std::optional<Condition> condition_of(const Setting& setting, const Scope& scope,
                                      const Dataset& dataset) {
  // Other files may call it, and spell its value, otherwise.
  const auto own = scope.files ? std::ranges::find_if(setting.columns,
                                                      [&](const std::string& column) {
                                                        return spelled_in(*scope.files, column,
                                                                          dataset) != nullptr;
                                                      })
                               : setting.columns.begin();
  if (own == setting.columns.end() && !setting.other_columns.empty()) {
    return setting.other_values.size() == 1 ? std::optional(Condition{setting.other_columns.front(),
                                                                      setting.other_values.front()})
                                            : std::nullopt;
  }
  const std::string column =
      spelled_column(own == setting.columns.end() ? setting.columns.front() : *own, scope, dataset);
  std::vector<std::string> values = setting.values;
  if (values.size() > 1 && scope.files) {
    values = values_in(*scope.files, column, values, dataset);
  }
  const bool told = column == kKeyColumn || column == kPathColumn || column == kExperimentColumn;
  return values.size() == 1 && !told ? std::optional(Condition{column, values.front()})
                                     : std::nullopt;
}

std::vector<Condition> conditions_of(const Scope& scope, const Dataset& dataset) {
  std::vector<Condition> conditions;
  if (scope.files && scope.files->size() == 1) {
    conditions.push_back({"file", dataset.files()[scope.files->front()].artifact->path});
  } else if (const std::string glob = glob_of(scope, dataset); !glob.empty()) {
    conditions.push_back({"file", glob});
  } else if (scope.files && !scope.file_alias.empty() && scope.file_alias != "*") {
    conditions.push_back({"file", "*" + scope.file_alias + "*"});
  }
  for (const Setting& setting : scope.conditions) {
    if (auto condition = condition_of(setting, scope, dataset)) {
      conditions.push_back(*std::move(condition));
    }
  }
  return conditions;
}

}  // namespace chimera::verify
