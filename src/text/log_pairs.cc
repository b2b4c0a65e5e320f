#include <algorithm>
#include <optional>

#include "text/log.h"
#include "text/log_key.h"
#include "text/number.h"

namespace chimera::text {
namespace {

constexpr std::string_view kBetween = " \t,;";

/// A "key=value" in a line; offsets into it.
struct Spot {
  std::size_t begin = 0;
  std::size_t equals = 0;
  std::size_t end = 0;
};

/// The word at `begin`, up to a blank, a comma or a semicolon outside quotes.
std::size_t word_end(std::string_view line, std::size_t begin) {
  bool quoted = false;
  std::size_t at = begin;
  while (at < line.size() && (quoted || kBetween.find(line[at]) == std::string_view::npos)) {
    quoted = quoted != (line[at] == '"');
    ++at;
  }
  return at;
}

std::vector<Spot> spots_of(std::string_view line) {
  std::vector<Spot> spots;
  for (std::size_t at = 0; at < line.size() && spots.size() < kLogPairsMax;) {
    const std::size_t end = word_end(line, at);
    const std::string_view word = line.substr(at, end - at);
    const std::size_t equals = word.find('=');
    if (equals != std::string_view::npos && equals + 1 < word.size() && word[equals + 1] != '=' &&
        is_log_key(word.substr(0, equals))) {
      spots.push_back({at, at + equals, end});
    }
    at = std::max(end, at) + 1;
  }
  return spots;
}

std::string_view unquoted(std::string_view value) {
  const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  return quoted ? value.substr(1, value.size() - 2) : value;
}

/// "ttft=1.2 ms tps=5": a unit may stand behind the number, up to the next key.
std::string_view value_of(std::string_view line, const Spot& spot, std::size_t next) {
  const std::string_view word = line.substr(spot.equals + 1, spot.end - spot.equals - 1);
  std::string_view longer = line.substr(spot.equals + 1, next - spot.equals - 1);
  longer = longer.substr(0, longer.find_last_not_of(kBetween) + 1);
  return begins_with_number(word) && read_number(longer) ? longer : unquoted(word);
}

std::vector<LogPair> pairs_with_equals(std::string_view line) {
  const std::vector<Spot> spots = spots_of(line);
  std::vector<LogPair> pairs;
  for (std::size_t i = 0; i < spots.size(); ++i) {
    const std::size_t next = i + 1 < spots.size() ? spots[i + 1].begin : line.size();
    pairs.emplace_back(line.substr(spots[i].begin, spots[i].equals - spots[i].begin),
                       value_of(line, spots[i], next));
  }
  return pairs;
}

/// "loss: 0.5, accuracy: 0.9": every piece is a pair, or none is.
std::vector<LogPair> pairs_with_colons(std::string_view line) {
  std::vector<LogPair> pairs;
  for (std::size_t at = 0; at < line.size() && pairs.size() < kLogPairsMax;) {
    std::size_t end = std::min(line.find_first_of(",;", at), line.size());
    while (end + 1 < line.size() && line[end + 1] != ' ') {  // "1,234" is one number
      end = std::min(line.find_first_of(",;", end + 1), line.size());
    }
    auto pair = log_pair(line.substr(at, end - at));
    if (!pair) {
      return {};
    }
    pairs.push_back(std::move(*pair));
    at = end + 1;
  }
  return pairs.size() >= 2 ? pairs : std::vector<LogPair>{};
}

}  // namespace

std::vector<LogPair> log_pairs(std::string_view line) {
  std::vector<LogPair> pairs = pairs_with_equals(line);
  if (pairs.empty()) {
    pairs = pairs_with_colons(line);
  }
  const bool any = std::any_of(pairs.begin(), pairs.end(),
                               [](const LogPair& pair) { return begins_with_number(pair.second); });
  return any ? pairs : std::vector<LogPair>{};
}

}  // namespace chimera::text
