#include "verify/ratio_sides.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string_view>

#include "verify/peers.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::size_t kPairsMax = 8;

bool is_side(const Mention& mention) {
  return mention.kind != NameKind::kMissingFile && mention.kind != NameKind::kFolder;
}

std::string_view before(std::string_view text, const Mention& mention) {
  return text.substr(0, mention.range.begin);
}

std::string_view between(std::string_view text, const Mention& a, const Mention& b) {
  return text.substr(a.range.end, std::max(a.range.end, b.range.begin) - a.range.end);
}

// "From a single client", "(16 to 64)", "8 threads to 16": where a change begins.
bool begins_change(std::string_view text, const Mention& from, const Mention& to) {
  static constexpr std::array<std::string_view, 4> kFrom = {"from ", "from the ", "from a ",
                                                            "from an "};
  constexpr std::size_t kNear = 60;
  const std::string_view joint = between(text, from, to);
  if (before(text, from).ends_with("between ") && joint == " and ") {
    return true;
  }
  const bool said = ends_with_any(before(text, from), kFrom);
  return joint == " to " || joint == "->" || joint == " -> " ||
         (said && joint.size() < kNear && joint.find(" to ") != std::string_view::npos);
}

// "… and all the way down to C": another end of the same change.
bool ends_change(std::string_view text, const Mention& mention) {
  static constexpr std::array<std::string_view, 3> kTo = {" to ", " to the ", "->"};
  return ends_with_any(before(text, mention), kTo);
}

class Pairs {
 public:
  explicit Pairs(const ComparisonContext& context) : context_(context) {}

  void add(const Mention& a, const Mention& b) {
    const bool known = std::any_of(pairs_.begin(), pairs_.end(), [&](const Pairing& pair) {
      return is_same(pair.sides.front(), a) && is_same(pair.sides.back(), b);
    });
    if (!known && pairs_.size() < kPairsMax && !is_same(a, b)) {
      const std::vector<Mention> sides = {a, b};
      pairs_.push_back({sides, rest_of(context_, sides)});
    }
  }

  std::vector<Pairing> take() { return std::move(pairs_); }

 private:
  const ComparisonContext& context_;
  std::vector<Pairing> pairs_;
};

// "26 % below B", "1.9x the requests of B": the name behind such a word, against the last of its
// kind before the number, else of what was spoken of before.
void add_object(const ComparisonContext& context, Pairs& pairs) {
  static constexpr std::array<std::string_view, 16> kObject = {
      " than ",       " over ",        " of ",          " against ",
      " versus ",     " vs ",          " below ",       " behind ",
      " above ",      " relative to ", " compared to ", " compared with ",
      " as fast as ", " as slow as ",  " as much as ",  " as many as "};
  constexpr std::size_t kNear = 40;
  for (const Mention& object : context.around) {
    if (object.range.begin < context.number_at || !is_side(object)) {
      continue;
    }
    const std::string_view behind =
        context.text.substr(context.number_at, object.range.begin - context.number_at);
    const bool said = std::any_of(kObject.begin(), kObject.end(), [&](std::string_view word) {
      const std::size_t at = behind.find(word);
      return at != std::string_view::npos && behind.size() - at < kNear;
    });
    const Mention* subject = nullptr;
    for (const std::vector<Mention>* const list : {&context.subjects, &context.around}) {
      for (const Mention& mention : *list) {
        const bool ahead = list == &context.subjects || mention.range.end <= object.range.begin;
        subject =
            ahead && is_akin(mention, object) && !is_same(mention, object) ? &mention : subject;
      }
    }
    if (said && subject != nullptr) {
      pairs.add(*subject, object);
      return;
    }
  }
}

// Two of one kind: those around the number, the first and the last, each and the next.
void add_kinds(const ComparisonContext& context, Pairs& pairs) {
  const std::vector<Mention>& around = context.around;
  for (std::size_t i = 0; i < around.size(); ++i) {
    for (std::size_t j = i + 1; j < around.size(); ++j) {
      if (is_side(around[i]) && is_side(around[j]) && is_akin(around[i], around[j])) {
        pairs.add(around[i], around[j]);
      }
    }
  }
}

