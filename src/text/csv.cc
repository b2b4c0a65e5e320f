#include "text/csv.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "text/csv_reader.h"

namespace chimera::text {
namespace {

constexpr std::size_t kProbeRecords = 50;

/// How well a delimiter explains the first records.
struct Fit {
  std::size_t records = 0;
  std::size_t agreeing = 0;  ///< records with as many cells, over one, as one beside them
  std::size_t cells = 0;     ///< of the widest of these
};

Fit fit_of(std::string_view bytes, char delimiter) {
  const CsvDocument probe = CsvReader(bytes, delimiter, false).read(kProbeRecords);
  std::vector<std::size_t> sizes;
  sizes.reserve(probe.records.size());
  for (const CsvRecord& record : probe.records) {
    sizes.push_back(record.cells.size());
  }
  Fit fit;
  fit.records = sizes.size();
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const bool before = i > 0 && sizes[i - 1] == sizes[i];
    const bool after = i + 1 < sizes.size() && sizes[i + 1] == sizes[i];
    if (sizes[i] > 1 && (before || after || sizes.size() == 1)) {
      ++fit.agreeing;
      fit.cells = std::max(fit.cells, sizes[i]);
    }
  }
  return fit;
}

bool fits_better(const Fit& a, const Fit& b) {
  // a.agreeing / a.records > b.agreeing / b.records, also where nothing was read.
  const std::size_t left = a.agreeing * std::max<std::size_t>(b.records, 1);
  const std::size_t right = b.agreeing * std::max<std::size_t>(a.records, 1);
  if (left != right) {
    return left > right;
  }
  // One line alone says nothing about consistency: take what splits it most.
  return a.records == 1 && b.records == 1 && a.cells > b.cells;
}

char find_delimiter(std::string_view bytes) {
  if (names_delimiter(bytes)) {
    return bytes[4];
  }
  char best = ',';
  Fit best_fit;
  for (const char delimiter : kCsvDelimiters) {
    const Fit fit = fit_of(bytes, delimiter);
    if (fits_better(fit, best_fit)) {
      best = delimiter;
      best_fit = fit;
    }
  }
  return best;
}

}  // namespace

CsvDocument parse_csv(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
  }
  return CsvReader(bytes, find_delimiter(bytes), true).read(kCsvRecordsMax);
}

}  // namespace chimera::text
