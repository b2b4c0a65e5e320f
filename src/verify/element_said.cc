#include "verify/element_said.h"

#include <algorithm>
#include <charconv>

#include "verify/dataset.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// The index that stands between signs behind `at`: ".0." or "[0]"; nullopt where none does.
std::optional<std::size_t> index_at(std::string_view lower, std::size_t at) {
  const char sign = lower[at];
  if (sign != '.' && sign != '[') {
    return std::nullopt;
  }
  std::size_t index = 0;
  const char* begin = lower.data() + at + 1;
  const auto [end, error] = std::from_chars(begin, lower.data() + lower.size(), index);
  const auto behind = lower.substr(static_cast<std::size_t>(end - lower.data()));
  const bool closed = sign == '[' ? behind.starts_with(']')
                                  : behind.size() > 1 && behind[0] == '.' &&
                                        is_word_char(behind[1]) && !is_digit(behind[1]);
  return error == std::errc() && end != begin && closed ? std::optional(index) : std::nullopt;
}

}  // namespace

std::optional<Element> element_said(std::string_view lower) {
  for (std::size_t at = 1; at + 2 < lower.size(); ++at) {
    const auto index = index_at(lower, at);
    if (!index) {
      continue;
    }
    std::size_t begin = at;
    while (begin > 0 && (is_word_char(lower[begin - 1]) || lower[begin - 1] == '_')) {
      --begin;
    }
    const std::string_view word = lower.substr(begin, at - begin);
    if (std::ranges::any_of(word, [](char c) { return c >= 'a' && c <= 'z'; })) {
      return Element{std::string(word), *index};
    }
  }
  return std::nullopt;
}

bool is_array_at(const Element& element, std::string_view pointer) {
  const std::string last = lowered(pointer.substr(pointer.rfind('/') + 1));
  const std::string_view array = element.array;
  return last.size() > 1 && array.ends_with(last) &&
         (array.size() == last.size() || array[array.size() - last.size() - 1] == '_');
}

}  // namespace chimera::verify
