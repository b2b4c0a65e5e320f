#include "query/apart.h"

#include <algorithm>

#include "query/listed.h"

namespace chimera::query {

namespace {

std::string listed_or(const std::set<std::string>& names, const std::string& nameless) {
  std::vector<std::string> told(names.begin(), names.end());
  std::replace(told.begin(), told.end(), std::string(), nameless);
  return listed(told);
}

/// "a, b, c, …"
std::string first_of(const std::set<std::string>& names) {
  constexpr std::size_t kNamed = 3;
  std::string text;
  std::size_t left = kNamed;
  for (const std::string& name : names) {
    text += text.empty() ? "" : ", ";
    if (left-- == 0) {
      return text + "…";
    }
    text += name;
  }
  return text;
}

struct Kinds {
  std::set<std::string> definitions;
  std::set<std::string> units;
};

std::vector<std::string> group_of(const Row& row) {
  std::vector<std::string> values;
  values.reserve(row.group.size());
  for (const Condition& condition : row.group) {
    values.push_back(condition.value);
  }
  return values;
}

}  // namespace

std::vector<std::string> definitions_of(const std::vector<Row>& rows) {
  std::set<std::string> names;
  for (const Row& row : rows) {
    names.insert(row.definition);
  }
  return {names.begin(), names.end()};
}

void note_what_came_apart(std::vector<Row>& rows) {
  std::map<std::vector<std::string>, Kinds> groups;
  Kinds all;
  for (const Row& row : rows) {
    Kinds& kinds = groups[group_of(row)];
    for (Kinds* each : {&kinds, &all}) {
      each->definitions.insert(row.definition);
      each->units.insert(row.unit);
    }
  }
  const std::string nameless = "a metric whose meaning is not known";
  for (Row& row : rows) {
    const Kinds& kinds = groups[group_of(row)];
    if (kinds.definitions.size() > 1) {
      row.notes.push_back(listed_or(kinds.definitions, nameless) +
                          " mean different things: not pooled");
    } else if (all.definitions.size() > 1) {
      row.notes.push_back(listed_or(all.definitions, nameless) +
                          " mean different things: not to be compared across these rows");
    }
    if (kinds.units.size() > 1 && kinds.definitions.size() == 1) {
      row.notes.push_back("the units " + listed_or(kinds.units, "none") +
                          " don't convert: not pooled");
    }
  }
}

void note_what_is_stated(const std::map<std::string_view, std::set<std::string>>& columns,
                         std::vector<Row>& rows) {
  for (const auto& [definition, names] : columns) {
    const bool measured = std::any_of(rows.begin(), rows.end(),
                                      [&](const Row& row) { return row.definition == definition; });
    for (Row& row : rows) {
      if (!measured && !row.definition.empty()) {
        row.notes.push_back(std::string(definition) + " is stated only (" + first_of(names) +
                            "): it means something else, and is never pooled");
      }
    }
  }
}

}  // namespace chimera::query
