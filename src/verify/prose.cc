#include "verify/prose.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <utility>

#include "verify/clauses.h"
#include "verify/clauses_apart.h"
#include "verify/closed_world.h"
#include "verify/comparison_words.h"
#include "verify/copies_said.h"
#include "verify/correlations_said.h"
#include "verify/counts.h"
#include "verify/coverage_said.h"
#include "verify/dated_runs.h"
#include "verify/denied_things.h"
#include "verify/denied_words.h"
#include "verify/elided_said.h"
#include "verify/failure_causes.h"
#include "verify/flags_said.h"
#include "verify/folders_listed.h"
#include "verify/folders_said.h"
#include "verify/label_said.h"
#include "verify/log_phrases.h"
#include "verify/missing_values.h"
#include "verify/named_things.h"
#include "verify/outliers_said.h"
#include "verify/prose_piece.h"
#include "verify/run_block.h"
#include "verify/sample.h"
#include "verify/single_day_said.h"
#include "verify/single_runs.h"
#include "verify/undecidable_said.h"
#include "verify/unmeasured_things.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Names in quotes or code spans that are no mention.
std::vector<std::string> quoted_names(const Plain& plain, Range range,
                                      const std::vector<Mention>& mentions) {
  std::vector<std::string> names;
  const std::string& text = plain.lower();
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const bool opens =
        (text[at] == '"' || text[at] == '\'') && (at == 0 || !is_word_char(text[at - 1]));
    if (!opens) {
      continue;
    }
    std::size_t end = at + 1;
    while (end < range.end && (is_name_char(text[end]) || text[end] == '.' || text[end] == ':')) {
      ++end;
    }
    std::string name = text.substr(at + 1, end - at - 1);
    while (!name.empty() && !is_word_char(name.back())) {
      name.pop_back();
    }
    const bool known = std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
      return mention.range.begin <= at + 1 && at + 1 < mention.range.end;
    });
    if (!known && name.size() > 2 && end < range.end &&
        (text[end] == '"' || text[end] == '\'' || text[end] == ',')) {
      names.push_back(std::move(name));
    }
    at = end;
  }
  return names;
}

// "It gives the best rate".
bool begins_with_it(std::string_view sentence) {
  const auto words = words_of(sentence);
  return !words.empty() && sentence.substr(words[0].begin, words[0].end - words[0].begin) == "it";
}

// What a sentence takes over from the one before: a setting only where a word points to it, and
// one of each kind where "its" does.
std::vector<Mention> carried(const std::vector<Mention>& subjects, std::string_view sentence,
                             const Scope& headings) {
  static constexpr std::array<std::string_view, 14> kPointing = {
      "there",  "here",   "this",      "these", "that",       "same",        "those",
      "latter", "former", "therefore", "its",   "the two is", "the two was", "the two differ"};
  static constexpr std::array<std::string_view, 3> kOne = {"its", "it", "this"};
  // "Over the three levels": of none of them alone.
  static constexpr std::array<std::string_view, 8> kOverAll = {
      "over all",      "across all",     "over the two",     "over the three",
      "over the four", "across the two", "across the three", "across the four"};
  const bool over_all = has_any(sentence, kOverAll);
  // "num_gpu=60 is safe for model A. It gives …": of that setting.
  const bool of_level =
      !subjects.empty() && subjects.front().kind == NameKind::kLevel && begins_with_it(sentence);
  const bool pointing = has_any(sentence, kPointing) || of_level;
  const bool one = has_any(sentence, kOne);
  std::vector<Mention> kept;
  for (const Mention& mention : subjects) {
    const bool akin = std::any_of(kept.begin(), kept.end(),
                                  [&](const Mention& each) { return is_akin(each, mention); });
    // "With one client …" below "Latency at 64 clients": what stands nearer holds on.
    const bool instead = std::any_of(
        headings.conditions.begin(), headings.conditions.end(), [&](const Setting& setting) {
          return share_column(setting.columns, mention.columns) && setting.values != mention.values;
        });
    const bool amount = mention.kind == NameKind::kLevel && !mention.values.empty() &&
                        has_digit(mention.values.front().substr(0, 1));
    // What was said of a level that was never tried holds of no other sentence.
    if ((mention.kind != NameKind::kLevel || pointing || instead) && !(one && akin) &&
        !(over_all && amount) && !mention.unknown) {
      kept.push_back(mention);
    }
  }
  return kept;
}