// "alpha:1b is 33 % faster than q4_0", "… beats q4_0 by 33 %": a model and a level that goes by no
// model's name there, the one before the word that compares and the one right behind it.
void add_apart(const ComparisonContext& context, Pairs& pairs) {
  static constexpr std::array<std::string_view, 8> kObject = {
      " than ", " than the ", " beats ", " beat ", " over ", " against ", " vs ", " versus "};
  const std::vector<Mention>& around = context.around;
  for (std::size_t i = 0; i + 1 < around.size(); ++i) {
    const Mention& subject = around[i];
    const Mention& object = around[i + 1];
    if (is_side(subject) && is_side(object) && !subject.placed && !is_akin(subject, object) &&
        ends_with_any(before(context.text, object), kObject)) {
      pairs.add(subject, object);
    }
  }
}

void add_others(const Dataset& dataset, const ComparisonContext& context, Pairs& pairs) {
  for (const Mention& mention : context.nearest) {
    std::vector<Mention> named = context.nearest;
    std::erase_if(named, [&](const Mention& each) { return is_akin(each, mention); });
    named.insert(named.begin(), mention);
    named.front().placed = false;
    const Pairing pairing = pair_with_other(dataset, named, context.names);
    if (pairing.sides.size() == 2 && is_same(pairing.sides.front(), mention)) {
      pairs.add(pairing.sides.front(), pairing.sides.back());
    }
  }
}

// Names of several kinds that stand side by side: "TensorRT fp16", "alpha, q4" is two things.
std::vector<std::vector<Mention>> neighbours(const ComparisonContext& context) {
  std::vector<std::vector<Mention>> groups;
  const Mention* last = nullptr;
  for (const Mention& mention : context.around) {
    if (mention.kind != NameKind::kLevel && mention.kind != NameKind::kModel) {
      last = nullptr;
      continue;
    }
    const std::string_view joint =
        last == nullptr ? std::string_view() : between(context.text, *last, mention);
    const bool joins = joint == " " || joint == "/" || joint == "` " || joint == " `";
    if (last != nullptr && joins && !is_akin(*last, mention)) {
      groups.back().push_back(mention);
    } else {
      groups.push_back({mention});
    }
    last = &mention;
  }
  std::erase_if(groups, [](const std::vector<Mention>& group) { return group.size() < 2; });
  return groups;
}

}  // namespace

std::optional<Pairing> ends_of_change(const ComparisonContext& context) {
  constexpr std::size_t kRightBehind = 25;
  if (find_phrase(context.behind, "than") < kRightBehind) {
    return std::nullopt;  // "…, which is 29 % slower than C"
  }
  const std::vector<Mention>& around = context.around;
  std::optional<std::size_t> from;
  for (std::size_t i = 0; i + 1 < around.size(); ++i) {
    const bool akin = is_akin(around[i], around[i + 1]) && !is_same(around[i], around[i + 1]);
    // "Between A and B a ratio of 1.1; between C and D one of 1.2": the last before the number.
    const bool nearer = !from || around[i + 1].range.end <= context.number_at;
    if (nearer && akin && is_side(around[i]) &&
        begins_change(context.text, around[i], around[i + 1])) {
      from = i;
    }
  }
  if (!from) {
    return std::nullopt;
  }
  std::size_t to = *from + 1;
  for (std::size_t i = to + 1; i < around.size(); ++i) {
    const bool other = is_akin(around[i], around[*from]) && ends_change(context.text, around[i]);
    to = other && around[i].range.end <= context.number_at ? i : to;
  }
  const std::vector<Mention> sides = {around[to], around[*from]};
  return Pairing{sides, rest_of(context, sides)};
}

