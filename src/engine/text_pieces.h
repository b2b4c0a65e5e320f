// Tokens' bytes → text that can be shown: a code point split over tokens is held back until whole.
#pragma once

#include <string>
#include <string_view>

namespace chimera::engine {

class TextPieces {
 public:
  /// Takes a token's bytes; returns what is complete now, possibly nothing. Bytes that can't become
  /// UTF-8 pass through: they are not ours to judge.
  std::string add(std::string_view bytes);

  /// Forgets what is held back.
  void clear() { held_.clear(); }

 private:
  std::string held_;  ///< at most three bytes: the start of a code point
};

}  // namespace chimera::engine
