// Hardware as prose calls it: by the short end of its name, "the L4", "the 4090", in columns of
// machines, in folders and in files' names alike.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "verify/column_kinds.h"
#include "verify/name_index.h"
#include "verify/wording.h"
#include "verify/written_units.h"

namespace chimera::verify {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "4090", "3060": numbers by which cards go.
bool is_card_number(std::string_view word) {
  return is_digits(word) && (word.size() == 3 || word.size() == 4) && word.front() != '0';
}

// "l4", "t4", "h100": letters, then digits.
bool is_code(std::string_view word) {
  const std::size_t digits = word.find_first_of("0123456789");
  return digits != std::string_view::npos && digits > 0 && is_digits(word.substr(digits));
}

// "4090" of "rtx4090"; "" of names that end otherwise.
std::string_view number_at_end(std::string_view word) {
  static constexpr std::array<std::string_view, 4> kMakers = {"rtx", "gtx", "rx", "radeon"};
  const std::size_t digits = std::min(word.find_first_of("0123456789"), word.size());
  const std::string_view number = word.substr(digits);
  return is_card_number(number) && is_one_of(word.substr(0, digits), kMakers) ? number
                                                                              : std::string_view();
}

// Words of the files' paths that are spelled as hardware is.
std::set<std::string> coded_words(const Dataset& dataset) {
  std::set<std::string> coded;
  for (const FileEntry& file : dataset.files()) {
    for (const std::string& word :
         file.has_data() ? name_words(file.folder + file.stem) : std::vector<std::string>()) {
      if (is_code(word)) {
        coded.insert(word);
      }
    }
  }
  return coded;
}

// Whether the words before it let a number be a name: "the 4090", "on the L4 and 4090".
bool may_name(std::string_view before) {
  static constexpr std::array<std::string_view, 16> kBefore = {
      "the ", "on ", "a ",  "an ",  "rtx ", "geforce ", "than ", "and ",
      "vs ",  "/ ",  "or ", "for ", "of ",  "(",        "÷ ",    "v "};
  return words_of(before).empty() || ends_with_any(before, kBefore);
}

// Whether what stands behind makes it an amount: a unit, a noun, the rest of a number.
bool is_amount(std::string_view behind) {
  static constexpr std::array<std::string_view, 14> kCounted = {
      " tokens",  " requests", " runs",    " rows", " files",   " prompts", " trials",
      " samples", " records",  " threads", "%",     " percent", " times",   " of "};
  if (starts_with_any(behind, kCounted)) {
    return true;
  }
  if (behind.size() > 1 && (behind[0] == '.' || behind[0] == ',') &&
      has_digit(behind.substr(1, 1))) {
    return true;
  }
  std::size_t end = behind.starts_with(' ') ? 1 : 0;
  const std::size_t begin = end;
  while (end < behind.size() && (is_letter(behind[end]) || behind[end] == '/')) {
    ++end;
  }
  return end > begin && written_unit(std::string(behind.substr(begin, end - begin))).has_value();
}

// "t4", "RTX 4090", "H100 80GB": a card.
bool is_card(const std::string& level) {
  static constexpr std::array<std::string_view, 22> kCards = {
      "rtx",  "gtx",  "geforce", "tesla", "quadro", "radeon", "instinct", "nvidia",
      "h100", "h200", "a100",    "a10",   "a10g",   "a30",    "a40",      "l4",
      "l40",  "l40s", "t4",      "v100",  "p100",   "b200"};
  return std::ranges::any_of(name_words(level), [](const std::string& word) {
    return is_one_of(word, kCards) || !number_at_end(word).empty();
  });
}

// "xeon" of "xeon8380", "epyc" of "EPYC 9654": the family of a processor; "" for another thing.
std::string_view processor_in(const std::string& level) {
  static constexpr std::array<std::string_view, 6> kProcessors = {
      "xeon", "epyc", "ryzen", "threadripper", "graviton", "opteron"};
  for (const std::string& word : name_words(level)) {
    for (const std::string_view family : kProcessors) {
      if (word.starts_with(family)) {
        return family;
      }
    }
  }
  return "";
}

// "The GPU is 8x faster": what prose calls one machine with a card and one without, which are
// called after those; empty for other machines.
std::vector<std::pair<std::string_view, std::string>> processors_of(
    const std::vector<std::string>& levels) {
  const auto card = std::ranges::find_if(levels, is_card);
  const auto processor = std::ranges::find_if(
      levels, [](const std::string& level) { return !processor_in(level).empty(); });
  if (levels.size() != 2 || card == levels.end() || processor == levels.end() ||
      card == processor) {
    return {};
  }
  return {{"gpu", *card}, {"cpu", *processor}, {processor_in(*processor), *processor}};
}

// "xeon", "cpu": all names that a machine goes by which is called so.
std::vector<std::string> names_of(const std::unordered_map<std::string, KnownName>& names,
                                  std::string_view machine) {
  std::vector<std::string> found;
  for (const auto& [name, known] : names) {
    if (std::ranges::any_of(known.places, [&](const auto& place) {
          return names_hardware(place.first) && lowered(place.second) == machine;
        })) {
      found.push_back(name);
    }
  }
  return found;
}

}  // namespace

