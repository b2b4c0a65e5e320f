#include "verify/compared_sides.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "verify/peers.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "since it has", ", which is"; not "without it".
bool begins_with_pronoun(std::string_view clause) {
  static constexpr std::array<std::string_view, 3> kPronouns = {"it", "they", "which"};
  static constexpr std::array<std::string_view, 5> kJoins = {"since", "because", "as", "that",
                                                             "and"};
  for (const Range& range : words_of(clause)) {
    const std::string_view word = clause.substr(range.begin, range.end - range.begin);
    if (!is_one_of(word, kJoins) && word != "given") {
      return is_one_of(word, kPronouns);
    }
  }
  return false;
}

class SideFinder {
 public:
  SideFinder(const Dataset& dataset, const ComparisonContext& context, const FoundWord& found)
      : dataset_(dataset), context_(context), found_(found) {}

  // What stands before the word is compared with what stands behind "than", if of one kind; the
  // rest says where.
  ComparedSides find() {
    const std::size_t than = begin_of_object();
    std::vector<Mention> named;
    std::vector<Mention> rest;
    for (const Mention& mention : context_.mentions) {
      if (mention.kind != NameKind::kMissingFile) {
        const bool set = stands_among(context_.clause, mention) ||
                         (found_.word->superlative && !context_.subjects.empty() &&
                          is_set(context_.clause, found_.at, mention));
        const bool where = set || is_place(context_.clause, context_.mentions, mention);
        if (set && mention.shorthand) {
          among_ = mention.values;
        }
        (where ? rest : named).push_back(mention);
      }
    }
    std::vector<Mention> mine;
    std::vector<Mention> others;
    std::copy_if(named.begin(), named.end(), std::back_inserter(others),
                 [&](const Mention& mention) { return mention.range.begin > than; });
    take_places(others, rest);
    std::copy_if(named.begin(), named.end(), std::back_inserter(mine), [&](const Mention& mention) {
      return mention.range.begin <= than && !stands_ahead(context_.clause, mention);
    });
    std::copy_if(named.begin(), named.end(), std::back_inserter(rest),
                 [&](const Mention& mention) { return stands_ahead(context_.clause, mention); });
    leave_out(mine, others);
    if (!others.empty()) {
      move_places(others, mine.empty() ? context_.subjects : mine, rest);
      move_places(mine, others, rest);
    }
    if (found_.word->superlative && begins_with_pronoun(context_.clause) &&
        std::all_of(named.begin(), named.end(),
                    [&](const Mention& each) { return each.range.begin > found_.at; })) {
      take_pronoun(mine, rest);
    }
    // "Fastest of the three gemma3 models": of the row.
    const bool of_set = named.empty() && !rest.empty() && found_.word->superlative && found_.at < 3;
    if (mine.empty() && (context_.mentions.empty() || !others.empty() || of_set)) {
      // "It is slower than A with B": B only says where, though it was spoken of before.
      std::copy_if(context_.subjects.begin(), context_.subjects.end(), std::back_inserter(mine),
                   [&](const Mention& each) {
                     return each.kind != NameKind::kMissingFile &&
                            std::ranges::none_of(
                                rest, [&](const Mention& place) { return is_same(place, each); });
                   });
    }
    if (is_each_akin(mine, others)) {
      scope_ = narrowed(scope_of(rest), context_.scope);
      a_ = {whole_side(mine)};
      b_ = {whole_side(others)};
      return taken();
    }
    if (!others.empty()) {
      keep_akin(mine, others, rest);
    } else if (found_.word->superlative && context_.mentions.empty() && mine.size() > 1 &&
               has_phrase(context_.clause, "quant*")) {
      keep_of_kind(mine);
      const Mention& kept = mine.front();
      std::copy_if(context_.subjects.begin(), context_.subjects.end(), std::back_inserter(rest),
                   [&](const Mention& each) {
                     return each.kind != NameKind::kMissingFile && !is_akin(each, kept);
                   });
    } else if (found_.word->superlative && keep_of_count(mine, rest)) {
      // "Slowest of the three": of the kind that has three
    } else if (found_.word->superlative && of_set) {
      keep_of_kind(mine);
    } else if (found_.word->superlative) {
      keep_subject(mine, rest);
    } else if (std::any_of(mine.begin(), mine.end(),
                           [](const Mention& mention) { return !mention.placed; })) {
      // "With 16 layers beta has the higher rate": where, and who.
      const auto where = std::stable_partition(
          mine.begin(), mine.end(), [](const Mention& mention) { return !mention.placed; });
      std::copy(where, mine.end(), std::back_inserter(rest));
      mine.erase(where, mine.end());
    }
    scope_ = narrowed(scope_of(rest), narrowed(of_subjects_, context_.scope));
    if (!mine.empty()) {
      subject_ = mine.front();
    }
    for (const Mention& mention : mine) {
      a_.push_back(side_of(mention, scope_));
    }
    for (const Mention& mention : others) {
      b_.push_back(side_of(mention, scope_));
    }
    compare_with_subjects();
    compare_with_other();
    return taken();
  }