std::optional<CompoundPair> compound_pair(const ComparisonContext& context) {
  const std::vector<std::vector<Mention>> groups = neighbours(context);
  const std::vector<Mention>* first = nullptr;
  const std::vector<Mention>* second = nullptr;
  for (const std::vector<Mention>& group : groups) {
    const auto is_it = [&](const std::vector<Mention>* known) {
      return known != nullptr && std::ranges::equal(*known, group, is_same);
    };
    if (is_it(first) || is_it(second)) {
      continue;
    }
    if (second != nullptr) {
      return std::nullopt;  // of three the words would have to choose
    }
    (first == nullptr ? first : second) = &group;
  }
  if (second == nullptr || !is_each_akin(*first, *second)) {
    return std::nullopt;
  }
  std::vector<Mention> all = *first;
  all.insert(all.end(), second->begin(), second->end());
  CompoundPair pair{*first, *second, rest_of(context, all)};
  const std::string_view joint = between(context.text, first->back(), second->front());
  static constexpr std::array<std::string_view, 2> kFrom = {"from ", "from the "};
  const bool from =
      ends_with_any(before(context.text, first->front()), kFrom) ||
      (find_phrase(joint, "to") != std::string_view::npos && says_change(context.text));
  if (from || names_base_first(context)) {
    std::swap(pair.a, pair.b);
  }
  return pair;
}

std::optional<CompoundPair> compound_object(const ComparisonContext& context) {
  static constexpr std::array<std::string_view, 8> kObject = {
      " than ", " than the ", " beats ", " beat ", " over ", " against ", " vs ", " versus "};
  const std::vector<std::vector<Mention>> groups = neighbours(context);
  if (groups.size() != 1 || !ends_with_any(before(context.text, groups.front().front()), kObject)) {
    return std::nullopt;
  }
  const std::vector<Mention>& object = groups.front();
  const auto subject =
      std::find_if(context.around.rbegin(), context.around.rend(), [&](const Mention& mention) {
        return mention.range.end <= object.front().range.begin && is_side(mention) &&
               std::ranges::any_of(object,
                                   [&](const Mention& each) { return is_akin(each, mention); });
      });
  if (subject == context.around.rend()) {
    return std::nullopt;
  }
  std::vector<Mention> all = object;
  all.push_back(*subject);
  return CompoundPair{{*subject}, object, rest_of(context, all)};
}

std::vector<Mention> rest_of(const ComparisonContext& context, const std::vector<Mention>& sides) {
  std::vector<Mention> rest;
  for (const Mention& mention : context.nearest) {
    const bool compared = std::any_of(sides.begin(), sides.end(), [&](const Mention& side) {
      return is_akin(side, mention) || share_column(side.columns, mention.columns);
    });
    if (!compared && mention.kind != NameKind::kMissingFile) {
      rest.push_back(mention);
    }
  }
  return rest;
}

bool names_base_first(const ComparisonContext& context) {
  static constexpr std::array<std::string_view, 5> kBase = {"relative to", "compared to",
                                                            "compared with", "versus", "against"};
  for (const std::string_view words : kBase) {
    if (find_phrase(context.clause, words) < 3) {
      return true;
    }
  }
  // "Slower than A, and moving from B to C": another thought.
  const std::size_t from = find_phrase(context.clause, "from");
  // "Beats it by factors from 1.56x to 1.7x": two numbers.
  const std::string_view behind = std::string_view{context.clause}.substr(
      std::min(from == std::string::npos ? from : from + 5, context.clause.size()));
  const std::size_t end = behind.find_first_not_of("0123456789.");
  const bool number = end != std::string_view::npos && end > 0 &&
                      (behind[end] == 'x' || behind.substr(end, 2) == " %" || behind[end] == '%');
  return !number && from != std::string_view::npos && find_phrase(context.clause, "than") > from &&
         find_phrase(context.clause, "to", from) != std::string_view::npos;
}

Pairing against_base(const Dataset& dataset, const ComparisonContext& context) {
  static constexpr std::array<std::string_view, 11> kVerbs = {
      "drops",    "loses", "shrinks", "costs", "shrink", "drop",
      "speed-up", "gains", "gain",    "saves", "save"};
  Pairing pairing;
  const bool compares = find_word(context.near).at < 2;  // "9 % smaller"
  if ((!has_any(context.clause, kVerbs) && !says_change(context.ahead) && !compares) ||
      has_phrase(context.clause, "than") || has_phrase(context.clause, "over") ||
      names_base_first(context) || context.names == nullptr ||
      pair_of_fusion(dataset, context.clause, context.names).sides.size() > 1) {
    return pairing;
  }
  const Mention* subject = nullptr;
  for (const Mention& mention : context.mentions) {
    // "Falls by 1.5 points with A"
    const bool behind = mention.range.begin > context.number_at &&
                        context.clause.substr(0, mention.range.begin).ends_with(" with ") &&
                        base_level(dataset, mention, context.names).has_value();
    if ((mention.range.begin < context.number_at || behind) && !mention.columns.empty()) {
      subject = &mention;
    }
  }
  const auto rivals = std::ranges::count_if(context.mentions, [&](const Mention& each) {
    return subject != nullptr && is_akin(each, *subject);
  });
  if (const auto base =
          subject == nullptr ? std::nullopt : base_level(dataset, *subject, context.names);
      base && (rivals == 1 || has_any(context.clause, kVerbs))) {
    pairing.sides = {*subject, *base};
  }
  return pairing;
}

