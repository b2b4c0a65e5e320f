// The data in a log: lines of "key=value key2=value2" or "key: 1, key2: 2", and blocks of "key:
// value" or "key = value" lines. Prose with a colon in it is no data, so a key is short and plain,
// and a value begins with a number. No meaning: what a key stands for is the reader's affair.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chimera::text {

/// Bytes of a key at most: letters, digits, space and _ - . / ( ), one of them a
/// letter; the first a letter, a digit or '_'.
inline constexpr std::size_t kLogKeyMax = 40;

/// Pairs of a block and of a line at most; a longer one goes on as the next.
inline constexpr std::size_t kLogPairsMax = 256;

/// Bytes of a line that are looked at; a longer line is no data.
inline constexpr std::size_t kLogLineMax = 65'536;

/// Name and value as spelled.
using LogPair = std::pair<std::string, std::string>;

/// A line of pairs, or lines of one pair each that follow one another.
struct LogBlock {
  std::size_t line = 0;   ///< of its first pair, from 1
  std::size_t lines = 1;  ///< that hold its pairs
  bool compact = false;   ///< one line; false: a pair a line
  std::vector<LogPair> pairs;
};

/// A line that looks like an object of JSON.
struct LogJson {
  std::size_t line = 0;
  std::string_view text;  ///< of the caller's text
};

struct Log {
  std::size_t lines = 0;  ///< all but blank ones
  std::vector<LogBlock> blocks;
  std::vector<LogJson> json;
  std::size_t first_other = 0;  ///< the first line that is in neither, from 1; 0 if there is none
};

/// Linear. A block ends at a blank line, at other text (but not at a rule of dashes or equals
/// signs) and before a key that it already has.
Log parse_log(std::string_view text);

/// The pairs of a line that has more than one, or one of "key=value"; empty if it has none. At
/// least one value begins with a number.
std::vector<LogPair> log_pairs(std::string_view line);

}  // namespace chimera::text
