#include "text/markdown.h"

#include <md4c.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chimera::text {
namespace {

/// md4c fills short rows up to the head's width, so a small file can ask for very many cells.
constexpr std::size_t kCellsMax = 2'000'000;

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kEntities = {{
    {"&amp;", "&"},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&quot;", "\""},
    {"&nbsp;", "\u00A0"},
    {"&plusmn;", "\u00B1"},
    {"&micro;", "\u00B5"},
    {"&times;", "\u00D7"},
    {"&deg;", "\u00B0"},
    {"&mdash;", "\u2014"},
}};

/// What an entity stands for; unknown ones stay as spelled. Of the numeric ones only ASCII.
std::string entity_text(std::string_view spelled) {
  for (const auto& [name, text] : kEntities) {
    if (name == spelled) {
      return std::string(text);
    }
  }
  if (spelled.starts_with("&#")) {
    unsigned code = 0;
    const char* const end = spelled.data() + spelled.size();
    const auto read = std::from_chars(spelled.data() + 2, end, code);
    if (read.ptr + 1 == end && code >= 0x20 && code < 0x7F) {
      return {static_cast<char>(code)};
    }
  }
  return std::string(spelled);
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return first == std::string::npos ? std::string() : text.substr(first, last - first + 1);
}

/// Collects md4c's events. Rows of a table stand on consecutive lines, so one place in the table
/// gives all its lines, also those of empty rows.
class Collector {
 public:
  explicit Collector(std::string_view document) : document_(document) {}

  void enter(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_TABLE) {
      table_ = MarkdownTable{};
      rows_ = 0;
      head_offset_line_.reset();
    } else if (type == MD_BLOCK_TR) {
      row_.clear();
    } else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
      in_cell_ = true;
      cell_.clear();
    }
  }

  /// Negative ends the parsing; of other results md4c 0.4 only skips a block.
  int leave(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
      in_cell_ = false;
      row_.push_back(trimmed(cell_));
      ++cells_;
    } else if (type == MD_BLOCK_TR) {
      end_row();
    } else if (type == MD_BLOCK_TABLE) {
      end_table();
    }
    return cells_ > kCellsMax ? -1 : 0;
  }

  void text(MD_TEXTTYPE type, std::string_view text) {
    if (!in_cell_) {
      return;
    }
    if (!head_offset_line_) {
      if (const std::optional<std::size_t> line = line_of(text)) {
        // Row 0 is the head, row 1 stands below the line of dashes.
        head_offset_line_ = *line - (rows_ == 0 ? 0 : rows_ + 1);
      }
    }
    if (type == MD_TEXT_ENTITY) {
      cell_ += entity_text(text);
    } else if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
      cell_ += ' ';
    } else if (type == MD_TEXT_HTML) {
      cell_ += text.starts_with("<br") ? " " : "";
    } else if (type == MD_TEXT_NULLCHAR) {
      cell_ += "\uFFFD";
    } else if (type == MD_TEXT_CODE) {
      append_code(text);
    } else {
      cell_ += text;
    }
  }

  std::vector<MarkdownTable> take() { return std::move(tables_); }

 private:
  /// In a table a bar is escaped even inside a code span.
  void append_code(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (!text.substr(at).starts_with("\\|")) {
        cell_ += text[at];
      }  // else the bar follows
    }
  }

  void end_row() {
    if (rows_ == 0) {
      table_.head = std::move(row_);
    } else {
      table_.rows.push_back({0, std::move(row_)});
    }
    ++rows_;
    row_.clear();
  }

  void end_table() {
    table_.line = head_offset_line_.value_or(line_);
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      table_.rows[i].line = table_.line + i + 2;
    }
    tables_.push_back(std::move(table_));
  }

  /// Counts on from the last place asked for, so all calls together are O(bytes); nullopt for text
  /// that md4c made itself.
  std::optional<std::size_t> line_of(std::string_view text) {
    const std::less<> before;
    const char* const begin = document_.data();
    if (before(text.data(), begin) || !before(text.data(), begin + document_.size())) {
      return std::nullopt;
    }
    const auto offset = static_cast<std::size_t>(text.data() - begin);
    // md4c ends lines at a lone CR, too.
    for (; offset_ < offset; ++offset_) {
      const char c = document_[offset_];
      line_ += c == '\n' || (c == '\r' && document_[offset_ + 1] != '\n') ? 1U : 0U;
    }
    return line_;
  }

  std::string_view document_;
  std::size_t offset_ = 0;  ///< of the last place asked for
  std::size_t line_ = 1;    ///< its line
  std::size_t rows_ = 0;    ///< of the table so far, with its head
  std::size_t cells_ = 0;   ///< of the document so far
  bool in_cell_ = false;
  std::optional<std::size_t> head_offset_line_;
  std::string cell_;
  std::vector<std::string> row_;
  MarkdownTable table_;
  std::vector<MarkdownTable> tables_;
};

/// A line such as "|-|:-:|".
bool is_rule(std::string_view line) {
  return line.find_first_not_of("|-: \t\r>") == std::string_view::npos &&
         line.find('|') != std::string_view::npos && line.find('-') != std::string_view::npos;
}

/// md4c 0.4 wants three dashes below each head, GitHub one: widens the rules below heads. Rows of
/// dashes further down a table are data. Lines stay lines.
std::string with_wide_rules(std::string_view document) {
  std::string out;
  out.reserve(document.size());
  bool bar_above = false;       // the line above has a bar,
  bool bar_further_up = false;  // the one above that, too
  for (std::size_t start = 0; start < document.size();) {
    const std::size_t end = std::min(document.find('\n', start), document.size() - 1) + 1;
    const std::string_view line = document.substr(start, end - start);
    start = end;
    const bool head_above = bar_above && !bar_further_up;
    bar_further_up = bar_above;
    bar_above = line.find('|') != std::string_view::npos;
    if (!head_above || !is_rule(line.substr(0, line.find('\n')))) {
      out.append(line);
      continue;
    }
    for (const char c : line) {
      out.append(c == '-' ? 3 : 1, c);
    }
  }
  return out;
}

Collector& collector(void* data) {
  return *static_cast<Collector*>(data);
}

}  // namespace

std::vector<MarkdownTable> markdown_tables(std::string_view document) {
  MD_PARSER parser = {};
  parser.flags = MD_FLAG_TABLES;
  parser.enter_block = [](MD_BLOCKTYPE type, void* /*detail*/, void* data) {
    collector(data).enter(type);
    return 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void* /*detail*/, void* data) {
    return collector(data).leave(type);
  };
  parser.enter_span = [](MD_SPANTYPE /*type*/, void* /*detail*/, void* /*data*/) { return 0; };
  parser.leave_span = [](MD_SPANTYPE /*type*/, void* /*detail*/, void* /*data*/) { return 0; };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) {
    collector(data).text(type, std::string_view(text, size));
    return 0;
  };
  // A file beyond what md4c can count is read as far as it can.
  const std::size_t limit = std::numeric_limits<MD_SIZE>::max() / 4;
  const std::string widened = with_wide_rules(document.substr(0, limit));
  Collector tables(widened);
  // Nonzero means that a limit ended it; what was complete by then is kept.
  static_cast<void>(
      md_parse(widened.data(), static_cast<MD_SIZE>(widened.size()), &parser, &tables));
  return tables.take();
}

}  // namespace chimera::text
