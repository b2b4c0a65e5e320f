#include "verify/elided_said.h"

#include <algorithm>
#include <array>
#include <utility>

#include "verify/mention_order.h"
#include "verify/prose_piece.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 8> kSuperlatives = {
    " the slowest",  " the fastest", " the worst",   " the best",
    " the quickest", " the lowest",  " the highest", " the least"};

// Where a second superlative is said of another name in the clause, without a verb: "A is the
// fastest, B the slowest"; {} for nowhere, else the joint and where the name begins.
Range joint_to_another(Range clause, std::string_view text, const std::vector<Mention>& here) {
  static constexpr std::array<std::string_view, 3> kJoints = {", and ", ", ", " and "};
  for (std::size_t i = 1; i < here.size(); ++i) {
    const Range name = here[i].range;
    const std::string_view ahead = text.substr(0, name.begin);
    const auto joint = std::find_if(kJoints.begin(), kJoints.end(), [ahead](std::string_view each) {
      return ahead.ends_with(each);
    });
    const bool known = std::any_of(
        here.begin(), here.begin() + static_cast<std::ptrdiff_t>(i), [&](const Mention& each) {
          const bool both = each.kind == NameKind::kModel || here[i].kind == NameKind::kModel;
          return is_akin(each, here[i]) || (both && !each.placed);
        });
    if (known && joint != kJoints.end() && name.begin > clause.begin + joint->size() &&
        starts_with_word(text.substr(name.end), kSuperlatives)) {
      return {name.begin - joint->size(), name.begin};
    }
  }
  return {};
}

// "A is the fastest at X and the slowest at Y": where the second begins; {} for nowhere.
Range joint_to_second(Range clause, std::string_view text, const std::vector<Mention>& here) {
  constexpr std::string_view kAnd = " and";
  const std::string_view said = text.substr(clause.begin, clause.end - clause.begin);
  const std::size_t first = here.empty() ? said.size() : here.front().range.end - clause.begin;
  const bool leads =
      !here.empty() && !here.front().placed &&
      (said.substr(first).starts_with(" is the ") || said.substr(first).starts_with(" was the "));
  for (std::size_t at = said.find(kAnd, first); leads && at != std::string_view::npos;
       at = said.find(kAnd, at + 1)) {
    if (starts_with_word(said.substr(at + kAnd.size()), kSuperlatives)) {
      return {clause.begin + at, clause.begin + at + kAnd.size() + 1};
    }
  }
  return {};
}

}  // namespace

std::vector<Range> with_elided(const std::vector<Range>& clauses, std::string_view text,
                               std::vector<Mention>& mentions) {
  std::vector<Range> out;
  for (Range clause : clauses) {
    const std::vector<Mention> here = within(mentions, clause);
    if (const Range other = joint_to_another(clause, text, here); !other.empty()) {
      out.push_back({clause.begin, other.begin});
      clause.begin = other.end;
    } else if (const Range second = joint_to_second(clause, text, here); !second.empty()) {
      constexpr std::size_t kThe = 3;
      out.push_back({clause.begin, second.begin});
      clause.begin = second.end;
      Mention subject = here.front();
      subject.range = {second.end, second.end + kThe};
      insert_in_order(mentions, std::move(subject));
    }
    out.push_back(clause);
  }
  return out;
}

}  // namespace chimera::verify
