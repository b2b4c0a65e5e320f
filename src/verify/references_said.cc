// "The former" and "the latter" in place of names.
#include <algorithm>
#include <array>

#include "verify/clauses.h"
#include "verify/comparison_words.h"
#include "verify/scope.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

using Two = std::pair<Mention, Mention>;

// Whether one is chosen from several by it, and no amount that says where.
bool is_named_thing(const Mention& mention) {
  return mention.kind != NameKind::kMissingFile && !has_digit(mention.alias.substr(0, 1));
}

// The two of one kind that stand last before `at`, from `from` on; on wish none that only say where
// something was.
std::optional<Two> last_two(const std::vector<Mention>& mentions, Range before, bool placed_too) {
  std::vector<const Mention*> known;
  for (const Mention& mention : mentions) {
    if (before.begin <= mention.range.begin && mention.range.end <= before.end &&
        is_named_thing(mention) && (placed_too || !mention.placed)) {
      known.push_back(&mention);
    }
  }
  for (std::size_t last = known.size(); last-- > 1;) {
    for (std::size_t first = last; first-- > 0;) {
      if (is_akin(*known[first], *known[last]) && !is_same(*known[first], *known[last])) {
        return Two{*known[first], *known[last]};
      }
    }
  }
  return std::nullopt;
}

// Where the sentence before that of `at` begins.
std::size_t begin_of_previous(std::string_view lower, std::size_t at) {
  std::size_t previous = 0;
  for (const Range& sentence : sentences_of(lower)) {
    if (sentence.holds(at)) {
      break;
    }
    previous = sentence.begin;
  }
  return previous;
}

}  // namespace

void NameFinder::add_references(std::string_view lower, std::vector<Mention>& mentions) {
  static constexpr std::array<std::string_view, 2> kOfTwo = {"the former", "the latter"};
  std::vector<Mention> added;
  for (const std::string_view words : kOfTwo) {
    for (std::size_t at = find_phrase(lower, words); at != std::string_view::npos;
         at = find_phrase(lower, words, at + 1)) {
      const Range before{begin_of_previous(lower, at), at};
      auto two = last_two(mentions, before, false);
      two = two ? two : last_two(mentions, before, true);
      if (two) {
        Mention& meant = added.emplace_back(words == kOfTwo.front() ? two->first : two->second);
        meant.range = {at, at + words.size()};
      }
    }
  }
  mentions.insert(mentions.end(), added.begin(), added.end());
  std::stable_sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    return a.range.begin < b.range.begin;
  });
}

}  // namespace chimera::verify