// "Its fp16 latency is lower, yet it needs more memory": "it" is who was spoken of before.
bool refers_back(std::string_view sentence) {
  static constexpr std::array<std::string_view, 4> kPronouns = {"it", "its", "they", "their"};
  const auto words = words_of(sentence);
  return !words.empty() &&
         is_one_of(sentence.substr(words[0].begin, words[0].end - words[0].begin), kPronouns);
}

// Those and of the others what is of another kind.
std::vector<Mention> with_others(std::vector<Mention> mentions,
                                 const std::vector<Mention>& others) {
  for (const Mention& other : others) {
    if (std::ranges::none_of(mentions, [&](const Mention& each) { return is_akin(each, other); })) {
      mentions.push_back(other);
    }
  }
  return mentions;
}

// Those that begin in the range. REQUIRES: in their order.
template <typename All>
auto in_range(All& all, Range range) {
  const auto begins = [](const auto& each) { return each.range.begin; };
  const auto first = std::ranges::lower_bound(all, range.begin, {}, begins);
  return std::span(first, std::ranges::lower_bound(all, range.end, {}, begins));
}

template <typename Ranged>
std::vector<Ranged> between(const std::vector<Ranged>& all, Range range) {
  const auto found = in_range(all, range);
  return {found.begin(), found.end()};
}

// Adds what the label names, but for what is named in its place, and settings of other files.
void add_of_label(const Dataset& dataset, const std::vector<Mention>& label,
                  const std::vector<Mention>& own, std::vector<Mention>& spoken_of) {
  const std::vector<Mention> before = spoken_of;
  std::ranges::copy_if(label, std::back_inserter(spoken_of), [&](const Mention& mention) {
    const auto akin = [&](const Mention& each) { return is_akin(each, mention); };
    return std::ranges::none_of(own, akin) && std::ranges::none_of(before, akin) &&
           std::ranges::none_of(own, [&](const Mention& each) {
             return is_setting_elsewhere(dataset, mention, each);
           });
  });
}

// Whether a sentence speaks of an experiment ("the parameter sweep") that none of the files is of.
bool leads_away(const std::vector<Mention>& mentions, const std::vector<std::size_t>& files,
                const Dataset& dataset) {
  return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
    const bool experiment =
        !mention.columns.empty() && mention.columns.front() == kExperimentColumn;
    return experiment && std::none_of(files.begin(), files.end(), [&](std::size_t file) {
             return path_has(dataset.files()[file].path, mention.values);
           });
  });
}

// "71.4 tokens/s" is no row "tokens_s" of a table of measurements.
void drop_units(const std::vector<Numeral>& numerals, std::vector<Mention>& mentions) {
  std::erase_if(mentions, [&](const Mention& mention) {
    return std::ranges::any_of(numerals, [&](const Numeral& numeral) {
      return !numeral.unit.empty() && mention.range.begin >= numeral.digits.end &&
             mention.range.end <= numeral.range.end && mention.range.begin < mention.range.end;
    });
  });
}

// "AMD EPYC 7413": no number.
void drop_hardware(const std::vector<NamedThing>& things, std::vector<Numeral>& numerals) {
  std::erase_if(numerals, [&](const Numeral& numeral) {
    return std::ranges::any_of(things, [&](const NamedThing& thing) {
      return thing.range.begin <= numeral.range.begin && numeral.range.end <= thing.range.end;
    });
  });
}

// "Most of them JSON (44)": where a count stands in brackets; npos for none.
std::size_t count_behind(std::string_view clause, std::size_t from) {
  const std::size_t open = clause.find(" (", from);
  const std::size_t close = open == std::string_view::npos ? open : clause.find(')', open);
  return close != std::string_view::npos && is_number(clause.substr(open + 2, close - open - 2))
             ? open
             : std::string_view::npos;
}

}  // namespace

