#include "report/layout.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "report/numeral.h"
#include "text/unicode.h"

namespace chimera::report {
namespace {

/// Far above any name or query; only keeps one hostile name from filling the report.
constexpr std::size_t kNameMax = 4000;

/// Valid UTF-8 on one line, whatever the bytes of a path or a message were.
std::string one_safe_line(std::string_view text) {
  std::string line = text::one_line(text, kNameMax);
  if (!text::is_utf8(line)) {
    std::ranges::replace_if(
        line, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  }
  return line;
}

std::string code_span(std::string_view text) {
  std::string inside = one_safe_line(text);
  std::ranges::replace(inside, '`', '\'');
  return inside.empty() ? "`\"\"`" : "`" + inside + "`";
}

/// A backquote without its partner would turn the rest of the line into code.
std::string plain(std::string_view text) {
  std::string out(text);
  std::ranges::replace_if(
      out, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  if (std::ranges::count(out, '`') % 2 != 0) {
    std::ranges::replace(out, '`', '\'');
  }
  return out;
}

std::string bars_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c == '|' ? "\\|" : std::string(1, c);
  }
  return out;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

void Layout::line(const Phrase& phrase) {
  print(phrase, false);
  finish_line();
}

void Layout::line(std::string_view text) {
  line(Phrase{words(std::string(text))});
}

void Layout::blank() {
  if (!after_blank_) {
    raw_line("");
    after_blank_ = true;
  }
}

void Layout::heading(std::size_t depth, const Phrase& phrase) {
  blank();
  current_ = std::string(depth, '#') + " ";
  line(phrase);
  blank();
}

void Layout::table(const std::vector<Phrase>& head, const std::vector<std::vector<Phrase>>& rows) {
  blank();
  row(head, head.size());
  std::string rule = "|";
  for (std::size_t i = 0; i < head.size(); ++i) {
    rule += "---|";
  }
  raw_line(rule);
  for (const std::vector<Phrase>& cells : rows) {
    row(cells, head.size());
  }
  blank();
}

void Layout::fence(const std::vector<std::string>& lines) {
  raw_line("```");
  for (const std::string& text : lines) {
    const std::string safe = one_safe_line(text);
    const std::size_t start = safe.find_first_not_of(' ');
    const std::string opening = start == std::string::npos ? "" : safe.substr(start, 3);
    raw_line(opening == "```" || opening == "~~~" ? "'" + safe : safe);
  }
  raw_line("```");
}

void Layout::row(const std::vector<Phrase>& cells, std::size_t width) {
  current_ = std::string(1, '|');
  const Phrase empty;
  for (std::size_t i = 0; i < width; ++i) {
    current_ += ' ';
    print(i < cells.size() ? cells[i] : empty, true);
    current_ += " |";
  }
  finish_line();
}

void Layout::print(const Phrase& phrase, bool in_table) {
  for (const Piece& piece : phrase) {
    std::string shown = piece.kind == PieceKind::kName ? code_span(piece.text) : plain(piece.text);
    if (in_table) {
      shown = bars_escaped(shown);
    }
    const std::size_t begin = current_.size();
    current_ += shown;
    spans_.push_back({begin, current_.size(), &piece});
  }
}

void Layout::finish_line() {
  account_for_numerals();
  spans_.clear();
  raw_line(std::exchange(current_, std::string()));
}

void Layout::account_for_numerals() {
  std::vector<bool> seen(spans_.size(), false);
  std::vector<Numeral> found;
  for (const FoundNumeral& numeral : find_numerals(current_)) {
    const auto span = std::ranges::find_if(
        spans_, [&](const Span& s) { return numeral.digits >= s.begin && numeral.digits < s.end; });
    const bool has_source = span != spans_.end() && span->piece->kind != PieceKind::kWords;
    CHIMERA_CHECK(has_source, "a numeral stands in plain words: " + current_);
    CHIMERA_CHECK(numeral.end <= span->end, "a numeral runs over two pieces: " + current_);
    seen[static_cast<std::size_t>(span - spans_.begin())] = true;
    found.push_back({line_, numeral.column,
                     current_.substr(numeral.begin, numeral.end - numeral.begin), *span->piece});
  }
  account_for_glued_values(seen, found);
  std::ranges::sort(found, {}, &Numeral::column);
  std::ranges::move(found, std::back_inserter(done_.numerals));
}

/// A value that the text around it glues to a letter ("12x") is still a number of its fact.
void Layout::account_for_glued_values(std::vector<bool>& spans_seen,
                                      std::vector<Numeral>& found) const {
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    const Span& span = spans_[i];
    if (spans_seen[i] || span.piece->kind != PieceKind::kValue) {
      continue;
    }
    const std::string printed = current_.substr(span.begin, span.end - span.begin);
    const auto digit = std::ranges::find_if(printed, is_digit);
    CHIMERA_CHECK(digit != printed.end(), "a value holds no number: " + current_);
    const auto offset = static_cast<std::size_t>(digit - printed.begin());
    const auto end = std::min(printed.find_first_not_of("0123456789.,", offset), printed.size());
    found.push_back({line_, column_of(current_, span.begin + offset),
                     printed.substr(offset, end - offset), *span.piece});
    spans_seen[i] = true;
  }
}

void Layout::raw_line(std::string_view text) {
  done_.text += text;
  done_.text += '\n';
  ++line_;
  after_blank_ = false;
}

}  // namespace chimera::report
