// A true statement whose values and names are replaced by tags, "[A] has the highest mean
// throughput in [B], [C]", so that a model can say it in its own words and supply no value.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/fact.h"
#include "data/lattice.h"

namespace chimera::write {

/// [A] to [Z]; a statement that needs more is not for free writing.
inline constexpr std::size_t kTagsMax = 26;

/// What a tag stands for. A value takes along what belongs to it: its unit, its interval, the "p ="
/// before it and the name of its test.
struct Tag {
  Phrase phrase;
  bool is_name = false;
  std::size_t uses = 0;  ///< in the statement
};

struct Tagged {
  std::string text;       ///< the statement with tags
  std::vector<Tag> tags;  ///< [A], [B], … in the order of their first use
};

/// "[A]" of the first tag. REQUIRES: index < kTagsMax.
std::string tag_text(std::size_t index);

/// nullopt where there are too many tags, or the words hold a bracket of their own.
std::optional<Tagged> tagged(const Phrase& statement);

/// Each tag with its value and what that is, a line each; what stands there is data (as_data).
std::string tag_list(const Tagged& statement, std::span<const Fact> facts);

}  // namespace chimera::write
