#include "verify/paired_signs.h"

#include <charconv>
#include <map>
#include <string>
#include <vector>

#include "stats/descriptive.h"
#include "verify/comparison_words.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// What the row was run under, without what tells the sides apart.
std::string pairing_key(const Cell& cell) {
  std::string key;
  for (const Column& column : cell.table->columns) {
    if (sets_the_trial(column.role) && !column.shared && column.name != "model" &&
        column.name != "tag") {
      key.append(column.name).append("=").append(column.text_at(cell.row)).append("\n");
    }
  }
  return key;
}

std::map<std::string, std::vector<double>> by_key(const Sample& sample) {
  std::map<std::string, std::vector<double>> groups;
  for (const Cell& cell : sample.cells) {
    groups[pairing_key(cell)].push_back(cell.value);
  }
  return groups;
}

}  // namespace

std::optional<Signs> signs_of(const Sample& a, const Sample& b) {
  if (a.cells.empty() || b.cells.empty()) {
    return std::nullopt;
  }
  Signs signs;
  const auto va = a.values();
  const auto vb = b.values();
  signs.mean_a = stats::mean(va).value_or(0);
  signs.mean_b = stats::mean(vb).value_or(0);
  signs.mean = sign_of(signs.mean_a, signs.mean_b);
  signs.median = sign_of(stats::median(va).value_or(0), stats::median(vb).value_or(0));
  const auto of_b = by_key(b);
  for (const auto& [key, values] : by_key(a)) {
    if (const auto other = of_b.find(key); other != of_b.end()) {
      const double sign =
          sign_of(stats::mean(values).value_or(0), stats::mean(other->second).value_or(0));
      ++signs.pairs;
      signs.more += sign > 0 ? 1U : 0U;
      signs.less += sign < 0 ? 1U : 0U;
    }
  }
  return signs;
}

double size_of(std::string_view model) {
  for (const Range& word : words_of(model)) {
    const std::string_view spelled = model.substr(word.begin, word.end - word.begin);
    double value = 0;
    const char* const end = spelled.data() + spelled.size();
    const auto read = std::from_chars(spelled.data(), end, value);
    if (read.ec == std::errc() && read.ptr + 1 == end && (*read.ptr == 'b' || *read.ptr == 'm')) {
      return value * (*read.ptr == 'b' ? 1e9 : 1e6);
    }
  }
  return 0;
}

}  // namespace chimera::verify
