// Names of models and machines that a text speaks of and the data hold nothing of: numbers said of
// them are of nothing that was measured.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/dataset.h"
#include "verify/scope.h"

namespace chimera::verify {

struct UnknownName {
  std::size_t at = 0;  ///< in the text
  std::string name;
};

/// The first of them in a text in lower case: a model by its tag ("gemma3:4b") or by the name of a
/// well-known family, a graphics card. None inside a mention.
std::optional<UnknownName> unknown_name_in(const Dataset& dataset, std::string_view lower,
                                           const std::vector<Mention>& mentions);

/// A well-known family of language models that the text names and the data don't; "" for none.
std::string unknown_family(const Dataset& dataset, std::string_view lower);

}  // namespace chimera::verify
