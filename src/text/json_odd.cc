#include "text/json_odd.h"

#include <algorithm>
#include <utility>

#include "text/unicode.h"

namespace chimera::text {

Place PlaceCounter::at(std::size_t offset) {
  offset = std::clamp(offset, at_, bytes_.size());
  const std::string_view passed = bytes_.substr(at_, offset - at_);
  const std::size_t newline = passed.rfind('\n');
  if (newline == std::string_view::npos) {
    column_ += code_points(passed);
  } else {
    line_ += static_cast<std::size_t>(std::count(passed.begin(), passed.end(), '\n'));
    column_ = 1 + code_points(passed.substr(newline + 1));
  }
  at_ = offset;
  return {"", line_, column_};
}

void JsonOddities::add(std::size_t offset, const std::string& what) {
  Kind& kind = kinds_[what];
  if (++kind.count <= kJsonOddMax) {
    kind.last = problems_.size();
    problems_.push_back({ErrorCode::kInput, what, places_.at(offset)});
  }
}

std::vector<Error> JsonOddities::take() {
  for (const auto& [what, kind] : kinds_) {
    if (kind.count > kJsonOddMax) {
      problems_[kind.last].message +=
          " (and " + std::to_string(kind.count - kJsonOddMax) + " more like it)";
    }
  }
  kinds_.clear();
  return std::move(problems_);
}

}  // namespace chimera::text
