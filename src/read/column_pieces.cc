#include "read/column_pieces.h"

#include <atomic>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/large_pages.h"
#include "base/parallel.h"

namespace chimera::read {

namespace {

/// A column's spellings in the order in which the file has them, and what each reader's numbers
/// mean.
struct JoinedSpellings {
  std::vector<std::string_view> all;
  std::vector<std::vector<std::uint32_t>> number;  ///< by reader and its number
};

/// Each reader met its own in the file's order, so the first of all is the first of one.
JoinedSpellings join_spellings(const ReadPieces& read, std::size_t text) {
  JoinedSpellings joined;
  joined.number.resize(read.readers.size());
  std::unordered_map<std::string_view, std::uint32_t> known;
  std::vector<std::size_t> next(read.readers.size(), 0);
  while (true) {
    const MetSpellings* earliest = nullptr;
    std::size_t reader = 0;
    for (std::size_t i = 0; i < read.readers.size(); ++i) {
      const MetSpellings& met = read.readers[i]->met()[text];
      if (next[i] < met.first.size() &&
          (earliest == nullptr || met.first[next[i]] < earliest->first[next[reader]])) {
        earliest = &met;
        reader = i;
      }
    }
    if (earliest == nullptr) {
      return joined;
    }
    const std::string_view spelling = earliest->spellings[next[reader]++];
    const auto [at, is_new] =
        known.try_emplace(spelling, static_cast<std::uint32_t>(joined.all.size()));
    if (is_new) {
      joined.all.push_back(spelling);
    }
    joined.number[reader].push_back(at->second);
  }
}

CellTexts join_texts(ReadPieces& read, std::size_t text, std::size_t rows) {
  const JoinedSpellings joined = join_spellings(read, text);
  SpellingNumbers codes;
  codes.reserve_large(rows);
  for (ReadPieces::Piece& piece : read.pieces) {
    const SpellingNumbers texts = std::exchange(piece.cells.texts[text], SpellingNumbers());
    codes.append(texts, joined.number[piece.reader]);
  }
  return {joined.all, std::move(codes)};
}

std::vector<double> join_numbers(ReadPieces& read, std::size_t number, std::size_t rows) {
  std::vector<double> joined;
  reserve_in_large_pages(rows, joined);
  for (ReadPieces::Piece& piece : read.pieces) {
    const std::vector<double> numbers = std::exchange(piece.cells.numbers[number], {});
    joined.insert(joined.end(), numbers.begin(), numbers.end());
  }
  return joined;
}

void judge_failures(const ReadPieces& read, const LineIndex& lines, Table& table) {
  for (std::size_t piece = 0; piece < read.pieces.size(); ++piece) {
    for (const PieceCells::Failure& failure : read.pieces[piece].cells.failures) {
      table.judge(lines.lines_before(piece) + failure.row, true, false, failure.reason);
    }
  }
}

}  // namespace

std::optional<ReadPieces> read_pieces(const PlainRows& rows, const LinePieces& file,
                                      const ColumnPlan& plan, std::size_t threads) {
  ReadPieces read;
  read.pieces.resize(file.count());
  read.marks.resize(file.count());
  read.readers.resize(thread_count(threads));
  std::atomic<std::size_t> next{0};
  std::atomic<bool> plain{true};
  for_each_index(read.readers.size(), threads, [&](std::size_t reader) {
    read.readers[reader] = std::make_unique<PieceReader>(rows, plan);
    std::vector<char> buffer;
    for (std::size_t i = next++; i < read.pieces.size() && plain; i = next++) {
      read.pieces[i].reader = reader;
      const auto held = file.read(i, buffer);
      if (!held || !read.readers[reader]->read(*held, i, read.pieces[i].cells, read.marks[i])) {
        plain = false;
      }
    }
  });
  return plain ? std::optional(std::move(read)) : std::nullopt;
}

Table join_pieces(ReadPieces pieces, const LineIndex& lines, const ColumnPlan& plan,
                  std::size_t first_place, std::size_t threads) {
  Table table = plan.meaning;
  const std::size_t rows = lines.lines();
  const std::size_t columns = plan.numbers.size() + plan.texts.size();
  for_each_index(columns + 2, threads, [&](std::size_t i) {
    if (i < plan.numbers.size()) {
      table.columns[plan.numbers[i].column].number = join_numbers(pieces, i, rows);
    } else if (i < columns) {
      const std::size_t text = i - plan.numbers.size();
      table.columns[plan.texts[text].column].text = join_texts(pieces, text, rows);
    } else if (i == columns) {
      reserve_in_large_pages(rows, table.state);
      table.state.resize(rows);
    } else {
      reserve_in_large_pages(rows, table.place);
      table.place.resize(rows);
      std::iota(table.place.begin(), table.place.end(), first_place);
    }
  });
  judge_failures(pieces, lines, table);
  return table;
}

}  // namespace chimera::read
