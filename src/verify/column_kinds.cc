#include "verify/column_kinds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "verify/dataset.h"
#include "verify/wording.h"

namespace chimera::verify {

bool is_knob(const Column& column) {
  static constexpr std::array<std::string_view, 14> kKnobs = {
      "parallel", "parallelism", "batch", "threads", "concurrency", "workers", "layers",
      "ctx",      "context",     "seed",  "tp",      "pp",          "dp",      "replicas"};
  constexpr std::size_t kValuesMax = 30;
  if (column.definition != nullptr || !column.unit.empty() || column.role == Role::kSummary) {
    return false;
  }
  const auto words = name_words(std::string_view{column.name}.substr(column.name.rfind('.') + 1));
  const bool named = std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::find(kKnobs.begin(), kKnobs.end(), word) != kKnobs.end();
  });
  const bool whole = std::all_of(column.number.begin(), column.number.end(), [](double value) {
    return !std::isfinite(value) || std::abs(value - std::round(value)) < 1e-9;
  });
  const std::set<double> values(column.number.begin(), column.number.end());
  return named && whole && values.size() <= kValuesMax;
}

bool is_grid(const Column& column) {
  constexpr std::size_t kValuesMax = 12;
  static constexpr std::array<std::string_view, 6> kCounted = {"tokens", "count",  "chars",
                                                               "failed", "length", "size"};
  const auto words = name_words(column.name);
  const bool counted = std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::find(kCounted.begin(), kCounted.end(), word) != kCounted.end();
  });
  const bool physical = !column.unit.empty() && column.unit != "req/s";
  if (column.definition != nullptr || column.role != Role::kMetric || column.shared || counted ||
      physical || column.name.find("hz") != std::string::npos || column.name.ends_with("_c")) {
    return false;
  }
  std::map<double, std::size_t> often;
  for (const double value : column.number) {
    if (!std::isfinite(value) || std::abs(value - std::round(value)) > 1e-9) {
      return false;
    }
    if (++often[value]; often.size() > kValuesMax) {
      return false;
    }
  }
  return often.size() > 1 && often.begin()->second > 1 &&
         std::all_of(often.begin(), often.end(),
                     [&](const auto& each) { return each.second == often.begin()->second; });
}

bool is_remark(const Column& column) {
  static constexpr std::array<std::string_view, 8> kRemarks = {
      "remark", "remarks", "note", "notes", "comment", "comments", "message", "reason"};
  const auto words = name_words(column.name);
  return !words.empty() && is_one_of(words.back(), kRemarks);
}

bool is_serial(const Column& column) {
  static constexpr std::array<std::string_view, 6> kSerial = {"req", "request", "id",
                                                              "rid", "seq",     "idx"};
  const auto words = name_words(column.name);
  double last = -1;
  const bool named = !words.empty() && is_one_of(words.back(), kSerial) && column.unit.empty() &&
                     column.number.size() > 1 && !column.shared;
  return named && std::all_of(column.number.begin(), column.number.end(), [&](double value) {
           const bool next = value > last && std::abs(value - std::round(value)) < 1e-9;
           last = value;
           return next;
         });
}

bool is_noted_size(const Column& column) {
  constexpr double kBytesMin = 1e6;
  const std::string_view last = std::string_view{column.name}.substr(column.name.rfind('.') + 1);
  return column.role == Role::kNote && last == "model_size" && !column.number.empty() &&
         std::all_of(column.number.begin(), column.number.end(),
                     [](double value) { return value > kBytesMin; });
}

bool is_sensor(const Column& column) {
  static constexpr std::array<std::string_view, 2> kHeat = {"temperature", "temp"};
  static constexpr std::array<std::string_view, 5> kParts = {"gpu", "cpu", "hbm", "memory", "mem"};
  const auto words = name_words(column.name);
  const auto has = [&](const auto& of) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return is_one_of(word, of); });
  };
  const bool any = std::any_of(column.number.begin(), column.number.end(),
                               [](double value) { return std::isfinite(value); });
  return any && words.size() < 4 && has(kHeat) && has(kParts);
}

bool names_rows(const Column& column, std::size_t rows) {
  constexpr std::size_t kSpellingsMax = 50;
  constexpr std::size_t kLengthMax = 40;
  if (column.role != Role::kNote || column.shared || rows < 2) {
    return false;
  }
  std::set<std::string_view> names;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string_view text = column.text_at(row);
    const bool word = text.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos;
    if (text.size() > kLengthMax || (!text.empty() && !word) ||
        std::count(text.begin(), text.end(), ' ') > 2) {
      return false;
    }
    if (names.insert(text); names.size() > kSpellingsMax) {
      return false;
    }
  }
  return names.size() > 1;
}

bool names_models(std::string_view column) {
  static constexpr std::array<std::string_view, 5> kNetworks = {"network", "net", "arch",
                                                                "architecture", "checkpoint"};
  const std::string lower = lowered(column);
  const std::size_t last = lower.rfind('.') + 1;
  const std::string_view leaf = std::string_view{lower}.substr(last);
  const std::string_view above =
      std::string_view{lower}.substr(0, std::max<std::size_t>(last, 1) - 1);
  const bool of_name = leaf == "name" || leaf == "id" || leaf == "path";
  return leaf.find("model") != std::string_view::npos || is_one_of(leaf, kNetworks) ||
         (of_name && (above.find("model") != std::string_view::npos ||
                      is_one_of(above.substr(above.rfind('.') + 1), kNetworks)));
}

bool names_hardware(std::string_view column) {
  static constexpr std::array<std::string_view, 11> kHardware = {
      "gpu",     "system", "hardware", "device", "platform", "accelerator",
      "machine", "node",   "host",     "card",   "cpu"};
  const auto words = name_words(column);
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return is_one_of(word, kHardware); });
}

std::string shape_of(const Table& table) {
  std::string shape;
  for (const Column& column : table.columns) {
    shape.append(column.name).append("\x1f");
  }
  return shape;
}

namespace {

// "Network" of a file whose rows are all of one, and another file's of another.
bool holds_one_text(const Column& column, std::size_t rows) {
  const std::string_view first = rows > 1 && !column.shared ? column.text_at(0) : "";
  for (std::size_t row = 1; !first.empty() && row < rows; ++row) {
    if (column.text_at(row) != first) {
      return false;
    }
  }
  return !first.empty();
}

}  // namespace

std::set<std::string> telling_notes(const Observations& observations) {
  constexpr std::size_t kSpellingsMax = 50;
  constexpr std::size_t kLengthMax = 40;
  std::map<std::string, std::set<std::string>> spellings;
  for (const Table& table : observations.tables) {
    for (const Column& column : table.columns) {
      const bool hardware = names_hardware(column.name);
      if (table.kind == TableKind::kClaim || column.role != Role::kNote) {
        continue;
      }
      const bool one = table.rows() == 1 || (hardware && column.shared && table.rows() > 0) ||
                       holds_one_text(column, table.rows());
      if (!one) {
        continue;
      }
      const std::string text(column.text_at(0));
      const bool word =
          lowered(text).find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos;
      const auto blanks = std::count(text.begin(), text.end(), ' ');
      if (word && text.size() <= kLengthMax && blanks < (hardware ? 7 : 3)) {
        spellings[column.name].insert(text);
      }
    }
  }
  std::set<std::string> names;
  for (const auto& [name, values] : spellings) {
    if (values.size() > 1 && values.size() <= kSpellingsMax) {
      names.insert(name);
    }
  }
  return names;
}

}  // namespace chimera::verify
