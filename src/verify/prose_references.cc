// A gain without its sides: "for B the gain is 12 %", "at 16 clients the lead is 40 %", "going to
// 16 adds only 5 %". What is held against what, a clause before it says.
#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "verify/clauses.h"
#include "verify/comparison_words.h"
#include "verify/parts_said.h"
#include "verify/prose_piece.h"
#include "verify/ratio_sides.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "The gain is ", "the lead shrinks to ": a number behind it is of what was spoken of.
bool names_gain(std::string_view before) {
  static constexpr std::array<std::string_view, 20> kGains = {
      "gain",   "lead",      "advantage", "difference", "gap",         "speed-up", "speedup",
      "saving", "step",      "increase",  "decrease",   "drop",        "rise",     "penalty",
      "margin", "reduction", "benefit",   "slowdown",   "improvement", "ratio"};
  static constexpr std::array<std::string_view, 16> kIs = {
      " is ",       " was ",      " is worth ", " comes to ",  " amounts to ", " shrinks to ",
      " grows to ", " falls to ", " drops to ", " widens to ", " narrows to ", " rises to ",
      " reaches ",  " stays at ", " remains ",  " was worth "};
  before = without_adverbs(before);
  const auto* const verb =
      std::ranges::find_if(kIs, [before](std::string_view each) { return before.ends_with(each); });
  if (verb == kIs.end()) {
    return false;
  }
  const std::string_view noun = before.substr(0, before.size() - verb->size());
  // "The margin for A narrows to "
  static constexpr std::array<std::string_view, 4> kOf = {" for ", " of ", " on ", " with "};
  constexpr std::size_t kWordsMax = 4;
  return ends_with_word(noun, kGains) || std::ranges::any_of(kOf, [&](std::string_view of) {
           const std::size_t at = noun.rfind(of);
           return at != std::string_view::npos && ends_with_word(noun.substr(0, at), kGains) &&
                  words_of(noun.substr(at)).size() <= kWordsMax;
         });
}

// "A is 8x faster on B but only ": with nothing but a joint before the number, and behind it the
// word that compares in the clause before.
bool goes_on(std::string_view before, std::string_view behind, std::string_view clause_before) {
  static constexpr std::array<std::string_view, 8> kJoints = {
      "but ", "and ", "but still ", "and still ", "yet ", "but it is ", "and it is ", ""};
  const FoundWord word = find_word(behind);
  constexpr std::size_t kRightBehind = 2;
  const std::string joint = trimmed(without_adverbs(before), " ,") + " ";
  return word.word != nullptr && !word.word->superlative && word.at < kRightBehind &&
         !has_phrase(behind, "than") && has_phrase(clause_before, word.word->word) &&
         joint.size() > 1 && is_one_of(joint, kJoints);
}

// "For C it is ": as a clause before it says of another.
bool names_it(std::string_view before) {
  static constexpr std::array<std::string_view, 2> kIt = {" it is ", " it was "};
  static constexpr std::array<std::string_view, 4> kFor = {"for ", "on ", "with ", "at "};
  return ends_with_any(without_adverbs(before), kIt) &&
         starts_with_any(without_joint(before), kFor);
}

// "Going to 16 ": a change of which only the end is said.
bool says_only_end(std::string_view before, const Mention& end) {
  static constexpr std::array<std::string_view, 6> kTo = {
      "going to ", "moving to ", "going up to ", "doubling to ", "stepping up to ", "going on to "};
  return ends_with_any(before.substr(0, end.range.begin), kTo) && !has_phrase(before, "from");
}

// "Going to 16 ": the bare number that such a change ends at; "" for none.
std::string end_in_number(std::string_view before) {
  static constexpr std::array<std::string_view, 6> kTo = {
      "going to ", "moving to ", "going up to ", "doubling to ", "stepping up to ", "going on to "};
  for (const std::string_view to : kTo) {
    const std::size_t at = before.find(to);
    const std::size_t begin = at == std::string_view::npos ? before.size() : at + to.size();
    const std::size_t end = digits_end(before, begin);
    if (end > begin && end < before.size() && before[end] == ' ' && !has_phrase(before, "from")) {
      return std::string(before.substr(begin, end - begin));
    }
  }
  return "";
}

// "Cap it at eight clients. Going to 16 …": the level of that number and the one it starts from.
std::vector<Mention> sides_up_to(const NameFinder& names, const std::string& number,
                                 const std::vector<Mention>& named) {
  for (const Mention& from : named) {
    const bool level = from.kind == NameKind::kLevel && from.values.size() == 1 &&
                       !number.empty() && is_number(from.values.front());
    if (!level || from.values.front() == number) {
      continue;
    }
    if (Mention to = names.level_of(from.columns, number); !to.unknown) {
      return {std::move(to), from};
    }
  }
  return {};
}

bool holds_pair(const std::vector<Mention>& mentions) {
  return std::ranges::any_of(mentions, [&](const Mention& a) {
    return std::ranges::any_of(mentions,
                               [&](const Mention& b) { return is_akin(a, b) && !is_same(a, b); });
  });
}

// Those of which none of the others is of a kind.
std::vector<Mention> not_akin(std::vector<Mention> mentions, const std::vector<Mention>& others) {
  std::erase_if(mentions, [&](const Mention& mention) {
    return std::ranges::any_of(others, [&](const Mention& each) {
      return is_akin(each, mention) || share_column(each.columns, mention.columns);
    });
  });
  return mentions;
}

}  // namespace