 private:
  // "Slower than A on B and C": B and C only say where.
  static void take_places(std::vector<Mention>& others, std::vector<Mention>& rest) {
    const auto placed = std::ranges::find_if(others, &Mention::placed);
    if (placed != others.begin() && placed != others.end()) {
      rest.insert(rest.end(), placed, others.end());
      others.erase(placed, others.end());
    }
  }

  // Where what is compared with begins: behind "than", or behind a verb that takes an object.
  [[nodiscard]] std::size_t begin_of_object() const {
    std::size_t than = std::string::npos;
    for (const std::string_view word :
         {"than", "compared to", "compared with", "relative to", "over", "versus", "vs", "vs."}) {
      than = std::min(than, find_phrase(context_.clause, word, found_.at));
    }
    static constexpr std::array<std::string_view, 23> kTransitive = {
        "stays ahead of", "stayed ahead of", "remains ahead of",
        "is ahead of",    "pulls ahead of",  "undercuts",
        "loses to",       "lost to",         "outpaces",
        "edges out",      "beats",           "beat",
        "outperforms",    "outperform",      "surpasses",
        "exceeds",        "underperforms",   "ahead of",
        "falls behind",   "fall behind",     "fell behind",
        "lags behind",    "stays behind"};
    const bool takes_object =
        std::find(kTransitive.begin(), kTransitive.end(), found_.word->word) != kTransitive.end();
    return than == std::string::npos && takes_object ? found_.at : than;
  }

  // "On E A with X loses to B with Y on C and D": C, D and E say where.
  static void move_places(std::vector<Mention>& from, const std::vector<Mention>& against,
                          std::vector<Mention>& rest) {
    const auto where = std::stable_partition(from.begin(), from.end(), [&](const Mention& each) {
      return !each.placed || std::ranges::any_of(against, [&](const Mention& other) {
        return is_akin(other, each);
      });
    });
    if (where != from.begin()) {
      rest.insert(rest.end(), where, from.end());
      from.erase(where, from.end());
    }
  }

  [[nodiscard]] Side whole_side(const std::vector<Mention>& mentions) const {
    std::string name = mentions.front().alias;
    for (std::size_t i = 1; i < mentions.size(); ++i) {
      name.append(" ").append(mentions[i].alias);
    }
    return {name, narrowed(scope_of(mentions), scope_), mentions.back().range.end};
  }

  // "Slowest of the three" in a row of a model and a format: of the two the one of which three were
  // run beside the other. Whether one alone is.
  bool keep_of_count(std::vector<Mention>& mine, std::vector<Mention>& rest) const {
    static constexpr std::array<std::pair<std::string_view, std::size_t>, 5> kCounts = {
        {{"of the two", 2},
         {"of the three", 3},
         {"of the four", 4},
         {"of the five", 5},
         {"of the six", 6}}};
    const auto said = std::find_if(kCounts.begin(), kCounts.end(), [&](const auto& count) {
      return has_phrase(context_.clause, count.first);
    });
    if (said == kCounts.end() || mine.size() < 2 || !context_.mentions.empty()) {
      return false;
    }
    const std::vector<Mention> all = mine;
    const auto kept = std::stable_partition(mine.begin(), mine.end(), [&](const Mention& each) {
      return levels_beside(dataset_, each, all, context_.scope).size() == said->second;
    });
    if (kept - mine.begin() != 1) {
      return false;
    }
    rest.insert(rest.end(), kept, mine.end());
    mine.erase(kept, mine.end());
    return true;
  }

