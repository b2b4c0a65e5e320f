#include "write/outline.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chimera::write {

bool is_about_data(FindingKind kind) {
  return kind == FindingKind::kGap || kind == FindingKind::kFailure ||
         kind == FindingKind::kColdStart || kind == FindingKind::kDuplicate;
}

std::vector<const Finding*> collector_findings(const Analysis& analysis) {
  std::vector<const Finding*> found;
  for (const Finding& finding : analysis.findings) {
    if (is_about_data(finding.kind) && !finding.lattice.empty()) {
      found.push_back(&finding);
    }
  }
  return found;
}

std::vector<const Finding*> analyst_findings(const Analysis& analysis,
                                             const std::set<std::string>& told, std::size_t most) {
  std::vector<const Finding*> found;
  for (const Finding& finding : analysis.findings) {
    if (found.size() == most) {
      break;
    }
    if (!finding.lattice.empty() && !told.contains(finding.id)) {
      found.push_back(&finding);
    }
  }
  return found;
}

std::vector<std::vector<Phrase>> coverage_sentences(const Analysis& analysis) {
  std::vector<std::vector<Phrase>> sentences;
  sentences.reserve(analysis.coverage.chains.size());
  for (const Chain& chain : analysis.coverage.chains) {
    sentences.push_back(paths_of(Lattice{{chain}}));
  }
  return sentences;
}

std::vector<Phrase> candidates_for(const Finding& finding, Section section) {
  std::vector<Phrase> found;
  for (const Consequence& consequence : finding.consequences) {
    if (consequence.section == section) {
      found.push_back(consequence.sentence);
    }
  }
  return found;
}

std::vector<Phrase> ways_to_advise(const Advice& advice) {
  struct Wording {
    std::string_view before_gain;
    std::string_view before_unless;
    std::string_view behind_unless;
  };

  constexpr std::array kWordings{
      Wording{"; expect ", ". What would change this: ", "."},
      Wording{"; the gain to expect is ", ". This changes with ", "."},
  };
  std::vector<Phrase> ways;
  for (const Wording& wording : kWordings) {
    Phrase way = advice.what;
    const auto append = [&](std::string_view before, const Phrase& phrase) {
      way.push_back(words(std::string(before)));
      way.insert(way.end(), phrase.begin(), phrase.end());
    };
    if (!advice.gain.empty()) {
      append(wording.before_gain, advice.gain);
    }
    if (!advice.unless.empty()) {
      append(wording.before_unless, advice.unless);
    }
    way.push_back(words(std::string(wording.behind_unless)));
    if (std::find(ways.begin(), ways.end(), way) == ways.end()) {
      ways.push_back(std::move(way));
    }
  }
  return ways;
}

std::vector<Phrase> shortest_first(std::vector<Phrase> ways) {
  std::vector<std::pair<std::size_t, Phrase>> measured;
  measured.reserve(ways.size());
  for (Phrase& way : ways) {
    const std::size_t length = markdown_of(way).size();
    measured.emplace_back(length, std::move(way));
  }
  std::stable_sort(measured.begin(), measured.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Phrase> sorted;
  sorted.reserve(measured.size());
  for (auto& [length, way] : measured) {
    sorted.push_back(std::move(way));
  }
  return sorted;
}

std::size_t word_count(std::string_view text) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    count += !space && !inside ? 1U : 0U;
    inside = !space;
  }
  return count;
}

}  // namespace chimera::write
