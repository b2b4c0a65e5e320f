#include "engine/prompt_store.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "base/files.h"
#include "base/hash.h"
#include "base/output_file.h"
#include "engine/user_folder.h"

namespace chimera::engine {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "chimera.prompt/1 ";
constexpr std::string_view kEnding = ".state";
constexpr std::size_t kHashDigits = 64;

struct Kept {
  fs::path path;
  fs::file_time_type used;
  std::size_t bytes = 0;
};

/// Latest use first.
std::vector<Kept> all_kept(const std::string& folder) {
  std::vector<Kept> all;
  std::error_code error;
  for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    if (at->path().extension() == kEnding) {
      std::error_code gone;
      all.push_back({at->path(), at->last_write_time(gone), at->file_size(gone)});
    }
  }
  std::sort(all.begin(), all.end(), [](const Kept& a, const Kept& b) { return a.used > b.used; });
  return all;
}

/// What doesn't fit beside `coming` bytes.
void make_room(const std::string& folder, std::size_t coming, std::size_t bytes_max) {
  std::size_t bytes = coming;
  for (const Kept& kept : all_kept(folder)) {
    bytes += kept.bytes;
    if (bytes > bytes_max) {
      std::error_code error;
      fs::remove(kept.path, error);
    }
  }
}

}  // namespace

std::string PromptStore::path_of(std::string_view prompt) const {
  return folder_ + "/" + content_id("", of_ + "\n" + std::string(prompt), 32) +
         std::string(kEnding);
}

std::optional<std::string> PromptStore::find(std::string_view prompt) const {
  if (!keeps()) {
    return std::nullopt;
  }
  const std::string path = path_of(prompt);
  auto bytes = RealDisk().read(path, kPromptStoreBytesMax);
  const std::size_t head = kMagic.size() + kHashDigits;
  if (!bytes || bytes->size() < head || !bytes->starts_with(kMagic)) {
    return std::nullopt;
  }
  const std::string hash = bytes->substr(kMagic.size(), kHashDigits);
  bytes->erase(0, head);
  if (sha256_hex(*bytes) != hash) {
    return std::nullopt;
  }
  std::error_code error;
  fs::last_write_time(path, fs::file_time_type::clock::now(), error);
  return *std::move(bytes);
}

void PromptStore::keep(std::string_view prompt, std::string_view state,
                       std::size_t bytes_max) const {
  if (!keeps() || state.size() > bytes_max) {
    return;
  }
  std::error_code error;
  if (fs::create_directories(folder_, error)) {
    fs::permissions(folder_, fs::perms::owner_all, error);  // prompts hold what is in the artifacts
  }
  make_room(folder_, state.size(), bytes_max);
  auto file = OutputFile::create(path_of(prompt));
  if (file && file->write(std::string(kMagic) + sha256_hex(state)) && file->write(state)) {
    static_cast<void>(file->commit());
  }
}

std::string prompts_folder() {
  const std::string cache = user_folder("XDG_CACHE_HOME", ".cache");
  return cache.empty() ? "" : cache + "/chimera/prompts";
}

}  // namespace chimera::engine
