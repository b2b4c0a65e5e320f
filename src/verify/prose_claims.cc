// Which numbers of a clause are claims, and what is a claim of a name that the data don't know.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "verify/bind.h"
#include "verify/causes_said.h"
#include "verify/failure_causes.h"
#include "verify/memory_said.h"
#include "verify/pairs_won.h"
#include "verify/prose_piece.h"
#include "verify/unknown_names.h"
#include "verify/unmeasured_things.h"
#include "verify/untried_levels.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "Stays below 70 °C", "remained above 90 %": said of every value, not of their mean.
Bound bound_of_all(Bound bound, std::string_view ahead) {
  static constexpr std::array<std::string_view, 10> kStays = {
      "stays ",  "stayed ", "stay ", "remains ",     "remained ",
      "remain ", "keeps ",  "kept ", "always lies ", "always lay "};
  if (!ends_with_any(ahead, kStays)) {
    return bound;
  }
  return bound == Bound::kBelow ? Bound::kAtMost : bound == Bound::kAbove ? Bound::kAtLeast : bound;
}

}  // namespace

// "Raising num_gpu from 40 to 999": two levels, and no values.
bool ProseReader::is_range_of_factor(const Piece& piece, const Numeral& numeral) const {
  constexpr std::size_t kNear = 24;
  const std::string before =
      piece.text({piece.clause.begin, std::max(piece.clause.begin, numeral.range.begin)});
  if (!numeral.upper || !numeral.unit.empty() || !piece.clause.holds(numeral.range.begin) ||
      !before.ends_with("from ")) {
    return false;
  }
  return !names_.factor_in(before.substr(before.size() - std::min(kNear, before.size()))).empty();
}

namespace {

bool is_one(const Numeral& numeral) {
  return numeral.kind == NumeralKind::kNumber && numeral.value > 0.5 && numeral.value < 1.5;
}

}  // namespace

// "Between the two runs": says of which, and no more; a wrong number of them is still one.
bool ProseReader::is_definite(const Piece& piece, const Numeral& numeral) {
  static constexpr std::array<std::string_view, 13> kPrepositions = {
      "between the ", "for the ", "across the ", "from the ", "with the ", "in the ",    "on the ",
      "than the ",    "of the ",  "of its ",     "of their ", "over its ", "across its "};
  const std::string before = piece.text({piece.clause.begin, numeral.range.begin});
  // "The drop in one configuration": which, nobody asks.
  static constexpr std::array<std::string_view, 5> kIn = {" in ", " at ", " for ", " with ",
                                                          " of "};
  const bool any_one = is_one(numeral) && ends_with_any(before, kIn);
  return numeral.word && (any_one || ends_with_any(before, kPrepositions));
}

// "`timeout after 120 s`": a part of what a failed trial says.
bool ProseReader::is_of_reason(const Piece& piece, const Numeral& numeral) const {
  Range span = numeral.range;
  const std::string& lower = piece.plain.lower();
  while (span.begin > 0 && piece.plain.is_code(span.begin - 1)) {
    --span.begin;
  }
  while (span.end < lower.size() && piece.plain.is_code(span.end)) {
    ++span.end;
  }
  const std::string text = lower.substr(span.begin, span.end - span.begin);
  return piece.plain.is_code(numeral.range.begin) && text.find(' ') != std::string::npos &&
         is_reason(dataset_, text);
}

// Whether the name that the data don't know is nearer to the number than any model that they do.
bool ProseReader::is_of_unknown(const Piece& piece, const Numeral& numeral, std::size_t unknown) {
  const std::size_t at = piece.clause.begin + unknown;
  const Range between{std::min(at, numeral.range.begin), std::max(at, numeral.range.begin)};
  const Range before{piece.clause.begin, numeral.range.begin};
  const auto known = within(piece.mentions, at < numeral.range.begin ? between : before);
  return std::none_of(known.begin(), known.end(), [](const Mention& mention) {
    return mention.kind == NameKind::kModel || mention.kind == NameKind::kFile;
  });
}