std::string blanked_names(const std::vector<Mention>& mentions, std::string text) {
  for (const Mention& mention : mentions) {
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(mention.range.begin),
              text.begin() + static_cast<std::ptrdiff_t>(mention.range.end), ' ');
  }
  return text;
}

std::vector<Mention> ProseReader::read(const Plain& plain, const ProseContext& context,
                                       std::vector<Claim>& claims) const {
  std::vector<Numeral> all_numerals = find_numerals(plain);
  drop_hardware(find_named_things(dataset_, plain.lower()), all_numerals);
  std::vector<Mention> all_mentions = names_.find(plain);
  drop_units(all_numerals, all_mentions);
  add_dated_runs(dataset_, plain.lower(), all_numerals, all_mentions);
  const std::vector<Range> sentences = sentences_of(plain.lower());
  for (const Range& sentence : sentences) {
    settle_experiments(dataset_, in_range(all_mentions, sentence));
  }
  const std::string blanked = blanked_names(all_mentions, plain.lower());
  const std::size_t label_end = context.head.empty() ? end_of_label(plain, lines_) : 0;
  const std::vector<Mention> label = within(all_mentions, {0, label_end});
  std::vector<Mention> subjects = context.subjects;
  ProseContext elsewhere = context;  // outside the files that the section is about
  elsewhere.scope.files.reset();
  bool away = false;
  Range previous;
  for (Range sentence : sentences) {
    if (cancel_.raised()) {
      break;
    }
    const bool labelled = sentence.begin < label_end && sentence.end > label_end &&
                          is_mere_label(dataset_, blanked, all_mentions, label_end, sentence.end);
    sentence.begin = labelled ? label_end : sentence.begin;
    const Range near{previous.begin, sentence.end};
    const std::vector<Numeral> numerals = between(all_numerals, near);
    std::vector<Mention> mentions = between(all_mentions, near);
    std::vector<Mention> before;
    const std::string_view said =
        std::string_view{plain.lower()}.substr(sentence.begin, sentence.end - sentence.begin);
    // A cell is about its row, whatever its words.
    const bool of_row = !context.head.empty() && previous.empty();
    away = away || (context.scope.files && context.head.empty() &&
                    leads_away(within(mentions, sentence), *context.scope.files, dataset_));
    std::vector<Mention> spoken_of = of_row ? subjects : carried(subjects, said, context.scope);
    // A sentence that names its own file is not about the one before.
    const auto is_file = [](const Mention& mention) { return mention.kind == NameKind::kFile; };
    if (!of_row && std::ranges::any_of(within(mentions, sentence), is_file)) {
      std::erase_if(spoken_of, is_file);
    }
    if (!previous.empty() || labelled) {
      add_of_label(dataset_, label, within(mentions, sentence), spoken_of);
    }
    for (const Range& clause :
         clauses_apart(with_elided(clauses_of(plain.lower(), sentence), plain.lower(), mentions),
                       plain.lower())) {
      const Piece piece{
          plain,    away ? elsewhere : context,          sentence, previous, clause, numerals,
          mentions, before.empty() ? spoken_of : before, blanked};
      read_clause(piece, claims);
      if (auto here = within(mentions, clause); !here.empty()) {
        before = refers_back(said) ? with_others(std::move(here), spoken_of) : std::move(here);
        add_of_label(dataset_, label, within(mentions, sentence), before);
      }
    }
    if (auto named = within(mentions, sentence); !named.empty()) {
      subjects = std::move(named);
    }
    previous = sentence;
  }
  return subjects;
}

