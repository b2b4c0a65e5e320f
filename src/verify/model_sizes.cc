// Models that a text tells by their sizes, which their names say.
#include <algorithm>
#include <array>

#include "verify/mention_order.h"
#include "verify/paired_signs.h"
#include "verify/scope.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// The smallest or the largest of all models by the sizes in their names; "" where two are, or where
// another's name says no size that might be larger.
std::string model_at_end(const Dataset& dataset, bool smallest) {
  std::vector<std::pair<double, std::string>> sized;
  bool untold = false;
  for (const std::string& model : dataset.models()) {
    const double size = size_of(lowered(model));
    if (size > 0) {
      sized.emplace_back(size, model);
    }
    // A network that was compiled has no tag.
    untold = untold || (!(size > 0) && model.find(':') != std::string::npos);
  }
  std::sort(sized.begin(), sized.end());
  if (sized.size() < 2 || (untold && !smallest)) {
    return "";
  }
  const auto& first = smallest ? sized[0] : sized[sized.size() - 1];
  const auto& second = smallest ? sized[1] : sized[sized.size() - 2];
  const bool apart = first.first < second.first || second.first < first.first;
  return apart ? first.second : "";
}

// "The smallest model, X, …": X says it itself; "X is the smallest model" says what X is.
bool is_said_of_another(std::string_view lower, Range phrase,
                        const std::vector<Mention>& mentions) {
  static constexpr std::array<std::string_view, 5> kIs = {" is ", " was ", " as ", " being ",
                                                          " remains "};
  constexpr std::size_t kNear = 4;  // ", ", " (", " is "
  return ends_with_any(lower.substr(0, phrase.begin), kIs) ||
         std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
           const bool model = mention.kind == NameKind::kModel;
           const bool overlaps =
               mention.range.begin < phrase.end && phrase.begin < mention.range.end;
           const bool behind =
               mention.range.begin >= phrase.end && mention.range.begin - phrase.end <= kNear;
           const bool ahead =
               mention.range.end <= phrase.begin && phrase.begin - mention.range.end <= 2;
           return overlaps || (model && (behind || ahead));
         });
}

}  // namespace

// "The smaller Qwen model" of two.
void NameFinder::choose_by_size(std::string_view lower, std::vector<Mention>& mentions) {
  for (Mention& mention : mentions) {
    if (mention.kind != NameKind::kModel || mention.values.size() < 2) {
      continue;
    }
    const std::string_view before = lower.substr(0, mention.range.begin);
    const bool small = before.ends_with("smaller ") || before.ends_with("smallest ");
    const bool large = before.ends_with("larger ") || before.ends_with("largest ") ||
                       before.ends_with("bigger ") || before.ends_with("biggest ");
    const auto by_size = [](const std::string& a, const std::string& b) {
      return size_of(lowered(a)) < size_of(lowered(b));
    };
    const auto [least, most] =
        std::minmax_element(mention.values.begin(), mention.values.end(), by_size);
    if ((small || large) && by_size(*least, *most)) {
      mention.values = {small ? *least : *most};
      mention.exact = true;
    }
  }
}

// "The smallest model decodes at 280 tok/s": the one whose name says so.
void NameFinder::add_by_size(std::string_view lower, std::vector<Mention>& mentions) const {
  static constexpr std::array<std::pair<std::string_view, bool>, 5> kPhrases = {
      {{"the smallest model", true},
       {"the smallest of the models", true},
       {"the largest model", false},
       {"the biggest model", false},
       {"the largest of the models", false}}};
  for (const auto& [phrase, smallest] : kPhrases) {
    const std::size_t at = find_phrase(lower, phrase);
    const Range said{at, at + phrase.size()};
    if (at == std::string_view::npos || is_said_of_another(lower, said, mentions)) {
      continue;
    }
    const std::string name = lowered(model_at_end(dataset_, smallest));
    auto mention = name.empty() ? std::nullopt : value_mention(name, 0);
    if (!mention || mention->kind != NameKind::kModel) {
      continue;
    }
    mention->range = said;
    insert_in_order(mentions, std::move(*mention));
  }
}

}  // namespace chimera::verify
