#include "verify/scope.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "query/select.h"
#include "text/glob.h"
#include "text/nearest.h"
#include "verify/bind.h"
#include "verify/level_ranges.h"
#include "verify/level_spelling.h"
#include "verify/paired_signs.h"
#include "verify/prompt_names.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

bool is_token_char(char c) {
  return is_name_char(c) || c == '.' || c == ':' || c == '/' || c == '\\' || c == '*' || c == '{' ||
         c == '}' || c == ',' || c == '=';
}

// "-ngl 0", "--threads 8": the dashes of an option stand before it.
bool is_option(std::string_view text, std::size_t at) {
  const std::size_t dash = at > 1 && text[at - 1] == '-' && text[at - 2] == '-' ? at - 2 : at - 1;
  return at > 0 && text[at - 1] == '-' && is_letter(text[at]) &&
         (dash == 0 || text[dash - 1] == ' ' || text[dash - 1] == '(');
}

// "llama3.1 q4_0": those of the first's models whose names hold the second, a level of a column
// that some tables have beside the model's.
std::vector<std::string> values_with(const Mention& first, const Mention& second) {
  std::vector<std::string> values;
  if (first.kind != NameKind::kModel || second.kind == NameKind::kFile ||
      second.kind == NameKind::kFolder || second.values.size() != 1 ||
      share_column(first.columns, second.columns) || squeezed(second.alias).size() < 3) {
    return values;
  }
  for (const std::string& value : first.values) {
    if (squeezed(value).find(squeezed(second.alias)) != std::string::npos) {
      values.push_back(value);
    }
  }
  return values.size() < first.values.size() ? values : std::vector<std::string>();
}

bool is_behind_preposition(std::string_view before) {
  static constexpr std::array<std::string_view, 8> kPrepositions = {
      "on ", "at ", "in ", "with ", "for ", "under ", "using ", "by "};
  before.remove_suffix(before.ends_with("the ") ? 4 : 0);
  return ends_with_word(before, kPrepositions);
}

// Those that a preposition makes a place, and what goes on from such a one: "at 1 and 8".
void place_all(std::string_view lower, std::vector<Mention>& mentions) {
  static constexpr std::array<std::string_view, 4> kJoints = {" and ", ", ", "/", " or "};
  const Mention* last = nullptr;
  for (Mention& mention : mentions) {
    const bool joined =
        last != nullptr && last->placed && last->range.end <= mention.range.begin &&
        is_akin(*last, mention) &&
        is_one_of(lower.substr(last->range.end, mention.range.begin - last->range.end), kJoints);
    mention.placed = joined || is_behind_preposition(lower.substr(0, mention.range.begin));
    last = &mention;
  }
}

bool is_digit_behind(std::string_view text, std::size_t end) {
  return end > 0 && text[end - 1] >= '0' && text[end - 1] <= '9';
}

// "CPU package power", "the GPU was idle": a part of a host. "(GPU)", "on the CPU": a backend.
bool is_part_of_host(std::string_view lower, const Mention& mention) {
  static constexpr std::array<std::string_view, 5> kPlaces = {"(", "on the ", "on ", "than the ",
                                                              "| "};
  static constexpr std::array<std::string_view, 10> kOfPart = {
      " power", " package", " clock", " temperature", " utili",
      " usage", " load",    " fan",   " memory",      " frequency"};
  const Range at = mention.range;
  const std::string_view name = lower.substr(at.begin, at.end - at.begin);
  // "127" of a host's address.
  if (mention.kind == NameKind::kLevel && is_number(name) &&
      mention.values.front().find(std::string(name) + ".") != std::string::npos &&
      std::ranges::count(mention.values.front(), '.') > 1) {
    return true;
  }
  if (mention.kind != NameKind::kLevel || (name != "gpu" && name != "cpu")) {
    return false;
  }
  static constexpr std::array<std::string_view, 4> kBackends = {"cuda", "rocm", "mps", "cuda:0"};
  const bool other_name = name == "gpu" && is_one_of(lowered(mention.values.front()), kBackends);
  return starts_with_any(lower.substr(at.end), kOfPart) ||
         (other_name && !ends_with_any(lower.substr(0, at.begin), kPlaces));
}