// "Halves the size to 7260 MB": the number behind the verb says how much it is.
bool ProseReader::says_result(const Piece& piece, const Numeral& verb) {
  if (verb.kind != NumeralKind::kTimes || has_digit(piece.text(verb.range))) {
    return false;
  }
  return std::any_of(piece.numerals.begin(), piece.numerals.end(), [&](const Numeral& each) {
    const bool behind = verb.range.end < each.range.begin && piece.clause.holds(each.range.begin);
    const std::string between =
        behind ? piece.text({verb.range.end, each.range.begin}) : std::string();
    return between.ends_with(" to ") && between.find(" from ") == std::string::npos;
  });
}

// Whether nothing but a verb of what is to come follows: "a batch size of 32 will raise it".
bool ProseReader::is_of_forecast(const Piece& piece, const Numeral& numeral) {
  static constexpr std::array<std::string_view, 5> kVerbs = {" will ", " would ", " could ",
                                                             " should ", " might "};
  constexpr std::size_t kWordsBetween = 3;
  const std::string behind = piece.text({numeral.range.end, piece.clause.end});
  const std::string_view between = up_to_any(behind, kVerbs);
  return between.size() < behind.size() && words_of(between).size() <= kWordsBetween;
}

std::string_view ProseReader::unmeasured_in_clause(const Piece& piece) const {
  // "An increase that is caused by the cost of attention": the cause is no part of the number.
  const std::string clause = piece.unnamed(piece.clause);
  const std::string_view words = std::string_view{clause}.substr(0, cause_in_clause(clause));
  const std::string_view quantity = unmeasured_quantity(dataset_, words);
  return quantity.empty() && names_.factor_in(piece.text(piece.clause)).empty()
             ? unmeasured_subject(dataset_, words)
             : quantity;
}

// "At 32 clients" where 16 were the most.
std::vector<Numeral> ProseReader::untried_in(const Piece& piece) const {
  return is_advice(piece.text(piece.sentence))
             ? std::vector<Numeral>()
             : untried_levels(dataset_, names_, piece.text(piece.clause), piece.clause.begin,
                              piece.numerals);
}

namespace {

std::string nothing_run(const Numeral& level) {
  return std::string("nothing was run ") + (level.bound == Bound::kAbove ? "above " : "at ") +
         value_text(level.value);
}

}  // namespace

// What is said of such a level, unless another number says it.
bool ProseReader::add_untried(const Piece& piece, std::vector<Anchor>& anchors) const {
  constexpr std::size_t kWordsMin = 4;
  const std::vector<Numeral> untried = untried_in(piece);
  if (untried.empty() || words_of(piece.text(piece.clause)).size() < kWordsMin) {
    return false;
  }
  add_numbers(piece, anchors);
  if (anchors.empty()) {
    add_whole(piece,
              unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                          nothing_run(untried.front())),
              anchors);
  }
  return true;
}

