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

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("_-./:=,+%@").find(c) != std::string_view::npos;
}

std::string shell_quoted(std::string_view text) {
  if (!text.empty() && std::all_of(text.begin(), text.end(), is_plain)) {
    return std::string(text);
  }
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return quoted + "'";
}

void append_conditions(std::string& out, std::string_view option,
                       std::vector<Condition> conditions) {
  std::sort(conditions.begin(), conditions.end(), [](const Condition& a, const Condition& b) {
    return std::tie(a.column, a.value) < std::tie(b.column, b.value);
  });
  for (const Condition& condition : conditions) {
    out += " ";
    out += option;
    out += " " + shell_quoted(condition.column + "=" + condition.value);
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
  std::string out = "--metric " + shell_quoted(query.metric);
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
    out += " --by " + shell_quoted(list);
  }
  append_conditions(out, "--where", query.where);
  append_conditions(out, "--against", query.against);
  out += query.effect.empty() ? "" : " --effect " + shell_quoted(query.effect);
  out += query.exclude_cold ? " --exclude-cold" : "";
  out += query.include_failed ? " --include-failed" : "";
  return out;
}

}  // namespace chimera
