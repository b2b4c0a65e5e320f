#include "engine/text_pieces.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace chimera::engine {
namespace {

// Bytes of the sequence that this byte leads; 0 for a continuation byte, 1 for what leads nothing.
std::size_t sequence_length(unsigned char lead) {
  if (lead >= 0xF0 && lead < 0xF8) {
    return 4;
  }
  if (lead >= 0xE0 && lead < 0xF0) {
    return 3;
  }
  if (lead >= 0xC0 && lead < 0xE0) {
    return 2;
  }
  return lead >= 0x80 && lead < 0xC0 ? 0 : 1;
}

// Bytes at the end that begin a code point without ending it.
std::size_t incomplete_tail(std::string_view bytes) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    const std::size_t length = sequence_length(byte);
    if (length != 0) {
      return length > back ? back : 0;
    }
  }
  return 0;
}

}  // namespace

std::string TextPieces::add(std::string_view bytes) {
  std::string text = std::exchange(held_, {});
  text += bytes;
  const std::size_t whole = text.size() - incomplete_tail(text);
  held_ = text.substr(whole);
  text.resize(whole);
  return text;
}

}  // namespace chimera::engine