void ProseReader::read_clause(const Piece& piece, std::vector<Claim>& claims) const {
  std::vector<Anchor> anchors;
  add_missing_files(piece, anchors);
  add_listed_folders(piece, anchors);
  if (add_outcome(piece, anchors) || add_untried(piece, anchors) ||
      add_whole(piece, judge_whole(piece), anchors)) {
    add_claims(piece, anchors, claims);
    return;
  }
  const std::string clause = piece.text(piece.clause);
  add_whole(piece, judge_largest_folder(dataset_, clause, in_clause(piece)), anchors);
  if (add_whole(piece, judge_largest_file(dataset_, clause, in_clause(piece)), anchors) ||
      add_all_of_failed(piece, anchors)) {
    add_claims(piece, anchors, claims);
    return;
  }
  add_dates(piece, anchors);
  add_numbers(piece, anchors);
  add_failures(piece, anchors);
  add_named_things(piece, anchors);
  auto main = judge_main_part(piece);
  main = main ? std::move(main) : judge_part_of_each(piece);
  if (main) {
    anchors.push_back({{main->at, main->at + 1}, std::move(main->judgement)});
  }
  if (!add_majority_of_runs(piece, anchors) && !add_significance(piece, anchors)) {
    add_comparison(piece, anchors);
  }
  if (anchors.empty()) {
    add_statement(piece, anchors);
    if (anchors.empty()) {
      add_unread(piece, anchors);
    }
  } else {
    add_majority(piece, anchors);
    add_denial(piece, anchors);
    add_cause(piece, anchors);
  }
  add_claims(piece, anchors, claims);
}

std::optional<Judgement> ProseReader::judge_whole(const Piece& piece) const {
  const std::string clause = piece.text(piece.clause);
  auto judgement = judge_quality(piece);
  judgement = judgement ? std::move(judgement) : judge_people(dataset_, clause);
  judgement =
      judgement ? std::move(judgement) : judge_stands_twice(dataset_, clause, in_clause(piece));
  judgement =
      judgement ? std::move(judgement) : judge_single_runs(dataset_, clause, in_clause(piece));
  return judgement ? std::move(judgement) : judge_first_trials(piece);
}

void ProseReader::add_named_things(const Piece& piece, std::vector<Anchor>& anchors) const {
  // "The numerical error of half precision is negligible": no word on the precision.
  if (is_advice(piece.text(piece.sentence)) ||
      !unmeasured_quantity(dataset_, piece.unnamed(piece.clause)).empty()) {
    return;
  }
  for (NamedThing& thing : find_named_things(dataset_, piece.text(piece.clause))) {
    const Range range{piece.clause.begin + thing.range.begin, piece.clause.begin + thing.range.end};
    const auto overlaps = [range](const auto& other) {
      return other.range.begin < range.end && range.begin < other.range.end;
    };
    // "It ran on an NVIDIA GeForce RTX 4080": there the card is what is said, else of what.
    const bool meant = says_machine(piece.text({piece.sentence.begin, range.begin}));
    if (std::none_of(anchors.begin(), anchors.end(), overlaps) &&
        (meant || std::none_of(piece.mentions.begin(), piece.mentions.end(), overlaps))) {
      anchors.push_back({range, std::move(thing.judgement)});
    }
  }
}

// "101 artifacts, predominantly JSON files": beside a number, up to the next comma.
void ProseReader::add_majority(const Piece& piece, std::vector<Anchor>& anchors) const {
  const std::string clause = piece.text(piece.clause);
  std::size_t word = std::string::npos;
  for (const std::string_view each : kMost) {
    word = std::min(word, find_phrase(clause, each));
  }
  if (word == std::string::npos || is_advice(piece.text(piece.sentence))) {
    return;
  }
  const Range said{piece.clause.begin + word,
                   piece.clause.begin + std::min({clause.find(',', word),
                                                  count_behind(clause, word), clause.size()})};
  const bool free = std::none_of(anchors.begin(), anchors.end(), [said](const Anchor& anchor) {
    return anchor.range.begin < said.end && said.begin < anchor.range.end;
  });
  StatementContext context;
  context.clause = piece.text(said);
  context.wide = clause;
  context.mentions = within(piece.mentions, said);
  context.names = &names_;
  auto judgement = free ? judge_majority(dataset_, context) : std::nullopt;
  if (judgement) {
    anchors.push_back({{said.begin, said.begin + 1}, std::move(*judgement)});
  }
}

