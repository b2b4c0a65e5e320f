// "34 % higher than", "2.5x faster": the ratio of two.
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "stats/descriptive.h"
#include "verify/comparison_words.h"
#include "verify/comparisons.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array kStatistics = {&stats::mean, &stats::median, &stats::maximum, &stats::minimum};

// Neighbours, then each in the files of one benchmark: `a_x_baseline` and `a_y_baseline`, or one
// file.
std::vector<std::pair<Side, Side>> pairs_of(const Dataset& dataset, const Metric& metric,
                                            const std::vector<Side>& sides) {
  constexpr std::size_t kMostTried = 12;
  std::vector<std::pair<Side, Side>> pairs;
  const auto files_of = [&](const Side& side) {
    std::set<std::size_t> files;
    for (const Cell& cell : take_sample(dataset, metric, side.scope).cells) {
      files.insert(dataset.file_of(*cell.table));
    }
    return files;
  };
  for (std::size_t i = 0; i + 1 < sides.size(); ++i) {
    pairs.emplace_back(sides[i], sides[i + 1]);
    const auto of_b = files_of(sides[i + 1]);
    for (const std::size_t a : files_of(sides[i])) {
      for (const std::size_t b : of_b) {
        const FileEntry& fa = dataset.files()[a];
        const FileEntry& fb = dataset.files()[b];
        const bool akin =
            a == b || (fa.folder == fb.folder && fa.base.substr(fa.base.rfind('_') + 1) ==
                                                     fb.base.substr(fb.base.rfind('_') + 1));
        if (akin && pairs.size() < kMostTried) {
          pairs.emplace_back(sides[i], sides[i + 1]);
          pairs.back().first.scope.files = std::vector<std::size_t>{a};
          pairs.back().second.scope.files = std::vector<std::size_t>{b};
        }
      }
    }
  }
  return pairs;
}

}  // namespace

std::optional<Judgement> judge_ratio(const Dataset& dataset, const Numeral& stated,
                                     const ComparisonContext& context) {
  NumberContext words;
  words.near = context.unnamed;
  words.wide = context.wide;
  const BoundMetrics bound = metrics_around(dataset, words);
  std::vector<Side> sides;
  for (const auto* const list : {&context.subjects, &context.mentions}) {
    for (const Mention& mention : *list) {
      if (mention.kind != NameKind::kMissingFile && mention.kind != NameKind::kFolder) {
        sides.push_back(side_of(mention, context.scope));
      }
    }
  }
  if (sides.size() < 2 || bound.empty()) {
    return std::nullopt;
  }
  Judgement judgement = contradicted(ClaimType::kComparison, VerdictReason::kWrongValue, "");
  const FoundWord word = find_word(context.clause);
  const bool ordered =
      word.word != nullptr && find_phrase(context.clause, "than", word.at) != std::string::npos;
  for (const Metric* const metric : bound.metrics) {
    for (const auto& [side_a, side_b] : pairs_of(dataset, *metric, sides)) {
      for (const bool warm : {false, true}) {
        const auto va = take_sample(dataset, *metric, side_a.scope, {warm}).values();
        const auto vb = take_sample(dataset, *metric, side_b.scope, {warm}).values();
        for (const auto statistic : kStatistics) {
          const auto a = (*statistic)(va);
          const auto b = (*statistic)(vb);
          if (!a || !b || !(*a > 0) || !(*b > 0)) {
            continue;
          }
          const double ratio = *a / *b;
          std::vector<double> readings = {ratio, 1 / ratio};
          if (stated.kind == NumeralKind::kPercent) {
            readings = {std::abs(ratio - 1) * 100, std::abs(1 / ratio - 1) * 100};
          }
          for (const double value : readings) {
            Numeral plain = stated;
            plain.value = std::abs(plain.value);
            const bool holds = agreement(plain, value) >= Agreement::kRounded;
            if (holds || judgement.why.empty()) {
              judgement.why = metric->name + ": " + value_text(*a, metric->unit) + " for " +
                              side_a.name + ", " + value_text(*b, metric->unit) + " for " +
                              side_b.name;
              judgement.stated =
                  StatedValue{stated.value, stated.kind == NumeralKind::kPercent ? "%" : ""};
              judgement.found =
                  FoundValue{value, stated.kind == NumeralKind::kPercent ? "%" : "", ""};
            }
            const int wanted = ordered ? wanted_sign(word.word->sense, *metric) : 0;
            if (holds && wanted != 0 && sign_of(*a, *b) * wanted < 0) {
              judgement.reason = VerdictReason::kWrongDirection;
              judgement.why += "; the other way round";
              return judgement;
            }
            if (holds) {
              judgement.verdict = Verdict::kSupported;
              judgement.reason = VerdictReason::kRounding;
              return judgement;
            }
          }
        }
      }
    }
  }
  if (judgement.why.empty()) {
    return std::nullopt;
  }
  return judgement;
}

}  // namespace chimera::verify
