#include "write/guided.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/check.h"
#include "write/outline.h"

namespace chimera::write {
namespace {

constexpr std::size_t kBytesPerToken = 4;

// What a sentence of each section is scored after; in the order of Section. Of a dozen sets tried
// on section_cases.h the one with which both models chose best.
constexpr std::array<std::string_view, 3> kLeadIns = {"The main result", "What should be done next",
                                                      "What is still uncertain"};
constexpr std::string_view kAfterLeadIn = ": ";

std::size_t index_of(Section section) {
  switch (section) {
    case Section::kSummary:
      return 0;
    case Section::kRecommendation:
      return 1;
    case Section::kConclusion:
      return 2;
  }
  CHIMERA_CHECK(false, "a section out of range");
}

}  // namespace

std::vector<std::string> section_texts(std::span<const std::string> candidates) {
  std::vector<std::string> texts;
  texts.reserve(kLeadIns.size() * candidates.size());
  for (const std::string_view lead_in : kLeadIns) {
    for (const std::string& candidate : candidates) {
      texts.push_back(std::string(lead_in).append(kAfterLeadIn).append(candidate).append("\n"));
    }
  }
  return texts;
}

std::vector<double> centred_scores(std::span<const double> scores, std::size_t candidates,
                                   std::size_t section) {
  CHIMERA_CHECK(candidates > 0, "scores of no candidate");
  CHIMERA_CHECK(scores.size() % candidates == 0, "scores of another shape");
  const std::size_t sections = scores.size() / candidates;
  CHIMERA_CHECK(section < sections, "a section without scores");
  std::vector<double> centred;
  for (std::size_t i = 0; i < candidates; ++i) {
    double sum = 0;
    for (std::size_t s = 0; s < sections; ++s) {
      sum += scores[s * candidates + i];
    }
    centred.push_back(scores[section * candidates + i] - sum / static_cast<double>(sections));
  }
  return centred;
}

Teller::~Teller() {
  let_go();
}

void Teller::let_go() {
  if (engine_ != nullptr) {
    engine_->set_sink([](std::string_view, double) {});  // ours holds a pointer to this object
  }
}

Result<void> Teller::begin(const Agent& agent, engine::Engine* engine, const Reading& reading) {
  if (cancel_->raised()) {
    return interrupted();
  }
  let_go();
  engine_ = engine;
  words_left_ = agent.words_max;
  call_ = Call{.agent = agent.name,
               .prompt = reading.prompt,
               .inputs = reading.inputs,
               .tokens = {},
               .text = {},
               .measurement = {}};
  exhausted_ = false;
  if (engine_ == nullptr) {
    return {};
  }
  engine_->set_sink([this](std::string_view text, double at_s) {
    call_.tokens.emplace_back(std::string(text), at_s);
  });
  return engine_->set_prompt(reading.prompt);
}

Call Teller::end() {
  if (engine_ != nullptr) {
    call_.measurement = engine_->measurement();
  }
  return std::exchange(call_, Call{});
}

Result<std::optional<Phrase>> Teller::tell(const std::vector<Phrase>& ways) {
  const std::vector<Way> fresh = new_ways(ways);
  if (fresh.empty()) {
    return std::optional<Phrase>();
  }
  return tell_chosen(fresh, "");
}

Result<std::optional<Phrase>> Teller::tell_chosen(const std::vector<Way>& ways,
                                                  std::string_view heading) {
  const auto replaced = [this] {
    return engine_ != nullptr ? engine_->measurement().replaced : std::size_t{0};
  };
  const std::size_t before = replaced();
  const Result<std::optional<std::size_t>> chosen = emit(ways, heading);
  if (!chosen) {
    return tl::unexpected<Error>(chosen.error());
  }
  const bool picked = chosen->has_value() && replaced() == before;
  by_model_ += picked && ways.size() > 1 ? 1U : 0U;
  return std::optional<Phrase>(keep(ways[chosen->value_or(0)]));
}

Result<std::optional<Phrase>> Teller::tell_suited(const std::vector<Phrase>& candidates,
                                                  Section section) {
  const std::vector<Way> fresh = new_ways(candidates);
  if (fresh.empty()) {
    return std::optional<Phrase>();
  }
  if (model_speaks() && !engine_->can_score()) {
    return tell_chosen(fresh, kLeadIns.at(index_of(section)));
  }
  std::size_t best = 0;
  if (may_score(fresh, section)) {
    const Result<std::size_t> suited = best_suited(fresh, section);
    if (!suited) {
      return tl::unexpected<Error>(suited.error());
    }
    best = *suited;
    ++by_model_;
  }
  // Said by the model too, so that what follows is chosen knowing it.
  const Result<std::optional<std::size_t>> emitted = emit(std::span(&fresh[best], 1), "");
  if (!emitted) {
    return tl::unexpected<Error>(emitted.error());
  }
  return std::optional<Phrase>(keep(fresh[best]));
}

std::vector<Teller::Way> Teller::new_ways(const std::vector<Phrase>& ways) const {
  std::vector<Way> fresh;
  std::set<std::string> seen;
  for (const Phrase& phrase : ways) {
    std::string text = markdown_of(phrase);
    const bool fits = !words_left_ || word_count(text) <= *words_left_;
    if (fits && !told_.contains(text) && seen.insert(text).second) {
      fresh.push_back({phrase, std::move(text)});
    }
  }
  return fresh;
}

// Books the work if there is room for it.
bool Teller::may_score(const std::vector<Way>& ways, Section section) {
  if (!model_speaks() || ways.size() < 2) {
    return false;
  }
  std::size_t bytes = 0;
  for (const std::string_view lead_in : kLeadIns) {
    for (const Way& way : ways) {
      bytes += lead_in.size() + kAfterLeadIn.size() + way.text.size() + 1;
    }
  }
  const std::size_t tokens = bytes / kBytesPerToken + 1;
  const std::size_t share = kScoredTokensMax * (index_of(section) + 1) / kLeadIns.size();
  if (scored_tokens_ + tokens > share) {
    return false;
  }
  scored_tokens_ += tokens;
  return true;
}

Result<std::size_t> Teller::best_suited(const std::vector<Way>& ways, Section section) {
  if (cancel_->raised()) {
    return interrupted();
  }
  std::vector<std::string> candidates;
  candidates.reserve(ways.size());
  for (const Way& way : ways) {
    candidates.push_back(way.text);
  }
  const std::vector<std::string> texts = section_texts(candidates);
  const Result<std::vector<double>> scores = engine_->score(texts);
  if (!scores) {
    return tl::unexpected<Error>(scores.error());
  }
  CHIMERA_CHECK(scores->size() == texts.size(), "an engine scores every candidate");
  const std::vector<double> centred = centred_scores(*scores, ways.size(), index_of(section));
  const auto best = std::max_element(centred.begin(), centred.end());
  return static_cast<std::size_t>(best - centred.begin());
}

// nullopt: the model doesn't speak (any more).
Result<std::optional<std::size_t>> Teller::emit(std::span<const Way> ways,
                                                std::string_view heading) {
  if (cancel_->raised()) {
    return interrupted();
  }
  if (!model_speaks()) {
    return std::optional<std::size_t>();
  }
  std::vector<std::string> sentences;
  sentences.reserve(ways.size());
  for (const Way& way : ways) {
    sentences.push_back(way.text + "\n");
  }
  Result<std::optional<std::size_t>> chosen = engine_->choose(sentences, heading);
  if (chosen) {
    exhausted_ = !chosen->has_value();
    CHIMERA_CHECK(chosen->value_or(0) < ways.size(), "an engine chooses what it was offered");
  }
  return chosen;
}

Phrase Teller::keep(const Way& way) {
  told_.insert(way.text);
  if (words_left_) {
    *words_left_ -= word_count(way.text);
  }
  call_.text += way.text + "\n";
  return way.phrase;
}

}  // namespace chimera::write
