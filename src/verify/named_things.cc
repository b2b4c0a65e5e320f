#include "verify/named_things.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Series of processors whose names go on with a number, and names that are one.
constexpr std::array<std::string_view, 29> kGraphics = {
    "l4",   "l40",  "t4",     "a40",   "a30",    "a6000",   "h800",   "a800",  "p100", "mi210",
    "rtx",  "gtx",  "quadro", "tesla", "radeon", "geforce", "gh200",  "gb200", "a100", "h100",
    "h200", "l40s", "v100",   "a10",   "a10g",   "mi250",   "mi300x", "b200",  "rx"};
constexpr std::array<std::string_view, 6> kProcessors = {"xeon", "epyc", "ryzen", "i9", "i7", "i5"};
constexpr std::array<std::string_view, 8> kSuffixes = {"ti",  "super", "ada", "pro",
                                                       "max", "gold",  "xt",  "xtx"};

struct NumberType {
  std::string_view name;
  std::array<std::string_view, 3> spellings;
};

constexpr std::array<NumberType, 7> kNumberTypes = {{
    {"bfloat16", {"bfloat16", "bf16", "bfloat 16"}},
    {"float16", {"float16", "fp16", "half precision"}},
    {"float32", {"float32", "fp32", "single precision"}},
    {"float64", {"float64", "fp64", "double precision"}},
    {"fp8", {"fp8", "float8", "e4m3"}},
    {"int8", {"int8", "8-bit integers", "i8"}},
    {"int4", {"int4", "4-bit integers", "i4"}},
}};

bool is_called_by(const Column& column, std::span<const std::string_view> words) {
  const auto name = name_words(lowered(column.name));
  return std::any_of(name.begin(), name.end(),
                     [&](const std::string& word) { return is_one_of(word, words); });
}

// Whether a column of texts whose name has one of the words is there.
bool has_text_column_of(const Dataset& dataset, std::span<const std::string_view> words) {
  for (const Table& table : dataset.observations().tables) {
    for (const Column& column : table.columns) {
      const bool texts =
          column.text.spellings() > 0 && !measures(column.role) &&
          column.text.spelling(0).find_first_of(
              "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") != std::string_view::npos;
      if (texts && is_called_by(column, words)) {
        return true;
      }
    }
  }
  return false;
}

Judgement of_name(bool known, bool others, std::string_view name) {
  std::string quoted("'");
  quoted.append(name).append("'");
  if (known) {
    return supported(ClaimType::kConfig, "the data name " + quoted);
  }
  return others ? contradicted(ClaimType::kConfig, VerdictReason::kNoSuchThing,
                               "the data name others, not " + quoted)
                : unsupported(ClaimType::kConfig, VerdictReason::kNoSuchMeasurement,
                              "nothing of its kind is recorded");
}

// "rtx 4060 ti" from its first word on; empty where no number follows.
Range whole_name(std::string_view clause, const std::vector<Range>& words, std::size_t first) {
  Range range = words[first];
  bool numbered = has_digit(clause.substr(range.begin, range.end - range.begin));
  for (std::size_t i = first + 1; i < words.size() && i < first + 4; ++i) {
    const std::string_view between = clause.substr(range.end, words[i].begin - range.end);
    const std::string_view word = clause.substr(words[i].begin, words[i].end - words[i].begin);
    const bool more = has_digit(word) || is_one_of(word, kSuffixes) || is_one_of(word, kGraphics);
    if ((between != " " && between != "-") || !more) {
      break;
    }
    numbered = numbered || has_digit(word);
    range.end = words[i].end;
  }
  return numbered ? range : Range{};
}

