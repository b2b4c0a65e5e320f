// Numbers that say more than one thing: the two ends of a range, a value and the spread behind "±",
// and those that go on from the number before them.
#include <algorithm>
#include <array>
#include <utility>

#include "verify/comparison_words.h"
#include "verify/peers.h"
#include "verify/prose_piece.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Said of times and rates, which a switch changes.
constexpr std::array<std::string_view, 2> kOfSpeed = {"slow*", "speed*"};

Numeral low_end(const Numeral& numeral) {
  Numeral low = numeral;
  low.upper.reset();
  low.plus_minus.reset();
  low.range.end = low.digits.end;
  return low;
}

Numeral high_end(const Numeral& numeral) {
  Numeral high = numeral;
  high.value = numeral.upper.value_or(numeral.value);
  high.upper.reset();
  high.plus_minus.reset();
  high.digits = numeral.upper_digits;
  high.range.begin = high.digits.begin;
  return high;
}

// The mean at each level of a factor, in the stated unit.
struct LevelMeans {
  const Metric* metric = nullptr;
  std::string column;
  std::vector<std::pair<std::string, double>> means;

  [[nodiscard]] const std::string* level_with(const Numeral& stated) const {
    for (const auto& [level, mean] : means) {
      if (agreement(stated, mean) >= Agreement::kRounded) {
        return &level;
      }
    }
    return nullptr;
  }

  [[nodiscard]] std::string text(std::string_view unit) const {
    std::string all;
    for (const auto& [level, mean] : means) {
      all.append(all.empty() ? "" : ", ").append(value_text(mean, unit)).append(" for ");
      all.append(level);
    }
    return "the means of " + metric->name + " are " + all + " of " + column;
  }
};

LevelMeans means_of(const Dataset& dataset, const Metric& metric, const std::string& column,
                    const Scope& around, double factor) {
  LevelMeans found{&metric, column, {}};
  for (const std::string& level : dataset.factors().at(column)) {
    Scope scope = around;
    std::erase_if(scope.conditions, [&](const Setting& setting) {
      return std::find(setting.columns.begin(), setting.columns.end(), column) !=
             setting.columns.end();
    });
    scope.conditions.push_back({{column}, {level}});
    if (const auto mean = mean_of(dataset, metric, scope)) {
      found.means.emplace_back(level, *mean * factor);
    }
  }
  return found;
}

// The two levels that a clause goes from and to, of one setting: "from 1 to 5" of the beam's.
const Mention* left_level(const std::vector<Mention>& mentions, const std::string& lower) {
  for (std::size_t i = 0; i + 1 < mentions.size(); ++i) {
    const Mention& from = mentions[i];
    const Mention& to = mentions[i + 1];
    const bool joined = from.kind == NameKind::kLevel && is_akin(from, to) && !is_same(from, to) &&
                        lower.compare(from.range.end, 4, " to ") == 0 &&
                        to.range.begin - from.range.end < 24;
    if (joined) {
      return &from;
    }
  }
  return nullptr;
}

// "Int8 shrinks it from 13.2 to 3.3 GB": the one level of the clause that stands before, and the
// level that others are held against by its name; nullopt for another change.
std::optional<std::pair<Mention, Mention>> own_and_base(const Dataset& dataset,
                                                        const NameFinder& names,
                                                        std::vector<Mention> before,
                                                        std::string_view ahead) {
  static constexpr std::array<std::string_view, 3> kWithout = {"without", "disabl*", "no"};
  std::erase_if(before, [](const Mention& each) {
    return each.kind != NameKind::kLevel && each.kind != NameKind::kModel;
  });
  const auto base = before.size() == 1 && !before.front().placed && !has_any(ahead, kWithout)
                        ? base_level(dataset, before.front(), &names)
                        : std::nullopt;
  return base ? std::optional(std::pair(before.front(), *base)) : std::nullopt;
}

}  // namespace

// As of that level in place of the one that the clause names.
Judgement ProseReader::judge_at_level(const Piece& piece, const Numeral& numeral,
                                      const Mention& own, const Mention& level) const {
  std::vector<Mention> mentions = piece.mentions;
  for (Mention& mention : mentions) {
    if (mention.range.begin == own.range.begin) {
      const Range range = mention.range;
      mention = level;
      mention.range = range;
    }
  }
  return judge_measured({piece.plain, piece.context, piece.sentence, piece.previous, piece.clause,
                         piece.numerals, mentions, piece.subjects, piece.blanked},
                        numeral, "", false);
}

