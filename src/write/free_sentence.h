// A model's reply → one sentence whose values are ours, or why not. Only the form is looked at;
// whether the sentence is true, the judge says (judge.h).
#pragma once

#include <cstddef>
#include <string_view>

#include <tl/expected.hpp>

#include "data/lattice.h"
#include "write/tagged.h"

namespace chimera::write {

/// A sentence may have so many words more than the statement that it says.
inline constexpr std::size_t kWordsMoreMax = 12;

enum class Refusal {
  kEmpty,
  kCopied,   ///< the statement as it stands: those are not the model's words
  kSeveral,  ///< more than one sentence, or not ended
  kTooLong,
  kSigns,   ///< markup, quotes, control tokens, letters beyond ASCII
  kNumber,  ///< digits, number words or units outside the tags
  kUnknownTag,
  kTagTooOften,
  kTagGlued,   ///< to a letter or a sign, which could change its value
  kValueActs,  ///< a value is the subject of a verb, where a name belongs
  kNoValue,
  kNamePlace,    ///< a name where things happen that isn't one of a place, "in [A]"
  kNameMissing,  ///< without all names a statement is another one
  kNoCondition,  ///< without "cold starts left out", say, a value would be another one
  kOtherMetric,  ///< a metric that the statement isn't about
  kUnknownName,  ///< a capitalised word that the statement doesn't have
  kExplains      ///< gives a cause, an advice or a guess: nothing that a judge could confirm
};

/// "it holds a number outside the tags": a clause that holds nothing of the reply.
std::string_view refusal_text(Refusal refusal);

/// The reply without fences, quotes, list signs and blanks, its tags replaced.
tl::expected<Phrase, Refusal> sentence_of(std::string_view reply, const Tagged& statement);

}  // namespace chimera::write
