// For tests: what a story says, and everything that an analysis can say.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "data/finding.h"
#include "write/outline.h"
#include "write/write.h"

namespace chimera::write::sample {

inline std::vector<std::string> texts(const std::vector<Phrase>& phrases) {
  std::vector<std::string> all;
  all.reserve(phrases.size());
  for (const Phrase& phrase : phrases) {
    all.push_back(markdown_of(phrase));
  }
  return all;
}

/// The sentences of every section.
inline std::vector<std::string> all_texts(const Story& story) {
  std::vector<std::string> all;
  for (const auto* section : {&story.summary, &story.collection, &story.findings,
                              &story.recommendations, &story.open, &story.conclusion}) {
    const std::vector<std::string> some = texts(*section);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

/// Every path of every lattice, every consequence, every way to advise.
inline std::set<std::string> sayable(const Analysis& analysis) {
  std::set<std::string> all;
  const auto add = [&](const std::vector<Phrase>& phrases) {
    for (const std::string& text : texts(phrases)) {
      all.insert(text);
    }
  };
  add(paths_of(analysis.coverage));
  for (const Finding& finding : analysis.findings) {
    add(paths_of(finding.lattice));
    for (const Consequence& consequence : finding.consequences) {
      add({consequence.sentence});
    }
  }
  for (const Advice& advice : analysis.plan.advice) {
    add(ways_to_advise(advice));
  }
  add(analysis.plan.open);
  return all;
}

/// Our agents, both on that engine.
inline Cast both(engine::Engine* engine) {
  return {builtin_agents(), engine, engine};
}

}  // namespace chimera::write::sample
