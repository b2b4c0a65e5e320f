#include "base/output_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "base/check.h"
#include "base/descriptor.h"

namespace chimera {

namespace {

namespace fs = std::filesystem;

// The staging folder (mode 0700, so nobody looks in meanwhile) holds the result under this name.
// The result itself is made with the user's umask.
constexpr std::string_view kResult = "/result";
constexpr std::string_view kPrevious = "/previous";

std::string inside(const std::string& staging, std::string_view name) {
  return staging + std::string(name);
}

/// The place itself, through links and without a trailing slash, so that a link to a report keeps
/// pointing at it.
Result<std::string> resolved(const std::string& destination) {
  std::error_code error;
  fs::path path = fs::absolute(destination, error);
  if (destination.empty() || error) {
    return cannot("write", destination, destination.empty() ? "no name" : error.message());
  }
  path = fs::weakly_canonical(path, error);
  if (error) {
    return cannot("write", destination, error.message());
  }
  std::string text = path.lexically_normal().string();
  if (text.size() > 1 && text.back() == '/') {
    text.pop_back();
  }
  return text;
}

/// Whether something stands at `path` that may be replaced; an error if it may not.
Result<bool> may_replace(const std::string& path,
                         const std::function<bool(const std::string&)>& is_ours) {
  struct stat there = {};
  struct stat parent = {};
  const std::string parent_path = fs::path(path).parent_path().string();
  if (::stat(parent_path.c_str(), &parent) != 0) {
    return cannot("write", path, "the folder '" + parent_path + "': " + errno_text(errno));
  }
  if (!S_ISDIR(parent.st_mode)) {
    return cannot("write", path, "'" + parent_path + "' is not a folder");
  }
  if (::lstat(path.c_str(), &there) != 0) {
    if (errno == ENOENT) {
      return false;
    }
    return cannot("write", path, errno_text(errno));
  }
  if (!S_ISDIR(there.st_mode)) {
    return fail(ErrorCode::kInput, "'" + path + "' exists and is not a folder");
  }
  if (there.st_dev != parent.st_dev || path == parent_path) {
    return fail(ErrorCode::kInput, "'" + path + "' is a mount point and can't be replaced");
  }
  std::error_code error;
  const bool empty = fs::is_empty(path, error);
  if (error) {
    return cannot("write", path, error.message());
  }
  if (!empty && !is_ours(path)) {
    return fail(ErrorCode::kInput, "'" + path + "' exists and is not a report of ours");
  }
  return true;
}

void remove_whole(std::string& staging) {
  if (!staging.empty()) {
    std::error_code ignored;
    fs::remove_all(staging, ignored);
    staging.clear();
  }
}

/// 0 if every byte and the file itself reached the disk, otherwise the errno.
int write_synced(const std::string& path, std::string_view bytes) {
  constexpr mode_t kMode = 0666;  // less the umask
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode));
  if (file.number() < 0) {
    return errno;
  }
  while (!bytes.empty()) {
    const auto count = ::write(file.number(), bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) {
      return errno;
    }
    bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
  }
  if (::fsync(file.number()) != 0) {
    return errno;
  }
  return file.close() ? 0 : errno;
}

/// Makes a folder's names durable. Some file systems can't; the files in it are synced anyway.
void sync_folder(const std::string& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number() >= 0) {
    ::fsync(folder.number());
  }
}

int rename_with(const std::string& from, const std::string& to, unsigned flags) {
  return ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0 ? 0 : errno;
}

