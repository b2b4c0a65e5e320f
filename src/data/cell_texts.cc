#include "data/cell_texts.h"

#include <algorithm>

#include "data/spellings.h"

namespace chimera {

CellTexts::CellTexts(std::initializer_list<std::string_view> cells) {
  for (const std::string_view cell : cells) {
    append(cell);
  }
}

CellTexts::CellTexts(const std::vector<std::string>& cells) {
  ends_.reserve(cells.size());
  for (const std::string& cell : cells) {
    append(cell);
  }
}

CellTexts::CellTexts(std::span<const std::string_view> spellings, SpellingNumbers codes)
    : codes_(std::move(codes)), coded_(true) {
  ends_.reserve(spellings.size());
  for (const std::string_view spelling : spellings) {
    append(spelling);
  }
}

void CellTexts::reserve(std::size_t cells, std::size_t bytes) {
  ends_.reserve(cells);
  bytes_.reserve(bytes);
}

void CellTexts::resize(std::size_t size) {
  if (coded_) {
    spell_out();
  }
  ends_.resize(size, bytes_.size());
}

void CellTexts::assign(std::size_t count, std::string_view cell) {
  const std::string_view spelling[] = {cell};
  *this = count == 0 ? CellTexts() : CellTexts(spelling, SpellingNumbers::zeros(count));
}

void CellTexts::number_spellings() {
  if (coded_) {
    return;
  }
  Spellings known;
  SpellingNumbers codes;
  codes.reserve(size());
  for (const std::string_view cell : *this) {
    codes.push_back(known.number_of(cell));
    if (2 * known.size() > size()) {
      return;
    }
  }
  CellTexts numbered;
  for (std::size_t number = 0; number < known.size(); ++number) {
    numbered.append(known[number]);
  }
  numbered.codes_ = std::move(codes);
  numbered.coded_ = true;
  *this = std::move(numbered);
}

bool CellTexts::operator==(const CellTexts& other) const {
  return std::equal(begin(), end(), other.begin(), other.end());
}

void CellTexts::spell_out() {
  CellTexts plain;
  plain.ends_.reserve(codes_.size());
  for (const std::string_view cell : *this) {
    plain.append(cell);
  }
  *this = std::move(plain);
}

}  // namespace chimera
