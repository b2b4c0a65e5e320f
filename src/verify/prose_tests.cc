// What prose says of tests: p beside two sides or a factor, and what it calls significant.
#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

#include "verify/arms.h"
#include "verify/factor_tests.h"
#include "verify/peers.h"
#include "verify/prose_piece.h"
#include "verify/row_tests.h"
#include "verify/unmeasured_things.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "101.8 to |102.2", "[101.8, |102.2]": behind the lower end of an interval.
bool is_behind_lower_end(std::string_view before) {
  static constexpr std::array<std::string_view, 4> kBetween = {" to ", "–", ", ", " and "};
  return std::any_of(kBetween.begin(), kBetween.end(), [before](std::string_view sign) {
    if (!before.ends_with(sign)) {
      return false;
    }
    std::string_view low = before.substr(0, before.size() - sign.size());
    const std::size_t unit = low.rfind(' ');  // "15.4 ms to": behind the number
    if (unit != std::string_view::npos && !has_digit(low.substr(unit))) {
      low.remove_suffix(low.size() - unit);
    }
    return !low.empty() && low.back() >= '0' && low.back() <= '9';
  });
}

}  // namespace

std::string without_test(std::string text) {
  const auto blank = [&](std::size_t begin, std::size_t end) {
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin),
              text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  };
  for (const std::string_view said : {"% interval", "% confidence interval"}) {
    for (std::size_t at = text.find(said); at != std::string::npos; at = text.find(said, at)) {
      blank(at, at + said.size());
    }
  }
  if (const std::size_t paired = find_phrase(text, "paired by"); paired != std::string::npos) {
    blank(paired, std::min(text.find_first_of(",;", paired), text.size()));
  }
  const std::size_t test = find_phrase(text, "f test");
  if (test != std::string::npos && has_phrase(text.substr(test), "beside")) {
    blank(test, text.size());
  }
  return text;
}

// What the clause names up to `end`, but for levels of the factor whose effect it is; of models the
// last: "no effect for A (p = 0.2), and none for B (p = 0.3)".
Scope ProseReader::scope_of_effect(const Piece& piece, const EffectSaid& effect, std::size_t end) {
  std::vector<Mention> mentions = within(piece.mentions, {piece.clause.begin, end});
  const auto is_model = [](const Mention& mention) { return mention.kind == NameKind::kModel; };
  const auto last = std::find_if(mentions.rbegin(), mentions.rend(), is_model);
  const std::size_t from = last == mentions.rend() ? 0 : last->range.begin;
  std::erase_if(mentions, [&](const Mention& mention) {
    return share_column(mention.columns, effect.columns) ||
           (end < piece.clause.end && is_model(mention) && mention.range.begin < from);
  });
  // "The sweep of A is narrow. This suggests that X has little effect": of A.
  if (mentions.empty() && (effect.little || effect.strong)) {
    std::ranges::copy_if(piece.subjects, std::back_inserter(mentions), [&](const Mention& each) {
      return is_model(each) || !each.files.empty();
    });
  }
  return narrowed(scope_of(mentions), piece.context.scope);
}

