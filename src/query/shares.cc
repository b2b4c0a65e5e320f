#include "query/shares.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <span>
#include <utility>

#include "base/large_pages.h"
#include "base/parallel.h"
#include "query/stated_sample.h"

namespace chimera::query {

namespace {

constexpr std::size_t kStretchRows = 50'000;
constexpr std::size_t kGroupsMax = 256;  ///< of many groups each stretch has too little

bool wants_settings(const Query& query) {
  return !query.against.empty() || !query.effect.empty();
}

/// Why rows are left out.
class Judge {
 public:
  explicit Judge(const SharedRows& rows)
      : is_copy_(rows.is_copy),
        takes_failed_(rows.query.include_failed || rows.measure.counts_failures()),
        takes_cold_(!rows.query.exclude_cold) {}

  /// nullopt if the row counts.
  [[nodiscard]] std::optional<LeftOut> why_left_out(TrialState state, double value) const {
    if (is_copy_) {
      return LeftOut::kCopies;
    }
    if (state.failed && !takes_failed_) {
      return LeftOut::kFailed;
    }
    if (std::isnan(value)) {
      return LeftOut::kMissing;
    }
    return state.cold && !takes_cold_ ? std::optional(LeftOut::kCold) : std::nullopt;
  }

 private:
  bool is_copy_;
  bool takes_failed_;
  bool takes_cold_;
};

void add_stated(const SharedRows& rows, std::size_t row, Share& share) {
  if (!rows.measure.is_stated()) {
    return;
  }
  const Column& metric = *rows.measure.column();
  const Column* deviation = deviation_of(rows.table, metric);
  const auto n = deviation == nullptr ? std::nullopt : sample_size(rows.table, metric, row);
  if (n && deviation->unit == metric.unit && !std::isnan(deviation->number_at(row))) {
    const double spread = sample_deviation(deviation->number_at(row), *n);
    share.stated.push_back({metric.number_at(row), spread, *n});
  }
}

/// Whether it counts. `likely`: how many the share will get.
bool take_row(const SharedRows& rows, const Judge& judge, std::size_t row, std::size_t likely,
              Share& share) {
  if (!share.met) {
    share.met = true;
    share.values.reserve(likely);
    share.places.reserve(rows.told.cells ? likely : 0);
    share.rows.reserve(wants_settings(rows.query) ? likely : 0);
  }
  const double value = rows.measure.at(row);
  if (const auto why = judge.why_left_out(rows.table.state[row], value)) {
    ++share.left_out.at(static_cast<std::size_t>(*why));
    return false;
  }
  share.values.push_back(value);
  if (rows.told.cells) {
    share.places.push_back(rows.table.place[row]);
  }
  share.cold += rows.table.state[row].cold ? 1U : 0U;
  if (wants_settings(rows.query)) {
    share.rows.push_back(row);
    add_stated(rows, row, share);
  }
  return true;
}

/// As take_row of each row, all into one share. Leaves in `taken` those that count.
void take_rows(const SharedRows& rows, std::vector<std::size_t>& taken, Share& share) {
  const Judge judge(rows);
  share.met = !taken.empty();
  share.values.resize(taken.size());
  std::size_t count = 0;
  for (const std::size_t row : taken) {
    const TrialState state = rows.table.state[row];
    const double value = rows.measure.at(row);
    if (const auto why = judge.why_left_out(state, value)) {
      ++share.left_out.at(static_cast<std::size_t>(*why));
      continue;
    }
    share.cold += state.cold ? 1U : 0U;
    share.values[count] = value;
    taken[count++] = row;
  }
  taken.resize(count);
  share.values.resize(count);
  if (rows.told.cells) {
    share.places.resize(count);
    std::ranges::transform(taken, share.places.begin(),
                           [&](std::size_t row) { return rows.table.place[row]; });
  }
  if (wants_settings(rows.query)) {
    share.rows = taken;
    if (rows.measure.is_stated()) {
      std::ranges::for_each(taken, [&](std::size_t row) { add_stated(rows, row, share); });
    }
  }
}

void see_levels(const Settings& settings, std::span<const CountedRow> counted,
                std::vector<Share>& shares) {
  std::vector<Settings::Seen> seen(shares.size());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i].met) {
      seen[i] = settings.none_seen();
    }
  }
  settings.see(counted, seen);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    shares[i].levels = std::move(seen[i]);
  }
}

std::vector<Share> share_stretch(const SharedRows& rows, std::size_t begin, std::size_t end) {
  std::vector<Share> shares(rows.groups.count() * rows.units.count());
  std::vector<std::size_t> matching = rows.filter.matching(begin, end);
  std::vector<CountedRow> counted;
  counted.reserve(rows.told.mixes ? matching.size() : 0);
  const auto count = [&](std::size_t row, std::size_t share) {
    if (rows.told.mixes) {
      counted.push_back({row, share});
    }
  };
  if (shares.size() == 1) {
    take_rows(rows, matching, shares.front());
    std::ranges::for_each(matching, [&](std::size_t row) { count(row, 0); });
  } else {
    const Judge judge(rows);
    for (const std::size_t row : matching) {
      const std::size_t group = rows.groups.group_of(row);
      const std::size_t share = group * rows.units.count() + rows.units.at(row);
      const std::size_t likely = std::min(rows.groups.rows_in(group), matching.size());
      if (take_row(rows, judge, row, likely, shares[share])) {
        count(row, share);
      }
    }
  }
  if (rows.told.mixes) {
    see_levels(rows.settings, counted, shares);
  }
  return shares;
}

void join(Share more, Share& all) {
  if (!all.met) {
    all.levels = std::move(more.levels);
  } else if (more.met && !more.levels.empty()) {
    std::transform(more.levels.begin(), more.levels.end(), all.levels.begin(), all.levels.begin(),
                   [](char a, char b) { return static_cast<char>(a | b); });
  }
  all.met = all.met || more.met;
  append(std::move(more.values), all.values);
  append(std::move(more.rows), all.rows);
  append(std::move(more.stated), all.stated);
  append(std::move(more.places), all.places);
  std::transform(more.left_out.begin(), more.left_out.end(), all.left_out.begin(),
                 all.left_out.begin(), std::plus<>());
  all.cold += more.cold;
}

}  // namespace

void Share::scale(double factor) {
  for (double& value : values) {
    value *= factor;
  }
  for (stats::Summary& summary : stated) {
    summary.mean *= factor;
    summary.deviation *= factor;
  }
}

std::vector<Share> share_rows(const SharedRows& rows) {
  const std::size_t count = rows.table.rows();
  const std::size_t units = rows.units.count();
  const std::size_t groups = rows.groups.count() * units;
  const std::size_t stretches = groups > kGroupsMax ? 1 : count / kStretchRows + 1;
  if (stretches == 1) {
    return share_stretch(rows, 0, count);
  }
  std::vector<std::vector<Share>> parts(stretches);
  for_each_index(stretches, 0, [&](std::size_t i) {
    parts[i] = share_stretch(rows, i * count / stretches, (i + 1) * count / stretches);
  });
  std::vector<Share> joined(groups);
  for_each_index(groups, 0, [&](std::size_t group) {
    Share& share = joined[group];
    reserve_in_large_pages(rows.groups.rows_in(group / units), share.values);
    if (rows.told.cells) {
      reserve_in_large_pages(rows.groups.rows_in(group / units), share.places);
    }
    for (std::vector<Share>& part : parts) {
      join(std::move(part[group]), share);
    }
  });
  return joined;
}

}  // namespace chimera::query
