// What a factor may be called: by the words of its column, their long forms, and their initials.
#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "data/unit.h"
#include "verify/factor_words.h"
#include "verify/name_index.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// What a word of a column's name is short for.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kLongForms = {{
    {"len", "length"},
    {"seq", "sequence"},
    {"ctx", "context"},
    {"attn", "attention"},
    {"temp", "temperature"},
    {"quant", "quantization"},
    {"gen", "generation"},
    {"conc", "concurrency"},
    {"dtype", "precision"},
    {"impl", "implementation"},
    {"params", "parameters"},
    {"dim", "dimension"},
    {"req", "request"},
    {"reqs", "requests"},
    {"bs", "batch size"},
    {"dtype", "data type"},
}};

// Words that a column's name may begin or end with and prose leaves out.
constexpr std::array<std::string_view, 8> kLeading = {"n",   "num", "number", "nr",
                                                      "max", "the", "use",    "total"};
constexpr std::array<std::string_view, 9> kTrailing = {"size", "length", "len",  "count", "level",
                                                       "id",   "index",  "name", "value"};

void add_once(std::vector<std::string>& to, const std::string& value) {
  if (std::find(to.begin(), to.end(), value) == to.end()) {
    to.push_back(value);
  }
}

std::vector<std::string> long_forms(const std::vector<std::string>& words) {
  std::vector<std::string> forms = {joined(words)};
  for (const auto& [brief, full] : kLongForms) {
    std::vector<std::string> longer = words;
    std::replace(longer.begin(), longer.end(), std::string(brief), squeezed(full));
    if (longer != words) {
      forms.push_back(joined(longer));
      for (const auto& [other, more] : kLongForms) {
        std::replace(longer.begin(), longer.end(), std::string(other), squeezed(more));
      }
      forms.push_back(joined(longer));
    }
  }
  return forms;
}

std::string initials(std::span<const std::string> words) {
  std::string out;
  for (const std::string& word : words) {
    out += word.front();
  }
  return out;
}

}  // namespace

std::vector<std::string> spoken_forms(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kOfFiles = {{
      {"quant", "quantisation"},
      {"ctx", "context length"},
      {"ngl", "layer"},
      {"ngl", "offload"},
      {"ngl", "layer offload"},
      {"ngl", "gpu layer"},
      {"param", "parameter"},
      {"params", "parameter"},
      {"batch", "batch size"},
      {"conc", "concurrency"},
      {"thread", "threads"},
      {"seq", "sequence length"},
  }};
  std::vector<std::string> forms = {std::string(word)};
  for (const auto& [brief, full] : kLongForms) {
    if (brief == word) {
      forms.emplace_back(full);
    }
  }
  for (const auto& [brief, full] : kOfFiles) {
    if (brief == word) {
      forms.emplace_back(full);
    }
  }
  return forms;
}

void NameIndex::add_factor_name(const std::string& name, const std::string& column) {
  if (!name.empty()) {
    add_once(factors_[name], column);
  }
}

void NameIndex::add_factor(const std::string& column) {
  add_factor_spelled(column, column);
  // "BatchSize": its capitals part the words.
  for (const std::string& spelled : dataset_.spellings_of_factor(column)) {
    if (spelled != column) {
      add_factor_spelled(spelled, column);
    }
  }
}

void NameIndex::add_factor_spelled(std::string_view spelled, const std::string& column) {
  std::string_view last = spelled.substr(spelled.rfind('.') + 1);
  last = last.substr(0, last.find(" ("));
  const std::vector<std::string> words = name_words(last);
  if (words.empty()) {
    return;
  }
  std::vector<std::string> core = words;
  while (core.size() > 1 && is_one_of(core.front(), kLeading)) {
    core.erase(core.begin());
  }
  const std::vector<std::string> headless = core;
  while (core.size() > 1 && (is_one_of(core.back(), kTrailing) || canonical_unit(core.back()))) {
    core.pop_back();
  }
  // "Larger blocks" of block_kb, "bigger batches" of batch_size.
  constexpr std::size_t kShortest = 4;
  if (core.size() == 1 && core.front().size() >= kShortest && !core.front().ends_with('s')) {
    const bool hissing = core.front().ends_with("ch") || core.front().ends_with('x');
    for (const char* const more : {"larger", "bigger", "longer", "smaller", "shorter"}) {
      add_factor_name(more + core.front() + (hissing ? "es" : "s"), column);
    }
  }
  for (const std::vector<std::string>* const each :
       {&std::as_const(words), &headless, &std::as_const(core)}) {
    for (const std::string& form : long_forms(*each)) {
      add_factor_name(form, column);
      // "At all batch sizes"
      if (each->size() > 1 && is_one_of(each->back(), kTrailing)) {
        add_factor_name(form + "s", column);
      }
    }
  }
  // "config.batch_size", as nested JSON spells it.
  if (last.size() < spelled.size()) {
    add_factor_name(joined(name_words(spelled)), column);
  }
  // "input length" of random_input_len.
  for (std::size_t begin = 1; begin + 2 <= words.size(); ++begin) {
    const std::vector<std::string> end(words.begin() + static_cast<std::ptrdiff_t>(begin),
                                       words.end());
    for (const std::string& form : long_forms(end)) {
      add_factor_name(form, column);
    }
  }
  for (const std::vector<std::string>* const each :
       {&std::as_const(words), &headless, &std::as_const(core)}) {
    const std::string brief = initials(*each);
    if (brief.size() > 1 && !canonical_unit(brief) && statistic_word(brief).empty()) {
      add_factor_name(brief, column);
    }
  }
  for (const auto& [word, phrases] : kFactorPhrases) {
    if (std::find(core.begin(), core.end(), word) != core.end()) {
      add_factor_name(squeezed(phrases), column);
    }
  }
}

}  // namespace chimera::verify
