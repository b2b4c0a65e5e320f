#include "text/log.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/log_key.h"
#include "text/number.h"

namespace chimera::text {
namespace {

constexpr std::string_view kBlank = " \t\r";

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(kBlank), text.size());
  return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

/// A date, a time or a logger's level.
bool is_stamp(std::string_view word) {
  constexpr std::array<std::string_view, 7> kLevels{"TRACE", "DEBUG",   "INFO", "NOTICE",
                                                    "WARN",  "WARNING", "ERROR"};
  const bool dated = is_digit(word.front()) && word.find_first_of(":-/") != std::string_view::npos;
  return dated || std::find(kLevels.begin(), kLevels.end(), word) != kLevels.end();
}

/// The key without what a logger puts before it.
std::string_view without_prefix(std::string_view text) {
  for (const std::string_view mark : {": ", "] ", "\t"}) {
    const std::size_t at = text.rfind(mark);
    text = at == std::string_view::npos ? text : text.substr(at + mark.size());
  }
  text = trimmed(text);
  for (std::size_t end = text.find(' '); end != std::string_view::npos; end = text.find(' ')) {
    if (!is_stamp(text.substr(0, end))) {
      break;
    }
    text = trimmed(text.substr(end));
  }
  return text;
}

/// "5000.0 ms / 100 runs (50 ms per token)": the number, where what is left reads as one.
std::string_view without_remark(std::string_view value) {
  for (const std::string_view mark : {" (", " / ", "  "}) {
    const std::string_view before = trimmed(value.substr(0, value.find(mark)));
    if (before.size() < value.size() && read_number(before)) {
      return before;
    }
  }
  return value;
}

bool is_rule(std::string_view line) {
  return line.starts_with("---") || line.starts_with("===") || line.starts_with("***");
}

class LogReader {
 public:
  Log read(std::string_view text) {
    std::size_t number = 1;
    for (std::size_t start = 0; start < text.size(); ++number) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      line(trimmed(text.substr(start, end - start)), number);
      start = end + 1;
    }
    end_block();
    return std::move(log_);
  }

 private:
  void line(std::string_view line, std::size_t number) {
    if (line.empty()) {
      end_block();
      return;
    }
    ++log_.lines;
    if (line.size() <= kLogLineMax && (is_json(line, number) || is_data(line, number))) {
      return;
    }
    other(number);
    if (!is_rule(line)) {
      end_block();
    }
  }

  void other(std::size_t number) {
    const bool earlier = log_.first_other == 0 || number < log_.first_other;
    log_.first_other = earlier ? number : log_.first_other;
  }

  bool is_json(std::string_view line, std::size_t number) {
    if (line.front() != '{' || line.back() != '}') {
      return false;
    }
    end_block();
    log_.json.push_back({number, line});
    return true;
  }

  bool is_data(std::string_view line, std::size_t number) {
    if (std::vector<LogPair> pairs = log_pairs(line); !pairs.empty()) {
      end_block();
      log_.blocks.push_back({number, 1, true, std::move(pairs)});
      return true;
    }
    std::optional<LogPair> pair = log_pair(line);
    if (!pair) {
      return false;
    }
    const auto same = [&](const LogPair& known) { return known.first == pair->first; };
    if (block_.pairs.size() >= kLogPairsMax ||
        std::any_of(block_.pairs.begin(), block_.pairs.end(), same)) {
      end_block();
    }
    if (block_.pairs.empty()) {
      block_.line = number;
    }
    block_.pairs.push_back(std::move(*pair));
    return true;
  }

  /// One pair alone may be prose.
  void end_block() {
    if (block_.pairs.size() >= 2) {
      block_.lines = block_.pairs.size();
      log_.blocks.push_back(std::move(block_));
    } else if (!block_.pairs.empty()) {
      other(block_.line);
    }
    block_ = {};
  }

  Log log_;
  LogBlock block_;
};

}  // namespace

bool is_log_key(std::string_view text) {
  constexpr std::string_view kMarks = " -./()";
  return !text.empty() && text.size() <= kLogKeyMax &&
         (is_letter(text.front()) || is_digit(text.front())) &&
         std::any_of(text.begin(), text.end(), is_letter) &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return is_letter(c) || is_digit(c) || kMarks.find(c) != std::string_view::npos;
         });
}

bool begins_with_number(std::string_view text) {
  const std::size_t sign = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const std::size_t point = sign < text.size() && text[sign] == '.' ? 1 : 0;
  return sign + point < text.size() && is_digit(text[sign + point]);
}

std::optional<LogPair> log_pair(std::string_view line) {
  std::size_t at = std::string_view::npos;
  std::size_t length = 0;
  for (const std::string_view mark : {": ", ":\t", " = "}) {
    const std::size_t found = line.rfind(mark);
    if (found != std::string_view::npos && (length == 0 || found > at)) {
      at = found;
      length = mark.size();
    }
  }
  if (length == 0) {
    return std::nullopt;
  }
  const std::string_view key = without_prefix(trimmed(line.substr(0, at)));
  const std::string_view value = trimmed(line.substr(at + length));
  if (!is_log_key(key) || !begins_with_number(value)) {
    return std::nullopt;
  }
  return LogPair(key, without_remark(value));
}

Log parse_log(std::string_view text) {
  return LogReader().read(text);
}

}  // namespace chimera::text
