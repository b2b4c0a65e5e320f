#include "base/hash.h"

#include <openssl/evp.h>

#include <array>
#include <cerrno>
#include <memory>
#include <span>

#include "base/check.h"
#include "base/descriptor.h"

namespace chimera {

namespace {

/// Looked up once: OpenSSL takes longer for that than for a short text's hash.
const EVP_MD* sha256() {
  static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  CHIMERA_CHECK(method != nullptr, "no SHA-256");
  return method;
}

/// A digest in hexadecimal digits, so many of them.
std::string hex_of(std::span<const unsigned char> digest, std::size_t digits) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(digits, '0');
  for (std::size_t i = 0; i < digits; ++i) {
    text[i] = kDigits[i % 2 == 0 ? digest[i / 2] >> 4U : digest[i / 2] & 15U];
  }
  return text;
}

/// One SHA-256 in progress. OpenSSL fails here only when memory is out or the build is broken.
class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
    CHIMERA_CHECK(context_ != nullptr, "no memory for a hash");
    begin();
  }

  void begin() {
    CHIMERA_CHECK(EVP_DigestInit_ex(context_.get(), sha256(), nullptr) == 1, "no SHA-256");
  }

  void add(std::string_view bytes) {
    CHIMERA_CHECK(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1,
                  "SHA-256 refused bytes");
  }

  /// REQUIRES: at most 64 digits.
  std::string hex(std::size_t digits = 64) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest = {};
    unsigned size = 0;
    CHIMERA_CHECK(EVP_DigestFinal_ex(context_.get(), digest.data(), &size) == 1,
                  "SHA-256 gave no digest");
    CHIMERA_CHECK(size == 32, "SHA-256 has 32 bytes");
    return hex_of(digest, digits);
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

Result<std::string> sha256_of_file(const std::string& path) {
  const Result<Descriptor> file = open_regular(path);
  if (!file) {
    return tl::unexpected<Error>(file.error());
  }
  Sha256 hash;
  std::array<char, std::size_t{1} << 16> piece = {};
  for (;;) {
    const std::ptrdiff_t count = read_piece(*file, piece.data(), piece.size());
    if (count < 0) {
      return cannot("read", path, errno_text(errno));
    }
    if (count == 0) {
      return hash.hex();
    }
    hash.add({piece.data(), static_cast<std::size_t>(count)});
  }
}

std::string content_id(std::string_view prefix, std::string_view text, std::size_t digits) {
  CHIMERA_CHECK(digits <= 64, "SHA-256 has 64 hexadecimal digits");
  // One a thread, begun anew for each text: ids are many and their texts short.
  thread_local Sha256 hash;
  hash.begin();
  hash.add(text);
  return std::string(prefix) + hash.hex(digits);
}

}  // namespace chimera