void add_processors(const Dataset& dataset, std::string_view clause,
                    std::vector<NamedThing>& things) {
  static constexpr std::array<std::string_view, 3> kGraphicsColumns = {"gpu", "device", "hardware"};
  static constexpr std::array<std::string_view, 2> kProcessorColumns = {"cpu", "processor"};
  const std::vector<Range> words = words_of(clause);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = clause.substr(words[i].begin, words[i].end - words[i].begin);
    const bool graphics = is_one_of(word, kGraphics);
    if (!graphics && !is_one_of(word, kProcessors)) {
      continue;
    }
    const Range range = whole_name(clause, words, i);
    if (range.end <= range.begin) {
      continue;
    }
    const std::string_view name = clause.substr(range.begin, range.end - range.begin);
    const bool others = has_text_column_of(
        dataset, graphics ? std::span<const std::string_view>(kGraphicsColumns)
                          : std::span<const std::string_view>(kProcessorColumns));
    things.push_back({range, of_name(dataset.mentions(name), others, name)});
    while (i + 1 < words.size() && words[i + 1].end <= range.end) {
      ++i;
    }
  }
}

bool spells(std::string_view value, const NumberType& type) {
  return std::any_of(type.spellings.begin(), type.spellings.end(),
                     [&](std::string_view spelling) { return has_phrase(value, spelling); });
}

// Whether a column of number types has one of that type; absent where there is no such column.
std::optional<bool> was_used(const Dataset& dataset, const NumberType& type) {
  static constexpr std::array<std::string_view, 4> kColumns = {"dtype", "precision", "precisions",
                                                               "datatype"};
  std::optional<bool> used;
  for (const Table& table : dataset.observations().tables) {
    for (const Column& column : table.columns) {
      const bool meant = is_called_by(column, kColumns);
      for (std::size_t i = 0; meant && i < column.text.spellings(); ++i) {
        const std::string value = lowered(column.text.spelling(i));
        if (!value.empty()) {
          used = used.value_or(false) || spells(value, type);
        }
      }
    }
  }
  return used;
}

void add_number_types(const Dataset& dataset, std::string_view clause,
                      std::vector<NamedThing>& things) {
  static constexpr std::array<std::string_view, 5> kBefore = {"in ", "with ", "at ", "using ",
                                                              "as "};
  for (const NumberType& type : kNumberTypes) {
    for (const std::string_view spelling : type.spellings) {
      const std::size_t at = find_phrase(clause, spelling);
      const std::string_view before = clause.substr(0, std::min(at, clause.size()));
      const bool said = at != std::string_view::npos && ends_with_any(before, kBefore);
      const auto used = said ? was_used(dataset, type) : std::optional<bool>();
      if (used) {
        things.push_back({{at, at + spelling.size()}, of_name(*used, true, type.name)});
        break;
      }
    }
  }
}

// "0.11.0", "2.6.0+cu124", "v4.51.3": a version that stands at `begin`; empty where none does.
Range version_at(std::string_view text, std::size_t begin) {
  std::size_t at = begin + (text.substr(begin).starts_with("v") ? 1 : 0);
  const bool numbered = at < text.size() && text[at] >= '0' && text[at] <= '9';
  begin = at;
  std::size_t points = 0;
  while (at < text.size() &&
         (is_word_char(text[at]) || text[at] == '+' ||
          (text[at] == '.' && at + 1 < text.size() && is_word_char(text[at + 1])))) {
    points += text[at] == '.' ? 1U : 0U;
    ++at;
  }
  return numbered && points >= 2 ? Range{begin, at} : Range{};
}

// Whether rows of the table are of that product: by its file's name, or a cell that is it.
bool is_of_product(const Table& table, std::string_view product) {
  return path_has(table.file, {std::string(product)}) ||
         std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
           return !measures(column.role) && column.text.spellings() == 1 &&
                  lowered(column.text.spelling(0)) == product;
         });
}

