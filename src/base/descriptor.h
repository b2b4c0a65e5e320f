// An open file that closes itself, and the few POSIX steps that the rest of base shares: opening a
// regular file without ever blocking, reading a piece, and the system's words for an errno.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include "base/result.h"

namespace chimera {

class Descriptor {
 public:
  /// Takes over an open descriptor; a negative number means "none".
  explicit Descriptor(int number) : number_(number) {}

  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();

  [[nodiscard]] int number() const { return number_; }

  /// Closes it now and tells whether the system reported no failure (a full disk may show here).
  bool close();

 private:
  int number_;
};

/// The system's words for an errno: "Permission denied".
std::string errno_text(int code);

/// "can't VERB 'PATH': CAUSE" as an input error.
tl::unexpected<Error> cannot(const std::string& verb, const std::string& path,
                             const std::string& cause);

/// Opens a regular file (through links) for reading. FIFOs, devices and folders are refused before
/// they are opened, so this never blocks.
Result<Descriptor> open_regular(const std::string& path);

struct SizedFile {
  Descriptor descriptor;
  std::size_t size_bytes = 0;  ///< when it was opened
};

/// The same with its size.
Result<SizedFile> open_sized(const std::string& path);

/// Reads at most `size` bytes, retrying after signals; the count, 0 at the end, negative on failure
/// (errno says why).
std::ptrdiff_t read_piece(const Descriptor& file, char* into, std::size_t size);

}  // namespace chimera
