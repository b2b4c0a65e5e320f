// What a number in prose is of: the names nearest to it, and whose part of a pair it is.
#include <algorithm>
#include <array>
#include <utility>

#include "verify/counted_words.h"
#include "verify/prose_piece.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Whether what stands between a number and a name behind it joins the two: "for", "with", "was
// measured at"; of "on its baseline, B" what stands behind the comma.
bool joins(std::string_view between) {
  static constexpr std::array<std::string_view, 10> kJoining = {
      "for", "with", "at", "in", "on", "by", "using", "when", "under", "from"};
  const std::size_t comma = between.rfind(", ");
  between.remove_prefix(comma == std::string_view::npos ? 0 : comma);
  const auto words = words_of(between);
  if (words.empty() || words.size() > 5) {
    return false;
  }
  return std::any_of(words.begin(), words.end(), [&](const Range& word) {
    const std::string_view spelled = between.substr(word.begin, word.end - word.begin);
    return std::find(kJoining.begin(), kJoining.end(), spelled) != kJoining.end();
  });
}

// Whether something else is spoken of behind it: "; …", ", that of …".
bool starts_clause(std::string_view between) {
  static constexpr std::array<std::string_view, 12> kParting = {
      ", followed ", ", then ",    ", for ", ";",      ": ",    ", that ",
      ", while ",    ", whereas ", ", but ", ", and ", " and ", ", against "};
  return std::any_of(kParting.begin(), kParting.end(), [between](std::string_view sign) {
    return between.find(sign) != std::string_view::npos;
  });
}

// "12 (A": a bracket behind a number.
bool is_behind_number(std::string_view text, std::size_t at) {
  return at > 2 && text[at - 1] == '(' && text[at - 2] == ' ' && has_digit(text.substr(at - 3, 1));
}

constexpr std::array<std::string_view, 4> kContrasts = {" while ", " whereas ", "; ", " but "};

// "The best run reached 78 at num_gpu=40, the sweep mean is 77": the setting is the first number's.
bool begins_anew(std::string_view between) {
  static constexpr std::array<std::string_view, 3> kAnew = {", the ", ", and the ", " and the "};
  static constexpr std::array<std::string_view, 9> kVerbs = {
      "is", "was", "are", "reached", "reaches", "averages", "averaged", "delivered", "lies"};
  for (const std::string_view sign : kAnew) {
    const std::size_t at = between.rfind(sign);
    if (at != std::string_view::npos && at > 0 && has_any(between.substr(at), kVerbs)) {
      return true;
    }
  }
  return false;
}

// "A peaks at 187 with X, while B peaks at 303 with Y": X is of the one and Y of the other.
bool contrasts(std::string_view between) {
  static constexpr std::array<std::string_view, 3> kOfAll = {"both", "each", "all"};
  return !has_any(between, kOfAll) &&
         std::any_of(kContrasts.begin(), kContrasts.end(), [between](std::string_view sign) {
           return between.find(sign) != std::string_view::npos;
         });
}

// Whether the clause that the name stands in has another number: for a setting before it, which is
// then of that number, for what stands behind this one anywhere.
bool has_own_number(std::string_view text, const Mention& mention, bool behind) {
  static constexpr std::array<std::string_view, 6> kEnds = {" while ", " whereas ", "; ",
                                                            " but ",   ". ",        ": "};
  std::size_t begin = 0;
  const std::string_view before = text.substr(0, mention.range.begin);
  for (const std::string_view sign : kEnds) {
    const std::size_t at = before.rfind(sign);
    begin = at == std::string_view::npos ? begin : std::max(begin, at);
  }
  return behind ? has_digit(before.substr(begin)) ||
                      has_digit(up_to_any(text.substr(mention.range.end), kEnds))
                : mention.kind == NameKind::kLevel && has_digit(before.substr(begin));
}

