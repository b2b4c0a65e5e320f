#include "verify/unknown_names.h"

#include <algorithm>
#include <array>

#include "verify/name_index.h"
#include "verify/named_things.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 27> kFamilies = {
    "vllm",     "sglang",  "tensorrt-llm", "lmdeploy", "exllama", "yi-34b",  "command-r",
    "mistral",  "mixtral", "qwen",         "falcon",   "gpt-4",   "gpt-3.5", "claude",
    "deepseek", "vicuna",  "phi-3",        "llama",    "gemma",   "gemini",  "bloom",
    "mamba",    "bert",    "tinyllama",    "smollm",   "gpt-2",   "phi-2"};

// Whether the word at this place is part of a program's name ("llama.cpp") or an option's value.
bool is_no_model(std::string_view clause, std::size_t at, std::size_t length) {
  static constexpr std::array<std::string_view, 4> kPrograms = {".cpp", "-server", "-bench",
                                                                "-cli"};
  const std::string_view rest = clause.substr(at + length);
  return clause.substr(0, at).ends_with("--model ") || starts_with_any(rest, kPrograms);
}

// Whether the data call it so, or as data call what prose calls so.
bool is_known(const Dataset& dataset, std::string_view family) {
  return dataset.mentions(family) ||
         std::any_of(kSpoken.begin(), kSpoken.end(), [&](const auto& each) {
           return each.second == family && dataset.mentions(each.first);
         });
}

// The family of models that the text names first and the data hold nothing of.
std::optional<UnknownName> first_unknown_family(const Dataset& dataset, std::string_view lower) {
  std::optional<UnknownName> first;
  for (const std::string_view family : kFamilies) {
    const std::size_t at = find_phrase(lower, std::string(family) + "*");
    if (at != std::string_view::npos && (!first || at < first->at) &&
        !is_no_model(lower, at, family.size()) && !is_known(dataset, family)) {
      first = UnknownName{at, std::string(family)};
    }
  }
  return first;
}

constexpr bool is_tag_char(char c) {
  return is_name_char(c) || c == '.';
}

// "gemma3:4b", a name with a tag; empty where none begins at `at`.
Range tagged_name(std::string_view lower, std::size_t at) {
  const bool starts =
      is_letter(lower[at]) &&
      (at == 0 || (!is_tag_char(lower[at - 1]) && lower[at - 1] != '/' && lower[at - 1] != ':'));
  if (!starts) {
    return {};
  }
  std::size_t colon = at;
  while (colon < lower.size() && is_tag_char(lower[colon])) {
    ++colon;
  }
  std::size_t end = colon + 1;
  while (end < lower.size() && is_tag_char(lower[end])) {
    ++end;
  }
  while (end > colon + 1 && lower[end - 1] == '.') {
    --end;
  }
  if (colon >= lower.size() || lower[colon] != ':' || end <= colon + 1) {
    return {};
  }
  const std::string_view tag = lower.substr(colon + 1, end - colon - 1);
  const bool sized =
      tag == "latest" || (has_digit(tag) && std::any_of(tag.begin(), tag.end(), is_letter));
  return sized ? Range{at, end} : Range{};
}

// Names with an underscore inside, as files, columns and kernels have them.
std::vector<Range> identifiers_in(std::string_view lower) {
  std::vector<Range> found;
  for (std::size_t at = 0; at < lower.size();) {
    std::size_t end = at;
    while (end < lower.size() && is_name_char(lower[end])) {
      ++end;
    }
    const std::string_view name = lower.substr(at, end - at);
    const std::size_t sign = name.find('_');
    const bool whole =
        (at == 0 || lower[at - 1] != '.') && (end == lower.size() || lower[end] != '.' ||
                                              end + 1 == lower.size() || lower[end + 1] == ' ');
    if (sign != std::string_view::npos && sign > 1 && sign + 1 < name.size() && whole &&
        is_letter(name.front())) {
      found.push_back({at, end});
    }
    at = std::max(end, at + 1);
  }
  return found;
}

}  // namespace

std::string unknown_family(const Dataset& dataset, std::string_view lower) {
  const auto family = first_unknown_family(dataset, lower);
  return family ? family->name : "";
}

std::optional<UnknownName> unknown_name_in(const Dataset& dataset, std::string_view lower,
                                           const std::vector<Mention>& mentions) {
  std::optional<UnknownName> first;
  const auto consider = [&](std::size_t at, std::string_view name) {
    const bool mentioned =
        std::any_of(mentions.begin(), mentions.end(),
                    [at](const Mention& mention) { return mention.range.holds(at); });
    if (!mentioned && (!first || at < first->at)) {
      first = UnknownName{at, std::string(name)};
    }
  };
  if (const auto family = first_unknown_family(dataset, lower)) {
    consider(family->at, family->name);
  }
  for (std::size_t at = 0; at < lower.size(); ++at) {
    const Range range = tagged_name(lower, at);
    const std::string_view name = lower.substr(range.begin, range.end - range.begin);
    if (!name.empty() && !dataset.mentions(name)) {
      consider(at, name);
    }
    at = std::max(at, range.end);
  }
  for (const Range& word : identifiers_in(lower)) {
    const std::string_view name = lower.substr(word.begin, word.end - word.begin);
    if (!dataset.mentions(without_file_kind(name))) {
      consider(word.begin, name);
    }
  }
  for (const NamedThing& thing : find_named_things(dataset, lower)) {
    if (thing.judgement.verdict == Verdict::kContradicted) {
      consider(thing.range.begin,
               lower.substr(thing.range.begin, thing.range.end - thing.range.begin));
    }
  }
  return first;
}

}  // namespace chimera::verify
