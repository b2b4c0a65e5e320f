#include "read/column_texts.h"

#include <utility>

namespace chimera::read {

namespace {

constexpr std::size_t kBytesAtOnce = std::size_t{64} << 10U;

}  // namespace

CellTexts ColumnTexts::take() {
  if (spellings_ == nullptr) {
    return std::exchange(plain_, {});
  }
  std::vector<std::string_view> known;
  known.reserve(spellings_->size());
  for (std::size_t number = 0; number < spellings_->size(); ++number) {
    known.push_back((*spellings_)[number]);
  }
  CellTexts texts(known, std::exchange(codes_, SpellingNumbers()));
  spellings_ = std::make_unique<Spellings>();
  return texts;
}

void ColumnTexts::spell_out() {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < codes_.size(); ++i) {
    bytes += (*spellings_)[codes_[i]].size();
  }
  // The other cells are likely to be about as long.
  plain_.reserve(rows_, std::min((bytes / codes_.size() + 1) * rows_, kBytesAtOnce));
  for (std::size_t i = 0; i < codes_.size(); ++i) {
    plain_.push_back((*spellings_)[codes_[i]]);
  }
  codes_ = SpellingNumbers();
  spellings_.reset();
}

}  // namespace chimera::read
