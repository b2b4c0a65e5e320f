#include "verify/name_index.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "data/definition.h"
#include "verify/column_kinds.h"
#include "verify/factor_words.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::size_t kWordsMax = 12;

// Parts of models' names that name none.
constexpr std::array<std::string_view, 24> kSaysLittle = {
    "it",   "instruct", "chat", "qat",     "latest", "model", "models", "gguf",
    "hf",   "base",     "meta", "mini",    "small",  "large", "medium", "code",
    "open", "text",     "gptq", "preview", "ai",     "v1",    "v2",     "v3"};

// Levels that are words of ordinary prose.
constexpr std::array<std::string_view, 28> kOrdinary = {
    "true",    "false",   "none",  "null", "default", "all", "model", "test", "normal", "name",
    "other",   "unknown", "total", "on",   "off",     "yes", "no",    "ok",   "error",  "failed",
    "success", "latest",  "auto",  "is",   "in",      "inf", "run",   "layer"};

// Words of hardware's names that are words of ordinary prose, or tell none from another.
constexpr std::array<std::string_view, 30> kOfHardware = {
    "gpu",     "gpus", "cpu",      "cpus",   "core",   "cores", "pro",     "max",
    "ultra",   "mini", "super",    "server", "node",   "host",  "machine", "box",
    "desktop", "with", "and",      "the",    "memory", "ram",   "edition", "generation",
    "series",  "pcie", "graphics", "dual",   "single", "system"};

// Devices that prose calls the GPU.
constexpr std::array<std::string_view, 4> kGpuBackends = {"cuda", "rocm", "mps", "cuda:0"};

// "7b", "1.5b", "270m" in a model's name; "" for none.
std::string size_in(std::string_view name) {
  for (const Range& range : words_of(name)) {
    const std::string_view word = name.substr(range.begin, range.end - range.begin);
    if (word.size() < 2 || (word.back() != 'b' && word.back() != 'm') ||
        word.find_first_not_of("0123456789") != word.size() - 1) {
      continue;
    }
    std::size_t begin = range.begin;
    while (begin > 1 &&
           (name[begin - 1] == '.' || (name[begin - 1] >= '0' && name[begin - 1] <= '9'))) {
      --begin;
    }
    return std::string(name.substr(begin, range.end - begin));
  }
  return "";
}