// "A is significantly faster than B", "the drop is not significant"; a p-value beside it is judged
// as a number.
bool ProseReader::add_significance(const Piece& piece, std::vector<Anchor>& anchors) const {
  static constexpr std::array<std::string_view, 9> kDenials = {
      "not",     "no significant", "no statistically", "insignificant", "nor",
      "doesn't", "isn't",          "aren't",           "neither"};
  static constexpr std::array<std::string_view, 4> kOther = {
      "significant focus", "significant variation", "varies significantly", "vary significantly"};
  const std::string clause = piece.text(piece.clause);
  const std::size_t word =
      std::min(find_phrase(clause, "significan*"), find_phrase(clause, "insignifican*"));
  const bool numbered =
      std::any_of(piece.numerals.begin(), piece.numerals.end(), [&](const Numeral& each) {
        return piece.clause.holds(each.range.begin) &&
               test_number(piece.plain.lower(), each) != TestNumber::kNone;
      });
  if (auto overlap = judge_overlap(dataset_, clause, within(piece.mentions, piece.clause))) {
    return add_whole(piece, std::move(overlap), anchors);
  }
  if (numbered || has_any(clause, kOther) || is_imperative(clause)) {
    return false;
  }
  if (add_whole(piece,
                judge_largest_effect(
                    dataset_, names_, clause, piece.unnamed(piece.clause),
                    narrowed(scope_of(within(piece.mentions, piece.clause)), piece.context.scope)),
                anchors)) {
    return true;
  }
  if (const auto effect = effect_said(dataset_, names_, clause)) {
    auto judgement =
        judge_effect(dataset_, *effect, scope_of_effect(piece, *effect, piece.clause.end),
                     piece.unnamed(piece.clause), nullptr);
    if (judgement) {
      const std::size_t at =
          word == std::string::npos ? begin_of_words(piece) : piece.clause.begin + word;
      anchors.push_back({{at, at + 1}, std::move(*judgement)});
    }
    return judgement.has_value();
  }
  if (word == std::string::npos) {
    return false;
  }
  TestContext context;
  const std::vector<Mention> here = within(piece.mentions, piece.clause);
  Pairing pairing = pair_up(here, {});
  if (pairing.sides.size() < 2) {
    pairing = pair_with_other(dataset_, here, &names_);
  }
  if (pairing.sides.size() < 2) {
    pairing = {two_levels_of(dataset_, clause, names_), here};
  }
  if (pairing.sides.size() < 2) {
    pairing = pair_up(piece.subjects, {});
  }
  if (pairing.sides.size() < 2) {
    pairing = {arms_said(dataset_, clause, names_), here};
    std::erase_if(pairing.rest, [&](const Mention& mention) {
      return !pairing.sides.empty() && is_akin(mention, pairing.sides.front());
    });
  }
  static constexpr std::array<std::string_view, 3> kTested = {
      "statistically significant", "statistically insignificant", "significant at the"};
  if (pairing.sides.size() != 2 && has_any(clause, kTested)) {
    const std::size_t at = piece.clause.begin + word;
    anchors.push_back({{at, at + 1},
                       unsupported(ClaimType::kSignificance, VerdictReason::kTooVague,
                                   "the text doesn't say of which two sets of rows this is")});
    return true;
  }
  if (pairing.sides.size() != 2) {
    return false;
  }
  context.sides = pairing.sides;
  context.scope = narrowed(scope_of(pairing.rest), piece.context.scope);
  context.words = piece.unnamed(piece.clause);
  if (bind_metrics(dataset_, context.words).empty() && !names_tested(dataset_, context.words)) {
    context.words.append(" ")
        .append(piece.unnamed(piece.sentence))
        .append(" ")
        .append(piece.unnamed(piece.previous));
  }
  const bool denied = has_any(clause, kDenials);
  auto judgement = judge_significance(dataset_, context, denied);
  if (!judgement) {
    return false;
  }
  const bool direction = judgement->verdict == Verdict::kSupported && !denied &&
                         comparison_word(clause) != std::string::npos;
  if (direction) {
    return false;  // which of the two it is decides
  }
  const std::size_t at = piece.clause.begin + word;
  anchors.push_back({{at, at + 1}, std::move(*judgement)});
  return true;
}