std::vector<Pairing> possible_pairs(const Dataset& dataset, const ComparisonContext& context) {
  Pairs pairs(context);
  add_object(context, pairs);
  add_apart(context, pairs);
  if (!names_object(context)) {
    add_kinds(context, pairs);
    add_others(dataset, context, pairs);
  }
  return pairs.take();
}

std::vector<Mention> both_levels(const Dataset& dataset, const ComparisonContext& context) {
  std::vector<Mention> sides;
  if (context.names == nullptr) {
    return sides;
  }
  // "The runs show a speed-up": trials, though a setting says how many of them there were.
  static constexpr std::array<std::string_view, 4> kTrials = {"runs", "tests", "trials",
                                                              "requests"};
  for (const std::string& column : context.names->factor_in(context.unnamed)) {
    const auto factor = dataset.factors().find(column);
    const std::string_view key = std::string_view{column}.substr(column.rfind('.') + 1);
    if (factor != dataset.factors().end() && factor->second.size() == 2 &&
        !is_one_of(key, kTrials)) {
      std::vector<std::string> levels = factor->second;
      std::sort(levels.begin(), levels.end());
      // "Fusing X": "fused" before "unfused", whose name denies it.
      if (lowered(levels.back()).ends_with(lowered(levels.front()))) {
        std::reverse(levels.begin(), levels.end());
      }
      sides = {context.names->level_of({column}, lowered(levels.back())),
               context.names->level_of({column}, lowered(levels.front()))};
    }
  }
  return sides;
}

std::vector<Mention> own_sides(const ComparisonContext& context) {
  static constexpr std::array<std::string_view, 14> kVerbs = {
      "is",   "was",  "are",   "were",  "runs",    "decodes",   "delivers",
      "lies", "sits", "stays", "stood", "remains", "generates", "comes"};
  const auto& mentions = context.mentions;
  const auto object = std::ranges::find_if(
      mentions, [&](const Mention& each) { return each.range.begin > context.number_at; });
  if (object == mentions.begin() || object == mentions.end()) {
    return {};
  }
  const Mention& subject = *std::prev(object);
  const std::string_view between =
      context.text.substr(subject.range.end, context.number_at - subject.range.end);
  return is_akin(subject, *object) && !is_same(subject, *object) && has_any(between, kVerbs)
             ? std::vector<Mention>{subject, *object}
             : std::vector<Mention>();
}

std::vector<Mention> sides_of_verb(const ComparisonContext& context) {
  static constexpr std::array<std::string_view, 6> kVerbs = {
      " beats ", " beat ", " outperforms ", " outpaces ", " tops ", " exceeds "};
  std::vector<Mention> sides;
  const auto& mentions = context.mentions;
  for (std::size_t i = 0; i + 1 < mentions.size(); ++i) {
    const Mention& object = mentions[i + 1];
    const std::string_view joint = between(context.text, mentions[i], object);
    const bool beats =
        is_one_of(joint, kVerbs) && is_akin(mentions[i], object) && !is_same(mentions[i], object);
    if (beats && object.range.end <= context.number_at) {
      sides = {mentions[i], object};
    }
  }
  return sides;
}

