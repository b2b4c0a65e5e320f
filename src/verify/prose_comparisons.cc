// A clause that compares, says how something moves or names a cause.
#include <algorithm>
#include <array>
#include <utility>

#include "verify/causes_said.h"
#include "verify/changes_said.h"
#include "verify/comparison_words.h"
#include "verify/confounded.h"
#include "verify/number_words.h"
#include "verify/prose_piece.h"
#include "verify/rankings_said.h"
#include "verify/steadiness_said.h"
#include "verify/trends.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "10 of the 36 settings beat A": said of a part, and of no mean.
bool is_of_part(std::string_view clause, std::size_t compares) {
  const std::string_view ahead = clause.substr(0, std::min(compares, clause.size()));
  const std::vector<Range> words = words_of(ahead);
  const auto word = [&](std::size_t i) {
    return i < words.size() ? ahead.substr(words[i].begin, words[i].end - words[i].begin)
                            : std::string_view();
  };
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    const std::size_t whole = word(i + 1) == "the" ? i + 2 : i + 1;
    if (word(i) == "of" && number_of(word(i - 1)) && number_of(word(whole))) {
      return true;
    }
  }
  return false;
}

// "Leaves the speed untouched or lower": what one reading of it denies.
bool says_unchanged(std::string_view clause) {
  static constexpr std::array<std::string_view, 4> kUnchanged = {"untouched", "unchanged",
                                                                 "unaffected", "the same or"};
  return has_any(clause, kUnchanged) && (!has_phrase(clause, "leaves") || has_phrase(clause, "or"));
}

// "The lowest belongs to A most often, else to B": of single cases, each with a winner of its own.
bool has_several_winners(std::string_view clause) {
  const std::size_t at = std::min(clause.find(" belongs to "), clause.find(" goes to "));
  return at != std::string_view::npos && (clause.find(" or ", at) != std::string_view::npos ||
                                          has_phrase(clause.substr(at), "most often"));
}

// "The trials tell the best from every other setting": what a test says, and of no direction.
bool says_told_apart(std::string_view clause) {
  static constexpr std::array<std::string_view, 3> kTell = {"tell", "tells", "told"};
  for (const std::string_view word : kTell) {
    const std::size_t at = find_phrase(clause, word);
    if (at != std::string_view::npos &&
        (find_phrase(clause, "from", at) != std::string_view::npos ||
         find_phrase(clause, "apart", at) != std::string_view::npos)) {
      return true;
    }
  }
  return false;
}

// "Tail behaviour is expressed as the ratio of p99 to p50": what is steady by that measure, no
// coefficient of variation tells.
bool is_measured_otherwise(std::string_view before) {
  static constexpr std::array<std::string_view, 5> kAs = {
      "expressed as", "measured as", "defined as", "quantified as", "quantified by"};
  return has_any(before, kAs);
}

// "There" as a place; "there is" names none.
bool points_there(std::string_view clause) {
  const std::size_t at = find_phrase(clause, "there");
  const std::string_view behind =
      at == std::string_view::npos ? std::string_view() : std::string_view{clause}.substr(at + 5);
  return at != std::string_view::npos && at > 0 && !behind.starts_with(" is") &&
         !behind.starts_with(" are") && !behind.starts_with(" was") &&
         !behind.starts_with(" were") && !behind.starts_with(" has");
}

}  // namespace

// Files that a clause before it in the sentence names.
std::vector<Mention> ProseReader::places_of(const Piece& piece) {
  std::vector<Mention> places = within(piece.mentions, piece.sentence);
  // "For model A, 60 layers are the fastest, while 40 are the slowest": of A, too.
  const auto here = within(piece.mentions, piece.clause);
  const bool of_settings =
      !here.empty() && std::all_of(here.begin(), here.end(), [](const Mention& mention) {
        return mention.kind == NameKind::kLevel;
      });
  std::erase_if(places, [&](const Mention& mention) {
    const bool place = mention.kind == NameKind::kFile || mention.kind == NameKind::kFolder ||
                       (of_settings && mention.kind == NameKind::kModel);
    return !place || mention.range.begin >= piece.clause.begin;
  });
  return places;
}

constexpr std::array<std::string_view, 5> kOwn = {" its", " their", " whose", "'s", "’s"};

