// How well models choose the sentence that suits a section, beside chance and beside counting words
// that a sentence shares with the section's lead-in. Each model that is on this machine is tried.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"
#include "engine/registry.h"
#include "write/agent.h"
#include "write/guided.h"
#include "write/prompt.h"
#include "write/section_cases.h"

namespace chimera::write {
namespace {

constexpr std::size_t kSections = 3;

std::vector<std::string> candidates_of(const SectionCase& one) {
  return {std::string(one.summary), std::string(one.recommendation), std::string(one.conclusion)};
}

std::set<std::string> words_of(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < 'a' || c > 'z'; }, ' ');
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

// Right choices, where `score` tells how well each text of section_texts() suits; ties count by
// their share.
double right_choices(const std::vector<double>& scores) {
  double right = 0;
  for (std::size_t section = 0; section < kSections; ++section) {
    const std::vector<double> centred = centred_scores(scores, kSections, section);
    const double best = *std::max_element(centred.begin(), centred.end());
    const auto ties = std::count_if(centred.begin(), centred.end(),
                                    [best](double score) { return score >= best; });
    right += centred[section] >= best ? 1.0 / static_cast<double>(ties) : 0.0;
  }
  return right;
}

double shared_words(const std::string& one, const std::string& other) {
  const std::set<std::string> known = words_of(other);
  const std::set<std::string> words = words_of(one);
  return static_cast<double>(
      std::count_if(words.begin(), words.end(),
                    [&known](const std::string& word) { return known.contains(word); }));
}

double right_by_shared_words() {
  double right = 0;
  for (const SectionCase& one : kSectionCases) {
    std::vector<double> shared;
    for (const std::string& lead_in : section_texts(std::vector<std::string>{""})) {
      for (const std::string& candidate : candidates_of(one)) {
        shared.push_back(shared_words(lead_in, candidate));
      }
    }
    right += right_choices(shared);
  }
  return right;
}

class CentredChoice : public testing::TestWithParam<std::string_view> {};

TEST_P(CentredChoice, SuitsTheSection) {
  const auto path = engine::locate_model(std::string(GetParam()));
  if (!path || !engine::has_embedded()) {
    GTEST_SKIP() << (path ? "no embedded engine" : path.error().message);
  }
  engine::Options options;
  options.model = GetParam();
  options.num_ctx = 1024;
  options.threads = 1;  // threads that wait for each other are slow beside other programs
  const SystemClock clock;
  const Cancel cancel;
  auto model = engine::load_embedded(*path, options, clock, cancel);
  ASSERT_TRUE(model) << model.error().message;
  ASSERT_TRUE((*model)->set_prompt(reading_of(builtin_agents().analyst, {}).prompt));
  double right = 0;
  for (const SectionCase& one : kSectionCases) {
    const auto scores = (*model)->score(section_texts(candidates_of(one)));
    ASSERT_TRUE(scores) << scores.error().message;
    right += right_choices(*scores);
  }
  const double cases = kSections * static_cast<double>(kSectionCases.size());
  const double by_words = right_by_shared_words();
  std::cout << GetParam() << ": " << right << " of " << cases << "; by shared words " << by_words
            << ", by chance " << cases / kSections << "\n";
  EXPECT_GT(right, 0.6 * cases);
  EXPECT_GT(right, by_words * 1.3);
}

INSTANTIATE_TEST_SUITE_P(Models, CentredChoice, testing::Values("smollm2", "gemma3:270m"));

}  // namespace
}  // namespace chimera::write
