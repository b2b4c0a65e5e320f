#include "query/stated_sample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

namespace chimera::query {

namespace {

constexpr std::array<std::string_view, 3> kMeans{"mean", "average", "avg"};
constexpr std::array<std::string_view, 4> kDeviations{"std", "stddev", "stdev", "sd"};
constexpr std::array<std::string_view, 22> kSizes{
    "n",           "runs",         "num_runs",     "repeats",    "repetitions", "samples",
    "rounds",      "iterations",   "n_samples",    "trials",     "cases",       "n_cases",
    "num_cases",   "examples",     "num_examples", "n_examples", "items",       "questions",
    "num_samples", "eval_samples", "test_samples", "total"};
constexpr double kSizeMax = 1e9;

std::string_view last_key(std::string_view name) {
  return name.substr(name.rfind('.') + 1);
}

std::string_view keys_above(std::string_view name) {
  return name.substr(0, name.size() - last_key(name).size());
}

bool is_word_at(std::string_view key, std::size_t at, std::size_t size) {
  const auto is_edge = [&](std::size_t i) { return i >= key.size() || key[i] == '_'; };
  return (at == 0 || key[at - 1] == '_') && is_edge(at + size);
}

std::optional<std::size_t> size_in(const Column& column, std::size_t row) {
  const double number = column.number_at(row);
  const bool is_count = number >= 2 && number <= kSizeMax && std::fmod(number, 1.0) <= 0;
  return is_count ? std::optional(static_cast<std::size_t>(number)) : std::nullopt;
}

}  // namespace

const Column* deviation_of(const Table& table, const Column& mean) {
  const std::string_view key = last_key(mean.name);
  for (const std::string_view word : kMeans) {
    const std::size_t at = key.find(word);
    if (at == std::string_view::npos || !is_word_at(key, at, word.size())) {
      continue;
    }
    for (const std::string_view deviation : kDeviations) {
      std::string name(keys_above(mean.name));
      name.append(key.substr(0, at)).append(deviation).append(key.substr(at + word.size()));
      if (const Column* found = find_column(table, name)) {
        return found;
      }
    }
  }
  return nullptr;
}

std::optional<std::size_t> sample_size(const Table& table, const Column& mean, std::size_t row) {
  std::optional<std::size_t> shared;
  for (const Column& column : table.columns) {
    if (std::find(kSizes.begin(), kSizes.end(), last_key(column.name)) == kSizes.end()) {
      continue;
    }
    const auto size = size_in(column, row);
    if (!column.shared && keys_above(column.name) == keys_above(mean.name)) {
      return size;
    }
    shared = size && column.shared && !shared ? size : shared;
  }
  return shared;
}

double sample_deviation(double stated, std::size_t n) {
  const auto size = static_cast<double>(n);
  return stated * std::sqrt(size / (size - 1));
}

}  // namespace chimera::query