bool is_number_like(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// A sign that may stand between the words of one name.
bool is_joint(char c) {
  return c == ' ' || c == '-' || c == '_' || c == ':' || c == '/' || c == '.' || c == '@' ||
         c == '+';
}

std::size_t word_end(std::string_view text, std::size_t begin) {
  while (begin < text.size() && is_word_char(text[begin])) {
    ++begin;
  }
  return begin;
}

// Whether a longer name goes on behind: "-2-7b", ":13b", " 70b".
bool goes_on(std::string_view text, std::size_t end) {
  if (end + 1 >= text.size() || !is_joint(text[end]) || !is_word_char(text[end + 1])) {
    return false;
  }
  const std::string_view next = text.substr(end + 1, word_end(text, end + 1) - end - 1);
  if (text[end] == ' ') {
    const bool size = next.size() > 1 && (next.back() == 'b' || next.back() == 'm') &&
                      is_number_like(next.substr(0, next.size() - 1));
    // " 1.5b", not " 6.7 gb".
    const std::size_t at = end + 1 + next.size();
    const bool point = is_number_like(next) && at + 1 < text.size() && text[at] == '.';
    const std::string_view rest =
        point ? text.substr(at + 1, word_end(text, at + 1) - at - 1) : std::string_view();
    return size || (rest.size() > 1 && rest.back() == 'b' &&
                    is_number_like(rest.substr(0, rest.size() - 1)));
  }
  return text[end] == '.' || (has_digit(next) && text[end] != '/' && text[end] != ':') ||
         (text[end] == ':' && has_digit(next) && next.find('b') != std::string_view::npos);
}

// The longest stretch of words from `begin` on whose letters and digits are a key that `accept`
// takes.
template <typename Map, typename Accept>
auto longest(const Map& map, std::string_view text, std::size_t begin, Accept accept)
    -> std::optional<FoundName<typename Map::mapped_type>> {
  std::optional<FoundName<typename Map::mapped_type>> found;
  std::string key;
  std::size_t at = begin;
  for (std::size_t words = 0; words < kWordsMax; ++words) {
    const std::size_t end = word_end(text, at);
    key.append(text.substr(at, end - at));
    const auto known = map.find(key);
    if (known != map.end() && accept(end)) {
      found = {&known->second, end};
    }
    at = end;
    // " --" stands before an option; a name begins with a word.
    while (end > begin && at < text.size() && at < end + 3 && is_joint(text[at])) {
      ++at;
    }
    if (at == end || at >= text.size() || !is_word_char(text[at])) {
      break;
    }
  }
  return found;
}

// Behind the last slash, without the extension of a file of weights.
std::string_view bare_model(std::string_view name) {
  name.remove_prefix(name.rfind('/') + 1);
  for (const std::string_view extension : {".gguf", ".bin", ".safetensors", ".onnx"}) {
    if (name.ends_with(extension)) {
      name.remove_suffix(extension.size());
    }
  }
  return name;
}

// Whether a part of a model's name, from its word `first` on, may stand for it.
bool names_model(std::span<const std::string> part, bool first) {
  const std::string& word = part.front();
  if (part.size() > 1) {
    return has_digit(joined(part)) || first;
  }
  return word.size() > 1 && !is_number_like(word) && !is_one_of(word, kSaysLittle) &&
         (first || has_digit(word));
}

// Its words, each two that stand together, and "size256" of a number that ends it.
std::set<std::string> parts_of(const std::string& level) {
  std::set<std::string> parts;
  std::string last;
  for (const Range& range : words_of(level)) {
    const std::string word = level.substr(range.begin, range.end - range.begin);
    parts.insert(word);
    const std::size_t times = word.find('x');  // "8xH100"
    if (times != std::string::npos && is_number_like(word.substr(0, times))) {
      parts.insert(word.substr(times + 1));
    }
    if (!last.empty()) {
      parts.insert(last + word);
    }
    last = word;
  }
  if (is_number_like(last)) {
    parts.insert("size" + last);
  }
  return parts;
}

// "eager/fp32" of what all was compared with: its parts are levels of their own columns.
bool is_of_other_levels(const Dataset& dataset, const std::string& lower) {
  const std::vector<std::string_view> parts =
      split_at_any(lower, std::array<std::string_view, 1>{"/"});
  return parts.size() > 1 && std::ranges::all_of(parts, [&](std::string_view part) {
           return dataset.levels().contains(std::string(part));
         });
}

// "llama-server" of "llama-server b4869", "ollama" of "ollama 0.6.0"; "" of others.
std::string_view without_version(std::string_view lower) {
  const std::size_t space = lower.rfind(' ');
  std::string_view version =
      lower.substr(space == std::string_view::npos ? lower.size() : space + 1);
  version.remove_prefix(version.starts_with('v') || version.starts_with('b') ? 1 : 0);
  const bool numbered =
      !version.empty() && version.find_first_not_of("0123456789.") == std::string_view::npos;
  return numbered && lower.find(' ') == space && !has_digit(lower.substr(0, space))
             ? lower.substr(0, space)
             : std::string_view();
}

}  // namespace

std::string joined(std::span<const std::string> words) {
  std::string out;
  for (const std::string& word : words) {
    out += word;
  }
  return out;
}

std::string squeezed(std::string_view name) {
  std::string out;
  for (const char c : lowered(name)) {
    if (is_word_char(c)) {
      out += c;
    }
  }
  return out;
}

NameIndex::NameIndex(const Dataset& dataset) : dataset_(dataset) {
  add_models();
  add_families();
  add_levels();
  add_tests();
  add_phases();
  add_composites();
  add_paths();
  add_ordinals();
  add_offloads();
  add_unlimited();
  add_hardware();
  for (const auto& [key, alike] : dataset.keys()) {
    add_value(key, false, std::string(kKeyColumn), key);
  }
  for (const auto& [column, levels] : dataset.factors()) {
    add_factor(column);
  }
  for (const auto& [column, levels] : dataset.factors()) {
    for_words_of(column, [&](std::string_view word, const std::string& of) {
      add_factor_name(squeezed(word), of);
    });
  }
}