// How far a name is from a number at `range`: one before rather than one behind, unless words join
// them; a comma or a colon between parts what else belongs together.
std::size_t distance_of(const Mention& mention, std::string_view text, Range number) {
  const bool before = mention.range.end <= number.begin;
  const std::size_t begin = before ? mention.range.end : number.end;
  const std::size_t end = before ? number.begin : std::max(number.end, mention.range.begin);
  const std::string_view between = text.substr(begin, end - begin);
  // ", at 200 req/s 592.2 ms": of the next number.
  const std::size_t behind = mention.range.end + 1;
  const bool of_next = between.find(',') != std::string_view::npos && behind < text.size() &&
                       text[behind - 1] == ' ' && text[behind] >= '0' && text[behind] <= '9';
  // "from 12 (A x) to 41 (B y)": each has its own, names that stand before it blanked.
  if (!before && between.starts_with(" (") && trimmed(between, " (").empty()) {
    return 0;
  }
  // "A reaches 821, 26 % below B": of the next number.
  const bool passes_number = !before && has_digit(between) && !between.starts_with(" of ");
  // "88 failed, most of them on A": of more than A.
  static constexpr std::array<std::string_view, 5> kParts = {", most", ", mainly", ", all of",
                                                             ", half of", ", both "};
  if (!before && std::any_of(kParts.begin(), kParts.end(), [&](std::string_view words) {
        return between.find(words) != std::string_view::npos;
      })) {
    return 10'000;
  }
  if (!before && !starts_clause(between) && !of_next && !passes_number && joins(between)) {
    return 0;
  }
  // "187 tok/s, a 2.4 % improvement over the baseline": the baseline is the second number's.
  const std::size_t apposition = between.find(", a ");
  const bool apposed = !before && apposition != std::string_view::npos &&
                       has_digit(between.substr(apposition)) &&
                       !has_digit(between.substr(0, apposition));
  const bool left = before && mention.kind == NameKind::kLevel && begins_anew(between) &&
                    has_own_number(text, mention, false);
  if (apposed || left || (contrasts(between) && has_own_number(text, mention, !before))) {
    return 10'000;
  }
  std::size_t distance = passes_number ? 200U : 0U;
  distance += before ? between.size() : 3 * between.size() + 8;
  distance +=
      before && between.starts_with(")") && is_behind_number(text, mention.range.begin) ? 200U : 0U;
  if (between.find(',') != std::string_view::npos ||
      between.find(" and ") != std::string_view::npos) {
    distance += 60;
  }
  if (between.find(": ") != std::string_view::npos || between.find(';') != std::string_view::npos) {
    distance += before ? 100 : 10'000;
  }
  return distance;
}

// "A is faster than B and holds 8 trials", "loses 2 points against B and holds": the number is A's.
bool is_object(const Mention& mention, const std::vector<Mention>& mentions, std::string_view text,
               Range number) {
  std::string_view before = text.substr(0, mention.range.begin);
  before.remove_suffix(before.ends_with(" the ") ? 4 : 0);
  // "The agreement with A x stays above 99 %": with what it agrees is no place.
  static constexpr std::array<std::string_view, 3> kWith = {"agreement with", "agreement to",
                                                            "similarity to"};
  if (ends_with_any(before.substr(0, before.find_last_not_of(' ') + 1), kWith)) {
    return true;
  }
  if ((!before.ends_with(" than ") && !before.ends_with(" against ")) ||
      mention.range.end > number.begin ||
      text.substr(mention.range.end, number.begin - mention.range.end).find(" and ") ==
          std::string_view::npos) {
    return false;
  }
  return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& other) {
    return other.range.end <= mention.range.begin && is_akin(other, mention);
  });
}

// "`rerun.csv` averaged 88, against 102 in its baseline": an experiment that none of the files is
// of stands in their place.
bool leads_elsewhere(const Mention& experiment, const Mention& file, const Dataset& dataset) {
  const auto& columns = experiment.columns;
  return std::find(columns.begin(), columns.end(), kExperimentColumn) != columns.end() &&
         !file.files.empty() &&
         std::none_of(file.files.begin(), file.files.end(), [&](std::size_t i) {
           return path_has(dataset.files()[i].path, experiment.values);
         });
}

