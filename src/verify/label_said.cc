#include "verify/label_said.h"

#include <algorithm>
#include <array>

#include "verify/bind.h"
#include "verify/clauses.h"
#include "verify/closed_world.h"
#include "verify/comparison_words.h"
#include "verify/sample.h"
#include "verify/unmeasured_things.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "Gemma3" of "gemma3:latest"
bool is_named_by(const Mention& whole, const Mention& mention) {
  return (share_column(whole.columns, mention.columns) || whole.kind == mention.kind) &&
         (whole.alias.starts_with(mention.alias) ||
          std::ranges::any_of(mention.values, [&](const std::string& value) {
            return std::ranges::find(whole.values, value) != whole.values.end();
          }));
}

}  // namespace

bool is_setting_elsewhere(const Dataset& dataset, const Mention& mention, const Mention& each) {
  const auto has_columns = [](const Mention& one) {
    return !one.columns.empty() && !one.columns.front().starts_with('(');
  };
  return mention.kind == NameKind::kLevel && has_columns(mention) && has_columns(each) &&
         !in_one_table(dataset, each.columns, mention.columns);
}

std::size_t end_of_label(const Plain& plain, const Lines& lines) {
  constexpr std::string_view kBold = "**";
  if (plain.empty()) {
    return 0;
  }
  const std::string_view source = lines[plain.place({0, 1}, 0, lines).line - 1];
  const std::size_t begin = plain.source({0, 1}).begin;
  const std::size_t close = source.find(kBold, begin);
  if (begin < kBold.size() || source.substr(begin - kBold.size(), kBold.size()) != kBold ||
      close == std::string_view::npos) {
    return 0;
  }
  std::size_t end = 0;
  while (end < plain.text().size() && plain.source({end, end + 1}).end <= close) {
    ++end;
  }
  const auto ends_label = [](char c) { return c == '.' || c == ':'; };
  if (end > 0 && ends_label(plain.text()[end - 1])) {
    return end;
  }
  return end > 0 && end < plain.text().size() && ends_label(plain.text()[end]) ? end + 1 : 0;
}

bool is_mere_label(const Dataset& dataset, std::string_view lower,
                   const std::vector<Mention>& mentions, std::size_t label_end, std::size_t end) {
  constexpr std::size_t kWordsMin = 4;
  // "Cold starts: the first …", "`plots/`: no such folder"
  static constexpr std::array<std::string_view, 7> kScopes = {
      "director*", "folder*", "path*", "file*", "cold", "warm", "first"};
  const std::string_view label = lower.substr(0, label_end);
  const std::string_view said = lower.substr(label_end, end - label_end);
  const bool named_again = std::ranges::all_of(mentions, [&](const Mention& mention) {
    return may_be_experiment(mention) || mention.range.begin >= label_end ||
           std::ranges::any_of(mentions, [&](const Mention& each) {
             return each.range.begin >= label_end && each.range.begin < end &&
                    (is_named_by(each, mention) || is_setting_elsewhere(dataset, mention, each));
           });
  });
  // "Overall best result: A has the highest rate"
  const FoundWord rank = find_word(said);
  const bool ranks = rank.word != nullptr && rank.word->superlative;
  return named_again && words_of(said).size() >= kWordsMin && has_finite_verb(said) &&
         !has_digit(label) && label.find('/') == std::string_view::npos &&
         !has_any(label, kScopes) && (find_word(label).word == nullptr || ranks) &&
         (statistic_in(label).empty() || ranks) && unmeasured_quantity(dataset, label).empty() &&
         (bind_metrics(dataset, label).empty() || !bind_metrics(dataset, said).empty());
}

}  // namespace chimera::verify
