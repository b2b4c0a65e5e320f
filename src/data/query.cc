#include "data/query.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"

namespace chimera {

namespace {

using enum Statistic;

constexpr std::array<std::pair<Statistic, std::string_view>, 24> kNames{{
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
    {kPInteraction, "p_interaction"},
}};

constexpr auto kAll = [] {
  std::array<Statistic, kNames.size()> all{};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    all[i] = kNames[i].first;
  }
  return all;
}();

static_assert(
    [] {
      for (std::size_t i = 0; i < kAll.size(); ++i) {
        if (static_cast<std::size_t>(kAll[i]) != i) {
          return false;
        }
      }
      return true;
    }(),
    "names stand in the order of the enum");

/// Whether a shell takes the character as it is.
constexpr auto kPlain = [] {
  std::array<bool, 256> plain{};
  for (unsigned char c = 0; c < 128; ++c) {
    plain[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("_-./:=,+%@").find(static_cast<char>(c)) != std::string_view::npos;
  }
  return plain;
}();

bool is_plain(std::string_view text) {
  bool plain = true;
  for (const char c : text) {  // to the end: no branch is cheaper than one a character
    plain &= kPlain[static_cast<unsigned char>(c)];
  }
  return plain;
}

/// The last part of `out`, from `begin` on, in quotes if a shell would not take it as it is.
void quote_from(std::size_t begin, std::string& out) {
  const std::string_view added = std::string_view(out).substr(begin);
  if (!added.empty() && is_plain(added)) {
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

bool is_before(const Condition& a, const Condition& b) {
  const int order = a.column.compare(b.column);
  return order < 0 || (order == 0 && a.value < b.value);
}

void append_conditions(std::string& out, std::string_view option,
                       const std::vector<Condition>& conditions) {
  const auto append = [&](const Condition& condition) {
    out.append(" ").append(option).append(" ");
    const std::size_t begin = out.size();
    out.append(condition.column).append("=").append(condition.value);
    quote_from(begin, out);
  };
  // As they mostly are.
  if (std::is_sorted(conditions.begin(), conditions.end(), is_before)) {
    std::for_each(conditions.begin(), conditions.end(), append);
    return;
  }
  std::vector<Condition> sorted = conditions;
  std::sort(sorted.begin(), sorted.end(), is_before);
  std::for_each(sorted.begin(), sorted.end(), append);
}

}  // namespace

std::string_view statistic_name(Statistic statistic) {
  const auto place = static_cast<std::size_t>(statistic);
  CHIMERA_CHECK(place < kNames.size(), "a statistic without a name");
  return kNames[place].second;
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
         statistic == kPInteraction || statistic == kP;
}

bool is_of_effect(Statistic statistic, const Query& query) {
  return !query.effect.empty() &&
         (statistic == kP || statistic == kPInteraction || statistic == kDetectable);
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
  for (std::size_t i = 0; i < query.statistics.size(); ++i) {
    out.append(i == 0 ? " --stat " : ",").append(statistic_name(query.statistics[i]));
  }
  std::string list;
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