std::optional<Judgement> ProseReader::judge_test(const Piece& piece, const Numeral& numeral,
                                                 TestNumber test) const {
  if (test == TestNumber::kLevel) {
    const bool usual = std::abs(numeral.value - 95) < 1e-9 || numeral.value < 1;
    return usual ? std::nullopt
                 : std::optional(unsupported(ClaimType::kSignificance, VerdictReason::kTooVague,
                                             "intervals are recomputed for 95 % only"));
  }
  const bool spelled = has_phrase(piece.text(piece.clause), "f test*");
  if (const auto effect = test == TestNumber::kP && !spelled
                              ? effect_said(dataset_, names_, piece.text(piece.clause))
                              : std::nullopt) {
    return judge_effect(dataset_, *effect, scope_of_effect(piece, *effect, numeral.range.begin),
                        piece.unnamed(piece.clause), &numeral);
  }
  TestContext context;
  std::vector<Mention> places;
  std::vector<Mention> before;
  for (const Mention& mention : within(piece.mentions, piece.sentence)) {
    const bool file = mention.kind == NameKind::kFile || mention.kind == NameKind::kFolder;
    if (file && mention.range.begin < piece.clause.end) {
      places.push_back(mention);
    } else if (file) {
      continue;  // of another thought
    } else if (mention.range.end <= numeral.range.begin) {
      before.push_back(mention);
    }
  }
  context.words = without_test(piece.unnamed(piece.sentence));
  Pairing named = pair_up(before, {});
  context.sides = std::move(named.sides);
  static constexpr std::array<std::string_view, 7> kOfBefore = {
      "this", "the difference", "that", "the two", "the gap", "both", "these"};
  if (context.sides.size() < 2 && has_any(context.words, kOfBefore)) {
    Pairing before_it = pair_up(piece.subjects, {});
    if (before_it.sides.size() == 2) {
      context.sides = std::move(before_it.sides);
      places.insert(places.end(), before_it.rest.begin(), before_it.rest.end());
    }
    context.words.append(" ").append(piece.unnamed(piece.previous));
  }
  if (context.sides.size() < 2 && context.words.find("significan") != std::string::npos) {
    context.sides = pair_with_other(dataset_, before, &names_).sides;
  }
  if (context.sides.size() < 2 && places.size() == 2) {
    // "Of `eager` it is 3 ms in `a.json` against 1 ms in `b.json`": of it in both.
    context.sides = std::exchange(places, before);
  }
  // Of what else is named the two are compared.
  const auto take_sides = [&](std::vector<Mention> sides) {
    context.sides = std::move(sides);
    for (const Mention& mention : context.sides.empty() ? std::vector<Mention>() : before) {
      if (!is_akin(mention, context.sides.front())) {
        places.push_back(mention);
      }
    }
  };
  if (context.sides.size() < 2) {
    // "A's gain is significant (p = 0.01)" below "Baseline versus tuned": of A in both.
    take_sides(sides_in_title(piece.context.title, names_));
  }
  if (context.sides.size() < 2) {
    take_sides(arms_said(dataset_, piece.text(piece.clause), names_));
  }
  // "The engines differ significantly (p < 0.01)", of which there are two.
  if (context.sides.size() < 2) {
    take_sides(two_levels_of(dataset_, piece.text(piece.clause), names_));
  }
  // "For model A, 8 threads are faster than 16": of A.
  std::copy_if(named.rest.begin(), named.rest.end(), std::back_inserter(places),
               [](const Mention& mention) { return mention.kind == NameKind::kModel; });
  context.scope = narrowed(scope_of(places), piece.context.scope);
  context.before = piece.text({piece.sentence.begin, numeral.range.begin});
  context.behind = piece.text({numeral.range.end, piece.sentence.end});
  context.factor_test = names_factor_test(context.before) || names_factor_test(context.behind);
  context.factor = names_.factor_in(context.before);
  context.other_test = context.factor_test || has_phrase(context.words, "chi-square*") ||
                       has_phrase(context.words, "fisher*") ||
                       has_phrase(context.words, "kruskal*");
  // "…; the token counts differ, too (p < 0.05)": of what its own clause names.
  const std::string own_words = without_test(piece.unnamed(piece.clause));
  if (names_tested(dataset_, own_words)) {
    context.words = own_words;
  }
  if (test == TestNumber::kRatio || test == TestNumber::kDetectable || test == TestNumber::kP ||
      test == TestNumber::kInterval) {
    if (auto judgement = judge_test_number(dataset_, numeral, test, context)) {
      return judgement;
    }
  }
  const bool measured = unmeasured_matter(dataset_, piece.text(piece.clause)).empty();
  if (test == TestNumber::kInterval && context.sides.size() < 2 && measured) {
    const Scope scope = narrowed(scope_of(in_clause(piece)), piece.context.scope);
    const bool upper = is_behind_lower_end(context.before);
    if (auto stored = judge_stored_interval(dataset_, numeral, upper, scope)) {
      return stored;
    }
    if (auto judgement =
            judge_mean_interval(dataset_, numeral, upper, piece.unnamed(piece.clause), scope)) {
      // "The interval stored with A": one that somebody computed, of whatever.
      static constexpr std::array<std::string_view, 3> kStored = {"stored", "recorded", "listed"};
      const bool stored = judgement->verdict == Verdict::kContradicted &&
                          has_any(piece.text(piece.clause), kStored);
      return stored ? unsupported(ClaimType::kAggregate, VerdictReason::kTooVague,
                                  "how the interval was computed isn't said")
                    : judgement;
    }
  }
  return unsupported(ClaimType::kSignificance, VerdictReason::kTooVague,
                     "the text doesn't say of which rows this is a test");
}

}  // namespace chimera::verify