std::vector<Mention> sides_of_than(const ComparisonContext& context) {
  constexpr std::size_t kNear = 40;
  const std::size_t than = context.text.find(" than ", context.number_at);
  const auto object = std::ranges::find_if(context.mentions, [&](const Mention& each) {
    return each.range.begin > context.number_at && is_side(each);
  });
  if (than == std::string_view::npos || than > context.number_at + kNear ||
      object == context.mentions.end() || object->range.begin < than ||
      object->range.begin > than + kNear / 2) {
    return {};
  }
  static constexpr std::array<std::string_view, 6> kObject = {" as ",   " than ",    " of ",
                                                              " over ", " against ", " to "};
  const Mention* subject = nullptr;
  for (auto each = context.mentions.begin(); each != object; ++each) {
    const bool ahead = each->range.end <= context.number_at &&
                       !ends_with_any(before(context.text, *each), kObject);
    subject = ahead && is_akin(*each, *object) && !is_same(*each, *object) ? &*each : subject;
  }
  return subject == nullptr ? std::vector<Mention>() : std::vector<Mention>{*subject, *object};
}

Scope scope_of_phase(const Dataset& dataset, std::string_view clause) {
  static constexpr std::array<std::string_view, 3> kPrompt = {"prompt processing", "prefill",
                                                              "prompt evaluation"};
  static constexpr std::array<std::string_view, 3> kGeneration = {
      "token generation", "text generation", "generation speed"};
  const bool prompt = has_any(clause, kPrompt);
  const auto tests = dataset.factors().find("test");
  if (tests == dataset.factors().end() || prompt == has_any(clause, kGeneration)) {
    return {};
  }
  Scope scope;
  Setting of_phase{{"test"}, {}, true, ""};
  std::ranges::copy_if(tests->second, std::back_inserter(of_phase.values),
                       [prompt](std::string_view test) {
                         return test.starts_with(prompt ? "pp" : "tg") &&
                                test.find_first_of("+@ ") == std::string_view::npos;
                       });
  if (!of_phase.values.empty()) {
    scope.conditions.push_back(std::move(of_phase));
  }
  return scope;
}

bool follows_from_two(const ComparisonContext& context) {
  static constexpr std::array<std::string_view, 7> kFollows = {
      "so", "hence", "thus", "therefore", "making", "which", "i.e."};
  const std::string_view clause = context.clause;
  if (!starts_with_word(clause.substr(std::min(clause.find_first_not_of(" ,;"), clause.size())),
                        kFollows)) {
    return false;
  }
  std::set<std::vector<std::string>> named;
  for (const Mention& mention : context.around) {
    if (std::ranges::any_of(context.around, [&](const Mention& other) {
          return other.values != mention.values && is_akin(other, mention);
        })) {
      named.insert(mention.values);
    }
  }
  return named.size() == 2;
}

bool names_object(const ComparisonContext& context) {
  static constexpr std::array<std::string_view, 26> kObject = {
      "that of",     "lead",     "leads",   "trail",      "trails",    "above",  "below",
      "behind",      "ahead of", "than",    "over",       "against",   "versus", "vs",
      "relative to", "compared", "as fast", "as slow",    "on top of", "beat*",  "outperform*",
      "exceed*",     "surpass*", "outpac*", "as much as", "as long as"};
  // "80 % of A's throughput"
  constexpr std::size_t kNear = 24;
  const bool part =
      context.behind.starts_with(" of ") &&
      std::any_of(context.around.begin(), context.around.end(), [&](const auto& each) {
        return each.range.begin > context.number_at && each.range.begin < context.number_at + kNear;
      });
  // "22x longer for its first prompt than for the warm ones": of no other name.
  static constexpr std::array<std::string_view, 6> kPart = {
      "than for", "than in", "than on", "than at", "than with", "than without"};
  constexpr std::size_t kNameNear = 40;
  if (has_any(context.behind, kPart)) {
    const std::size_t than = context.number_at + context.behind.find(" than ");
    return std::ranges::any_of(context.around, [&](const Mention& each) {
      return each.range.begin > than && each.range.begin < than + kNameNear;
    });
  }
  return part || has_any(context.clause, kObject);
}

bool names_another_subject(const ComparisonContext& context) {
  static constexpr std::array<std::string_view, 8> kUntold = {
      "the smallest model", "the largest model", "the biggest model", "the smaller model",
      "the larger model",   "the bigger model",  "the lighter model", "the heavier model"};
  return has_any(context.ahead, kUntold) &&
         std::none_of(
             context.mentions.begin(), context.mentions.end(),
             [&](const Mention& mention) { return mention.range.begin < context.number_at; });
}

}  // namespace chimera::verify