// "Speculative decoding": a feature, and no phase of a run.
bool is_of_feature(std::string_view lower, const Mention& mention) {
  static constexpr std::array<std::string_view, 5> kFeatures = {
      "speculative ", "greedy ", "guided ", "constrained ", "structured "};
  return mention.kind == NameKind::kLevel &&
         ends_with_word(lower.substr(0, mention.range.begin), kFeatures) &&
         (mention.alias.starts_with("decod") || mention.alias.starts_with("generat"));
}

// "Cold starts left out", where a column says of each trial whether it was cold: what is known of
// the trials, and no setting.
bool is_cold_start(const Dataset& dataset, std::string_view lower, const Mention& mention) {
  return mention.kind == NameKind::kLevel && mention.alias == "cold" &&
         lower.substr(mention.range.end).starts_with(" start") && dataset.inventory().cold > 0;
}

// "`prompt eval time`", as a log spells a metric: no phase of a run.
bool is_part_of_metric(const Dataset& dataset, std::string_view lower, const Mention& mention) {
  return mention.kind == NameKind::kLevel &&
         std::ranges::any_of(dataset.metrics(), [&](const Metric& metric) {
           const std::size_t part = metric.lower.find_first_of(" _") == std::string::npos
                                        ? std::string::npos
                                        : metric.lower.find(mention.alias);
           if (part == std::string::npos || part > mention.range.begin ||
               metric.lower.size() <= mention.alias.size()) {
             return false;
           }
           const std::size_t begin = mention.range.begin - part;
           const std::size_t end = begin + metric.lower.size();
           const bool whole = (begin == 0 || !is_name_char(lower[begin - 1])) &&
                              (end >= lower.size() || !is_name_char(lower[end]));
           return lower.substr(begin).starts_with(metric.lower) &&
                  (whole || metric.lower.find(' ') != std::string::npos);
         });
}

}  // namespace

NameFinder::NameFinder(const Dataset& dataset) : dataset_(dataset), index_(dataset) {
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    const FileEntry& file = dataset.files()[i];
    for (const std::string& alias :
         std::set<std::string>{file.path, file.name, file.stem, file.base}) {
      files_by_alias_[alias].push_back(i);
    }
  }
}

// "toy-8b q4_0" is one name here, and two in a file that has a column of each: then the end of the
// first, which the second narrows to the same.
std::size_t NameFinder::end_of_first(std::string_view lower, std::size_t begin,
                                     const FoundName<KnownName>& whole) const {
  const auto holds_whole = [&](const std::optional<FoundName<KnownName>>& part) {
    const auto& places = part->what->places;
    const auto has = [&](const auto& place) {
      return std::find(places.begin(), places.end(), place) != places.end();
    };
    return std::all_of(whole.what->places.begin(), whole.what->places.end(), has) &&
           places.size() > whole.what->places.size();
  };
  for (std::size_t at = begin + 1; at + 1 < whole.end; ++at) {
    if (lower[at] != ' ' || !is_word_char(lower[at + 1])) {
      continue;
    }
    const auto first = index_.value_at(lower.substr(0, at), begin);
    const auto second = index_.value_at(lower.substr(0, whole.end), at + 1);
    if (first && second && first->end == at && second->end == whole.end && holds_whole(first) &&
        holds_whole(second)) {
      return at;
    }
  }
  return whole.end;
}

