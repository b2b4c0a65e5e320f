// "Latest" in the place of a model, where another of its family is named by its tag.
#include <algorithm>
#include <array>
#include <utility>

#include "verify/mention_order.h"
#include "verify/scope.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::string_view kLatest = "latest";

// "gemma3" of "gemma3:latest"; "" where there is no tag.
std::string_view family_of(std::string_view model) {
  return model.substr(0, model.find(':') == std::string_view::npos ? 0 : model.find(':'));
}

// "1b and latest", "than the latest model": what follows says that it is a model, and not "the
// latest run".
bool stands_for_model(std::string_view lower, std::size_t at) {
  static constexpr std::array<std::string_view, 22> kBehind = {
      ",",        ".",       ";",         ")",    ":",    "/",     " and ", " model",
      " variant", " tag",    " baseline", " at ", " is ", " has ", " (",    " vs",
      " with",    " while ", " by ",      " to ", " or ", " reach"};
  static constexpr std::array<std::string_view, 3> kDates = {"at the ", "at ", "modified "};
  const std::string_view behind = lower.substr(at + kLatest.size());
  const bool number = behind.size() > 1 && behind[0] == ' ' && behind[1] >= '0' && behind[1] <= '9';
  return !ends_with_any(lower.substr(0, at), kDates) &&
         (behind.empty() || number || starts_with_any(behind, kBehind));
}

}  // namespace

// "The gap between the 1b and the latest baseline" of gemma3:1b and gemma3:latest.
void NameFinder::add_latest(std::string_view lower, std::vector<Mention>& mentions) const {
  std::size_t at = find_phrase(lower, kLatest);
  const auto latest = at == std::string_view::npos ? std::nullopt : model_tagged(kLatest);
  if (!latest || latest->values.size() != 1) {
    return;
  }
  const std::string_view own = latest->values.front();
  const bool family = std::ranges::any_of(mentions, [&](const Mention& mention) {
    return mention.kind == NameKind::kModel &&
           std::ranges::any_of(mention.values, [&](const std::string& model) {
             return model != own && family_of(model) == family_of(own);
           });
  });
  for (; family && at != std::string_view::npos; at = find_phrase(lower, kLatest, at + 1)) {
    const Range range{at, at + kLatest.size()};
    if (is_unnamed(mentions, range) && stands_for_model(lower, at)) {
      Mention mention = *latest;
      mention.range = range;
      mention.alias = kLatest;
      insert_in_order(mentions, std::move(mention));
    }
  }
}

}  // namespace chimera::verify
