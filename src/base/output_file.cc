#include "base/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace chimera {

Result<OutputFile> OutputFile::create(const std::string& path) {
  std::error_code error;
  const std::string resolved = std::filesystem::weakly_canonical(path, error).string();
  if (error || path.empty() || path.find('\0') != std::string::npos) {
    return cannot("write", path, error ? error.message() : "no name of a file");
  }
  struct stat there = {};
  if (::stat(resolved.c_str(), &there) == 0 && !S_ISREG(there.st_mode)) {
    return cannot("write", path, "exists and is not a regular file");
  }
  const std::string staging = resolved + "." + std::to_string(::getpid()) + ".part";
  constexpr mode_t kMode = 0666;  // less the umask
  Descriptor file(::open(staging.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode));
  if (file.number() < 0) {
    return cannot("write", path, errno_text(errno));
  }
  return OutputFile(resolved, staging, std::move(file));
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      staging_(std::exchange(other.staging_, {})),
      file_(std::move(other.file_)) {}

OutputFile::~OutputFile() {
  if (!staging_.empty()) {
    ::unlink(staging_.c_str());
  }
}

Result<void> OutputFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(file_.number(), bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) {
      return cannot("write", path_, errno_text(errno));
    }
    bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
  }
  return {};
}

Result<void> OutputFile::commit() {
  if (::fsync(file_.number()) != 0 || !file_.close() ||
      std::rename(staging_.c_str(), path_.c_str()) != 0) {
    return cannot("write", path_, errno_text(errno));
  }
  staging_.clear();
  return {};
}

}  // namespace chimera