std::optional<Mention> NameFinder::value_mention(std::string_view lower, std::size_t begin) const {
  auto found = index_.value_at(lower, begin);
  if (!found) {
    return std::nullopt;
  }
  if (const std::size_t end = end_of_first(lower, begin, *found); end < found->end) {
    found = index_.value_at(lower.substr(0, end), begin);
  }
  Mention mention;
  mention.kind = found->what->model ? NameKind::kModel : NameKind::kLevel;
  mention.range = {begin, found->end};
  mention.alias = std::string(lower.substr(begin, found->end - begin));
  auto places = found->what->places;
  // In a column that has the very spelling no longer name is meant, nor in one that stands beside
  // it there; a column of another table may have but those ("toy-8b" here, "toy-8b Q4_K_M" there).
  const auto spelled = [&](const auto& place) { return lowered(place.second) == mention.alias; };
  std::set<std::string> exact;
  for (const auto& place : places) {
    if (spelled(place)) {
      exact.insert(place.first);
    }
  }
  const auto erased = std::stable_partition(places.begin(), places.end(), [&](const auto& place) {
    const bool same_name = squeezed(place.second) == squeezed(mention.alias);
    const bool beside = std::any_of(exact.begin(), exact.end(), [&](const std::string& column) {
      return column == place.first || dataset_.stands_beside(column, mention.alias, place.first);
    });
    return spelled(place) || (!beside && (!same_name || exact.empty()));
  });
  for (auto other = erased; other != places.end(); ++other) {
    if (squeezed(other->second) == squeezed(mention.alias)) {
      continue;
    }
    add_all(mention.other_columns, {other->first});
    add_all(mention.other_values, {other->second});
  }
  places.erase(erased, places.end());
  for (const auto& [column, value] : places) {
    add_all(mention.columns, {column});
    add_all(mention.values, {value});
  }
  mention.shorthand = mention.values.size() > 1;
  mention.exact = !mention.shorthand;
  return mention;
}

// "request=5": what all settings were tried on is meant only where it is spelled out.
std::optional<Mention> NameFinder::block_mention(std::string_view lower, std::size_t begin) const {
  std::size_t sign = begin;
  while (sign < lower.size() && is_name_char(lower[sign])) {
    ++sign;
  }
  std::size_t end = std::min(sign + 1, lower.size());
  while (end < lower.size() && is_name_char(lower[end])) {
    ++end;
  }
  const std::string_view name = lower.substr(begin, sign - begin);
  if (end <= sign + 1 || lower[sign] != '=' || !dataset_.blocks().contains(name)) {
    return std::nullopt;
  }
  Mention mention;
  mention.kind = NameKind::kLevel;
  mention.exact = true;
  mention.range = {begin, end};
  mention.alias = std::string(lower.substr(begin, end - begin));
  mention.columns = {std::string(name)};
  mention.values = {std::string(lower.substr(sign + 1, end - sign - 1))};
  return mention;
}

bool NameFinder::is_path(const std::string& lower) const {
  const auto known = files_by_alias_.find(lower);
  return known != files_by_alias_.end() &&
         std::ranges::any_of(
             known->second, [&](std::size_t file) { return dataset_.files()[file].path == lower; });
}

// The longest of the names that start at `at`; its token ends at `end`.
std::optional<Mention> NameFinder::mention_at(std::string_view lower, std::size_t at,
                                              std::size_t end) const {
  if (auto folder = folder_mention(lower, at, end)) {
    return folder;
  }
  std::optional<Mention> best = value_mention(lower, at);
  const auto consider = [&](std::optional<Mention> other) {
    // "concurrency 64" is a setting, and a word of the names of files that don't note it.
    const bool both = other && best && other->range.end == best->range.end && !other->unknown &&
                      best->columns == std::vector<std::string>{std::string(kPathColumn)};
    if (both) {
      add_all(other->other_columns, best->columns);
      add_all(other->other_values, best->values);
    }
    if (other && (!best || both || other->range.end > best->range.end)) {
      best = std::move(other);
    }
  };
  if (is_letter(lower[at])) {
    consider(reversed_setting(lower, at));
    consider(setting_mention(lower, at));
    consider(glued_setting(lower, at));
    if (auto on_or_off = switch_mention(lower, at); on_or_off && !best) {
      best = std::move(on_or_off);
    }
  } else {
    consider(reversed_setting(lower, at));
    consider(bare_level(lower, at));
  }
  for (std::size_t cut = end; cut > at;) {
    while (cut > at && (lower[cut - 1] == '.' || lower[cut - 1] == ':' || lower[cut - 1] == ',')) {
      --cut;
    }
    // A list of runs may hold the path of each as a setting: the file is meant.
    const bool path = best && best->range.end == cut && is_path(best->alias);
    if (best && best->range.end >= cut && !path) {
      break;
    }
    if (auto file = file_mention(lower.substr(at, cut - at))) {
      file->range = {at, cut};
      return file;
    }
    const std::size_t sign = lower.substr(at, cut - at).find_last_of("/-:.");
    if (sign == std::string_view::npos || sign == 0) {
      break;
    }
    cut = at + sign;
  }
  return best;
}