bool ProseReader::says_which_number(const Piece& piece, std::size_t word) {
  const std::string clause = piece.text(piece.clause);
  if (word == std::string::npos) {
    return false;
  }
  const std::string_view spelled =
      std::string_view{clause}.substr(word, clause.find(' ', word) - word);
  std::string_view before = std::string_view{clause}.substr(0, word);
  while (before.ends_with(' ')) {
    before.remove_suffix(1);
  }
  const bool first = before == "the" || before.ends_with(" the") || before.ends_with(",the");
  // "Its best run reached 187": the one among its own.
  const bool own = ends_with_any(before, kOwn);
  const bool superlative = spelled.ends_with("est") || spelled == "best" || spelled == "worst";
  if (!superlative || (!own && (!first || words_of(before).size() > 3))) {
    return false;
  }
  const std::size_t begin = piece.clause.begin + word;
  const auto number =
      std::find_if(piece.numerals.begin(), piece.numerals.end(), [&](const Numeral& each) {
        // "The lowest loss of the four": how many there are.
        const bool set = each.word && piece.text({0, each.range.begin}).ends_with(" of the ");
        return each.range.begin > begin && !piece.is_named(each) && !set;
      });
  if (number == piece.numerals.end() || !piece.clause.holds(number->range.begin)) {
    return false;
  }
  static constexpr std::array<std::string_view, 5> kIs = {" was ", " is ", " took ", " of ",
                                                          " reached "};
  const std::string between = piece.text({begin, number->range.begin});
  return own || within(piece.mentions, {begin, number->range.begin}).empty() ||
         ends_with_any(between, kIs);
}

// A cause by a factor that the clause names, or by one of its levels.
std::optional<Judgement> ProseReader::judge_cause(const ComparisonContext& context) const {
  std::vector<std::string> columns = names_.factor_in(context.clause);
  std::vector<Mention> others;
  for (const Mention& mention : context.mentions) {
    if (mention.kind == NameKind::kLevel) {
      add_all(columns, mention.columns);
    } else {
      others.push_back(mention);
    }
  }
  NumberContext words;
  words.near = context.unnamed;
  words.wide = context.wide;
  words.scope = narrowed(scope_of(others), context.scope);
  return judge_confounded(dataset_, context.clause, columns, words);
}

// "Fastest of the three models": the count is no claim of its own, unless it is wrong and
// what is said of them is not true.
void ProseReader::drop_set_counts(const Piece& piece, std::size_t word, bool holds,
                                  std::vector<Anchor>& anchors) {
  std::erase_if(anchors, [&](const Anchor& anchor) {
    const std::string before = piece.text({std::min(word, anchor.range.begin), anchor.range.begin});
    return anchor.judgement.type == ClaimType::kCount && anchor.range.begin > word &&
           (holds || anchor.judgement.verdict != Verdict::kContradicted) &&
           before.ends_with("of the ");
  });
}

// "…, followed by B and C": with what the sentence says before it, which names the first.
ComparisonContext ProseReader::with_leader(const Piece& piece, ComparisonContext context) {
  static constexpr std::array<std::string_view, 2> kFollowed = {"followed by", "trailed by"};
  const Range range{piece.sentence.begin, piece.clause.end};
  if (!starts_with_any(trimmed(context.clause, " ,"), kFollowed)) {
    return context;
  }
  context.clause = piece.text(range);
  context.unnamed = piece.unnamed(range);
  context.mentions = within(piece.mentions, range);
  for (Mention& mention : context.mentions) {
    mention.range = {mention.range.begin - range.begin, mention.range.end - range.begin};
  }
  std::vector<Mention> places = context.mentions;
  std::erase_if(places, [](const Mention& mention) { return mention.files.empty(); });
  context.scope = narrowed(scope_of(places), context.scope);
  return context;
}