void NameIndex::add_numbered(const std::string& word, const std::string& column,
                             const std::string& value) {
  auto& places = numbered_[word].places;
  if (std::find(places.begin(), places.end(), std::pair(column, value)) == places.end()) {
    places.emplace_back(column, value);
  }
}

// A word that some machines of a column have and others don't, and the paths that are called so.
void NameIndex::add_hardware() {
  const std::set<std::string> coded = coded_words(dataset_);
  const auto add = [&](const std::string& word, const std::string& column,
                       const std::string& value) {
    if (is_card_number(word)) {
      add_numbered(word, column, value);
    } else if (is_code(word)) {
      add_value(word, false, column, value);
    }
  };
  for (const auto& [column, levels] : dataset_.factors()) {
    if (!names_hardware(column) || levels.size() < 2) {
      continue;
    }
    for (const auto& [name, level] : processors_of(levels)) {
      const auto known = values_.find(std::string(name));
      const bool family = name != "gpu" && name != "cpu";
      if (family) {  // the host with a card has some processor, too
        values_.erase(std::string(name));
      }
      if (family || known == values_.end() || known->second.places.front().first == column) {
        add_value(name, false, column, level);
      }
    }
    for (const std::string& level : levels) {
      for (const std::string& word : name_words(level)) {
        const auto having = std::count_if(levels.begin(), levels.end(), [&](const auto& each) {
          const auto words = name_words(each);
          return std::find(words.begin(), words.end(), word) != words.end();
        });
        if (static_cast<std::size_t>(having) < levels.size()) {
          add(word, column, level);
        }
      }
    }
  }
  for (const std::string& word : coded) {
    const std::string number(number_at_end(word));
    if (!number.empty() && dataset_.files_named(word) < dataset_.files().size()) {
      add_numbered(number, std::string(kPathColumn), word);
    }
    // What machines are called is said of the files that are called so, too.
    if (const auto known = values_.find(word); known != values_.end()) {
      const bool machine =
          std::any_of(known->second.places.begin(), known->second.places.end(),
                      [](const auto& place) { return names_hardware(place.first); });
      if (machine) {
        add_value(word, false, std::string(kPathColumn), word);
        for (const std::string& name : names_of(values_, word)) {
          add_value(name, false, std::string(kPathColumn), word);
        }
      }
    }
  }
}

std::optional<FoundName<KnownName>> NameIndex::numbered_at(std::string_view lower,
                                                           std::size_t begin) const {
  const std::size_t end = digits_end(lower, begin);
  if (numbered_.empty() || end == begin || (end < lower.size() && is_name_char(lower[end]))) {
    return std::nullopt;
  }
  const auto known = numbered_.find(std::string(lower.substr(begin, end - begin)));
  if (known == numbered_.end() || !may_name(lower.substr(0, begin)) ||
      is_amount(lower.substr(end))) {
    return std::nullopt;
  }
  return FoundName<KnownName>{&known->second, end};
}

}  // namespace chimera::verify