// "key", "key_2": the keys of nested JSON, from the outermost in.
bool is_of_keys(const Mention& mention) {
  return std::any_of(mention.columns.begin(), mention.columns.end(), [](std::string_view column) {
    return column == "key" || (column.starts_with("key_") && is_number(column.substr(4)));
  });
}

// "fused takes 0.05 ms and the attention kernel 24 ms": keys with words between them lead to two
// things, "attention (torch)" to one.
bool are_two_keys(const Mention& a, const Mention& b, std::string_view text) {
  const std::size_t end = std::min(a.range.end, b.range.end);
  const std::size_t begin = std::max(a.range.begin, b.range.begin);
  return is_of_keys(a) && is_of_keys(b) && begin > end &&
         !words_of(text.substr(end, begin - end)).empty();
}

// Of each kind the mention that stands nearest, with those that "and" joins to it. `text` has the
// names blanked.
std::vector<Mention> nearest_of_each(const std::vector<Mention>& mentions, std::string_view text,
                                     Range number, const Dataset& dataset) {
  constexpr std::size_t kTooFar = 10'000;
  std::vector<Mention> nearest;
  for (const Mention& mention : mentions) {
    if (distance_of(mention, text, number) >= kTooFar ||
        is_object(mention, mentions, text, number)) {
      continue;
    }
    const auto other = std::find_if(nearest.begin(), nearest.end(), [&](const Mention& each) {
      return is_akin(each, mention) || are_two_keys(each, mention, text) ||
             leads_elsewhere(each, mention, dataset) || leads_elsewhere(mention, each, dataset);
    });
    if (other == nearest.end()) {
      nearest.push_back(mention);
    } else if (distance_of(mention, text, number) < distance_of(*other, text, number)) {
      *other = mention;
    }
  }
  std::vector<Mention> out = nearest;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Mention chosen = out[i];
    for (const Mention& mention : mentions) {
      const bool behind = mention.range.begin >= chosen.range.end;
      const std::string_view between =
          behind ? text.substr(chosen.range.end, mention.range.begin - chosen.range.end)
                 : text.substr(mention.range.end, chosen.range.begin - std::min(chosen.range.begin,
                                                                                mention.range.end));
      const bool joined = between == " and " || between == ", " || between == " & " ||
                          between == ", and " || between == "/";
      const bool taken = std::any_of(out.begin(), out.end(), [&](const Mention& each) {
        return each.range.begin == mention.range.begin;
      });
      if (joined && !taken && is_akin(mention, chosen)) {
        out.push_back(mention);
      }
    }
  }
  return out;
}

}  // namespace

std::string_view words_behind(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t at = begin;
  for (int words = 0; words < 4 && at < end; ++words) {
    while (at < end && (text[at] == ' ' || text[at] == '-')) {
      ++at;
    }
    // "101 files in which JSON is the rarest format": what follows is said of them.
    static constexpr std::array<std::string_view, 4> kOfThem = {"in which ", "of which ", "where ",
                                                                "whose "};
    if (starts_with_any(text.substr(std::min(at, end)), kOfThem)) {
      break;
    }
    if (at < end && (text[at] == ',' || text[at] == ';' || text[at] == '.' || text[at] == ')' ||
                     text[at] == '(' || text[at] == ':')) {
      break;
    }
    while (at < end && text[at] != ' ' && text[at] != ',' && text[at] != ')' && text[at] != ';' &&
           text[at] != ':') {
      ++at;
    }
  }
  return text.substr(begin, at - begin);
}

bool is_advice(std::string_view sentence) {
  static constexpr std::array<std::string_view, 6> kAdviceWords = {
      "we recommend",  "recommended",       "should",
      "it is advised", "would be valuable", "i would need"};
  return is_imperative(sentence) || has_any(sentence, kAdviceWords);
}

bool leaves_open(std::string_view clause) {
  return has_phrase(clause, "hold too few");
}

