#include "base/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "base/descriptor.h"
#include "base/parallel.h"

namespace chimera {

namespace {

constexpr std::size_t kManyNames = 1'000;  ///< of a folder, that are worth a second thread

EntryKind kind_of(mode_t mode) {
  if (S_ISREG(mode)) {
    return EntryKind::kFile;
  }
  return S_ISDIR(mode) ? EntryKind::kFolder : EntryKind::kOther;
}

DiskEntry entry_of(std::string name, const struct stat& status) {
  DiskEntry entry;
  entry.name = std::move(name);
  entry.kind = kind_of(status.st_mode);
  entry.size_bytes = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
  entry.modified_utc_s = status.st_mtim.tv_sec;
  entry.device = status.st_dev;
  entry.inode = status.st_ino;
  return entry;
}

/// "a/b/" and "a/b" name the same thing; "/" stays.
std::string without_trailing_slashes(std::string path) {
  while (path.size() > 1 && path.back() == '/') {
    path.pop_back();
  }
  return path;
}

std::string last_name(const std::string& path) {
  const std::string trimmed = without_trailing_slashes(path);
  const auto slash = trimmed.rfind('/');
  return slash == std::string::npos || trimmed.size() == 1 ? trimmed : trimmed.substr(slash + 1);
}

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

using OpenFolder = std::unique_ptr<DIR, CloseFolder>;

/// All names, in the order of the disk. std::filesystem takes twice as long for many thousands.
Result<std::vector<std::string>> names_in(DIR& open, const std::string& folder) {
  std::vector<std::string> names;
  for (;;) {
    errno = 0;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread reads this stream
    const dirent* const next = ::readdir(&open);
    if (next == nullptr && errno != 0) {
      return cannot("list", folder, errno_text(errno));
    }
    if (next == nullptr) {
      return names;
    }
    const std::string_view name = &next->d_name[0];
    if (name != "." && name != "..") {
      names.emplace_back(name);
    }
  }
}

/// One listed name: what a link points at, or kOther where the link is dead. Absent: it is gone.
std::optional<DiskEntry> look_at(int folder, std::string name) {
  struct stat status = {};
  if (::fstatat(folder, name.c_str(), &status, 0) == 0) {
    return entry_of(std::move(name), status);
  }
  if (::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
    return std::nullopt;
  }
  DiskEntry entry = entry_of(std::move(name), status);
  entry.kind = EntryKind::kOther;
  return entry;
}

void sort_by_name(std::vector<DiskEntry>& entries) {
  std::sort(entries.begin(), entries.end(),
            [](const DiskEntry& a, const DiskEntry& b) { return a.name < b.name; });
}

tl::unexpected<Error> too_large(const std::string& path, std::size_t limit_bytes) {
  return cannot("read", path, fmt::format("larger than the limit of {} bytes", limit_bytes));
}

class RealFile : public OpenFile {
 public:
  RealFile(std::string path, Descriptor file) : path_(std::move(path)), file_(std::move(file)) {}

  [[nodiscard]] Result<std::size_t> read(std::size_t offset,
                                         std::span<char> buffer) const override {
    std::size_t done = 0;
    while (done < buffer.size()) {
      const auto count = ::pread(file_.number(), buffer.data() + done, buffer.size() - done,
                                 static_cast<off_t>(offset + done));
      if (count < 0 && errno != EINTR) {
        return cannot("read", path_, errno_text(errno));
      }
      if (count == 0) {
        break;
      }
      done += count < 0 ? 0 : static_cast<std::size_t>(count);
    }
    return done;
  }

 private:
  std::string path_;
  Descriptor file_;
};

class MemoryFile : public OpenFile {
 public:
  explicit MemoryFile(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] Result<std::size_t> read(std::size_t offset,
                                         std::span<char> buffer) const override {
    return bytes_.copy(buffer.data(), buffer.size(), std::min(offset, bytes_.size()));
  }