std::vector<Mention> NameFinder::find(std::string_view lower) const {
  std::vector<Mention> mentions;
  for (std::size_t at = 0; at < lower.size();) {
    const bool starts = (is_word_char(lower[at]) || lower[at] == '.' || lower[at] == '*') &&
                        (at == 0 || !is_token_char(lower[at - 1]) || lower[at - 1] == '=' ||
                         lower[at - 1] == '/' || lower[at - 1] == ',' || is_option(lower, at));
    if (!starts) {
      ++at;
      continue;
    }
    std::size_t end = at;
    bool brace = false;
    while (end < lower.size() && is_token_char(lower[end]) && lower[end] != '=' &&
           (lower[end] != ',' || brace)) {
      brace = lower[end] == '{' || (brace && lower[end] != '}');
      ++end;
    }
    if (auto mention = mention_at(lower, at, end)) {
      at = mention->range.end;
      mentions.push_back(std::move(*mention));
    } else {
      // Goes on behind a slash or a colon that may part two names.
      const std::size_t sign = lower.substr(at, end - at).find_first_of("/:");
      at = sign == std::string_view::npos ? std::max(end, at + 1) : at + sign + 1;
    }
  }
  join_neighbours(lower, mentions);
  choose_by_size(lower, mentions);
  add_by_size(lower, mentions);
  add_latest(lower, mentions);
  add_other_ends(lower, mentions);
  add_first_ends(lower, mentions);
  add_listed(lower, mentions);
  add_pairs(lower, mentions);
  add_echoes(lower, mentions);
  add_bare_levels(lower, mentions);
  add_prompt_names(dataset_, lower, mentions);
  add_words_of_files(lower, mentions);
  std::erase_if(mentions, [&](const Mention& mention) {
    return (mention.files.empty() && names_sensor(dataset_, lower, mention.range)) ||
           is_part_of_host(lower, mention) || is_of_feature(lower, mention) ||
           is_cold_start(dataset_, lower, mention) || is_part_of_metric(dataset_, lower, mention);
  });
  place_all(lower, mentions);
  add_references(lower, mentions);
  place_all(lower, mentions);
  widen_to_ranges(dataset_, *this, lower, mentions);
  return mentions;
}

// "0, 16 and 33 layers": the numbers before are levels, too.
void NameFinder::add_listed(std::string_view lower, std::vector<Mention>& mentions) const {
  static constexpr std::array<std::string_view, 12> kJoints = {
      " than ",   " than with ", " than at ", ", and ", ", or ", " and with ",
      " and at ", " and ",       " or ",      ", ",     " vs ",  "/"};
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const std::string_view before = lower.substr(0, mentions[i].range.begin);
    const auto joint = std::find_if(kJoints.begin(), kJoints.end(),
                                    [&](std::string_view sign) { return before.ends_with(sign); });
    if (mentions[i].kind != NameKind::kLevel || joint == kJoints.end() ||
        !is_digit_behind(lower, before.size() - joint->size()) ||
        (!mentions[i].reversed && !mentions[i].listed)) {
      continue;
    }
    const std::size_t end = before.size() - joint->size();
    std::size_t begin = end;
    while (begin > 0 && is_digit_behind(lower, begin)) {
      --begin;
    }
    const bool starts =
        begin == 0 || lower[begin - 1] == ' ' || lower[begin - 1] == '(' || lower[begin - 1] == '/';
    auto other = level_mention(mentions[i].columns, lower.substr(begin, end - begin));
    if (!starts || !other || (i > 0 && mentions[i - 1].range.end > begin)) {
      continue;
    }
    other->range = {begin, end};
    other->alias = std::string(lower.substr(begin, end - begin));
    other->listed = true;
    mentions.insert(mentions.begin() + static_cast<std::ptrdiff_t>(i), std::move(*other));
    i -= 1;  // and what stands before it
  }
}

