#include "engine/choice.h"

#include <charconv>
#include <system_error>

#include "text/json.h"

namespace chimera::engine {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(kBlanks);
  if (start == std::string_view::npos) {
    return "";
  }
  return text.substr(start, text.find_last_not_of(kBlanks) + 1 - start);
}

// The inside of "```json … ```".
std::string_view without_fence(std::string_view text) {
  constexpr std::string_view kFence = "```";
  if (text.size() < 2 * kFence.size() || !text.starts_with(kFence) || !text.ends_with(kFence)) {
    return text;
  }
  text = text.substr(kFence.size(), text.size() - 2 * kFence.size());
  if (text.starts_with("json")) {
    text.remove_prefix(4);
  }
  return trimmed(text);
}

// Digits and nothing else, a number from 1 to `offered`.
std::optional<std::size_t> index_of(std::string_view digits, std::size_t offered) {
  std::size_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, code] = std::from_chars(digits.data(), end, number);
  const bool padded = digits.starts_with('0');
  if (code != std::errc() || stop != end || padded || number < 1 || number > offered) {
    return std::nullopt;
  }
  return number - 1;
}

std::optional<std::size_t> choice_of(const text::JsonValue& json, std::size_t offered) {
  const text::JsonValue* found = nullptr;
  for (const auto& [name, value] : json.members) {
    if (name == "choice") {
      if (found != nullptr) {
        return std::nullopt;
      }
      found = &value;
    }
  }
  const bool spelled = found != nullptr && (found->kind == text::JsonKind::kNumber ||
                                            found->kind == text::JsonKind::kString);
  return spelled ? index_of(found->text, offered) : std::nullopt;
}

}  // namespace

std::string choice_question(std::span<const std::string> sentences, std::string_view heading,
                            Asking asking) {
  std::string text = "All of these sentences are true. Which one should come next";
  text.append(heading.empty() ? "" : " under the heading \"").append(heading);
  text += heading.empty() ? "?\n" : "\"?\n";
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    text.append(std::to_string(i + 1)).append(". ").append(trimmed(sentences[i])).append("\n");
  }
  if (asking == Asking::kAgain) {
    text += "Your last answer was none of these numbers.\n";
  }
  text += "Answer with its number alone, from 1 to ";
  text.append(std::to_string(sentences.size())).append(", as JSON: {\"choice\": NUMBER}");
  return text;
}

void write_choice_schema(text::JsonWriter& json, std::size_t offered) {
  json.open_object();
  json.key("type").string("object");
  json.key("properties").open_object();
  json.key("choice").open_object();
  json.key("type").string("integer");
  json.key("enum").open_array();
  for (std::size_t number = 1; number <= offered; ++number) {
    json.count(number);
  }
  json.close_array().close_object().close_object();
  json.key("required").open_array().string("choice").close_array();
  json.key("additionalProperties").boolean(false);
  json.close_object();
}

std::optional<std::size_t> chosen_index(std::string_view reply, std::size_t offered, bool whole) {
  const std::string_view answer = without_fence(trimmed(reply));
  if (!answer.starts_with('{')) {
    return whole ? index_of(answer, offered) : std::nullopt;
  }
  const auto json = text::parse_json(answer);
  return json ? choice_of(*json, offered) : std::nullopt;
}

}  // namespace chimera::engine
