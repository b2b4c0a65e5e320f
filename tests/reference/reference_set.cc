#include "reference_set.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <istream>
#include <limits>
#include <sstream>

#include "stats/random.h"

namespace chimera::stats {

namespace {

/// The same numbers as `drawn` in make_stats_reference.py.
std::vector<double> draw(std::istream& in) {
  std::string kind;
  std::uint64_t seed = 0;
  std::size_t n = 0;
  std::string scale_text;
  std::string offset_text;
  in >> kind >> seed >> n >> scale_text >> offset_text;
  const double scale = number_of(scale_text);
  const double offset = number_of(offset_text);
  Random random(seed);
  std::vector<double> values(n);
  for (double& value : values) {
    const double u = random.uniform();
    if (kind == "bell") {
      const double second = u + random.uniform();
      const double third = second + random.uniform();
      value = (third + random.uniform() - 2) * scale + offset;
    } else if (kind == "skewed") {
      value = scale / (u + 0.1) + offset;
    } else {
      value = std::floor(u * 10) * scale + offset;
    }
  }
  return values;
}

Expectation expectation(const std::string& function, std::istream& in) {
  Expectation result;
  result.function = function;
  std::string word;
  while (in >> word && word != "=") {
    result.arguments.push_back(word);
  }
  while (in >> word) {
    result.values.push_back(word == "-" ? std::nullopt : std::optional(number_of(word)));
  }
  return result;
}

}  // namespace

double number_of(const std::string& text) {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stop == end ? value : std::numeric_limits<double>::quiet_NaN();
}

std::vector<ReferenceSet> read_reference_sets(std::istream& in) {
  std::vector<ReferenceSet> sets;
  std::string line;
  while (std::getline(in, line)) {
    std::istringstream words(line);
    std::string first;
    words >> first;
    if (first.empty() || first == "#") {
      continue;
    }
    std::string name;
    if (first == "set") {
      words >> name;
      sets.emplace_back().name = name;
    } else if (first == "vector") {
      words >> name;
      std::vector<double>& values = sets.back().vectors[name];
      for (std::string word; words >> word;) {
        values.push_back(number_of(word));
      }
    } else if (first == "draw") {
      words >> name;
      sets.back().vectors[name] = draw(words);
    } else {
      sets.back().expectations.push_back(expectation(first, words));
    }
  }
  return sets;
}

}  // namespace chimera::stats