  // "Fastest of the quantisations": of the row's names the one of that kind, else the first.
  void keep_of_kind(std::vector<Mention>& mine) const {
    const bool quantised = has_phrase(context_.clause, "quant*");
    const auto is_meant = [&](const Mention& mention) {
      return quantised && std::any_of(mention.columns.begin(), mention.columns.end(),
                                      [](const std::string& column) {
                                        return column.find("quant") != std::string::npos ||
                                               column == "tag";
                                      });
    };
    std::stable_partition(mine.begin(), mine.end(), is_meant);
    mine.resize(std::min<std::size_t>(mine.size(), 1));
  }

  // "… with A, B is the slowest": B.
  [[nodiscard]] bool names_directly(const Mention& mention) const {
    const std::string_view clause = context_.clause;
    if (mention.range.end >= found_.at) {
      return false;
    }
    const auto between = clause.substr(mention.range.end, found_.at - mention.range.end);
    return between == " is the " || between == " was the " || between == " is ";
  }

  // "**A q4_0:** the highest rate was reached with B": where.
  [[nodiscard]] bool is_label(const Mention& mention) const {
    constexpr std::size_t kLabelMax = 30;
    const std::string_view clause = context_.clause;
    const std::size_t colon =
        std::min(clause.find(": ", mention.range.end), clause.find(":*", mention.range.end));
    const auto named = [&](std::size_t at) {
      return std::any_of(context_.mentions.begin(), context_.mentions.end(),
                         [at](const Mention& each) { return each.range.holds(at); });
    };
    for (std::size_t at = 0; colon < kLabelMax && at < colon; ++at) {
      if (is_letter(clause[at]) && !named(at)) {
        return false;
      }
    }
    return colon < kLabelMax;
  }

  // "Adopt A, since it has the lowest latency in `x.json`": A; what the clause names says where.
  void take_pronoun(std::vector<Mention>& mine, std::vector<Mention>& rest) {
    const auto meant = std::find_if(
        context_.subjects.begin(), context_.subjects.end(), [&](const Mention& subject) {
          return (subject.kind == NameKind::kModel || subject.kind == NameKind::kLevel) &&
                 std::none_of(context_.mentions.begin(), context_.mentions.end(),
                              [&](const Mention& each) { return is_akin(each, subject); });
        });
    if (meant == context_.subjects.end()) {
      return;
    }
    rest.insert(rest.end(), mine.begin(), mine.end());
    mine = {*meant};
    // "Use 60 layers for model A, since it is the fastest": of that model.
    if (meant->kind == NameKind::kLevel) {
      std::vector<Mention> models = context_.subjects;
      std::erase_if(models, [](const Mention& each) { return each.kind != NameKind::kModel; });
      of_subjects_ = softened(scope_of(models));
    }
  }

  // "The gemma3 variants are faster than gemma3:latest": the others of them.
  static void leave_out(std::vector<Mention>& mine, const std::vector<Mention>& others) {
    for (Mention& mention : mine) {
      std::vector<std::string> left = mention.values;
      for (const Mention& other : others) {
        const bool part =
            mention.shorthand && !other.shorthand && share_column(mention.columns, other.columns);
        std::erase_if(left, [&](const std::string& value) {
          return part && std::ranges::find(other.values, value) != other.values.end();
        });
      }
      mention.values = left.empty() ? mention.values : left;
    }
  }