// "Int8 raises it from 12 to 19": the first is of the base, the second of what is named; refuted
// only where it is the other's.
std::optional<Judgement> ProseReader::judge_end_of_base(const Piece& piece, const Numeral& numeral,
                                                        bool first) const {
  const Range ahead{piece.clause.begin, numeral.range.begin};
  const auto sides =
      own_and_base(dataset_, names_, within(piece.mentions, ahead), piece.text(ahead));
  if (!sides || !says_change(piece.text(piece.clause))) {
    return std::nullopt;
  }
  const auto& [own, base] = *sides;
  Judgement right = judge_at_level(piece, numeral, own, first ? base : own);
  if (right.verdict == Verdict::kSupported) {
    return right;
  }
  const Judgement other = judge_at_level(piece, numeral, own, first ? own : base);
  return other.verdict == Verdict::kSupported
             ? std::optional(contradicted(ClaimType::kAggregate, VerdictReason::kWrongDirection,
                                          "it is of the other level: " + other.why))
             : std::nullopt;
}

// "Going from batch size 1 to 16 the latency falls from 8.05 s to 1.95 s": each is of its level.
std::optional<Judgement> ProseReader::judge_change_end(const Piece& piece, const Numeral& numeral,
                                                       const std::string& statistic,
                                                       bool near) const {
  const std::string& lower = piece.plain.lower();
  const std::vector<Mention> levels =
      within(piece.mentions, {piece.clause.begin, numeral.range.begin});
  const Mention* from = left_level(levels, lower);
  const std::string ahead = piece.text({piece.clause.begin, numeral.range.begin});
  const bool first = ahead.ends_with(" from ");
  const bool second = ahead.ends_with(" to ") && !first;
  if (from == nullptr && (first || second) && !numeral.word) {
    return judge_end_of_base(piece, numeral, first);
  }
  if (from == nullptr || (!first && !second) ||
      (numeral.unit.empty() && numeral.kind != NumeralKind::kPercent) ||
      !says_change(piece.text(piece.clause))) {
    return std::nullopt;
  }
  const Mention& other = first ? *(from + 1) : *from;
  std::vector<Mention> mentions = piece.mentions;
  std::erase_if(mentions,
                [&](const Mention& each) { return each.range.begin == other.range.begin; });
  Judgement end =
      judge_measured({piece.plain, piece.context, piece.sentence, piece.previous, piece.clause,
                      piece.numerals, mentions, piece.subjects, piece.blanked},
                     numeral, statistic, near);
  return end.verdict == Verdict::kUnsupported ? std::nullopt : std::optional(std::move(end));
}

void ProseReader::add_judged(const Piece& piece, const Numeral& numeral, Judgement judgement,
                             std::vector<Anchor>& anchors) const {
  auto ends = judge_ends(piece, numeral, judgement);
  if (ends) {
    anchors.push_back({low_end(numeral).range, std::move(ends->low)});
    anchors.push_back({high_end(numeral).range, std::move(ends->high)});
  } else {
    const Range whole{numeral.range.begin, end_of_rate(piece.plain.lower(), numeral)};
    anchors.push_back({whole, std::move(judgement)});
  }
  if (numeral.plus_minus) {
    anchors.push_back({numeral.plus_minus_range, judge_spread(piece, numeral)});
  }
}

// "ranged from 1244 to 1886": the least and the most; "10–20" is one number.
std::optional<ProseReader::Ends> ProseReader::judge_ends(const Piece& piece, const Numeral& numeral,
                                                         const Judgement& whole) const {
  if (!numeral.upper) {
    return std::nullopt;
  }
  const std::string between = piece.text({numeral.digits.end, numeral.upper_digits.begin});
  if (!between.ends_with(" to ") && !between.ends_with(" and ")) {
    return std::nullopt;
  }
  const Numeral low = low_end(numeral);
  const Numeral high = high_end(numeral);
  const std::string clause = piece.text(piece.clause);
  if (says_change(clause) || has_any(clause, kOfSpeed)) {
    if (auto change = judge_change(piece, low, high)) {
      return change;
    }
  }
  if (whole.type != ClaimType::kAggregate) {
    return std::nullopt;
  }
  if (whole.verdict == Verdict::kSupported) {
    return Ends{whole, whole};
  }
  Ends ends{judge_measured(piece, low, "min", true), judge_measured(piece, high, "max", true)};
  const bool refuted =
      whole.verdict == Verdict::kContradicted &&
      (ends.low.verdict == Verdict::kContradicted || ends.high.verdict == Verdict::kContradicted);
  return refuted ? std::optional(std::move(ends)) : std::nullopt;
}

