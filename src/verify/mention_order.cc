#include "verify/mention_order.h"

#include <algorithm>
#include <utility>

namespace chimera::verify {

bool is_unnamed(const std::vector<Mention>& mentions, Range range) {
  return std::ranges::none_of(mentions, [range](const Mention& each) {
    return each.range.begin < range.end && range.begin < each.range.end;
  });
}

void insert_in_order(std::vector<Mention>& mentions, Mention mention) {
  const auto next = std::ranges::find_if(
      mentions, [&](const Mention& each) { return each.range.begin > mention.range.begin; });
  mentions.insert(next, std::move(mention));
}

}  // namespace chimera::verify