int plain_rename(const std::string& from, const std::string& to) {
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

bool unsupported(int code) {
  return code == EINVAL || code == ENOSYS;
}

/// Nothing stood there. Where the file system knows no RENAME_NOREPLACE, rename() itself refuses a
/// file or a folder that isn't empty.
int place_new(const std::string& result, const std::string& destination) {
  const int code = rename_with(result, destination, RENAME_NOREPLACE);
  return unsupported(code) ? plain_rename(result, destination) : code;
}

/// Two steps for file systems that can't exchange; the old folder comes back if the second fails.
int exchange_in_two_steps(const std::string& staging, const std::string& destination) {
  const std::string previous = inside(staging, kPrevious);
  const int moved = plain_rename(destination, previous);
  if (moved != 0) {
    return moved;
  }
  const int placed = plain_rename(inside(staging, kResult), destination);
  if (placed != 0) {
    plain_rename(previous, destination);
  }
  return placed;
}

int place_over(const std::string& staging, const std::string& destination) {
  const std::string result = inside(staging, kResult);
  const int code = rename_with(result, destination, RENAME_EXCHANGE);
  if (code == ENOENT) {  // what stood there has gone meanwhile
    return place_new(result, destination);
  }
  return unsupported(code) ? exchange_in_two_steps(staging, destination) : code;
}

}  // namespace

Result<OutputFolder> OutputFolder::create(const std::string& destination,
                                          const std::function<bool(const std::string&)>& is_ours) {
  const Result<std::string> path = resolved(destination);
  if (!path) {
    return tl::unexpected<Error>(path.error());
  }
  const Result<bool> replaces = may_replace(*path, is_ours);
  if (!replaces) {
    return tl::unexpected<Error>(replaces.error());
  }
  const fs::path place(*path);
  std::string staging = (place.parent_path() / ("." + place.filename().string())).string();
  staging += ".chimera-XXXXXX";
  if (::mkdtemp(staging.data()) == nullptr) {
    return cannot("write", destination, errno_text(errno));
  }
  OutputFolder folder(*path, staging, *replaces);
  constexpr mode_t kMode = 0777;  // less the umask
  if (::mkdir(inside(staging, kResult).c_str(), kMode) != 0) {
    return cannot("write", destination, errno_text(errno));
  }
  return folder;
}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : destination_(std::move(other.destination_)),
      staging_(std::exchange(other.staging_, std::string())),
      replaces_(other.replaces_) {}

OutputFolder& OutputFolder::operator=(OutputFolder&& other) noexcept {
  if (this != &other) {
    remove_whole(staging_);
    destination_ = std::move(other.destination_);
    staging_ = std::exchange(other.staging_, std::string());
    replaces_ = other.replaces_;
  }
  return *this;
}

OutputFolder::~OutputFolder() {
  remove_whole(staging_);
}

Result<void> OutputFolder::write(std::string_view name, std::string_view bytes) {
  const bool plain = !name.empty() && name != "." && name != ".." &&
                     name.find_first_of(std::string_view("/\0", 2)) == std::string_view::npos;
  CHIMERA_CHECK(plain, "a result file needs a plain name");
  const std::string shown = destination_ + "/" + std::string(name);
  if (staging_.empty()) {
    return cannot("write", shown, "the folder is finished or has failed before");
  }
  const int code = write_synced(inside(staging_, kResult) + "/" + std::string(name), bytes);
  if (code != 0) {
    remove_whole(staging_);
    return cannot("write", shown, errno_text(code));
  }
  return {};
}

Result<void> OutputFolder::commit() {
  if (staging_.empty()) {
    return cannot("write", destination_, "the folder is finished or has failed before");
  }
  sync_folder(inside(staging_, kResult));
  const int code = replaces_ ? place_over(staging_, destination_)
                             : place_new(inside(staging_, kResult), destination_);
  if (code != 0) {
    if (::access(inside(staging_, kPrevious).c_str(), F_OK) == 0) {
      return cannot("write", destination_,
                    errno_text(code) + "; what stood there is now in '" +
                        std::exchange(staging_, std::string()) + "'");
    }
    remove_whole(staging_);
    return cannot("write", destination_, errno_text(code));
  }
  sync_folder(std::filesystem::path(destination_).parent_path().string());
  const std::string staging = std::exchange(staging_, std::string());
  std::error_code error;
  std::filesystem::remove_all(staging, error);
  if (error) {
    return fail(ErrorCode::kInput, "'" + destination_ +
                                       "' is written, but what it replaced can't be "
                                       "deleted from '" +
                                       staging + "': " + error.message());
  }
  return {};
}

}  // namespace chimera
