#include "base/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace chimera {

namespace {

std::string why_not_regular(mode_t mode) {
  if (S_ISDIR(mode)) {
    return "is a folder";
  }
  return "is not a regular file";
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    close();
    number_ = std::exchange(other.number_, -1);
  }
  return *this;
}

Descriptor::~Descriptor() {
  close();
}

bool Descriptor::close() {
  if (number_ < 0) {
    return true;
  }
  // Linux frees the number even where close() reports EINTR, so it is never closed twice.
  return ::close(std::exchange(number_, -1)) == 0;
}

std::string errno_text(int code) {
  return std::generic_category().message(code);
}

tl::unexpected<Error> cannot(const std::string& verb, const std::string& path,
                             const std::string& cause) {
  return fail(ErrorCode::kInput, "can't " + verb + " '" + path + "': " + cause);
}

Result<Descriptor> open_regular(const std::string& path) {
  return open_sized(path).map([](SizedFile file) { return std::move(file.descriptor); });
}

Result<SizedFile> open_sized(const std::string& path) {
  struct stat status = {};
  if (path.find('\0') != std::string::npos) {
    return cannot("read", path, "the name holds a zero byte");
  }
  if (::stat(path.c_str(), &status) != 0) {
    return cannot("read", path, errno_text(errno));
  }
  if (!S_ISREG(status.st_mode)) {
    return cannot("read", path, why_not_regular(status.st_mode));
  }
  // O_NONBLOCK and the second look guard against a FIFO put there since the first one.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
    return cannot("read", path, errno_text(errno));
  }
  if (!S_ISREG(status.st_mode)) {
    return cannot("read", path, why_not_regular(status.st_mode));
  }
  return SizedFile{std::move(file), static_cast<std::size_t>(std::max<off_t>(status.st_size, 0))};
}

std::ptrdiff_t read_piece(const Descriptor& file, char* into, std::size_t size) {
  for (;;) {
    const auto count = ::read(file.number(), into, size);
    if (count >= 0 || errno != EINTR) {
      return count;
    }
  }
}

}  // namespace chimera