void ProseReader::add_comparison(const Piece& piece, std::vector<Anchor>& anchors) const {
  const std::string clause = piece.text(piece.clause);
  const std::size_t compares = comparison_word(clause);
  const bool premise = begins_with_cause(clause) || clause.find("since") < 3 ||
                       (compares != std::string::npos &&
                        is_premise(piece.text(piece.sentence),
                                   piece.clause.begin - piece.sentence.begin + compares));
  const bool advice = is_advice(piece.text(piece.sentence));
  const bool ratio = std::any_of(anchors.begin(), anchors.end(), [](const Anchor& anchor) {
    return anchor.judgement.type == ClaimType::kComparison ||
           anchor.judgement.type == ClaimType::kExtreme;
  });
  // "The best balance of speed and quality": what somebody likes.
  static constexpr std::array<std::string_view, 5> kTastes = {
      "best balance", "best trade-off", "best tradeoff", "best compromise", "good balance"};
  if ((advice && !premise) || ratio || is_hypothetical(clause) || has_phrase(clause, "expect") ||
      has_any(clause, kTastes) || has_phrase(clause, "might") || says_told_apart(clause) ||
      says_unchanged(clause) || has_several_winners(clause) || leaves_open(clause) ||
      is_of_part(clause, compares)) {
    return;
  }
  ComparisonContext context;
  context.clause = clause;
  context.wide = piece.unnamed(piece.sentence) + " " + piece.context.title;
  context.unnamed = piece.unnamed(piece.clause);
  context.head = piece.context.head;
  context.mentions = in_clause(piece);
  context.subjects = piece.subjects;
  context.scope = narrowed(scope_of(places_of(piece)), piece.context.scope);
  if (place_said(clause) == TrialPlace::kNotFirst) {
    context.scope.place = TrialPlace::kNotFirst;
  }
  // "BM_RoPE is the exception: A is slower than B there"
  if (points_there(clause)) {
    std::vector<Mention> there = piece.subjects;
    std::erase_if(there, [&](const Mention& mention) {
      return std::any_of(context.mentions.begin(), context.mentions.end(),
                         [&](const Mention& each) { return is_akin(each, mention); });
    });
    context.scope = narrowed(scope_of(there), context.scope);
  }
  // "Best tag g40" in a row of a model: of that model's.
  if (!piece.context.head.empty() && !context.mentions.empty()) {
    std::vector<Mention> of_row = piece.subjects;
    std::erase_if(of_row, [&](const Mention& mention) {
      return std::any_of(context.mentions.begin(), context.mentions.end(),
                         [&](const Mention& each) { return is_akin(each, mention); });
    });
    context.scope = narrowed(softened(scope_of(of_row)), context.scope);
  }
  context.names = &names_;
  if (auto cause = judge_cause(context)) {
    anchors.push_back(
        {{begin_of_words(piece), piece.clause.begin + cause_said(clause).end}, std::move(*cause)});
    return;
  }
  if (anchors.empty()) {
    auto said = judge_ranking(dataset_, with_leader(piece, context));
    said = said || is_measured_otherwise(piece.text(piece.previous))
               ? std::move(said)
               : judge_steadiness(dataset_, context);
    said = said ? std::move(said) : judge_trend(dataset_, context);
    if (add_whole(piece, std::move(said), anchors)) {
      return;
    }
  }
  const std::size_t word = comparison_word(clause);
  if (!anchors.empty() && says_which_number(piece, word)) {
    return;
  }
  std::size_t at = piece.clause.begin + (word == std::string::npos ? 0 : word);
  while (at + 1 < piece.clause.end && !is_word_char(piece.plain.text()[at])) {
    ++at;
  }
  for (Compared& compared : judge_comparison(dataset_, context)) {
    std::size_t word_end = at + 1;
    while (word_end < piece.clause.end && is_word_char(piece.plain.text()[word_end])) {
      ++word_end;
    }
    const std::size_t end = std::max(word_end, piece.clause.begin + compared.end);
    const bool free = std::none_of(anchors.begin(), anchors.end(), [&](const Anchor& anchor) {
      return anchor.range.begin < end && at < anchor.range.end;
    });
    // "Significantly better (p < 0.01)": true of it only with the test.
    const bool untested = has_phrase(clause, "significantly") &&
                          std::any_of(anchors.begin(), anchors.end(), [](const Anchor& anchor) {
                            return anchor.judgement.type == ClaimType::kSignificance &&
                                   anchor.judgement.verdict == Verdict::kUnsupported;
                          });
    // What a superlative beside a number is said of is the number's affair.
    const bool empty = compared.judgement.verdict == Verdict::kUnsupported && !anchors.empty();
    const bool of_number = compared.of_number && !anchors.empty();
    if (free && !empty && !of_number && !untested) {
      const bool holds = compared.judgement.verdict == Verdict::kSupported;
      anchors.push_back({{at, end}, std::move(compared.judgement)});
      drop_set_counts(piece, at, holds, anchors);
    }
    at = end;
  }
  if (anchors.empty()) {
    add_whole(piece, judge_change_of_level(dataset_, context), anchors);
  }
}

}  // namespace chimera::verify
