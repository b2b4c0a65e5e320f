// A clause with all that stands around it, and how its words are looked at: what the parts of
// ProseReader share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "verify/prose.h"

namespace chimera::verify {

/// The words behind a number, as far as its clause and four of them.
std::string_view words_behind(std::string_view text, std::size_t begin, std::size_t end);

/// What to expect elsewhere is not refuted by what was.
Judgement not_refuted(std::string_view clause, Judgement judgement);

/// "A ratio of 1.2 (95 % interval 1.1 to 1.3), F test beside A and B", "t-test, paired by prompt":
/// what a test is called blanked, since it names no metric.
std::string without_test(std::string text);

/// "About A against B the data hold too few repeated runs": what can't be said, and no statement of
/// what the clause names.
bool leaves_open(std::string_view clause);

/// "Mind the SD of A: its opener ran at 238 tok/s": what stands behind the colon, where it is a
/// sentence of its own; else all of it.
std::string_view behind_label(std::string_view clause);

/// Whether a sentence says what to do.
bool is_advice(std::string_view sentence);

/// Whether what stands at that place of a sentence that says what to do gives the reason: "Avoid A:
/// its TTFT exceeds 2 s", "Use B, since it is faster".
bool is_premise(std::string_view sentence, std::size_t at);

/// The mentions that stand in the range.
std::vector<Mention> within(const std::vector<Mention>& mentions, Range range);

struct ProseReader::Piece {
  const Plain& plain;
  const ProseContext& context;
  Range sentence;
  Range previous;  ///< the sentence before it in the paragraph
  Range clause;
  const std::vector<Numeral>& numerals;  ///< of this sentence and the one before
  const std::vector<Mention>& mentions;  ///< of the same
  std::vector<Mention> subjects;
  const std::string& blanked;  ///< the whole text, lower case, its names blanked

  /// The clause from the number before to the number behind.
  [[nodiscard]] Range segment_of(const Numeral& numeral) const {
    Range segment = clause;
    for (const Numeral& each : numerals) {
      if (is_named(each)) {
        continue;  // "tp=1": part of a name
      }
      if (each.range.end <= numeral.range.begin) {
        segment.begin = std::max(segment.begin, each.range.end);
      } else if (each.range.begin >= numeral.range.end) {
        segment.end = std::min(segment.end, each.range.begin);
      }
    }
    return segment;
  }

  /// Whether the number is a part of a name.
  [[nodiscard]] bool is_named(const Numeral& numeral) const {
    for (const Mention& mention : mentions) {
      if (mention.range.begin < numeral.range.end && numeral.range.begin < mention.range.end) {
        return true;
      }
    }
    return false;
  }

  /// The text with the names of files, models and levels blanked: their words name no metric.
  [[nodiscard]] std::string unnamed(Range range) const {
    return blanked.substr(range.begin, range.end - range.begin);
  }

  [[nodiscard]] std::string text(Range range) const {
    return plain.lower().substr(range.begin, range.end - range.begin);
  }
};

/// Where the sentence singles out a most or a least, in order. REQUIRES: lower case.
std::vector<std::size_t> extreme_words(std::string_view text, Range sentence);

}  // namespace chimera::verify
