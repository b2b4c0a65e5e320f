// Evaluated prompts, kept from run to run: what a context holds after one, a file each in the
// user's cache folder. Only a hint: what is missing, cut or altered is evaluated again.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace chimera::engine {

/// Of all states; the ones that were used longest ago go first.
inline constexpr std::size_t kPromptStoreBytesMax = std::size_t{512} << 20U;

class PromptStore {
 public:
  /// In `folder`; "" keeps nothing. `of` says what else than the prompt a state depends on: model,
  /// options, program.
  PromptStore(std::string folder, std::string of)
      : folder_(std::move(folder)), of_(std::move(of)) {}

  [[nodiscard]] bool keeps() const { return !folder_.empty(); }

  /// The state after that prompt, byte for byte as it was kept. O(bytes).
  [[nodiscard]] std::optional<std::string> find(std::string_view prompt) const;

  /// Says nothing where it can't be written. O(bytes).
  void keep(std::string_view prompt, std::string_view state,
            std::size_t bytes_max = kPromptStoreBytesMax) const;

 private:
  [[nodiscard]] std::string path_of(std::string_view prompt) const;

  std::string folder_;
  std::string of_;
};

/// $XDG_CACHE_HOME/chimera/prompts, or ~/.cache/chimera/prompts; "" where there is no home.
std::string prompts_folder();

}  // namespace chimera::engine