bool is_premise(std::string_view sentence, std::size_t at) {
  const std::string_view before = sentence.substr(0, std::min(at, sentence.size()));
  // "A is the fastest in every run, so it should be the default".
  const std::size_t so = sentence.find(", so ", before.size());
  if (so != std::string_view::npos && !is_advice(sentence.substr(0, so))) {
    return true;
  }
  for (const std::string_view sign :
       {": ", ":** ", " since ", " because ", " given ", ", which ", " as it ", " as they ",
        ", where it ", ", where they ", "; it ", "; they "}) {
    const std::size_t found = before.rfind(sign);
    if (found != std::string_view::npos && !is_imperative(sentence.substr(found + sign.size()))) {
      return true;
    }
  }
  return false;
}

std::vector<Mention> within(const std::vector<Mention>& mentions, Range range) {
  std::vector<Mention> out;
  for (const Mention& mention : mentions) {
    if (range.begin <= mention.range.begin && mention.range.end <= range.end) {
      out.push_back(mention);
    }
  }
  return out;
}

// "Temperature matters: 184.4 tok/s at 0.8": a level right behind the number, of the factor that
// the sentence names without one.
std::optional<Mention> ProseReader::level_behind(const Piece& piece, const Numeral& numeral) const {
  constexpr std::string_view kAt = " at ";
  const std::string behind = piece.text({numeral.range.end, piece.sentence.end});
  const std::size_t end = behind.find_first_not_of("0123456789.", kAt.size());
  std::string level = behind.substr(std::min(kAt.size(), behind.size()), end - kAt.size());
  while (level.ends_with('.')) {
    level.pop_back();
  }
  const bool ends = end == std::string::npos || behind[end] == ' ' || behind[end] == ',' ||
                    behind[end] == ';' || behind[end] == ')';
  const Range at{numeral.range.end + kAt.size(), numeral.range.end + kAt.size() + level.size()};
  const bool known =
      std::any_of(piece.mentions.begin(), piece.mentions.end(), [at](const Mention& mention) {
        return mention.range.begin < at.end && at.begin < mention.range.end;
      });
  if (!behind.starts_with(kAt) || level.empty() || !ends || known) {
    return std::nullopt;
  }
  const std::string factor = factor_named(dataset_, piece.text({piece.sentence.begin, at.begin}));
  if (factor.empty()) {
    return std::nullopt;
  }
  // Each table has it in a column of its own: "temperature", "options.temperature".
  auto columns = names_.factors_called(std::string_view{factor}.substr(factor.rfind('.') + 1));
  add_all(columns, {factor});
  Mention mention = names_.level_of(columns, level);
  return mention.unknown ? std::nullopt : std::optional(std::move(mention));
}

// What names stand where a number's scope may be said: of "the mean is 71 and the best is `X`" none
// behind the "and".
std::vector<Mention> ProseReader::names_around(const Piece& piece, const Numeral& numeral) {
  // "…, which indicates that x=999 is the best": what is concluded names no place.
  static constexpr std::array<std::string_view, 17> kAnd = {" and ",
                                                            ", and ",
                                                            "and ",
                                                            ", with the optimum",
                                                            ", with the best",
                                                            ", with the weak",
                                                            ", with the worst",
                                                            ", which indicates",
                                                            ", which suggests",
                                                            ", which means",
                                                            ", which shows",
                                                            ", which implies",
                                                            ", indicating ",
                                                            ", suggesting ",
                                                            ", which confirms",
                                                            ", implying ",
                                                            ", so "};
  const std::string_view text = piece.plain.lower();
  const bool goes_on = piece.clause.holds(numeral.range.begin) &&
                       starts_with_any(text.substr(std::min(piece.clause.end, text.size())), kAnd);
  std::vector<Mention> names = within(
      piece.mentions, {piece.sentence.begin, goes_on ? piece.clause.end : piece.sentence.end});
  std::erase_if(names, [&](const Mention& mention) {
    return mention.reversed &&
           counts_repeats(piece.text({piece.sentence.begin, mention.range.begin}),
                          piece.text(mention.range));
  });
  return names;
}

