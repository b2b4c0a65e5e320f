#include "read/format/request_arrays.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonMember;
using text::JsonValue;

constexpr std::size_t kCellMax = 4096;  ///< bytes kept of an error's text

constexpr std::array<std::string_view, 7> kArrays{
    "input_lens", "output_lens", "ttfts", "start_times", "latencies", "queue_times", "errors"};

/// Its name for the requests, which are numbered from 0.
constexpr std::string_view kRequest = "request";

bool is_scalars(const JsonValue& array) {
  return array.kind == JsonKind::kArray && !array.items.empty() &&
         std::all_of(array.items.begin(), array.items.end(), [](const JsonValue& item) {
           return item.is_scalar() && item.text.size() <= kCellMax;
         });
}

bool is_request_array(const JsonMember& member) {
  return std::find(kArrays.begin(), kArrays.end(), member.first) != kArrays.end() &&
         is_scalars(member.second);
}

bool is_gaps(const JsonMember& member) {
  const auto& [key, value] = member;
  return key == "itls" && value.kind == JsonKind::kArray &&
         std::any_of(value.items.begin(), value.items.end(), is_scalars) &&
         std::all_of(value.items.begin(), value.items.end(), [](const JsonValue& item) {
           return item.kind == JsonKind::kArray && (item.items.empty() || is_scalars(item));
         });
}

std::string cell_of(const JsonValue& value) {
  return value.kind == JsonKind::kNull ? "" : value.text;
}

Table finished(TableBuilder& builder, const Record& shared) {
  for (const auto& [name, cell] : shared) {
    builder.add_shared(name, cell);
  }
  return builder.take();
}

Table requests_table(TableBuilder builder, const std::vector<JsonMember>& arrays,
                     const Record& shared) {
  const std::size_t requests = arrays.front().second.items.size();
  for (std::size_t i = 0; i < requests; ++i) {
    builder.add_row(i, {{std::string(kRequest), std::to_string(i)}});
  }
  for (const auto& [key, array] : arrays) {
    std::vector<std::string> cells;
    cells.reserve(requests);
    for (const JsonValue& item : array.items) {
      cells.push_back(cell_of(item));
    }
    builder.add_column(key, cells);
  }
  return finished(builder, shared);
}

Table gaps_table(TableBuilder builder, const JsonMember& gaps, const Record& shared) {
  std::size_t place = 0;
  for (std::size_t i = 0; i < gaps.second.items.size(); ++i) {
    for (const JsonValue& gap : gaps.second.items[i].items) {
      builder.add_row(place++,
                      {{std::string(kRequest), std::to_string(i)}, {gaps.first, cell_of(gap)}});
    }
  }
  return finished(builder, shared);
}

/// Takes out the members that fit; a key that stands twice is taken once.
template <typename Fits>
std::vector<JsonMember> take(JsonValue& run, Fits fits) {
  std::vector<JsonMember> taken;
  std::vector<JsonMember> kept;
  for (JsonMember& member : run.members) {
    const bool again = std::any_of(taken.begin(), taken.end(), [&](const JsonMember& other) {
      return other.first == member.first;
    });
    (!again && fits(member, taken) ? taken : kept).push_back(std::move(member));
  }
  run.members = std::move(kept);
  return taken;
}

}  // namespace

RequestTables take_request_arrays(JsonValue& run, const std::string& file,
                                  const std::string& pointer, const Record& shared) {
  RequestTables result;
  const auto arrays = take(run, [](const JsonMember& member, const std::vector<JsonMember>& taken) {
    return is_request_array(member) &&
           (taken.empty() || taken.front().second.items.size() == member.second.items.size());
  });
  if (!arrays.empty()) {
    result.leaves += arrays.size() * arrays.front().second.items.size();
    result.tables.push_back(requests_table({file, pointer + "/*", ""}, arrays, shared));
  }
  const auto gaps = take(run, [](const JsonMember& member, const std::vector<JsonMember>&) {
    return is_gaps(member);
  });
  for (const JsonMember& each : gaps) {
    result.tables.push_back(gaps_table({file, pointer + "/itls/*", ""}, each, shared));
    result.leaves += result.tables.back().rows();
  }
  return result;
}

}  // namespace chimera::read