// Whether a version of it is recorded, other than `spelled`, in files of whose path the word is a
// part: "vllm 0.11.0" in a cell, or in a column of that name or of versions in a table of its own.
bool has_versions_of(const Dataset& dataset, std::string_view product,
                     std::string_view spelled = {}, std::string_view path = {}) {
  const auto is_version = [spelled](std::string_view text, std::size_t begin) {
    const Range version = begin < text.size() ? version_at(text, begin) : Range{};
    return version.end > version.begin &&
           (spelled.empty() || text.substr(version.begin, version.end - version.begin) != spelled);
  };
  for (const Table& table : dataset.observations().tables) {
    if (lowered(table.file).find(path) == std::string::npos) {
      continue;
    }
    for (const Column& column : table.columns) {
      const auto words = name_words(lowered(column.name));
      const bool named = std::find(words.begin(), words.end(), product) != words.end() ||
                         (!words.empty() && words.back() == "version" && words.size() < 4 &&
                          !measures(column.role) && is_of_product(table, product));
      for (std::size_t i = 0; !measures(column.role) && i < column.text.spellings(); ++i) {
        const std::string cell = lowered(column.text.spelling(i));
        if ((named && is_version(cell, 0)) ||
            (cell.starts_with(product) && is_version(cell, product.size() + 1))) {
          return true;
        }
      }
    }
  }
  return false;
}

// "Python 3.13.1 is used in every baseline": the word of the files that it is said of, "" for all;
// nullopt where it isn't said of every one.
std::optional<std::string> said_of_every(const Dataset& dataset, std::string_view clause) {
  static constexpr std::array<std::string_view, 3> kEvery = {"every", "each", "all"};
  for (const std::string_view every : kEvery) {
    const std::size_t at = find_phrase(clause, every);
    if (at == std::string_view::npos) {
      continue;
    }
    const std::string_view behind = clause.substr(at + every.size());
    const auto words = words_of(behind);
    std::string noun;
    if (!words.empty()) {
      noun = behind.substr(words[0].begin, words[0].end - words[0].begin);
    }
    noun.resize(noun.size() - (noun.ends_with('s') ? 1 : 0));
    return dataset.files_named(noun) > 0 ? noun : std::string();
  }
  return std::nullopt;
}

// "vLLM 0.11.0", "transformers 4.51.3".
void add_versions(const Dataset& dataset, std::string_view clause,
                  std::vector<NamedThing>& things) {
  const std::vector<Range> words = words_of(clause);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string_view product = clause.substr(words[i].begin, words[i].end - words[i].begin);
    const std::string_view between = clause.substr(words[i].end, words[i + 1].begin - words[i].end);
    const bool named = is_letter(product.front()) && product.size() > 2;
    const Range version = named && (between == " " || between == "==")
                              ? version_at(clause, words[i + 1].begin)
                              : Range{};
    if (version.end <= version.begin) {
      continue;
    }
    const std::string_view spelled = clause.substr(version.begin, version.end - version.begin);
    if (const auto every = said_of_every(dataset, clause);
        every && has_versions_of(dataset, product, spelled, *every)) {
      things.push_back({version, contradicted(ClaimType::kConfig, VerdictReason::kWrongValue,
                                              "the data name other versions, too")});
      continue;
    }
    things.push_back(
        {version, of_name(dataset.mentions(spelled), has_versions_of(dataset, product),
                          clause.substr(words[i].begin, version.end - words[i].begin))});
  }
}

// "12.8" of "cuda 12.8", "cuda version is 12.8": where a number of two parts stands behind a
// product; empty for nowhere.
Range short_version(std::string_view clause, std::size_t behind) {
  static constexpr std::array<std::string_view, 4> kJoints = {" version is ", " version was ",
                                                              " version ", " "};
  const std::string_view rest = clause.substr(behind);
  const auto* const joint = std::ranges::find_if(
      kJoints, [rest](std::string_view each) { return rest.starts_with(each); });
  if (joint == kJoints.end()) {
    return {};
  }
  const std::size_t begin = behind + joint->size();
  const std::size_t end = std::min(clause.find_first_not_of("0123456789.", begin), clause.size());
  const std::string version = trimmed(clause.substr(begin, end - begin), ".");
  return std::ranges::count(version, '.') == 1 ? Range{begin, begin + version.size()} : Range{};
}

