#include "data/lattice.h"

#include <utility>

#include "base/check.h"

namespace chimera {

namespace {

std::size_t path_count(const Chain& chain, std::size_t most) {
  std::size_t count = 1;
  for (const Slot& slot : chain) {
    CHIMERA_CHECK(!slot.empty(), "a slot without an alternative");
    count = slot.size() > most / count ? most : count * slot.size();
  }
  return count;
}

// The path of that number, the last slot turning fastest; 0 is the plain path.
Phrase path_at(const Chain& chain, std::size_t number) {
  std::vector<std::size_t> choice(chain.size());
  for (std::size_t i = chain.size(); i-- > 0;) {
    choice[i] = number % chain[i].size();
    number /= chain[i].size();
  }
  std::size_t pieces = 0;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    pieces += chain[i][choice[i]].phrase.size();
  }
  Phrase phrase;
  phrase.reserve(pieces);
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const Phrase& part = chain[i][choice[i]].phrase;
    phrase.insert(phrase.end(), part.begin(), part.end());
  }
  return phrase;
}

}  // namespace

std::vector<Phrase> paths_of(const Lattice& lattice, std::size_t limit) {
  constexpr std::size_t kMost = 1U << 20U;
  std::size_t total = 0;
  for (const Chain& chain : lattice.chains) {
    total += path_count(chain, kMost);
  }
  const std::size_t step = limit == 0 || total <= limit ? 1 : (total + limit - 1) / limit;
  std::vector<Phrase> paths;
  std::size_t number = 0;  // of all paths, chain after chain
  for (const Chain& chain : lattice.chains) {
    const std::size_t count = path_count(chain, kMost);
    for (std::size_t i = 0; i < count; ++i, ++number) {
      if (number % step == 0) {
        paths.push_back(path_at(chain, i));
      }
    }
  }
  return paths;
}

Phrase plain_path(const Lattice& lattice) {
  CHIMERA_CHECK(!lattice.empty(), "a lattice without a path");
  return path_at(lattice.chains.front(), 0);
}

std::string markdown_of(const Phrase& phrase) {
  std::size_t size = 0;
  for (const Piece& piece : phrase) {
    size += piece.text.size() + 2;
  }
  std::string out;
  out.reserve(size);
  for (const Piece& piece : phrase) {
    if (piece.kind != PieceKind::kName) {
      out += piece.text;
      continue;
    }
    out += '`';
    for (const char c : piece.text) {
      const bool control = static_cast<unsigned char>(c) < 0x20;
      out += control ? ' ' : c == '`' ? '\'' : c;
    }
    out += '`';
  }
  return out;
}

Piece words(std::string text) {
  return Piece{.kind = PieceKind::kWords, .text = std::move(text)};
}

Piece name(std::string text) {
  return Piece{.kind = PieceKind::kName, .text = std::move(text)};
}

}  // namespace chimera
