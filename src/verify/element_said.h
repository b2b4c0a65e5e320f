// An element of an array as a program flattens it: "run_results.0.mean_ms", "runs[2].mean_ms".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace chimera::verify {

struct Element {
  std::string array;  ///< the word before the index, which may carry a prefix: "json_run_results"
  std::size_t index = 0;
};

/// The first that the text names; the text in lower case. An array is a word with a letter, so that
/// no version and no number is one.
std::optional<Element> element_said(std::string_view lower);

/// Whether the array is the last part of a JSON pointer, where that part names it:
/// "/a/run_results".
bool is_array_at(const Element& element, std::string_view pointer);

}  // namespace chimera::verify
