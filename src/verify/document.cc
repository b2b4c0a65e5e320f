#include "verify/document.h"

#include <algorithm>
#include <utility>

#include "text/unicode.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

std::size_t indent_of(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first == std::string_view::npos ? line.size() : first;
}

bool is_blank(std::string_view line) {
  return indent_of(line) == line.size();
}

// Where the text of a heading begins; 0 for none.
std::size_t heading_text(std::string_view line) {
  const std::size_t sign = line.find_first_not_of('#');
  return sign != 0 && sign != std::string_view::npos && sign <= 6 && line[sign] == ' ' ? sign + 1
                                                                                       : 0;
}

// Where the text of a list item begins; 0 for none.
std::size_t item_text(std::string_view line) {
  std::size_t at = indent_of(line);
  if (at >= line.size()) {
    return 0;
  }
  if (line[at] == '-' || line[at] == '*' || line[at] == '+') {
    return at + 1 < line.size() && line[at + 1] == ' ' ? at + 2 : 0;
  }
  const std::size_t digits = at;
  while (at < line.size() && at - digits < 4 && line[at] >= '0' && line[at] <= '9') {
    ++at;
  }
  const bool numbered = at > digits && at + 1 < line.size() &&
                        (line[at] == '.' || line[at] == ')') && line[at + 1] == ' ';
  return numbered ? at + 2 : 0;
}

bool is_rule(std::string_view line) {
  return !is_blank(line) && line.find_first_not_of("-*_= ") == std::string_view::npos;
}

bool is_table_rule(std::string_view line) {
  return line.find('-') != std::string_view::npos && line.find('|') != std::string_view::npos &&
         line.find_first_not_of("|-: \t>") == std::string_view::npos;
}

