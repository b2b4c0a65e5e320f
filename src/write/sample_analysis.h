// Made-up analyses and scripts for the tests of this folder: every sentence can be told from every
// other.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "data/finding.h"
#include "engine/scripted.h"

namespace chimera::write::sample {

/// A chain with one slot: those texts, the first one plain.
inline Chain ways(const std::vector<std::string>& texts) {
  Slot slot;
  for (const std::string& text : texts) {
    slot.push_back({{words(text)}, ""});
  }
  return {slot};
}

/// A finding with two ways to say it and two sentences for summary and for conclusion.
inline Finding finding(const std::string& id, FindingKind kind) {
  Finding made;
  made.id = id;
  made.kind = kind;
  made.statement = "Finding " + id + " holds.";
  made.lattice.chains = {ways({"Finding " + id + " holds.", "It holds that " + id + " is so."})};
  const std::vector<std::pair<Section, std::string>> sections = {{Section::kSummary, "In sum"},
                                                                 {Section::kConclusion, "So"}};
  for (const auto& [section, text] : sections) {
    made.consequences.push_back({section, {words(text), words(" " + id + " one.")}});
    made.consequences.push_back({section, {words(text), words(" " + id + " two.")}});
  }
  return made;
}

/// Coverage of two sentences; a gap and a failure for the collector, two findings for the analyst.
inline Analysis analysis() {
  Analysis made;
  made.coverage.chains = {
      ways({"Many files were read in all.", "In all, many files were read by us.", "Many files."}),
      ways({"The trials are plenty.", "Plenty of trials were found."})};
  made.findings = {finding("alpha", FindingKind::kEffect), finding("beta", FindingKind::kGap),
                   finding("gamma", FindingKind::kComparison),
                   finding("delta", FindingKind::kFailure)};
  for (const Finding& each : made.findings) {
    made.plan.advice.push_back({{each.id},
                                {words("Do " + each.id)},
                                {words("much of " + each.id)},
                                {words("less of " + each.id)}});
  }
  made.plan.open = {{words("Open is the rest.")}};
  return made;
}

/// An engine that makes those choices, then always the first.
inline engine::Script script(std::vector<std::size_t> choices,
                             std::optional<std::size_t> sentences_max = std::nullopt) {
  engine::Script made;
  made.choices = std::move(choices);
  made.sentences_max = sentences_max;
  return made;
}

}  // namespace chimera::write::sample
