#include "verify/each_of_all.h"

#include <algorithm>
#include <array>
#include <string>

#include "verify/comparison_words.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "For all three models", "on every network".
bool says_each_model(std::string_view clause) {
  static constexpr std::array<std::string_view, 10> kNouns = {
      "model",    "models", "net",     "nets",      "network",
      "networks", "bench",  "benches", "benchmark", "benchmarks"};
  constexpr std::size_t kWordsBetween = 3;
  for (const std::string_view every : {"every", "each", "all", "both"}) {
    const std::size_t at = find_phrase(clause, every);
    if (at == std::string_view::npos) {
      continue;
    }
    const std::string_view behind = clause.substr(at + every.size());
    const auto words = words_of(behind);
    for (std::size_t i = 0; i < std::min(words.size(), kWordsBetween); ++i) {
      if (is_one_of(behind.substr(words[i].begin, words[i].end - words[i].begin), kNouns)) {
        return true;
      }
    }
  }
  return false;
}

// "The fastest of all models", "the lowest among all backends": those that it is held against.
bool are_peers(std::string_view clause, std::size_t all) {
  static constexpr std::array<std::string_view, 4> kOf = {" of ", " among ", " amongst ",
                                                          " out of "};
  const FoundWord word = find_word(clause);
  return ends_with_any(clause.substr(0, all), kOf) && word.word != nullptr &&
         word.word->superlative && word.at < all;
}

// "At all batch sizes from 2 upwards": not 1.
bool is_left_out(const ComparisonContext& context, const std::string& column,
                 const std::string& level) {
  return std::ranges::any_of(context.mentions, [&](const Mention& mention) {
    const bool of_column = std::ranges::any_of(
        mention.columns, [&](const std::string& each) { return lowered(each) == column; });
    return of_column && mention.values.size() > 1 &&
           std::ranges::find(mention.values, level) == mention.values.end();
  });
}

}  // namespace

std::vector<Scope> scopes_of_each(const Dataset& dataset, const ComparisonContext& context,
                                  const Scope& scope) {
  constexpr std::size_t kScopesMax = 200;
  static constexpr std::array<std::string_view, 4> kLoads = {"load", "level", "concurrency",
                                                             "client"};
  std::vector<Scope> scopes;
  for (const std::string_view every : {"every ", "each ", "all ", "both "}) {
    const std::size_t at = context.clause.find(every);
    if (at == std::string::npos || are_peers(context.clause, at)) {
      continue;
    }
    std::string_view behind = std::string_view{context.clause}.substr(at + every.size());
    for (const std::string_view number : {"two ", "three ", "four ", "five ", "six "}) {
      behind.remove_prefix(behind.starts_with(number) ? number.size() : 0);
    }
    std::string noun(behind.substr(0, behind.find_first_of(" ,.;")));
    if (noun.ends_with('s')) {
      noun.pop_back();
    }
    auto columns = context.names->factors_called(noun);
    if (noun == "model") {
      columns = {"model"};
    }
    if (columns.empty() && is_one_of(noun, kLoads)) {
      columns = context.names->factors_called("concurrency");
    }
    // "At every level on both cards": each of the one with each of the other.
    const std::vector<Scope> before = scopes.empty() ? std::vector<Scope>{scope} : scopes;
    std::vector<Scope> crossed;
    for (const std::string& column : columns) {
      const auto factor = dataset.factors().find(column);
      const std::vector<std::string> levels = column == "model" ? dataset.models()
                                              : factor == dataset.factors().end()
                                                  ? std::vector<std::string>()
                                                  : factor->second;
      for (const std::string& level : levels) {
        if (is_left_out(context, column, level)) {
          continue;
        }
        Scope one;
        one.conditions.push_back({{column}, {level}});
        for (const Scope& each : before) {
          crossed.push_back(narrowed(one, each));
        }
      }
    }
    scopes = crossed.empty() || crossed.size() > kScopesMax ? scopes : std::move(crossed);
  }
  return scopes.empty() ? std::vector<Scope>{scope} : scopes;
}

std::vector<Scope> scopes_of_each_measured(const Dataset& dataset, const ComparisonContext& context,
                                           const Metric& metric, const Scope& side) {
  const auto lacks_it = [&](const Scope& scope) {
    return take_sample(dataset, metric, narrowed(scope, side)).cells.empty();
  };
  std::vector<Scope> scopes = scopes_of_each(dataset, context, Scope());
  const auto without = static_cast<std::size_t>(std::ranges::count_if(scopes, lacks_it));
  if (scopes.size() - without > 1 || !says_each_model(context.clause)) {
    return scopes;
  }
  std::vector<Scope> files;
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    Scope one;
    one.files = std::vector<std::size_t>{i};
    if (dataset.files()[i].has_data() && !lacks_it(one)) {
      files.push_back(std::move(one));
    }
  }
  return files.size() > 1 ? files : scopes;
}

}  // namespace chimera::verify