  // What a superlative is said of: a name that no preposition makes a place; else the first such
  // one behind the word ("lowest at batch size 1"), else one before it.
  void keep_subject(std::vector<Mention>& mine, std::vector<Mention>& rest) {
    // "A has its highest rate at 8 threads": of its settings that one.
    static constexpr std::array<std::string_view, 2> kItsOwn = {"its ", "their "};
    const bool of_own =
        ends_with_any(std::string_view{context_.clause}.substr(0, found_.at), kItsOwn);
    const auto place_of = [&](const Mention& mention) {
      if (of_own && mention.kind == NameKind::kLevel && mention.range.begin > found_.at) {
        return -2;
      }
      if (names_directly(mention)) {
        return -1;
      }
      // "In the small model's sweep 8 threads are the fastest": where.
      const bool experiment =
          !mention.columns.empty() && mention.columns.front() == kExperimentColumn;
      if (experiment || is_label(mention)) {
        return 3;
      }
      return !is_adverbial(context_.clause, mention) && is_side(context_.clause, found_.at, mention)
                 ? 0
             : mention.range.begin > found_.at ? 1
                                               : 2;
    };
    if (mine.empty() || context_.mentions.empty()) {
      return;
    }
    const auto best = std::min_element(mine.begin(), mine.end(), [&](const auto& a, const auto& b) {
      return place_of(a) < place_of(b);
    });
    Mention chosen = *best;
    in_place_ = place_of(chosen) > 0;
    mine.erase(best);
    rest.insert(rest.end(), mine.begin(), mine.end());
    mine = {std::move(chosen)};
  }

  // "The 1b model is slower": than what was spoken of before.
  void compare_with_subjects() {
    // "rises", "drops": of itself, from one setting to the next.
    const std::string_view word = found_.word->word;
    const bool adjective = word.ends_with("er") || word == "worse" || word == "less";
    const std::size_t cause = std::min(find_phrase(context_.clause, "due to"),
                                       find_phrase(context_.clause, "because of"));
    const bool of_itself =
        has_phrase(context_.clause, "its") || has_phrase(context_.clause, "their");
    if (!adjective || (cause < found_.at && !of_itself) || found_.word->superlative ||
        !b_.empty() || a_.size() != 1 || context_.mentions.empty() ||
        says_always(context_.clause)) {
      return;
    }
    for (const Mention& mention : context_.subjects) {
      const bool akin =
          std::any_of(context_.mentions.begin(), context_.mentions.end(), [&](const Mention& own) {
            return own.kind == mention.kind && own.columns == mention.columns &&
                   (own.values != mention.values || own.files != mention.files);
          });
      if (akin) {
        b_ = {side_of(mention, scope_)};
        b_.back().end = 0;
      }
    }
  }

  // "A has the lower latency": of two alone.
  void compare_with_other() {
    const std::string_view word = found_.word->word;
    const bool of_two =
        word.ends_with("er") || word == "worse" || word == "wins" || word == "leads";
    if (!of_two || found_.word->superlative || !b_.empty() || a_.size() != 1 || !subject_) {
      return;
    }
    std::vector<Mention> named = context_.mentions;
    std::erase_if(named, [&](const Mention& mention) { return is_akin(mention, *subject_); });
    named.insert(named.begin(), *subject_);
    const Pairing pairing = pair_with_other(dataset_, named, context_.names);
    if (pairing.sides.size() == 2 && is_same(pairing.sides.front(), *subject_)) {
      b_ = {side_of(pairing.sides.back(), scope_)};
      b_.back().end = 0;
    }
  }

  ComparedSides taken() {
    return {std::move(a_),       std::move(b_), std::move(scope_),
            std::move(subject_), in_place_,     std::move(among_)};
  }

  const Dataset& dataset_;
  const ComparisonContext& context_;
  const FoundWord& found_;
  Scope scope_;
  Scope of_subjects_;  ///< of the model that a pronoun's sentence names beside a level
  bool in_place_ = false;
  std::vector<std::string> among_;
  std::optional<Mention> subject_;
  std::vector<Side> a_;
  std::vector<Side> b_;
};

}  // namespace

ComparedSides find_compared_sides(const Dataset& dataset, const ComparisonContext& context,
                                  const FoundWord& found) {
  return SideFinder(dataset, context, found).find();
}

}  // namespace chimera::verify