// "From 999 to 28 layers": the number before is another level.
void NameFinder::add_first_ends(std::string_view lower, std::vector<Mention>& mentions) const {
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const std::string_view before = lower.substr(0, mentions[i].range.begin);
    const bool to = before.ends_with(" to ");
    if (!mentions[i].reversed || mentions[i].kind != NameKind::kLevel ||
        (!to && !before.ends_with(" and "))) {
      continue;
    }
    const std::size_t end = before.size() - (to ? 4 : 5);
    std::size_t begin = end;
    while (begin > 0 && is_digit_behind(lower, begin)) {
      --begin;
    }
    // "From 1 to 64 clients", "(1 to 64 clients)"
    const std::string_view ahead = lower.substr(0, begin);
    const bool from = ahead.ends_with(to ? "from " : "between ") || (to && ahead.ends_with('('));
    if (begin == end || !from || (i > 0 && mentions[i - 1].range.end > begin)) {
      continue;
    }
    if (auto other = level_mention(mentions[i].columns, lower.substr(begin, end - begin))) {
      other->range = {begin, end};
      other->alias = std::string(lower.substr(begin, end - begin));
      mentions.insert(mentions.begin() + static_cast<std::ptrdiff_t>(i), std::move(*other));
      ++i;
    }
  }
}

// "From concurrency 1 to 128", "batch sizes 1 and 8": the number behind is another level.
void NameFinder::add_other_ends(std::string_view lower, std::vector<Mention>& mentions) const {
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Mention& first = mentions[i];
    std::size_t at = first.range.end;
    static constexpr std::array<std::string_view, 3> kFrom = {"from ", "from a ", "from the "};
    const bool from = ends_with_any(lower.substr(0, first.range.begin), kFrom);
    for (const std::string_view word :
         {" to ", " and ", " vs. ", " vs ", "/", "→", " → ", "->", " -> "}) {
      if (first.kind == NameKind::kLevel && (!first.reversed || (from && word == " to ")) &&
          at == first.range.end && lower.substr(at).starts_with(word)) {
        at += word.size();
      }
    }
    static constexpr std::array<std::string_view, 3> kStops = {" ", ")", "/"};
    const std::size_t end = level_end(lower, at);
    const bool stops = end == lower.size() || is_one_of(lower.substr(end, 1), kStops) ||
                       ((lower[end] == ',' || lower[end] == '.') &&
                        (end + 1 == lower.size() || lower[end + 1] == ' '));
    if (at == first.range.end || end == at || !stops ||
        (!first.reversed && !is_digit_behind(lower, first.range.end) &&
         lower[first.range.end - 1] != 'k') ||
        (i + 1 < mentions.size() && mentions[i + 1].range.begin < end)) {
      continue;
    }
    if (auto other = level_mention(first.columns, lower.substr(at, end - at))) {
      other->range = {at, end};
      other->alias = std::string(lower.substr(at, end - at));
      mentions.insert(mentions.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(*other));
    }
  }
}

// "Llama3.1 q4_0" is one model, not two.
void NameFinder::join_neighbours(std::string_view lower, std::vector<Mention>& mentions) {
  for (std::size_t i = 0; i + 1 < mentions.size();) {
    Mention& first = mentions[i];
    Mention& second = mentions[i + 1];
    const std::string_view between =
        lower.substr(first.range.end, second.range.begin - first.range.end);
    std::vector<std::string> both;
    if (first.kind == NameKind::kModel && second.kind == NameKind::kModel &&
        (between == " " || between == "-" || between == ":" || between == " (")) {
      std::set_intersection(first.values.begin(), first.values.end(), second.values.begin(),
                            second.values.end(), std::back_inserter(both));
    }
    // Names of other columns besides stay two: each is looked for in its own.
    const std::vector<std::string> named =
        between == " " ? values_with(first, second) : std::vector<std::string>();
    if (!named.empty()) {
      // In a table that has the model alone its name says both.
      first.values = named;
      add_all(second.columns, first.columns);
      add_all(second.values, named);
      ++i;
      continue;
    }
    if (both.empty() || first.columns != second.columns) {
      ++i;
      continue;
    }
    first.values = std::move(both);
    first.range.end = second.range.end;
    first.alias = std::string(lower.substr(first.range.begin, first.range.end - first.range.begin));
    first.exact = first.values.size() == 1;
    mentions.erase(mentions.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

}  // namespace chimera::verify
