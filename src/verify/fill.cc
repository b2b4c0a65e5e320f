#include "verify/fill.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "verify/bound_query.h"

namespace chimera::verify {
namespace {

std::string grouped(std::string digits) {
  const std::size_t end = std::min(digits.find('.'), digits.size());
  const std::size_t begin = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = end; at > begin + 3; at -= 3) {
    digits.insert(at - 3, ",");
  }
  return digits;
}

// As many digits behind the point as stand there, its sign and its thousands' commas.
std::string spelled_like(std::string_view stands, double value) {
  const std::size_t point = stands.find('.');
  const std::size_t decimals = point == std::string_view::npos ? 0 : stands.size() - point - 1;
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (stands.find(',') != std::string_view::npos) {
    text = grouped(std::move(text));
  }
  if (stands.starts_with('+') && value >= 0) {
    text.insert(0, "+");
  }
  if (stands.starts_with("\u2212") && text.starts_with('-')) {
    text.replace(0, 1, "\u2212");
  }
  return text;
}

}  // namespace

Result<Filled> fill(std::string_view text, const Observations& observations) {
  return read_document(text).map([&](const Document& document) {
    Filled filled;
    std::map<std::size_t, std::vector<std::pair<Range, std::string>>> edits;
    for (const BoundNumber& bound : find_bound_numbers(document)) {
      const auto query = parse_query(bound.arguments);
      const auto fact = query ? evaluate(*query, observations) : std::nullopt;
      const std::string unit =
          bound.numeral.kind == NumeralKind::kPercent ? "%" : bound.numeral.unit;
      const auto factor = fact ? to_stated_unit(fact->unit, unit) : std::nullopt;
      if (!query || !fact || !factor) {
        filled.failures.push_back({bound.line + 1, !query  ? query.error().message
                                                   : !fact ? "the query finds nothing"
                                                           : "the query answers in " + fact->unit});
        continue;
      }
      const std::string_view stood = document.lines[bound.line].substr(
          bound.number.begin, bound.number.end - bound.number.begin);
      std::string stands = spelled_like(stood, fact->value * *factor);
      if (stands != stood) {
        filled.changes.push_back({bound.line + 1, std::string(stood), stands});
        edits[bound.line].emplace_back(bound.number, std::move(stands));
      }
    }
    filled.text = text;
    for (auto line = edits.rbegin(); line != edits.rend(); ++line) {
      const auto start = static_cast<std::size_t>(document.lines[line->first].data() - text.data());
      for (auto edit = line->second.rbegin(); edit != line->second.rend(); ++edit) {
        filled.text.replace(start + edit->first.begin, edit->first.end - edit->first.begin,
                            edit->second);
      }
    }
    return filled;
  });
}

}  // namespace chimera::verify