// "Flash attention raises it from 107 to 110 tok/s": the means at two of its levels.
std::optional<ProseReader::Ends> ProseReader::judge_change(const Piece& piece, const Numeral& low,
                                                           const Numeral& high) const {
  NumberContext context;
  context.near = piece.unnamed({piece.clause.begin, low.range.begin});
  context.clause = piece.unnamed(piece.clause);
  context.wide = piece.unnamed(piece.sentence);
  context.scope = scope_near(piece, low);
  const auto columns = names_.factor_in(piece.text({piece.clause.begin, low.range.begin}));
  const std::vector<Mention> before = within(piece.mentions, {piece.clause.begin, low.range.begin});
  const Mention* left = left_level(before, piece.plain.lower());
  const auto is_of = [&](const std::string* level, std::size_t end) {
    return left == nullptr || level == nullptr || (left + end)->values.front() == *level;
  };
  for (const Metric* const metric : metrics_around(dataset_, context, low.unit).metrics) {
    const auto factor = to_stated_unit(metric->unit, low.unit);
    for (const std::string& column : columns) {
      if (!factor || !dataset_.factors().contains(column)) {
        continue;
      }
      const LevelMeans found = means_of(dataset_, *metric, column, context.scope, *factor);
      const std::string* const from = found.level_with(low);
      const std::string* const to = found.level_with(high);
      if (from == nullptr && to == nullptr) {
        continue;
      }
      const std::string why = found.text(low.unit);
      const auto judged = [&](const std::string* level, const std::string* other, std::size_t end) {
        return level != nullptr && level != other && is_of(level, end)
                   ? supported(ClaimType::kAggregate, why)
                   : contradicted(ClaimType::kAggregate, VerdictReason::kWrongValue, why);
      };
      return Ends{judged(from, nullptr, 0), judged(to, from, 1)};
    }
  }
  auto of_base = judge_end_of_base(piece, low, true);
  auto of_own = of_base ? judge_end_of_base(piece, high, false) : std::nullopt;
  if (of_own) {
    return Ends{std::move(*of_base), std::move(*of_own)};
  }
  return std::nullopt;
}

Judgement ProseReader::judge_spread(const Piece& piece, const Numeral& numeral) const {
  Numeral spread = numeral;
  spread.value = numeral.plus_minus.value_or(0);
  spread.decimals = numeral.plus_minus_decimals;
  spread.significant =
      static_cast<int>(numeral.plus_minus_range.end - numeral.plus_minus_range.begin);
  spread.digits = numeral.plus_minus_range;
  spread.bound = Bound::kExact;
  NumberContext context = words_around(piece, numeral);
  context.middle = context.near;
  context.scope = scope_near(piece, numeral);
  context.statistic = "std";
  context.plus_minus = true;
  return judge_quantity(dataset_, spread, context);
}

// "A scores 7.94, B 7.10 and C 5.23", "A gives 1,618 tok/s where B gives 1,393": the one before it
// in the sentence, where it is of the same measurement; a null pointer for none.
const Numeral* ProseReader::gone_on_from(const Piece& piece, const Numeral& numeral) {
  static constexpr std::array<std::string_view, 28> kBetween = {
      "and",    "with", "while",   "but",   "for",     "at",      "on",   "in",      "a",     "the",
      "by",     "of",   "average", "give",  "gives",   "reaches", "gets", "against", "where", "vs",
      "versus", "has",  "needs",   "takes", "manages", "does",    "is",   "averages"};
  const Numeral* last = nullptr;
  for (const Numeral& each : piece.numerals) {
    if (piece.sentence.holds(each.range.begin) && each.range.end <= numeral.range.begin &&
        !piece.is_named(each)) {
      last = &each;
    }
  }
  constexpr double kThousand = 1000;
  const bool large = last != nullptr && !last->unit.empty() && last->value >= kThousand &&
                     numeral.value >= kThousand;
  if (last == nullptr || last->kind != NumeralKind::kNumber || last->upper ||
      (numeral.decimals < 1 && !large) || (last->decimals != numeral.decimals && !large)) {
    return nullptr;
  }
  const Range between{last->range.end, numeral.range.begin};
  const std::string words = piece.unnamed(between);
  const auto ranges = words_of(words);
  const bool bare = std::all_of(ranges.begin(), ranges.end(), [&](const Range& word) {
    const std::string spelled = words.substr(word.begin, word.end - word.begin);
    return std::find(kBetween.begin(), kBetween.end(), spelled) != kBetween.end();
  });
  return bare && !within(piece.mentions, between).empty() ? last : nullptr;
}

// A number of which nothing is said must not stand in the claim of another: a measured one, or one
// that counts something or is what something has.
void ProseReader::add_silent(const Piece& piece, std::vector<Anchor>& anchors) {
  static constexpr std::array<std::string_view, 9> kHas = {
      " contains ", " has ", " have ", " holds ", " is ", " are ", " was ", " were ", " with "};
  if (anchors.empty()) {
    return;
  }
  const std::string& text = piece.plain.lower();
  for (const Numeral& numeral : piece.numerals) {
    const bool bare = piece.clause.holds(numeral.range.begin) && numeral.unit.empty() &&
                      numeral.kind == NumeralKind::kNumber && !numeral.word &&
                      !piece.is_named(numeral);
    const std::string_view ahead = std::string_view{text}.substr(0, numeral.range.begin);
    const bool said = numeral.decimals > 0 || ends_with_any(ahead, kHas);
    const auto overlaps = [&](const Anchor& anchor) {
      return anchor.range.begin < numeral.range.end && numeral.range.begin < anchor.range.end;
    };
    if (bare && said && std::none_of(anchors.begin(), anchors.end(), overlaps)) {
      anchors.push_back({numeral.range, {}, true});
    }
  }
}

}  // namespace chimera::verify
