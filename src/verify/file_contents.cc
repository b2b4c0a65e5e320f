#include "verify/file_contents.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "data/unit.h"
#include "stats/descriptive.h"
#include "verify/bind.h"
#include "verify/judgement.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// A file of more cells is taken to hold it.
constexpr std::size_t kCellsMax = 200'000;

// "tok" and "tokens", "temp" and "temperature".
bool is_alike(std::string_view a, std::string_view b) {
  constexpr std::size_t kStem = 3;
  return a == b ||
         (std::min(a.size(), b.size()) >= kStem && (a.starts_with(b) || b.starts_with(a)));
}

// The words of a label that a column would be called by; none where it says no more than that
// something is worked out.
std::vector<std::string> naming_words(std::string_view label) {
  static constexpr std::array<std::string_view, 24> kUntelling = {
      "csv",    "json",  "the",    "all",         "and",       "for",     "effect", "gain",
      "share",  "ratio", "change", "improvement", "reduction", "speedup", "value",  "values",
      "result", "drop",  "cost",   "difference",  "increase",  "overall", "number", "per"};
  constexpr std::size_t kShortest = 3;
  std::vector<std::string> words = name_words(label);
  std::erase_if(words, [](const std::string& word) {
    return word.size() < kShortest || is_number(word) || !statistic_word(word).empty() ||
           canonical_unit(word) || is_one_of(word, kUntelling);
  });
  return words;
}

bool agrees(const Numeral& stated, double value) {
  static constexpr std::array<double, 7> kScales = {1, 1000, 0.001, 100, 0.01, 1024, 1.0 / 1024};
  return std::ranges::any_of(kScales, [&](double scale) {
    return agreement(stated, value * scale) >= Agreement::kRounded;
  });
}

// As a statistic of the column's values: a cell may be like it by chance.
bool has_value(const Column& column, std::size_t rows, const Numeral& stated) {
  std::vector<double> values;
  for (std::size_t row = 0; row < rows; ++row) {
    if (const double value = column.number_at(row); !std::isnan(value)) {
      values.push_back(value);
    }
  }
  const std::array statistics = {stats::mean(values),
                                 stats::median(values),
                                 stats::standard_deviation(values),
                                 stats::Defined(stats::sum(values)),
                                 stats::minimum(values),
                                 stats::maximum(values)};
  return std::ranges::any_of(statistics,
                             [&](const auto& value) { return value && agrees(stated, *value); });
}

}  // namespace

bool sets_column(const Dataset& dataset, const std::vector<std::size_t>& files,
                 std::string_view label) {
  const std::string key = trimmed(label, " `*");
  return std::ranges::any_of(files, [&](std::size_t i) {
    return std::ranges::any_of(dataset.files()[i].tables, [&](const Table* table) {
      return std::ranges::any_of(table->columns, [&](const Column& column) {
        const std::string spelled = lowered(column.name);
        return sets_the_trial(column.role) && (key == spelled || key.ends_with("_" + spelled));
      });
    });
  });
}

bool holds_nothing_of(const Dataset& dataset, const std::vector<std::size_t>& files,
                      std::string_view label, const Numeral& stated) {
  constexpr double kFew = 100;
  // "Success rate | 95 %", "Timeouts | 2": worked out or counted from what is called otherwise.
  const bool spelled = label.find('_') != std::string_view::npos;
  const bool counted = stated.decimals <= 0 && stated.unit.empty() && stated.value < kFew;
  const std::vector<std::string> words = naming_words(label);
  if (words.empty() || files.empty() ||
      (!spelled && (counted || stated.kind != NumeralKind::kNumber))) {
    return false;
  }
  for (const std::size_t i : files) {
    const FileEntry& file = dataset.files()[i];
    if (!file.has_data() || file.artifact->type == ArtifactType::kLog) {
      return false;
    }
    for (const Table* const table : file.tables) {
      if (!is_whole(*table) || table->rows() * table->columns.size() > kCellsMax) {
        return false;
      }
      for (const Column& column : table->columns) {
        const std::vector<std::string> name = name_words(column.name);
        const bool called = std::ranges::any_of(words, [&](const std::string& word) {
          return std::ranges::any_of(
              name, [&](const std::string& other) { return is_alike(word, other); });
        });
        if (called || has_value(column, table->rows(), stated)) {
          return false;
        }
      }
    }
  }
  const BoundMetrics bound = bind_metrics(dataset, label);
  return std::ranges::none_of(bound.metrics, [&](const Metric* metric) {
    return !dataset.tables_in(*metric, files).empty();
  });
}

}  // namespace chimera::verify
