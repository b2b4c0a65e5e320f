// The block that vLLM and SGLang print at the end of a serving benchmark: a heading in a rule of
// equals signs, "Key:   value" lines with smaller headings between, a closing rule.
#include <algorithm>
#include <string>
#include <vector>

#include "read/format/serving_runs.h"
#include "read/table_builder.h"

namespace chimera::read {

namespace {

constexpr std::string_view kHeading = " Serving Benchmark Result ";
constexpr std::size_t kBlockLinesMax = 256;
constexpr std::size_t kBlocksMax = 100'000;

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  const std::size_t end = line.find_last_not_of(" \t\r");
  return begin == std::string_view::npos ? "" : line.substr(begin, end - begin + 1);
}

bool is_heading(std::string_view line) {
  return line.starts_with("===") && line.ends_with("===") &&
         line.find(kHeading) != std::string_view::npos;
}

bool is_closing_rule(std::string_view line) {
  return line.size() >= 20 && line.find_first_not_of('=') == std::string_view::npos;
}

/// Reads line by line; a block ends at its closing rule, at the next heading, or where it is longer
/// than any.
class Console {
 public:
  explicit Console(const Source& source) : builder_(source.path, "", "") {
    account_.parts = "lines";
    std::string_view rest = source.text;
    for (std::size_t number = 1; !rest.empty(); ++number) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      take_line(trimmed(rest.substr(0, end)), number);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    end_block();
    if (skipped_.count > 0) {
      account_.skipped.push_back(skipped_);
    }
  }

  FormatOutput take() {
    FormatOutput output;
    output.account = std::move(account_);
    if (rows_ > 0) {
      output.tables.push_back(builder_.take());
    }
    return output;
  }

 private:
  void take_line(std::string_view line, std::size_t number) {
    if (line.empty()) {
      return;
    }
    ++account_.total;
    if (is_heading(line)) {
      end_block();
      inside_ = rows_ < kBlocksMax;
      ++account_.headers;
      place_ = number;
    } else if (inside_ && is_closing_rule(line)) {
      ++account_.headers;
      end_block();
    } else if (inside_ && (line.starts_with("---") || line.starts_with("==="))) {
      ++account_.headers;
    } else if (!inside_ || !take_pair(line)) {
      skip(number);
    }
  }

  bool take_pair(std::string_view line) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos || record_.size() >= kBlockLinesMax) {
      return false;
    }
    record_.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    ++account_.used;
    return true;
  }

  void skip(std::size_t number) {
    if (skipped_.count++ == 0) {
      skipped_.where = "line " + std::to_string(number);
      skipped_.reason = "outside the block of results";
    }
  }

  void end_block() {
    if (!record_.empty()) {
      builder_.add_row(place_, record_);
      ++rows_;
    }
    record_.clear();
    inside_ = false;
  }

  TableBuilder builder_;
  Account account_;
  Skipped skipped_;
  Record record_;
  std::size_t rows_ = 0;
  std::size_t place_ = 0;
  bool inside_ = false;
};

}  // namespace

std::optional<FormatOutput> read_serving_console(const Source& source, std::string_view name,
                                                 std::span<const KnownColumn> known,
                                                 bool (*printed_by)(std::string_view block)) {
  const std::size_t heading = source.text.find(kHeading);
  if (source.type != ArtifactType::kLog || heading == std::string_view::npos ||
      !printed_by(source.text.substr(heading))) {
    return std::nullopt;
  }
  FormatOutput output = Console(source).take();
  if (output.tables.empty()) {
    return std::nullopt;
  }
  for (Table& table : output.tables) {
    know_columns(table, known, name);
    forget_empty_means(table);
  }
  return output;
}

}  // namespace chimera::read