void NameIndex::add_value(std::string_view name, bool model, const std::string& column,
                          const std::string& value) {
  const std::string key = squeezed(name);
  // "median" of a benchmark's rows that sum up the others is a statistic in prose.
  if (key.size() < 2 || is_number_like(key) || !statistic_word(key).empty()) {
    return;
  }
  KnownName& known = values_[key];
  known.model = known.model || model;
  if (std::find(known.places.begin(), known.places.end(), std::pair(column, value)) ==
      known.places.end()) {
    known.places.emplace_back(column, value);
  }
}

void NameIndex::add_spoken(std::string_view name, const std::string& column,
                           const std::string& value) {
  for (const auto& [known, spoken] : kSpoken) {
    add_value(name == known ? spoken : std::string_view(), false, column, value);
  }
}

void NameIndex::add_models() {
  const auto add_parts = [&](const std::string& column, const std::string& value) {
    add_value(value, true, column, value);
    const std::vector<std::string> words = name_words(lowered(bare_model(value)));
    for (std::size_t begin = 0; begin < words.size(); ++begin) {
      for (std::size_t size = 1; size <= std::min(kWordsMax, words.size() - begin); ++size) {
        const auto part = std::span(words).subspan(begin, size);
        if (names_model(part, begin == 0)) {
          add_value(joined(part), true, column, value);
        }
      }
    }
    // "The medium model" of whisper:medium; "medium" alone may be anything.
    for (std::size_t i = 1; i < words.size(); ++i) {
      static constexpr std::array<std::string_view, 5> kSizes = {"base", "mini", "small", "medium",
                                                                 "large"};
      const bool plain = words[i].size() > 2 && !has_digit(words[i]) &&
                         (is_one_of(words[i], kSizes) || !is_one_of(words[i], kSaysLittle));
      if (plain && std::ranges::none_of(dataset_.models(), [&](const std::string& other) {
            return other != value && has_phrase(lowered(other), words[i]);
          })) {
        add_value(words[i] + "model", true, column, value);
        // Its files may be called by the word alone.
        if (dataset_.files_named(words[i]) > 0) {
          add_value(words[i] + "model", true, std::string(kPathColumn), words[i]);
        }
      }
    }
    // "3-bit" of q3_K_M.
    for (const std::string& word : words) {
      const bool quantized = word.size() == 2 && word[0] == 'q' && is_number_like(word.substr(1));
      if (quantized) {
        add_value(word.substr(1) + "bit", true, column, value);
      }
    }
    // "Qwen" of qwen2.5.
    const std::string_view family =
        words.empty()
            ? std::string_view()
            : std::string_view{words.front()}.substr(0, words.front().find_first_of("0123456789"));
    if (family.size() >= 4 && !is_one_of(family, kSaysLittle)) {
      add_value(family, true, column, value);
      // "Qwen 7B" of qwen2.5:7b-instruct.
      if (const std::string size = size_in(lowered(bare_model(value))); !size.empty()) {
        add_value(std::string(family) + size, true, column, value);
      }
    }
  };
  for (const std::string& model : dataset_.models()) {
    add_parts("model", model);
  }
  for (const auto& [column, levels] : dataset_.factors()) {
    if (names_models(column)) {
      for (const std::string& level : levels) {
        if (level.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos) {
          add_parts(column, level);
        }
      }
    }
  }
}

// "Nemo" of nemo_12b is mistral-nemo:12b as well: a family's name within another model's.
void NameIndex::add_families() {
  constexpr std::size_t kShortest = 4;
  const auto add_inner = [&](const std::string& column, const std::string& value) {
    const std::vector<std::string> words = name_words(lowered(bare_model(value)));
    for (std::size_t i = 1; i < words.size(); ++i) {
      const auto family = values_.find(words[i]);
      if (words[i].size() >= kShortest && !has_digit(words[i]) &&
          !is_one_of(words[i], kSaysLittle) && family != values_.end() && family->second.model) {
        add_value(words[i], true, column, value);
      }
    }
  };
  for (const std::string& model : dataset_.models()) {
    add_inner("model", model);
  }
  for (const auto& [column, levels] : dataset_.factors()) {
    for (const std::string& level : names_models(column) ? levels : std::vector<std::string>()) {
      add_inner(column, level);
    }
  }
}

std::string variant_first(std::string_view name) {
  const std::size_t sign = name.find_last_of("_-");
  if (sign == std::string_view::npos || sign == 0 || !is_one_of(name.substr(sign + 1), kVariants)) {
    return "";
  }
  return std::string(name.substr(sign + 1)).append(" ").append(name.substr(0, sign));
}

