#include "engine/trie.h"

#include <algorithm>

namespace chimera::engine {

void TokenTrie::add(std::span<const Token> path, std::size_t sentence) {
  Node node = kRoot;
  for (const Token token : path) {
    const auto [child, is_new] = nodes_[node].children.try_emplace(token, nodes_.size());
    node = child->second;  // before the vector grows: the map moves with it
    if (is_new) {
      nodes_.emplace_back();
    }
  }
  if (!nodes_[node].sentence) {
    nodes_[node].sentence = sentence;
  }
  longest_ = std::max(longest_, path.size());
}

}  // namespace chimera::engine
