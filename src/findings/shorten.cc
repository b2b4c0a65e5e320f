#include "findings/shorten.h"

namespace chimera::findings {

std::string shortened(std::string_view text) {
  constexpr std::size_t kBytesMax = 80;
  std::string line;
  for (const char c : text) {
    line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  if (line.size() <= kBytesMax) {
    return line;
  }
  std::size_t cut = kBytesMax;
  // Bytes 10xxxxxx continue a character.
  while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) {
    --cut;
  }
  return line.substr(0, cut) + "…";
}

}  // namespace chimera::findings
