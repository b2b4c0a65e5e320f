// "34 % higher than", "2.5x faster": the ratio of two.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "stats/descriptive.h"
#include "verify/arms.h"
#include "verify/comparison_words.h"
#include "verify/comparisons.h"
#include "verify/paired_signs.h"
#include "verify/peers.h"
#include "verify/ratio_metrics.h"
#include "verify/ratio_pairs.h"
#include "verify/ratio_sides.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

using Statistic = stats::Defined (*)(std::span<const double>);
constexpr std::array<Statistic, 2> kMiddles = {&stats::mean, &stats::median};
constexpr std::array<Statistic, 2> kEnds = {&stats::maximum, &stats::minimum};

bool says_order(const ComparisonContext& context) {
  static constexpr std::array<std::string_view, 17> kAgainst = {
      "than",      "relative to", "compared to", "compared with", "versus",      "over",
      "vs",        "against",     "beats",       "beating",       "outperforms", "outperforming",
      "overtakes", "surpasses",   "exceeds",     "outpaces",      "beat"};
  return has_any(context.clause, kAgainst) || names_base_first(context);
}

// "Llama q5 is slower than q4": the family's name is a part of q5's, and no place.
bool is_part_of_side(const Pairing& pairing, const Mention& family) {
  return std::any_of(pairing.sides.begin(), pairing.sides.end(), [&](const Mention& side) {
    return side.range.begin == family.range.end + 1 && share_column(family.columns, side.columns) &&
           complement(family.values, side.values);
  });
}

class RatioJudge {
 public:
  RatioJudge(const Dataset& dataset, const Numeral& stated, const ComparisonContext& context)
      : dataset_(dataset), stated_(stated), context_(context), word_(find_word(context.clause)) {
    // "A third faster", "beats it by a third"; not "a third of B".
    const bool share = stated.kind == NumeralKind::kShare && !context.near.starts_with(" of");
    percent_ = stated.kind == NumeralKind::kPercent || share;
    plain_ = stated;
    plain_.value = std::abs(plain_.value) * (share ? 100 : 1);
    plain_.kind = share ? NumeralKind::kPercent : plain_.kind;
  }

  std::optional<JudgedRatio> judge() {
    if (names_another_subject(context_) || changes_each()) {
      return std::nullopt;
    }
    if (const auto compound = compound_pair(context_)) {
      take_compound(*compound);
      flagged_ = true;
      if (auto changed = judge_sides()) {
        named_.clear();
        return with_sides(std::move(*changed));
      }
      flagged_ = false;
    }
    if (const auto object = compound_object(context_)) {
      take_compound(*object);
      if (auto judged = judge_sides(); judged && judged->verdict == Verdict::kSupported) {
        named_.clear();
        return with_sides(std::move(*judged));
      }
    }
    if (const auto change = ends_of_change(context_)) {
      take_pair(*change);
      flagged_ = true;
      if (auto changed = judge_sides()) {
        return with_sides(std::move(*changed));
      }
      flagged_ = false;
    }
    find_sides();
    auto first = judge_sides();
    if (first && first->verdict == Verdict::kSupported) {
      return with_sides(std::move(*first));
    }
    // A cell is held against its row's others; the right number the other way round is no chance.
    const bool bound = flagged_ || names_object(context_) || !context_.head.empty() ||
                       follows_from_two(context_) ||
                       (first && first->reason == VerdictReason::kWrongDirection);
    flagged_ = false;
    const bool settled = first && (first->reason == VerdictReason::kWrongDirection ||
                                   (names_object(context_) && names_both()));
    for (const Pairing& pair :
         settled ? std::vector<Pairing>() : possible_pairs(dataset_, context_)) {
      take_pair(pair);
      if (auto other = judge_sides(); other && other->verdict == Verdict::kSupported) {
        return with_sides(std::move(*other));
      }
    }
    if (auto of_arms = judge_arms(); of_arms && !(first && bound)) {
      return of_arms;
    }
    if (first && !bound && first->verdict == Verdict::kContradicted) {
      first = unsupported(ClaimType::kComparison, VerdictReason::kTooVague,
                          "the text doesn't say which two are held against each other");
    }
    return first ? std::optional(JudgedRatio{std::move(*first), {}}) : std::nullopt;
  }

  std::optional<Judgement> judge_of(const std::vector<Mention>& sides) {
    take_pair({sides, rest_of(context_, sides)});
    return judge_sides();
  }

