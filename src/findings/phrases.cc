#include "findings/phrases.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>

#include "base/check.h"
#include "base/hash.h"

namespace chimera::findings {

namespace {

constexpr int kDigits = 4;

std::string digits_of(double number) {
  const double size = std::abs(number);
  if (!(size > 0)) {
    return "0";
  }
  const int leading = static_cast<int>(std::floor(std::log10(size)));
  const int decimals = std::clamp(kDigits - 1 - leading, 0, 9);
  return fmt::format("{:.{}f}", number, decimals);
}

bool is_count(const Fact& fact) {
  return fact.statistic() == Statistic::kCount;
}

double part_of(const Fact& fact, std::string_view part) {
  if (part == "n") {
    return static_cast<double>(fact.n);
  }
  if (part == "value") {
    return fact.value;
  }
  if (part == "low" || part == "high") {
    CHIMERA_CHECK(fact.interval.has_value(), "a limit of a fact without an interval");
    return part == "low" ? fact.interval->low : fact.interval->high;
  }
  const auto left_out = fact.excluded.find(std::string(part));
  CHIMERA_CHECK(left_out != fact.excluded.end(), "a count of what was not left out");
  return static_cast<double>(left_out->second);
}

bool is_limit_or_value(std::string_view part) {
  return part == "value" || part == "low" || part == "high";
}

void collect_facts(const Phrase& phrase, std::set<std::string>& ids) {
  for (const Piece& piece : phrase) {
    if (!piece.fact.empty()) {
      ids.insert(piece.fact);
    }
  }
}

}  // namespace

Piece value(const Fact& fact, std::string_view part) {
  const double number = part_of(fact, part);
  const bool whole = !is_limit_or_value(part) || is_count(fact);
  return Piece{.kind = PieceKind::kValue,
               .text = whole ? fmt::format("{:.0f}", number) : digits_of(number),
               .fact = fact.id,
               .part = std::string(part),
               .unit = is_limit_or_value(part) ? fact.unit : ""};
}

Phrase measured(const Fact& fact) {
  Phrase phrase = say(value(fact));
  if (!fact.unit.empty()) {
    phrase.push_back(words(" " + fact.unit));
  }
  return phrase;
}

Phrase p_value(const Fact& p) {
  constexpr double kSmall = 0.001;
  if (p.value >= kSmall) {
    return join({say("p = "), say(value(p))});
  }
  Piece below = value(p);
  below.text = "0.001";
  return join({say("p < "), say(std::move(below))});
}

Phrase interval(const Fact& fact) {
  if (!fact.interval) {
    return {};
  }
  return join({say(" ("), say(Piece{.kind = PieceKind::kLevel, .text = "95"}), say(" % interval "),
               say(value(fact, "low")), say(" to "), say(value(fact, "high")), say(")")});
}

Phrase join(std::initializer_list<Given<Phrase>> parts) {
  std::size_t pieces = 0;
  for (const Given<Phrase>& part : parts) {
    pieces += part.size();
  }
  Phrase all;
  all.reserve(pieces);
  for (const Given<Phrase>& part : parts) {
    Phrase taken = part.take();
    std::move(taken.begin(), taken.end(), std::back_inserter(all));
  }
  return all;
}

// Not as lists, which would copy the piece.
Phrase say(Piece piece) {
  Phrase phrase;
  phrase.push_back(std::move(piece));
  return phrase;
}

Phrase say(std::string text) {
  return say(words(std::move(text)));
}

Phrase called(std::string text) {
  return say(name(std::move(text)));
}

Slot one_of(std::initializer_list<std::string_view> texts) {
  Slot slot;
  slot.reserve(texts.size());
  for (const std::string_view text : texts) {
    slot.push_back({say(std::string(text)), ""});
  }
  return slot;
}

Slot fixed(Phrase phrase) {
  Slot slot;
  slot.push_back({std::move(phrase), ""});
  return slot;
}

std::vector<Chain> one_chain(std::initializer_list<Given<Slot>> slots) {
  std::vector<Chain> chains(1);
  chains.front().reserve(slots.size());
  for (const Given<Slot>& slot : slots) {
    chains.front().push_back(slot.take());
  }
  return chains;
}

Phrase metric_phrase(const std::string& metric, const Definition* definition) {
  return definition == nullptr ? called(metric) : say(std::string(definition->phrase));
}

Phrase mean_phrase(const std::string& metric, const Definition* definition) {
  const std::string key = metric.substr(metric.rfind('.') + 1);
  const bool says_so =
      definition == nullptr &&
      (key.starts_with("mean") || key.starts_with("avg") || key.starts_with("average") ||
       key.ends_with("mean") || key.ends_with("avg"));
  const Phrase name = metric_phrase(metric, definition);
  return says_so ? name : join({say("mean "), name});
}

Finding finished(Finding finding) {
  std::set<std::string> ids;
  for (const Chain& chain : finding.lattice.chains) {
    for (const Slot& slot : chain) {
      for (const Alternative& alternative : slot) {
        collect_facts(alternative.phrase, ids);
      }
    }
  }
  finding.facts.assign(ids.begin(), ids.end());
  finding.statement = markdown_of(plain_path(finding.lattice));
  std::string identity(finding_kind_name(finding.kind));
  identity.append("\n").append(finding.about.metric);
  for (const std::string& id : finding.facts) {
    identity.append("\n").append(id);
  }
  if (finding.facts.empty()) {
    identity.append("\n").append(finding.statement);
  }
  finding.id = content_id("F", identity);
  return finding;
}

}  // namespace chimera::findings