void NameIndex::add_levels() {
  constexpr std::size_t kLengthMax = 60;
  for (const auto& [lower, level] : dataset_.levels()) {
    if (lower.size() > kLengthMax || is_one_of(lower, kOrdinary)) {
      continue;
    }
    const bool composed = is_of_other_levels(dataset_, lower);
    for (const auto& [column, value] : level.places) {
      const auto factor = dataset_.factors().find(lowered(column));
      if (composed && factor != dataset_.factors().end() && factor->second.size() == 1) {
        continue;
      }
      if (!names_models(column)) {
        add_value(lower, false, column, value);
        add_value(variant_first(lower), false, column, value);
        add_value(without_version(lower), false, column, value);
        add_spoken(lower, column, value);
      }
      if (is_one_of(lower, kGpuBackends) && names_hardware(column)) {
        add_value("gpu", false, column, value);
      }
    }
  }
}

// "BM_Gemm/256", "./infer --quant q8": a word that some values of such a column have and others
// don't names those that have it.
void NameIndex::add_composites() {
  constexpr std::size_t kValuesMax = 60;
  for (const auto& [column, levels] : dataset_.factors()) {
    const bool hardware = names_hardware(column);
    const bool composite = std::all_of(levels.begin(), levels.end(), [&](const std::string& level) {
      return hardware || level.find('/') != std::string::npos ||
             level.find(" -") != std::string::npos;
    });
    if (!composite || levels.size() < 2 || levels.size() > kValuesMax || names_models(column)) {
      continue;
    }
    std::map<std::string, std::vector<std::string>> having;
    for (const std::string& level : levels) {
      for (const std::string& word : parts_of(lowered(level))) {
        having[word].push_back(level);
      }
    }
    for (const auto& [word, values] : having) {
      const bool says = word.size() > (hardware ? 2 : 1) && !is_number_like(word) &&
                        !is_one_of(word, kOrdinary) && !is_one_of(word, kOfHardware) &&
                        values.size() < levels.size();
      for (const std::string& value : says ? values : std::vector<std::string>()) {
        add_value(word, false, column, value);
      }
    }
  }
}

// llama-bench names its tests "pp512" and "tg128".
void NameIndex::add_tests() {
  for (const auto& [lower, level] : dataset_.levels()) {
    const bool test = lower.size() > 2 && is_number_like(std::string_view{lower}.substr(2));
    for (const auto& [column, value] : level.places) {
      add_value(brief_name(lower), false, column, value);
      if (test && lower.starts_with("pp")) {
        for (const std::string_view name : {"prompt processing", "prefill", "pp"}) {
          add_value(name, false, column, value);
        }
      } else if (test && lower.starts_with("tg")) {
        for (const std::string_view name : {"token generation", "text generation", "tg"}) {
          add_value(name, false, column, value);
        }
      }
    }
  }
}

// Its raw records hold both lengths instead: where none was generated, prompts were processed.
void NameIndex::add_phases() {
  static constexpr std::array<std::string_view, 5> kPrompt = {"prompt processing", "prompt eval",
                                                              "prefill", "prefilling", "pp"};
  static constexpr std::array<std::string_view, 5> kMade = {
      "token generation", "text generation", "generation speed", "generation", "decoding"};
  const auto prompt = dataset_.factors().find("n_prompt");
  const auto made = dataset_.factors().find("n_gen");
  const auto has_none = [&](const auto& factor) {
    return factor != dataset_.factors().end() &&
           std::find(factor->second.begin(), factor->second.end(), "0") != factor->second.end();
  };
  if (!has_none(prompt) || !has_none(made)) {
    return;
  }
  for (const std::string& length : made->second) {
    const bool none = length == "0";
    for (const std::string_view name : none ? kPrompt : kMade) {
      add_value(name, false, made->first, length);
    }
  }
}

std::optional<FoundName<KnownName>> NameIndex::value_at(std::string_view lower,
                                                        std::size_t begin) const {
  if (auto numbered = numbered_at(lower, begin)) {
    return numbered;
  }
  return longest(values_, lower, begin, [&](std::size_t end) { return !goes_on(lower, end); });
}

std::optional<FoundName<std::vector<std::string>>> NameIndex::factor_at(std::string_view lower,
                                                                        std::size_t begin) const {
  return longest(factors_, lower, begin, [](std::size_t) { return true; });
}

}  // namespace chimera::verify