 private:
  // "The tuned gateway saves 12 %": of the two arms, where none is named to hold it against. A
  // wrong number is refuted only where the clause says that it is against the reference.
  std::optional<JudgedRatio> judge_arms() {
    static constexpr std::array<std::string_view, 6> kReferences = {
        "baseline", "default", "stock", "reference", "untuned", "control"};
    const std::vector<Mention> arms = context_.names == nullptr
                                          ? std::vector<Mention>()
                                          : arms_said(dataset_, context_.clause, *context_.names);
    if (arms.empty()) {
      return std::nullopt;
    }
    auto judgement = judge_of(arms);
    const bool told =
        judgement &&
        (judgement->verdict == Verdict::kSupported ||
         (judgement->verdict == Verdict::kContradicted && has_any(context_.clause, kReferences)));
    return told ? std::optional(with_sides(*std::move(judgement))) : std::nullopt;
  }

  [[nodiscard]] JudgedRatio with_sides(Judgement judgement) const {
    const bool holds = judgement.verdict == Verdict::kSupported;
    return {std::move(judgement), holds ? named_ : std::vector<Mention>()};
  }

  void take_pair(const Pairing& pair) {
    named_ = pair.sides;
    sides_.clear();
    const Scope around = scope_around(pair);
    for (const Mention& mention : pair.sides) {
      sides_.push_back(side_of(mention, around));
    }
  }

  void take_compound(const CompoundPair& pair) {
    named_ = pair.a;
    named_.insert(named_.end(), pair.b.begin(), pair.b.end());
    const Scope around = scope_around({named_, pair.rest});
    sides_.clear();
    for (const std::vector<Mention>* const each : {&pair.a, &pair.b}) {
      std::string name;
      for (const Mention& mention : *each) {
        name.append(name.empty() ? "" : " ").append(mention.alias);
      }
      sides_.push_back({name, narrowed(scope_of(*each), around), each->back().range.end});
    }
  }

  // Whether the clause itself names the two, one of them right behind the number: nothing else is
  // held against each other then.
  [[nodiscard]] bool names_both() const {
    const auto in_clause = [&](const Mention& side) {
      return std::ranges::any_of(context_.mentions, [&](const Mention& each) {
        return each.range.begin == side.range.begin && each.range.end == side.range.end;
      });
    };
    if (named_.size() != 2 || !in_clause(named_.front()) || !in_clause(named_.back())) {
      return false;
    }
    const std::size_t last = std::max(named_.front().range.begin, named_.back().range.begin);
    return last > context_.number_at &&
           context_.text.substr(context_.number_at, last - context_.number_at).find(',') ==
               std::string_view::npos;
  }

  std::optional<Judgement> judge_sides() {
    judgement_ = contradicted(ClaimType::kComparison, VerdictReason::kWrongValue, "");
    if (sides_.size() < 2) {
      return std::nullopt;
    }
    auto [metrics, guessed, bare] =
        metrics_of_ratio(dataset_, stated_, context_, word_, sides_.front().scope);
    bare_ = bare;
    if (bare && named_.front().range.begin > context_.number_at) {
      return std::nullopt;  // "A is 2.8x B" is A's
    }
    if (!scope_of_phase(dataset_, context_.clause).is_all()) {
      add_all(metrics, bind_metrics(dataset_, "throughput").metrics);  // of its tests
    }
    const bool any_files = stated_.significant >= 3 && context_.head.empty();
    for (const Metric* const metric : metrics) {
      for (const auto& [a, b] : pairs_of(dataset_, *metric, sides_, any_files)) {
        for (const bool warm : {false, true}) {
          if (try_samples(*metric, a, b, warm) &&
              (!guessed || judgement_.verdict == Verdict::kSupported)) {
            return judgement_;
          }
        }
      }
    }
    return judgement_.why.empty() || guessed ? std::nullopt : std::optional(judgement_);
  }

  // "Tuning raises the throughput of A by 4.7 % and that of B by 6.8 %": of each, not of the two.
  [[nodiscard]] bool changes_each() const {
    const std::string_view clause = context_.clause;
    const std::size_t by = clause.find(" by ");
    const std::size_t and_that = clause.find(" and that of ");
    return by != std::string_view::npos && and_that != std::string_view::npos && by < and_that &&
           says_change(clause.substr(0, by));
  }