void ProseReader::add_numbers(const Piece& piece, std::vector<Anchor>& anchors) const {
  if (is_wish(piece.text(piece.clause))) {
    return;
  }
  add_level_lists(piece, anchors);
  const std::vector<Anchor> lists = anchors;
  const std::vector<Numeral> untried = untried_in(piece);
  add_best_setting(piece, anchors);
  const bool numbered =
      std::any_of(piece.numerals.begin(), piece.numerals.end(),
                  [&](const Numeral& each) { return piece.clause.holds(each.range.begin); });
  const auto unknown = numbered
                           ? unknown_name_in(dataset_, piece.text(piece.clause), in_clause(piece))
                           : std::nullopt;
  const std::string_view of_clause = numbered ? unmeasured_in_clause(piece) : std::string_view();
  for (const Numeral& numeral : piece.numerals) {
    const bool listed = std::any_of(lists.begin(), lists.end(), [&](const Anchor& anchor) {
      return anchor.range.holds(numeral.digits.begin);
    });
    // "184.4 tok/s at 0.8": says where the number before it was measured.
    const bool places =
        std::any_of(piece.numerals.begin(), piece.numerals.end(), [&](const Numeral& each) {
          return each.range.end < numeral.digits.begin &&
                 piece.text({each.range.end, numeral.digits.begin}) == " at " &&
                 level_behind(piece, each).has_value();
        });
    const bool off = std::ranges::any_of(
        untried, [&](const Numeral& each) { return each.range.begin == numeral.range.begin; });
    if (off || listed || places || is_range_of_factor(piece, numeral) ||
        says_result(piece, numeral)) {
      continue;
    }
    const bool named = piece.is_named(numeral) || is_of_reason(piece, numeral);
    // "With 4 and with 8 threads it does not differ significantly": sides of a test.
    const bool tested = has_phrase(piece.text(piece.clause), "significan*");
    if (const Mention* const set = named && !tested ? set_by(piece, numeral) : nullptr;
        set != nullptr) {
      add_setting(piece, *set, anchors);
    }
    if (numeral.kind == NumeralKind::kDate || named || !piece.clause.holds(numeral.range.begin) ||
        numeral.range.end > piece.clause.end) {
      continue;
    }
    Numeral stated = numeral;
    if (const Numeral* const last = gone_on_from(piece, numeral);
        last != nullptr && stated.unit.empty() && stated.kind == NumeralKind::kNumber) {
      stated.unit = last->unit;
    }
    stated.bound =
        bound_of_all(stated.bound, piece.text({piece.clause.begin, numeral.range.begin}));
    auto judgement = judge_installed_memory(dataset_, stated,
                                            piece.text({piece.sentence.begin, stated.range.begin}),
                                            piece.text({stated.range.end, piece.clause.end}));
    if (judgement) {
      add_judged(piece, numeral, std::move(*judgement), anchors);
      continue;
    }
    judgement = judge_best_value(piece, stated, anchors);
    if (!judgement) {
      judgement = judge_number(piece, stated);
    }
    const auto whole = std::ranges::find_if(piece.numerals, [&](const Numeral& each) {
      return each.range.begin > numeral.range.begin && piece.clause.holds(each.range.begin);
    });
    if (judgement && judgement->type == ClaimType::kCount && whole != piece.numerals.end() &&
        judgement->verdict == Verdict::kUnsupported) {
      auto won = judge_pairs_won(dataset_, numeral, *whole,
                                 piece.text({whole->range.end, piece.clause.end}),
                                 context_of_ratio(piece, numeral));
      judgement = won ? std::move(won) : std::move(judgement);
    }
    if (judgement && judgement->type == ClaimType::kCount &&
        (judgement->verdict == Verdict::kSupported || is_one(numeral)) &&
        is_definite(piece, numeral)) {
      continue;
    }
    // "Move to 64 clients" says what to do, whether anybody did it or not.
    constexpr std::size_t kCommandWords = 3;
    const std::string ahead =
        piece.text({piece.sentence.begin, std::max(piece.sentence.begin, numeral.range.begin)});
    if (judgement && judgement->verdict == Verdict::kContradicted &&
        is_imperative(piece.text(piece.sentence)) && words_of(ahead).size() <= kCommandWords) {
      continue;
    }
    if (judgement && judgement->type != ClaimType::kCount && unknown &&
        is_of_unknown(piece, numeral, unknown->at)) {
      judgement = unsupported(judgement->type, VerdictReason::kNoSuchMeasurement,
                              "the data hold nothing of '" + unknown->name + "'");
    }
    if (judgement && !untried.empty() && judgement->type != ClaimType::kCount) {
      judgement = unsupported(judgement->type, VerdictReason::kNoSuchMeasurement,
                              nothing_run(untried.front()));
    }
    const std::string_view of_unit =
        unmeasured_unit(dataset_, piece.text({numeral.range.end, piece.sentence.end}));
    const std::string_view unmeasured = of_unit.empty() ? of_clause : of_unit;
    // "Calibrated on 512 samples" counts what nobody noted.
    const bool counted =
        judgement && judgement->type == ClaimType::kCount && unmeasured != "calibrat";
    if ((judgement || !of_unit.empty()) && !counted && !unmeasured.empty()) {
      std::string why = "nothing there is called '";
      judgement =
          unsupported(judgement ? judgement->type : ClaimType::kAggregate,
                      VerdictReason::kNoSuchMeasurement, why.append(unmeasured).append("'"));
    }
    // "1,156 ms on the former": of which of two, the sentence before says.
    static constexpr std::array<std::string_view, 2> kOfTwo = {"the former", "the latter"};
    if (judgement && judgement->verdict == Verdict::kContradicted &&
        judgement->type == ClaimType::kAggregate && numeral.kind == NumeralKind::kNumber &&
        has_any(piece.unnamed(piece.segment_of(numeral)), kOfTwo)) {
      judgement = unsupported(judgement->type, VerdictReason::kTooVague,
                              "which of the two is meant stands elsewhere");
    }
    // "With eight requests in flight the gap would close": counts nothing that was.
    static constexpr std::array<std::string_view, 2> kParts = {",", ";"};
    if (judgement && judgement->type == ClaimType::kCount && !numeral.upper &&
        is_hypothetical(up_to_any(piece.text({numeral.range.end, piece.clause.end}), kParts))) {
      judgement = unsupported(judgement->type, VerdictReason::kTooVague,
                              "it says what would be, not what was");
    }
    // "A batch size of 32 will raise it by 20 %": what is to be done, not what was.
    if (judgement && judgement->verdict == Verdict::kContradicted && numeral.unit.empty() &&
        numeral.kind == NumeralKind::kNumber && is_of_forecast(piece, numeral)) {
      continue;
    }
    // "Of which three failed": of what stands before it, which no name tells here.
    static constexpr std::array<std::string_view, 3> kUntold = {"of which ", "of them ", "all "};
    if (judgement && judgement->verdict == Verdict::kContradicted && numeral.word &&
        judgement->type == ClaimType::kCount && within(piece.mentions, piece.sentence).empty() &&
        ends_with_any(piece.text({piece.sentence.begin, numeral.range.begin}), kUntold)) {
      judgement = unsupported(judgement->type, VerdictReason::kTooVague,
                              "which are meant stands in another sentence");
    }
    // "Over a campaign of 150 runs": of which, no name here tells.
    static constexpr std::array<std::string_view, 4> kOfSome = {"campaign of ", "series of ",
                                                                "study of ", "project of "};
    if (judgement && judgement->verdict == Verdict::kContradicted &&
        judgement->type == ClaimType::kCount &&
        ends_with_any(piece.text({piece.sentence.begin, numeral.range.begin}), kOfSome)) {
      judgement = unsupported(judgement->type, VerdictReason::kTooVague,
                              "of which runs it is said, the text doesn't name");
    }
    // "One request died with it switched on": of what it is, another sentence tells.
    static constexpr std::array<std::string_view, 3> kIt = {"with it", "without it", "for it"};
    if (judgement && judgement->verdict == Verdict::kContradicted &&
        judgement->type == ClaimType::kCount && has_any(piece.text(piece.clause), kIt)) {
      judgement = unsupported(judgement->type, VerdictReason::kTooVague,
                              "what it is of stands in another sentence");
    }
    if (judgement && add_extreme_apart(piece, numeral, anchors)) {
      continue;
    }
    if (judgement) {
      add_judged(piece, numeral, std::move(*judgement), anchors);
    }
  }
  join_parts(piece, anchors);
}