 private:
  std::string_view bytes_;
};

/// The key of a path in a MemoryDisk: no trailing slash, no leading "./", the top folder is "".
std::string memory_key(std::string path) {
  path = without_trailing_slashes(std::move(path));
  while (path.starts_with("./")) {
    path.erase(0, 2);
  }
  return path == "." ? std::string() : path;
}

/// What every path inside a folder of a MemoryDisk begins with.
std::string inside_of(const std::string& key) {
  return key.empty() || key == "/" ? key : key + "/";
}

DiskEntry memory_entry(const std::string& key, std::string name, EntryKind kind) {
  DiskEntry entry;
  entry.name = std::move(name);
  entry.kind = kind;
  entry.inode = std::hash<std::string_view>{}(key);
  return entry;
}

}  // namespace

Result<DiskEntry> RealDisk::stat(const std::string& path) const {
  struct stat status = {};
  if (path.find('\0') != std::string::npos) {
    return cannot("read", path, "the name holds a zero byte");
  }
  if (::stat(path.c_str(), &status) != 0) {
    return cannot("read", path, errno_text(errno));
  }
  return entry_of(last_name(path), status);
}

Result<std::vector<DiskEntry>> RealDisk::list(const std::string& folder) const {
  const OpenFolder open(::opendir(folder.c_str()));
  if (open == nullptr) {
    return cannot("list", folder, errno_text(errno));
  }
  auto names = names_in(*open, folder);
  if (!names) {
    return tl::unexpected<Error>(names.error());
  }
  const int descriptor = ::dirfd(open.get());
  std::vector<std::optional<DiskEntry>> found(names->size());
  for_each_index(names->size(), names->size() < kManyNames ? 1 : 0,
                 [&](std::size_t i) { found[i] = look_at(descriptor, std::move((*names)[i])); });
  std::vector<DiskEntry> entries;
  entries.reserve(found.size());
  for (std::optional<DiskEntry>& entry : found) {
    if (entry) {
      entries.push_back(*std::move(entry));
    }
  }
  sort_by_name(entries);
  return entries;
}

Result<std::string> RealDisk::read(const std::string& path, std::size_t limit_bytes) const {
  const Result<SizedFile> file = open_sized(path);
  if (!file) {
    return tl::unexpected<Error>(file.error());
  }
  const std::size_t likely = file->size_bytes;
  if (likely > limit_bytes) {
    return too_large(path, limit_bytes);
  }
  // The size may be a lie (a growing file, /proc), so the end of the data decides, not the size:
  // where it is none, one read that asks for a byte more and doesn't get it.
  constexpr std::size_t kPieceBytes = std::size_t{1} << 16U;
  std::string bytes(likely == 0 ? std::min(kPieceBytes, limit_bytes + 1) : likely + 1, '\0');
  for (std::size_t done = 0;;) {
    const std::ptrdiff_t count =
        read_piece(file->descriptor, bytes.data() + done, bytes.size() - done);
    if (count < 0) {
      return cannot("read", path, errno_text(errno));
    }
    done += static_cast<std::size_t>(count);
    if (done > limit_bytes) {
      return too_large(path, limit_bytes);
    }
    if (count == 0 || (likely > 0 && done == likely)) {
      bytes.resize(done);
      return bytes;
    }
    if (done == bytes.size()) {
      bytes.resize(std::min(done + std::max(done, kPieceBytes), limit_bytes + 1));
    }
  }
}

Result<std::unique_ptr<OpenFile>> RealDisk::open(const std::string& path) const {
  Result<Descriptor> file = open_regular(path);
  if (!file) {
    return tl::unexpected<Error>(file.error());
  }
  return std::make_unique<RealFile>(path, *std::move(file));
}

void MemoryDisk::add(const std::string& path, std::string bytes, std::int64_t modified_utc_s) {
  files_[memory_key(path)] = File{std::move(bytes), modified_utc_s, {}};
}

void MemoryDisk::break_file(const std::string& path, std::string why) {
  files_[memory_key(path)].broken = std::move(why);
}

Result<DiskEntry> MemoryDisk::stat(const std::string& path) const {
  const std::string key = memory_key(path);
  const auto file = files_.find(key);
  if (file != files_.end()) {
    DiskEntry entry = memory_entry(key, last_name(path), EntryKind::kFile);
    entry.size_bytes = file->second.bytes.size();
    entry.modified_utc_s = file->second.modified_utc_s;
    return entry;
  }
  const std::string inside = inside_of(key);
  const auto first = files_.lower_bound(inside);
  if (first == files_.end() || !first->first.starts_with(inside)) {
    return cannot("read", path, errno_text(ENOENT));
  }
  return memory_entry(key, last_name(path), EntryKind::kFolder);
}

Result<std::vector<DiskEntry>> MemoryDisk::list(const std::string& folder) const {
  const Result<DiskEntry> itself = stat(folder);
  if (!itself || itself->kind != EntryKind::kFolder) {
    return cannot("list", folder, errno_text(itself ? ENOTDIR : ENOENT));
  }
  const std::string inside = inside_of(memory_key(folder));
  std::map<std::string, DiskEntry> entries;
  for (auto at = files_.lower_bound(inside); at != files_.end() && at->first.starts_with(inside);
       ++at) {
    const std::string name =
        at->first.substr(inside.size(), at->first.find('/', inside.size()) - inside.size());
    if (const Result<DiskEntry> entry = stat(inside + name)) {
      entries.emplace(name, *entry);
    }
  }
  std::vector<DiskEntry> sorted;
  sorted.reserve(entries.size());
  for (auto& [name, entry] : entries) {
    sorted.push_back(std::move(entry));
  }
  return sorted;
}

Result<std::string> MemoryDisk::read(const std::string& path, std::size_t limit_bytes) const {
  const auto file = files_.find(memory_key(path));
  if (file == files_.end()) {
    return cannot("read", path, stat(path) ? "is a folder" : errno_text(ENOENT));
  }
  if (!file->second.broken.empty()) {
    return cannot("read", path, file->second.broken);
  }
  if (file->second.bytes.size() > limit_bytes) {
    return too_large(path, limit_bytes);
  }
  return file->second.bytes;
}

Result<std::unique_ptr<OpenFile>> MemoryDisk::open(const std::string& path) const {
  const auto file = files_.find(memory_key(path));
  if (file == files_.end() || !file->second.broken.empty()) {
    return read(path, 0).map([](const std::string&) { return std::unique_ptr<OpenFile>(); });
  }
  return std::make_unique<MemoryFile>(file->second.bytes);
}

}  // namespace chimera