  void find_sides() {
    Pairing pairing = pair_up(context_.mentions, context_.subjects);
    if (auto titled = as_titled(); titled.sides.size() == 2) {
      pairing = std::move(titled);
      flagged_ = true;
    }
    if (auto based = against_base(dataset_, context_); based.sides.size() == 2) {
      pairing = std::move(based);
      flagged_ = true;
    }
    if (auto variant =
            pair_with_variant(dataset_, context_.clause, context_.mentions, context_.names);
        variant.sides.size() == 2) {
      pairing = std::move(variant);
    }
    if (pairing.sides.size() < 2) {
      pairing = {both_levels(dataset_, context_), context_.mentions};
      flagged_ = pairing.sides.size() == 2;
    }
    if (pairing.sides.size() < 2) {
      pairing = pair_of_fusion(dataset_, context_.clause, context_.names);
      flagged_ = pairing.sides.size() == 2 && says_change(context_.ahead);
    }
    if (pairing.sides.size() < 2) {
      pairing = pair_with_other(dataset_, context_.mentions, context_.names);
      flagged_ = pairing.sides.size() == 2 && says_change(context_.ahead);
      // "30 % higher than B's": than that of the one named, whoever is meant.
      if (pairing.sides.size() == 2 && pairing.sides.front().range.begin > context_.number_at &&
          has_phrase(context_.behind, "than")) {
        std::swap(pairing.sides.front(), pairing.sides.back());
      }
    }
    for (const auto find : {sides_of_verb, sides_of_than}) {
      if (auto named = find(context_); named.size() == 2) {
        pairing.rest = rest_of(context_, named);
        pairing.sides = std::move(named);
      }
    }
    std::erase_if(pairing.rest,
                  [&](const Mention& family) { return is_part_of_side(pairing, family); });
    // "A is 2.8 times as fast as B and 57 % faster than C": A and C.
    if (auto own = own_sides(context_); pairing.sides.size() > 2 && own.size() == 2) {
      pairing.sides = std::move(own);
    } else if (pairing.sides.size() > 2) {
      const auto object = std::find_if(
          pairing.sides.begin() + 1, pairing.sides.end(),
          [&](const Mention& mention) { return mention.range.begin > context_.number_at; });
      const auto last = std::find_if(
          pairing.sides.rbegin(), pairing.sides.rend(),
          [&](const Mention& mention) { return mention.range.begin < context_.number_at; });
      if (names_base_first(context_) && last != pairing.sides.rend() &&
          !is_same(pairing.sides.front(), *last)) {
        pairing.sides = std::vector<Mention>{pairing.sides.front(), *last};
      } else if (object != pairing.sides.end() &&
                 pairing.sides.front().range.begin < context_.number_at) {
        pairing.sides = std::vector<Mention>{pairing.sides.front(), *object};
      }
    }
    named_ = pairing.sides;
    const Scope around = scope_around(pairing);
    for (const Mention& mention : pairing.sides) {
      if (mention.kind != NameKind::kFolder) {
        sides_.push_back(side_of(mention, around));
      }
    }
    if (names_base_first(context_) && !flagged_) {
      std::reverse(sides_.begin(), sides_.end());
    }
  }

  // "It rises by 5 %" below "Baseline versus tuned", where the clause itself names no two.
  [[nodiscard]] Pairing as_titled() const {
    if (context_.names == nullptr || !says_change(context_.ahead) ||
        pair_up(context_.mentions, {}).sides.size() > 1) {
      return {};
    }
    return {sides_in_title(context_.title, *context_.names), context_.mentions};
  }

  // What was spoken of before says where, as far as it is of another kind.
  [[nodiscard]] Scope scope_around(const Pairing& pairing) const {
    static constexpr std::array<std::string_view, 9> kThere = {
        "there",     "here",          "this network", "this file", "this benchmark",
        "this test", "this workload", "this run",     "this suite"};
    const bool there = has_any(context_.clause, kThere);
    std::vector<Mention> others = context_.subjects;
    std::erase_if(others, [&](const Mention& mention) {
      return (mention.kind == NameKind::kFile && !there) || mention.kind == NameKind::kFolder ||
             is_part_of_side(pairing, mention) ||
             std::any_of(pairing.sides.begin(), pairing.sides.end(),
                         [&](const Mention& side) { return is_akin(side, mention); });
    });
    return narrowed(narrowed(scope_of(pairing.rest), scope_of_phase(dataset_, context_.clause)),
                    narrowed(softened(scope_of(others)), context_.scope));
  }

