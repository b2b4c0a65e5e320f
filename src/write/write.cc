#include "write/write.h"

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "write/free_writer.h"
#include "write/guided.h"
#include "write/outline.h"
#include "write/prompt.h"

namespace chimera::write {
namespace {

// The two agents' work on one story.
class Writing {
 public:
  Writing(const Analysis& analysis, const WriteOptions& options, const Cast& cast,
          const Cancel& cancel)
      : analysis_(analysis), options_(options), cast_(cast), cancel_(cancel), teller_(cancel) {
    material_.coverage = coverage_sentences(analysis);
  }

  Result<void> collect();
  Result<void> analyse();

  // `calls` of an engine only: without one there was none.
  Story finish(bool with_model);

 private:
  Result<void> collect_sentences(const std::vector<const Finding*>& about_data);
  Result<void> write_freely(const std::vector<const Finding*>& findings);
  Result<std::optional<Phrase>> tell_finding(const Finding& finding);
  Result<void> tell_findings(const std::vector<const Finding*>& findings);
  Result<void> tell_coverage_again();
  Result<void> tell_advice();
  Result<void> tell_section(Section section, std::size_t most, std::vector<Phrase>& sentences);

  const Analysis& analysis_;
  const WriteOptions& options_;
  const Cast& cast_;
  const Cancel& cancel_;
  Material material_;
  Teller teller_;
  Story story_;
  std::set<std::string> told_ids_;              // findings told by either agent
  std::map<std::string, Phrase> in_own_words_;  // by finding, where the judge lets it stand
};

Result<void> Writing::collect() {
  const Agent& collector = cast_.agents.collector;
  material_.problems = collector_findings(analysis_);
  return teller_.begin(collector, cast_.collector, reading_of(collector, material_))
      .and_then([&] { return collect_sentences(material_.problems); })
      .map([&] {
        story_.calls.push_back(teller_.end());
        material_.collected = story_.calls.back().text;
      });
}

Result<void> Writing::collect_sentences(const std::vector<const Finding*>& about_data) {
  struct Item {
    std::vector<Phrase> ways;
    const Finding* finding = nullptr;  // none of coverage
  };

  std::vector<Item> items;
  items.reserve(material_.coverage.size() + about_data.size());
  for (const std::vector<Phrase>& ways : material_.coverage) {
    items.push_back({ways, nullptr});
  }
  for (const Finding* finding : about_data) {
    items.push_back({paths_of(finding->lattice), finding});
  }
  for (const Item& item : items) {
    Result<std::optional<Phrase>> told = teller_.tell(item.ways);
    if (!told) {
      return tl::unexpected<Error>(told.error());
    }
    std::optional<Phrase>& sentence = *told;
    if (!sentence) {
      continue;  // no room: a finding that isn't told here is left to the analyst
    }
    story_.collection.push_back(std::move(*sentence));
    if (item.finding != nullptr) {
      told_ids_.insert(item.finding->id);
    }
  }
  return {};
}

Result<void> Writing::analyse() {
  const std::vector<const Finding*> findings =
      analyst_findings(analysis_, told_ids_, options_.findings_max);
  const Agent& analyst = cast_.agents.analyst;
  material_.findings = findings;
  Result<void> done =
      write_freely(findings)
          .and_then(
              [&] { return teller_.begin(analyst, cast_.analyst, reading_of(analyst, material_)); })
          .and_then([&] { return tell_findings(findings); })
          .and_then([&] { return tell_coverage_again(); })
          .and_then([&] { return tell_section(Section::kSummary, kSummaryMax, story_.summary); })
          .and_then([&] { return tell_advice(); })
          .and_then([&] {
            return tell_section(Section::kConclusion, kConclusionMax, story_.conclusion);
          });
  if (done) {
    story_.calls.push_back(teller_.end());
  }
  return done;
}

// Before the analyst's own call: each sentence is asked for by a prompt of its own, which an engine
// would have to leave and come back to.
Result<void> Writing::write_freely(const std::vector<const Finding*>& findings) {
  if (!options_.judge || cast_.analyst == nullptr) {
    return {};
  }
  FreeWriter writer(cast_.agents.analyst, *cast_.analyst, options_.judge, analysis_.facts, cancel_);
  for (const Finding* finding : findings) {
    Result<std::optional<Phrase>> sentence = writer.write(plain_path(finding->lattice));
    if (!sentence) {
      return tl::unexpected<Error>(sentence.error());
    }
    if (std::optional<Phrase>& taken = *sentence; taken) {
      in_own_words_.emplace(finding->id, std::move(*taken));
    }
  }
  story_.refused = writer.asked() - in_own_words_.size();
  story_.calls.insert(story_.calls.end(), writer.calls().begin(), writer.calls().end());
  return {};
}

// In the model's own words where it found some; what it wrote twice alike, stands once.
Result<std::optional<Phrase>> Writing::tell_finding(const Finding& finding) {
  if (const auto own = in_own_words_.find(finding.id); own != in_own_words_.end()) {
    Result<std::optional<Phrase>> told = teller_.tell({own->second});
    if (!told || *told) {
      story_.written += told ? 1U : 0U;
      return told;
    }
    ++story_.refused;
  }
  return teller_.tell(paths_of(finding.lattice));
}

Result<void> Writing::tell_findings(const std::vector<const Finding*>& findings) {
  for (const Finding* finding : findings) {
    Result<std::optional<Phrase>> told = tell_finding(*finding);
    if (!told) {
      return tl::unexpected<Error>(told.error());
    }
    if (std::optional<Phrase>& sentence = *told; sentence) {
      story_.findings.push_back(std::move(*sentence));
      story_.finding_ids.push_back(finding->id);
      told_ids_.insert(finding->id);
    }
  }
  return {};
}

// A summary is read on its own, so it says what was read, in the shortest words not used yet.
Result<void> Writing::tell_coverage_again() {
  if (material_.coverage.empty()) {
    return {};
  }
  for (const Phrase& way : shortest_first(material_.coverage.front())) {
    Result<std::optional<Phrase>> told = teller_.tell({way});
    if (!told) {
      return tl::unexpected<Error>(told.error());
    }
    if (std::optional<Phrase>& sentence = *told; sentence) {
      story_.summary.push_back(std::move(*sentence));
      break;
    }
  }
  return {};
}

// Only findings that were told have consequences in the report: what is advised can be looked up.
Result<void> Writing::tell_section(Section section, std::size_t most,
                                   std::vector<Phrase>& sentences) {
  for (const Finding& finding : analysis_.findings) {
    if (sentences.size() >= most) {
      break;
    }
    if (!told_ids_.contains(finding.id)) {
      continue;
    }
    Result<std::optional<Phrase>> told =
        teller_.tell_suited(candidates_for(finding, section), section);
    if (!told) {
      return tl::unexpected<Error>(told.error());
    }
    if (std::optional<Phrase>& sentence = *told; sentence) {
      sentences.push_back(std::move(*sentence));
    }
  }
  return {};
}

// What is open is told as it stands: a list that the rules made.
Result<void> Writing::tell_advice() {
  for (const Advice& advice : analysis_.plan.advice) {
    if (story_.recommendations.size() >= options_.recommendations_max) {
      break;
    }
    Result<std::optional<Phrase>> told =
        teller_.tell_suited(ways_to_advise(advice), Section::kRecommendation);
    if (!told) {
      return tl::unexpected<Error>(told.error());
    }
    if (std::optional<Phrase>& sentence = *told; sentence) {
      story_.recommendations.push_back(std::move(*sentence));
    }
  }
  story_.open = analysis_.plan.open;
  return {};
}

Story Writing::finish(bool with_model) {
  if (!with_model) {
    story_.calls.clear();
  }
  for (const Call& call : story_.calls) {
    story_.asked += call.measurement.asked;
    story_.replaced += call.measurement.replaced;
  }
  story_.sentences = story_.summary.size() + story_.collection.size() + story_.findings.size() +
                     story_.recommendations.size() + story_.open.size() + story_.conclusion.size();
  story_.by_model = teller_.by_model();
  story_.told_ids.assign(told_ids_.begin(), told_ids_.end());
  return std::move(story_);
}

}  // namespace

Result<Story> write_story(const Analysis& analysis, const Cast& cast, const WriteOptions& options,
                          const Progress& progress, const Cancel& cancel) {
  const auto say = [&](const std::string& what) {
    if (progress) {
      progress(what);
    }
  };
  Writing writing(analysis, options, cast, cancel);
  const std::string& collector = cast.agents.collector.name;
  const std::string& analyst = cast.agents.analyst.name;
  say(collector + " starts");
  if (Result<void> collected = writing.collect(); !collected) {
    return tl::unexpected<Error>(collected.error());
  }
  say(collector + " is done");
  say(analyst + " starts");
  if (Result<void> analysed = writing.analyse(); !analysed) {
    return tl::unexpected<Error>(analysed.error());
  }
  say(analyst + " is done");
  return writing.finish(cast.collector != nullptr || cast.analyst != nullptr);
}

}  // namespace chimera::write
