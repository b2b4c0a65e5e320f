#include "data/query.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/check.h"

namespace chimera {

namespace {

using enum Statistic;

constexpr std::array<std::pair<Statistic, std::string_view>, 23> kNames{{
    {kCount, "count"},
    {kSum, "sum"},
    {kMean, "mean"},
    {kMedian, "median"},
    {kStd, "std"},
    {kVar, "var"},
    {kMin, "min"},
    {kMax, "max"},
    {kP5, "p5"},
    {kP25, "p25"},
    {kP75, "p75"},
    {kP90, "p90"},
    {kP95, "p95"},
    {kP99, "p99"},
    {kIqr, "iqr"},
    {kMad, "mad"},
    {kCv, "cv"},
    {kGeomean, "geomean"},
    {kCi95, "ci95"},
    {kRatio, "ratio"},
    {kDifference, "difference"},
    {kDetectable, "detectable"},
    {kP, "p"},
}};

constexpr auto kAll = [] {
  std::array<Statistic, kNames.size()> all{};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    all[i] = kNames[i].first;
  }
  return all;
}();

/// Whether a shell takes the character as it is.
constexpr auto kPlain = [] {
  std::array<bool, 256> plain{};
  for (unsigned char c = 0; c < 128; ++c) {
    plain[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("_-./:=,+%@").find(static_cast<char>(c)) != std::string_view::npos;
  }
  return plain;
}();

/// The last part of `out`, from `begin` on, in quotes if a shell would not take it as it is.
void quote_from(std::size_t begin, std::string& out) {
  const auto first = out.begin() + static_cast<std::ptrdiff_t>(begin);
  const bool plain =
      std::all_of(first, out.end(), [](char c) { return kPlain[static_cast<unsigned char>(c)]; });
  if (plain && first != out.end()) {
    return;
  }
  const std::string text = out.substr(begin);
  out.resize(begin);
  out += '\'';
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  out += '\'';
}

void append_quoted(std::string& out, std::string_view text) {
  const std::size_t begin = out.size();
  out += text;
  quote_from(begin, out);
}

void append_conditions(std::string& out, std::string_view option,
                       const std::vector<Condition>& conditions) {
  if (conditions.empty()) {
    return;
  }
  std::vector<const Condition*> sorted;
  sorted.reserve(conditions.size());
  for (const Condition& condition : conditions) {
    sorted.push_back(&condition);
  }
  std::sort(sorted.begin(), sorted.end(), [](const Condition* a, const Condition* b) {
    return std::tie(a->column, a->value) < std::tie(b->column, b->value);
  });
  for (const Condition* condition : sorted) {
    out.append(" ").append(option).append(" ");
    const std::size_t begin = out.size();
    out.append(condition->column).append("=").append(condition->value);
    quote_from(begin, out);
  }
}

}  // namespace

std::string_view statistic_name(Statistic statistic) {
  for (const auto& [known, text] : kNames) {
    if (known == statistic) {
      return text;
    }
  }
  CHIMERA_CHECK(false, "a statistic without a name");
}

std::optional<Statistic> find_statistic(std::string_view name) {
  for (const auto& [known, text] : kNames) {
    if (text == name) {
      return known;
    }
  }
  return std::nullopt;
}

bool is_contrast(Statistic statistic) {
  using enum Statistic;
  return statistic == kRatio || statistic == kDifference || statistic == kDetectable ||
         statistic == kP;
}

std::span<const Statistic> all_statistics() {
  return kAll;
}

std::string canonical_text(const Query& query) {
  constexpr std::size_t kMostly = 256;
  std::string out;
  out.reserve(kMostly);
  out += "--metric ";
  append_quoted(out, query.metric);
  std::string list;
  for (const Statistic statistic : query.statistics) {
    list += (list.empty() ? "" : ",") + std::string(statistic_name(statistic));
  }
  if (!list.empty()) {
    out += " --stat " + list;
  }
  list.clear();
  for (const std::string& column : query.by) {
    list += (list.empty() ? "" : ",") + column;
  }
  if (!list.empty()) {
    out += " --by ";
    append_quoted(out, list);
  }
  append_conditions(out, "--where", query.where);
  append_conditions(out, "--against", query.against);
  if (!query.effect.empty()) {
    out += " --effect ";
    append_quoted(out, query.effect);
  }
  out += query.exclude_cold ? " --exclude-cold" : "";
  out += query.include_failed ? " --include-failed" : "";
  return out;
}

}  // namespace chimera