// The byte ranges of a table row's cells; a bar behind a backslash is none.
std::vector<Range> cell_ranges(std::string_view line) {
  std::vector<Range> cells;
  std::size_t start = indent_of(line);
  if (start < line.size() && line[start] == '|') {
    ++start;
  }
  for (std::size_t at = start; at <= line.size(); ++at) {
    const bool bar = at < line.size() && line[at] == '|' && (at == 0 || line[at - 1] != '\\');
    if (at == line.size() ? !is_blank(line.substr(start)) : bar) {
      cells.push_back({start, at});
      start = at + 1;
    }
  }
  return cells;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  return first == std::string_view::npos
             ? std::string_view()
             : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

class Reader {
 public:
  explicit Reader(std::string_view text) : document_{lines_of(text), {}} {}

  Document read() {
    skip_front_matter();
    while (at_ < lines().size()) {
      read_block();
    }
    return std::move(document_);
  }

 private:
  [[nodiscard]] const Lines& lines() const { return document_.lines; }

  [[nodiscard]] std::string_view line() const { return lines()[at_]; }

  void skip_front_matter() {
    if (lines().front() != "---") {
      return;
    }
    for (std::size_t i = 1; i < std::min<std::size_t>(lines().size(), 100); ++i) {
      if (lines()[i] == "---") {
        at_ = i + 1;
        return;
      }
      if (lines()[i].find(':') == std::string_view::npos) {
        return;
      }
    }
  }

  Block& add(BlockKind kind) {
    Block block;
    block.kind = kind;
    block.line = at_;
    block.headings = headings_;
    document_.blocks.push_back(std::move(block));
    return document_.blocks.back();
  }

  void read_block() {
    const std::string_view text = line();
    if (is_blank(text) || is_rule(text)) {
      ++at_;
    } else if (trimmed(text).starts_with("<!--")) {
      skip_comment();
    } else if (is_fence(text)) {
      read_fence();
    } else if (is_indented_code()) {
      read_indented_code();
    } else if (heading_text(text) > 0) {
      read_heading(heading_text(text));
    } else if (is_table_here()) {
      read_table();
    } else if (item_text(text) > 0) {
      read_item();
    } else {
      read_paragraph();
    }
  }

  // A comment alone on its lines; one that binds a number stands behind it and is read with it.
  void skip_comment() {
    while (at_ < lines().size() && line().find("-->") == std::string_view::npos) {
      ++at_;
    }
    ++at_;
  }

  static bool is_fence(std::string_view text) {
    const std::string_view rest = trimmed(text);
    return rest.starts_with("```") || rest.starts_with("~~~");
  }

  void read_fence() {
    const std::string sign(trimmed(line()).substr(0, 3));
    Block& block = add(BlockKind::kFence);
    block.info = std::string(trimmed(trimmed(line()).substr(3)));
    for (++at_; at_ < lines().size() && !trimmed(line()).starts_with(sign); ++at_) {
      Plain plain;
      plain.add(line(), at_, {0, line().size()});
      block.code.push_back(std::move(plain));
    }
    ++at_;
  }

  // Below an item the same indent is the item's next paragraph. A list or a table that is indented
  // by mistake is read as one.
  [[nodiscard]] bool is_indented_code() const {
    const bool after_blank = at_ == 0 || is_blank(lines()[at_ - 1]);
    const bool in_item =
        !document_.blocks.empty() && document_.blocks.back().kind == BlockKind::kItem;
    return after_blank && !in_item && is_code_line(line()) && item_text(line()) == 0 &&
           !is_table_here();
  }

  static bool is_code_line(std::string_view text) {
    return text.starts_with("    ") || text.starts_with('\t');
  }

  void read_indented_code() {
    Block& block = add(BlockKind::kFence);
    for (; at_ < lines().size() && is_code_line(line()); ++at_) {
      Plain plain;
      plain.add(line(), at_, {0, line().size()});
      block.code.push_back(std::move(plain));
    }
  }

  // Of "3. Results" 1, of "3.1 Latency" 2; "Observations:" is of what it stands below.
  static std::size_t bold_depth(std::string_view lower) {
    constexpr std::size_t kDeepest = 9;
    const std::string_view number = lower.substr(0, lower.find_first_not_of("0123456789."));
    const auto parts = words_of(number).size();
    return parts > 0 ? std::min(parts, kDeepest - 1) : lower.ends_with(':') ? kDeepest : 1;
  }

  void read_heading(std::size_t begin) {
    const std::size_t level = begin - 1;
    headings_.resize(std::min(headings_.size(), level - 1));
    Block& block = add(BlockKind::kHeading);
    block.text.add(line(), at_, {begin, line().size()});
    headings_.resize(level - 1);
    headings_.push_back(block.text.lower());
    lead_.clear();
    bold_.clear();
    ++at_;
  }

  [[nodiscard]] bool is_table_here() const {
    return line().find('|') != std::string_view::npos && at_ + 1 < lines().size() &&
           is_table_rule(lines()[at_ + 1]);
  }

  TableRow read_row() {
    TableRow row;
    for (const Range& range : cell_ranges(line())) {
      Plain plain;
      plain.add(line(), at_, range);
      row.cells.push_back(std::move(plain));
    }
    return row;
  }

  void read_table() {
    Block& block = add(BlockKind::kTable);
    block.lead = lead_;
    block.head = read_row().cells;
    // Text that was joined to the head by mistake is no column.
    const std::size_t columns = cell_ranges(lines()[at_ + 1]).size();
    if (block.head.size() > columns) {
      block.head.erase(block.head.begin(), block.head.end() - static_cast<std::ptrdiff_t>(columns));
    }
    for (at_ += 2; at_ < lines().size() && line().find('|') != std::string_view::npos; ++at_) {
      block.rows.push_back(read_row());
    }
  }

  [[nodiscard]] bool starts_block() const {
    return is_blank(line()) || is_fence(line()) || heading_text(line()) > 0 ||
           item_text(line()) > 0 || is_table_here() || is_rule(line());
  }

  static Range text_range(std::string_view text, std::size_t begin) {
    while (begin < text.size() &&
           (text[begin] == ' ' || text[begin] == '>' || text[begin] == '\t')) {
      ++begin;
    }
    return {begin, text.find_last_not_of(" \t\\") + 1};
  }

  void read_item() {
    Block& block = add(BlockKind::kItem);
    block.lead = lead_;
    block.depth = indent_of(line());
    block.text.add(line(), at_, text_range(line(), item_text(line())));
    for (++at_; at_ < lines().size() && !starts_block(); ++at_) {
      block.text.add(line(), at_, text_range(line(), 0));
    }
  }

  // A line that ends with two blanks is a line of its own: "**Date:** …" stands alone.
  void read_paragraph() {
    Block& block = add(BlockKind::kParagraph);
    block.quoted = trimmed(line()).starts_with('>');
    bool more = true;
    while (more) {
      block.text.add(line(), at_, text_range(line(), 0));
      const bool broken = line().ends_with("  ") || line().ends_with('\\');
      ++at_;
      more =
          at_ < lines().size() && !starts_block() && !broken && !trimmed(line()).starts_with("**");
    }
    // A bold line alone is a heading to whatever follows; a long one may be a sentence.
    constexpr std::size_t kHeadingMax = 160;
    constexpr std::size_t kSentenceMin = 80;
    lead_ = block.text.lower();
    const std::string_view spelled = trimmed(lines()[block.line]);
    if (spelled.starts_with("**") && spelled.ends_with("**") && block.line + 1 == at_ &&
        spelled.size() < (spelled.ends_with(".**") ? kSentenceMin : kHeadingMax)) {
      block.kind = BlockKind::kHeading;
      const std::size_t depth = bold_depth(block.text.lower());
      while (!bold_.empty() && bold_.back() >= depth) {
        headings_.pop_back();
        bold_.pop_back();
      }
      headings_.push_back(block.text.lower());
      bold_.push_back(depth);
    }
  }

  Document document_;
  std::size_t at_ = 0;
  std::vector<std::string> headings_;
  std::string lead_;
  std::vector<std::size_t> bold_;  ///< how deep the bold lines are that end them
};

}  // namespace

Result<Document> read_document(std::string_view text) {
  if (text.size() > kDocumentBytesMax) {
    return fail(ErrorCode::kInput, "the report is larger than 100 MB");
  }
  const std::string_view start = text.substr(0, 1U << 16U);
  if (start.find('\0') != std::string_view::npos || !text::is_utf8(text)) {
    return fail(ErrorCode::kInput, "the report is no UTF-8 text");
  }
  return Reader(text).read();
}

}  // namespace chimera::verify