// "2 of 5 tests passed" is one claim: it holds where both numbers do.
void ProseReader::join_parts(const Piece& piece, std::vector<Anchor>& anchors) {
  static constexpr std::array<std::string_view, 6> kOf = {" of ",       " of the ", " of its ",
                                                          " of their ", " of all ", " out of "};
  for (std::size_t i = 1; i < anchors.size(); ++i) {
    Anchor& part = anchors[i - 1];
    const Anchor& whole = anchors[i];
    // Of what the part is may be left open; the whole is judged nevertheless.
    const bool counts = part.judgement.type == ClaimType::kCount &&
                        part.judgement.verdict != Verdict::kUnsupported &&
                        whole.judgement.type == ClaimType::kCount && !part.silent && !whole.silent;
    if (!counts || part.range.end > whole.range.begin ||
        !is_one_of(piece.text({part.range.end, whole.range.begin}), kOf)) {
      continue;
    }
    const auto is_worse = [&](Verdict verdict) {
      return whole.judgement.verdict == verdict && part.judgement.verdict != verdict;
    };
    const bool of_whole =
        is_worse(Verdict::kContradicted) ||
        (part.judgement.verdict == Verdict::kSupported && is_worse(Verdict::kUnsupported));
    part.judgement = of_whole ? whole.judgement : part.judgement;
    part.range.end = whole.range.end;
    anchors.erase(anchors.begin() + static_cast<std::ptrdiff_t>(i));
    --i;
  }
}

}  // namespace chimera::verify
