// A result file that appears whole or not at all: written in pieces under a name beside its own,
// synced, and renamed. Dropping the object without commit() leaves nothing behind and what stood
// there before as it was. For results of many files there is output_folder.h.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/descriptor.h"
#include "base/result.h"

namespace chimera {

class OutputFile {
 public:
  /// kInput if nothing can be written there, or if something stands there that is no regular file
  /// (a folder, a device). A link's target is written, not the link.
  static Result<OutputFile> create(const std::string& path);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  /// Adds to the end; kInput with the reason (a full disk, say).
  Result<void> write(std::string_view bytes);

  /// Gives the file its name.
  Result<void> commit();

 private:
  OutputFile(std::string path, std::string staging, Descriptor file)
      : path_(std::move(path)), staging_(std::move(staging)), file_(std::move(file)) {}

  std::string path_;
  std::string staging_;  ///< "" once committed or moved from
  Descriptor file_;
};

}  // namespace chimera
