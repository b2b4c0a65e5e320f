// Reading the disk behind an interface: RealDisk for the program, MemoryDisk for tests, which also
// makes up failures. Writing a whole result folder at once is output_folder.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace chimera {

enum class EntryKind { kFile, kFolder, kOther };  ///< kOther: sockets, FIFOs, devices, dead links

/// One name in a folder. `size_bytes` and `modified_utc_s` are of what a link points at.
struct DiskEntry {
  std::string name;
  EntryKind kind = EntryKind::kOther;
  std::size_t size_bytes = 0;
  std::int64_t modified_utc_s = 0;
  /// Device and inode: equal for the same folder reached twice (a loop of links).
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
};

/// A regular file that stays open: the same one even if its name comes to mean another. Any number
/// of threads may read.
class OpenFile {
 public:
  virtual ~OpenFile() = default;

  /// The bytes from `offset` on, as many as the buffer takes; how many there were. kInput if they
  /// can't be read.
  [[nodiscard]] virtual Result<std::size_t> read(std::size_t offset,
                                                 std::span<char> buffer) const = 0;
};

class Disk {
 public:
  virtual ~Disk() = default;

  /// What `path` is; kInput if there is no such thing or it may not be looked at.
  [[nodiscard]] virtual Result<DiskEntry> stat(const std::string& path) const = 0;

  /// The folder's entries sorted by name, without "." and ".."; kInput if it can't be listed.
  [[nodiscard]] virtual Result<std::vector<DiskEntry>> list(const std::string& folder) const = 0;

  /// The whole file; kInput if it can't be read, is no regular file or is larger than
  /// `limit_bytes`.
  [[nodiscard]] virtual Result<std::string> read(const std::string& path,
                                                 std::size_t limit_bytes) const = 0;

  /// For reading it in parts; kInput if it can't be read or is no regular file.
  [[nodiscard]] virtual Result<std::unique_ptr<OpenFile>> open(const std::string& path) const = 0;
};

class RealDisk : public Disk {
 public:
  [[nodiscard]] Result<DiskEntry> stat(const std::string& path) const override;
  [[nodiscard]] Result<std::vector<DiskEntry>> list(const std::string& folder) const override;
  [[nodiscard]] Result<std::string> read(const std::string& path,
                                         std::size_t limit_bytes) const override;
  [[nodiscard]] Result<std::unique_ptr<OpenFile>> open(const std::string& path) const override;
};

/// Files by path ("tree/a.csv"); folders exist because files are in them.
class MemoryDisk : public Disk {
 public:
  void add(const std::string& path, std::string bytes, std::int64_t modified_utc_s = 0);
  /// From now on reading `path` fails with `why`.
  void break_file(const std::string& path, std::string why);

  [[nodiscard]] Result<DiskEntry> stat(const std::string& path) const override;
  [[nodiscard]] Result<std::vector<DiskEntry>> list(const std::string& folder) const override;
  [[nodiscard]] Result<std::string> read(const std::string& path,
                                         std::size_t limit_bytes) const override;
  /// What it yields lives no longer than the disk.
  [[nodiscard]] Result<std::unique_ptr<OpenFile>> open(const std::string& path) const override;

 private:
  struct File {
    std::string bytes;
    std::int64_t modified_utc_s = 0;
    std::string broken;
  };

  std::map<std::string, File> files_;
};

}  // namespace chimera