// What columns call a product's version: whether one begins so, and whether there are any.
std::pair<bool, bool> recorded_version(const Dataset& dataset, std::string_view product,
                                       std::string_view version) {
  bool known = false;
  bool any = false;
  for (const Table& table : dataset.observations().tables) {
    for (const Column& column : table.columns) {
      const auto words = name_words(lowered(column.name));
      const bool meant =
          std::ranges::find(words, product) != words.end() && words.back() == "version";
      for (std::size_t i = 0; meant && i < column.text.spellings(); ++i) {
        known = known || column.text.spelling(i).starts_with(version);
        any = any || !column.text.spelling(i).empty();
      }
    }
  }
  return {known, any};
}

// "CUDA 12.8", "Python 3.13": of what such versions are usual of.
void add_short_versions(const Dataset& dataset, std::string_view clause,
                        std::vector<NamedThing>& things) {
  static constexpr std::array<std::string_view, 5> kProducts = {"cuda", "cudnn", "rocm", "python",
                                                                "driver"};
  for (const std::string_view product : kProducts) {
    const std::size_t at = find_phrase(clause, product);
    const Range version =
        at == std::string_view::npos ? Range{} : short_version(clause, at + product.size());
    if (version.empty()) {
      continue;
    }
    const auto [known, any] = recorded_version(
        dataset, product, clause.substr(version.begin, version.end - version.begin));
    if (any) {
      things.push_back({version, of_name(known, true, clause.substr(at, version.end - at))});
    }
  }
}

// "Build 6942", "build a91d07e" of llama.cpp.
void add_builds(const Dataset& dataset, std::string_view clause, std::vector<NamedThing>& things) {
  constexpr std::size_t kDigitsMin = 4;
  for (std::size_t at = find_phrase(clause, "build"); at != std::string_view::npos;
       at = find_phrase(clause, "build", at + 1)) {
    const std::size_t begin = at + std::string_view("build ").size();
    std::size_t end = std::min(begin, clause.size());
    while (end < clause.size() && is_word_char(clause[end])) {
      ++end;
    }
    const std::string_view name = clause.substr(std::min(begin, end), end - std::min(begin, end));
    if (name.size() < kDigitsMin || !has_digit(name)) {
      continue;
    }
    bool known = false;
    bool others = false;
    for (const Table& table : dataset.observations().tables) {
      for (const Column& column : table.columns) {
        const bool meant =
            column.name.ends_with("build_number") || column.name.ends_with("build_commit");
        for (std::size_t i = 0; meant && i < column.text.spellings(); ++i) {
          known = known || lowered(column.text.spelling(i)).starts_with(name);
          others = true;
        }
      }
    }
    if (others) {
      things.push_back({{begin, end}, of_name(known, true, name)});
    }
  }
}

}  // namespace

bool says_machine(std::string_view before) {
  static constexpr std::array<std::string_view, 22> kSaid = {
      "ran on",         "run on",      "executed on", "performed on", "conducted on",
      "collected on",   "measured on", "recorded on", "taken on",     "carried out on",
      "benchmarked on", "tested on",   "is an",       "is a",         "name an",
      "names an",       "lists an",    "uses an",     "used an",      "using an",
      "with an",        "records an"};
  static constexpr std::array<std::string_view, 6> kLabels = {"gpu",  "hardware", "graphics",
                                                              "card", "device",   "machine"};
  constexpr std::size_t kNear = 40;
  constexpr std::size_t kLabelWords = 3;
  const std::string_view near = before.substr(before.size() - std::min(kNear, before.size()));
  const std::size_t colon = before.find(':');
  const bool labelled = colon != std::string_view::npos &&
                        has_any(before.substr(0, colon), kLabels) &&
                        words_of(before.substr(colon)).size() <= kLabelWords;
  return labelled || has_any(near, kSaid);
}

std::vector<NamedThing> find_named_things(const Dataset& dataset, std::string_view clause) {
  std::vector<NamedThing> things;
  if (is_hypothetical(clause)) {
    return things;
  }
  add_processors(dataset, clause, things);
  add_versions(dataset, clause, things);
  add_short_versions(dataset, clause, things);
  add_builds(dataset, clause, things);
  add_number_types(dataset, clause, things);
  return things;
}

}  // namespace chimera::verify