// What a clause before holds against each other: the sides of its number, of its change, or its two
// names of one kind; both levels of a factor that it names.
std::vector<Mention> ProseReader::sides_spoken_of(const Piece& piece, Range clause) const {
  const bool here = piece.sentence.holds(clause.begin);
  const Piece there{piece.plain,
                    piece.context,
                    here ? piece.sentence : piece.previous,
                    here ? piece.previous : Range{},
                    clause,
                    piece.numerals,
                    piece.mentions,
                    piece.subjects,
                    piece.blanked};
  for (const Numeral& numeral : piece.numerals) {
    const bool ratio = numeral.kind == NumeralKind::kPercent || numeral.kind == NumeralKind::kTimes;
    if (!ratio || !clause.holds(numeral.range.begin) || there.is_named(numeral)) {
      continue;
    }
    const auto judged = judge_ratio(dataset_, numeral, context_of_ratio(there, numeral));
    if (judged && judged->sides.size() == 2) {
      return judged->sides;
    }
  }
  Numeral end;
  end.range = {clause.end, clause.end};
  end.digits = end.range;
  ComparisonContext context = context_of_ratio(there, end);
  context.mentions = within(piece.mentions, clause);
  context.around = context.mentions;
  if (auto change = ends_of_change(context)) {
    return change->sides;
  }
  std::vector<Mention> sides = pair_up(context.mentions, {}).sides;
  if (sides.size() > 2) {
    sides.clear();
  }
  return sides.size() == 2 ? sides : both_levels(dataset_, context);
}

std::optional<Judgement> ProseReader::judge_referring(const Piece& piece,
                                                      const Numeral& numeral) const {
  if (numeral.kind != NumeralKind::kPercent && numeral.kind != NumeralKind::kTimes) {
    return std::nullopt;
  }
  const std::string before = piece.text({piece.clause.begin, numeral.range.begin});
  const std::vector<Mention> own = within(piece.mentions, piece.clause);
  const std::vector<Mention> in_clause = ProseReader::in_clause(piece);
  const auto end = std::ranges::find_if(
      in_clause, [&](const Mention& each) { return says_only_end(before, each); });
  const std::string behind = piece.text({numeral.range.end, piece.clause.end});
  const bool refers =
      names_gain(before) || names_it(before) ||
      goes_on(before, behind, piece.text({piece.sentence.begin, piece.clause.begin}));
  const std::string number = end_in_number(before);
  if ((!refers && end == in_clause.end() && number.empty()) || holds_pair(own) ||
      has_phrase(behind, "than")) {
    return std::nullopt;
  }
  std::vector<Range> clauses = clauses_of(piece.plain.lower(), piece.previous);
  std::ranges::copy_if(clauses_of(piece.plain.lower(), piece.sentence), std::back_inserter(clauses),
                       [&](const Range& each) { return each.end <= piece.clause.begin; });
  std::ranges::reverse(clauses);
  std::vector<Mention> between;  // of clauses that say where, and hold nothing against another
  for (const Range& clause : clauses) {
    std::vector<Mention> named = within(piece.mentions, clause);
    std::vector<Mention> sides;
    if (end == in_clause.end() && !refers) {
      sides = sides_up_to(names_, number, named);
    } else if (end == in_clause.end()) {
      sides = sides_spoken_of(piece, clause);
    } else {
      const auto from = std::ranges::find_if(
          named, [&](const Mention& each) { return is_akin(each, *end) && !is_same(each, *end); });
      if (from != named.end()) {
        sides = {own[static_cast<std::size_t>(end - in_clause.begin())], *from};
      }
    }
    if (sides.size() != 2) {
      std::ranges::move(not_akin(std::move(named), between), std::back_inserter(between));
      continue;
    }
    ComparisonContext context = context_of_ratio(piece, numeral);
    named = not_akin(std::move(named), between);
    std::ranges::copy(between, std::back_inserter(named));
    const std::vector<Mention> carried = not_akin(std::move(named), own);
    context.nearest = not_akin(own, sides);
    std::ranges::copy(not_akin(carried, sides), std::back_inserter(context.nearest));
    context.subjects = not_akin(context.subjects, context.nearest);
    // "The lead is 40 %": of the one behind.
    static constexpr std::array<std::string_view, 4> kAhead = {"lead", "advantage", "speed-up",
                                                               "speedup"};
    context.near = has_any(before, kAhead) ? " more" : context.near;
    // What it is a gain of, the clause before says where this one doesn't.
    if (bind_metrics(dataset_, context.unnamed).rank < MetricRank::kWords) {
      // "A stays ahead at every concurrency level": says where, and of what nothing.
      static constexpr std::array<std::string_view, 6> kWhere = {
          " at every ", " at each ", " for every ", " for each ", " on every ", " at all "};
      const std::string said = piece.unnamed(clause);
      context.ahead = up_to_any(said, kWhere);
      context.unnamed = context.ahead + " " + context.unnamed;
      context.wide = context.unnamed + " " + piece.context.title;
      // "A stays ahead of B, the margin narrows to 8 %"
      if (find_word(context.clause).word == nullptr) {
        context.clause = piece.text(clause).append(" ").append(context.clause);
      }
    }
    if (auto judged = judge_ratio_of(dataset_, numeral, context, sides)) {
      return judged;
    }
  }
  return std::nullopt;
}

}  // namespace chimera::verify