void ProseReader::add_statement(const Piece& piece, std::vector<Anchor>& anchors) const {
  StatementContext context;
  context.clause = piece.text(piece.clause);
  // "Explore larger batches: 1024 was never tested": what was not done is told, whatever to do.
  // "Consider A; it recovers most of the accuracy": what it rests on is said.
  const std::string said = trimmed(context.clause, " ;");
  const bool reason = said.starts_with("because ") && find_word(said).word == nullptr;
  const bool premise =
      (reason || said.starts_with("it ") || said.starts_with("they ")) &&
      is_premise(piece.text(piece.sentence), piece.clause.end - piece.sentence.begin);
  const bool advice = is_advice(piece.text(piece.sentence)) && !denies_doing(context.clause) &&
                      denied_in(context.clause).empty();
  if ((advice && !premise) || leaves_open(context.clause)) {
    return;
  }
  context.spelled =
      piece.plain.text().substr(piece.clause.begin, piece.clause.end - piece.clause.begin);
  context.wide = piece.text(piece.sentence);
  context.mentions = in_clause(piece);
  context.quoted = quoted_names(piece.plain, piece.clause, piece.mentions);
  context.names = &names_;
  auto judgement = judge_copies(dataset_, context.clause, context.mentions);
  if (!judgement) {
    // What went wrong is said before why.
    judgement = judge_failure_cause(
        dataset_, context.clause, piece.text({piece.sentence.begin, piece.clause.end}),
        narrowed(scope_of(within(piece.mentions, piece.sentence)), piece.context.scope));
    if (judgement && judgement->verdict == Verdict::kContradicted && goes_beyond_outcome(piece)) {
      judgement.reset();
    }
  }
  if (!judgement) {
    judgement = judge_correlated(
        dataset_, names_, context.clause,
        narrowed(scope_of(within(piece.mentions, piece.clause)), piece.context.scope));
  }
  if (!judgement) {
    judgement =
        judge_flag(dataset_, context.clause,
                   narrowed(scope_of(within(piece.mentions, piece.sentence)), piece.context.scope));
  }
  if (!judgement) {
    judgement = judge_outliers(
        dataset_, context.clause,
        narrowed(scope_of(within(piece.mentions, piece.clause)), piece.context.scope));
  }
  if (!judgement) {
    judgement = judge_missing_values(
        dataset_, context.clause,
        narrowed(scope_of(within(piece.mentions, piece.clause)), piece.context.scope));
  }
  if (!judgement) {
    judgement = judge_log_phrase(dataset_, context.clause);
  }
  if (!judgement) {
    judgement = judge_folders_there(dataset_, context.clause, context.wide);
  }
  if (!judgement) {
    judgement = judge_coverage(dataset_, context);
  }
  if (!judgement) {
    judgement = judge_modified(context.clause, piece.context.modified_days);
  }
  if (!judgement) {
    judgement = judge_single_day(dataset_, context.clause);
  }
  if (!judgement) {
    judgement = judge_majority(dataset_, context);
  }
  if (!judgement) {
    judgement = judge_claimed_things(dataset_, context);
  }
  if (!judgement) {
    judgement = judge_denied_things(dataset_, context);
  }
  if (!judgement) {
    judgement = judge_unmeasured(dataset_, context);
  }
  if (!judgement) {
    judgement = judge_existence(dataset_, context);
  }
  if (!judgement) {
    judgement = judge_opinion(context);
  }
  if (!judgement) {
    judgement = judge_undecidable(dataset_, names_, context.clause, context.mentions);
  }
  if (judgement && judgement->why == kHoldsWhatIsNamed && has_unread_number(piece)) {
    judgement = unsupported(ClaimType::kExistence, VerdictReason::kTooVague,
                            "nothing that was read has the number in it");
  }
  if (begin_of_words(piece) < piece.clause.end) {
    add_whole(piece, std::move(judgement), anchors);
  }
}

}  // namespace chimera::verify
