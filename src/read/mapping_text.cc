#include "read/mapping_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "read/format/format.h"
#include "read/mapping.h"
#include "text/toml.h"
#include "text/unicode.h"

namespace chimera::read {

namespace {

constexpr std::string_view kHead =
    "# What each column is taken for, and why. Change what is wrong and delete the rest. Saved as\n"
    "# chimera.toml at the top of the one DIR that it was made of, it is found there; otherwise "
    "give\n"
    "# it with --map FILE. Tables in prose are left out.\n";

std::string line_of(std::string_view key, std::string_view value) {
  return std::string(key) + " = " + text::toml_string(value) + "\n";
}

std::string line_of(std::string_view key, std::string_view value, const std::string& evidence) {
  std::string line = line_of(key, value);
  line.pop_back();
  return line + "  " + text::toml_comment(evidence) + "\n";
}

/// What is said of a column below its role.
std::string meaning_of(const Column& column) {
  std::string lines;
  if (!measures(column.role)) {
    return lines;
  }
  lines += line_of("unit", column.unit);
  if (column.definition != nullptr) {
    lines += line_of("definition", column.definition->name);
  } else if (column.role == Role::kMetric && definition_of_column(column.name) != nullptr) {
    lines += line_of("definition", "none");
  }
  if (column.direction || direction_of(column) != Direction::kUnknown) {
    lines += line_of("direction", direction_name(direction_of(column)));
  }
  return lines;
}

bool mean_the_same(const Column& a, const Column& b) {
  return a.role == b.role && meaning_of(a) == meaning_of(b);
}

std::string lines_of(const Column& column) {
  return "[file.column." + text::toml_key(column.name) + "]\n" +
         line_of("role", role_name(column.role), column.evidence) + meaning_of(column);
}

// A path that is no UTF-8 can't stand in TOML, but a glob that it meets can.
std::string pattern_of(const std::string& path) {
  std::string pattern = path;
  if (!text::is_utf8(path)) {
    std::replace_if(
        pattern.begin(), pattern.end(),
        [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  }
  return text::toml_string(pattern);
}

/// The reader's name: the longest one that the table's format begins with; "" if there is none.
std::string_view reader_of(const Table& table) {
  std::string_view name;
  for (const Format& format : formats()) {
    if (table.format.starts_with(format.name) && format.name.size() > name.size()) {
      name = format.name;
    }
  }
  return name;
}

const Column* shared_model(const Table& table) {
  const Column* model = find_column(table, "model");
  const bool fits = model != nullptr && model->shared && model->role == Role::kSubject &&
                    text::is_utf8(model->text.front());
  return fits ? model : nullptr;
}

/// A table that is written, and its number in the file.
struct Numbered {
  const Table* table = nullptr;
  std::size_t number = 1;
};

/// The tables of one file.
class FileText {
 public:
  explicit FileText(std::span<const Table> tables) : path_(tables.front().file) {
    for (std::size_t i = 0; i < tables.size(); ++i) {
      if (tables[i].kind != TableKind::kClaim) {
        tables_.push_back({&tables[i], i + 1});
      }
    }
  }

  [[nodiscard]] const std::string& path() const { return path_; }

  [[nodiscard]] bool empty() const { return tables_.empty(); }

  /// What holds for all tables; without `match`.
  [[nodiscard]] std::string whole() const {
    const Table& first = *tables_.front().table;
    std::string body;
    if (const auto reader = reader_of(first); !reader.empty()) {
      body += line_of("format", reader);
    }
    if (one_model()) {
      const Column& model = *shared_model(first);
      body += line_of("model", model.text.front(), model.evidence);
    }
    std::set<std::string_view> written;
    for (const Numbered& numbered : tables_) {
      for (const Column& column : numbered.table->columns) {
        if (is_written(column) && agreed(column) && written.insert(column.name).second) {
          body += lines_of(column);
        }
      }
    }
    return body;
  }

  /// What holds for single tables, as entries of their own.
  [[nodiscard]] std::string apart() const {
    std::string entries;
    for (const Numbered& numbered : tables_) {
      std::string body;
      if (const Column* model = shared_model(*numbered.table); model != nullptr && !one_model()) {
        body += line_of("model", model->text.front(), model->evidence);
      }
      std::set<std::string_view> written;
      for (const Column& column : numbered.table->columns) {
        if (is_written(column) && !agreed(column) && written.insert(column.name).second) {
          body += lines_of(column);
        }
      }
      if (!body.empty()) {
        entries += fmt::format("\n[[file]]\nmatch = {}\ntable = {}\n{}", pattern_of(path_),
                               numbered.number, body);
      }
    }
    return entries;
  }

 private:
  [[nodiscard]] bool one_model() const {
    const Column* first = shared_model(*tables_.front().table);
    return first != nullptr &&
           std::all_of(tables_.begin(), tables_.end(), [&](const Numbered& numbered) {
             const Column* model = shared_model(*numbered.table);
             return model != nullptr && model->text == first->text;
           });
  }

  // A shared model is said by `model`; what is no UTF-8 can't be a key.
  static bool is_written(const Column& column) {
    const bool is_model = column.name == "model" && column.shared && column.role == Role::kSubject;
    return !is_model && text::is_utf8(column.name);
  }

  [[nodiscard]] bool agreed(const Column& column) const {
    return std::all_of(tables_.begin(), tables_.end(), [&](const Numbered& numbered) {
      const Column* other = find_column(*numbered.table, column.name);
      return other == nullptr || mean_the_same(column, *other);
    });
  }

  std::string path_;
  std::vector<Numbered> tables_;
};

std::string match_line(const std::vector<std::string>& paths) {
  if (paths.size() == 1) {
    return "match = " + pattern_of(paths.front()) + "\n";
  }
  std::string line = "match = [\n";
  for (const std::string& path : paths) {
    line += "  " + pattern_of(path) + ",\n";
  }
  return line + "]\n";
}

}  // namespace

std::string mapping_text(const Observations& observations) {
  std::string text(kHead);
  std::vector<std::string> paths;  // that share `body`
  std::string body;
  const auto flush = [&] {
    if (!paths.empty() && !body.empty()) {
      text += "\n[[file]]\n" + match_line(paths) + body;
    }
    paths.clear();
  };
  const std::span<const Table> tables(observations.tables);
  for (std::size_t begin = 0; begin < tables.size();) {
    std::size_t end = begin + 1;
    while (end < tables.size() && tables[end].file == tables[begin].file) {
      ++end;
    }
    const FileText file(tables.subspan(begin, end - begin));
    begin = end;
    if (file.empty()) {
      continue;
    }
    const std::string whole = file.whole();
    if (whole != body) {
      flush();
      body = whole;
    }
    paths.push_back(file.path());
    if (const std::string apart = file.apart(); !apart.empty()) {
      flush();
      text += apart;
    }
  }
  flush();
  return text;
}

}  // namespace chimera::read
