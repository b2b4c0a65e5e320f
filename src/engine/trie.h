// The sentences that may follow, as a tree of tokens: where a node has one child the token is
// forced, where it has several the model chooses. Used by the embedded engine; knows no model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace chimera::engine {

using Token = std::int32_t;
using Tokens = std::vector<Token>;

class TokenTrie {
 public:
  using Node = std::size_t;
  static constexpr Node kRoot = 0;

  /// Adds a path that ends in `sentence`. Of equal paths the first one counts. A path that begins
  /// another one hides it: sentences end with a line break, so none does.
  void add(std::span<const Token> path, std::size_t sentence);

  /// What may follow, by token; empty only at the end of a sentence (or in an empty trie). The
  /// reference lives until the next add().
  [[nodiscard]] const std::map<Token, Node>& children(Node node) const {
    return nodes_[node].children;
  }

  /// The sentence that ends here.
  [[nodiscard]] std::optional<std::size_t> sentence(Node node) const {
    return nodes_[node].sentence;
  }

  /// Tokens of the longest path.
  [[nodiscard]] std::size_t longest() const { return longest_; }

 private:
  struct Entry {
    std::map<Token, Node> children;
    std::optional<std::size_t> sentence;
  };

  std::vector<Entry> nodes_ = std::vector<Entry>(1);
  std::size_t longest_ = 0;
};

}  // namespace chimera::engine