  bool try_samples(const Metric& metric, const Side& side_a, const Side& side_b, bool warm) {
    const Metric* const in_a = as_measured_in(dataset_, metric, side_a.scope);
    const Metric* const in_b = as_measured_in(dataset_, metric, side_b.scope);
    if (in_a == nullptr || in_b == nullptr) {
      return false;
    }
    const Sample of_a = take_sample(dataset_, *in_a, side_a.scope, {warm});
    const Sample of_b = take_sample(dataset_, *in_b, side_b.scope, {warm});
    if (is_one_sample(of_a, of_b)) {
      return false;  // measured of neither
    }
    // What two tools call alike may be two things: it can support, and refutes nothing.
    const Judgement before = judgement_;
    const bool one = in_a == &metric && in_b == &metric;
    const bool settled = settle(metric, side_a, side_b, of_a, of_b);
    if (!one && (!settled || judgement_.verdict != Verdict::kSupported)) {
      judgement_ = before;
      return false;
    }
    return settled;
  }

  bool settle(const Metric& metric, const Side& side_a, const Side& side_b, const Sample& of_a,
              const Sample& of_b) {
    const auto va = of_a.values();
    const auto vb = of_b.values();
    const auto holds = [&](Statistic statistic) {
      const auto a = (*statistic)(va);
      const auto b = (*statistic)(vb);
      return a && b && *a > 0 && *b > 0 && try_ratio(metric, {side_a.name, *a}, {side_b.name, *b});
    };
    return std::ranges::any_of(kMiddles, holds) ||
           (speaks_of_ends(context_) && std::ranges::any_of(kEnds, holds)) ||
           try_matched(metric, side_a, side_b, signs_of(of_a, of_b)) ||
           try_pairs(metric, side_a, side_b, paired_ratios(of_a, of_b));
  }

  // The means of what was run alike, where one side ran more.
  bool try_matched(const Metric& metric, const Side& a, const Side& b,
                   const std::optional<Signs>& signs) {
    return signs && signs->pairs > 1 && signs->mean_a > 0 && signs->mean_b > 0 &&
           try_ratio(metric, {a.name + ", where both ran", signs->mean_a},
                     {b.name + ", where both ran", signs->mean_b});
  }

  // The mean of the ratios of what was run alike; the least or the most of them, where it is said.
  bool try_pairs(const Metric& metric, const Side& a, const Side& b,
                 const std::vector<double>& ratios) {
    static constexpr std::array<std::string_view, 4> kMost = {"largest", "at most", "biggest",
                                                              "never exceeds"};
    static constexpr std::array<std::string_view, 3> kLeast = {"smallest", "at least", "narrowest"};
    if (is_difference(stated_) || ratios.size() < 2) {
      return false;
    }
    const bool ends = has_any(context_.clause, kMost) || has_any(context_.clause, kLeast);
    const std::array<stats::Defined, 3> said = {stats::mean(ratios),
                                                ends ? stats::maximum(ratios) : stats::Defined(),
                                                ends ? stats::minimum(ratios) : stats::Defined()};
    return std::any_of(said.begin(), said.end(), [&](const auto& ratio) {
      return ratio && *ratio > 0 &&
             try_ratio(metric, {a.name + " by " + b.name + ", pair by pair", *ratio}, {"1", 1.0});
    });
  }

  // "26 % behind A": +1 where the first is said to be more, −1 where less, 0 where no such word
  // stands. Only of rates is who is ahead more.
  [[nodiscard]] int lead_said(bool rate) const {
    if (context_.near.starts_with(" above")) {
      return 1;
    }
    if (context_.near.starts_with(" below")) {
      return -1;
    }
    if (!percent_ || !rate || stated_.points) {
      return 0;
    }
    static constexpr std::array<std::string_view, 2> kBehind = {" behind", " short of"};
    static constexpr std::array<std::string_view, 2> kAhead = {" ahead", " over "};
    const bool overtakes = word_.word == nullptr && has_phrase(context_.clause, "overtake*");
    return overtakes || starts_with_any(context_.near, kAhead) ? 1
           : starts_with_any(context_.near, kBehind)           ? -1
                                                               : 0;
  }

