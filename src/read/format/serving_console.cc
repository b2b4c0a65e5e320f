// The block that vLLM and SGLang print at the end of a serving benchmark: a heading in a rule of
// equals signs, "Key:   value" lines with smaller headings between, a closing rule. What else
// stands in the log is read like any log. In Markdown the block is what the tool printed, whatever
// is said around it, and the tables around it are claims.
#include <algorithm>
#include <string>
#include <utility>
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
      take_line(rest.substr(0, end), number);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    end_block();
  }

  [[nodiscard]] bool empty() const { return rows_ == 0; }

  /// The blocks' rows as a table.
  Table take_table() { return builder_.take(); }

  /// Of the blocks' lines alone.
  [[nodiscard]] const Account& account() const { return account_; }

  /// The text without the lines of the blocks, which are blank in it.
  [[nodiscard]] const std::string& rest() const { return rest_; }

 private:
  void take_line(std::string_view line, std::size_t number) {
    if (!is_of_block(trimmed(line), number)) {
      rest_ += line;
    } else {
      ++account_.total;
    }
    rest_ += '\n';
  }

  bool is_of_block(std::string_view line, std::size_t number) {
    if (is_heading(line) && rows_ < kBlocksMax) {
      end_block();
      inside_ = true;
      ++account_.headers;
      place_ = number;
      return true;
    }
    if (!inside_ || line.empty()) {
      return false;
    }
    if (line.starts_with("---") || line.starts_with("===")) {
      ++account_.headers;
      inside_ = !is_closing_rule(line);
      return true;
    }
    return take_pair(line);
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
  Record record_;
  std::string rest_;
  std::size_t rows_ = 0;
  std::size_t place_ = 0;
  bool inside_ = false;
};

}  // namespace

bool may_hold_console(ArtifactType type) {
  return type == ArtifactType::kLog || type == ArtifactType::kMarkdown;
}

std::optional<FormatOutput> read_serving_console(const Source& source, std::string_view name,
                                                 std::span<const KnownColumn> known,
                                                 bool (*printed_by)(std::string_view block)) {
  const std::size_t heading = source.text.find(kHeading);
  if (!may_hold_console(source.type) || heading == std::string_view::npos ||
      !printed_by(source.text.substr(heading))) {
    return std::nullopt;
  }
  Console console(source);
  if (console.empty()) {
    return std::nullopt;
  }
  Table table = console.take_table();
  know_columns(table, known, name);
  forget_empty_means(table);
  const bool prose = source.type == ArtifactType::kMarkdown;
  FormatOutput output =
      (prose ? read_markdown : read_log)({source.path, source.type, console.rest()})
          .value_or(FormatOutput{});
  output.tables.insert(output.tables.begin(), std::move(table));
  if (output.account) {
    output.account->total += console.account().total;
    output.account->used += console.account().used;
    output.account->headers += console.account().headers;
  }
  return output;
}

}  // namespace chimera::read