namespace {

// "…, yet the memory stays below 22 GB in all successful runs": of all, whatever another clause
// names.
bool says_all_runs(std::string_view clause) {
  static constexpr std::array<std::string_view, 9> kAll = {"in all runs",
                                                           "across all runs",
                                                           "in every run",
                                                           "in all successful runs",
                                                           "across all successful runs",
                                                           "in every successful run",
                                                           "in all completed runs",
                                                           "over all runs",
                                                           "in all of the runs"};
  return has_any(clause, kAll);
}

// "…, and no configuration of A exceeded 453": of any of A's, whatever another clause names.
bool denies_any(std::string_view clause) {
  static constexpr std::array<std::string_view, 2> kNone = {"no ", "none of the "};
  static constexpr std::array<std::string_view, 8> kOf = {
      "configuration", "configurations", "combination", "combinations",
      "run",           "runs",           "setting",     "settings"};
  constexpr std::size_t kNounReach = 40;
  const std::string_view said = without_joint(clause);
  return starts_with_any(said, kNone) && has_any(said.substr(0, kNounReach), kOf);
}

}  // namespace

Scope ProseReader::scope_near(const Piece& piece, const Numeral& numeral) const {
  const std::vector<Mention> own = within(piece.mentions, piece.clause);
  if (says_all_runs(piece.text(piece.clause)) || denies_any(piece.text(piece.clause))) {
    return narrowed(scope_of(own), piece.context.scope);
  }
  const std::string& blanked = piece.blanked;
  auto nearest = nearest_of_each(names_around(piece, numeral), blanked, numeral.range, dataset_);
  const auto level = level_behind(piece, numeral);
  if (level) {
    std::erase_if(nearest, [&](const Mention& each) { return is_akin(each, *level); });
    nearest.push_back(*level);
  }
  const Scope sentence = scope_of(nearest);
  std::vector<Mention> subjects = piece.subjects;
  std::erase_if(subjects, [&](const Mention& subject) {
    return std::any_of(nearest.begin(), nearest.end(), [&](const Mention& mention) {
      // "q4_0 … . The 1b model": one model in another's place, whatever columns have them.
      const bool another = mention.kind == NameKind::kModel && subject.kind == NameKind::kModel &&
                           !complement(mention.values, subject.values);
      return another || leads_elsewhere(mention, subject, dataset_);
    });
  });
  const Scope before = softened(scope_of(subjects));
  if (const auto partner = listed_partner(piece, numeral)) {
    std::vector<Mention> others = within(piece.mentions, piece.sentence);
    std::erase_if(others, [&](const Mention& each) { return is_akin(each, *partner); });
    const Scope around = scope_of(nearest_of_each(others, blanked, numeral.range, dataset_));
    return narrowed(narrowed(narrowed(scope_of({*partner}), around), before), piece.context.scope);
  }
  if (const int part = part_of_pair(piece, numeral); part >= 0 && !level) {
    return scope_of_part(piece, part, numeral.range.begin, sentence);
  }
  return narrowed(narrowed(sentence, before), piece.context.scope);
}

std::vector<Mention> ProseReader::nearest_names(const Piece& piece, const Numeral& numeral) const {
  return nearest_of_each(names_around(piece, numeral), piece.blanked, numeral.range, dataset_);
}

Scope ProseReader::own_scope(const Piece& piece, const Numeral& numeral) const {
  return narrowed(scope_of(nearest_names(piece, numeral)), piece.context.scope);
}

// "A with B was never run beside the 12 trials that were": all of that place.
Scope ProseReader::scope_of_count(const Piece& piece, const Numeral& numeral) const {
  if (!piece.text({piece.clause.begin, numeral.range.begin}).ends_with(" beside the ")) {
    return scope_near(piece, numeral);
  }
  std::vector<Mention> places = within(piece.mentions, piece.sentence);
  std::erase_if(places, [](const Mention& mention) { return mention.files.empty(); });
  return narrowed(scope_of(places), piece.context.scope);
}

}  // namespace chimera::verify