  // Whether this ratio settles it.
  bool try_ratio(const Metric& metric, const std::pair<std::string, double>& a,
                 const std::pair<std::string, double>& b) {
    const double ratio = a.second / b.second;
    const double apart = std::abs(a.second - b.second);
    const bool share = std::max(a.second, b.second) <= 1;
    const double factor = to_stated_unit(metric.unit, stated_.unit).value_or(0);
    // "Lower by a third" is of the larger one, "a third higher" of the smaller. What stands nearest
    // says it: "lowers the memory by 17 % and improves throughput by 3 %".
    const FoundWord near = find_word(changes_by(context_) ? context_.ahead : context_.near);
    const CompareWord* const said = near.word != nullptr ? near.word : word_.word;
    const bool as_fast =
        context_.near.starts_with(" as fast") || context_.near.starts_with("as fast");
    const bool says_more = context_.near.starts_with(" more");
    const bool says_less =
        context_.near.starts_with(" less") || context_.near.starts_with(" fewer");
    const bool rate = direction_of_metric(metric) == Direction::kHigherIsBetter;
    const bool up_said =
        said != nullptr && (said->sense == Sense::kMore || (rate && said->sense == Sense::kBetter));
    const bool down_said =
        said != nullptr && (said->sense == Sense::kLess || (rate && said->sense == Sense::kWorse));
    const int ahead = lead_said(rate);
    const bool more = ahead > 0 || (ahead == 0 && (says_more || (up_said && !says_less)));
    const bool less = ahead < 0 || (ahead == 0 && (says_less || (down_said && !says_more)));
    const double one_way =
        100 * (more ? std::max(ratio, 1 / ratio) - 1 : 1 - std::min(ratio, 1 / ratio));
    const double whole = bare_ratio(context_, metric, ratio);
    const double points = apart * (share ? 100 : 1);
    const std::array<double, 2> readings =
        bare_                                           ? std::array{whole, whole}
        : percent_ && !stated_.points && (more || less) ? std::array{one_way, one_way}
        : is_difference(stated_)                        ? std::array{apart * factor, apart * factor}
        : stated_.points                                ? std::array{points, points}
        : percent_ ? std::array{std::abs(ratio - 1) * 100, std::abs(1 / ratio - 1) * 100}
                   : std::array{ratio, 1 / ratio};
    return std::any_of(readings.begin(), readings.end(), [&](double value) {
      const bool holds = agreement(plain_, value) >= Agreement::kRounded;
      if (holds || judgement_.why.empty()) {
        judgement_.why = metric.name + ": " + value_text(a.second, metric.unit) + " for " +
                         a.first + ", " + value_text(b.second, metric.unit) + " for " + b.first;
        judgement_.stated = StatedValue{stated_.value, percent_ ? "%" : ""};
        judgement_.found = FoundValue{value, percent_ ? "%" : "", ""};
      }
      if (!holds) {
        return false;
      }
      const bool ordered =
          ahead != 0 || as_fast || (said != nullptr && (flagged_ || says_order(context_)));
      const Sense sense = ahead > 0         ? Sense::kMore
                          : ahead < 0       ? Sense::kLess
                          : as_fast         ? Sense::kBetter
                          : says_more       ? Sense::kMore
                          : says_less       ? Sense::kLess
                          : said == nullptr ? Sense::kMore
                                            : said->sense;
      const int wanted = ordered ? wanted_sign(sense, metric) : 0;
      if (wanted != 0 && sign_of(a.second, b.second) * wanted < 0) {
        judgement_.reason = VerdictReason::kWrongDirection;
        judgement_.why += "; the other way round";
      } else {
        judgement_.verdict = Verdict::kSupported;
        judgement_.reason = VerdictReason::kRounding;
      }
      return true;
    });
  }

  const Dataset& dataset_;
  const Numeral& stated_;
  const ComparisonContext& context_;
  FoundWord word_;
  bool percent_ = false;
  bool bare_ = false;
  bool flagged_ = false;  ///< whose change is said: of a factor's two levels one, or the subject's
  Numeral plain_;
  std::vector<Side> sides_;
  std::vector<Mention> named_;  ///< whose sides those are
  Judgement judgement_ = contradicted(ClaimType::kComparison, VerdictReason::kWrongValue, "");
};

}  // namespace

std::optional<JudgedRatio> judge_ratio(const Dataset& dataset, const Numeral& stated,
                                       const ComparisonContext& context) {
  return RatioJudge(dataset, stated, context).judge();
}

std::optional<Judgement> judge_ratio_of(const Dataset& dataset, const Numeral& stated,
                                        const ComparisonContext& context,
                                        const std::vector<Mention>& sides) {
  return RatioJudge(dataset, stated, context).judge_of(sides);
}

}  // namespace chimera::verify
