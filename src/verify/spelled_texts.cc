#include "verify/spelled_texts.h"

#include <algorithm>
#include <string>

#include "verify/dataset.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

template <typename Visit>
void visit_spellings(const Column& column, const Visit& visit) {
  constexpr std::size_t kLookedAt = 2000;
  for (std::size_t i = 0; i < std::min(column.text.spellings(), kLookedAt); ++i) {
    visit(column.text.spelling(i));
  }
}

}  // namespace

void SpelledTexts::add(const Table& table, std::size_t file) {
  for (const Column& column : table.columns) {
    add(column.name, file);
    if (column.role == Role::kMetric) {
      measured_.emplace_back(&column, static_cast<std::uint32_t>(file));
      continue;
    }
    visit_spellings(column, [&](std::string_view text) { add(text, file); });
  }
}

void SpelledTexts::add(std::string_view text, std::size_t file) {
  std::vector<std::uint32_t>& files = files_[text];
  if (files.empty() || files.back() != file) {
    files.push_back(static_cast<std::uint32_t>(file));
  }
}

void SpelledTexts::mark_files_with(std::string_view lower, std::vector<bool>& marks) const {
  for (const auto& [text, files] : files_) {
    if (lowered(text).find(lower) == std::string::npos) {
      continue;
    }
    for (const std::uint32_t file : files) {
      marks[file] = true;
    }
  }
  if (std::any_of(lower.begin(), lower.end(), is_letter)) {
    return;
  }
  for (const auto& [column, file] : measured_) {
    visit_spellings(*column, [&, at = file](std::string_view text) {
      if (text.find(lower) != std::string_view::npos) {
        marks[at] = true;
      }
    });
  }
}

}  // namespace chimera::verify
